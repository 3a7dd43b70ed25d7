package search

import (
	"strings"
	"unicode"
)

// Query is what somebody looks for. Text is never an error; what it does not understand it reads as words:
//
//	ældre kommune    both words
//	"hun sagde"      these words in a row
//	pleje*           words that begin so
//	*plejersk        words with these letters anywhere
//	-møde            not with this word (-"two words", -præ*, -*inde likewise)
//	K-014            what is written in one piece is searched for as a row of words
//
// A plain word that is in no document is tried as a beginning of words, then as letters inside words. A word typed
// with æ, ø or å means those letters; one typed without also finds the words that have them.
type Query struct {
	Text string
	// AsYouType reads the last word as the beginning of a word, unless a space follows it.
	AsYouType bool
	// Kinds of documents to look in; all when empty.
	Kinds []string
	// Limit is how many hits to return; DefaultLimit when 0.
	Limit int
	// Before asks for documents with a smaller number than this only: the next page after the last hit. 0 for all.
	Before int64
	// Best asks for the best hits first instead of the newest. It is granted when at most MaxRanked documents match;
	// see Info.Ranked. It ignores Before.
	Best bool
}

// Limits of a query. Words beyond them are not looked at.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
	maxTerms     = 24
	maxPhrase    = 24 // words in a row
)

// How tells what a term of a query was taken for.
type How string

// The ways to take a term, from the strictest to the loosest.
const (
	AsWord   How = "word"
	AsPrefix How = "prefix"
	AsInside How = "inside"
)

// term is one thing to find, or to exclude.
type term struct {
	text    string
	heads   []piece // the words before the last one in a phrase
	last    piece
	how     How  // AsWord may be loosened when plain
	plain   bool // typed as a bare word: may fall back to prefix and inside
	exclude bool
}

// piece is one word of a query.
type piece struct {
	w, s   string // canonical and skeleton
	danish bool   // typed with æ, ø or å: w has to match, not just s
}

// parse reads a query text.
func parse(q Query) []term {
	var terms []term
	rest := q.Text
	for len(terms) < maxTerms {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			break
		}
		var t term
		if strings.HasPrefix(rest, "-") {
			t.exclude = true
			rest = rest[1:]
		}
		var raw string
		var quoted, open bool
		if raw, quoted = strings.CutPrefix(rest, `"`); quoted {
			var closed bool
			raw, rest, closed = strings.Cut(raw, `"`)
			open = !closed
		} else {
			raw, rest = cutWord(rest)
		}
		ends := rest == "" && raw != "" && !endsInSpace(raw)
		if t.read(raw, quoted, q.AsYouType && ends && (!quoted || open)) {
			terms = append(terms, t)
		}
	}
	return terms
}

// read fills the term from what was typed; false when there is no word in it.
func (t *term) read(raw string, quoted, typing bool) bool {
	tokens := Tokens(raw)
	if len(tokens) == 0 {
		return false
	}
	t.text = raw
	tokens = tokens[:min(len(tokens), maxPhrase)]
	for i, token := range tokens {
		p := piece{token.Word, Skeleton(token.Word), isDanish(raw[token.Start:token.End])}
		if i < len(tokens)-1 {
			t.heads = append(t.heads, p)
		} else {
			t.last = p
		}
	}
	t.how = AsWord
	switch {
	case quoted:
		if typing {
			t.how = AsPrefix
		}
	case strings.HasPrefix(raw, "*") && len(t.heads) == 0:
		t.how = AsInside
	case strings.HasSuffix(raw, "*"):
		t.how = AsPrefix
	case typing && !t.exclude:
		t.how, t.plain = AsPrefix, true
	default:
		t.plain = !t.exclude
	}
	return true
}

// loosened is the next way to take a plain term that nothing was found for; false when there is none.
func (t *term) loosened(how How) (How, bool) {
	switch {
	case !t.plain:
		return how, false
	case how == AsWord:
		return AsPrefix, true
	case how == AsPrefix && len(t.heads) == 0 && len([]rune(t.last.s)) >= gram:
		return AsInside, true
	}
	return how, false
}

// cutWord takes the characters up to the next space or quotation mark.
func cutWord(s string) (word, rest string) {
	at := strings.IndexFunc(s, func(r rune) bool { return r == '"' || unicode.IsSpace(r) })
	if at < 0 {
		return s, ""
	}
	return s[:at], s[at:]
}

func endsInSpace(s string) bool { return strings.TrimRightFunc(s, unicode.IsSpace) != s }

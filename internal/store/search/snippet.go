package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a piece of a snippet to be shown marked, in byte offsets.
type Span struct{ Start, End int }

// Snippet cuts a piece of about width characters out of a text, around the words a query looks for, and tells which
// words to mark. White space becomes single spaces; an ellipsis stands where text was left out. Without a word to
// mark it is the beginning of the text.
//
// Words are marked by what the query says, without asking the index: a plain word is marked where it stands by itself,
// else where a word begins with it, else where a word holds it.
func Snippet(text string, q Query, width int) (string, []Span) {
	tokens := Tokens(text)
	marked := make([]bool, len(tokens))
	terms := make([]int, len(tokens)) // number of the term that marks a token, from 1
	for i, t := range parse(q) {
		if t.exclude || t.mark(tokens, marked, terms, i+1) {
			continue
		}
		t.last.danish = false // as Find does when nobody wrote the word so
		for j := range t.heads {
			t.heads[j].danish = false
		}
		t.mark(tokens, marked, terms, i+1)
	}
	start, end := window(text, tokens, terms, width)
	return render(text, tokens, marked, start, end)
}

// mark marks the tokens that a term matches, in the strictest way that matches any; false when none does.
func (t *term) mark(tokens []Token, marked []bool, terms []int, number int) bool {
	for how, ok := t.how, true; ok; how, ok = t.loosened(how) {
		found := false
		for i := len(t.heads); i < len(tokens); i++ {
			if !t.matchesAt(tokens, i, how) {
				continue
			}
			found = true
			for j := i - len(t.heads); j <= i; j++ {
				marked[j], terms[j] = true, number
			}
		}
		if found {
			return true
		}
	}
	return false
}

// matchesAt tells whether the term's last word matches token i, and the words before it the tokens before.
func (t *term) matchesAt(tokens []Token, i int, how How) bool {
	if !t.last.matches(tokens[i].Word, how) {
		return false
	}
	for j, head := range t.heads {
		if !head.matches(tokens[i-len(t.heads)+j].Word, AsWord) {
			return false
		}
	}
	return true
}

// matches tells whether a canonical word is one that the piece stands for.
func (p piece) matches(w string, how How) bool {
	s := Skeleton(w)
	switch how {
	case AsPrefix:
		return strings.HasPrefix(s, p.s) && (!p.danish || strings.HasPrefix(w, p.w))
	case AsInside:
		return strings.Contains(w, p.w) || !p.danish && strings.Contains(s, p.s)
	}
	return w == p.w || !p.danish && s == p.s
}

// window chooses the stretch of text, in bytes, that shows the most different terms; the first of equals.
func window(text string, tokens []Token, terms []int, width int) (start, end int) {
	lead := width / 5 // characters shown before the first marked word
	best := 0
	var anchor Token // the first marked word of the best stretch
	for i := range tokens {
		if terms[i] == 0 {
			continue
		}
		from := back(text, tokens[i].Start, lead)
		to := forward(text, from, width)
		seen := map[int]bool{}
		for j := i; j < len(tokens) && tokens[j].End <= to; j++ {
			if terms[j] > 0 {
				seen[terms[j]] = true
			}
		}
		if len(seen) > best {
			best, anchor, start, end = len(seen), tokens[i], from, to
		}
	}
	if best == 0 {
		return wholeWords(text, 0, forward(text, 0, width), Token{})
	}
	if end == len(text) { // room to spare at the end: show more before
		start = min(start, back(text, end, width))
	}
	return wholeWords(text, start, end, anchor)
}

// wholeWords moves the ends of a stretch inwards to white space, as far as the anchor lets it.
func wholeWords(text string, start, end int, anchor Token) (int, int) {
	spaceAt := func(at int) bool { r, _ := utf8.DecodeRuneInString(text[at:]); return unicode.IsSpace(r) }
	if start > 0 && !spaceAt(back(text, start, 1)) {
		if skip := strings.IndexFunc(text[start:max(start, anchor.Start)], unicode.IsSpace); skip >= 0 {
			start += skip
		}
	}
	for start < end && spaceAt(start) {
		start = forward(text, start, 1)
	}
	if from := max(start, anchor.End); from < end && end < len(text) && !spaceAt(end) {
		if keep := strings.LastIndexFunc(text[from:end], unicode.IsSpace); keep >= 0 {
			end = from + keep
		}
	}
	return start, end
}

// render copies text[start:end] with single spaces and finds where the marked tokens come to stand.
func render(text string, tokens []Token, marked []bool, start, end int) (string, []Span) {
	var b strings.Builder
	var spans []Span
	at := start
	squeeze := func(to int) {
		for _, r := range text[at:to] {
			if !unicode.IsSpace(r) {
				b.WriteRune(r)
			} else if s := b.String(); s != "" && !strings.HasSuffix(s, " ") {
				b.WriteByte(' ')
			}
		}
		at = to
	}
	if start > 0 {
		b.WriteString("…")
	}
	for i, t := range tokens {
		if marked[i] && t.Start >= start && t.End <= end {
			squeeze(t.Start)
			from := b.Len()
			squeeze(t.End)
			spans = append(spans, Span{from, b.Len()})
		}
	}
	squeeze(end)
	if strings.TrimSpace(text[end:]) == "" {
		return strings.TrimRight(b.String(), " "), spans
	}
	return strings.TrimRight(b.String(), " ") + "…", spans
}

// forward is the offset n characters after at, back the one n before.
func forward(text string, at, n int) int {
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

func back(text string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return at
}

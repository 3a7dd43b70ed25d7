package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxWord is how many characters of a canonical word are kept. Longer words are found by their first MaxWord.
const MaxWord = 64

// Canonical folds a word to the form that is indexed: lower case, æ to ae, ø and ö to oe, å to aa, ä to ae, ß to ss,
// other marks dropped (é to e, ü to u), compatibility forms resolved (ﬁ to fi). Composed and decomposed input give the
// same result. What is neither letter nor digit disappears. Folding twice changes nothing.
func Canonical(word string) string { return string(appendCanonical(nil, word)) }

// appendCanonical appends the canonical form of word to dst.
func appendCanonical(dst []byte, word string) []byte {
	from := len(dst)
	for i := 0; i < len(word); {
		c := word[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			dst = append(dst, c)
			i++
			continue
		case c >= 'A' && c <= 'Z':
			dst = append(dst, c+'a'-'A')
			i++
			continue
		case c == 0xC3 && i+1 < len(word): // Latin letters with marks, U+00C0 to U+00FF
			if d := danish(word[i+1]); d != "" {
				dst = append(dst, d...)
				i += 2
				continue
			}
		}
		return foldAny(dst[:from], word)
	}
	return clip(dst, from)
}

// danish folds the letters that Danish notes are full of, given by their second UTF-8 byte after 0xC3.
func danish(second byte) string {
	switch second {
	case 0x86, 0xA6: // Æ æ
		return "ae"
	case 0x98, 0xB8: // Ø ø
		return "oe"
	case 0x85, 0xA5: // Å å
		return "aa"
	}
	return ""
}

// Combining marks that change the letter they stand on.
const (
	ring      = '\u030A'
	diaeresis = '\u0308'
)

// foldAny is the slow road for every letter there is.
func foldAny(dst []byte, word string) []byte {
	from := len(dst)
	var base rune // the letter that marks are standing on
	for _, r := range norm.NFKD.String(word) {
		r = unicode.ToLower(r)
		switch {
		case r == ring && base == 'a':
			dst = append(dst, 'a')
			base = 0
		case r == diaeresis && (base == 'a' || base == 'o'):
			dst = append(dst, 'e')
			base = 0
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r):
			base = r
			if plain, ok := plainLetters[r]; ok {
				dst = append(dst, plain...)
			} else {
				dst = utf8.AppendRune(dst, r)
			}
		}
	}
	return clip(dst, from)
}

// plainLetters are letters that no decomposition takes apart.
var plainLetters = map[rune]string{
	'æ': "ae", 'ø': "oe", 'œ': "oe", 'ß': "ss", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", 'ς': "σ",
}

// clip cuts what was appended after from to MaxWord characters.
func clip(dst []byte, from int) []byte {
	if len(dst)-from <= MaxWord {
		return dst
	}
	n := 0
	for at := from; at < len(dst); n++ {
		if n == MaxWord {
			return dst[:at]
		}
		_, size := utf8.DecodeRune(dst[at:])
		at += size
	}
	return dst
}

var digraphs = strings.NewReplacer("aa", "a", "oe", "o")

// Skeleton is the canonical form with aa written a and oe written o: what Ærøskøbing and aeroskobing, Århus, Aarhus and
// arhus have in common. The skeleton of a beginning of a word is a beginning of the word's skeleton.
func Skeleton(canonical string) string {
	if !strings.Contains(canonical, "aa") && !strings.Contains(canonical, "oe") {
		return canonical
	}
	return digraphs.Replace(canonical)
}

// isDanish tells whether a word was typed with æ, ø or å (or a letter folded like them), and so means that letter.
func isDanish(word string) bool {
	return strings.ContainsAny(norm.NFC.String(word), "æøåÆØÅäöÄÖœŒǿǾǽǼǻǺ")
}

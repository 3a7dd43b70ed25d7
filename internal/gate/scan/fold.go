package scan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a text.
type token struct {
	start, end int // bytes
	text       string
	key        string // as it sounds
	capital    bool
	first      bool // in its sentence
}

// tokens divides a text into words. A hyphen divides; a combining accent does not.
func tokens(text string) []token {
	var out []token
	start, first := -1, true
	add := func(end int) {
		w := text[start:end]
		r, _ := utf8.DecodeRuneInString(w)
		out = append(out, token{start: start, end: end, text: w, key: fold(w), capital: unicode.IsUpper(r), first: first})
		start, first = -1, false
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r) && start >= 0:
			if start < 0 {
				start = i
			}
			continue
		case start >= 0:
			add(i)
		}
		if strings.ContainsRune(".!?:\n»”\"", r) {
			first = true
		}
	}
	if start >= 0 {
		add(len(text))
	}
	return out
}

// sounds are letters that are written one way or the other, by the one they are folded to.
var sounds = strings.NewReplacer("aa", "å", "ae", "æ", "oe", "ø", "ph", "f", "th", "t", "ck", "k", "x", "ks", "w", "v", "z", "s", "ch", "k")

// letters are what is folded by the letter.
var letters = map[rune]rune{'ö': 'ø', 'ä': 'æ', 'ü': 'y', 'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'á': 'a', 'à': 'a', 'â': 'a', 'ã': 'a', 'ó': 'o', 'ò': 'o', 'ô': 'o',
	'í': 'i', 'ì': 'i', 'î': 'i', 'ï': 'i', 'ú': 'u', 'ù': 'u', 'û': 'u', 'ñ': 'n', 'ç': 's', 'ð': 'd', 'ý': 'y', 'ł': 'l', 'ş': 's', 'ğ': 'g', 'ı': 'i', 'c': 'k', 'q': 'k'}

// marks are accents that stand as letters of their own, with what they make of the letter before.
var marks = map[rune]map[rune]rune{0x30A: {'a': 'å'}, 0x308: {'o': 'ø', 'a': 'æ', 'u': 'y'}}

// fold writes a word as it sounds.
func fold(word string) string {
	var b []rune
	for _, r := range word {
		r = unicode.ToLower(r)
		if unicode.IsMark(r) {
			if n := len(b); n > 0 {
				if to, ok := marks[r][b[n-1]]; ok {
					b[n-1] = to
				}
			}
			continue
		}
		b = append(b, r)
	}
	s := sounds.Replace(string(b))
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if to, ok := letters[r]; ok {
			r = to
		}
		if n := len(out); n > 0 && out[n-1] == r {
			continue // a doubled letter
		}
		out = append(out, r)
	}
	return string(out)
}

// stems are the keys that a word may stand for: itself, and without a genitive.
func stems(key string) []string {
	out := []string{key}
	if s, ok := strings.CutSuffix(key, "s"); ok {
		out = append(out, s)
		if e, ok := strings.CutSuffix(s, "e"); ok {
			out = append(out, e)
		}
	}
	return out
}

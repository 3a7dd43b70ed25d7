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
	out := make([]token, 0, len(text)/5)
	start, first := -1, true
	add := func(end int) {
		w := text[start:end]
		r, _ := utf8.DecodeRuneInString(w)
		out = append(out, token{start: start, end: end, text: w, key: fold(w), capital: unicode.IsUpper(r), first: first})
		start, first = -1, false
	}
	for i, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || unicode.IsLetter(r) || start >= 0 && unicode.IsMark(r):
			if start < 0 {
				start = i
			}
			continue
		case start >= 0:
			add(i)
		}
		switch r {
		case '.', '!', '?', ':', '\n', '»', '”', '"', '–', '•':
			first = true
		}
	}
	if start >= 0 {
		add(len(text))
	}
	return out
}

// letters are what is folded by the letter.
var letters = map[rune]rune{'ö': 'ø', 'ä': 'æ', 'ü': 'y', 'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'á': 'a', 'à': 'a', 'â': 'a', 'ã': 'a', 'ó': 'o', 'ò': 'o', 'ô': 'o',
	'í': 'i', 'ì': 'i', 'î': 'i', 'ï': 'i', 'ú': 'u', 'ù': 'u', 'û': 'u', 'ñ': 'n', 'ç': 'k', 'ð': 'd', 'ý': 'y', 'ł': 'l', 'ş': 's', 'ğ': 'g', 'ı': 'i'}

// marks are accents that stand as letters of their own, with what they make of the letter before.
var marks = map[rune]map[rune]rune{0x30A: {'a': 'å'}, 0x308: {'o': 'ø', 'a': 'æ', 'u': 'y'}}

// pairs are two letters that are written for one sound.
func pair(a, b rune) rune {
	switch {
	case a == 'a' && b == 'a':
		return 'å'
	case a == 'a' && b == 'e':
		return 'æ'
	case a == 'o' && b == 'e':
		return 'ø'
	case a == 'p' && b == 'h':
		return 'f'
	case a == 't' && b == 'h':
		return 't'
	case a == 'c' && (b == 'k' || b == 'h'):
		return 'k'
	}
	return 0
}

// one is how a letter sounds.
func one(r rune) rune {
	switch {
	case r == 'w':
		return 'v'
	case r == 'z':
		return 's'
	case r == 'c', r == 'q':
		return 'k'
	case r < utf8.RuneSelf:
		return r
	}
	if to, ok := letters[r]; ok {
		return to
	}
	return r
}

// fold writes a word as it sounds.
func fold(word string) string {
	var room [32]rune
	b := room[:0]
	for _, r := range word {
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
		} else if r = unicode.ToLower(r); unicode.IsMark(r) {
			if n := len(b); n > 0 {
				if to, ok := marks[r][b[n-1]]; ok {
					b[n-1] = to
				}
			}
			continue
		}
		b = append(b, r)
	}
	var outRoom [32]rune
	out := outRoom[:0]
	add := func(r rune) {
		if n := len(out); n == 0 || out[n-1] != r { // a doubled letter sounds as one
			out = append(out, r)
		}
	}
	for i := 0; i < len(b); i++ {
		if i+1 < len(b) {
			if r := pair(b[i], b[i+1]); r != 0 {
				add(r)
				i++
				continue
			}
		}
		if b[i] == 'h' && i > 0 && (i+1 == len(b) || !strings.ContainsRune("aeiouyæøåáéh", b[i+1])) { // Juhl, Dahl, Krogh
			continue
		}
		if b[i] == 'x' {
			add('k')
			add('s')
			continue
		}
		add(one(b[i]))
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

// apostrophe returns where a name ends when an apostrophe makes a genitive of it, as in Lars’ and Max's; otherwise 0.
func apostrophe(text string, t token) int {
	rest := text[t.end:]
	r, n := utf8.DecodeRuneInString(rest)
	if r != '\'' && r != '’' {
		return 0
	}
	rest = rest[n:]
	if after, ok := strings.CutPrefix(rest, "s"); ok && !wordBegins(after) {
		return t.end + n + 1
	}
	if k := t.key[len(t.key)-1]; k == 's' && !wordBegins(rest) {
		return t.end + n
	}
	return 0
}

func wordBegins(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

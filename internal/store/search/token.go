package search

import (
	"unicode"
	"unicode/utf8"
)

// Token is a word as it is indexed and where it stands in the text.
type Token struct {
	Word       string // canonical
	Start, End int    // byte offsets in the text
}

// Tokens splits a text into runs of letters and runs of digits. Splitting between letters and digits lets K-014, K014
// and "K 014" find each other, and 1990 find 1990erne: all are the tokens in a row.
func Tokens(text string) []Token {
	var tokens []Token
	var buf []byte
	eachToken(text, &buf, func(start, end int, word []byte) {
		tokens = append(tokens, Token{string(word), start, end})
	})
	return tokens
}

// eachToken calls yield for every token. word lives in buf and is overwritten by the next token.
func eachToken(text string, buf *[]byte, yield func(start, end int, word []byte)) {
	for at := 0; at < len(text); {
		start, end, next := nextRun(text, at)
		if end > start {
			if word := appendCanonical((*buf)[:0], text[start:end]); len(word) > 0 {
				*buf = word
				yield(start, end, word)
			}
		}
		at = next
	}
}

// class sorts characters by what they do to a token.
type class uint8

const (
	other  class = iota // ends a token
	letter              // starts or continues a run of letters
	digit               // starts or continues a run of digits
	mark                // belongs to the letter before
	joiner              // invisible inside a word (soft hyphen), nothing outside
)

// nextRun finds the first token at or after at; next is where to go on. start == end when there is none.
func nextRun(text string, at int) (start, end, next int) {
	run := other
	for at < len(text) {
		kind, size := classify(text, at)
		switch {
		case run == other:
			if kind == letter || kind == digit {
				run, start, end = kind, at, at+size
			}
		case kind == run || kind == mark:
			end = at + size
		case kind == joiner:
		default:
			return start, end, at
		}
		at += size
	}
	return start, end, at
}

func classify(text string, at int) (class, int) {
	c := text[at]
	if c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	switch {
	case r == utf8.RuneError && size == 1:
		return other, 1
	case unicode.IsLetter(r):
		return letter, size
	case unicode.IsNumber(r):
		return digit, size
	case unicode.IsMark(r):
		return mark, size
	case r == '\u00AD' || r == '\u200B' || r == '\u200C' || r == '\u200D' || r == '\u2060' || r == '\uFEFF':
		return joiner, size
	}
	return other, size
}

var asciiClass = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			table[c] = letter
		case c >= '0' && c <= '9':
			table[c] = digit
		}
	}
	return table
}()

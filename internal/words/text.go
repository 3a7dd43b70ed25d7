package words

import (
	"strconv"
	"strings"
	"unicode"
)

// Split returns the words of a typed or pasted text. Space of any kind, commas, dashes and the marks around numbers
// part words. Numbering is left out, that is, a number that says the place of the word after it, as in "1. hest 2. ko".
// Any other number stays, for it may be part of somebody's passphrase.
func Split(text string) []string {
	fields := strings.FieldsFunc(visible(text), parts)
	var words []string
	for i, field := range fields {
		if field == strconv.Itoa(len(words)+1) && i+1 < len(fields) && !number(fields[i+1]) {
			continue
		}
		words = append(words, field)
	}
	return words
}

// Canonical returns the one spelling of a passphrase from which a key is derived. When every word is in the list, it is
// those words in full joined by single spaces, however they were typed. Otherwise it is the text composed, in lower
// case and with single spaces, and nothing else is forgiven.
func Canonical(text string) string {
	words := Split(text)
	for i, word := range words {
		index, ok := Lookup(word)
		if !ok {
			words = nil
			break
		}
		words[i] = list()[index]
	}
	if len(words) > 0 {
		return strings.Join(words, " ")
	}
	return strings.Join(strings.Fields(lower(text)), " ")
}

// parts reports whether a character stands between words.
func parts(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || strings.ContainsRune(",;.:()−•", r)
}

// number reports whether a field is digits only.
func number(field string) bool {
	return strings.Trim(field, "0123456789") == ""
}

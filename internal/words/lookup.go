package words

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// shortest is the number of letters after which a word may be cut short.
const shortest = 4

// Normalize returns a typed word in the spelling that Lookup compares: composed, in lower case, without surrounding
// space and invisible characters, and with the Swedish and German ä and ö read as æ and ø.
func Normalize(word string) string {
	return strings.TrimSpace(neighbours.Replace(lower(visible(word))))
}

var neighbours = strings.NewReplacer("ä", "æ", "ö", "ø")

// Lookup returns the place in the list, counted from zero, of a word typed in any of the ways that the package comment
// forgives. A word with a wrong letter anywhere is not found; Suggest is for that.
func Lookup(word string) (index int, ok bool) {
	index, ok = table()[Normalize(word)]
	return index, ok
}

// table maps every forgiven spelling of every word to its place in the list.
var table = sync.OnceValue(func() map[string]int {
	known := make(map[string]int, 16*Size)
	for index, word := range list() {
		for _, spelling := range spellings(word) {
			known[spelling] = index
		}
	}
	return known
})

// spellings returns every way in which a word of the list may be typed: æ, ø and å written out in each usual manner,
// and every one of those whole or cut short.
func spellings(word string) []string {
	var all []string
	for _, whole := range foldings(word) {
		letters := []rune(whole)
		all = append(all, whole)
		for n := shortest; n < len(letters); n++ {
			all = append(all, string(letters[:n]))
		}
	}
	return all
}

// foldings returns the word with æ, ø and å as they are and as people write them on a keyboard without these letters.
func foldings(word string) []string {
	all := []string{word}
	for _, ways := range [][]string{{"æ", "ae", "a"}, {"ø", "oe", "o"}, {"å", "aa", "a"}} {
		if !strings.Contains(word, ways[0]) {
			continue
		}
		for _, form := range all {
			for _, way := range ways[1:] {
				all = append(all, strings.ReplaceAll(form, ways[0], way))
			}
		}
	}
	return all
}

// lower returns the text composed and in lower case, with anything that is not valid UTF-8 made visible.
func lower(text string) string {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	return norm.NFC.String(strings.ToLower(text))
}

// visible leaves out characters that nobody can see, such as soft hyphens and byte order marks from pasted text.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

package words

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The ways in which people write Danish letters on other keyboards.
var (
	twoLetters = strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa")
	oneLetter  = strings.NewReplacer("æ", "ae", "ø", "o", "å", "a")
	barest     = strings.NewReplacer("æ", "a", "ø", "o", "å", "a")
)

// prefixLen is how many letters tell every word from every other.
const prefixLen = 4

// byForm finds a word by each of its forms, whole or shortened to four letters or more.
var byForm = func() map[string]int {
	m := map[string]int{}
	for n, w := range list {
		for _, form := range forms(w) {
			r := []rune(form)
			for k := min(prefixLen, len(r)); k <= len(r); k++ {
				m[string(r[:k])] = n
			}
		}
	}
	// A word written out in full is that word, also where a longer one begins so in another spelling.
	for n, w := range list {
		for _, form := range slices.Backward(forms(w)) {
			m[form] = n
		}
	}
	return m
}()

func forms(w string) []string {
	return []string{w, twoLetters.Replace(w), oneLetter.Replace(w), barest.Replace(w)}
}

// normal folds case and the two ways of composing letters.
func normal(word string) string { return strings.ToLower(norm.NFC.String(strings.TrimSpace(word))) }

// Lookup finds the number of a typed word: case, æ/ae, ø/oe/o, å/aa/a and the way letters are composed do not matter,
// and four letters or more of a longer word are enough.
func Lookup(word string) (int, bool) {
	n, ok := byForm[normal(word)]
	return n, ok
}

// Suggest returns up to limit words that are near what was typed: those it begins, then those with the fewest
// differing letters.
func Suggest(word string, limit int) []string {
	typed := normal(word)
	if typed == "" {
		return nil
	}
	type near struct {
		word string
		dist int
	}
	var all []near
	for _, w := range list {
		best := len(w) + len(typed)
		for _, form := range forms(w) {
			if strings.HasPrefix(form, typed) {
				best = 0
			}
			best = min(best, distance([]rune(typed), []rune(form)))
		}
		if best <= 2 {
			all = append(all, near{w, best})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return a.dist - b.dist })
	out := make([]string, 0, limit)
	for _, n := range all[:min(limit, len(all))] {
		out = append(out, n.word)
	}
	return out
}

// distance is the number of letters to insert, leave out or change to get from a to b (Levenshtein).
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		left := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := left
			if a[i-1] != b[j-1] {
				cost = 1 + min(left, row[j], row[j-1])
			}
			left, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}

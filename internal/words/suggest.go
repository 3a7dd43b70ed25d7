package words

import (
	"cmp"
	"slices"
	"strings"
)

// farthest is the number of slips beyond which a word is no longer worth suggesting.
const farthest = 3

// Suggest returns at most max words of the list that a typed word may have been meant as, the likeliest first. Words
// that begin with what was typed come before all others, so it serves both to complete a word while it is typed and to
// ask “did you mean” afterwards.
func Suggest(word string, max int) []string {
	typed := Normalize(word)
	if typed == "" || max < 1 {
		return nil
	}
	type candidate struct {
		word string
		rank int
	}
	var found []candidate
	for _, listed := range list() {
		if rank, ok := nearness(typed, listed); ok {
			found = append(found, candidate{listed, rank})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
	found = found[:min(max, len(found))]
	words := make([]string, len(found))
	for i, c := range found {
		words[i] = c.word
	}
	return words
}

// nearness ranks a word of the list against what was typed: 0 for a word that begins so, 1 for one that begins so when
// æ, ø and å are written out, and otherwise higher for every slip. It is false for words too far away.
func nearness(typed, word string) (rank int, ok bool) {
	if strings.HasPrefix(word, typed) {
		return 0, true
	}
	for _, form := range foldings(word) {
		if strings.HasPrefix(form, typed) {
			return 1, true
		}
	}
	a, b := []rune(loose(typed)), []rune(loose(word))
	limit := min(farthest, len(a)-1)
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return 0, false
	}
	slips := distance(a, b)
	return 2 + slips, slips <= limit
}

// loose makes all ways of writing æ, ø and å alike, so that they do not count as slips.
func loose(word string) string { return alike.Replace(word) }

var alike = strings.NewReplacer("ae", "a", "æ", "a", "aa", "a", "å", "a", "oe", "o", "ø", "o")

// distance counts the slips between two words: a letter too many, too few or wrong, or two neighbours swapped.
func distance(a, b []rune) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}

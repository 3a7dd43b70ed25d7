package search

import (
	"context"
	"strings"
	"testing"
)

func FuzzFind(f *testing.F) {
	db := openTest(f, "")
	index(f, db, "Bjørn kom til Ærøskøbing", "sygeplejersken havde K-014 med", "第三 😀 éa", strings.Repeat("lang", 50))
	for _, seed := range []string{
		"", `"`, `""`, `-`, `*`, `-*`, `*-"`, `"a" "`, "bjorn*", "*jør*", "-kom til", `t:kom`, `kom OR til`, `NEAR(a b)`, "^kom", "a'b--c;", "\x00",
		"\xff\xfe", "æ\u0301", "😀", "K-014", strings.Repeat("ab", 400), strings.Repeat("a ", 100), strings.Repeat(`"har for" `, 9), "{a b}: c + d",
	} {
		f.Add(seed, true, false)
	}
	f.Fuzz(func(t *testing.T, text string, typing, best bool) {
		q := Query{Text: text, AsYouType: typing, Best: best, Limit: 3}
		if _, _, err := Find(context.Background(), db, q); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		Snippet(text, q, 20)
	})
}

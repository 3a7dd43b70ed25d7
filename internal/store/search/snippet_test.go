package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// shown renders a snippet with its marks in brackets.
func shown(text string, q Query, width int) string {
	snippet, spans := Snippet(text, q, width)
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(snippet[at:s.Start] + "[" + snippet[s.Start:s.End] + "]")
		at = s.End
	}
	return b.String() + snippet[at:]
}

func TestSnippetMarksWhatWasFound(t *testing.T) {
	text := "Vi sad længe i køkkenet.\n\nSygeplejersken   fra Ærøskøbing havde K-014 med, og hun talte om mødet i Århus den 3. maj."
	for query, want := range map[string]string{
		"plejersk":       "…[Sygeplejersken] fra Ærøskøbing havde…",
		"aeroskobing":    "…fra [Ærøskøbing] havde K-014 med, og hun talte…",
		"æroskøbing":     "…fra [Ærøskøbing] havde K-014 med, og hun talte…",
		"k-014 talte":    "…havde [K]-[014] med, og hun [talte] om mødet i Århus…",
		`"talte om mød*`: "…med, og hun [talte] [om] [mødet] i Århus den 3. maj.",
		"findesikke":     "Vi sad længe i køkkenet. Sygeplejersken fra…",
		"-vi":            "Vi sad længe i køkkenet. Sygeplejersken fra…",
		"vi længe":       "[Vi] sad [længe] i køkkenet. Sygeplejersken fra…",
		"maj":            "…med, og hun talte om mødet i Århus den 3. [maj].",
	} {
		q := Query{Text: query, AsYouType: strings.HasSuffix(query, "*")}
		if got := shown(text, q, 50); got != want {
			t.Errorf("%q\n shows %q\n want  %q", query, got, want)
		}
	}
}

func TestSnippetOfAnythingIsShortAndItsMarksAreWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		anyText := rapid.OneOf(someText, rapid.String())
		text, q := anyText.Draw(t, "text"), Query{Text: anyText.Draw(t, "query"), AsYouType: rapid.Bool().Draw(t, "typing")}
		width := rapid.IntRange(0, 40).Draw(t, "width")
		snippet, spans := Snippet(text, q, width)
		if n := utf8.RuneCountInString(snippet); n > width+2 {
			t.Fatalf("%d characters, width %d", n, width)
		}
		at := 0
		for _, s := range spans {
			if s.Start < at || s.End <= s.Start || s.End > len(snippet) {
				t.Fatalf("marks %v of %q", spans, snippet)
			}
			at = s.End
		}
	})
}

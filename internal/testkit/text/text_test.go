package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSameSeedSameNotes(t *testing.T) {
	a, b, other := New(7), New(7), New(8)
	differs := false
	for range 100 {
		x := a.Note()
		if y := b.Note(); x != y {
			t.Fatalf("same seed gave %q and %q", x, y)
		}
		differs = differs || x != other.Note()
	}
	if !differs {
		t.Fatal("another seed gave the same notes")
	}
}

func TestVocabularyIsLargeAndDistinct(t *testing.T) {
	words := slices.Clone(New(1).Vocabulary())
	if len(words) < 60_000 {
		t.Fatalf("%d word forms, want at least 60 000", len(words))
	}
	slices.Sort(words)
	if n := len(slices.Compact(words)); n != len(New(1).Vocabulary()) {
		t.Fatalf("only %d forms are distinct", n)
	}
}

func TestNotesHaveTheLengthOfFieldNotes(t *testing.T) {
	m := New(1)
	lengths := make([]int, 20_000)
	for i := range lengths {
		note := m.Note()
		n := utf8.RuneCountInString(note)
		if n < MinNote || n > MaxNote || !utf8.ValidString(note) {
			t.Fatalf("note of %d characters: %q", n, note)
		}
		lengths[i] = n
	}
	slices.Sort(lengths)
	if median := lengths[len(lengths)/2]; median < 150 || median > 230 {
		t.Fatalf("median note has %d characters", median)
	}
}

func TestTermsAreAsCommonAsTheirClassSays(t *testing.T) {
	const notes = 20_000
	m := New(1)
	all := make([]string, notes)
	for i := range all {
		all[i] = " " + strings.ToLower(strings.NewReplacer(".", "", ",", "").Replace(m.Note())) + " "
	}
	share := func(word string) float64 {
		n := 0
		for _, note := range all {
			if strings.Contains(note, " "+word+" ") {
				n++
			}
		}
		return float64(n) / notes
	}
	if s := share(m.Terms(Common, 1)[0]); s < 0.01 || s > 0.15 {
		t.Errorf("a common word is in %.3f of the notes", s)
	}
	if s := share(m.Terms(Rare, 1)[0]); s < 0.0002 || s > 0.005 {
		t.Errorf("a rare word is in %.4f of the notes", s)
	}
}

func BenchmarkNote(b *testing.B) {
	m := New(1)
	for b.Loop() {
		m.Note()
	}
}

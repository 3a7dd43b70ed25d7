package change

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const story = "Bussen kom ikke. Anna ventede en time.\nHun gik hjem.\n\nNæste dag ringede hun."

func TestAMergeIsProposedOnlyWhereTwoDidNotMeet(t *testing.T) {
	for name, c := range map[string]struct {
		a, b, want string
		clean      bool
	}{
		"first and last": {strings.Replace(story, "kom ikke", "kom for sent", 1), story + "\nIngen svarede.",
			strings.Replace(story, "kom ikke", "kom for sent", 1) + "\nIngen svarede.", true},
		"one took out, one added": {strings.Replace(story, "\nHun gik hjem.", "", 1), "Det regnede. " + story,
			"Det regnede. Bussen kom ikke. Anna ventede en time.\n\nNæste dag ringede hun.", true},
		"out in the middle, in at the end": {strings.Replace(story, " Anna ventede en time.", "", 1), story + " Ingen svarede.",
			"Bussen kom ikke.\nHun gik hjem.\n\nNæste dag ringede hun. Ingen svarede.", true},
		"the same sentence": {strings.Replace(story, "ikke", "aldrig", 1), strings.Replace(story, "ikke", "for sent", 1), "", false},
		"neighbours":        {strings.Replace(story, "ikke", "aldrig", 1), strings.Replace(story, "en time", "to timer", 1), "", false},
		"one took out what the other rewrote": {strings.Replace(story, "\nHun gik hjem.", "", 1),
			strings.Replace(story, "gik hjem", "tog en taxa hjem", 1), "", false},
		"both at the end":     {story + "\nA.", story + "\nB.", "", false},
		"both the same":       {story + "\nA.", story + "\nA.", story + "\nA.", true},
		"the same, and more":  {story + "\nA.", "Måske kom bussen. Anna ventede en time.\nHun gik hjem.\n\nNæste dag ringede hun.\nA.", "Måske kom bussen. Anna ventede en time.\nHun gik hjem.\n\nNæste dag ringede hun.\nA.", true},
		"one took everything": {"", story + "\nA.", "", false},
		"lines joined":        {strings.Replace(story, "\nHun", " Hun", 1), story + "\nA.", strings.Replace(story, "\nHun", " Hun", 1) + "\nA.", true},
	} {
		for range 2 { // from either side
			if got, clean := Propose(story, c.a, c.b); clean != c.clean || (clean && got != c.want) || (!clean && got != "") {
				t.Errorf("%s: %q, %v; want %q", name, got, clean, c.want)
			}
			c.a, c.b = c.b, c.a
		}
	}
}

func TestPiecesAreSentencesAndJoinedTheyAreTheText(t *testing.T) {
	want := []string{"Hun kom kl. ti.", " Og gik!", "\n\nNæste…", "  Ja?", "\n  nej. altså"}
	if got := pieces(strings.Join(want, "")); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("aB. !?…\n\r\tæ1\uFFFD"))).Draw(t, "text")
		got := pieces(s)
		if strings.Join(got, "") != s || slices.Contains(got, "") {
			t.Fatalf("%q was split into %q", s, got)
		}
	})
}

// lines draws a text of short lines, some of them alike.
func lines(t *rapid.T, name string, words []string) []string {
	return rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, name)
}

// edited draws a text that was made from old by taking lines out and putting new ones in.
func edited(t *rapid.T, name string, old, fresh []string) []string {
	var out []string
	for _, l := range old {
		switch rapid.IntRange(0, 9).Draw(t, name) {
		case 0:
			continue
		case 1:
			out = append(out, rapid.SampledFrom(fresh).Draw(t, name+" new"))
		}
		out = append(out, l)
	}
	return out
}

func joined(l []string) string { return strings.Join(l, "\n") }

func TestAProposalNeverLosesALineUnseen(t *testing.T) {
	cleanly := 0
	rapid.Check(t, func(t *rapid.T) {
		old := strings.Split("a b c d e f g h", " ")[:rapid.IntRange(1, 8).Draw(t, "lines")]
		a, b := edited(t, "ours", old, []string{"x1", "x2", "both"}), edited(t, "theirs", old, []string{"y1", "y2", "both"})
		got, clean := Propose(joined(old), joined(a), joined(b))
		if !clean {
			return
		}
		cleanly++
		merged := strings.Split(got, "\n")
		for _, l := range slices.Concat(a, b, old) {
			inA, inB, was := slices.Contains(a, l), slices.Contains(b, l), slices.Contains(old, l)
			if want := (inA && inB) || (!was && (inA || inB)); slices.Contains(merged, l) != want {
				t.Fatalf("of %q, %q and %q came %q: %q stands there is %v", old, a, b, merged, l, !want)
			}
		}
	})
	if cleanly == 0 {
		t.Error("nothing was ever proposed")
	}
}

func TestAProposalIsTheSameFromEitherSide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old := lines(t, "old", []string{"a", "b", "a", ""})
		a, b := edited(t, "ours", old, []string{"x", "a", ""}), edited(t, "theirs", old, []string{"x", "b"})
		got, clean := Propose(joined(old), joined(a), joined(b))
		if other, too := Propose(joined(old), joined(b), joined(a)); got != other || clean != too {
			t.Fatalf("%q, %v and %q, %v", got, clean, other, too)
		}
	})
}

func TestWhenOneSideChangedNothingTheOtherIsProposed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, a := joined(lines(t, "old", []string{"A. B", "b", ""})), joined(lines(t, "ours", []string{"A. C", "b", "c"}))
		for _, c := range [][3]string{{old, a, old}, {old, old, a}, {old, a, a}} {
			if got, clean := Propose(c[0], c[1], c[2]); !clean || got != a {
				t.Fatalf("from %q: %q and %q gave %q, %v", c[0], c[1], c[2], got, clean)
			}
		}
	})
}

func TestEditsApartFromEachOtherAreBothProposed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 12).Draw(t, "lines")
		old := make([]string, n)
		for i := range old {
			old[i] = string(rune('a' + i))
		}
		i := rapid.IntRange(0, n-3).Draw(t, "ours")
		k := rapid.IntRange(i+2, n-1).Draw(t, "theirs")
		a, b, want := slices.Clone(old), slices.Clone(old), slices.Clone(old)
		a[i], want[i] = "ours", "ours"
		b[k], want[k] = "theirs", "theirs"
		if got, clean := Propose(joined(old), joined(a), joined(b)); !clean || got != joined(want) {
			t.Fatalf("%q, %v, want %q", got, clean, joined(want))
		}
	})
}

func TestAVeryLongTextIsStillMerged(t *testing.T) {
	long := make([]string, 5000)
	for i := range long {
		long[i] = "linje " + strings.Repeat("x", i%7) + string(rune('a'+i%26))
	}
	a, b := slices.Clone(long), slices.Clone(long)
	a[0], b[4999] = "først", "sidst"
	if got, clean := Propose(joined(long), joined(a), joined(b)); !clean || !strings.HasPrefix(got, "først\n") || !strings.HasSuffix(got, "\nsidst") {
		t.Error("two edits five thousand lines apart are not merged")
	}
	a[4998] = "næstsidst" // the middle is too large for the table: one change, which meets the other
	for i := range a {
		a[i] += "!"
	}
	if _, clean := Propose(joined(long), joined(a), joined(b)); clean {
		t.Error("everything changed, and yet it is called clean")
	}
}

func TestWhatAVersionWroteIsPointedOutInItsText(t *testing.T) {
	for _, c := range []struct{ old, now, want string }{
		{"Én. To. Tre.", "Én. To ændret. Tre.", " To ændret."},
		{"Én. To. Tre.", "Én. Tre.", ""},
		{"Én.", "Æh. Én. Så.", "Æh.| Én. Så."},
		{"", "Alt.", "Alt."},
		{"Én. To.", "Én. To.", ""},
		{"Én. To. Tre. Fire.", "Nul. To. Tre. Fem.", "Nul.| Fem."},
	} {
		var got []string
		for _, p := range Written(c.old, c.now) {
			got = append(got, string([]rune(c.now)[p[0]:p[1]]))
		}
		if all := strings.Join(got, "|"); all != c.want && all != strings.ReplaceAll(c.want, "|", "") {
			t.Errorf("%q to %q: %q", c.old, c.now, got)
		}
	}
}

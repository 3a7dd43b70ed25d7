package feltbog

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestADateFromALaterVersionIsKeptVerbatimAndReported(t *testing.T) {
	for _, text := range []string{"2025-W12.3", "@{moon:full}", "2025-4-3", "2025-02-30", "T15:00", "~", "\xff\xfe", "2025-03?  two", "2025-12/2025-04"} {
		var d FuzzyDate
		if err := d.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		out, _ := d.MarshalText()
		if d.Unknown() != text || string(out) != text || d.IsZero() {
			t.Errorf("%q became %q, unknown %q", text, out, d.Unknown())
		}
	}
}

func TestUndatedComesLastAndFinerBeforeCoarser(t *testing.T) {
	inOrder := []string{"2024-12", "2024-S4", "2025-01-01", "2025-01-01/2025-01-02", "2025-01-01T09:00", "2025-01-01T09:00-10:00", "2025-01-01T10:00-12:00",
		"2025-01-01T>12:00", "2025-01-01T<14:00", "2025-01.1", "2025-01", "2025-01/2025-03", "2025-Q1", "2025",
		"2025/2026", "2025/..", "2025-01.2", "2025-01-16", "2025-S1", "2025-W12", "<2025-04", "../2025-04", "2025-04", "2025-04?", ">2025-04",
		"? efter aftale", ""}
	dates := make([]FuzzyDate, len(inOrder))
	for i, s := range inOrder {
		_ = dates[i].UnmarshalText([]byte(s))
		if u := dates[i].Unknown(); u != "" {
			t.Fatalf("test uses unknown form %q", u)
		}
	}
	shuffled := slices.Clone(dates)
	slices.Reverse(shuffled)
	slices.SortFunc(shuffled, FuzzyDate.Compare)
	for i := range dates {
		if shuffled[i] != dates[i] {
			m, _ := shuffled[i].MarshalText()
			t.Errorf("place %d holds %q, want %q", i, m, inOrder[i])
		}
	}
}

func TestEndsAreTheFirstAndLastDayThatTheDateCanMean(t *testing.T) {
	for text, want := range map[string]string{
		"2025-02": "2025-02-01 2025-02-28", "2025-W01": "2024-12-30 2025-01-05", "2024-S4": "2024-12-01 2025-02-28", "2025-Q4": "2025-10-01 2025-12-31",
		"2025-05.3": "2025-05-21 2025-05-31", "2025": "2025-01-01 2025-12-31", "2025-04/..": "2025-04-01 -", "<2025-04": "- 2025-03-31", ">2025-04": "2025-05-01 -",
		"../2025-04": "- 2025-04-30", "": "- -",
	} {
		var d FuzzyDate
		_ = d.UnmarshalText([]byte(text))
		show := func(t time.Time, ok bool) string {
			if !ok {
				return "-"
			}
			return t.Format(time.DateOnly)
		}
		if got := show(d.Start()) + " " + show(d.End()); got != want {
			t.Errorf("%q spans %s, want %s", text, got, want)
		}
	}
}

// drawUnit draws any valid stretch of the calendar.
func drawUnit(t *rapid.T, label string) dateUnit {
	year := rapid.IntRange(firstYear, lastYear).Draw(t, label+"Year")
	if rapid.Bool().Draw(t, label+"Near") {
		year = rapid.IntRange(2024, 2027).Draw(t, label+"NearYear")
	}
	n := func(hi int) int { return rapid.IntRange(1, hi).Draw(t, label+"N") }
	switch p := Precision(rapid.IntRange(int(DayPrecision), int(YearPrecision)).Draw(t, label+"Precision")); p {
	case DayPrecision:
		d := FuzzyDay(civil(year, 1, n(365)))
		return d.a
	case WeekPrecision:
		return dateUnit{prec: p, year: year, n: n(52)}
	case ThirdPrecision:
		return dateUnit{prec: p, year: year, n: n(12), day: rapid.IntRange(1, 3).Draw(t, label+"Third")}
	case MonthPrecision:
		return dateUnit{prec: p, year: year, n: n(12)}
	case QuarterPrecision, SeasonPrecision:
		return dateUnit{prec: p, year: year, n: n(4)}
	}
	return dateUnit{prec: YearPrecision, year: year}
}

func drawDate(t *rapid.T) FuzzyDate {
	d := FuzzyDate{rel: relation(rapid.IntRange(int(relNone), int(relAfter)).Draw(t, "relation"))}
	if d.rel != relNone {
		d.a = drawUnit(t, "a")
		d.yearGuessed = rapid.Bool().Draw(t, "guessed")
	}
	if d.rel == relSpan {
		d.b = drawUnit(t, "b")
	}
	if d.takesClock() {
		d.clock.rel = relation(rapid.IntRange(int(relNone), int(relAfter)).Draw(t, "clock"))
		if r := d.clock.rel; r == relIn || r == relSpan || r == relFrom || r == relAfter {
			d.clock.from = rapid.IntRange(0, 24*60-1).Draw(t, "from")
		}
		if r := d.clock.rel; r == relSpan || r == relUntil || r == relBefore {
			d.clock.to = rapid.IntRange(0, 24*60).Draw(t, "to")
		}
	}
	if !d.valid() {
		t.Skip("the drawn parts do not fit together")
	}
	d.tentative = rapid.Bool().Draw(t, "tentative")
	if rapid.Bool().Draw(t, "remarked") {
		d = d.WithNote(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"kl. 15", "år gættet", "foreløbig", "?", "efter aftale (måske)", "før 14.30"})).Draw(t, "note"))
	}
	return d
}

func TestEveryDateComesBackFromItsPrintAndFromItsMachineForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDate(t)
		running := rapid.SampledFrom([]int{0, 2025}).Draw(t, "running")
		for _, print := range []string{d.Danish(), d.English(), d.DanishLabel(), strings.ReplaceAll(d.Danish(), "–", "-")} {
			if strings.Contains(d.note, "–") {
				continue
			}
			back, err := ParseFuzzyDate(print, running)
			if err != nil || back != d && !strings.EqualFold(back.note, d.note) {
				t.Fatalf("%q comes back as %+v, %v; was %+v", print, back, err, d)
			}
		}
		text, _ := d.MarshalText()
		var back FuzzyDate
		if _ = back.UnmarshalText(text); back != d {
			t.Fatalf("%q comes back as %+v; was %+v", text, back, d)
		}
		js, err := json.Marshal(d)
		if err != nil || json.Unmarshal(js, &back) != nil || back != d {
			t.Fatalf("%s comes back as %+v; was %+v", js, back, d)
		}
	})
}

func TestDatesHaveOneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := drawDate(t), drawDate(t), drawDate(t)
		if a.Compare(b) != -b.Compare(a) || (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("%v and %v: %d, %d", a, b, a.Compare(b), b.Compare(a))
		}
		if a.Compare(b) <= 0 && b.Compare(c) <= 0 && a.Compare(c) > 0 {
			t.Fatalf("%v, %v and %v turn in a circle", a, b, c)
		}
	})
}

func FuzzParseFuzzyDate(f *testing.F) {
	for _, c := range written {
		f.Add(c.text)
		f.Add(c.machine)
	}
	f.Add("1. januar 2025 (24.00") // a clock time that no day begins at
	f.Fuzz(func(t *testing.T, text string) {
		var m FuzzyDate
		_ = m.UnmarshalText([]byte(text))
		if out, _ := m.MarshalText(); string(out) != text {
			t.Fatalf("machine form %q came back as %q", text, out)
		}
		d, err := ParseFuzzyDate(text, 2025)
		if err != nil {
			return
		}
		for _, print := range []string{d.Danish(), d.English()} {
			back, err := ParseFuzzyDate(print, 1999)
			if err != nil || back != d {
				t.Fatalf("%q prints %q, which reads %+v, %v; was %+v", text, print, back, err, d)
			}
		}
		if !utf8.ValidString(d.Danish()) {
			t.Fatalf("%q prints broken text", text)
		}
	})
}

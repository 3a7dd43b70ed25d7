package feltbog

import (
	"cmp"
	"strings"
	"time"
)

// FuzzyDate is a date as people know it ("uklar dato"): a day with or without a clock time, some days, a week, the first
// third of a month, a month, a quarter, a season, a year, a span of these with one end open or none, or only a remark.
// It never pretends to know more than was written. The zero FuzzyDate means "no date".
//
// Values are made by ParseFuzzyDate, FuzzyDay and UnmarshalText and are equal exactly when == says so. A remark makes
// the date tentative; a year that was taken from the plan's running year is marked as guessed.
type FuzzyDate struct {
	rel         relation
	a, b        dateUnit
	clock       clockSpan
	yearGuessed bool
	tentative   bool
	note        string
	unknown     string // a machine form of a later version, kept as it came
}

// relation says how the units a and b bound the date.
type relation uint8

const (
	relNone   relation = iota // no date at all
	relIn                     // in a
	relSpan                   // from a to b, both included
	relFrom                   // from a on
	relUntil                  // up to and with a
	relBefore                 // before a begins
	relAfter                  // after a ends
)

// Precision says how finely a date is known.
type Precision uint8

// The precisions, finest first; the order is the one that Compare uses.
const (
	NoPrecision Precision = iota
	DayPrecision
	WeekPrecision
	ThirdPrecision // primo, medio, ultimo: a third of a month
	MonthPrecision
	QuarterPrecision
	SeasonPrecision
	YearPrecision
)

// FuzzyDay returns the date of one day, as the clock of t's zone shows it.
func FuzzyDay(t time.Time) FuzzyDate {
	y, m, d := t.Date()
	return FuzzyDate{rel: relIn, a: dateUnit{prec: DayPrecision, year: y, n: int(m), day: d}}
}

// FuzzyNote keeps a text that is no date as a remark ("efter aftale"), so that nothing a user typed is lost.
func FuzzyNote(text string) FuzzyDate { return FuzzyDate{}.withNote(text) }

// WithNote adds a remark and makes the date tentative. Brackets in the remark become square, line breaks become spaces.
// What would be read back as something else is taken as that: "år gættet" marks the year, "før kl. 14" sets the clock.
func (d FuzzyDate) WithNote(text string) FuzzyDate {
	if d.unknown != "" {
		return d
	}
	return d.absorb(text)
}

// IsZero reports whether nothing at all is known.
func (d FuzzyDate) IsZero() bool { return d == FuzzyDate{} }

// Dated reports whether the value names a time, and not only a remark or an unknown form.
func (d FuzzyDate) Dated() bool { return d.rel != relNone }

// YearGuessed reports whether the year was not written but taken from the running year of the plan.
func (d FuzzyDate) YearGuessed() bool { return d.yearGuessed }

// Tentative reports whether the date may still move ("foreløbig").
func (d FuzzyDate) Tentative() bool { return d.tentative }

// Note returns the remark that stands behind the date.
func (d FuzzyDate) Note() string { return d.note }

// Unknown returns the machine form that this version cannot read, or "". Such a value is kept and passed on as it came;
// a screen should say that a newer version wrote it.
func (d FuzzyDate) Unknown() string { return d.unknown }

// Precision tells how finely the date is known; a span is as coarse as its coarser end.
func (d FuzzyDate) Precision() Precision { return max(d.a.prec, d.b.prec) }

// Start returns midnight UTC of the first day that the date can mean, and false when that end is open or unknown.
func (d FuzzyDate) Start() (time.Time, bool) {
	switch d.rel {
	case relIn, relSpan, relFrom:
		return d.a.first(), true
	case relAfter:
		return d.a.last().AddDate(0, 0, 1), true
	}
	return time.Time{}, false
}

// End returns midnight UTC of the last day that the date can mean, and false when that end is open or unknown.
func (d FuzzyDate) End() (time.Time, bool) {
	switch d.rel {
	case relIn, relUntil:
		return d.a.last(), true
	case relSpan:
		return d.b.last(), true
	case relBefore:
		return d.a.first().AddDate(0, 0, -1), true
	}
	return time.Time{}, false
}

// Day returns midnight UTC of the day, and false when the date is anything but one certain day of a written year.
func (d FuzzyDate) Day() (time.Time, bool) {
	if d.rel != relIn || d.a.prec != DayPrecision || d.tentative || d.yearGuessed {
		return time.Time{}, false
	}
	return d.a.first(), true
}

// Clock returns the clock times in minutes after midnight; -1 stands for an end that is not known. A single clock time
// ("kl. 15.00") is a start without an end.
func (d FuzzyDate) Clock() (from, to int) {
	switch d.clock.rel {
	case relIn, relFrom, relAfter:
		return d.clock.from, -1
	case relSpan:
		return d.clock.from, d.clock.to
	case relUntil, relBefore:
		return -1, d.clock.to
	}
	return -1, -1
}

// Compare sorts by the first day that is known, then finer before coarser, then by clock time, then by end. Undated
// values come last. It is 0 only for equal values.
func (d FuzzyDate) Compare(e FuzzyDate) int {
	if d.Dated() != e.Dated() {
		if d.Dated() {
			return -1
		}
		return 1
	}
	if d.IsZero() != e.IsZero() {
		if e.IsZero() {
			return -1
		}
		return 1
	}
	dm, _ := d.MarshalText()
	em, _ := e.MarshalText()
	return cmp.Or(
		d.sortDay().Compare(e.sortDay()),
		cmp.Compare(d.Precision(), e.Precision()),
		cmp.Compare(d.clock.sortKey(), e.clock.sortKey()),
		d.sortEnd().Compare(e.sortEnd()),
		strings.Compare(string(dm), string(em)),
	)
}

// sortDay is the first known day: the start, or the bound where the start is open.
func (d FuzzyDate) sortDay() time.Time {
	if t, ok := d.Start(); ok {
		return t
	}
	if d.rel == relNone {
		return time.Time{}
	}
	return d.a.first()
}

func (d FuzzyDate) sortEnd() time.Time {
	if t, ok := d.End(); ok || d.rel == relNone {
		return t
	}
	return time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
}

// takesClock reports whether a clock time makes sense: on a day or on some days.
func (d FuzzyDate) takesClock() bool {
	return (d.rel == relIn || d.rel == relSpan) && d.a.prec == DayPrecision && (d.rel == relIn || d.b.prec == DayPrecision)
}

// valid says whether the parts fit together; every constructor ends here.
func (d FuzzyDate) valid() bool {
	switch d.rel {
	case relNone:
		return d.clock == clockSpan{} && !d.yearGuessed
	case relSpan:
		if !d.b.valid() || d.a == d.b || d.b.first().Before(d.a.first()) || d.b.last().Before(d.a.last()) {
			return false
		}
	case relBefore, relAfter, relFrom, relUntil, relIn:
		if d.b != (dateUnit{}) {
			return false
		}
	}
	return d.a.valid() && d.clock.valid() && (d.clock == clockSpan{} || d.takesClock())
}

package feltbog

import (
	"fmt"
	"strconv"
	"strings"
)

// The machine form of a FuzzyDate, as it stands on the wire and in tables:
//
//	date  = [ when ] [ "T" clock ] [ "~" ] [ "?" [ " " remark ] ]
//	when  = unit | unit "/" unit | unit "/.." | "../" unit | "<" unit | ">" unit
//	unit  = yyyy "-" mm "-" dd      day
//	      | yyyy "-W" ww            ISO week
//	      | yyyy "-" mm "." 1-3     third of a month (primo, medio, ultimo)
//	      | yyyy "-" mm             month
//	      | yyyy "-Q" 1-4           quarter
//	      | yyyy "-S" 1-4           season: spring, summer, autumn, winter (which ends in the next year)
//	      | yyyy                    year
//	clock = hh:mm | hh:mm "-" hh:mm | hh:mm "-.." | "..-" hh:mm | "<" hh:mm | ">" hh:mm
//
// "<" is before, ">" is after, "~" marks a guessed year, "?" a tentative date. The form is exact: one value has one
// text. Any other text is kept verbatim and reported by Unknown, so that an older version passes on what a newer wrote.

// MarshalText implements encoding.TextMarshaler with the machine form; the zero date is the empty text.
func (d FuzzyDate) MarshalText() ([]byte, error) {
	if d.unknown != "" {
		return []byte(d.unknown), nil
	}
	var s strings.Builder
	s.WriteString(joinBounds(d.rel, d.a.machine(), d.b.machine(), "/"))
	if d.clock.rel != relNone {
		s.WriteString("T" + joinBounds(d.clock.rel, clockText(d.clock.first(), ':'), clockText(d.clock.to, ':'), "-"))
	}
	if d.yearGuessed {
		s.WriteByte('~')
	}
	if d.tentative {
		s.WriteByte('?')
	}
	if d.note != "" {
		s.WriteString(" " + d.note)
	}
	return []byte(s.String()), nil
}

// UnmarshalText implements encoding.TextUnmarshaler. It never fails: see Unknown.
func (d *FuzzyDate) UnmarshalText(b []byte) error {
	*d = FuzzyDate{}
	if len(b) == 0 {
		return nil
	}
	if v, ok := parseMachineDate(string(b)); ok {
		*d = v
		return nil
	}
	d.unknown = string(b)
	return nil
}

// first is the bound that is printed first: the end where only that is known.
func (c clockSpan) first() int {
	if c.rel == relUntil || c.rel == relBefore {
		return c.to
	}
	return c.from
}

func joinBounds(rel relation, a, b, sep string) string {
	switch rel {
	case relIn:
		return a
	case relSpan:
		return a + sep + b
	case relFrom:
		return a + sep + ".."
	case relUntil:
		return ".." + sep + a
	case relBefore:
		return "<" + a
	case relAfter:
		return ">" + a
	}
	return ""
}

// splitBounds undoes joinBounds.
func splitBounds(s, sep string) (rel relation, a, b string) {
	switch {
	case s == "":
		return relNone, "", ""
	case s[0] == '<':
		return relBefore, s[1:], ""
	case s[0] == '>':
		return relAfter, s[1:], ""
	case strings.HasSuffix(s, sep+".."):
		return relFrom, s[:len(s)-len(sep)-2], ""
	case strings.HasPrefix(s, ".."+sep):
		return relUntil, s[len(sep)+2:], ""
	}
	if a, b, ok := strings.Cut(s, sep); ok {
		return relSpan, a, b
	}
	return relIn, s, ""
}

func (u dateUnit) machine() string {
	switch u.prec {
	case DayPrecision:
		return fmt.Sprintf("%04d-%02d-%02d", u.year, u.n, u.day)
	case WeekPrecision:
		return fmt.Sprintf("%04d-W%02d", u.year, u.n)
	case ThirdPrecision:
		return fmt.Sprintf("%04d-%02d.%d", u.year, u.n, u.day)
	case MonthPrecision:
		return fmt.Sprintf("%04d-%02d", u.year, u.n)
	case QuarterPrecision:
		return fmt.Sprintf("%04d-Q%d", u.year, u.n)
	case SeasonPrecision:
		return fmt.Sprintf("%04d-S%d", u.year, u.n)
	}
	return fmt.Sprintf("%04d", u.year)
}

func clockText(minutes int, sep byte) string {
	return fmt.Sprintf("%02d%c%02d", minutes/60, sep, minutes%60)
}

// parseMachineDate reads the machine form and is satisfied only when the value prints as exactly the same text.
func parseMachineDate(s string) (FuzzyDate, bool) {
	var d FuzzyDate
	rest, note, _ := strings.Cut(s, " ")
	if r, ok := strings.CutSuffix(rest, "?"); ok {
		rest, d.tentative = r, true
	}
	if r, ok := strings.CutSuffix(rest, "~"); ok {
		rest, d.yearGuessed = r, true
	}
	when, clock, _ := strings.Cut(rest, "T")
	var a, b string
	d.rel, a, b = splitBounds(when, "/")
	d.a, d.b = parseMachineUnit(a), parseMachineUnit(b)
	d.clock.rel, a, b = splitBounds(clock, "-")
	switch d.clock.rel {
	case relUntil, relBefore:
		d.clock.to = parseMachineClock(a)
	case relSpan:
		d.clock.from, d.clock.to = parseMachineClock(a), parseMachineClock(b)
	case relIn, relFrom, relAfter:
		d.clock.from = parseMachineClock(a)
	}
	if note != "" {
		d = d.absorb(note)
	}
	if !d.valid() {
		return FuzzyDate{}, false
	}
	back, _ := d.MarshalText()
	return d, string(back) == s
}

// parseMachineUnit reads a unit loosely; the caller's check that it prints the same makes it exact.
func parseMachineUnit(s string) dateUnit {
	if len(s) < 4 {
		return dateUnit{}
	}
	num := func(t string) int { n, _ := strconv.Atoi(t); return n }
	u := dateUnit{year: num(s[:4])}
	rest := strings.TrimPrefix(s[4:], "-")
	switch {
	case rest == "":
		u.prec = YearPrecision
	case rest[0] == 'W':
		u.prec, u.n = WeekPrecision, num(rest[1:])
	case rest[0] == 'Q':
		u.prec, u.n = QuarterPrecision, num(rest[1:])
	case rest[0] == 'S':
		u.prec, u.n = SeasonPrecision, num(rest[1:])
	case len(rest) == 2:
		u.prec, u.n = MonthPrecision, num(rest)
	case len(rest) == 4:
		u.prec, u.n, u.day = ThirdPrecision, num(rest[:2]), num(rest[3:])
	case len(rest) == 5:
		u.prec, u.n, u.day = DayPrecision, num(rest[:2]), num(rest[3:])
	}
	return u
}

func parseMachineClock(s string) int {
	h, m, ok := strings.Cut(s, ":")
	hours, err1 := strconv.Atoi(h)
	minutes, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || minutes < 0 || minutes > 59 {
		return -1
	}
	return hours*60 + minutes
}

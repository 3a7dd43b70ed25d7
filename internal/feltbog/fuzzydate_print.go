package feltbog

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dateWords are the words that one language prints a date with. Both sets are read by ParseFuzzyDate.
type dateWords struct {
	months    [13]string
	seasons   [5]string
	thirds    [4]string
	day       string // day, month: "13. marts"
	dayShared string // first of two days that share a month: "16."
	from, to  string
	before    string
	after     string
	week      string
	quarter   string
	at        string // before a clock time
	clockSep  byte
	guessed   string
	tentative string
	unknown   string
}

var danishDate = dateWords{
	months: [13]string{"", "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
		"november", "december"},
	seasons: [5]string{"", "forår", "sommer", "efterår", "vinter"},
	thirds:  [4]string{"", "primo", "medio", "ultimo"},
	day:     "%d. %s", dayShared: "%d.", from: "fra", to: "til", before: "før", after: "efter", week: "uge", quarter: "%d. kvartal %d",
	at: "kl. ", clockSep: '.', guessed: "år gættet", tentative: "foreløbig", unknown: "ukendt datoform »%s«",
}

var englishDate = dateWords{
	months: [13]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December"},
	seasons: [5]string{"", "spring", "summer", "autumn", "winter"},
	thirds:  [4]string{"", "early", "mid", "late"},
	day:     "%d %s", dayShared: "%d", from: "from", to: "to", before: "before", after: "after", week: "week", quarter: "Q%d %d",
	at: "", clockSep: ':', guessed: "year guessed", tentative: "tentative", unknown: "unknown form of date »%s«",
}

// Danish prints the date as it is written inside a Danish sentence: "13. marts 2025 kl. 15.00–17.30". ParseFuzzyDate
// reads it back to an equal value.
func (d FuzzyDate) Danish() string { return d.print(&danishDate) }

// English prints the date for the English interface: "13 March 2025, 15:00–17:30". ParseFuzzyDate reads it back.
func (d FuzzyDate) English() string { return d.print(&englishDate) }

// String prints Danish, the first language of the program.
func (d FuzzyDate) String() string { return d.Danish() }

// DanishLabel prints Danish with a capital first letter, for where the date stands alone: "Forår 2025".
func (d FuzzyDate) DanishLabel() string { return capital(d.Danish()) }

// EnglishLabel prints English with a capital first letter.
func (d FuzzyDate) EnglishLabel() string { return capital(d.English()) }

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func (d FuzzyDate) print(w *dateWords) string {
	if d.unknown != "" {
		return fmt.Sprintf(w.unknown, d.unknown)
	}
	parts := []string{}
	if d.rel != relNone {
		parts = append(parts, d.printWhen(w)+d.clock.print(w))
	}
	if d.yearGuessed {
		parts = append(parts, "("+w.guessed+")")
	}
	switch {
	case d.note != "":
		parts = append(parts, "("+d.note+")")
	case d.tentative:
		parts = append(parts, "("+w.tentative+")")
	}
	return strings.Join(parts, " ")
}

func (d FuzzyDate) printWhen(w *dateWords) string {
	a := d.a.print(w, true)
	switch d.rel {
	case relFrom:
		return w.from + " " + a
	case relUntil:
		return w.to + " " + a
	case relBefore:
		return w.before + " " + a
	case relAfter:
		return w.after + " " + a
	case relSpan:
		return d.printSpan(w)
	}
	return a
}

// printSpan says what both ends share only once.
func (d FuzzyDate) printSpan(w *dateWords) string {
	same := d.a.prec == d.b.prec && d.a.year == d.b.year
	b := d.b.print(w, true)
	switch {
	case same && d.a.prec == DayPrecision && d.a.n == d.b.n:
		return fmt.Sprintf(w.dayShared, d.a.day) + "–" + b
	case d.a.prec == DayPrecision && d.b.prec == DayPrecision:
		return d.a.print(w, !same) + " – " + b
	case same && d.a.prec == WeekPrecision:
		return fmt.Sprintf("%s %d–%d, %d", w.week, d.a.n, d.b.n, d.a.year)
	case d.a.prec == YearPrecision && d.b.prec == YearPrecision:
		return fmt.Sprintf("%d–%d", d.a.year, d.b.year)
	}
	short := same && (d.a.prec == MonthPrecision || d.a.prec == SeasonPrecision)
	return w.from + " " + d.a.print(w, !short) + " " + w.to + " " + b
}

func (u dateUnit) print(w *dateWords, withYear bool) string {
	var s string
	switch u.prec {
	case DayPrecision:
		s = fmt.Sprintf(w.day, u.day, w.months[u.n])
	case WeekPrecision:
		return fmt.Sprintf("%s %d, %d", w.week, u.n, u.year)
	case ThirdPrecision:
		s = w.thirds[u.day] + " " + w.months[u.n]
	case MonthPrecision:
		s = w.months[u.n]
	case QuarterPrecision:
		return fmt.Sprintf(w.quarter, u.n, u.year)
	case SeasonPrecision:
		s = w.seasons[u.n]
		if withYear && u.n == winter {
			return fmt.Sprintf("%s %d/%02d", s, u.year, (u.year+1)%100)
		}
	case YearPrecision:
		return fmt.Sprintf("%d", u.year)
	}
	if withYear {
		s += fmt.Sprintf(" %d", u.year)
	}
	return s
}

func (c clockSpan) print(w *dateWords) string {
	lead := " "
	if w.at == "" && (c.rel == relIn || c.rel == relSpan) {
		lead = ", "
	}
	lead = map[relation]string{relIn: lead, relSpan: lead, relBefore: " " + w.before + " ", relAfter: " " + w.after + " ",
		relFrom: " " + w.from + " ", relUntil: " " + w.to + " "}[c.rel]
	if c.rel == relNone {
		return ""
	}
	s := lead + w.at + clockText(c.first(), w.clockSep)
	if c.rel == relSpan {
		s += "–" + clockText(c.to, w.clockSep)
	}
	return s
}

package feltbog

// looseUnit is a unit as it was written, where the year or even the month may have to come from the other end.
type looseUnit struct {
	dateUnit
	hasYear bool
	bare    bool // only a number, in day
	weekday int  // 1 + time.Weekday when one was written
}

var (
	danishWeekdays  = []string{"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"}
	englishWeekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
	seasonsMore     = []string{"", "springtime", "", "fall", ""}
)

// date reads all tokens: a time, a point or a span, a time, a question mark.
func (p *dateParser) date() (d FuzzyDate, ok bool) {
	if p.word("ca", "cirka", "circa", "omkring", "måske", "formentlig", "forventet", "about", "around", "maybe", "probably") {
		d.tentative = true
		p.sign(".")
	}
	leading, hasClock := p.clockTime(true)
	if hasClock {
		p.sign(",")
	}
	d.rel = relIn
	between := false
	switch {
	case p.word("fra", "from", "tidligst", "siden", "since"):
		d.rel = relFrom
	case p.word("mellem", "between"):
		d.rel, between = relFrom, true
	case p.word("til", "indtil", "senest", "to", "until", "by"):
		p.upToAndWith()
		d.rel = relUntil
	case p.word("før", "inden", "before"):
		d.rel = relBefore
	case p.word("efter", "after"):
		d.rel = relAfter
	}
	a, ok := p.unit()
	if !ok {
		return d, false
	}
	var b *looseUnit
	linked := ""
	if d.rel == relIn || d.rel == relFrom {
		if b, linked = p.otherEnd(a); b != nil {
			d.rel = relSpan
		}
	}
	if between && b == nil || linked == "and" && !between && d.rel != relSpan {
		return d, false
	}
	if d.yearGuessed, ok = p.settle(&a, b); !ok {
		return d, false
	}
	d.a = a.dateUnit
	if b != nil {
		d.b = b.dateUnit
		// "3. og 17. april" are two days, not the fortnight between them.
		if linked == "and" && !between && d.valid() && !d.a.last().AddDate(0, 0, 1).Equal(d.b.first()) {
			return d, false
		}
		if d.a == d.b {
			d.rel, d.b = relIn, dateUnit{}
		}
	}
	d.clock = leading
	if !hasClock {
		d.clock, _ = p.clockTime(false)
	}
	p.sign(".")
	d.tentative = p.sign("?") || d.tentative
	return d, p.done()
}

func (p *dateParser) upToAndWith() {
	if p.peek(0).text == "og" && p.peek(1).text == "med" {
		p.pos += 2
	}
}

// otherEnd reads "- 17. januar", "til december" or "/april", and nil when what follows is something else.
func (p *dateParser) otherEnd(a looseUnit) (*looseUnit, string) {
	start := p.pos
	linked := ""
	switch {
	case p.sign("-"):
		linked = "to"
	case p.word("til", "to", "until", "through"):
		linked = "to"
		p.upToAndWith()
		if p.clockAhead(a.hasYear) {
			p.pos = start
			return nil, ""
		}
	case p.word("og", "and") || p.sign("&"):
		linked = "and"
	case (a.prec == MonthPrecision || a.prec == WeekPrecision || a.prec == SeasonPrecision) && p.sign("/"):
		linked = "to"
	default:
		return nil, ""
	}
	b, ok := p.unit()
	if !ok {
		p.pos = start
		return nil, ""
	}
	return &b, linked
}

// unit reads one point of the calendar as far as it was written.
func (p *dateParser) unit() (u looseUnit, ok bool) {
	start := p.pos
	if n, found := p.dateWord(danishWeekdays, englishWeekdays); found {
		u.weekday = n + 1
		_ = p.sign(".") || p.sign(",")
	}
	if p.word("den", "d", "the") {
		p.sign(".")
	}
	if p.word("i", "in") && p.word("løbet") {
		p.word("af")
	}
	switch t := p.peek(0); {
	case t.kind == 'n':
		ok = p.numberUnit(&u)
	case p.word("uge", "uger", "ugerne", "week", "weeks", "w"):
		u.prec, ok = WeekPrecision, p.number(&u.n)
		_ = p.peek(1).num > 99 && p.sign("/") // "uge 12/2025"
	case p.word("år", "året", "year"):
		u.prec, ok = YearPrecision, true
	case t.text == "q" && p.peek(1).kind == 'n':
		p.pos++
		u.prec, ok = QuarterPrecision, p.number(&u.n)
	default:
		ok = p.namedUnit(&u)
	}
	if !ok {
		p.pos = start
		return u, false
	}
	if !u.hasYear {
		u.year, u.hasYear = p.yearNumber()
	}
	if u.prec == SeasonPrecision && u.n == winter && u.hasYear {
		if t := p.peek(1); p.peek(0).text == "/" && (t.num == (u.year+1)%100 || t.num == u.year+1) && len(t.text) >= 2 {
			p.pos += 2
		}
	}
	return u, true
}

// namedUnit reads what begins with a word: "marts", "March 13", "primo maj", "forår".
func (p *dateParser) namedUnit(u *looseUnit) bool {
	if n, ok := p.dateWord(danishDate.seasons[:], englishDate.seasons[:], seasonsMore); ok {
		u.prec, u.n = SeasonPrecision, n
		return true
	}
	third := 0
	switch {
	case p.word("primo", "early", "begyndelsen", "starten", "beginning"):
		third = 1
	case p.word("medio", "mid", "midt", "midten", "middle"):
		third = 2
	case p.word("ultimo", "late", "slutningen", "end"):
		third = 3
	}
	if third > 0 {
		_ = p.word("af", "of", "i", "in") || p.sign("-")
	}
	n, ok := p.month()
	if !ok {
		return false
	}
	u.prec, u.n = MonthPrecision, n
	if third > 0 {
		u.prec, u.day = ThirdPrecision, third
		return true
	}
	if t := p.peek(0); t.kind == 'n' && len(t.text) <= 2 && !p.clockAhead(true) {
		u.prec, u.day = DayPrecision, t.num
		p.pos++
		p.word("st", "nd", "rd", "th")
	}
	return true
}

func (p *dateParser) month() (int, bool) {
	n, ok := p.dateWord(danishDate.months[:], englishDate.months[:])
	if ok {
		p.sign(".")
	}
	return n, ok
}

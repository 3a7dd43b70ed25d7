package feltbog

// numberUnit reads what begins with a figure: "13. marts", "3/4 2025", "2025-04-03", "2025", "1. kvartal", or a bare
// day whose month stands at the other end of a span.
func (p *dateParser) numberUnit(u *looseUnit) bool {
	t := p.peek(0)
	if len(t.text) == 4 {
		return p.yearFirst(u)
	}
	if len(t.text) > 2 {
		return false
	}
	p.pos++
	p.word("st", "nd", "rd", "th")
	if n := p.peek(1); n.kind == 'n' && len(n.text) <= 2 && p.sign("./") {
		u.prec, u.day, u.n = DayPrecision, t.num, n.num
		p.pos++
		p.figureYear(u)
		return true
	}
	p.sign(".")
	if p.word("kvartal", "quarter") {
		u.prec, u.n = QuarterPrecision, t.num
		return true
	}
	p.word("of")
	if n, ok := p.month(); ok {
		u.prec, u.day, u.n = DayPrecision, t.num, n
		return true
	}
	u.bare, u.day = true, t.num
	return true
}

// yearFirst reads ISO 8601 dates and plain years.
func (p *dateParser) yearFirst(u *looseUnit) bool {
	u.prec, u.year, u.hasYear = YearPrecision, p.peek(0).num, true
	p.pos++
	part := func() (int, bool) {
		if t := p.peek(1); p.peek(0).text == "-" && t.kind == 'n' && !t.gap && len(t.text) == 2 {
			p.pos += 2
			return t.num, true
		}
		return 0, false
	}
	if p.peek(0).text == "-" && p.peek(1).text == "w" {
		p.pos += 2
		u.prec = WeekPrecision
		return p.number(&u.n)
	}
	if n, ok := part(); ok {
		u.prec, u.n = MonthPrecision, n
		if n, ok = part(); ok {
			u.prec, u.day = DayPrecision, n
		}
	}
	return true
}

// figureYear reads the year after "3/4" or "3.4": "3.4.2025", "3/4-25", "3/4 25".
func (p *dateParser) figureYear(u *looseUnit) {
	start := p.pos
	if t := p.peek(0); t.kind == 's' && !t.gap && p.sign("./-") {
		dot := t.text == "."
		next, after := p.peek(0), p.peek(1)
		year := next.kind == 'n' && !next.gap && (len(next.text) == 4 || len(next.text) == 2 && after.text != "." && after.text != "/" && after.text != ":")
		if !year {
			if !dot {
				p.pos = start
			}
			// a full stop just ends the month: "3.4. kl. 15"
			return
		}
		p.pos++
		u.year, u.hasYear = century(next), true
		return
	}
	if next, after := p.peek(0), p.peek(1); next.kind == 'n' && len(next.text) == 2 && after.text != "." && after.text != ":" && after.text != "-" {
		p.pos++
		u.year, u.hasYear = century(next), true
	}
}

// century reads two figures as a year between 1970 and 2069.
func century(t dateToken) int {
	switch {
	case len(t.text) == 4:
		return t.num
	case t.num >= 70:
		return 1900 + t.num
	}
	return 2000 + t.num
}

// yearNumber reads ", 2025", "i 2025" or "'25".
func (p *dateParser) yearNumber() (int, bool) {
	start := p.pos
	_ = p.sign(",") || p.word("i", "in")
	if p.sign("'") {
		if t := p.peek(0); t.kind == 'n' && len(t.text) == 2 {
			p.pos++
			return century(t), true
		}
	}
	if t := p.peek(0); t.kind == 'n' && len(t.text) == 4 {
		p.pos++
		return t.num, true
	}
	p.pos = start
	return 0, false
}

func (p *dateParser) number(n *int) bool {
	t := p.peek(0)
	if t.kind != 'n' || len(t.text) > 2 {
		return false
	}
	p.pos++
	*n = t.num
	return true
}

// clockAhead tells a clock time from a date after "til" or a month: "kl.", "15:00", and "15.00" once the year is known.
func (p *dateParser) clockAhead(yearKnown bool) bool {
	t, sep, m := p.peek(0), p.peek(1), p.peek(2)
	if t.text == "kl" || t.text == "klokken" || t.text == "at" {
		return true
	}
	return t.kind == 'n' && m.kind == 'n' && len(m.text) == 2 &&
		(sep.text == ":" || sep.text == "." && yearKnown && p.peek(3).text != "." && p.peek(3).text != "/" && p.peek(3).kind != 'n')
}

// clockTime reads "kl. 15.00-17.30", "før kl. 14", "15:00". Without "kl." or a word like "efter" the minutes must be
// written, because a lone figure could be anything; with strict, "kl." itself must be.
func (p *dateParser) clockTime(strict bool) (c clockSpan, ok bool) {
	start := p.pos
	p.sign(",")
	c.rel = relIn
	between := false
	switch {
	case p.word("før", "inden", "before"):
		c.rel = relBefore
	case p.word("efter", "after"):
		c.rel = relAfter
	case p.word("fra", "from"):
		c.rel = relFrom
	case p.word("til", "indtil", "senest", "to", "until", "by"):
		c.rel = relUntil
	case p.word("mellem", "between"):
		c.rel, between = relFrom, true
	}
	named := p.oClock()
	a, plain, minutes, ok := p.timeOfDay()
	if !ok || !named && strict {
		p.pos = start
		return clockSpan{}, false
	}
	worded := named || c.rel != relIn
	c.from = a
	if c.rel == relIn || c.rel == relFrom {
		mid := p.pos
		if p.sign("-") || p.word("til", "to") || between && p.word("og", "and") {
			p.oClock()
			b, bPlain, bMinutes, ok := p.timeOfDay()
			minutes = minutes || ok && bMinutes
			switch {
			case !ok:
				p.pos = mid
			case a == b:
				c.rel = relIn
			default:
				if plain && !bPlain && a+12*60 <= b { // "3-5 pm"
					c.from += 12 * 60
				}
				c.rel, c.to = relSpan, b
			}
		}
	}
	if between && c.rel == relFrom || !worded && !minutes {
		p.pos = start
		return clockSpan{}, false
	}
	if c.rel == relUntil || c.rel == relBefore {
		c.from, c.to = 0, a
	}
	return c, true
}

func (p *dateParser) oClock() bool {
	if p.word("kl", "klokken") {
		p.sign(".")
		return true
	}
	return p.word("at")
}

// timeOfDay reads "15", "15.30", "15:30", "1530" or "3 pm" as minutes; plain tells that no am or pm was written.
func (p *dateParser) timeOfDay() (minutes int, plain, hasMinutes, ok bool) {
	t := p.peek(0)
	if t.kind != 'n' || len(t.text) == 3 || len(t.text) > 4 {
		return 0, false, false, false
	}
	h, m := t.num, 0
	if len(t.text) == 4 {
		h, m = t.num/100, t.num%100
	}
	p.pos++
	if s, n := p.peek(0), p.peek(1); len(t.text) <= 2 && (s.text == "." || s.text == ":") && n.kind == 'n' && !n.gap && len(n.text) == 2 {
		m, hasMinutes = n.num, true
		p.pos += 2
	}
	plain = true
	switch {
	case p.word("pm"):
		plain, hasMinutes = false, true
		if h < 12 {
			h += 12
		}
	case p.word("am"):
		plain, hasMinutes = false, true
		h %= 12
	}
	if h > 24 || m > 59 || h == 24 && m > 0 {
		p.pos--
		return 0, false, false, false
	}
	return h*60 + m, plain, hasMinutes, true
}

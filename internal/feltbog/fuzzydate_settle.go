package feltbog

import "time"

// settle fills in what one end leaves to the other, and the running year where neither says; it reports a guess.
func (p *dateParser) settle(a, b *looseUnit) (guessed, ok bool) {
	shared := b != nil && (a.bare || b.bare) // "17.-16. januar" does not turn the year
	if b != nil && a.bare {
		*a, a.bare = looseUnit{dateUnit{b.prec, 0, b.n, a.day}, a.hasYear, false, a.weekday}, b.bare
		if b.prec == QuarterPrecision {
			a.n, a.day = a.day, 0
		}
		ok = b.prec == DayPrecision || b.prec == QuarterPrecision
	} else if b != nil && b.bare {
		year, has := b.year, b.hasYear
		*b = looseUnit{dateUnit{a.prec, year, a.n, b.day}, has, false, b.weekday}
		if a.prec == WeekPrecision || a.prec == QuarterPrecision {
			b.n, b.day = b.day, 0
		}
		ok = a.prec == DayPrecision || a.prec == WeekPrecision || a.prec == QuarterPrecision
	} else {
		ok = !a.bare
	}
	if !ok {
		return false, false
	}
	if last := b; last == nil && !a.hasYear || last != nil && !a.hasYear && !last.hasYear {
		if p.runningYear == 0 {
			p.problem = Errorf(EInvalid, "fuzzydate.year", "the date has no year: write it as %s", dateExample).With("example", dateExample)
			return false, false
		}
		a.year, a.hasYear, guessed = p.runningYear, true, true
	}
	if b != nil && !b.hasYear {
		b.year = a.year
		if !shared && b.first().Before(a.first()) {
			b.year++
		}
	}
	if b != nil && !a.hasYear {
		a.year = b.year
		if !shared && a.first().After(b.first()) {
			a.year--
		}
	}
	return guessed, p.weekdayFits(a) && (b == nil || p.weekdayFits(b))
}

// weekdayFits refuses "mandag d. 4. april 2025", which was a Friday: one of the two is a slip, and we cannot know which.
func (p *dateParser) weekdayFits(u *looseUnit) bool {
	if u.weekday == 0 || !u.valid() {
		return u.weekday == 0
	}
	if is := u.first().Weekday(); u.prec != DayPrecision || is != time.Weekday(u.weekday-1) {
		p.problem = Errorf(EInvalid, "fuzzydate.weekday", "%s is not a %s: correct the day or leave the weekday out",
			u.print(&danishDate, true), danishWeekdays[u.weekday-1]).With("weekday", danishWeekdays[u.weekday-1])
		return false
	}
	return true
}

package feltbog

import "time"

// dateUnit is one stretch of the calendar. n counts within the year (month, ISO week, quarter, season); day is the day
// of the month, or 1-3 for a third of it.
type dateUnit struct {
	prec         Precision
	year, n, day int
}

// Seasons are meteorological: spring begins in March. Winter carries the year it begins in.
const (
	spring = 1
	summer = 2
	autumn = 3
	winter = 4
)

// Years outside these would not be read back as years.
const (
	firstYear = 1000
	lastYear  = 9998 // a winter ends in the year after
)

func civil(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// weekStart returns the Monday of an ISO 8601 week.
func weekStart(year, week int) time.Time {
	jan4 := civil(year, 1, 4) // always in week 1
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7)
	return monday.AddDate(0, 0, 7*(week-1))
}

func (u dateUnit) valid() bool {
	if u.year < firstYear || u.year > lastYear {
		return false
	}
	in := func(v, hi int) bool { return v >= 1 && v <= hi }
	switch u.prec {
	case DayPrecision:
		return in(u.n, 12) && in(u.day, 31) && civil(u.year, u.n, u.day).Day() == u.day
	case WeekPrecision:
		if !in(u.n, 53) || u.day != 0 {
			return false
		}
		y, w := weekStart(u.year, u.n).ISOWeek()
		return y == u.year && w == u.n
	case ThirdPrecision:
		return in(u.n, 12) && in(u.day, 3)
	case MonthPrecision:
		return in(u.n, 12) && u.day == 0
	case QuarterPrecision, SeasonPrecision:
		return in(u.n, 4) && u.day == 0
	case YearPrecision:
		return u.n == 0 && u.day == 0
	}
	return false
}

// first returns midnight UTC of the first day.
func (u dateUnit) first() time.Time {
	switch u.prec {
	case DayPrecision:
		return civil(u.year, u.n, u.day)
	case WeekPrecision:
		return weekStart(u.year, u.n)
	case ThirdPrecision:
		return civil(u.year, u.n, 10*(u.day-1)+1)
	case MonthPrecision:
		return civil(u.year, u.n, 1)
	case QuarterPrecision:
		return civil(u.year, 3*u.n-2, 1)
	case SeasonPrecision:
		return civil(u.year, 3*u.n, 1)
	}
	return civil(u.year, 1, 1)
}

// last returns midnight UTC of the last day.
func (u dateUnit) last() time.Time {
	switch u.prec {
	case DayPrecision:
		return u.first()
	case WeekPrecision:
		return u.first().AddDate(0, 0, 6)
	case ThirdPrecision:
		if u.day < 3 {
			return u.first().AddDate(0, 0, 9)
		}
		return civil(u.year, u.n+1, 0)
	case MonthPrecision:
		return civil(u.year, u.n+1, 0)
	case QuarterPrecision:
		return civil(u.year, 3*u.n+1, 0)
	case SeasonPrecision:
		return civil(u.year, 3*u.n+3, 0)
	}
	return civil(u.year, 12, 31)
}

// clockSpan is the time of day, in minutes after midnight. An end before the start lies after midnight.
type clockSpan struct {
	rel      relation
	from, to int
}

func (c clockSpan) valid() bool {
	from := c.from >= 0 && c.from < 24*60
	to := c.to >= 0 && c.to <= 24*60
	switch c.rel {
	case relNone:
		return c == clockSpan{}
	case relIn, relFrom, relAfter:
		return from && c.to == 0
	case relUntil, relBefore:
		return to && c.from == 0
	case relSpan:
		return from && to && c.from != c.to
	}
	return false
}

// sortKey puts days without a time first, then by the time that is known.
func (c clockSpan) sortKey() int {
	switch c.rel {
	case relNone:
		return -1
	case relUntil, relBefore:
		return c.to
	}
	return c.from
}

package change

import "time"

// Clock is a hybrid logical clock: UTC milliseconds since 1970 in the upper 48 bits, a counter in the lower 16. It
// orders what is shown; it never decides what is kept.
// Source: Kulkarni and others, "Logical Physical Clocks", 2014.
type Clock uint64

const counterBits = 16

// maxAhead bounds how far another machine's clock may pull ours. A laptop set to next year must not make every later
// edit of the team look as if it were written next year.
const maxAhead = 24 * time.Hour

// At packs a wall time into a clock with counter 0.
func At(t time.Time) Clock {
	ms := t.UnixMilli()
	if ms < 0 {
		ms = 0
	}
	return Clock(ms) << counterBits
}

// Milli returns the clock's UTC milliseconds since 1970.
func (c Clock) Milli() int64 { return int64(c >> counterBits) }

// Time returns the clock's wall time in UTC.
func (c Clock) Time() time.Time { return time.UnixMilli(c.Milli()).UTC() }

// Next returns a clock after c and not before now: what an edit made now is stamped with.
func (c Clock) Next(now time.Time) Clock {
	if n := At(now); n > c {
		return n
	}
	return c + 1
}

// Observe returns the clock after having seen a foreign stamp at wall time now. Stamps more than 24 hours ahead of now
// are kept where they stand but do not drag the own clock.
func (c Clock) Observe(foreign Clock, now time.Time) Clock {
	if foreign > c && foreign <= At(now.Add(maxAhead)) {
		return foreign
	}
	return c
}

// Ahead reports whether a stamp lies more than 24 hours in the future seen from now, so that it can be pointed out.
func (c Clock) Ahead(now time.Time) bool { return c > At(now.Add(maxAhead)) }

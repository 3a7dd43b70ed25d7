package feltbog

import (
	"bytes"
	"cmp"
	"time"
)

// Newest returns the answer that counts on a day among all answers of one participant to one question, by one giver or
// by whoever gave them when by is "". Drafts count for nothing, and neither does what holds from a later day. It is the
// answer that holds from the latest day; of several from one day the one that was entered last, and of those the one
// that allows least. A no or a withdrawal whose day is not known counts from always. nil is no answer.
func Newest(all []*Consent, by ConsentGiver, day time.Time) *Consent {
	var newest *Consent
	for _, c := range all {
		if c.State == ConsentDraft || c.State == "" || by != "" && c.GivenBy != by && (c.GivenBy != "" || c.State == ConsentGiven) {
			continue
		}
		from, exact := c.From.Day()
		if exact && from.After(midnight(day)) || !exact && c.State == ConsentGiven {
			continue
		}
		if newest == nil || c.after(newest) {
			newest = c
		}
	}
	return newest
}

// midnight is the day that a moment falls on, where it was noted, in the form of FuzzyDate.Day.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// after reports whether c counts before e.
func (c *Consent) after(e *Consent) bool {
	a, known := c.From.Day()
	b, ok := e.From.Day()
	if known != ok {
		return !known // a no from nobody knows when: rather heard than overheard
	}
	order := cmp.Or(a.Compare(b), cmp.Compare(c.Recorded.Milli(), e.Recorded.Milli()), cmp.Compare(c.strict(), e.strict()),
		bytes.Compare(c.ID[:], e.ID[:]))
	return order > 0
}

// strict orders answers by how little they allow.
func (c *Consent) strict() int {
	switch c.State {
	case ConsentGiven:
		return 0
	case ConsentExpired:
		return 1
	}
	return 2
}

// RunOut reports whether an answer no longer holds on a day, and whether that is because the project is over: one
// without an end of its own ends with the project, whose last day is given by ends.
func (c *Consent) RunOut(day time.Time, ends FuzzyDate) (out, withProject bool) {
	if c.State == ConsentExpired {
		return true, false
	}
	if !c.Until.IsZero() {
		end, known := c.Until.End()
		return !known || end.Before(midnight(day)), false
	}
	end, known := ends.End()
	over := known && end.Before(midnight(day))
	return over, over
}

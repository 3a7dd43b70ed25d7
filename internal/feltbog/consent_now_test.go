package feltbog

import (
	"testing"
	"time"
)

func answer(state ConsentState, from string, entered int) *Consent {
	c := &Consent{Scope: ScopeNotes, State: state, Form: Written, GivenBy: Self,
		Recorded: NewInstant(time.Date(2025, 3, 1, entered, 0, 0, 0, time.UTC))}
	c.ID = NewID()
	if from != "" {
		c.From = mustDate(from)
	}
	return c
}

func TestTheNewestAnswerOfTheDayCounts(t *testing.T) {
	day := time.Date(2025, 3, 20, 18, 30, 0, 0, time.FixedZone("", 3600))
	given, refused, withdrawn := ConsentGiven, ConsentRefused, ConsentWithdrawn
	for name, c := range map[string]struct {
		all  []*Consent
		want int // index, -1 for none
	}{
		"nobody asked":                             {nil, -1},
		"a draft is no answer":                     {[]*Consent{answer(ConsentDraft, "2025-03-01", 1)}, -1},
		"a later day replaces":                     {[]*Consent{answer(given, "2025-03-01", 1), answer(withdrawn, "2025-03-10", 2)}, 1},
		"an old paper entered late changes little": {[]*Consent{answer(withdrawn, "2025-03-10", 1), answer(given, "2025-03-01", 9)}, 0},
		"a correction of the same day counts":      {[]*Consent{answer(given, "2025-03-01", 1), answer(refused, "2025-03-01", 2)}, 1},
		"entered at once, the no counts":           {[]*Consent{answer(refused, "2025-03-01", 1), answer(given, "2025-03-01", 1)}, 0},
		"what holds from a later day waits":        {[]*Consent{answer(given, "2025-03-01", 1), answer(withdrawn, "2025-03-21", 2)}, 0},
		"today counts":                             {[]*Consent{answer(given, "2025-03-01", 1), answer(withdrawn, "2025-03-20", 2)}, 1},
		"a yes from nobody knows when is none":     {[]*Consent{answer(given, "", 1)}, -1},
		"a no from nobody knows when is a no":      {[]*Consent{answer(given, "2025-03-01", 5), answer(refused, "", 1)}, 1},
	} {
		got := Newest(c.all, "", day)
		if c.want < 0 && got != nil || c.want >= 0 && got != c.all[c.want] {
			t.Errorf("%s: %+v", name, got)
		}
	}
	of := answer(given, "2025-03-01", 1)
	of.GivenBy = Guardian
	if Newest([]*Consent{of}, Self, day) != nil || Newest([]*Consent{of}, Guardian, day) != of {
		t.Error("givers are mixed up")
	}
}

func TestAnAnswerRunsOutWithItsDayOrWithTheProject(t *testing.T) {
	day := time.Date(2025, 3, 20, 23, 0, 0, 0, time.UTC)
	with := func(until string) *Consent {
		c := answer(ConsentGiven, "2025-03-01", 1)
		if until != "" {
			c.Until = mustDate(until)
		}
		return c
	}
	var open FuzzyDate
	for name, c := range map[string]struct {
		c       *Consent
		ends    FuzzyDate
		out, by bool
	}{
		"no end anywhere":        {with(""), open, false, false},
		"its last day":           {with("2025-03-20"), open, false, false},
		"the day after":          {with("2025-03-19"), open, true, false},
		"the project's last day": {with(""), mustDate("2025-03-20"), false, false},
		"the project is over":    {with(""), mustDate("2025-03"), false, false},
		"over since February":    {with(""), mustDate("2025-02"), true, true},
		"longer than it":         {with("2026-12-31"), mustDate("2025-02"), false, false},
		"marked as expired":      {answer(ConsentExpired, "2025-03-01", 1), open, true, false},
	} {
		if out, by := c.c.RunOut(day, c.ends); out != c.out || by != c.by {
			t.Errorf("%s: %v %v", name, out, by)
		}
	}
}

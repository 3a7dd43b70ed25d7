package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"feltbog/internal/feltbog"
)

// expiresSoon is how long ahead a consent that runs out is told.
const expiresSoon = 30 * 24 * time.Hour

// answers returns the newest answer of each participant to each question of the consent form.
func (p *Project) answers(ctx context.Context) (map[feltbog.ID]map[feltbog.Scope]*feltbog.Consent, error) {
	all, err := list[*feltbog.Consent](ctx, p, feltbog.KindConsent)
	slices.SortStableFunc(all, func(a, b *feltbog.Consent) int {
		return cmp.Compare(a.Recorded.Milli(), b.Recorded.Milli())
	})
	out := map[feltbog.ID]map[feltbog.Scope]*feltbog.Consent{}
	for _, c := range all {
		if c.State == feltbog.ConsentDraft {
			continue
		}
		if out[c.Participant] == nil {
			out[c.Participant] = map[feltbog.Scope]*feltbog.Consent{}
		}
		out[c.Participant][c.Scope] = c
	}
	return out, err
}

// missingConsents are participants who take part, as far as is known, and have not been asked whether they want to, or
// whose yes has run out.
func (p *Project) missingConsents(ctx context.Context) ([]Waits, error) {
	answers, err := p.answers(ctx)
	if err != nil {
		return nil, err
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	today := day(p.v.Now())
	var out []Waits
	for _, who := range people {
		if who.TakesPart == feltbog.TakesPartNo || who.TakesPart == feltbog.TakesPartWithdrawn {
			continue
		}
		c := answers[who.ID][feltbog.ScopeParticipation]
		w := Waits{Kind: feltbog.KindParticipant, ID: who.ID, Text: who.Pseudonym}
		switch {
		case c == nil:
		case c.State == feltbog.ConsentExpired:
			w.Due = c.Until
		case c.State == feltbog.ConsentGiven:
			end, known := c.Until.End()
			if !known || !end.Before(today) {
				continue
			}
			w.Due = c.Until
		default:
			continue
		}
		out = append(out, w)
	}
	return out, err
}

// expiringConsents are participants of whose answers one runs out soon; each is told once, with the first of them.
func (p *Project) expiringConsents(ctx context.Context) ([]Waits, error) {
	answers, err := p.answers(ctx)
	today := day(p.v.Now())
	var out []Waits
	for who, scopes := range answers {
		var first *feltbog.Consent
		for _, c := range scopes {
			end, known := c.Until.End()
			if c.State != feltbog.ConsentGiven || !known || end.Before(today) || end.After(today.Add(expiresSoon)) {
				continue
			}
			if first == nil || c.Until.Compare(first.Until) < 0 {
				first = c
			}
		}
		if first != nil {
			out = append(out, Waits{Kind: feltbog.KindParticipant, ID: who, Due: first.Until})
		}
	}
	slices.SortFunc(out, func(a, b Waits) int {
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return byOrder(ordered{id: a.ID}, ordered{id: b.ID})
	})
	return out, err
}

package app

import (
	"cmp"
	"context"
	"slices"

	"feltbog/internal/feltbog"
)

// Named is a record by its name.
type Named struct {
	ID   feltbog.ID
	Name string
}

// SessionChoices is what one chooses from when a session begins, and what is proposed: as the last time.
type SessionChoices struct {
	Last      NewSession
	PlaceName string     // of the last session
	Guide     feltbog.ID // whose version the last session asked by
	Guides    []Named
	Places    []string
	People    []Named
	// Members of the team and the project's principles, and who sits here.
	Members    []Named
	Principles []Named
	Me         feltbog.ID
}

// SessionChoices reads them.
func (p *Project) SessionChoices(ctx context.Context) (SessionChoices, error) {
	last, err := p.SessionLikeLast(ctx)
	if err != nil {
		return SessionChoices{}, err
	}
	c := SessionChoices{Last: last}
	if c.Guides, err = p.Guides(ctx); err != nil {
		return c, err
	}
	places, err := list[*feltbog.Place](ctx, p, feltbog.KindPlace)
	if err != nil {
		return c, cancelled(ctx, err)
	}
	for _, place := range places {
		c.Places = append(c.Places, place.Name)
		if place.ID == last.Place {
			c.PlaceName = place.Name
		}
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return c, cancelled(ctx, err)
	}
	for _, one := range people {
		c.People = append(c.People, Named{one.ID, one.Pseudonym})
	}
	slices.SortFunc(c.People, byName)
	c.Me = p.v.Actor(ctx)
	members, err := list[*feltbog.Member](ctx, p, feltbog.KindMember)
	if err != nil {
		return c, cancelled(ctx, err)
	}
	for _, m := range members {
		c.Members = append(c.Members, Named{m.ID, m.Name})
	}
	slices.SortFunc(c.Members, byName)
	principles, err := list[*feltbog.Principle](ctx, p, feltbog.KindPrinciple)
	if err != nil {
		return c, cancelled(ctx, err)
	}
	slices.SortFunc(principles, func(a, b *feltbog.Principle) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	for _, o := range principles {
		c.Principles = append(c.Principles, Named{o.ID, o.Name})
	}
	slices.Sort(c.Places)
	if !last.Version.IsZero() {
		rec, _, err := p.v.Team().Get(ctx, last.Version)
		if v, ok := rec.(*feltbog.GuideVersion); ok && err == nil {
			c.Guide = v.Guide
		} else if feltbog.ErrorCode(err) != feltbog.ENotFound {
			return c, cancelled(ctx, err)
		}
	}
	return c, nil
}

// Guides lists the project's guides by name.
func (p *Project) Guides(ctx context.Context) ([]Named, error) {
	guides, err := list[*feltbog.Guide](ctx, p, feltbog.KindGuide)
	var out []Named
	for _, g := range guides {
		out = append(out, Named{g.ID, g.Name})
	}
	slices.SortFunc(out, byName)
	return out, cancelled(ctx, err)
}

func byName(a, b Named) int { return cmp.Compare(a.Name, b.Name) }

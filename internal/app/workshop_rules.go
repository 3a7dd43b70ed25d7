package app

import (
	"context"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
)

// ownWords refuses a guest who wants to change what others wrote in a workshop.
func (p *Project) ownWords(ctx context.Context, workshop, id feltbog.ID) error {
	if !p.IsGuest() {
		return nil
	}
	ws, err := p.workshopSpace(ctx, workshop)
	if err != nil {
		return err
	}
	return p.ownWordsIn(ctx, ws, id)
}

// ownWordsIn is ownWords where the space is known. Of a record that is not there yet nobody is the writer.
func (p *Project) ownWordsIn(ctx context.Context, ws *vault.Space, id feltbog.ID) error {
	if !p.IsGuest() || id.IsZero() {
		return nil
	}
	maker, err := makerOf(ctx, ws, id)
	if err == nil && !maker.IsZero() && maker != ws.Device() {
		err = feltbog.Errorf(feltbog.ERefused, "workshop.others", "that was written by others; a guest changes their own readings and bunker only")
	}
	return err
}

// makerOf is the machine on which a record was made.
func makerOf(ctx context.Context, ws *vault.Space, id feltbog.ID) (feltbog.ID, error) {
	past, err := ws.History(ctx, id)
	if err != nil || len(past) == 0 {
		return feltbog.ID{}, err
	}
	return past[0].ID.Device, nil
}

// guestRule checks what comes from guests before a team takes it in: new readings, heaps and placements, changes to their
// own, and placements moved. Anything else is refused with all that came with it.
type guestRule struct {
	ws   *vault.Space
	team []feltbog.ID              // the team's machines in this space
	made map[feltbog.ID]feltbog.ID // records that come with the pakke, and from which machine
}

// guestRuleFor returns the rule for a space; nil where none is needed.
func (p *Project) guestRuleFor(ctx context.Context, s *vault.Space) (*guestRule, error) {
	if s.Kind() != feltbog.WorkshopSpace || p.IsGuest() {
		return nil, nil
	}
	rec, err := p.workshopRecord(ctx, s.Space())
	if err != nil {
		return nil, err
	}
	return &guestRule{ws: s, team: append(slices.Clone(rec.Machines), s.Device()), made: map[feltbog.ID]feltbog.ID{}}, nil
}

// check judges one change set.
func (g *guestRule) check(ctx context.Context, set *change.Set) error {
	if g == nil || slices.Contains(g.team, set.Device) {
		return nil
	}
	for i := range set.Changes {
		c := &set.Changes[i]
		if !slices.Contains(feltbog.GuestKinds(), c.Kind) {
			return guestOnly()
		}
		maker, here := g.made[c.Record]
		if !here {
			var err error
			if maker, err = makerOf(ctx, g.ws, c.Record); err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
				return err
			}
			if maker.IsZero() {
				maker = set.Device
			}
			g.made[c.Record] = maker
		}
		if maker != set.Device && c.Kind != feltbog.KindPlacement {
			return feltbog.Errorf(feltbog.ERefused, "workshop.guest.other", "a guest's pakke changes what others wrote; nothing was changed")
		}
	}
	return nil
}

// guarded has the rule judge each set before it is taken.
func (g *guestRule) guarded(ctx context.Context, take func(*change.Set, []byte) error) func(*change.Set, []byte) error {
	if g == nil {
		return take
	}
	return func(set *change.Set, body []byte) error {
		if err := g.check(ctx, set); err != nil {
			return err
		}
		return take(set, body)
	}
}

package app

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"feltbog/internal/bundle"
	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// workshopManifest fills in what a workshop's pakke says of itself: the workshop, and neither a person nor a machine.
func (k *packing) workshopManifest(ctx context.Context) error {
	p, now := k.p, k.p.v.Now()
	rec, err := p.workshopRecord(ctx, k.s.Space())
	if err != nil {
		return err
	}
	k.m = bundle.Manifest{ID: feltbog.NewID(), Name: oneLineOf(k.o.Name), Created: feltbog.NewInstant(now), Project: rec.ID, Title: oneLineOf(rec.Title),
		Kind: feltbog.WorkshopSpace, Space: k.s.Space(), Sender: bundle.Sender{Device: k.s.Device()}}
	if k.m.Name == "" {
		k.m.Name = k.m.Title + " " + now.Format(time.DateOnly)
	}
	if !k.o.Expires.IsZero() {
		k.m.Expires = feltbog.NewInstant(k.o.Expires)
	}
	return k.ends(ctx)
}

// gateOf opens the gate; in a guest's vault there is nobody to ask, and what is there was cleared when it came.
func (p *Project) gateOf(ctx context.Context) (*gate.Gate, error) {
	if p.IsGuest() {
		return gate.Open(ctx, gateway{p}, nil)
	}
	return p.gate(ctx)
}

// let lets a pakke out: the team's and the register whole, a workshop when the material of every card may still be used.
func (k *packing) let(ctx context.Context, g *gate.Gate, o gate.Order, render func(io.Writer, gate.Release) error) (gate.Passage, error) {
	switch {
	case k.s.Kind() != feltbog.WorkshopSpace:
		return g.LetWhole(ctx, o, k.s.Kind(), render, gateway{k.p}, stoppable{ctx})
	case k.p.IsGuest():
		return gate.Passage{}, g.LetBack(ctx, o, render, stoppable{ctx})
	}
	_, from, err := k.p.cardSources(ctx, k.s.Space())
	if err != nil {
		return gate.Passage{}, err
	}
	var items []gate.Item
	numbers := map[feltbog.ID]int{}
	for _, c := range from {
		items = append(items, gate.Item{Kind: c.source.SourceKind, ID: c.source.Source})
		numbers[c.source.Source] = c.card.Number
	}
	passed, err := g.LetWorkshop(ctx, o, items, render, gateway{k.p}, stoppable{ctx})
	if len(passed.Refused) > 0 {
		var all []int
		for _, r := range passed.Refused {
			all = append(all, numbers[r.Item.ID])
		}
		slices.Sort(all)
		var names []string
		for _, n := range all {
			names = append(names, CardName(n))
		}
		cards := strings.Join(names, ", ")
		err = feltbog.Errorf(feltbog.ERefused, "workshop.held", "nothing left the project: %s may not be used any more; take them out first", cards).With("cards", cards)
	}
	return passed, err
}

// adoptWorkshop makes room for a workshop of this project that was made on another machine, and enters this machine among
// those that are the team's there.
func (p *Project) adoptWorkshop(m *bundle.Manifest) (*vault.Space, error) {
	ctx := context.Background()
	rec, err := p.workshopRecord(ctx, m.Space)
	if feltbog.ErrorCode(err) == feltbog.ENotFound {
		return nil, otherProject(m)
	}
	if err != nil {
		return nil, err
	}
	s, err := p.v.AdoptWorkshop(ctx, m.Space)
	if err != nil {
		return nil, err
	}
	return s, p.act(ctx, "workshop.machine", func(team *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, team, w, rec.ID, func(o *feltbog.Workshop) {
			if !slices.Contains(o.Machines, s.Device()) {
				o.Machines = append(o.Machines, s.Device())
			}
		})
		return err
	})
}

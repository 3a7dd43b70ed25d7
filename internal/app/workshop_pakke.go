package app

import (
	"context"
	"io"
	"slices"
	"strings"

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
		k.m.Name = k.m.Title + " " + now.Format("2006-01-02")
	}
	if !k.o.Expires.IsZero() {
		k.m.Expires = feltbog.NewInstant(k.o.Expires)
	}
	if err := k.ends(ctx); err != nil {
		return err
	}
	if !slices.ContainsFunc(k.m.Heads, func(e bundle.End) bool { return e.Device == k.m.Sender.Device }) && len(k.m.Heads) > 0 {
		k.m.Sender.Device = k.m.Heads[0].Device // who hands it on has written nothing in it
	}
	return nil
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
	if k.s.Kind() != feltbog.WorkshopSpace {
		return g.LetWhole(ctx, o, k.s.Kind(), render, gateway{k.p}, stoppable{ctx})
	}
	return k.p.letWorkshop(ctx, g, k.s.Space(), o, render, stoppable{ctx})
}

// letWorkshop lets a workshop out, on paper or in a pakke. A guest hands back what they were given.
func (p *Project) letWorkshop(ctx context.Context, g *gate.Gate, workshop feltbog.ID, o gate.Order, render func(io.Writer, gate.Release) error, to io.Writer) (gate.Passage, error) {
	if p.IsGuest() {
		return gate.Passage{}, g.LetBack(ctx, o, render, to)
	}
	_, from, err := p.cardSources(ctx, workshop)
	if err != nil {
		return gate.Passage{}, err
	}
	var items []gate.Item
	numbers := map[feltbog.ID]int{}
	for _, c := range from {
		items = append(items, gate.Item{Kind: c.source.SourceKind, ID: c.source.Source})
		numbers[c.source.Source] = c.card.Number
	}
	passed, err := g.LetWorkshop(ctx, o, items, render, gateway{p}, to)
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
	s, err := p.v.AddWorkshop(ctx, m.Space)
	if err != nil {
		return nil, err
	}
	return s, p.enterWorkshop(ctx, rec, s)
}

// enterWorkshop enters this machine among those that are the team's in a workshop, unless it stands there.
func (p *Project) enterWorkshop(ctx context.Context, rec *feltbog.Workshop, s *vault.Space) error {
	device := s.Device()
	if p.IsGuest() || slices.Contains(rec.Machines, device) {
		return nil
	}
	return p.act(ctx, "workshop.machine", func(team *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, team, w, rec.ID, func(o *feltbog.Workshop) {
			if !slices.Contains(o.Machines, device) {
				o.Machines = append(o.Machines, device)
			}
		})
		return err
	})
}

// ownWorkshop is workshopSpace for writing in it.
func (p *Project) ownWorkshop(ctx context.Context, id feltbog.ID) (*vault.Space, error) {
	s, err := p.workshopSpace(ctx, id)
	if err != nil {
		return nil, err
	}
	rec, err := p.workshopRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	return s, p.enterWorkshop(ctx, rec, s)
}

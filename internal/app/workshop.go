package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// NewWorkshop says what a workshop is about.
type NewWorkshop struct {
	Title     string
	Question  string
	Time      feltbog.FuzzyDate
	PlaceName string
}

// WorkshopLine is one workshop in a list.
type WorkshopLine struct {
	Workshop feltbog.Workshop `json:"workshop"`
	Cards    int              `json:"cards"`
	Clusters int              `json:"clusters"`
	Readings int              `json:"readings"`
	// Here tells that its cards are on this machine; else they come with a pakke.
	Here bool `json:"here"`
}

// MakeWorkshop makes a workshop with a space of its own: its record in the team, and an equal one where its guests see it.
func (p *Project) MakeWorkshop(ctx context.Context, n NewWorkshop) (feltbog.ID, error) {
	team := p.v.Team()
	if team == nil {
		return feltbog.ID{}, teamMissing()
	}
	w := &feltbog.Workshop{Title: strings.TrimSpace(n.Title), Question: n.Question, Time: n.Time, PlaceName: n.PlaceName}
	w.ID = feltbog.NewID()
	if err := feltbog.Check(w); err != nil {
		return feltbog.ID{}, err
	}
	s, err := p.v.AddWorkshop(ctx, w.ID)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	w.Machines = []feltbog.ID{s.Device()}
	put := func(wr *store.Writer) error { return wr.Put(w) }
	_, err = p.v.Do(ctx, store.Action{Name: "workshop.add"}, vault.Work{team: put, s: put})
	return w.ID, cancelled(ctx, err)
}

func teamMissing() error {
	return feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
}

// IsGuest reports whether the vault holds a workshop and no project: its user is a guest.
func (p *Project) IsGuest() bool { return p.v.Team() == nil }

// EditWorkshop changes what is said about a workshop, in the team and where its guests see it.
func (p *Project) EditWorkshop(ctx context.Context, id feltbog.ID, f func(*feltbog.Workshop)) error {
	if p.IsGuest() {
		return guestOnly()
	}
	s, err := p.ownWorkshop(ctx, id)
	if err != nil {
		return err
	}
	change := func(space *vault.Space) func(*store.Writer) error {
		return func(w *store.Writer) error {
			_, err := edit(ctx, space, w, id, func(o *feltbog.Workshop) {
				kept := *o
				f(o)
				o.Machines = kept.Machines
			})
			return err
		}
	}
	team := p.v.Team()
	_, err = p.v.Do(ctx, store.Action{Name: "workshop.edit"}, vault.Work{team: change(team), s: change(s)})
	return cancelled(ctx, err)
}

// Workshops lists the workshops by title.
func (p *Project) Workshops(ctx context.Context) ([]WorkshopLine, error) {
	all, err := p.workshopRecords(ctx)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	out := []WorkshopLine{}
	for _, w := range all {
		line := WorkshopLine{Workshop: *w}
		if s, here := p.v.ByID(w.ID); here {
			line.Here = true
			for kind, n := range map[feltbog.Kind]*int{feltbog.KindCard: &line.Cards, feltbog.KindCluster: &line.Clusters, feltbog.KindReading: &line.Readings} {
				if err := s.Each(ctx, kind, nil, 0, func(feltbog.Record) error { *n++; return nil }); err != nil {
					return nil, cancelled(ctx, err)
				}
			}
		}
		out = append(out, line)
	}
	return out, nil
}

// workshopRecords are the team's workshops, or in a guest's vault those that are there.
func (p *Project) workshopRecords(ctx context.Context) ([]*feltbog.Workshop, error) {
	var out []*feltbog.Workshop
	for _, s := range p.v.Spaces() {
		if p.IsGuest() != (s.Kind() == feltbog.WorkshopSpace) || s.Kind() == feltbog.RegisterSpace {
			continue
		}
		if err := s.Each(ctx, feltbog.KindWorkshop, nil, 0, func(r feltbog.Record) error {
			out = append(out, r.(*feltbog.Workshop))
			return nil
		}); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b *feltbog.Workshop) int {
		return cmp.Or(cmp.Compare(a.Title, b.Title), slices.Compare(a.ID[:], b.ID[:]))
	})
	return out, nil
}

// FindWorkshop finds a workshop by its id, by its title or the beginning of one.
func (p *Project) FindWorkshop(ctx context.Context, text string) (feltbog.ID, error) {
	all, err := p.workshopRecords(ctx)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	id, bad := feltbog.ParseID(text)
	var like []feltbog.ID
	for _, w := range all {
		if bad == nil && w.ID == id || strings.EqualFold(w.Title, strings.TrimSpace(text)) {
			return w.ID, nil
		}
		if strings.HasPrefix(strings.ToLower(w.Title), strings.ToLower(strings.TrimSpace(text))) {
			like = append(like, w.ID)
		}
	}
	if len(like) == 1 {
		return like[0], nil
	}
	return feltbog.ID{}, noWorkshop(text)
}

func noWorkshop(what string) error {
	return feltbog.Errorf(feltbog.ENotFound, "workshop.unknown", "there is no workshop %s here", what).With("workshop", what)
}

// workshopRecord reads a workshop's record: the team's, or the one in a guest's vault.
func (p *Project) workshopRecord(ctx context.Context, id feltbog.ID) (*feltbog.Workshop, error) {
	all, err := p.workshopRecords(ctx)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	for _, w := range all {
		if w.ID == id {
			return w, nil
		}
	}
	return nil, noWorkshop(id.String())
}

// workshopSpace returns the space of a workshop, and an error where its cards are not on this machine.
func (p *Project) workshopSpace(ctx context.Context, id feltbog.ID) (*vault.Space, error) {
	w, err := p.workshopRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	if s, ok := p.v.ByID(w.ID); ok {
		return s, nil
	}
	return nil, feltbog.Errorf(feltbog.EMissing, "workshop.away", "the cards of %q are not on this machine; take in a pakke of the workshop", w.Title).With("workshop", w.Title)
}

// inWorkshop does one action in a workshop's space.
func (p *Project) inWorkshop(ctx context.Context, id feltbog.ID, name string, f func(*vault.Space, *store.Writer) error) error {
	s, err := p.ownWorkshop(ctx, id)
	if err != nil {
		return err
	}
	_, err = p.v.Do(ctx, store.Action{Name: name}, vault.Work{s: func(w *store.Writer) error { return f(s, w) }})
	if err == nil {
		err = p.followWorkshop(context.WithoutCancel(ctx), s)
	}
	return cancelled(ctx, err)
}

// RemoveWorkshop puts a workshop into the trash. Its space stays until it is dropped for good.
func (p *Project) RemoveWorkshop(ctx context.Context, id feltbog.ID) error {
	if p.IsGuest() {
		return guestOnly()
	}
	return p.act(ctx, "workshop.delete", func(_ *vault.Space, w *store.Writer) error { return w.Delete(id) })
}

// CardName is how a card's number is printed.
func CardName(n int) string { return fmt.Sprintf("K-%03d", n) }

func guestOnly() error {
	return feltbog.Errorf(feltbog.ERefused, "workshop.guest", "a guest adds readings, bunker and placements, and nothing else")
}

package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Binned is one record in the trash.
type Binned struct {
	Heading
	At   time.Time  `json:"at"` // when it was deleted
	By   feltbog.ID `json:"by"`
	Name string     `json:"name,omitempty"` // of the member, when known
	// Others is how many more records were deleted in the same action. They come back together.
	Others int `json:"others,omitempty"`
}

// Trash is what was deleted and can be brought back.
type Trash struct {
	Items []Binned             `json:"items"`
	Kinds map[feltbog.Kind]int `json:"kinds"` // how many of each kind there are in all
	Total int                  `json:"total"`
	// MayErase says whether whoever sits here may erase for good.
	MayErase bool `json:"may_erase"`
}

// TrashQuery asks for a piece of the trash.
type TrashQuery struct {
	Kind  feltbog.Kind // only this kind; "": all
	Limit int          // 0: 200
}

// Trash lists deleted records, the last deleted first.
func (p *Project) Trash(ctx context.Context, q TrashQuery) (Trash, error) {
	if q.Limit <= 0 {
		q.Limit = 200
	}
	type item struct {
		store.Binned
		space *vault.Space
	}
	var all []item
	t := Trash{Items: []Binned{}, Kinds: map[feltbog.Kind]int{}, MayErase: p.coordinator(ctx) == nil}
	for _, s := range p.v.Spaces() {
		some, err := s.Trash(ctx)
		if err != nil {
			return Trash{}, cancelled(ctx, err)
		}
		for _, b := range some {
			t.Kinds[b.Kind]++
			t.Total++
			if q.Kind == "" || q.Kind == b.Kind {
				all = append(all, item{b, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b item) int { return cmp.Compare(b.Clock, a.Clock) })
	names, n := p.names(ctx), p.namer()
	for _, i := range all[:min(q.Limit, len(all))] {
		h, err := n.name(ctx, i.Kind, i.ID, aboveMost)
		if err != nil {
			return Trash{}, err
		}
		b := Binned{Heading: h, At: i.Clock.Time()}
		set, err := i.space.SetOf(ctx, i.Set)
		if err != nil {
			return Trash{}, cancelled(ctx, err)
		}
		if set != nil {
			b.By, b.Name, b.Others = set.Actor, names(set.Actor), max(len(deletedBy(set))-1, 0)
		}
		t.Items = append(t.Items, b)
	}
	return t, nil
}

// deletedBy returns the records that a set deleted.
func deletedBy(set *change.Set) []vault.Touched {
	var out []vault.Touched
	for i := range set.Changes {
		c := &set.Changes[i]
		if slices.ContainsFunc(c.Edits, func(e change.Edit) bool {
			return e.Field == change.Deleted && e.Value != nil && string(e.Value.Data()) == string(change.Scalar(true))
		}) {
			out = append(out, vault.Touched{ID: c.Record, Kind: c.Kind})
		}
	}
	return out
}

// Restore brings a record back from the trash, together with what was deleted in the same action and with what it
// cannot do without, as one action. It returns what came back, the record itself first.
func (p *Project) Restore(ctx context.Context, kind feltbog.Kind, id feltbog.ID) ([]Heading, error) {
	if _, err := ownRules(kind); err != nil {
		return nil, err
	}
	s, _, info, err := p.find(ctx, kind, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	if status(info) != Trashed {
		return nil, feltbog.Errorf(feltbog.EUsage, "trash.not", "the record %s is not in the trash", id).With("id", id.String())
	}
	back, err := p.together(ctx, s, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	_, err = p.v.Do(ctx, store.Action{Name: string(kind) + ".restore"}, vault.Work{s: func(w *store.Writer) error {
		for _, x := range back {
			if err := w.Restore(x); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	n := p.namer()
	var out []Heading
	for _, x := range back {
		h, err := n.name(ctx, kind, x, aboveMost)
		if err != nil {
			return out, err
		}
		out = append(out, h)
	}
	return out, nil
}

// together returns a record of the trash with what has to come back with it.
func (p *Project) together(ctx context.Context, s *vault.Space, id feltbog.ID) ([]feltbog.ID, error) {
	back := []feltbog.ID{id}
	add := func(x feltbog.ID) error {
		if x.IsZero() || slices.Contains(back, x) {
			return nil
		}
		_, info, err := s.Get(ctx, x)
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			return nil
		}
		if err == nil && status(info) == Trashed {
			back = append(back, x)
		}
		return err
	}
	binned, err := s.Trash(ctx)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(binned, func(b store.Binned) bool { return b.ID == id }); i >= 0 {
		set, err := s.SetOf(ctx, binned[i].Set)
		if err != nil {
			return nil, err
		}
		if set != nil {
			for _, t := range deletedBy(set) {
				if err := add(t.ID); err != nil {
					return nil, err
				}
			}
		}
	}
	for i := 0; i < len(back); i++ { // grows while it is walked
		rec, _, err := s.Get(ctx, back[i])
		if err != nil || rec == nil {
			return nil, err
		}
		for _, f := range feltbog.SchemaOf(rec.Kind()).Fields {
			if up, ok := f.Value(rec).Interface().(feltbog.ID); ok && f.Required {
				if err := add(up); err != nil {
					return nil, err
				}
			}
		}
	}
	return back, nil
}

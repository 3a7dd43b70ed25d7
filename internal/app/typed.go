package app

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// list reads all records of a kind from the team space, in no order; none in a guest's vault.
func list[R feltbog.Record](ctx context.Context, p *Project, kind feltbog.Kind) ([]R, error) {
	team := p.v.Team()
	if team == nil {
		return nil, nil
	}
	var out []R
	err := team.Each(ctx, kind, nil, 0, func(r feltbog.Record) error {
		out = append(out, r.(R))
		return nil
	})
	return out, err
}

// act does one action in the team space.
func (p *Project) act(ctx context.Context, name string, f func(*vault.Space, *store.Writer) error) error {
	team := p.v.Team()
	if team == nil {
		return feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	_, err := p.v.Do(ctx, store.Action{Name: name}, vault.Work{team: func(w *store.Writer) error { return f(team, w) }})
	return cancelled(ctx, err)
}

// edit reads a record under the writer's lock, has f change it, and writes it. One that lies in the trash comes back:
// whoever writes in it has not seen that it is there. It returns what stood before.
func edit[T any, R interface {
	*T
	feltbog.Record
}](ctx context.Context, s *vault.Space, w *store.Writer, id feltbog.ID, f func(R)) (before T, err error) {
	var none T
	schema, err := schemaOf(R(&none).Kind())
	if err != nil {
		return before, err
	}
	rec, trashed, err := current(ctx, s, schema, id)
	if err != nil {
		return before, err
	}
	r := rec.(R)
	before = *r
	f(r)
	if err := w.Put(r); err != nil || !trashed {
		return before, err
	}
	return before, w.Restore(id)
}

// ordered is a record that people put in order by hand.
type ordered struct {
	id    feltbog.ID
	order string
}

// byOrder compares positions; of two records that were put at the same spot on two machines, the ids decide.
func byOrder(a, b ordered) int {
	if c := cmp.Compare(a.order, b.order); c != 0 {
		return c
	}
	return bytes.Compare(a.id[:], b.id[:])
}

// arrange gives the record at i, in a list as it is to stand, a position between its neighbours. Where there is none,
// because two were put at one spot on two machines, every record gets a new one. It returns the changed positions.
func arrange(all []ordered, i int) (map[feltbog.ID]string, error) {
	before, after := "", ""
	fits := true
	if i > 0 {
		before = all[i-1].order
		fits = before != ""
	}
	if i+1 < len(all) {
		after = all[i+1].order
		fits = fits && after != ""
	}
	if fits {
		if order, err := change.Between(before, after); err == nil {
			return map[feltbog.ID]string{all[i].id: order}, nil
		}
	}
	out := map[feltbog.ID]string{}
	order := ""
	for _, o := range all {
		var err error
		if order, err = change.Between(order, ""); err != nil {
			return nil, err
		}
		out[o.id] = order
	}
	return out, nil
}

// placeAfter puts a record behind another one, or first when after is zero, or last when after is not in the list.
func placeAfter(all []ordered, id, after feltbog.ID) (map[feltbog.ID]string, error) {
	slices.SortFunc(all, byOrder)
	all = slices.DeleteFunc(all, func(o ordered) bool { return o.id == id })
	at := len(all)
	if after.IsZero() {
		at = 0
	} else if i := slices.IndexFunc(all, func(o ordered) bool { return o.id == after }); i >= 0 {
		at = i + 1
	}
	return arrange(slices.Insert(all, at, ordered{id: id}), at)
}

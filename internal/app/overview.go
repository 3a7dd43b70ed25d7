package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Overview is the project and what it is carried by.
type Overview struct {
	Project     feltbog.Project
	TwoVersions []string // fields of the project that show one of two versions
	Principles  []feltbog.Principle
}

// Overview reads it.
func (p *Project) Overview(ctx context.Context) (Overview, error) {
	rec, err := p.project(ctx)
	if err != nil || rec == nil {
		return Overview{}, cancelled(ctx, err)
	}
	o := Overview{Project: *rec}
	if _, info, err := p.v.Team().Get(ctx, rec.ID); err == nil {
		o.TwoVersions = info.Conflicts
	}
	carried, err := p.principles(ctx)
	for _, c := range carried {
		o.Principles = append(o.Principles, *c)
	}
	return o, cancelled(ctx, err)
}

func (p *Project) principles(ctx context.Context) ([]*feltbog.Principle, error) {
	all, err := list[*feltbog.Principle](ctx, p, feltbog.KindPrinciple)
	slices.SortFunc(all, func(a, b *feltbog.Principle) int {
		return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order})
	})
	return all, err
}

// EditProject changes the project. Dates are given as dates: ReadDate knows the running year.
func (p *Project) EditProject(ctx context.Context, f func(*feltbog.Project)) error {
	rec, err := p.project(ctx)
	if err != nil || rec == nil {
		return cancelled(ctx, err)
	}
	return p.act(ctx, "project.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, rec.ID, f)
		return err
	})
}

// AddPrinciple adds one last in the list.
func (p *Project) AddPrinciple(ctx context.Context, name, text string) (feltbog.ID, error) {
	c := &feltbog.Principle{Base: feltbog.Base{ID: feltbog.NewID()}, Name: name, Text: text}
	err := p.act(ctx, "principle.add", func(_ *vault.Space, w *store.Writer) error {
		all, err := p.principles(ctx)
		if err != nil {
			return err
		}
		orders, err := placeAfter(principleOrders(all), c.ID, c.ID)
		if err != nil {
			return err
		}
		c.Order = orders[c.ID]
		if err := w.Put(c); err != nil {
			return err
		}
		return putPrincipleOrders(w, all, orders)
	})
	return c.ID, err
}

// EditPrinciple changes one.
func (p *Project) EditPrinciple(ctx context.Context, id feltbog.ID, f func(*feltbog.Principle)) error {
	return p.act(ctx, "principle.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// ShiftPrinciple moves one up (-1) or down (1).
func (p *Project) ShiftPrinciple(ctx context.Context, id feltbog.ID, by int) error {
	return p.act(ctx, "principle.move", func(_ *vault.Space, w *store.Writer) error {
		all, err := p.principles(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(c *feltbog.Principle) bool { return c.ID == id })
		if at < 0 || at+by < 0 || at+by >= len(all) {
			return nil
		}
		moved := all[at]
		all = slices.Insert(slices.Delete(all, at, at+1), at+by, moved)
		orders, err := arrange(principleOrders(all), at+by)
		if err != nil {
			return err
		}
		return putPrincipleOrders(w, all, orders)
	})
}

func principleOrders(all []*feltbog.Principle) []ordered {
	var out []ordered
	for _, c := range all {
		out = append(out, ordered{c.ID, c.Order})
	}
	return out
}

func putPrincipleOrders(w *store.Writer, all []*feltbog.Principle, orders map[feltbog.ID]string) error {
	for _, c := range all {
		if order, ok := orders[c.ID]; ok {
			c.Order = order
			if err := w.Put(c); err != nil {
				return err
			}
		}
	}
	return nil
}

package app

import (
	"context"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// AddReading writes down what somebody sees in cards or a heap, by role and never by person. Readings never take the place
// of one another.
func (p *Project) AddReading(ctx context.Context, workshop feltbog.ID, r feltbog.Reading) (feltbog.ID, error) {
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil {
		return feltbog.ID{}, err
	}
	if r.ID.IsZero() {
		r.ID = feltbog.NewID()
	}
	r.Workshop, r.Text = rec.ID, strings.TrimSpace(r.Text)
	if r.Perspective == "" {
		r.Perspective = p.Role(ctx)
	}
	if r.Type == "" {
		r.Type = feltbog.Interprets
	}
	return r.ID, p.inWorkshop(ctx, workshop, "reading.add", func(ws *vault.Space, w *store.Writer) error {
		var all []feltbog.Reading
		if err := each(ctx, ws, "workshop", rec.ID, &all); err != nil {
			return err
		}
		last := ""
		for _, o := range all {
			last = max(last, o.Order)
		}
		if r.Order, err = change.Between(last, ""); err != nil {
			return err
		}
		return w.Put(&r)
	})
}

// EditReading changes a reading. A guest changes their own only.
func (p *Project) EditReading(ctx context.Context, workshop, id feltbog.ID, f func(*feltbog.Reading)) error {
	if err := p.ownWords(ctx, workshop, id); err != nil {
		return err
	}
	return p.inWorkshop(ctx, workshop, "reading.edit", func(ws *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, ws, w, id, func(r *feltbog.Reading) {
			kept := r.Workshop
			f(r)
			r.Workshop = kept
		})
		return err
	})
}

// RemoveReading takes a reading away. A guest takes away their own only.
func (p *Project) RemoveReading(ctx context.Context, workshop, id feltbog.ID) error {
	if err := p.ownWords(ctx, workshop, id); err != nil {
		return err
	}
	return p.inWorkshop(ctx, workshop, "reading.delete", func(_ *vault.Space, w *store.Writer) error {
		return w.Delete(id)
	})
}

// AddDisagreement keeps a point on which perspectives differ.
func (p *Project) AddDisagreement(ctx context.Context, workshop feltbog.ID, d feltbog.Disagreement) (feltbog.ID, error) {
	rec, err := p.workshopRecord(ctx, workshop)
	if err != nil {
		return feltbog.ID{}, err
	}
	if d.ID.IsZero() {
		d.ID = feltbog.NewID()
	}
	d.Workshop, d.Point = rec.ID, strings.TrimSpace(d.Point)
	return d.ID, p.inWorkshop(ctx, workshop, "disagreement.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(&d) })
}

// EditDisagreement changes what is kept about a disagreement.
func (p *Project) EditDisagreement(ctx context.Context, workshop, id feltbog.ID, f func(*feltbog.Disagreement)) error {
	return p.inWorkshop(ctx, workshop, "disagreement.edit", func(ws *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, ws, w, id, f)
		return err
	})
}

// RemoveDisagreement takes one away.
func (p *Project) RemoveDisagreement(ctx context.Context, workshop, id feltbog.ID) error {
	return p.inWorkshop(ctx, workshop, "disagreement.delete", func(_ *vault.Space, w *store.Writer) error { return w.Delete(id) })
}

// roleKept is where a guest's vault keeps the role they read in.
const roleKept = "workshop.role"

// Role is the perspective in which whoever sits here reads: what a guest chose, the researcher's in a project.
func (p *Project) Role(ctx context.Context) feltbog.Perspective {
	if !p.IsGuest() {
		return feltbog.Researcher
	}
	kept, err := p.Kept(ctx, roleKept)
	if err != nil {
		return ""
	}
	return feltbog.Perspective(kept)
}

// SetRole says in which role a guest reads.
func (p *Project) SetRole(ctx context.Context, role feltbog.Perspective) error {
	return p.Keep(ctx, roleKept, string(role))
}

package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// PlanChange is one line of the plan's change log ("ændringslog").
type PlanChange struct {
	feltbog.PlanChange
	What string // the text of the action it is about, from the trash too; "" when it concerns the whole plan
	Who  string // wrote it
}

// PlanChanges lists the change log, newest first: of one action, or of the whole plan when the id is zero.
func (p *Project) PlanChanges(ctx context.Context, of feltbog.ID) ([]PlanChange, error) {
	lines, err := list[*feltbog.PlanChange](ctx, p, feltbog.KindPlanChange)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	names := p.names(ctx)
	var out []PlanChange
	for _, l := range lines { // newest first already, by when they were written
		if of.IsZero() || l.Action == of {
			out = append(out, PlanChange{PlanChange: *l, What: p.planText(ctx, l.Action), Who: names(l.Member)})
		}
	}
	slices.SortStableFunc(out, func(a, b PlanChange) int {
		if c := b.Date.Compare(a.Date); c != 0 {
			return c
		}
		return 0
	})
	return out, nil
}

// planText is what a row or an action says, from the trash too.
func (p *Project) planText(ctx context.Context, id feltbog.ID) string {
	if id.IsZero() {
		return ""
	}
	rec, _, err := p.v.Team().Get(ctx, id)
	if err != nil {
		return ""
	}
	switch r := rec.(type) {
	case *feltbog.PlanAction:
		return r.Text
	case *feltbog.PlanRow:
		return r.Period
	}
	return ""
}

// logChange adds a line to the change log, in the action that w writes.
func (p *Project) logChange(ctx context.Context, w *store.Writer, of feltbog.ID, text, reason string) (feltbog.ID, error) {
	line := &feltbog.PlanChange{Base: feltbog.Base{ID: feltbog.NewID()}, Action: of, Date: feltbog.FuzzyDay(p.v.Now()),
		Text: text, Reason: reason, Member: p.v.Actor(ctx)}
	return line.ID, w.Put(line)
}

// AddPlanChange writes a line of the change log by hand; of is the action it is about, or zero.
func (p *Project) AddPlanChange(ctx context.Context, of feltbog.ID, text, reason string) error {
	return p.act(ctx, "plan_change.add", func(_ *vault.Space, w *store.Writer) error {
		_, err := p.logChange(ctx, w, of, text, reason)
		return err
	})
}

// GiveReason says why the plan was changed.
func (p *Project) GiveReason(ctx context.Context, line feltbog.ID, reason string) error {
	return p.act(ctx, "plan_change.reason", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, line, func(c *feltbog.PlanChange) { c.Reason = reason })
		return err
	})
}

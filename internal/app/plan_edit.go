package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// EditPeriod changes a row of the plan.
func (p *Project) EditPeriod(ctx context.Context, id feltbog.ID, f func(*feltbog.PlanRow)) error {
	return p.act(ctx, "plan_row.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// EditAction changes an action of the plan. When what was agreed is changed by it, a line of the change log is written
// in the same action: log words it, and the line's id is returned, so that the reason can be given with GiveReason.
// Without words no line is written.
func (p *Project) EditAction(ctx context.Context, id feltbog.ID, f func(*feltbog.PlanAction),
	log func(before, after feltbog.PlanAction) string) (line feltbog.ID, err error) {
	err = p.act(ctx, "plan_action.edit", func(s *vault.Space, w *store.Writer) error {
		var after feltbog.PlanAction
		before, err := edit(ctx, s, w, id, func(a *feltbog.PlanAction) {
			f(a)
			after = *a
		})
		if err != nil || log == nil || !breaksAgreement(before, after) {
			return err
		}
		line, err = p.logChange(ctx, w, id, log(before, after), "")
		return err
	})
	return line, err
}

// breaksAgreement reports whether an edit changes what was agreed: an action that is more than an idea gets another
// date than it had, or is moved, called off, or thought of anew. Going on as planned is no change of the plan.
func breaksAgreement(before, after feltbog.PlanAction) bool {
	if before.Status == "" || before.Status == feltbog.PlanIdea {
		return false
	}
	if len(before.Dates) > 0 && !slices.Equal(before.Dates, after.Dates) {
		return true
	}
	if before.Status == after.Status {
		return false
	}
	forward := after.Status == feltbog.PlanPlanned && before.Status == feltbog.PlanMoved ||
		after.Status == feltbog.PlanRunning && before.Status != feltbog.PlanDone && before.Status != feltbog.PlanCancelled ||
		after.Status == feltbog.PlanDone && before.Status != feltbog.PlanCancelled
	return !forward
}

// ShiftPeriod moves a row up (-1) or down (1). At the end of the plan nothing happens.
func (p *Project) ShiftPeriod(ctx context.Context, id feltbog.ID, by int) error {
	return p.act(ctx, "plan_row.move", func(_ *vault.Space, w *store.Writer) error {
		rows, _, err := p.planRecords(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(rows, func(r *feltbog.PlanRow) bool { return r.ID == id })
		if at < 0 || at+by < 0 || at+by >= len(rows) {
			return nil
		}
		moved := rows[at]
		rows = slices.Insert(slices.Delete(rows, at, at+1), at+by, moved)
		orders, err := arrange(rowOrders(rows), at+by)
		if err != nil {
			return err
		}
		return putRowOrders(w, rows, orders)
	})
}

// ShiftAction moves an action up (-1) or down (1), out of its period into the next one when it stands at the edge.
func (p *Project) ShiftAction(ctx context.Context, id feltbog.ID, by int) error {
	return p.act(ctx, "plan_action.move", func(_ *vault.Space, w *store.Writer) error {
		rows, actions, err := p.planRecords(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(actions, func(a *feltbog.PlanAction) bool { return a.ID == id })
		if at < 0 {
			return nil
		}
		a := actions[at]
		mates := slices.DeleteFunc(slices.Clone(actions), func(o *feltbog.PlanAction) bool { return o.Row != a.Row })
		in := slices.Index(mates, a)
		if to := in + by; to >= 0 && to < len(mates) {
			after := feltbog.ID{}
			if by > 0 {
				after = mates[to].ID
			} else if to > 0 {
				after = mates[to-1].ID
			}
			return putActionAfter(w, a, actions, after)
		}
		row := slices.IndexFunc(rows, func(r *feltbog.PlanRow) bool { return r.ID == a.Row }) + by
		if row < 0 || row >= len(rows) {
			return nil
		}
		a.Row = rows[row].ID
		after := feltbog.ID{} // first in the next period
		if by < 0 {
			after = a.ID // last in the one before
		}
		return putActionAfter(w, a, actions, after)
	})
}

// MoveAction puts an action last in another period.
func (p *Project) MoveAction(ctx context.Context, id, row feltbog.ID) error {
	return p.act(ctx, "plan_action.move", func(_ *vault.Space, w *store.Writer) error {
		_, actions, err := p.planRecords(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(actions, func(a *feltbog.PlanAction) bool { return a.ID == id })
		if at < 0 || actions[at].Row == row {
			return nil
		}
		actions[at].Row = row
		return putActionAfter(w, actions[at], actions, id)
	})
}

// DeletePeriod puts a row with its actions into the trash, and says in the change log what was agreed and is gone.
func (p *Project) DeletePeriod(ctx context.Context, id feltbog.ID, log func(feltbog.PlanAction) string) error {
	return p.act(ctx, "plan_row.delete", func(_ *vault.Space, w *store.Writer) error {
		_, actions, err := p.planRecords(ctx)
		if err != nil {
			return err
		}
		for _, a := range actions {
			if a.Row == id {
				if err := p.dropAction(ctx, w, a, log); err != nil {
					return err
				}
			}
		}
		return w.Delete(id)
	})
}

// DeleteAction puts an action into the trash; log words the line of the change log if it was agreed.
func (p *Project) DeleteAction(ctx context.Context, id feltbog.ID, log func(feltbog.PlanAction) string) error {
	return p.act(ctx, "plan_action.delete", func(s *vault.Space, w *store.Writer) error {
		rec, _, err := s.Get(ctx, id)
		if err != nil {
			return err
		}
		a, ok := rec.(*feltbog.PlanAction)
		if !ok {
			return otherKind(id, rec.Kind(), feltbog.KindPlanAction)
		}
		return p.dropAction(ctx, w, a, log)
	})
}

func (p *Project) dropAction(ctx context.Context, w *store.Writer, a *feltbog.PlanAction, log func(feltbog.PlanAction) string) error {
	switch a.Status {
	case feltbog.PlanPlanned, feltbog.PlanRunning, feltbog.PlanMoved:
		if log != nil {
			if _, err := p.logChange(ctx, w, a.ID, log(*a), ""); err != nil {
				return err
			}
		}
	}
	return w.Delete(a.ID)
}

package app

import (
	"context"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// PlanStart is one period of a plan that somebody begins with.
type PlanStart struct {
	Period  string   `json:"period"`
	Actions []string `json:"actions"`
}

// StartPlan adds periods and actions behind what the plan holds, as one action. All of them are ideas without dates.
func (p *Project) StartPlan(ctx context.Context, periods []PlanStart) error {
	return p.act(ctx, "plan.start", func(_ *vault.Space, w *store.Writer) error {
		rows, _, err := p.planRecords(ctx)
		if err != nil {
			return err
		}
		last := ""
		if len(rows) > 0 {
			last = rows[len(rows)-1].Order
		}
		for _, s := range periods {
			if last, err = change.Between(last, ""); err != nil {
				return err
			}
			row := &feltbog.PlanRow{Base: feltbog.Base{ID: feltbog.NewID()}, Period: s.Period, Order: last}
			if err := w.Put(row); err != nil {
				return err
			}
			order := ""
			for _, text := range s.Actions {
				if order, err = change.Between(order, ""); err != nil {
					return err
				}
				a := &feltbog.PlanAction{Row: row.ID, Text: text, Status: feltbog.PlanIdea, Order: order}
				if err := w.Put(a); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

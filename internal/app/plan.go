package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Plan is the process plan ("procesplan"): periods in order, and in each what is to be done.
type Plan struct {
	Periods []Period
	// Changes is how many lines the change log holds; Changed counts them for each action.
	Changes int
	Changed map[feltbog.ID]int
	// TwoVersions are the rows and actions that show one of two versions of a field.
	TwoVersions map[feltbog.ID]bool
	Methods     []feltbog.MethodCard
	Members     []feltbog.Member
	// Year is that of a date written without one; 0: it must be written.
	Year int
}

// Period is one row of the plan ("række") with its actions. Actions whose row is gone stand last, in a period without id.
type Period struct {
	feltbog.PlanRow
	Actions []feltbog.PlanAction
}

// Plan reads the whole process plan.
func (p *Project) Plan(ctx context.Context) (Plan, error) {
	plan := Plan{Changed: map[feltbog.ID]int{}, TwoVersions: map[feltbog.ID]bool{}, Year: p.runningYear(ctx)}
	rows, actions, err := p.planRecords(ctx)
	if err != nil {
		return Plan{}, cancelled(ctx, err)
	}
	for _, r := range rows {
		plan.Periods = append(plan.Periods, Period{PlanRow: *r})
	}
	loose := Period{}
	for _, a := range actions {
		i := slices.IndexFunc(plan.Periods, func(r Period) bool { return r.ID == a.Row })
		if i < 0 {
			loose.Actions = append(loose.Actions, *a)
			continue
		}
		plan.Periods[i].Actions = append(plan.Periods[i].Actions, *a)
	}
	if len(loose.Actions) > 0 {
		plan.Periods = append(plan.Periods, loose)
	}
	if err := p.planExtras(ctx, &plan); err != nil {
		return Plan{}, cancelled(ctx, err)
	}
	return plan, nil
}

// planExtras fills in what the plan points at and what is remarkable about it.
func (p *Project) planExtras(ctx context.Context, plan *Plan) error {
	changes, err := list[*feltbog.PlanChange](ctx, p, feltbog.KindPlanChange)
	if err != nil {
		return err
	}
	plan.Changes = len(changes)
	for _, c := range changes {
		plan.Changed[c.Action]++
	}
	if plan.Methods, err = p.Methods(ctx); err != nil {
		return err
	}
	if plan.Members, err = p.members(ctx); err != nil || p.v.Team() == nil {
		return err
	}
	contested, err := p.v.Team().Conflicts(ctx)
	for _, c := range contested {
		plan.TwoVersions[c.Record] = true
	}
	return err
}

// planRecords returns rows and actions, each in their order.
func (p *Project) planRecords(ctx context.Context) ([]*feltbog.PlanRow, []*feltbog.PlanAction, error) {
	rows, err := list[*feltbog.PlanRow](ctx, p, feltbog.KindPlanRow)
	if err != nil {
		return nil, nil, err
	}
	actions, err := list[*feltbog.PlanAction](ctx, p, feltbog.KindPlanAction)
	slices.SortFunc(rows, func(a, b *feltbog.PlanRow) int {
		return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order})
	})
	slices.SortFunc(actions, func(a, b *feltbog.PlanAction) int {
		return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order})
	})
	return rows, actions, err
}

// Methods lists the method cards in their order.
func (p *Project) Methods(ctx context.Context) ([]feltbog.MethodCard, error) {
	cards, err := list[*feltbog.MethodCard](ctx, p, feltbog.KindMethodCard)
	slices.SortFunc(cards, func(a, b *feltbog.MethodCard) int {
		return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order})
	})
	var out []feltbog.MethodCard
	for _, c := range cards {
		out = append(out, *c)
	}
	return out, cancelled(ctx, err)
}

// AddPeriod adds a row to the plan, after another one, or last when after is zero.
func (p *Project) AddPeriod(ctx context.Context, label string, after feltbog.ID) (feltbog.ID, error) {
	id := feltbog.NewID()
	err := p.act(ctx, "plan_row.add", func(_ *vault.Space, w *store.Writer) error {
		return p.putPeriod(ctx, w, id, label, after)
	})
	return id, err
}

func (p *Project) putPeriod(ctx context.Context, w *store.Writer, id feltbog.ID, label string, after feltbog.ID) error {
	rows, _, err := p.planRecords(ctx)
	if err != nil {
		return err
	}
	if after.IsZero() {
		after = id // not in the list: last
	}
	orders, err := placeAfter(rowOrders(rows), id, after)
	if err != nil {
		return err
	}
	if err := w.Put(&feltbog.PlanRow{Base: feltbog.Base{ID: id}, Period: label, Order: orders[id]}); err != nil {
		return err
	}
	return putRowOrders(w, rows, orders)
}

// NewAction is what is known of an action when it is added.
type NewAction struct {
	Row    feltbog.ID // the period it belongs to; zero: a new one with the label Period
	Period string
	After  feltbog.ID // the action it follows; zero: last in the period
	Action feltbog.PlanAction
}

// AddAction adds an action to the plan, with its period when that is new.
func (p *Project) AddAction(ctx context.Context, n NewAction) (feltbog.ID, error) {
	a := n.Action
	a.ID = feltbog.NewID()
	if a.Status == "" {
		a.Status = feltbog.PlanIdea
	}
	err := p.act(ctx, "plan_action.add", func(_ *vault.Space, w *store.Writer) error {
		if a.Row = n.Row; a.Row.IsZero() {
			a.Row = feltbog.NewID()
			if err := p.putPeriod(ctx, w, a.Row, n.Period, feltbog.ID{}); err != nil {
				return err
			}
		}
		_, actions, err := p.planRecords(ctx)
		if err != nil {
			return err
		}
		after := n.After
		if after.IsZero() {
			after = a.ID
		}
		return putActionAfter(w, &a, actions, after)
	})
	return a.ID, err
}

// putActionAfter writes an action at its place in the period that it names.
func putActionAfter(w *store.Writer, a *feltbog.PlanAction, all []*feltbog.PlanAction, after feltbog.ID) error {
	var mates []ordered
	for _, o := range all {
		if o.Row == a.Row {
			mates = append(mates, ordered{o.ID, o.Order})
		}
	}
	orders, err := placeAfter(mates, a.ID, after)
	if err != nil {
		return err
	}
	a.Order = orders[a.ID]
	if err := w.Put(a); err != nil {
		return err
	}
	for _, o := range all {
		if order, ok := orders[o.ID]; ok && o.ID != a.ID {
			o.Order = order
			if err := w.Put(o); err != nil {
				return err
			}
		}
	}
	return nil
}

func rowOrders(rows []*feltbog.PlanRow) []ordered {
	var all []ordered
	for _, r := range rows {
		all = append(all, ordered{r.ID, r.Order})
	}
	return all
}

func putRowOrders(w *store.Writer, rows []*feltbog.PlanRow, orders map[feltbog.ID]string) error {
	for _, r := range rows {
		if order, ok := orders[r.ID]; ok {
			r.Order = order
			if err := w.Put(r); err != nil {
				return err
			}
		}
	}
	return nil
}

package project

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// change returns what writes the open action; when that changes what was agreed, the reason is asked for.
func (e *editor) change(f func(*feltbog.PlanAction)) func(context.Context) error {
	id := e.id
	return func(ctx context.Context) error {
		line, err := e.s.uses.EditAction(ctx, id, f, wordChange)
		if err != nil {
			return err
		}
		if !line.IsZero() {
			e.s.host.Do(func() { e.reason.ask(id, line) })
		}
		trace.Event("saved", "kind", string(feltbog.KindPlanAction), "id", id.String())
		return nil
	}
}

// save is change for what is chosen and not written.
func (e *editor) save(f func(*feltbog.PlanAction)) {
	if !e.id.IsZero() {
		e.s.act(e.change(f))
	}
}

func (e *editor) setMembers() {
	e.members.Objects = nil
	for _, m := range e.plan.Members {
		tag := widgets.NewQuickTag(m.Name, "", func() {
			e.save(func(a *feltbog.PlanAction) { a.Responsible = toggled(a.Responsible, m.ID) })
		})
		tag.SetState(stateOf(slices.Contains(e.now.Responsible, m.ID)))
		e.members.Add(tag)
	}
	e.members.Refresh()
}

// toggled returns a set with a member added, or without it.
func toggled[T comparable](set []T, v T) []T {
	if slices.Contains(set, v) {
		return slices.DeleteFunc(slices.Clone(set), func(x T) bool { return x == v })
	}
	return append(slices.Clone(set), v)
}

func (e *editor) toggle(v feltbog.Perspective) {
	e.save(func(a *feltbog.PlanAction) { a.Perspectives = toggled(a.Perspectives, v) })
}

func (e *editor) moveTo(row string) {
	id := e.id
	to, err := feltbog.ParseID(row)
	if err == nil && !id.IsZero() {
		e.s.act(func(ctx context.Context) error { return e.s.uses.MoveAction(ctx, id, to) })
	}
}

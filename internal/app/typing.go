package app

import (
	"context"
	"errors"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// typed is what is being typed: one action that grows until somebody moves on.
type typed struct {
	record, action feltbog.ID
	since          time.Time
}

// longestDraft is how long one action grows, so that undo takes back minutes of typing and not an hour.
const longestDraft = 2 * time.Minute

// Type keeps what is being typed in a record, durably, without ending the action: called at each pause, it is one step
// for undo when Settle ends it. Somebody else's look at the record shows it already.
func (p *Project) Type(ctx context.Context, e Edit) error {
	schema, err := ownRules(e.Kind)
	if err != nil {
		return err
	}
	s, err := p.homeOf(ctx, e.Kind, e.ID)
	if err != nil {
		return cancelled(ctx, err)
	}
	p.mu.Lock()
	if p.typed.record != e.ID || p.v.Now().Sub(p.typed.since) > longestDraft {
		p.typed = typed{record: e.ID, action: feltbog.NewID(), since: p.v.Now()}
	}
	a := store.Action{Name: string(e.Kind) + ".edit", ID: p.typed.action, Actor: p.v.Actor(ctx)}
	p.mu.Unlock()
	year := p.runningYear(ctx)
	return cancelled(ctx, s.SaveDraft(ctx, a, func(w *store.Writer) error {
		rec, trashed, err := current(ctx, s, schema, e.ID)
		if err != nil {
			return err
		}
		if trashed {
			return feltbog.Errorf(feltbog.EInvalid, "record.intrash", "the record %s is in the trash; take it back first", e.ID).With("id", e.ID.String())
		}
		if err := e.apply(rec, schema, year); err != nil {
			return err
		}
		return w.Put(rec)
	}))
}

// Settle ends the action that Type began, if there is one.
func (p *Project) Settle(ctx context.Context) error {
	p.mu.Lock()
	p.typed = typed{}
	p.mu.Unlock()
	var all []error
	for _, s := range p.v.Spaces() {
		_, _, err := s.Seal(ctx)
		all = append(all, err)
	}
	return cancelled(ctx, errors.Join(all...))
}

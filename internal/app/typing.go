package app

import (
	"context"
	"errors"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
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
	year := p.runningYear(ctx)
	return p.typing(ctx, e.Kind, e.ID, func(_ *vault.Space, w *store.Writer, rec feltbog.Record) error {
		if err := e.apply(rec, schema, year); err != nil {
			return err
		}
		return w.Put(rec)
	})
}

// typing adds to the action that is being typed in a record, or begins one.
func (p *Project) typing(ctx context.Context, kind feltbog.Kind, id feltbog.ID, f func(*vault.Space, *store.Writer, feltbog.Record) error) error {
	schema, err := schemaOf(kind)
	if err != nil {
		return err
	}
	s, err := p.homeOf(ctx, kind, id)
	if err != nil {
		return cancelled(ctx, err)
	}
	p.mu.Lock()
	if p.typed.record != id || p.v.Now().Sub(p.typed.since) > longestDraft {
		p.typed = typed{record: id, action: feltbog.NewID(), since: p.v.Now()}
	}
	a := store.Action{Name: string(kind) + ".edit", ID: p.typed.action, Actor: p.v.Actor(ctx)}
	p.mu.Unlock()
	return cancelled(ctx, s.SaveDraft(ctx, a, func(w *store.Writer) error {
		rec, trashed, err := current(ctx, s, schema, id)
		if err != nil {
			return err
		}
		if trashed {
			return feltbog.Errorf(feltbog.EInvalid, "record.intrash", "the record %s is in the trash; take it back first", id).With("id", id.String())
		}
		return f(s, w, rec)
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

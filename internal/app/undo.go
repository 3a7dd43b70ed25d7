package app

import (
	"context"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
)

// Step is what undo or redo did.
type Step struct {
	Action string `json:"action"` // the name of what was taken back or put again, as "note_block.edit"
	Kept   int    `json:"kept"`   // fields left alone because somebody wrote over them since
	// The record that the action was about, as it stands now.
	Kind  feltbog.Kind `json:"kind,omitempty"`
	ID    feltbog.ID   `json:"id,omitzero"`
	Title string       `json:"title,omitempty"`
}

// Undo takes the own last action back.
func (p *Project) Undo(ctx context.Context) (Step, error) {
	t, ok, err := p.v.Undo(ctx)
	if err == nil && !ok {
		err = feltbog.Errorf(feltbog.ENotFound, "undo.nothing", "there is nothing to undo")
	}
	return p.told(ctx, t), cancelled(ctx, err)
}

// Redo puts the last undone action again.
func (p *Project) Redo(ctx context.Context) (Step, error) {
	t, ok, err := p.v.Redo(ctx)
	if err == nil && !ok {
		err = feltbog.Errorf(feltbog.ENotFound, "redo.nothing", "there is nothing to redo")
	}
	return p.told(ctx, t), cancelled(ctx, err)
}

// UndoTo takes the own last actions back, the last one first, down to and with the one that is named. Each can be put
// again with Redo.
func (p *Project) UndoTo(ctx context.Context, action feltbog.ID) ([]Step, error) {
	taken, err := p.v.UndoTo(ctx, action)
	if err == nil && len(taken) == 0 {
		err = feltbog.Errorf(feltbog.ENotFound, "undo.nothing", "there is nothing to undo")
	}
	steps := make([]Step, len(taken))
	for i, t := range taken {
		steps[i] = p.told(ctx, t)
	}
	return steps, cancelled(ctx, err)
}

// told names the record that a step was about. A name that cannot be read is no reason to say that undo failed.
func (p *Project) told(ctx context.Context, t vault.Taken) Step {
	s := Step{Action: t.Name, Kept: t.Kept}
	if r, ok := subject(t.Name, t.Records); ok {
		s.Kind, s.ID = r.Kind, r.ID
		if h, err := p.Heading(ctx, r.Kind, r.ID); err == nil {
			s.Title = h.Title
		}
	}
	return s
}

// subject returns the record that an action is about: the first of the kind that its name tells, otherwise the first.
func subject(action string, records []vault.Touched) (vault.Touched, bool) {
	kind, _, _ := strings.Cut(action, ".")
	for _, r := range records {
		if string(r.Kind) == kind {
			return r, true
		}
	}
	if len(records) > 0 {
		return records[0], true
	}
	return vault.Touched{}, false
}

// Undoable names the actions that Undo and Redo would do next, "" when there is none.
func (p *Project) Undoable(ctx context.Context) (undo, redo string, err error) {
	done, err := p.v.History(ctx)
	for _, d := range done {
		if d.Undo {
			undo = d.Name
		}
		if d.Redo {
			redo = d.Name
		}
	}
	return undo, redo, cancelled(ctx, err)
}

package app

import (
	"context"

	"feltbog/internal/feltbog"
)

// Step is what undo or redo did.
type Step struct {
	Action string `json:"action"` // the name of what was taken back or put again, as "note_block.edit"
	Kept   int    `json:"kept"`   // fields left alone because somebody wrote over them since
}

// Undo takes the own last action back.
func (p *Project) Undo(ctx context.Context) (Step, error) {
	t, ok, err := p.v.Undo(ctx)
	if err == nil && !ok {
		err = feltbog.Errorf(feltbog.ENotFound, "undo.nothing", "there is nothing to undo")
	}
	return Step{Action: t.Name, Kept: t.Kept}, cancelled(ctx, err)
}

// Redo puts the last undone action again.
func (p *Project) Redo(ctx context.Context) (Step, error) {
	t, ok, err := p.v.Redo(ctx)
	if err == nil && !ok {
		err = feltbog.Errorf(feltbog.ENotFound, "redo.nothing", "there is nothing to redo")
	}
	return Step{Action: t.Name, Kept: t.Kept}, cancelled(ctx, err)
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

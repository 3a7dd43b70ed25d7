package app

import (
	"context"
	"strings"
	"time"

	"feltbog/internal/change"
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

// Undo takes the own last action back. An import of pictures is written in parts and taken back whole.
func (p *Project) Undo(ctx context.Context) (s Step, err error) {
	defer p.followed(ctx, &err)
	history, err := p.v.History(ctx)
	if err != nil {
		return Step{}, cancelled(ctx, err)
	}
	if first, ok := importBefore(history); ok {
		all, err := p.v.UndoTo(ctx, first)
		if len(all) == 0 && err == nil {
			err = nothingToUndo()
		}
		return p.told(ctx, together(all)), cancelled(ctx, err)
	}
	t, ok, err := p.v.Undo(ctx)
	if err == nil && !ok {
		err = nothingToUndo()
	}
	return p.told(ctx, t), cancelled(ctx, err)
}

// followed has the covered copies of pictures, and the team's copy of what was said in workshops, follow what was taken
// back. That one cannot be made is no reason to say
// that undo failed: the gate holds the picture back until there is one.
func (p *Project) followed(ctx context.Context, err *error) {
	if *err == nil {
		_, _ = p.FollowRedactions(context.WithoutCancel(ctx))
		_ = p.followWorkshops(context.WithoutCancel(ctx))
	}
}

func nothingToUndo() error {
	return feltbog.Errorf(feltbog.ENotFound, "undo.nothing", "there is nothing to undo")
}

// Redo puts the last undone action again; an import of pictures whole.
func (p *Project) Redo(ctx context.Context) (s Step, err error) {
	defer p.followed(ctx, &err)
	history, err := p.v.History(ctx)
	if err != nil {
		return Step{}, cancelled(ctx, err)
	}
	parts := max(1, importParts(history))
	var all []vault.Taken
	for range parts {
		t, ok, err := p.v.Redo(ctx)
		if err != nil {
			return p.told(ctx, together(all)), cancelled(ctx, err)
		}
		if !ok {
			break
		}
		all = append(all, t)
	}
	if len(all) == 0 {
		return Step{}, feltbog.Errorf(feltbog.ENotFound, "redo.nothing", "there is nothing to redo")
	}
	return p.told(ctx, together(all)), nil
}

// importPause is how far importPause in time two parts of one import are at most.
const importPause = time.Minute

// importBefore finds, when the last action that can be undone is part of an import of pictures, the first part of it.
func importBefore(history []vault.Done) (first feltbog.ID, ok bool) {
	var last *vault.Done
	for n := len(history) - 1; n >= 0; n-- {
		d := &history[n]
		if !d.Undo {
			if last != nil && !change.Finishing(d.Name) {
				break
			}
			continue
		}
		if d.Name != photoImport || last != nil && last.Clock.Time().Sub(d.Clock.Time()) > importPause {
			break
		}
		first, ok, last = d.Action, true, d
	}
	return first, ok
}

// importParts counts the parts of an import that can be put again next.
func importParts(history []vault.Done) int {
	n := 0
	var last *vault.Done
	for i := range history { // what was undone last, and is put again first, was done first
		d := &history[i]
		if !d.Redo {
			continue
		}
		if last != nil && (d.Name != photoImport || d.Clock.Time().Sub(last.Clock.Time()) > importPause) {
			break
		}
		if last == nil && d.Name != photoImport {
			return 0
		}
		last = d
		n++
	}
	return n
}

// together is one step of several.
func together(all []vault.Taken) vault.Taken {
	var t vault.Taken
	for _, x := range all {
		t.Name, t.Kept, t.Records = x.Name, t.Kept+x.Kept, append(t.Records, x.Records...)
	}
	return t
}

// UndoTo takes the own last actions back, the last one first, down to and with the one that is named. Each can be put
// again with Redo.
func (p *Project) UndoTo(ctx context.Context, action feltbog.ID) (steps []Step, err error) {
	defer p.followed(ctx, &err)
	taken, err := p.v.UndoTo(ctx, action)
	if err == nil && len(taken) == 0 {
		err = nothingToUndo()
	}
	steps = make([]Step, len(taken))
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

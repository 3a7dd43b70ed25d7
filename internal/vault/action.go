package vault

import (
	"context"
	"errors"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// Work is what an action does in each space it reaches.
type Work map[*Space]func(*store.Writer) error

// Do carries out one action in one or several spaces, register first, under one action id. The parts are planned before
// any is written; the first space notes the others, so that a crash in between is made good at the next open.
func (v *Vault) Do(ctx context.Context, a store.Action, work Work) (feltbog.ID, error) {
	if a.ID.IsZero() {
		a.ID = feltbog.NewID()
	}
	if a.Actor.IsZero() {
		a.Actor = v.Actor(ctx)
	}
	if len(work) == 1 {
		for s, f := range work {
			id, err := s.Write(ctx, s.as(a), f)
			if err == nil && id.Seq == 0 {
				return feltbog.ID{}, nil
			}
			return a.ID, err
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	var parts []store.Part
	for _, s := range v.spaces {
		f := work[s]
		if f == nil {
			continue
		}
		d, err := s.Plan(ctx, s.as(a), f)
		if err != nil {
			return feltbog.ID{}, err
		}
		if !d.Empty() {
			parts = append(parts, store.Part{Space: s.Space(), Draft: d})
		}
	}
	return a.ID, v.commit(ctx, parts)
}

// as is an action as it stands in a space: in a workshop there are roles, and nobody's name or number stands at what they do.
func (s *Space) as(a store.Action) store.Action {
	if s.Kind() == feltbog.WorkshopSpace {
		a.Actor = feltbog.ID{}
	}
	return a
}

// commit writes the parts of an action: the first with a note of the others, then each of the others. v.mu is held.
func (v *Vault) commit(ctx context.Context, parts []store.Part) error {
	if len(parts) == 0 {
		return nil
	}
	later := map[feltbog.ID]*change.Draft{}
	for _, p := range parts[1:] {
		later[p.Space] = p.Draft
	}
	first := v.space(parts[0].Space)
	if _, err := first.Commit(ctx, parts[0].Draft, later); err != nil {
		return err
	}
	for _, p := range parts[1:] {
		if err := v.settle(ctx, first, p, false); err != nil {
			return err
		}
	}
	return nil
}

// settle writes one noted part unless it is written already, and strikes the note off.
func (v *Vault) settle(ctx context.Context, first *Space, p store.Part, done bool) error {
	s := v.space(p.Space)
	if !done {
		if _, err := s.Commit(ctx, p.Draft, nil); err != nil {
			return err
		}
	}
	return first.Settled(ctx, p)
}

func (v *Vault) space(id feltbog.ID) *Space {
	for _, s := range v.spaces {
		if s.Space() == id {
			return s
		}
	}
	return nil
}

// complete finishes actions that a crash cut off between two spaces.
func (v *Vault) complete(ctx context.Context) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, s := range v.spaces {
		parts, err := s.Later(ctx)
		if err != nil {
			return err
		}
		for _, p := range parts {
			in := v.space(p.Space)
			if in == nil {
				continue // a locked space: the note stays until it is opened
			}
			done, err := in.HasAction(ctx, p.Draft.ActionID)
			if err == nil {
				err = v.settle(ctx, s, p, done)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// Actor returns the member whose machine this is.
func (v *Vault) Actor(ctx context.Context) feltbog.ID {
	var id feltbog.ID
	if s := v.home(); s != nil {
		if b, err := s.Local(ctx, "member"); err == nil {
			copy(id[:], b)
		}
	}
	return id
}

// historyLimit is how many own actions per space undo looks back.
const historyLimit = 300

// Done is one action in the own history.
type Done struct {
	Action feltbog.ID
	Name   string
	Clock  change.Clock
	Undoes feltbog.ID
	Undo   bool // it can be taken back now
	Redo   bool // it took something back that can be put again now
	sets   map[feltbog.ID]change.SetID
}

// History returns the own last actions over all open spaces, oldest first.
func (v *Vault) History(ctx context.Context) ([]Done, error) {
	byAction := map[feltbog.ID]*Done{}
	able := map[feltbog.ID]bool{}
	var all []*Done
	for _, s := range v.Spaces() {
		own, err := s.Own(ctx, historyLimit)
		if err != nil {
			return nil, err
		}
		for _, o := range own {
			d := byAction[o.Action]
			if d == nil {
				d = &Done{Action: o.Action, Name: o.Name, Clock: o.Clock, Undoes: o.Undoes, sets: map[feltbog.ID]change.SetID{}}
				byAction[o.Action], able[o.Action] = d, true
				all = append(all, d)
			}
			d.sets[s.Space()] = o.Set
			able[o.Action] = able[o.Action] && o.Undoable
		}
	}
	slices.SortStableFunc(all, func(a, b *Done) int {
		if a.Clock < b.Clock {
			return -1
		}
		return 1
	})
	steps := make([]change.Step, len(all))
	for i, d := range all {
		steps[i] = change.Step{Action: d.Action, Undoes: d.Undoes, Undoable: able[d.Action]}
	}
	undo, redo := change.Stacks(steps)
	out := make([]Done, len(all))
	for i, d := range all {
		d.Undo = len(undo) > 0 && slices.Contains(undo, d.Action)
		d.Redo = slices.Contains(redo, d.Action)
		out[i] = *d
	}
	return out, nil
}

// Taken tells what undo or redo did.
type Taken struct {
	Name    string // of the action that was taken back or put again
	Kept    int    // fields left alone because somebody wrote over them since
	Records []Touched
}

// Touched is a record that an action wrote in.
type Touched struct {
	ID   feltbog.ID
	Kind feltbog.Kind
}

// Undo takes the own last action back; Redo puts the last undone one again. Both report false when there is nothing.
func (v *Vault) Undo(ctx context.Context) (Taken, bool, error) {
	return top(v.step(ctx, Done.canUndo, true, feltbog.ID{}))
}

// Redo puts the last undone action again.
func (v *Vault) Redo(ctx context.Context) (Taken, bool, error) {
	return top(v.step(ctx, Done.canRedo, true, feltbog.ID{}))
}

// UndoTo takes the own last actions back, the last one first, down to and with one of them. What was taken back before
// an error stays so.
func (v *Vault) UndoTo(ctx context.Context, action feltbog.ID) ([]Taken, error) {
	return v.step(ctx, Done.canUndo, false, action)
}

// top is the one step that was taken, if any.
func top(all []Taken, err error) (Taken, bool, error) {
	if len(all) == 0 {
		return Taken{}, false, err
	}
	return all[0], err == nil, err
}

func (d Done) canUndo() bool { return d.Undo }
func (d Done) canRedo() bool { return d.Redo }

// step takes back the actions of the own history that can be, the last one first: one, or all down to and with the
// action to. It takes back nothing when to is none of them.
func (v *Vault) step(ctx context.Context, can func(Done) bool, one bool, to feltbog.ID) ([]Taken, error) {
	for _, s := range v.Spaces() {
		if _, _, err := s.Seal(ctx); err != nil {
			return nil, err
		}
	}
	history, err := v.History(ctx)
	if err != nil || !one && !slices.ContainsFunc(history, func(d Done) bool { return d.Action == to && can(d) }) {
		return nil, err
	}
	// The own history is one line in time, so the last action that can be taken back is the top of the stack. One that
	// was changed by others since is passed over, or undo would stand still there for ever.
	var all []Taken
	var overtaken error
	for _, d := range slices.Backward(history) {
		if !can(d) {
			continue
		}
		taken, err := v.takeBack(ctx, d)
		if isOvertaken(err) {
			overtaken = err
		} else if err != nil {
			return all, err
		} else {
			all = append(all, taken)
		}
		if one && len(all) > 0 || d.Action == to {
			break
		}
	}
	if len(all) == 0 {
		return nil, overtaken
	}
	return all, nil
}

func isOvertaken(err error) bool {
	var e *feltbog.Error
	return errors.As(err, &e) && e.Key == "undo.overtaken"
}

// takeBack writes the inverse of an action in every space it reached, under one new action id.
func (v *Vault) takeBack(ctx context.Context, d Done) (Taken, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	t := Taken{Name: d.Name}
	a := store.Action{Name: d.Name, ID: feltbog.NewID(), Actor: v.Actor(ctx)}
	var parts []store.Part
	for _, s := range v.spaces {
		set, ok := d.sets[s.Space()]
		if !ok {
			continue
		}
		draft, kept, err := s.PlanInverse(ctx, set, a)
		if err != nil {
			return t, err
		}
		t.Kept += kept
		if !draft.Empty() {
			for _, c := range draft.Changes {
				t.Records = append(t.Records, Touched{c.Record, c.Kind})
			}
			parts = append(parts, store.Part{Space: s.Space(), Draft: draft})
		}
	}
	if len(parts) == 0 {
		return t, feltbog.Errorf(feltbog.EInvalid, "undo.overtaken",
			"%q can no longer be undone: everything in it was changed since", d.Name).With("action", d.Name)
	}
	return t, v.commit(ctx, parts)
}

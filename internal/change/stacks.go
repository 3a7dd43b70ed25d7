package change

import (
	"slices"

	"feltbog/internal/feltbog"
)

// Step is one action in the history of undo: the action's id, what it takes back (zero: nothing), and whether it may
// be taken back itself.
type Step struct {
	Action   feltbog.ID
	Undoes   feltbog.ID
	Undoable bool
}

// Stacks reads the own history from its beginning and returns the actions that undo would take back (the last one
// first) and those that redo would put again (the last one first). It is derived from the log, so it survives restarts.
func Stacks(history []Step) (undo, redo []feltbog.ID) {
	for _, s := range history {
		if s.Undoes.IsZero() {
			if s.Undoable {
				undo, redo = append(undo, s.Action), nil
			}
			continue
		}
		if n := slices.Index(undo, s.Undoes); n >= 0 {
			undo = slices.Delete(undo, n, n+1)
			redo = append(redo, s.Action)
		} else if n := slices.Index(redo, s.Undoes); n >= 0 {
			redo = slices.Delete(redo, n, n+1)
			undo = append(undo, s.Action)
		}
	}
	slices.Reverse(undo)
	slices.Reverse(redo)
	return undo, redo
}

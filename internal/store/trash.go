package store

import (
	"cmp"
	"context"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Binned is a record in the trash.
type Binned struct {
	ID    feltbog.ID
	Kind  feltbog.Kind
	Clock change.Clock // when it was deleted
	Set   change.SetID // the set that deleted it
}

// Trash returns the deleted records, the last deleted first.
func (s *Store) Trash(ctx context.Context) ([]Binned, error) {
	rows, err := s.ro.QueryContext(ctx, "SELECT id,kind,state FROM record WHERE status=?", int(change.Trashed))
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var all []Binned
	for rows.Next() {
		var id, blob []byte
		var kind int64
		if err := rows.Scan(&id, &kind, &blob); err != nil {
			return nil, s.err(err)
		}
		state, err := decodeState(blob, s.dict)
		if err != nil {
			return nil, err
		}
		name, _ := s.dict.nameOf(kind)
		b := Binned{ID: feltbog.ID(id), Kind: feltbog.Kind(name)}
		if head, ok := state.Fields[change.Deleted].Shown(); ok {
			b.Clock, b.Set = head.Clock, head.ID.Set()
		}
		all = append(all, b)
	}
	if err := rows.Err(); err != nil {
		return nil, s.err(err)
	}
	slices.SortStableFunc(all, func(a, b Binned) int {
		if c := cmp.Compare(b.Clock, a.Clock); c != 0 {
			return c
		}
		return slices.Compare(a.ID[:], b.ID[:])
	})
	return all, nil
}

// SetOf returns a set of the log, nil when it is not here.
func (s *Store) SetOf(ctx context.Context, id change.SetID) (*change.Set, error) {
	return s.set(ctx, id)
}

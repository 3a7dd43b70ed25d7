package store

import (
	"context"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Done is one own action in the space, as undo sees it.
type Done struct {
	Set      change.SetID
	Action   feltbog.ID
	Name     string
	Clock    change.Clock
	Undoes   feltbog.ID // the action that this one took back; zero: none
	Undoable bool
}

// Own returns the last n own actions of the space, oldest first.
func (s *Store) Own(ctx context.Context, n int) ([]Done, error) {
	dev, ok := s.dict.device(s.Device())
	if !ok {
		return nil, nil
	}
	from := max(dev.seq-int64(n)+1, 1)
	rows, err := s.ro.QueryContext(ctx, "SELECT body FROM log WHERE id>=? AND id<=? ORDER BY id", logID(dev.n, from), logID(dev.n, dev.seq))
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var out []Done
	actions := map[change.SetID]feltbog.ID{}
	for rows.Next() {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return nil, s.err(err)
		}
		set, err := change.DecodeTrusted(body)
		if err != nil {
			return nil, err
		}
		d := Done{Set: set.ID(), Action: set.ActionID, Name: set.Action, Clock: set.Clock, Undoable: change.Undoable(set)}
		actions[d.Set] = d.Action
		if set.Undoes != nil {
			if d.Undoes = actions[*set.Undoes]; d.Undoes.IsZero() {
				d.Undoes = feltbog.ID{1} // older than the window: it is neither undone nor redone here
			}
		}
		out = append(out, d)
	}
	return out, s.err(rows.Err())
}

// TakeBack writes the inverse of an own set under a new action: undo, and redo when the set itself took something back.
// kept counts the fields that were left alone because somebody wrote over them since. The zero SetID means that nothing
// was left to take back.
func (s *Store) TakeBack(ctx context.Context, id change.SetID, a Action) (done change.SetID, kept int, err error) {
	d, kept, err := s.PlanInverse(ctx, id, a)
	if err != nil {
		return change.SetID{}, 0, err
	}
	done, err = s.Commit(ctx, d, nil)
	return done, kept, err
}

func (w *Writer) takeBack(id change.SetID) (kept int, err error) {
	set, err := w.x.loadSet(w.x.logRow(id))
	if err != nil {
		return 0, err
	}
	if set == nil {
		return 0, feltbog.Errorf(feltbog.ENotFound, "set.unknown", "there is no action %s here", id)
	}
	d, kept, err := change.Inverse(set, w, w.clock)
	if err != nil {
		return 0, err
	}
	w.d.Undoes = d.Undoes
	w.d.Changes = append(w.d.Changes, d.Changes...)
	return kept, nil
}

// State implements change.Source.
func (w *Writer) State(id feltbog.ID) (*change.State, error) {
	var n int64
	found, err := w.x.row("SELECT rid FROM record WHERE id=?", []any{id[:]}, &n)
	if err != nil || !found {
		return nil, err
	}
	r, err := w.record(id, "")
	if err != nil {
		return nil, err
	}
	return r.state, nil
}

// Value implements change.Source.
func (w *Writer) Value(id change.ID, field string) ([]byte, bool, error) {
	if !w.x.applied(id) {
		return nil, false, nil
	}
	return w.x.valueAt(id, field)
}

// Set implements change.Source.
func (w *Writer) Set(id change.SetID) (*change.Set, error) {
	row := w.x.logRow(id)
	if row == 0 {
		return nil, nil
	}
	return w.x.loadSet(row)
}

// Elem implements change.Source.
func (w *Writer) Elem(id change.ElemID, field string) ([]byte, bool, error) {
	if !w.x.applied(id.ID) {
		return nil, false, nil
	}
	set, err := w.x.loadSet(w.x.logRow(id.ID.Set()))
	if err != nil || set == nil {
		return nil, false, err
	}
	data, ok := set.ElemOf(id, field)
	return data, ok, nil
}

// Earlier names the values that the log holds of a field and that are not erased, in no order. What the action itself
// gives the field is not among them.
func (w *Writer) Earlier(id feltbog.ID, field string) ([]change.ValueRef, error) {
	r, err := w.existing(id)
	if err != nil {
		return nil, err
	}
	logs := map[int64]bool{}
	if err := w.x.gather(logs, "SELECT log FROM touch WHERE rid=?", r.rid); err != nil {
		return nil, err
	}
	var out []change.ValueRef
	for row := range logs {
		set, err := w.x.loadSet(row)
		if err != nil || set == nil {
			return nil, err
		}
		for n := range set.Changes {
			if c := &set.Changes[n]; c.Record == id {
				for i := range c.Edits {
					if e := &c.Edits[i]; e.Field == field && e.Value != nil && !e.Value.Erased() {
						out = append(out, change.ValueRef{ID: set.ChangeID(n), Field: field})
					}
				}
			}
		}
	}
	return out, nil
}

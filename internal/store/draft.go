package store

import (
	"context"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// SaveDraft keeps what is being typed. It is durable when SaveDraft returns, and seen by every reader and by search,
// but has no number yet. Saving again under the same action id adds to the same draft; another action seals the old
// draft first.
func (s *Store) SaveDraft(ctx context.Context, a Action, f func(*Writer) error) error {
	return s.write(ctx, func(x *txn) error {
		old, err := x.openDraft()
		if err != nil {
			return err
		}
		if old != nil && old.ActionID != a.ID {
			if err := x.sealDraft(); err != nil {
				return err
			}
			if err := x.flush(); err != nil {
				return err
			}
			old = nil
		}
		var before *change.Draft
		if old != nil {
			before, _ = x.openDraft() // a second copy: f changes the first
		}
		w := x.writer(a, old)
		if err := f(w); err != nil {
			return err
		}
		if before != nil {
			if err := x.stale(before); err != nil {
				return err
			}
		}
		w.d.Tidy()
		if err := x.about(w.d); err != nil {
			return err
		}
		body, err := change.EncodeDraft(w.d)
		if err != nil {
			return err
		}
		x.draft = w.d
		return x.run("INSERT INTO draft(id,body,saved) VALUES(1,?,?) ON CONFLICT(id) DO UPDATE SET body=excluded.body,saved=excluded.saved",
			body, x.opt.Now().UnixMilli())
	})
}

// Seal turns the open draft into a numbered set: when the user moves on, after two minutes, before anything is shared
// or taken in, and at the next open. It reports the set's id, and false when there was no draft.
func (s *Store) Seal(ctx context.Context) (change.SetID, bool, error) {
	var id change.SetID
	had := false
	var n int
	s.mu.Lock()
	err := s.w.QueryRowContext(ctx, "SELECT count(*) FROM draft").Scan(&n)
	s.mu.Unlock()
	if err != nil || n == 0 {
		return id, false, s.err(err)
	}
	err = s.write(ctx, func(x *txn) error {
		before := x.chain.Seq
		if err := x.sealDraft(); err != nil {
			return err
		}
		if had = x.chain.Seq > before; had {
			id = change.SetID{Device: x.chain.Device, Seq: x.chain.Seq}
		}
		return nil
	})
	return id, had, err
}

// Discard throws the open draft away: what stood before it is shown again.
func (s *Store) Discard(ctx context.Context) error {
	return s.write(ctx, func(x *txn) error {
		d, err := x.openDraft()
		if err != nil || d == nil {
			return err
		}
		if err := x.stale(d); err != nil {
			return err
		}
		return x.run("DELETE FROM draft")
	})
}

// openDraft reads the open draft, nil when there is none.
func (x *txn) openDraft() (*change.Draft, error) {
	var body []byte
	found, err := x.row("SELECT body FROM draft WHERE id=1", nil, &body)
	if err != nil || !found {
		return nil, err
	}
	return change.DecodeDraft(body)
}

// sealDraft seals the open draft if there is one.
func (x *txn) sealDraft() error {
	d, err := x.openDraft()
	if err != nil || d == nil {
		return err
	}
	if err := x.stale(d); err != nil {
		return err
	}
	if err := x.run("DELETE FROM draft"); err != nil {
		return err
	}
	if d.Tidy(); d.Empty() {
		return nil
	}
	_, err = x.seal(d)
	return err
}

// stale loads the records of a draft and forgets which heads their rows show in the draft's fields, so that the rows
// are projected from the log again.
func (x *txn) stale(d *change.Draft) error {
	for i := range d.Changes {
		c := &d.Changes[i]
		if c.Erase != nil {
			continue
		}
		r, err := x.load(c.Record, c.Kind, c.Clock)
		if err != nil {
			return err
		}
		for k := range c.Edits {
			delete(r.shown, c.Edits[k].Field)
			if c.Edits[k].Value == nil {
				r.sets[c.Edits[k].Field] = true
			}
		}
	}
	return nil
}

// Draft returns the open draft's action and the records it edits, and false when there is none: where the cursor goes
// after a crash.
func (s *Store) Draft(ctx context.Context) (Action, []feltbog.ID, bool, error) {
	var body []byte
	rows, err := s.ro.QueryContext(ctx, "SELECT body FROM draft WHERE id=1")
	if err != nil {
		return Action{}, nil, false, s.err(err)
	}
	defer rows.Close()
	if !rows.Next() {
		return Action{}, nil, false, s.err(rows.Err())
	}
	if err := rows.Scan(&body); err != nil {
		return Action{}, nil, false, s.err(err)
	}
	d, err := change.DecodeDraft(body)
	if err != nil {
		return Action{}, nil, false, err
	}
	var ids []feltbog.ID
	for i := range d.Changes {
		ids = append(ids, d.Changes[i].Record)
	}
	return Action{Name: d.Action, ID: d.ActionID, Actor: d.Actor, Reason: d.Reason}, ids, true, nil
}

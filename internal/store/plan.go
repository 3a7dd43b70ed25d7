package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// errPlanned ends the transaction of Plan without a trace.
var errPlanned = errors.New("store: planned")

// Plan collects the edits of an action without writing them. The draft is written by Commit, here or after a crash.
func (s *Store) Plan(ctx context.Context, a Action, f func(*Writer) error) (*change.Draft, error) {
	var d *change.Draft
	err := s.write(ctx, func(x *txn) error {
		if err := x.sealDraft(); err != nil {
			return err
		}
		w := x.writer(a, nil)
		if err := f(w); err != nil {
			return err
		}
		d = w.d
		return errPlanned
	})
	if errors.Is(err, errPlanned) {
		return d, nil
	}
	return nil, err
}

// PlanInverse plans the taking back of an own set; see TakeBack.
func (s *Store) PlanInverse(ctx context.Context, id change.SetID, a Action) (d *change.Draft, kept int, err error) {
	d, err = s.Plan(ctx, a, func(w *Writer) error {
		kept, err = w.takeBack(id)
		return err
	})
	return d, kept, err
}

// Commit seals a planned draft, and in the same transaction notes the parts of the action that other spaces still have
// to write. Later finds them again after a crash.
func (s *Store) Commit(ctx context.Context, d *change.Draft, later map[feltbog.ID]*change.Draft) (change.SetID, error) {
	var id change.SetID
	erased := false
	err := s.write(ctx, func(x *txn) error {
		defer func() { erased = x.erased }()
		if err := x.sealDraft(); err != nil {
			return err
		}
		for space, part := range later {
			body, err := change.EncodeDraft(part)
			if err != nil {
				return err
			}
			if err := x.run("INSERT OR REPLACE INTO pending(job,data) VALUES(?,?)", laterJob(space, part.ActionID), body); err != nil {
				return err
			}
		}
		if d.Tidy(); d.Empty() {
			return nil
		}
		set, err := x.seal(d)
		if err == nil {
			id = set.ID()
		}
		return err
	})
	if err != nil {
		return change.SetID{}, err
	}
	return id, s.finishErasure(ctx, erased)
}

func laterJob(space, action feltbog.ID) string {
	return "later:" + space.String() + ":" + action.String()
}

// Part is what another space still has to write of an action that began here.
type Part struct {
	Space feltbog.ID
	Draft *change.Draft
}

// Later returns the parts that Commit noted and Settled has not struck off.
func (s *Store) Later(ctx context.Context) ([]Part, error) {
	rows, err := s.ro.QueryContext(ctx, "SELECT substr(job,7,32),data FROM pending WHERE job LIKE 'later:%' ORDER BY job")
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var parts []Part
	for rows.Next() {
		var space string
		var body []byte
		if err := rows.Scan(&space, &body); err != nil {
			return nil, s.err(err)
		}
		id, err := feltbog.ParseID(space)
		if err != nil {
			return nil, err
		}
		d, err := change.DecodeDraft(body)
		if err != nil {
			return nil, err
		}
		parts = append(parts, Part{Space: id, Draft: d})
	}
	return parts, s.err(rows.Err())
}

// Settled strikes a part off the list of Later.
func (s *Store) Settled(ctx context.Context, p Part) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exec(ctx, "DELETE FROM pending WHERE job=?", laterJob(p.Space, p.Draft.ActionID))
}

// undoWindow is how many of the own last actions undo looks back.
const undoWindow = 300

// HasAction reports whether one of the own last sets belongs to the action.
func (s *Store) HasAction(ctx context.Context, action feltbog.ID) (bool, error) {
	own, err := s.Own(ctx, undoWindow)
	return slices.ContainsFunc(own, func(d Done) bool { return d.Action == action }), err
}

// TakeNumber returns the next number of this machine's block of a series, and false when there is no block or it is
// used up. A number that was taken is never given again, even when nothing was printed with it.
func (s *Store) TakeNumber(ctx context.Context, series string) (int, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var n int
	err := s.w.QueryRowContext(ctx, "UPDATE number SET next=next+1 WHERE series=? AND next<=last RETURNING next-1", series).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return n, err == nil, s.err(err)
}

// GiveNumbers gives this machine a block of numbers of a series, in place of the one it used up.
func (s *Store) GiveNumbers(ctx context.Context, series string, from, to int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exec(ctx, "INSERT INTO number VALUES(?,?,?) ON CONFLICT(series) DO UPDATE SET next=excluded.next,last=excluded.last", series, from, to)
}

// DropNumbers forgets this machine's blocks: a copied or restored vault must not print the original's numbers.
func (s *Store) DropNumbers(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exec(ctx, "DELETE FROM number")
}

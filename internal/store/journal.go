package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"feltbog/internal/change"
)

// Logged is one set of the log, for those who show what happened.
type Logged struct {
	Set      *change.Set
	Withheld bool
	// Undone says that a later set took this one back, and none put it again.
	Undone bool
}

// reach is how many later sets of a device are looked at for one that took a set back. Undo looks back over the last 300
// actions only, so this follows something that was undone and redone several times.
const reach = 1200

// Journal calls f with the sets of all devices, newest first, until it returns false. before limits it to what happened
// earlier; 0 begins with the newest.
func (s *Store) Journal(ctx context.Context, before change.Clock, f func(Logged) (more bool, err error)) error {
	j := journal{s: s, taken: map[change.SetID]bool{}}
	devices := s.dict.all()
	slices.SortFunc(devices, func(a, b deviceRow) int { return int(a.n - b.n) }) // so that equal clocks keep their order
	for _, d := range devices {
		w := &wayBack{dev: d.n, next: logID(d.n+1, 0) - 1}
		if before > 0 {
			if err := j.seek(ctx, w, before); err != nil {
				return err
			}
		}
		j.ways = append(j.ways, w)
	}
	for {
		l, err := j.newest(ctx)
		if err != nil || l == nil {
			return err
		}
		if more, err := f(*l); err != nil || !more {
			return err
		}
	}
}

// journal merges the chains of the devices by their clocks.
type journal struct {
	s     *Store
	ways  []*wayBack
	taken map[change.SetID]bool // by a set that stands itself
}

// wayBack walks one device's chain from its end.
type wayBack struct {
	dev  int64
	next int64 // row to go on below or at
	rows []Logged
	done bool
}

// page is how many sets are read at a time.
const page = 64

// newest takes the newest set that was not told yet, nil at the beginning of the log.
func (j *journal) newest(ctx context.Context) (*Logged, error) {
	var best *wayBack
	for _, w := range j.ways {
		if len(w.rows) == 0 && !w.done {
			if err := j.read(ctx, w); err != nil {
				return nil, err
			}
		}
		if len(w.rows) > 0 && (best == nil || w.rows[0].Set.Clock > best.rows[0].Set.Clock) {
			best = w
		}
	}
	if best == nil {
		return nil, nil
	}
	l := best.rows[0]
	best.rows = best.rows[1:]
	l.Undone = j.judge(l.Set)
	return &l, nil
}

// judge reports whether a set was taken back, and notes what it takes back itself. It is asked newest first.
func (j *journal) judge(set *change.Set) bool {
	undone := j.taken[set.ID()]
	if set.Undoes != nil && !undone {
		j.taken[*set.Undoes] = true
	}
	return undone
}

func (j *journal) read(ctx context.Context, w *wayBack) error {
	rows, err := j.s.ro.QueryContext(ctx, "SELECT id,withheld,body FROM log WHERE id<=? AND id>? ORDER BY id DESC LIMIT ?",
		w.next, logID(w.dev, 0), page)
	if err != nil {
		return j.s.err(err)
	}
	defer rows.Close()
	for rows.Next() {
		var l Logged
		var row int64
		var body []byte
		if err := rows.Scan(&row, &l.Withheld, &body); err != nil {
			return j.s.err(err)
		}
		if l.Set, err = change.DecodeTrusted(body); err != nil {
			return err
		}
		w.next = row - 1
		w.rows = append(w.rows, l)
	}
	w.done = len(w.rows) < page
	return j.s.err(rows.Err())
}

// seek goes to the last set of a device before a clock, and looks at what came after it for sets that were taken back.
func (j *journal) seek(ctx context.Context, w *wayBack, before change.Clock) error {
	low := logID(w.dev, 0) // the answer is a row in (low, high], or low for none
	var high int64
	var clock uint64
	if ok, err := j.at(ctx, w, w.next, &high, &clock); err != nil || !ok {
		w.done = true
		return err
	}
	end := high
	for low < high {
		mid := low + (high-low+1)/2
		var row int64
		ok, err := j.at(ctx, w, mid, &row, &clock)
		switch {
		case err != nil:
			return err
		case ok && change.Clock(clock) >= before:
			high = row - 1
		default:
			low = mid
		}
	}
	w.next = low
	from := min(end, low+reach)
	rows, err := j.s.ro.QueryContext(ctx, "SELECT body FROM log WHERE id<=? AND id>? ORDER BY id DESC", from, low)
	if err != nil {
		return j.s.err(err)
	}
	defer rows.Close()
	for rows.Next() {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return j.s.err(err)
		}
		set, err := change.DecodeTrusted(body)
		if err != nil {
			return err
		}
		j.judge(set)
	}
	return j.s.err(rows.Err())
}

// at finds the newest set of a device at or below a row.
func (j *journal) at(ctx context.Context, w *wayBack, row int64, found *int64, clock *uint64) (bool, error) {
	var c int64
	err := j.s.ro.QueryRowContext(ctx, "SELECT id,clock FROM log WHERE id<=? AND id>? ORDER BY id DESC LIMIT 1", row, logID(w.dev, 0)).Scan(found, &c)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	*clock = uint64(c)
	return err == nil, j.s.err(err)
}

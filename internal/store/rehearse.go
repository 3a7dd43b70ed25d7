package store

import (
	"context"
	"errors"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Rehearsal is what taking something in would do.
type Rehearsal struct {
	Received
	Added   map[feltbog.Kind]int // records that would be new, by kind
	Changed map[feltbog.Kind]int // records that are here and would be another
	Trashed map[feltbog.Kind]int // records that are shown and would go to the trash
	Gone    map[feltbog.Kind]int // records of which nothing would be left: erased
	Erases  int                  // records, participants and single values that the new sets name as erased
	Decide  []Undecided          // fields that would come to have two versions, newest record first
}

// Undecided is a field with two versions.
type Undecided struct {
	Record feltbog.ID
	Kind   feltbog.Kind
	Field  string
}

// watch notes what becomes of records in a transaction.
type watch struct {
	seen map[feltbog.ID]*fate
}

type fate struct {
	isNew         bool
	kind          feltbog.Kind
	before, after change.Status
}

// saw is called for every record that is written, with what it is from now on. A nil watch sees nothing.
func (w *watch) saw(r *rec, status change.Status) {
	if w == nil {
		return
	}
	f := w.seen[r.id]
	if f == nil {
		f = &fate{isNew: r.isNew, before: r.status}
		w.seen[r.id] = f
	}
	f.kind, f.after = r.kind, status
}

var errRehearsed = errors.New("rehearsed")

// Rehearse takes change sets in as ReceiveSets does, looks at what came of it, and takes all of it back: nothing is
// changed. Others cannot write meanwhile.
func (s *Store) Rehearse(ctx context.Context, all Incoming, progress func(sets int)) (Rehearsal, error) {
	r := Rehearsal{Added: map[feltbog.Kind]int{}, Changed: map[feltbog.Kind]int{}, Trashed: map[feltbog.Kind]int{}, Gone: map[feltbog.Kind]int{}}
	err := s.write(ctx, func(x *txn) error {
		if err := x.sealDraft(); err != nil {
			return err
		}
		if err := x.flush(); err != nil { // what was being typed is no part of what comes
			return err
		}
		before, err := x.undecided()
		if err != nil {
			return err
		}
		x.watch = &watch{seen: map[feltbog.ID]*fate{}}
		err = x.receiveAll("", func(take func(*change.Set, []byte) error) error {
			return all(func(set *change.Set, body []byte) error {
				erases, had := named(set), r.Sets // the set may be emptied
				if err := take(set, body); err != nil {
					return err
				}
				if r.Sets > had {
					r.Erases += erases
				}
				return nil
			})
		}, &r.Received, progress)
		if err == nil {
			err = x.flush()
		}
		if err != nil {
			return err
		}
		x.watch.count(&r)
		after, err := x.undecided()
		if err != nil {
			return err
		}
		known := map[Undecided]bool{}
		for _, u := range before {
			known[u] = true
		}
		for _, u := range after {
			if !known[u] {
				r.Decide = append(r.Decide, u)
			}
		}
		return errRehearsed
	})
	if !errors.Is(err, errRehearsed) {
		return Rehearsal{}, err
	}
	r.Import = 0
	return r, nil
}

// named counts what a set erases.
func named(set *change.Set) int {
	n := 0
	for i := range set.Changes {
		if e := set.Changes[i].Erase; e != nil {
			n += len(e.Records) + len(e.Subjects) + len(e.Values)
		}
	}
	return n
}

func (w *watch) count(r *Rehearsal) {
	visible := func(s change.Status) bool { return s == change.Alive || s == change.Revived }
	for _, f := range w.seen {
		switch {
		case f.after == change.Gone && !f.isNew && f.before != change.Gone:
			r.Gone[f.kind]++
		case !visible(f.before) && visible(f.after):
			r.Added[f.kind]++
		case visible(f.before) && f.after == change.Trashed:
			r.Trashed[f.kind]++
		case visible(f.before) && visible(f.after):
			r.Changed[f.kind]++
		}
	}
}

// undecided lists the fields with two versions as the transaction sees them.
func (x *txn) undecided() ([]Undecided, error) {
	rows, err := x.w.QueryContext(x.ctx, "SELECT r.id,r.kind,c.field FROM conflict c JOIN record r ON r.rid=c.rid ORDER BY c.rid DESC,c.field")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Undecided
	for rows.Next() {
		var id []byte
		var kind, field int64
		if err := rows.Scan(&id, &kind, &field); err != nil {
			return nil, err
		}
		k, _ := x.dict.nameOf(kind)
		f, _ := x.dict.nameOf(field)
		out = append(out, Undecided{feltbog.ID(id), feltbog.Kind(k), f})
	}
	return out, rows.Err()
}

package store

import (
	"context"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Received counts what an import brought.
type Received struct {
	Import  int64 // its number on this machine; 0 when nothing was new
	Sets    int   // new sets
	Changes int   // changes in them
	Known   int   // sets that were here already
}

// Incoming hands over change sets from elsewhere, one after the other, with their wire forms. The receiver keeps neither,
// but may take values out of the set.
type Incoming func(take func(set *change.Set, body []byte) error) error

// Receive takes in change sets from elsewhere in one transaction: all of them or, on any error, none. next returns the
// wire form of one set after the other and nil at the end; sets that are here already are passed over, and order does
// not matter. A draft is sealed first. progress may be nil.
func (s *Store) Receive(ctx context.Context, source string, next func() ([]byte, error), progress func(sets int)) (Received, error) {
	return s.ReceiveSets(ctx, source, func(take func(*change.Set, []byte) error) error {
		for {
			body, err := next()
			if err != nil || body == nil {
				return err
			}
			set, err := change.Decode(body)
			if err == nil {
				err = take(set, body)
			}
			if err != nil {
				return err
			}
		}
	}, progress)
}

// ReceiveSets is Receive for sets that change.Decode has read already.
func (s *Store) ReceiveSets(ctx context.Context, source string, all Incoming, progress func(sets int)) (Received, error) {
	var got Received
	erased := false
	err := s.write(ctx, func(x *txn) error {
		defer func() { erased = x.erased }()
		return x.receiveAll(source, all, &got, progress)
	})
	if err != nil {
		return Received{}, err
	}
	return got, s.finishErasure(context.WithoutCancel(ctx), erased) // it is here, and cannot be stopped any more
}

func (x *txn) receiveAll(source string, all Incoming, got *Received, progress func(sets int)) error {
	if err := x.sealDraft(); err != nil {
		return err
	}
	res, err := x.w.ExecContext(x.ctx, "INSERT INTO import(at,source) VALUES(?,?)", x.opt.Now().UnixMilli(), source)
	if err != nil {
		return err
	}
	if got.Import, err = res.LastInsertId(); err != nil {
		return err
	}
	err = all(func(set *change.Set, body []byte) error {
		if x.ctx.Err() != nil {
			return feltbog.Errorf(feltbog.ECancelled, "job.cancelled", "stopped; nothing was changed")
		}
		if err := x.receive(set, body, got); err != nil {
			return err
		}
		if progress != nil {
			progress(got.Sets + got.Known)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if got.Sets == 0 {
		_, err = x.w.ExecContext(x.ctx, "DELETE FROM import WHERE n=?", got.Import)
		got.Import = 0
		return err
	}
	_, err = x.w.ExecContext(x.ctx, "UPDATE import SET sets=? WHERE n=?", got.Sets, got.Import)
	return err
}

func (x *txn) receive(set *change.Set, body []byte, got *Received) error {
	if set.Space != x.opt.Space {
		return feltbog.Errorf(feltbog.EDamaged, "change.space", "change set %s belongs to another space; nothing was changed", set.ID())
	}
	if set.Erases() && x.opt.Kind == feltbog.WorkshopSpace {
		return feltbog.Errorf(feltbog.ERefused, "erase.workshop", "nothing can be erased from a workshop; nothing was changed")
	}
	hash, err := change.Hash(set)
	if err != nil {
		return err
	}
	n := len(set.Changes)
	isNew, err := x.apply(set, body, hash, got.Import)
	if err != nil {
		return err
	}
	if isNew {
		got.Sets++
		got.Changes += n
	} else {
		got.Known++
	}
	return nil
}

// Sets calls f with the wire form of every set that a version vector does not cover, in order of device and number.
// Withheld sets are included: they count as received and are passed on. f must not keep the bytes.
func (s *Store) Sets(ctx context.Context, since map[feltbog.ID]uint64, f func(id change.SetID, body []byte) error) error {
	devices := s.dict.all()
	slices.SortFunc(devices, func(a, b deviceRow) int { return slices.Compare(a.id[:], b.id[:]) })
	for _, d := range devices {
		from := logID(d.n, int64(since[d.id])+1)
		rows, err := s.ro.QueryContext(ctx, "SELECT id,body FROM log WHERE id>=? AND id<? AND id NOT IN (SELECT log FROM partial) ORDER BY id", from, logID(d.n+1, 0))
		if err != nil {
			return s.err(err)
		}
		for rows.Next() {
			var row int64
			var body []byte
			if err = rows.Scan(&row, &body); err == nil {
				err = f(s.setID(row), body)
			}
			if err != nil {
				break
			}
		}
		if err == nil {
			err = rows.Err()
		}
		rows.Close()
		if err != nil {
			return s.err(err)
		}
	}
	return nil
}

// Vector returns for each device the number up to which every set is here with its values.
func (s *Store) Vector() map[feltbog.ID]uint64 {
	v := map[feltbog.ID]uint64{}
	partial := s.firstPartial()
	for _, d := range s.dict.all() {
		seq := d.seq
		if n, ok := partial[d.n]; ok {
			seq = min(seq, n-1)
		}
		if seq > 0 {
			v[d.id] = uint64(seq)
		}
	}
	return v
}

// Import is one thing that was taken in.
type Import struct {
	N        int64
	At       int64 // UTC milliseconds
	Source   string
	Sets     int
	Withheld bool
}

// Imports lists what was taken in, newest first.
func (s *Store) Imports(ctx context.Context) ([]Import, error) {
	rows, err := s.ro.QueryContext(ctx, "SELECT n,at,source,sets,withheld FROM import ORDER BY n DESC")
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var all []Import
	for rows.Next() {
		var i Import
		if err := rows.Scan(&i.N, &i.At, &i.Source, &i.Sets, &i.Withheld); err != nil {
			return nil, s.err(err)
		}
		all = append(all, i)
	}
	return all, s.err(rows.Err())
}

// Withhold takes an import out of what is shown, or back in. Its sets stay in the log, count as received and are passed
// on; own values stay. Erasures it brought stay in force.
func (s *Store) Withhold(ctx context.Context, imp int64, withhold bool) error {
	return s.write(ctx, func(x *txn) error {
		if err := x.sealDraft(); err != nil {
			return err
		}
		if err := x.flush(); err != nil {
			return err
		}
		res, err := x.w.ExecContext(ctx, "UPDATE import SET withheld=? WHERE n=? AND withheld<>?", withhold, imp, withhold)
		if err != nil {
			return err
		}
		if n, _ := res.RowsAffected(); n == 0 {
			var known int
			if found, err := x.row("SELECT 1 FROM import WHERE n=?", []any{imp}, &known); err != nil || found {
				return err
			}
			return feltbog.Errorf(feltbog.ENotFound, "import.unknown", "there is no import %d here", imp)
		}
		if _, err := x.w.ExecContext(ctx, "UPDATE log SET withheld=? WHERE import=?", withhold, imp); err != nil {
			return err
		}
		return x.refoldWhere("rid IN (SELECT rid FROM touch WHERE log IN (SELECT id FROM log WHERE import=?))", imp)
	})
}

// BuiltOn returns the records of an import that were edited here since, by own sets: what stays when it is withheld.
func (s *Store) BuiltOn(ctx context.Context, imp int64) ([]feltbog.ID, error) {
	own, ok := s.dict.device(s.Device())
	if !ok {
		return nil, nil
	}
	rows, err := s.ro.QueryContext(ctx, `SELECT DISTINCT r.id FROM record r JOIN touch t ON t.rid=r.rid JOIN log l ON l.id=t.log
		WHERE l.import=? AND EXISTS(SELECT 1 FROM touch o JOIN log k ON k.id=o.log
			WHERE o.rid=r.rid AND o.log>=? AND o.log<? AND k.clock>l.clock)`,
		imp, logID(own.n, 0), logID(own.n+1, 0))
	if err != nil {
		return nil, s.err(err)
	}
	return scanIDs(rows)
}

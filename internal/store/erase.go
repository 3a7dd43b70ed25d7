package store

import (
	"context"
	"encoding/hex"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// The kinds of rows in the table erased.
const (
	erasedRecord  = 1
	erasedSubject = 2
	erasedValue   = 3
)

// Erased reports whether a record was erased by its id. What is written under that id again is erased as well.
func (s *Store) Erased(ctx context.Context, id feltbog.ID) (bool, error) {
	var n int
	err := s.ro.QueryRowContext(ctx, "SELECT count(*) FROM erased WHERE kind=? AND id=?", erasedRecord, id[:]).Scan(&n)
	return n > 0, s.err(err)
}

func (s *Store) loadErasures(ctx context.Context) error {
	rows, err := s.w.QueryContext(ctx, "SELECT kind,id,field FROM erased")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind int
		var id []byte
		var field string
		if err := rows.Scan(&kind, &id, &field); err != nil {
			return err
		}
		switch kind {
		case erasedRecord:
			s.erasures.Records[feltbog.ID(id)] = true
		case erasedSubject:
			s.erasures.Subjects[feltbog.ID(id)] = true
		case erasedValue:
			ref, err := change.ParseRef(string(id))
			if err != nil {
				return err
			}
			s.erasures.Values[change.ValueRef{ID: ref, Field: field}] = true
		}
	}
	return rows.Err()
}

// recordErasures makes a set's erasures hold: they are remembered for late arrivals, and every value they name is taken
// out of the log, the tables and the index in this transaction. What is left in free pages, in the index's old segments
// and in the write-ahead log is removed by finishErasure, which a crash only postpones.
func (x *txn) recordErasures(set *change.Set) error {
	// What the same import brought before is erased too, and is looked for in the tables.
	if err := x.flush(); err != nil {
		return err
	}
	x.erased = true
	logs := map[int64]bool{}
	for n := range set.Changes {
		e := set.Changes[n].Erase
		if e == nil {
			continue
		}
		x.erasures.Add(e)
		for _, id := range e.Records {
			if err := x.run("INSERT OR IGNORE INTO erased(kind,id) VALUES(?,?)", erasedRecord, id[:]); err != nil {
				return err
			}
			if err := x.gather(logs, "SELECT log FROM touch WHERE rid=(SELECT rid FROM record WHERE id=?)", id[:]); err != nil {
				return err
			}
		}
		for _, id := range e.Subjects {
			if err := x.run("INSERT OR IGNORE INTO erased(kind,id) VALUES(?,?)", erasedSubject, id[:]); err != nil {
				return err
			}
			if err := x.gather(logs, "SELECT id FROM log WHERE instr(body,?)>0", id[:]); err != nil {
				return err
			}
		}
		for _, v := range e.Values {
			if err := x.run("INSERT OR IGNORE INTO erased(kind,id,field) VALUES(?,?,?)", erasedValue, []byte(v.ID.String()), v.Field); err != nil {
				return err
			}
			if row := x.logRow(v.ID.Set()); row != 0 {
				logs[row] = true
			}
		}
	}
	touched := map[feltbog.ID]bool{}
	for row := range logs {
		if err := x.strip(row, touched); err != nil {
			return err
		}
	}
	for id := range touched {
		r, err := x.load(id, "", 0)
		if err != nil {
			return err
		}
		if err := x.refold(r.rid); err != nil {
			return err
		}
		if err := x.run("DELETE FROM record_key WHERE id=?", id[:]); err != nil {
			return err
		}
	}
	return x.run("INSERT OR IGNORE INTO pending(job) VALUES('erase'),('sweep')")
}

func (x *txn) gather(into map[int64]bool, q string, args ...any) error {
	rows, err := x.w.QueryContext(x.ctx, q, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return err
		}
		into[n] = true
	}
	return rows.Err()
}

// strip takes the erased values out of one set of the log and notes the records and blobs it was about.
func (x *txn) strip(row int64, touched map[feltbog.ID]bool) error {
	set, err := x.loadSet(row)
	if err != nil || set == nil {
		return err
	}
	var blobs [][32]byte
	for n := range set.Changes {
		c, id := &set.Changes[n], set.ChangeID(n)
		for i := range c.Edits {
			if e := &c.Edits[i]; e.Value != nil && x.erasures.Gone(c, id, e.Field) {
				blobs = append(blobs, BlobsIn(e.Value.Data())...)
			}
		}
	}
	changed := set.Strip(x.erasures.Gone)
	if !changed {
		return nil
	}
	body, err := change.Encode(set)
	if err != nil {
		return err
	}
	for n := range set.Changes {
		if set.Changes[n].Erase == nil {
			touched[set.Changes[n].Record] = true
		}
	}
	if len(blobs) > 0 {
		if err := x.run("INSERT OR IGNORE INTO pending(job) VALUES('media')"); err != nil {
			return err
		}
	}
	for _, b := range blobs {
		if err := x.run("INSERT OR IGNORE INTO pending(job) VALUES(?)", "blob:"+hex.EncodeToString(b[:])); err != nil {
			return err
		}
	}
	if err := x.run("DELETE FROM blobref WHERE log=?", row); err != nil {
		return err
	}
	for n := range set.Changes {
		if err := x.noteBlobs(&set.Changes[n], row); err != nil {
			return err
		}
	}
	x.read = nil // what valueAt remembers may be this set
	return x.run("UPDATE log SET body=? WHERE id=?", body, row)
}

// PendingBlobs returns the hashes of files that an erasure took the last known reference from and that still wait to
// be erased from the media volumes. Files that something else refers to are struck off here.
func (s *Store) PendingBlobs(ctx context.Context) ([][32]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rows, err := s.w.QueryContext(ctx, "SELECT substr(job,6) FROM pending WHERE job LIKE 'blob:%'")
	if err != nil {
		return nil, s.err(err)
	}
	var hashes []string
	for rows.Next() {
		var h string
		if err := rows.Scan(&h); err != nil {
			rows.Close()
			return nil, s.err(err)
		}
		hashes = append(hashes, h)
	}
	if err := rows.Close(); err != nil {
		return nil, s.err(err)
	}
	var out [][32]byte
	for _, h := range hashes {
		var used int
		b, err := hex.DecodeString(h)
		if err != nil {
			return nil, err
		}
		if err := s.w.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM blobref WHERE hash=?)", b).Scan(&used); err != nil {
			return nil, s.err(err)
		}
		if used != 0 {
			if err := s.exec(ctx, "DELETE FROM pending WHERE job=?", "blob:"+h); err != nil {
				return nil, err
			}
			continue
		}
		out = append(out, [32]byte(b))
	}
	return out, nil
}

// BlobErased strikes a file off the list of PendingBlobs.
func (s *Store) BlobErased(ctx context.Context, hash [32]byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exec(ctx, "DELETE FROM pending WHERE job=?", "blob:"+hex.EncodeToString(hash[:]))
}

// SweepDue reports whether an erasure still has to reach what lies outside the database: the keys in the backups, and,
// when a picture or a file went with it, the volumes there.
func (s *Store) SweepDue(ctx context.Context) (due, media bool, err error) {
	err = s.ro.QueryRowContext(ctx, "SELECT count(*)>0,coalesce(sum(job='media'),0)>0 FROM pending WHERE job IN('sweep','media')").Scan(&due, &media)
	return due, media, s.err(err)
}

// SetSwept notes that an erasure has reached everything.
func (s *Store) SetSwept(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.exec(ctx, "DELETE FROM pending WHERE job IN('sweep','media')")
}

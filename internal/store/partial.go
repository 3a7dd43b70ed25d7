package store

import (
	"context"

	"feltbog/internal/change"
)

// An older snapshot cannot give back a record of which something was erased later: the record's key is gone, and with it
// the texts that nobody erased. Such sets are noted in the table partial. They are not passed on, the version vector ends
// before them, and when another machine gives them again their values are put in.

// lacks reports whether a set holds an erased value, or reason, that no known erasure asks for.
func (x *txn) lacks(set *change.Set) bool {
	missing := set.Reason != nil && set.Reason.Erased() && !set.ReasonGone(x.erasures.Gone)
	for n := range set.Changes {
		c, id := &set.Changes[n], set.ChangeID(n)
		_ = c.Values(func(field string, _ int, v *change.Value) error {
			missing = missing || v.Erased() && !x.erasures.Gone(c, id, field)
			return nil
		})
	}
	return missing
}

// fill puts the values of a set that came again into the one that lacks them. Their hashes are the same, so their
// commitments are, and the values are those that were written.
func (x *txn) fill(row int64, again *change.Set) error {
	var n int
	if found, err := x.row("SELECT 1 FROM partial WHERE log=?", []any{row}, &n); err != nil || !found {
		return err
	}
	have, err := x.loadSet(row)
	if err != nil || have == nil {
		return err
	}
	again.Strip(x.erasures.Gone)
	type place struct {
		n, k  int
		field string
	}
	values := map[place]change.Value{}
	for n := range again.Changes {
		_ = again.Changes[n].Values(func(field string, k int, v *change.Value) error {
			values[place{n, k, field}] = *v
			return nil
		})
	}
	for n := range have.Changes {
		_ = have.Changes[n].Values(func(field string, k int, v *change.Value) error {
			if w, ok := values[place{n, k, field}]; ok && v.Erased() {
				*v = w
			}
			return nil
		})
	}
	if have.Reason != nil && have.Reason.Erased() && again.Reason != nil {
		have.Reason = again.Reason
	}
	body, err := change.Encode(have)
	if err != nil {
		return err
	}
	if err := x.run("UPDATE log SET body=? WHERE id=?", body, row); err != nil {
		return err
	}
	if !x.lacks(have) {
		if err := x.run("DELETE FROM partial WHERE log=?", row); err != nil {
			return err
		}
	}
	if err := x.flush(); err != nil {
		return err
	}
	for n := range have.Changes {
		if err := x.noteBlobs(&have.Changes[n], row); err != nil {
			return err
		}
	}
	return x.refoldWhere("rid IN (SELECT rid FROM touch WHERE log=?)", row)
}

// firstPartial returns for each device's number the first set that lacks values.
func (s *Store) firstPartial() map[int64]int64 {
	first := map[int64]int64{}
	rows, err := s.ro.QueryContext(context.Background(), "SELECT min(log) FROM partial GROUP BY log>>40")
	if err != nil {
		return first
	}
	defer rows.Close()
	for rows.Next() {
		var row int64
		if rows.Scan(&row) == nil {
			first[row>>40] = row & (1<<40 - 1)
		}
	}
	return first
}

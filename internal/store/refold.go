package store

import (
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// refoldWhere folds records anew from the log, a handful at a time.
func (x *txn) refoldWhere(where string, args ...any) error {
	rows, err := x.w.QueryContext(x.ctx, "SELECT rid FROM record WHERE "+where, args...)
	if err != nil {
		return err
	}
	var rids []int64
	for rows.Next() {
		var rid int64
		if err := rows.Scan(&rid); err != nil {
			rows.Close()
			return err
		}
		rids = append(rids, rid)
	}
	if err := rows.Close(); err != nil {
		return err
	}
	for _, rid := range rids {
		if err := x.refold(rid); err != nil {
			return err
		}
		if len(x.recs) >= flushAt {
			if err := x.flush(); err != nil {
				return err
			}
		}
	}
	return x.flush()
}

// refold folds one record anew from the sets that touch it and are not withheld.
func (x *txn) refold(rid int64) error {
	var id []byte
	var kindN int64
	if found, err := x.row("SELECT id,kind FROM record WHERE rid=?", []any{rid}, &id, &kindN); err != nil || !found {
		return err
	}
	kind, _ := x.dict.nameOf(kindN)
	r, err := x.load(feltbog.ID(id), feltbog.Kind(kind), 0)
	if err != nil {
		return err
	}
	for name := range r.state.Fields {
		r.sets[name] = true
	}
	r.state = &change.State{} // its kind too is what the sets say
	clear(r.shown)
	return x.foldLog(r)
}

// foldLog folds every set that touches the record, in order of the log.
func (x *txn) foldLog(r *rec) error {
	st, err := x.prepared(x.ctx, "SELECT l.id,l.body FROM touch t JOIN log l ON l.id=t.log WHERE t.rid=? AND l.withheld=0 ORDER BY t.log")
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(x.ctx, r.rid)
	if err != nil {
		return err
	}
	defer rows.Close()
	done := map[int64]bool{}
	for rows.Next() {
		var row int64
		var body []byte
		if err := rows.Scan(&row, &body); err != nil {
			return err
		}
		set, err := change.DecodeTrusted(body)
		if err != nil {
			return err
		}
		for n := range set.Changes {
			if c := &set.Changes[n]; c.Record == r.id && c.Erase == nil {
				r.fold(c, set.ChangeID(n), func(i change.ID) bool { return done[x.logRow(i.Set())] })
			}
		}
		done[row] = true
	}
	return rows.Err()
}

package store

import (
	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"

	"context"
)

// Rebuild throws records, tables, index and vocabulary away and makes them again from the log and the open draft, in
// one transaction. Row numbers may change; nothing that travels does.
func (s *Store) Rebuild(ctx context.Context, progress func(done, total int64)) error {
	return s.write(ctx, func(x *txn) error {
		draft, err := x.openDraft()
		if err != nil {
			return err
		}
		if err := x.clear(); err != nil {
			return err
		}
		var total, done int64
		if err := x.w.QueryRowContext(ctx, "SELECT count(*) FROM log").Scan(&total); err != nil {
			return err
		}
		// The log is read in pages by clock, so that records get their row numbers in the order in which they were made.
		var lastClock, lastID int64
		for {
			rows, err := x.w.QueryContext(ctx, "SELECT id,clock,withheld,body FROM log WHERE (clock,id)>(?,?) ORDER BY clock,id LIMIT 500", lastClock, lastID)
			if err != nil {
				return err
			}
			type entry struct {
				id       int64
				withheld bool
				body     []byte
			}
			var page []entry
			for rows.Next() {
				var e entry
				if err := rows.Scan(&e.id, &lastClock, &e.withheld, &e.body); err != nil {
					rows.Close()
					return err
				}
				lastID = e.id
				page = append(page, e)
			}
			if err := rows.Close(); err != nil {
				return err
			}
			if len(page) == 0 {
				break
			}
			for _, e := range page {
				set, err := change.DecodeTrusted(e.body)
				if err != nil {
					return err
				}
				if err := x.replaySet(set, e.id, e.withheld); err != nil {
					return err
				}
			}
			if len(x.recs) >= flushAt {
				if err := x.flush(); err != nil {
					return err
				}
			}
			if done += int64(len(page)); progress != nil {
				progress(done, total)
			}
		}
		if err := x.flush(); err != nil {
			return err
		}
		if draft != nil {
			if err := x.stale(draft); err != nil {
				return err
			}
			x.draft = draft
		}
		return nil
	})
}

func (x *txn) clear() error {
	for _, t := range []string{"record", "touch", "element", "conflict", "blobref"} {
		if err := x.exec(x.ctx, "DELETE FROM "+t); err != nil {
			return err
		}
	}
	for _, schema := range feltbog.Schemas() {
		if err := x.exec(x.ctx, "DELETE FROM "+tableOf(schema.Kind)); err != nil {
			return err
		}
	}
	return search.Clear(x.ctx, x.w)
}

// replaySet folds a set that is in the log already.
func (x *txn) replaySet(set *change.Set, row int64, withheld bool) error {
	for n := range set.Changes {
		c := &set.Changes[n]
		if c.Erase != nil {
			continue
		}
		r, err := x.load(c.Record, c.Kind, c.Clock)
		if err != nil {
			return err
		}
		if err := x.run("INSERT OR IGNORE INTO touch(rid,log) VALUES(?,?)", r.rid, row); err != nil {
			return err
		}
		if err := x.noteBlobs(c, row); err != nil {
			return err
		}
		if withheld {
			continue
		}
		// Sets come by clock, not by cause: what is written over may come later, so nothing counts as known here and
		// every id that is written over is kept until it turns up.
		r.fold(c, set.ChangeID(n), func(change.ID) bool { return false })
	}
	return nil
}

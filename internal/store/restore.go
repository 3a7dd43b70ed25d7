package store

import (
	"context"
	"database/sql"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// Refill fills an empty space from a snapshot: the log is copied, sealed values are opened with the keys that are left,
// and records, tables and index are made from the log. Values whose key is gone come back as erased.
func (s *Store) Refill(ctx context.Context, vfs *cryptvfs.VFS, path string, keys map[feltbog.ID][]byte, progress func(done, total int64)) error {
	src, err := vfs.Open(path, cryptvfs.Config{Journal: cryptvfs.Delete, ReadOnly: true, MaxConns: 2})
	if err != nil {
		return err
	}
	defer src.Close()
	var space []byte
	if err := src.QueryRowContext(ctx, "SELECT value FROM meta WHERE key='space'").Scan(&space); err != nil {
		return cryptvfs.Classify(err, path)
	}
	if string(space) != string(s.opt.Space[:]) {
		return feltbog.Errorf(feltbog.EDamaged, "store.other", "%s belongs to another space", path).With("file", path)
	}
	err = s.write(ctx, func(x *txn) error {
		for table, cols := range plainTables {
			if err := copyRows(ctx, src, x.w, table, cols); err != nil {
				return err
			}
		}
		if err := x.loadErasures(ctx); err != nil {
			return err
		}
		return x.refillLog(src, keys)
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	err = s.reload(ctx)
	s.mu.Unlock()
	if err != nil {
		return s.err(err)
	}
	return s.Rebuild(ctx, progress)
}

// reload reads again what is remembered of the database.
func (s *Store) reload(ctx context.Context) error {
	var err error
	if s.dict, err = loadDict(ctx, s.w); err != nil {
		return err
	}
	s.loadChain(s.chain.Device)
	if err := s.loadErasures(ctx); err != nil {
		return err
	}
	var last sql.NullInt64
	if err := s.w.QueryRowContext(ctx, "SELECT max(clock) FROM log").Scan(&last); err != nil {
		return err
	}
	s.clock = s.clock.Observe(change.Clock(last.Int64), s.opt.Now())
	return nil
}

func (x *txn) refillLog(src *sql.DB, keys map[feltbog.ID][]byte) error {
	rows, err := src.QueryContext(x.ctx, "SELECT id,clock,hash,import,withheld,body FROM log ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	sealed, err := src.PrepareContext(x.ctx, "SELECT change,field,elem,data FROM sealed WHERE log=?")
	if err != nil {
		return err
	}
	defer sealed.Close()
	for rows.Next() {
		var id, clock int64
		var hash, body []byte
		var imp, withheld any
		if err := rows.Scan(&id, &clock, &hash, &imp, &withheld, &body); err != nil {
			return err
		}
		if body, err = x.unseal(id, body, keys, sealed); err != nil {
			return err
		}
		if err := x.run("INSERT INTO log(id,clock,hash,import,withheld,body) VALUES(?,?,?,?,?,?)", id, clock, hash, imp, withheld, body); err != nil {
			return err
		}
	}
	return rows.Err()
}

// unseal puts sealed values back into their set and gives their records their keys.
func (x *txn) unseal(row int64, body []byte, keys map[feltbog.ID][]byte, sealed *sql.Stmt) ([]byte, error) {
	rows, err := sealed.QueryContext(x.ctx, row)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var set *change.Set
	for rows.Next() {
		if set == nil {
			if set, err = change.DecodeTrusted(body); err != nil {
				return nil, err
			}
		}
		var n, elem int
		var field string
		var data []byte
		if err := rows.Scan(&n, &field, &elem, &data); err != nil {
			return nil, err
		}
		if n == reasonChange {
			if err := openReason(set, keys, data); err != nil {
				return nil, err
			}
			continue
		}
		if n < 0 || n >= len(set.Changes) {
			return nil, fmt.Errorf("snapshot: no change %d in set %d", n, row)
		}
		c := &set.Changes[n]
		key := keys[c.Record]
		if key == nil {
			continue
		}
		if err := x.run("INSERT OR IGNORE INTO record_key(id,key) VALUES(?,?)", c.Record[:], key); err != nil {
			return nil, err
		}
		aead, err := chacha20poly1305.NewX(key)
		if err != nil {
			return nil, err
		}
		err = c.Values(func(f string, k int, v *change.Value) error {
			if f != field || k != elem {
				return nil
			}
			return openValue(aead, v, data)
		})
		if err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil || set == nil {
		return body, err
	}
	if x.lacks(set) {
		if err := x.run("INSERT OR IGNORE INTO partial(log) VALUES(?)", row); err != nil {
			return nil, err
		}
	}
	return change.Encode(set)
}

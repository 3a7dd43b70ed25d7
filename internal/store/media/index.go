package media

import (
	"context"
	"database/sql"
	"slices"
)

// place is where a blob lies.
type place struct {
	vol  *volume
	id   int64
	size int64
}

// find looks a hash up; the first call reads the index of every volume.
func (s *Store) find(ctx context.Context, h Hash) (place, bool, error) {
	if err := s.load(ctx); err != nil {
		return place{}, false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.index[h]
	return p, ok, nil
}

// load reads the index of the volumes not read yet. A volume that cannot be read is marked damaged and skipped: its
// neighbours stay usable.
func (s *Store) load(ctx context.Context) error {
	s.mu.Lock()
	done := s.loaded
	s.mu.Unlock()
	if done {
		return nil
	}
	s.write.Lock()
	defer s.write.Unlock()
	return s.loadLocked(ctx)
}

func (s *Store) loadLocked(ctx context.Context) error {
	s.mu.Lock()
	volumes, done := slices.Clone(s.volumes), s.loaded
	s.mu.Unlock()
	if done {
		return nil
	}
	for _, v := range volumes {
		if v.recorded {
			continue
		}
		err := s.record(ctx, v)
		if ctx.Err() != nil {
			return v.classify(ctx.Err())
		}
		if err == nil && v.half {
			err = s.clearHalf(v)
		}
		s.mu.Lock()
		v.recorded, v.damaged = true, err
		s.mu.Unlock()
	}
	s.mu.Lock()
	s.loaded = true
	s.mu.Unlock()
	return nil
}

// clearHalf removes what a crash left of a blob of several segments.
func (s *Store) clearHalf(v *volume) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	db, err := v.openWriter(s.vfs)
	if err != nil {
		return err
	}
	v.half = false
	return v.classify(db.Close())
}

// record reads one volume's blobs into the index.
func (s *Store) record(ctx context.Context, v *volume) error {
	db, done, err := s.borrow(v)
	if err != nil {
		return err
	}
	defer done()
	v.mu.RLock()
	defer v.mu.RUnlock()
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return v.classify(err)
	}
	if tables == 0 {
		return nil // the power went while it was made
	}
	var sealed bool
	var gen int64
	var half int
	if err := db.QueryRowContext(ctx, `SELECT (SELECT value FROM meta WHERE key='sealed'),
		(SELECT value FROM meta WHERE key='generation'), (SELECT count(*) FROM blob WHERE hash IS NULL)`).Scan(&sealed, &gen, &half); err != nil {
		return v.classify(err)
	}
	rows, err := db.QueryContext(ctx, "SELECT id,hash,size FROM blob WHERE hash IS NOT NULL")
	if err != nil {
		return v.classify(err)
	}
	defer rows.Close()
	found := map[Hash]place{}
	for rows.Next() {
		var raw sql.RawBytes
		p := place{vol: v}
		if err := rows.Scan(&p.id, &raw, &p.size); err != nil {
			return v.classify(err)
		}
		if len(raw) != len(Hash{}) {
			return damaged(v.name(), Hash{}, nil)
		}
		found[Hash(raw)] = p
	}
	if err := rows.Err(); err != nil {
		return v.classify(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for h, p := range found {
		s.enter(h, p)
	}
	v.sealed, v.gen, v.half = sealed, gen, half > 0
	return nil
}

func (s *Store) place(h Hash) (place, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.index[h]
	return p, ok
}

// enter adds a blob to the index. Under mu.
func (s *Store) enter(h Hash, p place) {
	s.index[h] = p
	p.vol.count++
	p.vol.stored += p.size
}

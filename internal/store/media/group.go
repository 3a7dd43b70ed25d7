package media

import (
	"context"
	"database/sql"
)

// request is a call that waits for its blobs to be committed.
type request struct {
	blobs []whole
	size  int64
	infos []Info
	err   error
	done  bool
}

// putWhole commits blobs, together with those of other calls that wait: a commit costs four syncs of the disk, whatever
// its size, and an import has several files under way at once. Who gets the lock first commits for all.
func (s *Store) putWhole(ctx context.Context, blobs []whole) ([]Info, error) {
	r := &request{blobs: blobs}
	for _, b := range blobs {
		r.size += b.size
	}
	s.mu.Lock()
	s.queue = append(s.queue, r)
	s.mu.Unlock()
	s.write.Lock()
	defer s.write.Unlock()
	for !r.done {
		group := s.takeGroup()
		// One call's cancellation must not take the others' blobs along; so a group of several cannot be cancelled.
		if len(group) > 1 {
			ctx = context.WithoutCancel(ctx)
		}
		err := s.commit(ctx, group)
		for _, g := range group {
			g.done, g.err = true, err
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	return r.infos, nil
}

// takeGroup takes calls off the queue, oldest first, up to groupSize.
func (s *Store) takeGroup() []*request {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, size := 0, int64(0)
	for n < len(s.queue) && (n == 0 || size+s.queue[n].size <= groupSize) {
		size += s.queue[n].size
		n++
	}
	group := s.queue[:n:n]
	s.queue = s.queue[n:]
	return group
}

// commit stores a group in one transaction. Under write.
func (s *Store) commit(ctx context.Context, group []*request) error {
	fresh := map[Hash]place{}
	known := func(h Hash, info *Info) bool {
		info.Hash = h
		if p, ok := s.place(h); ok {
			info.Volume = p.vol.name()
			return true
		}
		p, ok := fresh[h]
		if ok {
			info.Volume = p.vol.name()
		}
		return ok
	}
	work := false
	for _, r := range group {
		r.infos = make([]Info, len(r.blobs))
		for i, b := range r.blobs {
			r.infos[i].Size = b.size
			work = !known(b.hash, &r.infos[i]) || work
		}
	}
	if !work {
		return nil
	}
	v, err := s.current(ctx)
	if err != nil {
		return err
	}
	err = v.transact(ctx, func(tx *sql.Tx) error {
		for _, r := range group {
			for i, b := range r.blobs {
				info := &r.infos[i]
				if known(b.hash, info) {
					continue
				}
				id, err := addBlob(tx, b.size)
				if err != nil {
					return err
				}
				if err := addChunks(tx, id, 0, b.chunks); err != nil {
					return err
				}
				if err := finish(tx, id, b.hash, b.size); err != nil {
					return err
				}
				info.New, info.Volume = true, v.name()
				fresh[b.hash] = place{v, id, b.size}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for h, p := range fresh {
		s.enter(h, p)
	}
	return nil
}

// addBlob begins a blob; until finish it has no hash and nobody can see it.
func addBlob(tx *sql.Tx, size int64) (int64, error) {
	res, err := tx.Exec("INSERT INTO blob(hash,size) VALUES(NULL,?)", size)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

func finish(tx *sql.Tx, id int64, h Hash, size int64) error {
	_, err := tx.Exec("UPDATE blob SET hash=?,size=? WHERE id=?", h[:], size, id)
	return err
}

func addChunks(tx *sql.Tx, id int64, from int, chunks [][]byte) error {
	stmt, err := tx.Prepare("INSERT INTO chunk(id,data) VALUES(?,?)")
	if err != nil {
		return err
	}
	defer stmt.Close()
	for i, c := range chunks {
		if _, err := stmt.Exec(chunkID(id, from+i), c); err != nil {
			return err
		}
	}
	return nil
}

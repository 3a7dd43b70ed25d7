package media

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"feltbog/internal/feltbog"
)

// Put stores what r gives and returns its address. It is durable when Put returns; after an error or a cancelled ctx
// nothing of it is kept. Contents that are here already are read and hashed but not written.
func (s *Store) Put(ctx context.Context, r io.Reader) (Info, error) {
	if err := s.load(ctx); err != nil {
		return Info{}, err
	}
	var p piece
	defer p.release()
	if err := p.fill(ctx, r, s.opts.segment); err != nil {
		return Info{}, err
	}
	if !p.last {
		return s.putLarge(ctx, r, &p)
	}
	w := newWhole(p.chunks, p.size)
	defer w.hash() // the other goroutine must be done with the buffers
	if s.hasSize(p.size) {
		w.hash()
	} else {
		// Hardly here already: hash while the chunks go into the transaction.
		w.early = true
		go w.hash()
	}
	infos, err := s.putWhole(ctx, []whole{w})
	if err != nil {
		return Info{}, err
	}
	return infos[0], nil
}

// PutMany stores several small blobs in one transaction: all or none. Their sum should stay below a few MiB.
func (s *Store) PutMany(ctx context.Context, contents [][]byte) ([]Info, error) {
	if err := s.load(ctx); err != nil {
		return nil, err
	}
	blobs := make([]whole, len(contents))
	for i, b := range contents {
		blobs[i] = newWhole(slices.Collect(slices.Chunk(b, chunkSize)), int64(len(b)))
		blobs[i].hash() // before the lock
	}
	return s.putWhole(ctx, blobs)
}

// whole is a blob that is in memory.
type whole struct {
	size   int64
	chunks [][]byte
	hash   func() Hash // computed once; waits for whoever is at it
	early  bool        // goes into the transaction before its hash is known
}

func newWhole(chunks [][]byte, size int64) whole {
	return whole{size: size, chunks: chunks, hash: sync.OnceValue(func() Hash {
		sum := sha256.New()
		for _, c := range chunks {
			sum.Write(c)
		}
		return Hash(sum.Sum(nil))
	})}
}

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
			work = work || b.early || !known(b.hash(), &r.infos[i])
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
				if !b.early && known(b.hash(), info) {
					continue
				}
				id, err := addBlob(tx, b.size)
				if err != nil {
					return err
				}
				if err := addChunks(tx, id, 0, b.chunks); err != nil {
					return err
				}
				if b.early && known(b.hash(), info) {
					if err := remove(tx, id); err != nil {
						return err
					}
					continue
				}
				if err := finish(tx, id, b.hash(), b.size); err != nil {
					return err
				}
				info.New, info.Volume = true, v.name()
				fresh[b.hash()] = place{v, id, b.size}
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

// putLarge stores a blob of several segments, the first of which is in p.
func (s *Store) putLarge(ctx context.Context, r io.Reader, p *piece) (info Info, err error) {
	sum := sha256.New()
	s.large.Lock()
	defer s.large.Unlock()
	var at place
	count := 0
	defer func() {
		s.write.Lock()
		defer s.write.Unlock()
		s.growing = nil
		if at.id != 0 && (err != nil || !info.New) {
			// Cleared away at the next start if this fails, say because the disk is full.
			_ = at.vol.transact(context.WithoutCancel(ctx), func(tx *sql.Tx) error { return remove(tx, at.id) })
		}
	}()
	for {
		for _, c := range p.chunks {
			sum.Write(c)
		}
		err := func() error {
			s.write.Lock()
			defer s.write.Unlock()
			if at.vol == nil {
				v, err := s.current(ctx)
				if err != nil {
					return err
				}
				at.vol, s.growing = v, v
			} else if s.closed {
				return errClosed
			}
			if p.last {
				info = Info{Hash: Hash(sum.Sum(nil)), Size: at.size + p.size, Volume: at.vol.name()}
				if old, ok := s.place(info.Hash); ok {
					info.Volume = old.vol.name()
					return nil
				}
				info.New = true
			}
			id := at.id
			err := at.vol.transact(ctx, func(tx *sql.Tx) (err error) {
				if id == 0 {
					if id, err = addBlob(tx, 0); err != nil {
						return err
					}
				}
				if err := addChunks(tx, id, count, p.chunks); err != nil || !p.last {
					return err
				}
				return finish(tx, id, info.Hash, info.Size)
			})
			if err == nil {
				at.id = id // not before: an id that was rolled back may be given to another blob
			}
			if err == nil && info.New {
				at.size = info.Size
				s.mu.Lock()
				s.enter(info.Hash, at)
				s.mu.Unlock()
			}
			return err
		}()
		if err != nil {
			return Info{}, err
		}
		if p.last {
			return info, nil
		}
		count += len(p.chunks)
		at.size += p.size
		if at.size > maxBlob-segmentSize {
			return Info{}, feltbog.Errorf(feltbog.EInvalid, "media.size", "A file of more than 256 GB cannot be stored.")
		}
		if err := p.fill(ctx, r, s.opts.segment); err != nil {
			return Info{}, err
		}
	}
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

func (s *Store) place(h Hash) (place, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.index[h]
	return p, ok
}

// hasSize reports whether a blob of this size is here: if not, neither are the contents.
func (s *Store) hasSize(size int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sizes[size] > 0
}

// enter adds a blob to the index. Under mu.
func (s *Store) enter(h Hash, p place) {
	s.index[h] = p
	s.sizes[p.size]++
	p.vol.count++
	p.vol.stored += p.size
}

// current is the volume to write to, open for writing. It seals a full one and begins the next. Under write.
func (s *Store) current(ctx context.Context) (*volume, error) {
	if s.closed {
		return nil, errClosed
	}
	if s.growing != nil {
		return s.growing, nil // must not be sealed under the blob that is coming in
	}
	number := 1
	if n := len(s.volumes); n > 0 {
		v := s.volumes[n-1]
		if !v.sealed && v.damaged == nil {
			if err := s.openForWriting(v); err != nil {
				return nil, err
			}
			st, err := os.Stat(v.path)
			if err != nil {
				return nil, fmt.Errorf("media: %w", err)
			}
			if st.Size() < s.opts.VolumeBytes {
				return v, nil
			}
			if err := s.seal(ctx, v); err != nil {
				return nil, err
			}
		}
		number = v.number + 1
	}
	v := s.newVolume(number)
	v.recorded = true
	if err := s.openForWriting(v); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.volumes = append(s.volumes, v)
	return v, nil
}

func (s *Store) openForWriting(v *volume) error {
	if v.rw != nil {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	db, err := v.openWriter(s.vfs)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v.rw = db
	return nil
}

// seal marks a volume as full and closes it for writing.
func (s *Store) seal(ctx context.Context, v *volume) error {
	err := v.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE meta SET value=1 WHERE key='sealed'")
		return err
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	v.sealed = true
	s.mu.Unlock()
	return s.closeWriter(v)
}

// closeWriter closes v for writing.
func (s *Store) closeWriter(v *volume) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	err := v.rw.Close()
	v.rw = nil
	return err
}

// piece is up to one segment of a blob in memory.
type piece struct {
	chunks [][]byte
	size   int64
	last   bool // the blob ends with it
}

var chunkPool = sync.Pool{New: func() any { return new([chunkSize]byte) }}

// fill replaces the piece by the next one of r.
func (p *piece) fill(ctx context.Context, r io.Reader, limit int64) error {
	p.release()
	for p.size < limit {
		if err := ctx.Err(); err != nil {
			return feltbog.Errorf(feltbog.ECancelled, "media.cancelled", "Stopped; nothing of it was kept. %w", err)
		}
		b := chunkPool.Get().(*[chunkSize]byte)
		n, err := io.ReadFull(r, b[:])
		if n > 0 {
			p.chunks = append(p.chunks, b[:n])
			p.size += int64(n)
		} else {
			chunkPool.Put(b)
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			p.last = true
			return nil
		case err != nil:
			return fmt.Errorf("media: read what is to be stored: %w", err)
		}
	}
	return nil
}

func (p *piece) release() {
	for _, c := range p.chunks {
		chunkPool.Put((*[chunkSize]byte)(c[:chunkSize]))
	}
	*p = piece{chunks: p.chunks[:0]}
}

package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"hash"
	"io"
)

// Get opens a blob for reading; EMissing if it is not here. Close it when done.
func (s *Store) Get(ctx context.Context, h Hash) (*Blob, error) {
	p, ok, err := s.find(ctx, h)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, missing(h)
	}
	db, done, err := s.borrow(p.vol)
	if err != nil {
		return nil, err
	}
	read, err := s.reader(p.vol, db)
	if err != nil {
		done()
		return nil, err
	}
	return &Blob{ctx: ctx, hash: h, at: p, read: read, done: done, sum: sha256.New(), have: -1}, nil
}

// reader is the prepared statement that reads one chunk of a volume.
func (s *Store) reader(v *volume, db *sql.DB) (*sql.Stmt, error) {
	v.mu.RLock() // preparing reads the schema
	defer v.mu.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.read == nil {
		stmt, err := db.Prepare(takeSQL)
		if err != nil {
			return nil, v.classify(err)
		}
		v.read = stmt
	}
	return v.read, nil
}

// Read returns a whole blob, checked.
func (s *Store) Read(ctx context.Context, h Hash) ([]byte, error) {
	b, err := s.Get(ctx, h)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	buf := bytes.NewBuffer(make([]byte, 0, b.Size()))
	if _, err := b.WriteTo(buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// Blob reads contents. Read and WriteTo go from start to end and answer EDamaged instead of the end when the hash does
// not match, so whoever uses what was read so far must wait for the end. ReadAt gives any range, unchecked, for
// previews. A Blob is for one goroutine at a time; several may read the same contents.
type Blob struct {
	ctx  context.Context
	hash Hash
	at   place
	read *sql.Stmt
	done func()

	off   int64 // of Read
	sum   hash.Hash
	buf   []byte // chunk number have
	have  int
	ahead chan fetched // the next chunk, on its way
}

// Size is the length of the contents in bytes.
func (b *Blob) Size() int64 { return b.at.size }

// Close implements io.Closer.
func (b *Blob) Close() error {
	if b.done != nil {
		b.wait()
		b.done()
		b.done, b.buf, b.have = nil, nil, -1
	}
	return nil
}

// Read implements io.Reader.
func (b *Blob) Read(p []byte) (int, error) {
	if b.off >= b.at.size {
		return 0, b.end()
	}
	if len(p) == 0 {
		return 0, nil
	}
	rest, err := b.from(b.off)
	if err != nil {
		return 0, err
	}
	n := copy(p, rest)
	b.sum.Write(p[:n])
	b.off += int64(n)
	return n, nil
}

// WriteTo implements io.WriterTo; it saves copying.
func (b *Blob) WriteTo(w io.Writer) (int64, error) {
	var total int64
	for b.off < b.at.size {
		rest, err := b.from(b.off)
		if err != nil {
			return total, err
		}
		b.sum.Write(rest)
		n, err := w.Write(rest)
		total += int64(n)
		b.off += int64(len(rest))
		if err != nil {
			return total, err
		}
	}
	if err := b.end(); err != io.EOF {
		return total, err
	}
	return total, nil
}

// end compares the hash: io.EOF when it is right.
func (b *Blob) end() error {
	if Hash(b.sum.Sum(nil)) != b.hash {
		return damaged(b.at.vol.name(), b.hash, nil)
	}
	return io.EOF
}

// ReadAt implements io.ReaderAt.
func (b *Blob) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		if off+int64(n) >= b.at.size || off < 0 {
			return n, io.EOF
		}
		rest, err := b.from(off + int64(n))
		if err != nil {
			return n, err
		}
		n += copy(p[n:], rest)
	}
	return n, nil
}

// from returns what the chunk that holds position off has from there on.
func (b *Blob) from(off int64) ([]byte, error) {
	if n := int(off / chunkSize); b.have != n {
		if err := b.turn(n); err != nil {
			return nil, err
		}
	}
	return b.buf[off%chunkSize:], nil
}

// turn makes chunk n the present one. When chunks are asked for in order, the next is read and deciphered while the
// present one is hashed and used.
func (b *Blob) turn(n int) error {
	if b.done == nil {
		return errors.New("media: read of a closed blob")
	}
	inOrder := n == b.have+1
	got, ok := b.wait()
	spare := b.buf // free once another chunk takes its place
	if !ok || got.n != n {
		spare, got = got.data, b.fetch(n, b.buf)
	}
	b.buf, b.have = got.data, n
	if got.err != nil {
		b.have = -1
		return got.err
	}
	if inOrder && n+1 < chunks(b.at.size) {
		b.ahead = make(chan fetched, 1)
		go func() { b.ahead <- b.fetch(n+1, spare) }()
	}
	return nil
}

// wait returns the chunk that was read ahead, if any.
func (b *Blob) wait() (fetched, bool) {
	if b.ahead == nil {
		return fetched{}, false
	}
	f := <-b.ahead
	b.ahead = nil
	return f, true
}

// fetched is a chunk as it comes from the volume.
type fetched struct {
	n    int
	data []byte
	err  error
}

// fetch reads chunk n, into buf if it is large enough. The volume is locked for this one chunk only.
func (b *Blob) fetch(n int, buf []byte) fetched {
	v := b.at.vol
	v.mu.RLock()
	defer v.mu.RUnlock()
	f := fetched{n: n}
	f.data, f.err = take(b.ctx, b.read, chunkID(b.at.id, n), buf)
	switch want := min(b.at.size-int64(n)*chunkSize, chunkSize); {
	case errors.Is(f.err, sql.ErrNoRows):
		f.err = missing(b.hash) // erased meanwhile, or the volume lost it; Verify tells which
	case f.err != nil:
		f.err = v.classify(f.err)
	case int64(len(f.data)) != want:
		f.err = damaged(v.name(), b.hash, nil)
	}
	return f
}

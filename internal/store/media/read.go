package media

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"hash"
	"io"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// Get opens a file for reading from its beginning. Reading it to the end checks it against its hash: the error then
// comes in place of io.EOF, so a reader that stops early has not checked anything.
func (s *Store) Get(ctx context.Context, hash [32]byte) (io.ReadCloser, error) {
	v, n, size, err := s.locate(ctx, hash)
	if err != nil {
		return nil, err
	}
	return &reader{ctx: ctx, v: v, n: n, size: size, want: hash, sum: sha256.New()}, nil
}

type reader struct {
	ctx  context.Context
	v    *volume
	n    int64
	k    int64
	size int64 // still to come
	want [32]byte
	sum  hash.Hash
	rest []byte
	err  error
}

// Read implements io.Reader. It holds the volume for one chunk at a time.
func (r *reader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 && r.err == nil {
		r.next()
	}
	if r.err != nil {
		return 0, r.err
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *reader) next() {
	if r.size == 0 {
		r.err = io.EOF
		if [32]byte(r.sum.Sum(nil)) != r.want {
			r.err = damaged(r.v.path, r.want)
		}
		return
	}
	b, err := r.v.chunk(r.ctx, r.n<<chunkBits|r.k)
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && (len(b) == 0 || int64(len(b)) > r.size):
		r.err = damaged(r.v.path, r.want)
	case err != nil:
		r.err = cryptvfs.Classify(err, r.v.path)
	default:
		r.sum.Write(b)
		r.size -= int64(len(b))
		r.k++
		r.rest = b
	}
}

func (v *volume) chunk(ctx context.Context, id int64) ([]byte, error) {
	var b []byte
	err := v.ro.QueryRowContext(ctx, "SELECT data FROM chunk WHERE id=?", id).Scan(&b)
	return b, err
}

// Close implements io.Closer.
func (r *reader) Close() error {
	r.err = errors.New("media: read after close")
	return nil
}

// Bytes reads a whole file into memory and checks it.
func (s *Store) Bytes(ctx context.Context, hash [32]byte) ([]byte, error) {
	r, err := s.Get(ctx, hash)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// Finding is a volume or a file that Verify found damaged.
type Finding struct {
	File string
	What string
}

// Verify reads every file and checks it against its hash. It changes nothing.
func (s *Store) Verify(ctx context.Context, progress func(done, total int64)) ([]Finding, error) {
	var out []Finding
	var done, total int64
	lists := map[*volume][]Blob{}
	for _, v := range s.all() {
		blobs, err := v.list(ctx)
		if feltbog.ErrorCode(err) == feltbog.EDamaged {
			out = append(out, Finding{File: v.path, What: err.Error()})
			continue
		}
		if err != nil {
			return nil, err
		}
		lists[v] = blobs
		for _, b := range blobs {
			total += b.Size
		}
	}
	for _, v := range s.all() {
		for _, b := range lists[v] {
			r, err := s.Get(ctx, b.Hash)
			if err == nil {
				_, err = io.Copy(io.Discard, r)
			}
			if ctx.Err() != nil {
				return nil, cryptvfs.Classify(ctx.Err(), v.path)
			}
			if err != nil {
				out = append(out, Finding{File: v.path, What: damaged(v.path, b.Hash).Error()})
			}
			if done += b.Size; progress != nil {
				progress(done, total)
			}
		}
	}
	return out, nil
}

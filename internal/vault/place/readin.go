package place

import (
	"errors"
	"io"
	"os"
)

// ReadIn reads a large file once from its beginning to its end, past the system's memory where that can be done: a file of
// gigabytes that is read once should not drive out what others need.
type ReadIn struct {
	f      *os.File
	path   string
	direct bool
	buf    []byte // a piece
	left   []byte // of the piece
	at     int64
}

// OpenIn opens a file for it.
func OpenIn(path string) (*ReadIn, error) {
	r := &ReadIn{path: path, buf: aligned()}
	var err error
	if r.f, err = openDirect(path, os.O_RDONLY); err == nil {
		r.direct = true
		return r, nil
	}
	r.f, err = os.Open(path)
	return r, err
}

// Read implements io.Reader.
func (r *ReadIn) Read(b []byte) (int, error) {
	if len(r.left) == 0 {
		if err := r.piece(); err != nil {
			return 0, err
		}
	}
	n := copy(b, r.left)
	r.left = r.left[n:]
	return n, nil
}

func (r *ReadIn) piece() error {
	n, err := r.f.ReadAt(r.buf, r.at)
	if r.direct && n == 0 && err != nil && !errors.Is(err, io.EOF) { // it opens, and cannot be read this way
		plain, again := os.Open(r.path)
		if again != nil {
			return again
		}
		err = r.f.Close()
		r.f, r.direct = plain, false
		if err == nil {
			n, err = r.f.ReadAt(r.buf, r.at)
		}
	}
	r.at, r.left = r.at+int64(n), r.buf[:n]
	if n > 0 {
		return nil // an error comes again with the next piece
	}
	return err
}

// Close implements io.Closer.
func (r *ReadIn) Close() error { return r.f.Close() }

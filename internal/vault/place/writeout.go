package place

import (
	"errors"
	"os"
)

// WriteOut writes a large file from a place on, in pieces that go to the disk at once where the system can do that: what
// will be read back from the disk, and never again from memory, need not fill it. Flush writes the rest; the caller syncs.
type WriteOut struct {
	f      *os.File
	direct *os.File // nil: through memory
	buf    []byte
	n      int
	at     int64
}

// NewWriteOut begins at from, a multiple of ReadBackPiece.
func NewWriteOut(f *os.File, from int64) *WriteOut {
	w := &WriteOut{f: f, buf: aligned(), at: from}
	w.direct, _ = openDirect(f.Name(), os.O_WRONLY)
	return w
}

// Write implements io.Writer.
func (w *WriteOut) Write(b []byte) (int, error) {
	done := 0
	for done < len(b) {
		n := copy(w.buf[w.n:], b[done:])
		w.n, done = w.n+n, done+n
		if w.n == len(w.buf) {
			if err := w.piece(); err != nil {
				return done, err
			}
		}
	}
	return done, nil
}

// piece writes one whole piece. A file system that opens and cannot write this way is written the other way.
func (w *WriteOut) piece() error {
	if w.direct != nil {
		n, err := w.direct.WriteAt(w.buf, w.at)
		if err == nil {
			w.at, w.n = w.at+int64(n), 0
			return nil
		}
		if isFull(err) {
			return err
		}
		if err := w.end(); err != nil {
			return err
		}
	}
	return w.rest()
}

func (w *WriteOut) rest() error {
	n, err := w.f.WriteAt(w.buf[:w.n], w.at)
	w.at, w.n = w.at+int64(n), 0
	return err
}

// Close ends it without writing what is left.
func (w *WriteOut) Close() error { return w.end() }

func (w *WriteOut) end() error {
	if w.direct == nil {
		return nil
	}
	d := w.direct
	w.direct = nil
	return d.Close()
}

// Flush writes what is left and ends it.
func (w *WriteOut) Flush() error { return errors.Join(w.rest(), w.end()) }

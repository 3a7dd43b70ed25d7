package app

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/place"
)

// heldBack is how much of the beginning of a pakke stays in memory until it may leave. The keys to the rest are in it: what
// lies on the medium before that can be read by nobody, its receivers included.
const heldBack = place.ReadBackPiece

// medium is where a pakke is going to lie. It is written in its place, under another name and without its beginning. The
// gate enters it in the register, reads it back from the medium and compares; finish then writes the beginning and gives
// it its name.
type medium struct {
	path     string
	f        *os.File
	out      *place.WriteOut // what comes behind the head
	head     bytes.Buffer
	size     int64 // of what was written
	at       int64 // to read on from
	progress *Progress
}

const unfinished = ".unfinished"

// newMedium makes the file. A file of the pakke's name that is there already is not written over.
func newMedium(path string, progress *Progress) (*medium, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, feltbog.Errorf(feltbog.EUsage, "bundle.exists", "%s is there already; choose another name for the pakke", path).With("file", path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, cannotWrite(path, err)
	}
	f, err := os.OpenFile(path+unfinished, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600) // one that a kill left is unreadable and goes
	if err != nil {
		return nil, cannotWrite(path, err)
	}
	return &medium{path: path, f: f, out: place.NewWriteOut(f, heldBack), progress: progress}, nil
}

func cannotWrite(path string, err error) error {
	var known *feltbog.Error
	if err = place.FullOr(path, err); errors.As(err, &known) {
		return err
	}
	return feltbog.Errorf(feltbog.EUsage, "bundle.write", "the pakke cannot be written to %s: %w", path, err).With("file", filepath.Base(path))
}

// Write implements io.Writer.
func (m *medium) Write(b []byte) (int, error) {
	n := min(len(b), heldBack-m.head.Len())
	m.head.Write(b[:n])
	if n < len(b) {
		k, err := m.out.Write(b[n:])
		if err != nil {
			return n + k, cannotWrite(m.path, err)
		}
	}
	m.size += int64(len(b))
	return len(b), nil
}

// Seek implements io.Seeker for the one way it is used: back to the beginning, to read what the medium holds.
func (m *medium) Seek(offset int64, whence int) (int64, error) {
	if offset != 0 || whence != io.SeekStart {
		return 0, errors.ErrUnsupported
	}
	m.at = 0
	if err := errors.Join(m.out.Flush(), m.f.Sync()); err != nil {
		return 0, cannotWrite(m.path, err)
	}
	return 0, nil
}

// WriteTo implements io.WriterTo: it hands over what the medium holds.
func (m *medium) WriteTo(w io.Writer) (int64, error) {
	give := func(b []byte) error {
		n, err := w.Write(b)
		m.at += int64(n)
		m.progress.Add(int64(n))
		return err
	}
	err := give(m.head.Bytes())
	if err == nil && m.size > int64(m.head.Len()) {
		var refused error
		err = place.ReadBack(m.f, int64(m.head.Len()), func(b []byte) error {
			refused = give(b)
			return refused
		})
		if err != nil && refused == nil {
			err = unread(err)
		}
	}
	return m.at, err
}

// Read implements io.Reader; whoever copies takes WriteTo.
func (m *medium) Read([]byte) (int, error) { return 0, errors.ErrUnsupported }

func unread(err error) error {
	return feltbog.Errorf(feltbog.EDamaged, "bundle.unread", "the pakke cannot be read back from where it was written; use another stick: %w", err)
}

// finish writes the beginning, reads it back, and gives the file its name.
func (m *medium) finish() error {
	if _, err := m.f.WriteAt(m.head.Bytes(), 0); err != nil {
		return cannotWrite(m.path, err)
	}
	if err := m.f.Sync(); err != nil {
		return cannotWrite(m.path, err)
	}
	left := m.head.Bytes()
	err := place.ReadBack(m.f, 0, func(b []byte) error {
		n := min(len(b), len(left))
		if !bytes.Equal(b[:n], left[:n]) {
			return errors.New("the beginning differs")
		}
		if left = left[n:]; len(left) == 0 {
			return io.EOF // the rest was read back before
		}
		return nil
	})
	if err != nil && err != io.EOF || len(left) > 0 {
		return unread(err)
	}
	if err := m.f.Close(); err != nil {
		return cannotWrite(m.path, err)
	}
	m.f = nil
	if err := place.Replace(m.path+unfinished, m.path); err != nil {
		return cannotWrite(m.path, err)
	}
	return nil
}

// drop takes away what is not finished.
func (m *medium) drop() error {
	if m.f == nil {
		return nil
	}
	err := errors.Join(m.out.Close(), m.f.Close())
	m.f = nil
	return errors.Join(err, os.Remove(m.path+unfinished))
}

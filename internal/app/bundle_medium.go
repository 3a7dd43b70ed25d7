package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/place"
)

// heldBack is how much of the beginning of a pakke stays in memory until it may leave. The keys to the rest are in it: what
// lies on the medium before that can be read by nobody, its receivers included.
const heldBack = 1 << 20

// medium is where a pakke is going to lie. It is written in its place, under another name and without its beginning. The
// gate enters it in the register, reads it back from the medium and compares; finish then writes the beginning and gives
// it its name.
type medium struct {
	path     string
	f        *os.File
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
	return &medium{path: path, f: f, progress: progress}, nil
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
		k, err := m.f.WriteAt(b[n:], m.size+int64(n))
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
	return 0, m.settle()
}

// settle has everything on the medium, and nothing of it in memory.
func (m *medium) settle() error {
	if err := m.f.Sync(); err != nil {
		return cannotWrite(m.path, err)
	}
	place.Forget(m.f)
	return nil
}

// Read implements io.Reader.
func (m *medium) Read(b []byte) (int, error) {
	if m.at >= m.size {
		return 0, io.EOF
	}
	var n int
	var err error
	if m.at < int64(m.head.Len()) {
		n = copy(b, m.head.Bytes()[m.at:])
	} else if n, err = m.f.ReadAt(b[:min(int64(len(b)), m.size-m.at)], m.at); n > 0 {
		err = nil
	}
	m.at += int64(n)
	m.progress.Add(int64(n))
	if err != nil {
		return n, feltbog.Errorf(feltbog.EDamaged, "bundle.unread", "the pakke cannot be read back from where it was written; use another stick: %w", err)
	}
	return n, nil
}

// finish writes the beginning, reads it back, and gives the file its name.
func (m *medium) finish() error {
	if _, err := m.f.WriteAt(m.head.Bytes(), 0); err != nil {
		return cannotWrite(m.path, err)
	}
	if err := m.settle(); err != nil {
		return err
	}
	again := make([]byte, m.head.Len())
	if _, err := m.f.ReadAt(again, 0); err != nil || !bytes.Equal(again, m.head.Bytes()) {
		return feltbog.Errorf(feltbog.EDamaged, "bundle.unread", "the pakke cannot be read back from where it was written; use another stick: %w",
			errors.Join(err, fmt.Errorf("the beginning differs")))
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
	err := m.f.Close()
	m.f = nil
	return errors.Join(err, os.Remove(m.path+unfinished))
}

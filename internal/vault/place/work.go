package place

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// workLock is the file in a work folder that is locked while its maker lives.
const workLock = "work.lock"

// Work is a folder for files that nobody needs when this process is done. One that a kill left behind is taken away by
// SweepWork: the lock in it has ended with its maker.
type Work struct {
	path string
	hold *Hold
}

// MakeWork makes a folder in parent. Its name begins with prefix, which says what it is for.
func MakeWork(parent, prefix string) (*Work, error) {
	for {
		dir, err := os.MkdirTemp(parent, prefix)
		if err != nil {
			return nil, fullOr(filepath.Join(parent, prefix), err)
		}
		hold, err := LockFile(filepath.Join(dir, workLock))
		if err == nil {
			return &Work{path: dir, hold: hold}, nil
		}
		if !IsHeld(err) && !errors.Is(err, fs.ErrNotExist) { // else somebody swept it before it was locked
			return nil, errors.Join(err, RemoveAll(dir))
		}
	}
}

// Make makes a folder in the work folder and returns its path.
func (w *Work) Make(name string) (string, error) {
	dir := w.Path(name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", fullOr(dir, err)
	}
	return dir, nil
}

// Path is where something of that name lies in the folder.
func (w *Work) Path(name string) string { return filepath.Join(w.path, name) }

// Remove takes the folder away with everything in it. Removing twice does nothing.
func (w *Work) Remove() error {
	if w.hold == nil {
		return nil
	}
	err := w.hold.Release() // Windows removes no file that is open
	w.hold = nil
	return errors.Join(err, RemoveAll(w.path))
}

// SweepWork removes the work folders in parent whose name begins with prefix and whose maker is gone. Folders of other
// users are left alone, as is what cannot be removed: the next sweep tries again. It reports whether it could look.
func SweepWork(parent, prefix string) bool {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return false
	}
	for _, e := range entries {
		dir := filepath.Join(parent, e.Name())
		if !e.IsDir() || !strings.HasPrefix(e.Name(), prefix) || !own(dir) {
			continue
		}
		if hold, err := LockFile(filepath.Join(dir, workLock)); err == nil {
			_ = (&Work{path: dir, hold: hold}).Remove()
		}
	}
	return true
}

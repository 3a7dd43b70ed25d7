package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault/identity"
	"feltbog/internal/vault/place"
)

// paperFolder is where papers lie while they are printed, trialFolder where a backup is tried.
const (
	paperFolder = "papers"
	trialFolder = "trial"
)

// scratch returns a folder of this machine for what is soon taken away: in the user's cache, which neither travels with
// the user nor is copied by backups.
func (m *Machine) scratch(name string) (string, error) {
	base := filepath.Join(m.dir, "cache")
	if m.opt.Config == "" && os.Getenv(identity.EnvConfig) == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("find the cache folder: %w", err)
		}
		base = filepath.Join(cache, "feltbog")
	}
	return filepath.Join(base, name), nil
}

// Paper writes a paper that is to be printed into a private folder and returns its path, for the system's viewer.
// WipePapers takes it away.
func (m *Machine) Paper(name string, write func(io.Writer) error) (string, error) {
	dir, err := m.scratch(paperFolder)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make the folder for papers: %w", err)
	}
	path := filepath.Join(dir, name)
	if err := wipe(path); err != nil {
		return "", err
	}
	return path, WritePaper(path, write)
}

// WritePaper writes a paper into a file that only its owner can read. A file that was cut short is taken away; one that
// is there already is replaced.
func WritePaper(path string, write func(io.Writer) error) error {
	temp := path + ".part"
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return unwritten(path, err)
	}
	err = write(f)
	var said *feltbog.Error
	if errors.As(err, &said) { // the paper was refused, not the file
		return errors.Join(err, f.Close(), os.Remove(temp))
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = place.Replace(temp, path)
	}
	if err != nil {
		return unwritten(path, errors.Join(err, os.Remove(temp)))
	}
	return nil
}

func unwritten(path string, err error) error {
	return feltbog.Errorf(feltbog.EUsage, "paper.unwritten", "%s cannot be written: %w", path, err).With("file", path)
}

// WipePapers takes away everything that Paper wrote. It is called when a vault is locked and when the program starts
// and ends. A viewer that still shows a paper keeps it on Windows; the next call takes it.
func (m *Machine) WipePapers() error {
	dir, err := m.scratch(paperFolder)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	errs := []error{err}
	for _, e := range entries {
		errs = append(errs, wipe(filepath.Join(dir, e.Name())))
	}
	return errors.Join(errs...)
}

// wipe writes over a file and takes it away. On most of today's disks the old blocks survive that; it costs nothing.
func wipe(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.Mode().IsRegular() {
		if f, e := os.OpenFile(path, os.O_WRONLY, 0); e == nil {
			_, e = io.CopyN(f, nothing{}, info.Size())
			_ = errors.Join(e, f.Sync(), f.Close())
		}
	}
	if err := os.RemoveAll(path); err != nil {
		return fmt.Errorf("take away a printed paper: %w", err)
	}
	return nil
}

// nothing is an endless row of zeros.
type nothing struct{}

// Read implements io.Reader.
func (nothing) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

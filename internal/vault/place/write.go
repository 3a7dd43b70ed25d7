package place

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
)

// tempSuffix is fixed, not random: a temporary file that a crash left behind may hold a wrapped key that is dropped
// later, and a fixed name makes sure that the next write takes it away.
const tempSuffix = ".tmp"

// AtomicWrite replaces the file at path by data, readable by its owner only. The bytes are on the disk under a
// temporary name before the file is renamed, and the folder entry is on the disk before AtomicWrite returns, so that a
// crash leaves either the old or the new content and success means durable.
//
// One writer per path at a time; the vault's lock sees to that. A full disk is reported with the code EFull and
// leaves the old content. After any other error the caller cannot know which of the two is there: it has to look.
func AtomicWrite(path string, data []byte) error {
	temp := path + tempSuffix
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write %s: take away the leftover of an earlier try: %w", path, err)
	}
	if err := writeSynced(temp, data); err != nil {
		os.Remove(temp)
		return fullOr(path, err)
	}
	if err := Replace(temp, path); err != nil {
		os.Remove(temp)
		return err
	}
	return nil
}

// Replace renames a file that is on the disk already over the one at path. The folder entry is on the disk before Replace
// returns: a power cut does not bring the old file back.
func Replace(temp, path string) error {
	if err := replace(temp, path); err != nil {
		return fullOr(path, err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return fmt.Errorf("write %s: make the folder entry durable: %w", path, err)
	}
	return nil
}

// writeSynced makes a new file with data in it and waits for the disk.
func writeSynced(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// FullOr is fullOr for those who write files elsewhere.
func FullOr(path string, err error) error { return fullOr(path, err) }

// fullOr gives a full disk its own code, because the user can do something about it, and wraps anything else.
func fullOr(path string, err error) error {
	if isFull(err) {
		return feltbog.Errorf(feltbog.EFull, "disk.full",
			"there is no room left on the disk for %s; nothing was lost, make room and try again: %w", path, err).With("file", path)
	}
	return fmt.Errorf("write %s: %w", path, err)
}

// FreeSpace returns how many bytes this user may still write on the disk that holds dir.
func FreeSpace(dir string) (uint64, error) {
	n, err := freeSpace(dir)
	if err != nil {
		return 0, fmt.Errorf("free space of %s: %w", dir, err)
	}
	return n, nil
}

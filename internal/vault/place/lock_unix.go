//go:build unix

package place

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// tryLock locks the open file or returns errHeld. flock belongs to the open file, so a second open in the same process
// is refused as well, and closing some other handle of the same file does not end it (unlike POSIX record locks).
func tryLock(f *os.File) error {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return errHeld
		default:
			return err
		}
	}
}

// lockDir locks the folder itself. Where the file system cannot lock folders the file's lock has to do.
func lockDir(dir string) (*os.File, error) {
	d, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := tryLock(d); err != nil {
		d.Close()
		if errors.Is(err, errHeld) {
			return nil, err
		}
		return nil, nil
	}
	return d, nil
}

package place

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockOffset lies far behind the content: locks on Windows are mandatory, and the refused process must still be able
// to read who holds the vault.
const lockOffset = 1 << 30

// tryLock locks the open file or returns errHeld.
func tryLock(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, &windows.Overlapped{Offset: lockOffset})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errHeld
	}
	return err
}

// lockDir has nothing to do: an open file cannot be deleted here.
func lockDir(string) (*os.File, error) { return nil, nil }

package place

import (
	"os"

	"golang.org/x/sys/unix"
)

// Forget asks the system to let go of what it keeps in memory of a file that is on the disk, so that the next reading
// comes from the disk. Where it cannot be asked, reading still compares what the system has.
func Forget(f *os.File) { _ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) }

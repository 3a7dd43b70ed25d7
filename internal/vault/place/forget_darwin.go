package place

import (
	"os"

	"golang.org/x/sys/unix"
)

// Forget has the file read from the disk from now on, past what the system keeps in memory.
func Forget(f *os.File) { _, _ = unix.FcntlInt(f.Fd(), unix.F_NOCACHE, 1) }

package place

import (
	"os"
	"syscall"
)

// openDirect opens a file past what the system keeps of it in memory. Not every file system can.
func openDirect(path string, flag int) (*os.File, error) {
	return os.OpenFile(path, flag|syscall.O_DIRECT, 0)
}

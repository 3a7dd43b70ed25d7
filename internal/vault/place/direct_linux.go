package place

import (
	"os"
	"syscall"
)

// openDirect opens a file for reading past what the system keeps of it in memory. Not every file system can.
func openDirect(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_RDONLY|syscall.O_DIRECT, 0)
}

package bench

import (
	"os"

	"golang.org/x/sys/unix"
)

// dropCache puts a file out of the system's cache and reports whether it could ask for that. No database of the file
// may be open.
func dropCache(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return f.Sync() == nil && unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) == nil
}

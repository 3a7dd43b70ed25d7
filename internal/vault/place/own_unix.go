//go:build unix

package place

import (
	"os"
	"syscall"
)

// own reports whether a folder belongs to the user of this process; the folder for temporary files is everybody's.
func own(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}

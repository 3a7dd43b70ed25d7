//go:build unix

package cryptvfs

import "syscall"

// isFull reports whether a system error number means that there is no room left.
func isFull(errno int) bool {
	return syscall.Errno(errno) == syscall.ENOSPC || syscall.Errno(errno) == syscall.EDQUOT
}

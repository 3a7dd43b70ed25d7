package place

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

func fsType(dir string) (string, bool) {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return "", false
	}
	return unix.ByteSliceToString(s.Fstypename[:]), s.Flags&unix.MNT_LOCAL == 0
}

func followLinks(dir string) (string, error) { return filepath.EvalSymlinks(dir) }

func systemRoots() []Root { return nil }

package cryptvfs

import (
	"golang.org/x/sys/unix"
	sqlite3 "modernc.org/sqlite/lib"
)

// startWriting asks the system to begin writing a range of the file to the disk, without waiting. It promises nothing and
// needs no answer: what counts is the sync that follows.
func (f *file) startWriting(off, n int64) {
	_ = unix.SyncFileRange(int((*sqlite3.TunixFile)(ptr(f.parent)).Fh), off, n, unix.SYNC_FILE_RANGE_WRITE)
}

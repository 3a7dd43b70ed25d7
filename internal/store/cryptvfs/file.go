package cryptvfs

import (
	"sync"
	"sync/atomic"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// files numbers the open files of all VFSes; the number lies in the C memory of the file.
var files table[file]

// file is one open file below SQLite. SQLite serialises the calls on a file, so it needs no lock of its own.
type file struct {
	vfs    *VFS
	kind   kind
	path   string // "" for an unnamed temporary file
	head   *cfile
	parent uintptr // the parent's sqlite3_file, right behind head
	io     parentIO
	cipher *blockCipher
	log    *logState // of a log and of its database; nil otherwise

	buf  uintptr // C scratch space: ciphertext on its way to the disk
	bufN int

	tail    tailBlock
	waiting shortWrite
	piece   piece
}

// logState is what the handles of one database and its log share in this process.
type logState struct {
	// mu lets no reader see a block of the log while it is being replaced.
	mu sync.RWMutex
	// epoch counts the moments after which somebody else may have written to the log.
	epoch atomic.Uint64
	refs  int // under VFS.mu
}

// scratch returns at least n bytes of C memory, valid until the next call.
func (f *file) scratch(tls *libc.TLS, n int) (uintptr, []byte) {
	if f.bufN < n {
		f.freeScratch(tls)
		f.buf = libc.Xmalloc(tls, libc.Tsize_t(n))
		if f.buf == 0 {
			return 0, nil
		}
		f.bufN = n
	}
	return f.buf, bytesAt(f.buf, n)
}

func (f *file) freeScratch(tls *libc.TLS) {
	if f.buf != 0 {
		clear(bytesAt(f.buf, f.bufN)) // a read-modify-write leaves plaintext here
		libc.Xfree(tls, f.buf)
		f.buf, f.bufN = 0, 0
	}
}

// diskSize is the size on disk; a block that a power cut left incomplete does not count.
func (f *file) diskSize(tls *libc.TLS) (int64, int32) {
	if rc := f.flush(tls); rc != sqlite3.SQLITE_OK {
		return 0, rc
	}
	rc := f.io.size(tls, f.parent, addr(&f.head.size))
	return f.head.size &^ (blockSize - 1), rc
}

// fetch reads and deciphers n blocks to C memory at buf. It returns how many of them exist; the rest is zeros.
func (f *file) fetch(tls *libc.TLS, buf uintptr, first int64, n int) (int, int32) {
	present, rc := f.fetchRaw(tls, buf, first, n)
	if rc != sqlite3.SQLITE_OK {
		return 0, rc
	}
	b := bytesAt(buf, n*blockSize)
	f.cipher.decrypt(b[:present*blockSize], first)
	clear(b[present*blockSize:])
	return present, sqlite3.SQLITE_OK
}

func (f *file) fetchRaw(tls *libc.TLS, buf uintptr, first int64, n int) (int, int32) {
	if f.kind == kindWAL {
		f.log.mu.RLock()
		defer f.log.mu.RUnlock()
	}
	rc := f.io.read(tls, f.parent, buf, int32(n*blockSize), first*blockSize)
	if rc != sqlite3.SQLITE_IOERR_SHORT_READ {
		return n, rc
	}
	size, rc := f.diskSize(tls)
	return int(min(max(size/blockSize-first, 0), int64(n))), rc
}

// read is xRead.
func (f *file) read(tls *libc.TLS, dst uintptr, n int, off int64) int32 {
	if rc := f.flush(tls); rc != sqlite3.SQLITE_OK {
		return rc
	}
	first, last := off/blockSize, (off+int64(n)-1)/blockSize
	count := int(last-first) + 1
	buf, skip := dst, int(off%blockSize)
	direct := skip == 0 && n%blockSize == 0
	if !direct {
		if buf, _ = f.scratch(tls, count*blockSize); buf == 0 {
			return sqlite3.SQLITE_IOERR_NOMEM
		}
	}
	present, rc := f.fetch(tls, buf, first, count)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	if !direct {
		copy(bytesAt(dst, n), bytesAt(buf, count*blockSize)[skip:])
	}
	if (first+int64(present))*blockSize < off+int64(n) {
		return sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return sqlite3.SQLITE_OK
}

// truncate is xTruncate. The size is rounded up: SQLite reads journals and logs by their own counters and checksums,
// never by an exact end.
func (f *file) truncate(tls *libc.TLS, size int64) int32 {
	if rc := f.flush(tls); rc != sqlite3.SQLITE_OK {
		return rc
	}
	f.tail.valid = false
	f.handover()
	size = (size + blockSize - 1) &^ (blockSize - 1)
	op := Op{Kind: OpTruncate, Path: f.path, Off: size}
	if rc := f.vfs.before(op, sqlite3.SQLITE_IOERR_TRUNCATE); rc != sqlite3.SQLITE_OK {
		return rc
	}
	rc := f.fullOr(tls, f.io.truncate(tls, f.parent, size))
	f.vfs.after(op, rc)
	return rc
}

// fullOr turns an I/O error whose cause is a full disk or an exhausted quota into SQLITE_FULL. SQLite itself does so
// for ENOSPC on write only.
func (f *file) fullOr(tls *libc.TLS, rc int32) int32 {
	if rc&0xff != sqlite3.SQLITE_IOERR {
		return rc
	}
	f.head.errno = 0
	p := addr(&f.head.errno)
	if f.io.control(tls, f.parent, sqlite3.SQLITE_FCNTL_LAST_ERRNO, p) == sqlite3.SQLITE_OK && isFull(int(int32(f.head.errno))) {
		return sqlite3.SQLITE_FULL
	}
	return rc
}

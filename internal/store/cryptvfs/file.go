package cryptvfs

import (
	"encoding/binary"
	"sync"

	"lukechampine.com/adiantum/hbsh"
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Block is the number of bytes that are enciphered together, and the sector size that SQLite is told.
const Block = 4096

// Kinds of files; each has a key of its own and marks its tweaks.
const (
	kindMain    byte = 1
	kindWAL     byte = 2
	kindJournal byte = 3
	kindTemp    byte = 4
)

// handle stands at the beginning of the memory that SQLite gives us for a file; the file of the layer below follows.
type handle struct {
	base sqlite3.Tsqlite3_file
	n    uintptr
}

// headSize is the room kept for handle.
const headSize = 32

// file is our side of an open file.
type file struct {
	vfs    *VFS
	mu     sync.Mutex
	cipher *hbsh.HBSH
	kind   byte
	plain  bool          // a super-journal: it holds file names only, and SQLite reads it byte by byte
	shared *sync.RWMutex // of a write-ahead log: a block is never read while it is rewritten
	path   string
	buf    uintptr // scratch memory in SQLite's heap
	bufLen int
}

// The open files, found by the number in their handle.
var open = struct {
	sync.RWMutex
	files []*file
	free  []uintptr
}{files: []*file{nil}}

func register(f *file) uintptr {
	open.Lock()
	defer open.Unlock()
	if k := len(open.free); k > 0 {
		n := open.free[k-1]
		open.free = open.free[:k-1]
		open.files[n] = f
		return n
	}
	open.files = append(open.files, f)
	return uintptr(len(open.files) - 1)
}

func unregister(n uintptr) {
	open.Lock()
	open.files[n] = nil
	open.free = append(open.free, n)
	open.Unlock()
}

func fileOf(pFile uintptr) *file {
	n := at[handle](pFile).n
	open.RLock()
	f := open.files[n]
	open.RUnlock()
	return f
}

// tweak returns the tweak of a block: the file's kind and the block's number.
func (f *file) tweak(t *[16]byte, block int64) []byte {
	t[0] = f.kind
	binary.LittleEndian.PutUint64(t[8:], uint64(block))
	return t[:]
}

func isZero(b []byte) bool {
	for len(b) >= 8 {
		if binary.LittleEndian.Uint64(b) != 0 {
			return false
		}
		b = b[8:]
	}
	return true
}

// scratch returns n bytes that the layer below can read and write.
func (f *file) scratch(tls *libc.TLS, n int) []byte {
	if f.bufLen < n {
		if f.buf != 0 {
			clear(bytesAt(f.buf, f.bufLen))
			libc.Xfree(tls, f.buf)
		}
		f.buf = libc.Xmalloc(tls, libc.Tsize_t(n))
		f.bufLen = n
		if f.buf == 0 {
			f.bufLen = 0
			return nil
		}
	}
	return bytesAt(f.buf, n)
}

func (f *file) decrypt(b []byte, first int64) {
	var t [16]byte
	for i := 0; i < len(b); i += Block {
		if blk := b[i : i+Block]; !isZero(blk) {
			f.cipher.Decrypt(blk, f.tweak(&t, first+int64(i/Block)))
		}
	}
}

func (f *file) encrypt(b []byte, first int64) {
	var t [16]byte
	for i := 0; i < len(b); i += Block {
		f.cipher.Encrypt(b[i:i+Block], f.tweak(&t, first+int64(i/Block)))
	}
}

// load reads and deciphers n blocks into the scratch memory and returns how many of them the file has; the rest is
// zero. A part of a block at the end of the file was never written by this layer and does not count.
func (f *file) load(tls *libc.TLS, pFile uintptr, first int64, n int) (b []byte, present int, rc int32) {
	q, m := below(pFile)
	if b = f.scratch(tls, n*Block); b == nil {
		return nil, 0, sqlite3.SQLITE_NOMEM
	}
	rc = fn[rwFn](m.FxRead)(tls, q, f.buf, int32(n*Block), first*Block)
	present = n
	if rc == sqlite3.SQLITE_IOERR_SHORT_READ {
		var size int64
		if size, rc = sizeBelow(tls, pFile); rc != sqlite3.SQLITE_OK {
			return nil, 0, rc
		}
		present = int(min(max(size/Block-first, 0), int64(n)))
	} else if rc != sqlite3.SQLITE_OK {
		return nil, 0, rc
	}
	f.decrypt(b[:present*Block], first)
	clear(b[present*Block:])
	return b, present, sqlite3.SQLITE_OK
}

func sizeBelow(tls *libc.TLS, pFile uintptr) (int64, int32) {
	q, m := below(pFile)
	out := libc.Xmalloc(tls, 8)
	if out == 0 {
		return 0, sqlite3.SQLITE_NOMEM
	}
	defer libc.Xfree(tls, out)
	rc := fn[outFn](m.FxFileSize)(tls, q, out)
	return *at[int64](out), rc
}

func (f *file) read(tls *libc.TLS, pFile, dst uintptr, n int32, off int64) int32 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.shared != nil {
		f.shared.RLock()
		defer f.shared.RUnlock()
	}
	first, last := off/Block, (off+int64(n)-1)/Block
	b, present, rc := f.load(tls, pFile, first, int(last-first+1))
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	copy(bytesAt(dst, int(n)), b[off-first*Block:])
	if (first+int64(present))*Block < off+int64(n) {
		return sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return sqlite3.SQLITE_OK
}

func (f *file) write(tls *libc.TLS, pFile, src uintptr, n int32, off int64) int32 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.shared != nil {
		f.shared.Lock()
		defer f.shared.Unlock()
	}
	first, last := off/Block, (off+int64(n)-1)/Block
	count := int(last - first + 1)
	var b []byte
	if off%Block != 0 || int64(n)%Block != 0 {
		var rc int32
		if b, _, rc = f.load(tls, pFile, first, count); rc != sqlite3.SQLITE_OK {
			return rc
		}
	} else if b = f.scratch(tls, count*Block); b == nil {
		return sqlite3.SQLITE_NOMEM
	}
	copy(b[off-first*Block:], bytesAt(src, int(n)))
	f.encrypt(b, first)
	if rc := f.vfs.note(OpWrite, f.path, first*Block, b); rc != sqlite3.SQLITE_OK {
		return rc
	}
	q, m := below(pFile)
	return fn[rwFn](m.FxWrite)(tls, q, f.buf, int32(len(b)), first*Block)
}

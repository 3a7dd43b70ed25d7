package cryptvfs

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite appends to logs and journals in pieces: a frame header of 24 bytes and a page; a page number, a page and a
// checksum. Each piece on its own would cost reading, deciphering, ciphering and writing of the blocks at its ends.
// Two small memories avoid most of it.

// tailBlock remembers the plaintext of the last, partly filled block that was written.
type tailBlock struct {
	valid bool
	block int64
	epoch uint64 // of the log when it was written: afterwards others may have written
	plain []byte
}

// shortWrite holds a few bytes back until the bytes behind them arrive, or until anything else is asked of the file.
// SQLite always has more to write behind a short piece, with one exception: it syncs a commit up to a whole sector and
// then writes what is left of the last frame. Readers may look at that piece at once, so the first write after a sync
// is never held back.
type shortWrite struct {
	off    int64
	n      int
	synced bool // nothing was written since the last sync
	data   [64]byte
}

func (f *file) epoch() uint64 {
	if f.log == nil {
		return 0
	}
	return f.log.epoch.Load()
}

// handover notes that from now on another connection may write the log.
func (f *file) handover() {
	if f.log != nil {
		f.log.epoch.Add(1)
	}
}

func (f *file) keepTail(block int64, plain []byte) {
	if f.tail.plain == nil {
		f.tail.plain = make([]byte, blockSize)
	}
	copy(f.tail.plain, plain)
	f.tail.block, f.tail.epoch, f.tail.valid = block, f.epoch(), true
}

// write is xWrite.
func (f *file) write(tls *libc.TLS, src uintptr, n int, off int64) int32 {
	w := &f.waiting
	if w.n > 0 && off != w.off+int64(w.n) {
		if rc := f.flush(tls); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	if f.kind != kindMain && !w.synced && w.n+n <= len(w.data) {
		if w.n == 0 {
			w.off = off
		}
		w.n += copy(w.data[w.n:], bytesAt(src, n))
		return sqlite3.SQLITE_OK
	}
	held := w.data[:w.n]
	w.n, w.synced = 0, false
	return f.writeBlocks(tls, held, bytesAt(src, n), off-int64(len(held)))
}

// flush writes what was held back.
func (f *file) flush(tls *libc.TLS) int32 {
	w := &f.waiting
	if w.n == 0 {
		return sqlite3.SQLITE_OK
	}
	held := w.data[:w.n]
	w.n = 0
	return f.writeBlocks(tls, held, nil, w.off)
}

// writeBlocks writes a and, behind it, b: it completes the blocks at both ends, enciphers and writes all in one go.
func (f *file) writeBlocks(tls *libc.TLS, a, b []byte, off int64) int32 {
	end := off + int64(len(a)+len(b))
	first, last := off/blockSize, (end-1)/blockSize
	headCut, tailCut := off%blockSize != 0, end%blockSize != 0
	if f.kind == kindMain && (headCut || tailCut) {
		return sqlite3.SQLITE_IOERR_WRITE // a page smaller than a block
	}
	size := int(last-first+1) * blockSize
	buf, out := f.scratch(tls, size)
	if buf == 0 {
		return sqlite3.SQLITE_IOERR_NOMEM
	}
	if headCut || (tailCut && first == last) {
		if rc := f.load(tls, buf, first); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	if tailCut && first != last {
		if rc := f.load(tls, buf+uintptr(size-blockSize), last); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	n := copy(out[off%blockSize:], a)
	copy(out[off%blockSize+int64(n):], b)
	f.tail.valid = false
	op := Op{Kind: OpWrite, Path: f.path, Off: first * blockSize, Data: out}
	if rc := f.vfs.before(op, sqlite3.SQLITE_IOERR_WRITE); rc != sqlite3.SQLITE_OK {
		return rc
	}
	if tailCut {
		f.keepTail(last, out[size-blockSize:])
	}
	f.cipher.encrypt(out, first)
	rc := f.put(tls, buf, size, first)
	if rc != sqlite3.SQLITE_OK {
		f.tail.valid = false // the disk may hold anything now
		return f.fullOr(tls, rc)
	}
	f.wrote(first*blockSize, int64(size))
	f.vfs.after(op, rc)
	return rc
}

// load puts the present plaintext of one block at buf.
func (f *file) load(tls *libc.TLS, buf uintptr, block int64) int32 {
	if f.tail.valid && f.tail.block == block && f.tail.epoch == f.epoch() {
		copy(bytesAt(buf, blockSize), f.tail.plain)
		return sqlite3.SQLITE_OK
	}
	_, rc := f.fetch(tls, buf, block, 1)
	return rc
}

func (f *file) put(tls *libc.TLS, buf uintptr, n int, first int64) int32 {
	if f.kind == kindWAL {
		f.log.mu.Lock()
		defer f.log.mu.Unlock()
	}
	return f.io.write(tls, f.parent, buf, int32(n), first*blockSize)
}

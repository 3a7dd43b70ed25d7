package cryptvfs

import (
	"crypto/rand"
	"encoding/binary"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The sqlite3_vfs methods. Only opening and deleting concern us; the rest is the parent's.

func vfsOf(c uintptr) *VFS { return vfses.get(vfsAt(c).FpAppData) }

func xOpen(tls *libc.TLS, c, name, p uintptr, flags int32, out uintptr) int32 {
	head := cfileAt(p)
	*head = cfile{}
	v := vfsOf(c)
	f := &file{vfs: v, head: head, parent: p + headSize}
	switch {
	case v == nil, flags&sqlite3.SQLITE_OPEN_SUPER_JOURNAL != 0:
		return sqlite3.SQLITE_CANTOPEN
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		f.kind = kindMain
	case flags&sqlite3.SQLITE_OPEN_WAL != 0:
		f.kind = kindWAL
	case flags&sqlite3.SQLITE_OPEN_MAIN_JOURNAL != 0:
		f.kind = kindJournal
	default:
		f.kind = kindTemp
	}
	if name != 0 {
		f.path = libc.GoString(name)
	}
	op := Op{Kind: OpCreate, Path: f.path}
	if flags&sqlite3.SQLITE_OPEN_CREATE != 0 {
		if rc := v.before(op, sqlite3.SQLITE_CANTOPEN); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	fileAt(f.parent).FpMethods = 0
	rc := fn[cVFSOpen](vfsAt(v.parent).FxOpen)(tls, v.parent, name, f.parent, flags, out)
	methods := fileAt(f.parent).FpMethods
	if methods != 0 {
		f.io = resolveIO(methods)
	}
	if rc == sqlite3.SQLITE_OK {
		rc = f.begin(tls)
	} else if isFull(int(fn[cVFSIntOut](vfsAt(v.parent).FxGetLastError)(tls, v.parent, 0, 0))) {
		rc = sqlite3.SQLITE_FULL
	}
	if rc != sqlite3.SQLITE_OK {
		if methods != 0 {
			f.io.close(tls, f.parent)
		}
		return rc
	}
	head.handle = files.add(f)
	head.methods = ioMethods()
	if flags&sqlite3.SQLITE_OPEN_CREATE != 0 {
		v.after(op, rc)
	}
	return sqlite3.SQLITE_OK
}

// begin refuses plaintext and gives the file its cipher.
func (f *file) begin(tls *libc.TLS) int32 {
	plain, rc := f.isPlain(tls)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	if plain {
		f.vfs.mu.Lock()
		f.vfs.plain[f.path] = true
		f.vfs.mu.Unlock()
		return sqlite3.SQLITE_NOTADB
	}
	key, ok := f.vfs.opened(f)
	if !ok {
		return sqlite3.SQLITE_CANTOPEN
	}
	f.cipher = newBlockCipher(key, f.kind)
	return sqlite3.SQLITE_OK
}

// The first bytes of SQLite's files when nobody encrypts them.
const (
	plainMain    = "SQLite format 3\x00"
	plainJournal = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
	plainWAL     = 0x377f0682 // lowest bit: byte order of the checksums
)

// isPlain reads the first bytes through the parent's handle.
func (f *file) isPlain(tls *libc.TLS) (bool, int32) {
	p := libc.Xcalloc(tls, 1, 16)
	if p == 0 {
		return false, sqlite3.SQLITE_IOERR_NOMEM
	}
	defer libc.Xfree(tls, p)
	rc := f.io.read(tls, f.parent, p, 16, 0)
	if rc != sqlite3.SQLITE_OK {
		if rc == sqlite3.SQLITE_IOERR_SHORT_READ {
			rc = sqlite3.SQLITE_OK // empty, or less than a block: counts as empty
		}
		return false, rc
	}
	b := bytesAt(p, 16)
	switch f.kind {
	case kindMain:
		return string(b) == plainMain, rc
	case kindJournal:
		return string(b[:8]) == plainJournal, rc
	case kindWAL:
		return binary.BigEndian.Uint32(b)&^1 == plainWAL, rc
	}
	return false, rc
}

func xDelete(tls *libc.TLS, c, name uintptr, dirSync int32) int32 {
	v := vfsOf(c)
	op := Op{Kind: OpDelete, Path: libc.GoString(name), DirSync: dirSync != 0}
	if rc := v.before(op, sqlite3.SQLITE_IOERR_DELETE); rc != sqlite3.SQLITE_OK {
		return rc
	}
	rc := fn[cVFSNameInt](vfsAt(v.parent).FxDelete)(tls, v.parent, name, dirSync)
	v.after(op, rc)
	return rc
}

func xAccess(tls *libc.TLS, c, name uintptr, flags int32, out uintptr) int32 {
	p := parentOf(tls, c)
	return fn[cVFSNameOut](vfsAt(p).FxAccess)(tls, p, name, flags, out)
}

func xFullPathname(tls *libc.TLS, c, name uintptr, n int32, out uintptr) int32 {
	p := parentOf(tls, c)
	return fn[cVFSNameOut](vfsAt(p).FxFullPathname)(tls, p, name, n, out)
}

func xRandomness(tls *libc.TLS, c uintptr, n int32, out uintptr) int32 {
	rand.Read(bytesAt(out, int(n)))
	return n
}

// parentOf is the parent of a VFS; the default one when the VFS has ended meanwhile.
func parentOf(tls *libc.TLS, c uintptr) uintptr {
	if v := vfsOf(c); v != nil {
		return v.parent
	}
	return sqlite3.Xsqlite3_vfs_find(tls, 0)
}

func xSleep(tls *libc.TLS, c uintptr, us int32) int32 {
	p := parentOf(tls, c)
	return fn[cVFSInt](vfsAt(p).FxSleep)(tls, p, us)
}

func xCurrentTime(tls *libc.TLS, c, out uintptr) int32 {
	p := parentOf(tls, c)
	return fn[cVFSOut](vfsAt(p).FxCurrentTime)(tls, p, out)
}

func xCurrentTimeInt64(tls *libc.TLS, c, out uintptr) int32 {
	p := parentOf(tls, c)
	return fn[cVFSOut](vfsAt(p).FxCurrentTimeInt64)(tls, p, out)
}

func xGetLastError(tls *libc.TLS, c uintptr, n int32, out uintptr) int32 {
	p := parentOf(tls, c)
	return fn[cVFSIntOut](vfsAt(p).FxGetLastError)(tls, p, n, out)
}

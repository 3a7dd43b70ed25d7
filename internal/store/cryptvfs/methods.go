package cryptvfs

import (
	"sync"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The io_methods SQLite calls on an open file. They find the Go file and hand over; calls without contents (locks,
// shared memory) go straight to the parent.

// ioMethods is built once and shared by all files.
var ioMethods = sync.OnceValue(func() uintptr {
	tls := libc.NewTLS()
	defer tls.Close()
	p := libc.Xcalloc(tls, 1, libc.Tsize_t(ioMethodsSize))
	m := ioAt(p)
	m.FiVersion = 2 // no xFetch, no memory map
	m.FxClose = cfn(xClose)
	m.FxRead = cfn(xRead)
	m.FxWrite = cfn(xWrite)
	m.FxTruncate = cfn(xTruncate)
	m.FxSync = cfn(xSync)
	m.FxFileSize = cfn(xFileSize)
	m.FxLock = cfn(xLock)
	m.FxUnlock = cfn(xUnlock)
	m.FxCheckReservedLock = cfn(xCheckReservedLock)
	m.FxFileControl = cfn(xFileControl)
	m.FxSectorSize = cfn(xSectorSize)
	m.FxDeviceCharacteristics = cfn(xDeviceCharacteristics)
	m.FxShmMap = cfn(xShmMap)
	m.FxShmLock = cfn(xShmLock)
	m.FxShmBarrier = cfn(xShmBarrier)
	m.FxShmUnmap = cfn(xShmUnmap)
	return p
})

func fileOf(p uintptr) *file { return files.get(cfileAt(p).handle) }

func xRead(tls *libc.TLS, p, dst uintptr, n int32, off int64) int32 {
	return fileOf(p).read(tls, dst, int(n), off)
}

func xWrite(tls *libc.TLS, p, src uintptr, n int32, off int64) int32 {
	return fileOf(p).write(tls, src, int(n), off)
}

func xTruncate(tls *libc.TLS, p uintptr, size int64) int32 { return fileOf(p).truncate(tls, size) }

func xClose(tls *libc.TLS, p uintptr) int32 {
	f, head := fileOf(p), cfileAt(p)
	f.flush(tls) // of no consequence: whatever counts was synced
	rc := f.io.close(tls, f.parent)
	files.remove(head.handle)
	head.methods, head.handle = 0, 0
	f.freeScratch(tls)
	clear(f.tail.plain)
	f.cipher.wipe()
	f.vfs.closed(tls, f)
	return rc
}

func xSync(tls *libc.TLS, p uintptr, flags int32) int32 {
	f := fileOf(p)
	if rc := f.flush(tls); rc != sqlite3.SQLITE_OK {
		return rc
	}
	op := Op{Kind: OpSync, Path: f.path}
	if rc := f.vfs.before(op, sqlite3.SQLITE_IOERR_FSYNC); rc != sqlite3.SQLITE_OK {
		return rc
	}
	f.waiting.synced = true
	rc := f.fullOr(tls, f.io.sync(tls, f.parent, flags))
	f.vfs.after(op, rc)
	return rc
}

func xFileSize(tls *libc.TLS, p, out uintptr) int32 {
	size, rc := fileOf(p).diskSize(tls)
	*int64At(out) = size
	return rc
}

func xLock(tls *libc.TLS, p uintptr, level int32) int32 {
	f := fileOf(p)
	return f.io.lock(tls, f.parent, level)
}

func xUnlock(tls *libc.TLS, p uintptr, level int32) int32 {
	f := fileOf(p)
	f.handover()
	return f.io.unlock(tls, f.parent, level)
}

func xCheckReservedLock(tls *libc.TLS, p, out uintptr) int32 {
	f := fileOf(p)
	return f.io.checkReserved(tls, f.parent, out)
}

func xFileControl(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
	f := fileOf(p)
	switch op {
	case sqlite3.SQLITE_FCNTL_SIZE_HINT, sqlite3.SQLITE_FCNTL_CHUNK_SIZE:
		return sqlite3.SQLITE_OK // would write plain zeros ahead, to sizes that are not ours
	case sqlite3.SQLITE_FCNTL_MMAP_SIZE:
		*int64At(arg) = 0
		return sqlite3.SQLITE_OK
	case sqlite3.SQLITE_FCNTL_PRAGMA:
		if rc := f.pragma(tls, arg); rc != sqlite3.SQLITE_NOTFOUND {
			return rc
		}
	}
	return f.io.control(tls, f.parent, op, arg)
}

func xSectorSize(tls *libc.TLS, p uintptr) int32 {
	if f := fileOf(p); f.vfs.naive {
		return f.io.sectorSize(tls, f.parent)
	}
	return blockSize
}

func xDeviceCharacteristics(tls *libc.TLS, p uintptr) int32 {
	f := fileOf(p)
	d := f.io.deviceCharact(tls, f.parent)
	if f.vfs.naive {
		return d | sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE
	}
	// SUBPAGE_READ concerns reading only: parts of a page may be asked for, which read deals with. SQLite then takes
	// the long rows of media volumes past its page cache, straight into the buffer they are wanted in.
	return d&(sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN|sqlite3.SQLITE_IOCAP_IMMUTABLE) | sqlite3.SQLITE_IOCAP_SUBPAGE_READ
}

func xShmMap(tls *libc.TLS, p uintptr, region, size, extend int32, out uintptr) int32 {
	f := fileOf(p)
	if extend != 0 {
		op := Op{Kind: OpShmGrow, Path: f.path, Off: int64(region) * int64(size)}
		if rc := f.vfs.before(op, sqlite3.SQLITE_IOERR_SHMSIZE); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	return f.fullOr(tls, f.io.shmMap(tls, f.parent, region, size, extend, out))
}

func xShmLock(tls *libc.TLS, p uintptr, off, n, flags int32) int32 {
	f := fileOf(p)
	if off == 0 && flags&sqlite3.SQLITE_SHM_UNLOCK != 0 { // slot 0 is the write lock of the log
		f.handover()
	}
	return f.io.shmLock(tls, f.parent, off, n, flags)
}

func xShmBarrier(tls *libc.TLS, p uintptr) {
	f := fileOf(p)
	f.io.shmBarrier(tls, f.parent)
}

func xShmUnmap(tls *libc.TLS, p uintptr, remove int32) int32 {
	f := fileOf(p)
	return f.io.shmUnmap(tls, f.parent, remove)
}

package cryptvfs

import (
	"sync"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// methods returns the table of file methods, made once. Version 2: shared memory for the write-ahead log, no mapping.
var methods = sync.OnceValue(func() uintptr {
	tls := libc.NewTLS()
	defer tls.Close()
	p := libc.Xcalloc(tls, 1, libc.Tsize_t(sizeOfMethods))
	m := at[sqlite3.Tsqlite3_io_methods](p)
	m.FiVersion = 2
	m.FxClose = pointer(xClose)
	m.FxRead = pointer(xRead)
	m.FxWrite = pointer(xWrite)
	m.FxTruncate = pointer(xTruncate)
	m.FxSync = pointer(xSync)
	m.FxFileSize = pointer(xFileSize)
	m.FxLock = pointer(xLock)
	m.FxUnlock = pointer(xUnlock)
	m.FxCheckReservedLock = pointer(xCheckReservedLock)
	m.FxFileControl = pointer(xFileControl)
	m.FxSectorSize = pointer(xSectorSize)
	m.FxDeviceCharacteristics = pointer(xDeviceCharacteristics)
	m.FxShmMap = pointer(xShmMap)
	m.FxShmLock = pointer(xShmLock)
	m.FxShmBarrier = pointer(xShmBarrier)
	m.FxShmUnmap = pointer(xShmUnmap)
	return p
})

func xClose(tls *libc.TLS, p uintptr) int32 {
	f := fileOf(p)
	if f.buf != 0 {
		clear(bytesAt(f.buf, f.bufLen))
		libc.Xfree(tls, f.buf)
		f.buf, f.bufLen = 0, 0
	}
	unregister(at[handle](p).n)
	q, m := below(p)
	return fn[fileFn](m.FxClose)(tls, q)
}

func xRead(tls *libc.TLS, p, dst uintptr, n int32, off int64) int32 {
	f := fileOf(p)
	if f.plain {
		q, m := below(p)
		return fn[rwFn](m.FxRead)(tls, q, dst, n, off)
	}
	return f.read(tls, p, dst, n, off)
}

func xWrite(tls *libc.TLS, p, src uintptr, n int32, off int64) int32 {
	f := fileOf(p)
	if f.plain {
		if rc := f.vfs.note(OpWrite, f.path, off, bytesAt(src, int(n))); rc != sqlite3.SQLITE_OK {
			return rc
		}
		q, m := below(p)
		return fn[rwFn](m.FxWrite)(tls, q, src, n, off)
	}
	return f.write(tls, p, src, n, off)
}

func xTruncate(tls *libc.TLS, p uintptr, size int64) int32 {
	f := fileOf(p)
	if !f.plain {
		size = (size + Block - 1) / Block * Block
	}
	if rc := f.vfs.note(OpTruncate, f.path, size, nil); rc != sqlite3.SQLITE_OK {
		return rc
	}
	q, m := below(p)
	return fn[sizeFn](m.FxTruncate)(tls, q, size)
}

func xSync(tls *libc.TLS, p uintptr, flags int32) int32 {
	f := fileOf(p)
	q, m := below(p)
	rc := fn[intFn](m.FxSync)(tls, q, flags)
	if rc == sqlite3.SQLITE_OK {
		rc = f.vfs.note(OpSync, f.path, 0, nil)
	}
	return rc
}

func xFileSize(tls *libc.TLS, p, out uintptr) int32 {
	q, m := below(p)
	rc := fn[outFn](m.FxFileSize)(tls, q, out)
	if rc == sqlite3.SQLITE_OK && !fileOf(p).plain {
		size := at[int64](out)
		*size -= *size % Block
	}
	return rc
}

func xLock(tls *libc.TLS, p uintptr, level int32) int32 {
	q, m := below(p)
	return fn[intFn](m.FxLock)(tls, q, level)
}

func xUnlock(tls *libc.TLS, p uintptr, level int32) int32 {
	q, m := below(p)
	return fn[intFn](m.FxUnlock)(tls, q, level)
}

func xCheckReservedLock(tls *libc.TLS, p, out uintptr) int32 {
	q, m := below(p)
	return fn[outFn](m.FxCheckReservedLock)(tls, q, out)
}

// xFileControl swallows the hints that would grow the file below by other amounts than whole blocks, or map it.
func xFileControl(tls *libc.TLS, p uintptr, op int32, arg uintptr) int32 {
	switch op {
	case sqlite3.SQLITE_FCNTL_SIZE_HINT, sqlite3.SQLITE_FCNTL_CHUNK_SIZE:
		return sqlite3.SQLITE_OK
	case sqlite3.SQLITE_FCNTL_MMAP_SIZE:
		*at[int64](arg) = 0
		return sqlite3.SQLITE_OK
	}
	q, m := below(p)
	return fn[ctlFn](m.FxFileControl)(tls, q, op, arg)
}

func xSectorSize(tls *libc.TLS, p uintptr) int32 {
	if fileOf(p).vfs.naive {
		q, m := below(p)
		return fn[fileFn](m.FxSectorSize)(tls, q)
	}
	return Block
}

func xDeviceCharacteristics(tls *libc.TLS, p uintptr) int32 {
	q, m := below(p)
	d := fn[fileFn](m.FxDeviceCharacteristics)(tls, q)
	if fileOf(p).vfs.naive {
		return d
	}
	return d & (sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | sqlite3.SQLITE_IOCAP_IMMUTABLE)
}

func xShmMap(tls *libc.TLS, p uintptr, region, size, extend int32, out uintptr) int32 {
	q, m := below(p)
	return fn[shmFn](m.FxShmMap)(tls, q, region, size, extend, out)
}

func xShmLock(tls *libc.TLS, p uintptr, offset, n, flags int32) int32 {
	q, m := below(p)
	return fn[lockFn](m.FxShmLock)(tls, q, offset, n, flags)
}

func xShmBarrier(tls *libc.TLS, p uintptr) {
	q, m := below(p)
	fn[voidFn](m.FxShmBarrier)(tls, q)
}

func xShmUnmap(tls *libc.TLS, p uintptr, remove int32) int32 {
	q, m := below(p)
	return fn[intFn](m.FxShmUnmap)(tls, q, remove)
}

package cryptvfs

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// This file is the only one that knows the calling convention of the transpiled C code: a C function pointer is the
// word of a Go func value, a C pointer is a uintptr outside the Go heap. modernc.org does not promise that convention;
// go.mod pins both modules and SelfTest checks it at start-up.

type (
	cFile       = func(tls *libc.TLS, file uintptr) int32
	cFileVoid   = func(tls *libc.TLS, file uintptr)
	cFileInt    = func(tls *libc.TLS, file uintptr, n int32) int32
	cFileOff    = func(tls *libc.TLS, file uintptr, off int64) int32
	cFilePtr    = func(tls *libc.TLS, file, p uintptr) int32
	cFileIO     = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32
	cFileCtl    = func(tls *libc.TLS, file uintptr, op int32, arg uintptr) int32
	cFileMap    = func(tls *libc.TLS, file uintptr, region, size, extend int32, out uintptr) int32
	cFileLock   = func(tls *libc.TLS, file uintptr, off, n, flags int32) int32
	cVFSOpen    = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	cVFSNameInt = func(tls *libc.TLS, vfs, name uintptr, n int32) int32
	cVFSNameOut = func(tls *libc.TLS, vfs, name uintptr, n int32, out uintptr) int32
	cVFSIntOut  = func(tls *libc.TLS, vfs uintptr, n int32, out uintptr) int32
	cVFSInt     = func(tls *libc.TLS, vfs uintptr, n int32) int32
	cVFSOut     = func(tls *libc.TLS, vfs, out uintptr) int32
)

// ptr turns a C address into a pointer. The detour over the address of p keeps vet's check for stray conversions
// useful elsewhere: here the memory belongs to libc, which never moves it.
func ptr(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// bytesAt views n bytes of C memory.
func bytesAt(p uintptr, n int) []byte { return unsafe.Slice((*byte)(ptr(p)), n) }

// fn turns a C function pointer into a callable Go function.
func fn[T any](p uintptr) T { return *(*T)(unsafe.Pointer(&p)) }

// cfn turns a top-level Go function into a C function pointer.
func cfn(f any) uintptr { return (*[2]uintptr)(unsafe.Pointer(&f))[1] }

// cfile is the head of the memory SQLite allocates for one of our files. The parent's file follows it.
type cfile struct {
	methods uintptr // sqlite3_file.pMethods
	handle  uintptr // index into files
	size    int64   // out parameter of the parent's xFileSize
	errno   int64   // out parameter of SQLITE_FCNTL_LAST_ERRNO
}

const headSize = unsafe.Sizeof(cfile{})

func cfileAt(p uintptr) *cfile                    { return (*cfile)(ptr(p)) }
func vfsAt(p uintptr) *sqlite3.Tsqlite3_vfs       { return (*sqlite3.Tsqlite3_vfs)(ptr(p)) }
func fileAt(p uintptr) *sqlite3.Tsqlite3_file     { return (*sqlite3.Tsqlite3_file)(ptr(p)) }
func int64At(p uintptr) *int64                    { return (*int64)(ptr(p)) }
func ioAt(p uintptr) *sqlite3.Tsqlite3_io_methods { return (*sqlite3.Tsqlite3_io_methods)(ptr(p)) }

// parentIO holds the parent's methods of one open file, resolved once so that no call pays for it.
type parentIO struct {
	close                     cFile
	read, write               cFileIO
	truncate                  cFileOff
	sync, lock, unlock        cFileInt
	size, checkReserved       cFilePtr
	control                   cFileCtl
	sectorSize, deviceCharact cFile
	shmMap                    cFileMap
	shmLock                   cFileLock
	shmBarrier                cFileVoid
	shmUnmap                  cFileInt
}

func resolveIO(methods uintptr) parentIO {
	m := ioAt(methods)
	return parentIO{
		close: fn[cFile](m.FxClose), read: fn[cFileIO](m.FxRead), write: fn[cFileIO](m.FxWrite),
		truncate: fn[cFileOff](m.FxTruncate), sync: fn[cFileInt](m.FxSync), size: fn[cFilePtr](m.FxFileSize),
		lock: fn[cFileInt](m.FxLock), unlock: fn[cFileInt](m.FxUnlock),
		checkReserved: fn[cFilePtr](m.FxCheckReservedLock), control: fn[cFileCtl](m.FxFileControl),
		sectorSize: fn[cFile](m.FxSectorSize), deviceCharact: fn[cFile](m.FxDeviceCharacteristics),
		shmMap: fn[cFileMap](m.FxShmMap), shmLock: fn[cFileLock](m.FxShmLock),
		shmBarrier: fn[cFileVoid](m.FxShmBarrier), shmUnmap: fn[cFileInt](m.FxShmUnmap),
	}
}

const (
	ioMethodsSize = unsafe.Sizeof(sqlite3.Tsqlite3_io_methods{})
	vfsSize       = unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})
)

// addr is the C address of a field in C memory.
func addr[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) }

package cryptvfs

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// at returns the value that SQLite keeps at address p. The memory belongs to SQLite's own heap, which Go's collector
// neither moves nor frees.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// bytesAt returns n bytes of SQLite's memory.
func bytesAt(p uintptr, n int) []byte { return unsafe.Slice(at[byte](p), n) }

// pointer returns what SQLite stores to call the Go function f: the address of f's function value.
func pointer(f any) uintptr {
	type eface struct{ typ, data uintptr }
	return (*eface)(unsafe.Pointer(&f)).data
}

// fn turns a stored function pointer back into a Go function of type F.
func fn[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&p)) }

// The shapes of the functions of the layer below.
type (
	fileFn  = func(*libc.TLS, uintptr) int32
	rwFn    = func(*libc.TLS, uintptr, uintptr, int32, int64) int32
	sizeFn  = func(*libc.TLS, uintptr, int64) int32
	intFn   = func(*libc.TLS, uintptr, int32) int32
	outFn   = func(*libc.TLS, uintptr, uintptr) int32
	ctlFn   = func(*libc.TLS, uintptr, int32, uintptr) int32
	shmFn   = func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32
	lockFn  = func(*libc.TLS, uintptr, int32, int32, int32) int32
	voidFn  = func(*libc.TLS, uintptr)
	openFn  = func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32
	nameFn  = func(*libc.TLS, uintptr, uintptr, int32) int32
	checkFn = func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32
	fullFn  = func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32
)

// below returns the file of the layer below that is kept behind ours, and its methods.
func below(pFile uintptr) (uintptr, *sqlite3.Tsqlite3_io_methods) {
	q := pFile + headSize
	return q, at[sqlite3.Tsqlite3_io_methods](at[sqlite3.Tsqlite3_file](q).FpMethods)
}

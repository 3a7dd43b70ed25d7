package cryptvfs

import (
	"slices"
	"strings"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// checkPragma asks the layer itself what lies on disk. A connection that does not go through the layer answers
// nothing, so the question also proves that it does.
const checkPragma = "feltbog_cipher"

// What checkPragma answers.
const (
	onDiskNothing   = "empty"
	onDiskEncrypted = "encrypted"
	onDiskPlain     = "plain"
)

// allowed lists, for PRAGMAs that durability or secrecy hangs on, the values a connection may be given.
var allowed = map[string][]string{
	"journal_mode":  {"wal", "delete", "truncate"},
	"synchronous":   {"full", "extra", "2", "3"},
	"temp_store":    {"memory", "2"},
	"secure_delete": {"on", "yes", "true", "1"},
}

// pragma sees every PRAGMA before SQLite does. SQLITE_NOTFOUND lets SQLite carry on.
func (f *file) pragma(tls *libc.TLS, arg uintptr) int32 {
	argv := (*[3]uintptr)(ptr(arg))
	name := strings.ToLower(libc.GoString(argv[1]))
	if name == checkPragma {
		state, rc := f.onDisk(tls)
		argv[0] = cstring(tls, state)
		return rc
	}
	values, ok := allowed[name]
	if !ok || argv[2] == 0 || f.vfs.naive {
		return sqlite3.SQLITE_NOTFOUND
	}
	value := strings.ToLower(strings.Trim(libc.GoString(argv[2]), `'" `))
	if slices.Contains(values, value) {
		return sqlite3.SQLITE_NOTFOUND
	}
	argv[0] = cstring(tls, "PRAGMA "+name+"="+value+" is not allowed on a Feltbog database")
	return sqlite3.SQLITE_ERROR
}

// onDisk looks at the first bytes of the file as they are on disk.
func (f *file) onDisk(tls *libc.TLS) (string, int32) {
	plain, rc := f.isPlain(tls)
	size, rc2 := f.diskSize(tls)
	switch {
	case plain:
		return onDiskPlain, rc
	case size == 0:
		return onDiskNothing, rc | rc2
	}
	return onDiskEncrypted, rc | rc2
}

// cstring copies s to memory that SQLite may free.
func cstring(tls *libc.TLS, s string) uintptr {
	p := sqlite3.Xsqlite3_malloc(tls, int32(len(s)+1))
	if p != 0 {
		b := unsafe.Slice((*byte)(ptr(p)), len(s)+1)
		copy(b, s)
		b[len(s)] = 0
	}
	return p
}

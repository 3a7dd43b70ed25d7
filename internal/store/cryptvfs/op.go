package cryptvfs

import (
	"errors"
	"syscall"

	sqlite3 "modernc.org/sqlite/lib"
)

// OpKind says what was done to a file below the layer.
type OpKind byte

// The operations a recorder sees.
const (
	OpWrite    OpKind = 'w'
	OpTruncate OpKind = 't'
	OpSync     OpKind = 's'
	OpDelete   OpKind = 'd'
)

// Op is one physical operation. Data is ciphertext and valid only during the call.
type Op struct {
	Kind   OpKind
	Path   string
	Offset int64 // of a write; the new size of a truncation
	Data   []byte
}

// ErrDiskFull makes an injected fault look like a full disk.
var ErrDiskFull = syscall.ENOSPC

// WithRecorder shows f every operation, for the simulation of power cuts.
func WithRecorder(f func(Op)) Option { return func(v *VFS) { v.recorder = f } }

// WithFault asks f before every write, truncation and deletion, and after every sync; an error makes the operation
// fail, ErrDiskFull as a full disk.
func WithFault(f func(Op) error) Option { return func(v *VFS) { v.fault = f } }

// note tells recorder and fault of an operation on a named file; temporary files are nobody's business.
func (v *VFS) note(kind OpKind, path string, off int64, data []byte) int32 {
	if (v.recorder == nil && v.fault == nil) || path == "" {
		return sqlite3.SQLITE_OK
	}
	op := Op{Kind: kind, Path: path, Offset: off, Data: data}
	if v.fault != nil {
		if err := v.fault(op); errors.Is(err, ErrDiskFull) {
			return sqlite3.SQLITE_FULL
		} else if err != nil {
			return sqlite3.SQLITE_IOERR
		}
	}
	if v.recorder != nil {
		v.recorder(op)
	}
	return sqlite3.SQLITE_OK
}

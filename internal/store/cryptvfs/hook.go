package cryptvfs

import (
	"errors"
	"flag"

	sqlite3 "modernc.org/sqlite/lib"
)

// ErrDiskFull is returned by a fault function to make one operation fail as a full disk does.
var ErrDiskFull = errors.New("disk full (injected)")

// OpKind is what an Op does to a file.
type OpKind byte

const (
	OpCreate   OpKind = 'c' // a file is opened for writing and may come into being
	OpWrite    OpKind = 'w'
	OpTruncate OpKind = 't'
	OpSync     OpKind = 's'
	OpDelete   OpKind = 'd'
	OpShmGrow  OpKind = 'm' // the shared-memory file of a log grows
)

// Op is one operation below the layer, as the disk sees it: Data is ciphertext and valid during the call only.
// Path is empty for unnamed temporary files.
type Op struct {
	Kind OpKind
	Path string
	Off  int64 // OpWrite: position; OpTruncate: new size
	Data []byte
	// DirSync: the directory is synced with it, so that the deletion survives a power cut.
	DirSync bool
}

// Option changes how a VFS behaves. All options are for tests.
type Option func(*VFS) error

// WithRecorder calls f after every operation that succeeded.
func WithRecorder(f func(Op)) Option {
	return func(v *VFS) error { v.record = f; return nil }
}

// WithFault calls f before every operation; an error makes the operation fail without reaching the disk.
// ErrDiskFull becomes SQLITE_FULL, anything else an I/O error.
func WithFault(f func(Op) error) Option {
	return func(v *VFS) error { v.fault = f; return nil }
}

// WithNaiveSectors leaves sector size and power-safe overwrite as the operating system reports them. It exists so that
// the power-cut tests can show that they find the loss this causes, and is refused outside test binaries.
func WithNaiveSectors() Option {
	return func(v *VFS) error {
		if flag.Lookup("test.v") == nil {
			return errors.New("cryptvfs: naive sectors outside a test")
		}
		v.naive = true
		return nil
	}
}

// before asks the fault function; a non-zero result is the code to give SQLite.
func (v *VFS) before(op Op, ioerr int32) int32 {
	if v.fault == nil {
		return sqlite3.SQLITE_OK
	}
	switch err := v.fault(op); {
	case err == nil:
		return sqlite3.SQLITE_OK
	case errors.Is(err, ErrDiskFull):
		return sqlite3.SQLITE_FULL
	default:
		return ioerr
	}
}

// after tells the recorder.
func (v *VFS) after(op Op, rc int32) {
	if v.record != nil && rc == sqlite3.SQLITE_OK {
		v.record(op)
	}
}

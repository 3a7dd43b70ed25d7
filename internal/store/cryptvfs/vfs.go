package cryptvfs

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"modernc.org/libc"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Locks that belong to the open file instead of the process: a stray open and close of a database file elsewhere in
// the program can then not drop SQLite's. The switch must come before the first lock of the process, hence init.
// Where OFD locks do not exist (other systems, old kernels) the rule never to open a live file stands alone.
func init() { _, _ = sqlite.OFDLocking(true) }

// VFS is one registered key. Its methods are safe for concurrent use.
type VFS struct {
	name   string
	c      uintptr // our sqlite3_vfs; never freed, SQLite may hold it
	number uintptr
	parent uintptr
	naive  bool
	record func(Op)
	fault  func(Op) error

	mu     sync.Mutex
	keys   map[kind][]byte
	logs   map[string]*logState // by path of the log
	open   int                  // files SQLite has open
	ending bool                 // Close was called
	ended  bool                 // and carried out
	plain  map[string]bool      // files refused as plaintext
}

var (
	vfses   table[VFS]
	counter atomic.Int64
)

// Register makes a VFS for one 32-byte key. The caller keeps the key slice and may wipe it at once.
func Register(key []byte, opts ...Option) (*VFS, error) {
	if len(key) != 32 {
		return nil, fmt.Errorf("cryptvfs: the key has %d bytes, not 32", len(key))
	}
	v := &VFS{
		name: fmt.Sprintf("feltbog%d", counter.Add(1)),
		keys: map[kind][]byte{}, logs: map[string]*logState{}, plain: map[string]bool{},
	}
	for _, o := range opts {
		if err := o(v); err != nil {
			return nil, err
		}
	}
	for _, k := range []kind{kindMain, kindWAL, kindJournal} {
		sub, err := subkey(key, k)
		if err != nil {
			return nil, fmt.Errorf("cryptvfs: derive key: %w", err)
		}
		v.keys[k] = sub
	}
	return v, v.register()
}

func (v *VFS) register() error {
	tls := libc.NewTLS()
	defer tls.Close()
	if rc := sqlite3.Xsqlite3_initialize(tls); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("cryptvfs: initialize sqlite: code %d", rc)
	}
	v.parent = sqlite3.Xsqlite3_vfs_find(tls, 0)
	if v.parent == 0 {
		return errors.New("cryptvfs: sqlite has no default vfs")
	}
	name, err := libc.CString(v.name)
	if err != nil {
		return fmt.Errorf("cryptvfs: %w", err)
	}
	v.c = libc.Xcalloc(tls, 1, libc.Tsize_t(vfsSize))
	v.number = vfses.add(v)
	p, c := vfsAt(v.parent), vfsAt(v.c)
	c.FiVersion = 2
	c.FszOsFile = p.FszOsFile + int32(headSize)
	c.FmxPathname = p.FmxPathname
	c.FzName = name
	c.FpAppData = v.number
	c.FxOpen = cfn(xOpen)
	c.FxDelete = cfn(xDelete)
	c.FxAccess = cfn(xAccess)
	c.FxFullPathname = cfn(xFullPathname)
	c.FxRandomness = cfn(xRandomness)
	c.FxSleep = cfn(xSleep)
	c.FxCurrentTime = cfn(xCurrentTime)
	c.FxGetLastError = cfn(xGetLastError)
	c.FxCurrentTimeInt64 = cfn(xCurrentTimeInt64)
	if rc := sqlite3.Xsqlite3_vfs_register(tls, v.c, 0); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("cryptvfs: register: code %d", rc)
	}
	return nil
}

// Name is what a URI needs to write through this layer: VACUUM INTO 'file:copy.db?vfs=NAME'. [VFS.URI] builds it.
func (v *VFS) Name() string { return v.name }

// Close refuses new databases and, once all open ones are closed, unregisters the VFS and wipes its keys.
// Closing twice is harmless.
func (v *VFS) Close() error {
	tls := libc.NewTLS()
	defer tls.Close()
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ending = true
	v.endIfIdle(tls)
	return nil
}

func (v *VFS) endIfIdle(tls *libc.TLS) {
	if !v.ending || v.ended || v.open > 0 {
		return
	}
	v.ended = true
	sqlite3.Xsqlite3_vfs_unregister(tls, v.c)
	for _, k := range v.keys {
		clear(k)
	}
	v.keys = nil
	vfses.remove(v.number)
}

// opened counts a new file and returns its key and shared log state.
func (v *VFS) opened(f *file) ([]byte, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ended || (v.ending && f.kind == kindMain) {
		return nil, false
	}
	v.open++
	if name, ok := logName(f); ok {
		s := v.logs[name]
		if s == nil {
			s = &logState{}
			v.logs[name] = s
		}
		s.refs++
		f.log = s
	}
	if f.kind == kindTemp {
		return randomKey(), true
	}
	return append([]byte(nil), v.keys[f.kind]...), true
}

func (v *VFS) closed(tls *libc.TLS, f *file) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if name, ok := logName(f); ok {
		if f.log.refs--; f.log.refs == 0 {
			delete(v.logs, name)
		}
	}
	v.open--
	v.endIfIdle(tls)
}

// logName is the key under which a database and its log share state.
func logName(f *file) (string, bool) {
	switch f.kind {
	case kindMain:
		return f.path + "-wal", true
	case kindWAL:
		return f.path, true
	}
	return "", false
}

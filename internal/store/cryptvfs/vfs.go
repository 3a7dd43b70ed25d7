package cryptvfs

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"sync"
	"sync/atomic"
	"unsafe"

	"lukechampine.com/adiantum"
	"modernc.org/libc"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

const sizeOfMethods = unsafe.Sizeof(sqlite3.Tsqlite3_io_methods{})

// KeySize is the length of a VFS key in bytes.
const KeySize = 32

// VFS is a registered file layer with one key. All files opened through it are enciphered with keys derived from it.
type VFS struct {
	name   string
	key    []byte
	parent uintptr // SQLite's default layer
	ptr    uintptr
	n      uintptr // our number, kept in the layer's application data

	recorder func(Op)
	fault    func(Op) error
	naive    bool // tests only: report the system's sector size and powersafe overwrite

	mu   sync.Mutex
	wals map[string]*sync.RWMutex
}

var layers = struct {
	sync.RWMutex
	byN map[uintptr]*VFS
	n   atomic.Uintptr
}{byN: map[uintptr]*VFS{}}

var ofdOnce sync.Once

// Option changes a VFS for tests.
type Option func(*VFS)

// Register makes a file layer for one key of KeySize bytes. The key is copied.
func Register(key []byte, opts ...Option) (*VFS, error) {
	if len(key) != KeySize {
		return nil, fmt.Errorf("cryptvfs: a key has %d bytes, not %d", KeySize, len(key))
	}
	// Locks that belong to the open file, not to the process, survive any other close of the same file. Not every
	// system has them; where they are missing the rule of the package comment alone must do.
	ofdOnce.Do(func() { _, _ = sqlite.OFDLocking(true) })
	tls := libc.NewTLS()
	defer tls.Close()
	v := &VFS{key: append([]byte(nil), key...), n: layers.n.Add(1), wals: map[string]*sync.RWMutex{}}
	v.name = fmt.Sprintf("felt%d", v.n)
	for _, o := range opts {
		o(v)
	}
	if v.parent = sqlite3.Xsqlite3_vfs_find(tls, 0); v.parent == 0 {
		return nil, fmt.Errorf("cryptvfs: SQLite has no default file layer")
	}
	name, err := libc.CString(v.name)
	if err != nil {
		return nil, fmt.Errorf("cryptvfs: %w", err)
	}
	p := at[sqlite3.Tsqlite3_vfs](v.parent)
	v.ptr = libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})))
	x := at[sqlite3.Tsqlite3_vfs](v.ptr)
	x.FiVersion = 2
	x.FszOsFile = p.FszOsFile + headSize
	x.FmxPathname = p.FmxPathname
	x.FzName = name
	x.FpAppData = v.n
	x.FxOpen = pointer(xOpen)
	x.FxDelete = pointer(xDelete)
	x.FxAccess = pointer(xAccess)
	x.FxFullPathname = pointer(xFullPathname)
	x.FxRandomness = pointer(xRandomness)
	x.FxSleep = pointer(xSleep)
	x.FxCurrentTime = pointer(xCurrentTime)
	x.FxGetLastError = pointer(xGetLastError)
	x.FxCurrentTimeInt64 = pointer(xCurrentTimeInt64)
	layers.Lock()
	layers.byN[v.n] = v
	layers.Unlock()
	if rc := sqlite3.Xsqlite3_vfs_register(tls, v.ptr, 0); rc != sqlite3.SQLITE_OK {
		return nil, fmt.Errorf("cryptvfs: register: SQLite says %d", rc)
	}
	return v, nil
}

// Name is the layer's name in SQLite.
func (v *VFS) Name() string { return v.name }

// Close takes the layer out of SQLite and wipes its key. Every database opened through it must be closed before.
func (v *VFS) Close() error {
	tls := libc.NewTLS()
	defer tls.Close()
	layers.Lock()
	delete(layers.byN, v.n)
	layers.Unlock()
	rc := sqlite3.Xsqlite3_vfs_unregister(tls, v.ptr)
	clear(v.key)
	if rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("cryptvfs: unregister: SQLite says %d", rc)
	}
	return nil
}

func layerOf(p uintptr) *VFS {
	n := at[sqlite3.Tsqlite3_vfs](p).FpAppData
	layers.RLock()
	defer layers.RUnlock()
	return layers.byN[n]
}

// walLock returns the lock that all files of one write-ahead log share.
func (v *VFS) walLock(path string) *sync.RWMutex {
	v.mu.Lock()
	defer v.mu.Unlock()
	l := v.wals[path]
	if l == nil {
		l = new(sync.RWMutex)
		v.wals[path] = l
	}
	return l
}

// cipherKey derives the key of one kind of file.
func (v *VFS) cipherKey(kind byte) ([]byte, error) {
	secret := v.key
	if kind == kindTemp {
		secret = make([]byte, KeySize)
		if _, err := rand.Read(secret); err != nil {
			return nil, err
		}
	}
	return hkdf.Key(sha256.New, secret, nil, "feltbog cryptvfs 1 "+string('0'+rune(kind)), 32)
}

func xOpen(tls *libc.TLS, pVfs, name, pFile uintptr, flags int32, outFlags uintptr) int32 {
	v := layerOf(pVfs)
	h := at[handle](pFile)
	h.base.FpMethods, h.n = 0, 0
	if v == nil {
		return sqlite3.SQLITE_CANTOPEN
	}
	q := pFile + headSize
	at[sqlite3.Tsqlite3_file](q).FpMethods = 0
	f := &file{vfs: v}
	if name != 0 {
		f.path = libc.GoString(name)
	}
	switch {
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		f.kind = kindMain
	case flags&sqlite3.SQLITE_OPEN_WAL != 0:
		f.kind = kindWAL
		f.shared = v.walLock(f.path)
	case flags&sqlite3.SQLITE_OPEN_MAIN_JOURNAL != 0:
		f.kind = kindJournal
	case flags&sqlite3.SQLITE_OPEN_SUPER_JOURNAL != 0:
		f.plain = true
	default:
		f.kind = kindTemp
	}
	if !f.plain {
		key, err := v.cipherKey(f.kind)
		if err != nil {
			return sqlite3.SQLITE_CANTOPEN
		}
		f.cipher = adiantum.New(key)
		clear(key)
	}
	parent := at[sqlite3.Tsqlite3_vfs](v.parent)
	rc := fn[openFn](parent.FxOpen)(tls, v.parent, name, q, flags, outFlags)
	if rc != sqlite3.SQLITE_OK {
		if at[sqlite3.Tsqlite3_file](q).FpMethods != 0 {
			_, m := below(pFile)
			fn[fileFn](m.FxClose)(tls, q)
		}
		return rc
	}
	h.n = register(f)
	h.base.FpMethods = methods()
	return sqlite3.SQLITE_OK
}

func xDelete(tls *libc.TLS, p, name uintptr, syncDir int32) int32 {
	v := layerOf(p)
	rc := fn[nameFn](at[sqlite3.Tsqlite3_vfs](v.parent).FxDelete)(tls, v.parent, name, syncDir)
	if rc == sqlite3.SQLITE_OK {
		rc = v.note(OpDelete, libc.GoString(name), 0, nil)
	}
	return rc
}

func xAccess(tls *libc.TLS, p, name uintptr, flags int32, out uintptr) int32 {
	v := layerOf(p)
	return fn[checkFn](at[sqlite3.Tsqlite3_vfs](v.parent).FxAccess)(tls, v.parent, name, flags, out)
}

func xFullPathname(tls *libc.TLS, p, name uintptr, n int32, out uintptr) int32 {
	v := layerOf(p)
	return fn[fullFn](at[sqlite3.Tsqlite3_vfs](v.parent).FxFullPathname)(tls, v.parent, name, n, out)
}

func xRandomness(_ *libc.TLS, _ uintptr, n int32, out uintptr) int32 {
	if _, err := rand.Read(bytesAt(out, int(n))); err != nil {
		return 0
	}
	return n
}

func xSleep(tls *libc.TLS, p uintptr, us int32) int32 {
	v := layerOf(p)
	return fn[intFn](at[sqlite3.Tsqlite3_vfs](v.parent).FxSleep)(tls, v.parent, us)
}

func xCurrentTime(tls *libc.TLS, p, out uintptr) int32 {
	v := layerOf(p)
	return fn[outFn](at[sqlite3.Tsqlite3_vfs](v.parent).FxCurrentTime)(tls, v.parent, out)
}

func xCurrentTimeInt64(tls *libc.TLS, p, out uintptr) int32 {
	v := layerOf(p)
	return fn[outFn](at[sqlite3.Tsqlite3_vfs](v.parent).FxCurrentTimeInt64)(tls, v.parent, out)
}

func xGetLastError(tls *libc.TLS, p uintptr, n int32, out uintptr) int32 {
	v := layerOf(p)
	return fn[ctlFn](at[sqlite3.Tsqlite3_vfs](v.parent).FxGetLastError)(tls, v.parent, n, out)
}

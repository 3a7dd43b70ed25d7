package cryptvfs

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"feltbog/internal/feltbog"

	"modernc.org/sqlite"
)

// Journal is how a database survives a crash.
type Journal int

const (
	WAL    Journal = iota // write-ahead log: many small commits, readers beside the writer
	Delete                // rollback journal: large sequential writes, no second file at rest
)

// Config says what kind of handle [VFS.Open] gives.
type Config struct {
	ReadOnly    bool          // a pool of readers; otherwise one connection that writes
	Create      bool          // make the file if it does not exist
	Journal     Journal       // the same for every handle of a database
	PageSize    int           // bytes; default 4096, which is also the least; the same for every handle of a database
	MaxConns    int           // readers; default 4. A writer always has one connection
	CacheKiB    int           // page cache per connection; default 2000
	Incremental bool          // a new database gives free pages back when PRAGMA incremental_vacuum asks
	BusyTimeout time.Duration // how long to wait for another connection's lock; default 5 s
}

// Open opens the database at path through the layer. It is the one constructor of databases in this program.
//
// Errors are coded: EKey (the key does not fit), EDamaged (damaged, or not encrypted), EBusy, EFull, ENotFound (no such
// file and Create not set). Errors of later statements go through [Classify].
//
// A transaction of a writer begins with the write lock (BEGIN IMMEDIATE), so that it cannot fail half way because
// another one came between.
func (v *VFS) Open(path string, cfg Config) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	v.mu.Lock()
	ending := v.ending
	v.mu.Unlock()
	if ending {
		return nil, fmt.Errorf("open %s: the key is closed", filepath.Base(path))
	}
	if err := prepare(path, &cfg); err != nil {
		return nil, err
	}
	base, err := sqlite.NewConnector(v.dsn(path, cfg))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	db := sql.OpenDB(connector{base, pragmas(cfg)})
	db.SetMaxOpenConns(cfg.MaxConns)
	db.SetMaxIdleConns(cfg.MaxConns)
	if err := v.inspect(db, path); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// prepare fills in defaults and sees to the file itself.
func prepare(path string, cfg *Config) error {
	if cfg.PageSize == 0 {
		cfg.PageSize = blockSize
	}
	if cfg.PageSize < blockSize || cfg.PageSize > 65536 || cfg.PageSize&(cfg.PageSize-1) != 0 {
		return fmt.Errorf("open %s: page size %d", filepath.Base(path), cfg.PageSize)
	}
	if cfg.MaxConns == 0 {
		cfg.MaxConns = 4
	}
	if !cfg.ReadOnly {
		cfg.MaxConns = 1
	}
	if cfg.CacheKiB == 0 {
		cfg.CacheKiB = 2000
	}
	if cfg.BusyTimeout == 0 {
		cfg.BusyTimeout = 5 * time.Second
	}
	if _, err := os.Stat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return nil // SQLite reports what is wrong, if anything
	}
	if !cfg.Create || cfg.ReadOnly {
		return feltbog.Errorf(feltbog.ENotFound, "store.missing", "There is no file %s.", filepath.Base(path)).With("file", filepath.Base(path))
	}
	// Nobody else's business: SQLite would create it readable for all, and gives journal and log the mode of the
	// database. The file is new, so no lock can hang on the handle closed here.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return Classify(err, path)
	}
	return f.Close()
}

// inspect makes the first connection and reads the schema, which only the right key can.
func (v *VFS) inspect(db *sql.DB, path string) error {
	var n int
	err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&n)
	if err == nil {
		return nil
	}
	if v.sawPlain(path) || errors.Is(err, errPlain) {
		return notEncrypted(path)
	}
	return Classify(fmt.Errorf("open %s: %w", filepath.Base(path), err), path)
}

// sawPlain reports, once, whether the layer refused the database or one of its companions as plaintext.
func (v *VFS) sawPlain(path string) bool {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	found := false
	for p := range v.plain {
		if p == path || p == path+"-wal" || p == path+"-journal" {
			delete(v.plain, p)
			found = true
		}
	}
	return found
}

// URI names a file behind this layer, for VACUUM INTO.
func (v *VFS) URI(path string) string { return fileURI(path) + "?vfs=" + v.name }

func (v *VFS) dsn(path string, cfg Config) string {
	switch {
	case cfg.ReadOnly:
		return v.URI(path) + "&mode=ro"
	case cfg.Create:
		return v.URI(path) + "&mode=rwc&_txlock=immediate"
	}
	return v.URI(path) + "&mode=rw&_txlock=immediate"
}

// fileURI is the SQLite URI of a path: https://sqlite.org/uri.html.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/x
	}
	var b strings.Builder
	b.WriteString("file://")
	for i := range len(path) {
		switch c := path[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("/-._~:", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

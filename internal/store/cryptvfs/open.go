package cryptvfs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	_ "modernc.org/sqlite" // the driver

	"feltbog/internal/feltbog"
)

// Journal is how SQLite keeps a transaction atomic.
type Journal string

// The journals. WAL is for spaces: small commits, readers beside a writer. Delete is for media volumes and files that
// are written once: large blobs go to the disk once, not twice.
const (
	WAL    Journal = "wal"
	Delete Journal = "delete"
)

// Config says how a database is opened.
type Config struct {
	ReadOnly bool
	Journal  Journal
	PageSize int  // bytes, for a new database; 0 means 4096. Never below 4096.
	MaxConns int  // 0 means 1
	CacheKiB int  // page cache per connection; 0 means 4 MB
	Create   bool // make the file if it is not there; it is made for its owner alone
}

const plainHeader = "SQLite format 3\x00"

// Open opens a database through the layer. It is the only way to a database in Feltbog: journal, synchronous, temporary
// store and secure deletion are fixed here, and a file that is not enciphered with this key is refused.
func (v *VFS) Open(path string, cfg Config) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := checkFile(abs, cfg.Create); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", v.dsn(abs, cfg))
	if err != nil {
		return nil, Classify(err, path)
	}
	n := max(cfg.MaxConns, 1)
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	db.SetConnMaxLifetime(0)
	if err := proveKey(db, cfg); err != nil {
		db.Close()
		return nil, Classify(err, path)
	}
	return db, nil
}

// checkFile looks at the file before SQLite has it: afterwards nobody but SQLite may touch it.
func checkFile(path string, create bool) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		if !create {
			return feltbog.Errorf(feltbog.EMissing, "store.missing", "%s is missing", path).With("file", path)
		}
		f, err = os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
		if err != nil {
			return Classify(err, path)
		}
		return f.Close()
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	head := make([]byte, len(plainHeader))
	if n, _ := f.Read(head); string(head[:n]) == plainHeader {
		return feltbog.Errorf(feltbog.EDamaged, "store.plain",
			"%s is not encrypted, so it is not part of a vault; nothing was changed", path).With("file", path)
	}
	return nil
}

// dsn builds the one data source name. Its pragmas run on every connection of the pool.
func (v *VFS) dsn(path string, cfg Config) string {
	q := url.Values{}
	q.Set("vfs", v.name)
	page := max(cfg.PageSize, Block)
	cache := cfg.CacheKiB
	if cache == 0 {
		cache = 4 << 10
	}
	pragmas := []string{"busy_timeout(10000)", "temp_store(2)", fmt.Sprintf("cache_size(%d)", -cache), "foreign_keys(1)",
		"mmap_size(0)", "trusted_schema(0)"}
	if cfg.ReadOnly {
		q.Set("mode", "ro")
		pragmas = append(pragmas, "query_only(1)")
	} else {
		q.Set("_txlock", "immediate")
		pragmas = append(pragmas, fmt.Sprintf("page_size(%d)", page), fmt.Sprintf("journal_mode(%s)", cfg.Journal),
			"synchronous(FULL)", "secure_delete(ON)", "journal_size_limit(67108864)")
		if runtime.GOOS == "darwin" {
			pragmas = append(pragmas, "fullfsync(1)", "checkpoint_fullfsync(1)")
		}
	}
	for _, p := range pragmas {
		q.Add("_pragma", p)
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… becomes file:///C:/…
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: q.Encode()}).String()
}

// proveKey reads from the database, which fails under a wrong key, and checks that SQLite accepted what the promise
// rests on.
func proveKey(db *sql.DB, cfg Config) error {
	ctx := context.Background()
	var n int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n); err != nil {
		return err
	}
	if cfg.ReadOnly {
		return nil
	}
	var journal string
	var sync, temp int
	if err := db.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&journal); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&sync); err != nil {
		return err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA temp_store").Scan(&temp); err != nil {
		return err
	}
	if journal != string(cfg.Journal) || sync != 2 || temp != 2 {
		return fmt.Errorf("cryptvfs: SQLite runs with journal %s, synchronous %d, temp_store %d", journal, sync, temp)
	}
	return nil
}

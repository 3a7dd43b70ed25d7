package media

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

const (
	pageSize    = 64 << 10
	chunkSize   = 256 << 10 // of a row
	groupSize   = 16 << 20  // of a transaction that serves several Puts
	segmentSize = 8 << 20   // of a transaction of a blob that does not fit into one
	writeCache  = 24 << 10  // KiB: a group fits, so that a transaction writes each page once
	readCache   = 512       // KiB: chunks are read once
	readers     = 4
)

const schema = `BEGIN;
CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES('format',1),('sealed',0),('generation',0);
CREATE TABLE blob(
	id   INTEGER PRIMARY KEY,
	hash BLOB,                 -- NULL while the blob is still coming in; unique, by the index in memory
	size INTEGER NOT NULL);
CREATE TABLE chunk(
	id   INTEGER PRIMARY KEY,  -- blob.id << 20 | number of the chunk
	data BLOB NOT NULL);
COMMIT;`

const chunkBits = 20

// maxBlob is the largest blob: 2^20 chunks, 256 GiB.
const maxBlob = int64(chunkSize) << chunkBits

// volume is one file. Its lock keeps readers (shared) and transactions (exclusive) apart, so that nobody polls SQLite's
// locks; a reader holds it for one chunk at a time.
type volume struct {
	number int
	path   string
	cache  int // KiB, of the writer

	mu sync.RWMutex
	rw *sql.DB // of the volume that is written, and during an erasure

	// Under Store.mu, as is rw itself.
	ro       *sql.DB
	read     *sql.Stmt // of ro: one chunk
	users    int       // of ro
	used     int64     // when ro was last asked for, in Store.clock
	sealed   bool
	gen      int64
	count    int
	stored   int64 // bytes of contents
	damaged  error
	half     bool // a crash left part of a blob
	recorded bool // its blobs are in the index
}

func (v *volume) name() string { return filepath.Base(v.path) }

func (v *volume) config(readOnly bool) cryptvfs.Config {
	c := cryptvfs.Config{ReadOnly: readOnly, Journal: cryptvfs.Delete, PageSize: pageSize, CacheKiB: readCache, MaxConns: readers}
	if !readOnly {
		c.CacheKiB, c.Create, c.Incremental = v.cache, true, true
	}
	return c
}

// openWriter opens the volume for writing, makes it if need be, and clears away what a crash left half done.
func (v *volume) openWriter(vfs *cryptvfs.VFS) (*sql.DB, error) {
	db, err := vfs.Open(v.path, v.config(false))
	if err != nil {
		return nil, err
	}
	err = func() error {
		var tables int
		if err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return err
		}
		if tables == 0 {
			_, err := db.Exec(schema)
			return err
		}
		var format int
		if err := db.QueryRow("SELECT value FROM meta WHERE key='format'").Scan(&format); err != nil {
			return err
		}
		if format != 1 {
			return feltbog.Errorf(feltbog.EDamaged, "media.format", "%s was written by a newer version of Feltbog.", v.name()).With("file", v.name())
		}
		return dropHalf(db)
	}()
	if err != nil {
		db.Close()
		return nil, v.classify(err)
	}
	return db, nil
}

// dropHalf removes blobs that never got their hash.
func dropHalf(db *sql.DB) error {
	for {
		var id int64
		err := db.QueryRow("SELECT id FROM blob WHERE hash IS NULL").Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		if err := errors.Join(remove(tx, id), tx.Commit()); err != nil {
			return err
		}
	}
}

// remove deletes a blob and its chunks; secure_delete overwrites them.
func remove(tx *sql.Tx, id int64) error {
	if _, err := tx.Exec("DELETE FROM chunk WHERE id BETWEEN ? AND ?", chunkID(id, 0), chunkID(id, 1<<chunkBits-1)); err != nil {
		return err
	}
	_, err := tx.Exec("DELETE FROM blob WHERE id=?", id)
	return err
}

// recover rolls back a journal that a crash left; a reader cannot.
func (v *volume) recover(vfs *cryptvfs.VFS) error {
	if st, err := os.Stat(v.path + "-journal"); err != nil || st.Size() == 0 {
		return nil
	}
	db, err := v.openWriter(vfs)
	if err != nil {
		return err
	}
	return db.Close()
}

// transact runs f in a transaction that is durable when transact returns nil and leaves no trace otherwise.
func (v *volume) transact(ctx context.Context, f func(tx *sql.Tx) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.rw == nil {
		return errClosed
	}
	tx, err := v.rw.BeginTx(ctx, nil)
	if err != nil {
		return v.classify(err)
	}
	if err := f(tx); err != nil {
		tx.Rollback() // SQLite may have done so already
		return v.classify(err)
	}
	return v.classify(tx.Commit())
}

// classify gives the error of a volume its code. What SQLite calls corrupt is called damaged here, by its own key, as
// for contents that do not match their hash.
func (v *volume) classify(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return feltbog.Errorf(feltbog.ECancelled, "media.cancelled", "Stopped; nothing of it was kept. %w", err)
	}
	err = cryptvfs.Classify(err, v.path)
	if feltbog.ErrorCode(err) == feltbog.EDamaged {
		var e *feltbog.Error
		if errors.As(err, &e); e.Key == "store.damaged" {
			return damaged(v.name(), Hash{}, err)
		}
	}
	return err
}

func chunkID(blob int64, n int) int64 { return blob<<chunkBits | int64(n) }

func chunks(size int64) int { return int((size + chunkSize - 1) / chunkSize) }

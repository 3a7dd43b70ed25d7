package media

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// Thumbs keeps small pictures derived from blobs. Nothing in it is precious: a damaged volume is thrown away at open and
// filled again by whoever makes thumbnails. Safe for concurrent use.
type Thumbs struct {
	path   string
	rw, ro *sql.DB
}

// Thumb is one small picture.
type Thumb struct {
	Of      Hash
	Variant string // say "320" or "preview"
	Data    []byte
}

// OpenThumbs opens, or makes, the thumbnails of a space.
func OpenThumbs(dir, space string, vfs *cryptvfs.VFS) (*Thumbs, error) {
	t := &Thumbs{path: filepath.Join(dir, space+"-thumbs.db")}
	err := t.open(vfs)
	if code := feltbog.ErrorCode(err); code == feltbog.EDamaged || code == feltbog.EKey {
		for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
			if err := os.Remove(t.path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
				return nil, fmt.Errorf("open thumbnails: %w", err)
			}
		}
		err = t.open(vfs)
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Thumbs) open(vfs *cryptvfs.VFS) (err error) {
	defer func() {
		if err != nil {
			t.Close()
		}
	}()
	if t.rw, err = vfs.Open(t.path, cryptvfs.Config{Create: true, Incremental: true}); err != nil {
		return err
	}
	if _, err = t.rw.Exec("CREATE TABLE IF NOT EXISTS thumb(hash BLOB, variant TEXT, data BLOB NOT NULL, PRIMARY KEY(hash,variant))"); err != nil {
		return cryptvfs.Classify(err, t.path)
	}
	if t.ro, err = vfs.Open(t.path, cryptvfs.Config{ReadOnly: true}); err != nil {
		return err
	}
	return nil
}

// Close closes the volume.
func (t *Thumbs) Close() error {
	var errs []error
	for _, db := range []*sql.DB{t.ro, t.rw} { // the writer last: it folds the log in
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	t.ro, t.rw = nil, nil
	return errors.Join(errs...)
}

// Put stores thumbnails in one transaction, replacing older ones.
func (t *Thumbs) Put(ctx context.Context, thumbs ...Thumb) error {
	return t.transact(ctx, func(tx *sql.Tx) error {
		for _, th := range thumbs {
			if _, err := tx.Exec("INSERT OR REPLACE INTO thumb VALUES(?,?,?)", th.Of[:], th.Variant, th.Data); err != nil {
				return err
			}
		}
		return nil
	})
}

// Get returns a thumbnail; nil without an error if there is none.
func (t *Thumbs) Get(ctx context.Context, of Hash, variant string) ([]byte, error) {
	var b []byte
	err := t.ro.QueryRowContext(ctx, "SELECT data FROM thumb WHERE hash=? AND variant=?", of[:], variant).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return b, cryptvfs.Classify(err, t.path)
}

// Drop erases all thumbnails of the given blobs, from the log as well.
func (t *Thumbs) Drop(ctx context.Context, of ...Hash) error {
	err := t.transact(ctx, func(tx *sql.Tx) error {
		for _, h := range of {
			if _, err := tx.Exec("DELETE FROM thumb WHERE hash=?", h[:]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return t.settle(ctx, "PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)")
}

// DropAll erases everything, to be made again.
func (t *Thumbs) DropAll(ctx context.Context) error {
	err := t.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM thumb")
		return err
	})
	if err != nil {
		return err
	}
	return t.settle(ctx, "PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)")
}

func (t *Thumbs) transact(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := t.rw.BeginTx(ctx, nil)
	if err != nil {
		return cryptvfs.Classify(err, t.path)
	}
	if err := f(tx); err != nil {
		tx.Rollback()
		return cryptvfs.Classify(err, t.path)
	}
	return cryptvfs.Classify(tx.Commit(), t.path)
}

// settle runs PRAGMAs to their end.
func (t *Thumbs) settle(ctx context.Context, pragmas ...string) error {
	for _, p := range pragmas {
		rows, err := t.rw.QueryContext(ctx, p)
		if err != nil {
			return cryptvfs.Classify(err, t.path)
		}
		for rows.Next() {
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return cryptvfs.Classify(err, t.path)
		}
	}
	return nil
}

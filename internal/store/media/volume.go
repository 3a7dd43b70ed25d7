package media

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"sync"
	"sync/atomic"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

const (
	pageSize   = 64 << 10
	chunkSize  = 256 << 10
	chunkBits  = 20
	format     = 1
	cacheKiB   = 12 << 10
	stepChunks = 32 // chunks per transaction of a large file: 8 MiB
)

//go:embed schema.sql
var schema string

// volume is one open database of files.
type volume struct {
	mu     sync.Mutex // one writer at a time
	db     *sql.DB    // writes
	ro     *sql.DB    // reads, also while a file is being written
	path   string
	sealed atomic.Bool
}

func openVolume(ctx context.Context, vfs *cryptvfs.VFS, path string, create bool) (*volume, error) {
	db, err := vfs.Open(path, cryptvfs.Config{Journal: cryptvfs.Delete, PageSize: pageSize, CacheKiB: cacheKiB, Create: create})
	if err != nil {
		return nil, err
	}
	v := &volume{db: db, path: path}
	if create {
		_, err = db.ExecContext(ctx, "BEGIN IMMEDIATE;"+schema+"COMMIT;")
	} else {
		err = v.recover(ctx)
	}
	if err == nil {
		// A handle that may write, though nothing is written through it: after a failed commit the first to read has to
		// roll the journal back, and a read-only handle may not.
		v.ro, err = vfs.Open(path, cryptvfs.Config{Journal: cryptvfs.Delete, CacheKiB: 2 << 10})
	}
	if err != nil {
		return nil, errors.Join(cryptvfs.Classify(err, path), v.close())
	}
	return v, nil
}

func (v *volume) close() error {
	var err error
	if v.ro != nil {
		err = v.ro.Close()
	}
	return errors.Join(err, v.db.Close())
}

// recover reads what the volume says of itself and removes a file whose writing was cut off.
func (v *volume) recover(ctx context.Context) error {
	var f, sealed int
	err := v.db.QueryRowContext(ctx, "SELECT (SELECT value FROM meta WHERE key='format'),(SELECT value FROM meta WHERE key='sealed')").
		Scan(&f, &sealed)
	if err != nil {
		return err
	}
	if f > format {
		return feltbog.Errorf(feltbog.EDamaged, "vault.newer",
			"%s was made with a newer version of Feltbog; nothing was changed. Install the newer version to open it", v.path).With("file", v.path)
	}
	v.sealed.Store(sealed != 0)
	return v.dropHalf(ctx)
}

// dropHalf removes files without a name.
func (v *volume) dropHalf(ctx context.Context) error {
	var n int
	if err := v.db.QueryRowContext(ctx, "SELECT count(*) FROM blob WHERE hash IS NULL").Scan(&n); err != nil || n == 0 {
		return err
	}
	tx, err := v.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM chunk WHERE EXISTS(SELECT 1 FROM blob WHERE hash IS NULL AND n=chunk.id>>?)", chunkBits)
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM blob WHERE hash IS NULL")
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// find returns the row and size of a file; false when the volume does not hold it.
func (v *volume) find(ctx context.Context, hash [32]byte) (n, size int64, ok bool, err error) {
	err = v.ro.QueryRowContext(ctx, "SELECT n,size FROM blob WHERE hash=?", hash[:]).Scan(&n, &size)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, false, nil
	}
	return n, size, err == nil, cryptvfs.Classify(err, v.path)
}

// bytes returns the size of the volume.
func (v *volume) bytes(ctx context.Context) (int64, error) {
	var n int64
	err := v.ro.QueryRowContext(ctx, "SELECT page_count*page_size FROM pragma_page_count,pragma_page_size").Scan(&n)
	return n, cryptvfs.Classify(err, v.path)
}

// seal marks the volume as full.
func (v *volume) seal(ctx context.Context) error {
	_, err := v.db.ExecContext(ctx, "UPDATE meta SET value=1 WHERE key='sealed'")
	if err == nil {
		v.sealed.Store(true)
	}
	return cryptvfs.Classify(err, v.path)
}

const grow = "UPDATE meta SET value=value+1 WHERE key='generation'"

package cryptvfs_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"path/filepath"
	"sync"
	"testing"

	"feltbog/internal/store/cryptvfs"
)

// Readers beside a writer that also checkpoints: no row is ever torn. Run with -race now and then.
func TestReadersBesideAWriterSeeWholeRows(t *testing.T) {
	v, path := register(t, 1), filepath.Join(t.TempDir(), "team.db")
	w := open(t, v, path, configs["wal"])
	exec(t, w, "PRAGMA wal_autocheckpoint=20; CREATE TABLE t(id INTEGER PRIMARY KEY, body BLOB, sum BLOB)")
	r := open(t, v, path, cryptvfs.Config{ReadOnly: true, MaxConns: 3, CacheKiB: 64})
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	reads := make([]int, 3)
	for i := range reads {
		wg.Go(func() {
			for ctx.Err() == nil {
				n, err := readSums(ctx, r)
				if err != nil && !errors.Is(err, context.Canceled) && ctx.Err() == nil {
					t.Error(err)
					return
				}
				reads[i] += n
			}
		})
	}
	for i := range 300 {
		body := bytes.Repeat([]byte{byte(i)}, 10+i*37%9000)
		sum := sha256.Sum256(body)
		exec(t, w, "INSERT OR REPLACE INTO t VALUES(?,?,?)", i%50, body, sum[:])
	}
	stop()
	wg.Wait()
	t.Log("rows read:", reads)
}

func readSums(ctx context.Context, db *sql.DB) (n int, err error) {
	rows, err := db.QueryContext(ctx, "SELECT body,sum FROM t")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var body, sum sql.RawBytes
		if err := rows.Scan(&body, &sum); err != nil {
			return n, err
		}
		if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
			return n, errors.New("a torn row")
		}
		n++
	}
	return n, rows.Err()
}

package cryptvfs_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
)

// A disk that is full from the n-th operation on, for each of the first 50: the error says so, what was acknowledged
// stays, and work goes on once there is room.
func TestAFullDiskLosesNothing(t *testing.T) {
	for name, cfg := range configs {
		t.Run(name, func(t *testing.T) {
			cfg.CacheKiB = 16
			said := 0
			for n := range int64(50) {
				var left atomic.Int64
				left.Store(1 << 40)
				v := register(t, 1, cryptvfs.WithFault(func(op cryptvfs.Op) error {
					if op.Kind == cryptvfs.OpDelete || op.Kind == cryptvfs.OpSync {
						return nil
					}
					if left.Add(-1) < 0 {
						return cryptvfs.ErrDiskFull
					}
					return nil
				}))
				path := filepath.Join(t.TempDir(), "team.db")
				db := open(t, v, path, cfg)
				exec(t, db, "CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT)")
				left.Store(n)
				acked := 0
				for i := range 15 {
					_, err := db.Exec("INSERT INTO t VALUES(?,?)", i+1, strings.Repeat("x", 3000*i))
					if err == nil {
						acked++
						continue
					}
					said++
					wantCode(t, cryptvfs.Classify(err, path), feltbog.EFull)
					break
				}
				db.Close()
				left.Store(1 << 40)
				db = open(t, v, path, cfg)
				// One more may be there: when only the filling behind the commit found no room, the commit is whole.
				var count int
				var ok string
				if err := db.QueryRow("SELECT count(*) FROM t").Scan(&count); err != nil || count < acked || count > acked+1 {
					t.Errorf("full at %d: %d rows, %d acknowledged (%v)", n, count, acked, err)
				}
				if err := db.QueryRow("PRAGMA integrity_check").Scan(&ok); err != nil || ok != "ok" {
					t.Errorf("full at %d: %s %v", n, ok, err)
				}
				exec(t, db, "INSERT INTO t VALUES(1000,'after')")
				db.Close()
			}
			if said < 40 {
				t.Errorf("only %d of 50 faults were noticed", said)
			}
		})
	}
}

// Sorters and temporary tables that spill must not leave plaintext in the temporary folder.
func TestTemporaryFilesAreEncrypted(t *testing.T) {
	var writes, readable int
	v := register(t, 1, cryptvfs.WithNaiveSectors(), // lifts the guard on temp_store
		cryptvfs.WithRecorder(func(op cryptvfs.Op) {
			if op.Kind == cryptvfs.OpWrite && op.Path == "" {
				writes++
				if bytes.Contains(op.Data, []byte(marker)) || bytes.Contains(op.Data, []byte("SQLite format")) {
					readable++
				}
			}
		}))
	db := open(t, v, filepath.Join(t.TempDir(), "team.db"), configs["wal"])
	exec(t, db, "PRAGMA temp_store=file; PRAGMA cache_size=10; CREATE TEMP TABLE s(x)")
	exec(t, db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<5000) INSERT INTO s SELECT ?||i FROM n", strings.Repeat(marker, 8))
	var last string
	if err := db.QueryRow("SELECT x FROM s ORDER BY x DESC, rowid LIMIT 1 OFFSET 4000").Scan(&last); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(last, marker) {
		t.Errorf("read back %q", last)
	}
	if writes == 0 || readable > 0 {
		t.Errorf("%d writes to temporary files, %d readable", writes, readable)
	}
}

func TestOtherFaultsAreNotCalledFull(t *testing.T) {
	var broken atomic.Bool
	v := register(t, 1, cryptvfs.WithFault(func(op cryptvfs.Op) error {
		if broken.Load() && op.Kind == cryptvfs.OpWrite {
			return fmt.Errorf("broken")
		}
		return nil
	}))
	path := filepath.Join(t.TempDir(), "team.db")
	db := open(t, v, path, configs["wal"])
	broken.Store(true)
	_, err := db.Exec("CREATE TABLE t(x)")
	if err == nil {
		t.Fatal("no error")
	}
	wantCode(t, cryptvfs.Classify(err, path), feltbog.EInternal)
	broken.Store(false)
}

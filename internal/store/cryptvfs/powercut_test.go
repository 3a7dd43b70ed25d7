package cryptvfs_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/cryptvfs/powercut"
)

// cutCount is 1000 under FELTBOG_TORTURE=1, 100 otherwise.
func cutCount() int {
	if os.Getenv("FELTBOG_TORTURE") == "1" {
		return 1000
	}
	return 100
}

// seed is printed, and can be given again in FELTBOG_SEED.
func seed(t *testing.T) *rand.Rand {
	t.Helper()
	n := rand.Uint64()
	if s := os.Getenv("FELTBOG_SEED"); s != "" {
		fmt.Sscan(s, &n)
	}
	t.Logf("FELTBOG_SEED=%d", n)
	return rand.New(rand.NewPCG(n, 1))
}

// cutRun is one way of writing a database.
type cutRun struct {
	cfg     cryptvfs.Config
	setup   string // after the schema
	commits int
	bytes   int // the largest row
	opts    []cryptvfs.Option
}

var walRun = cutRun{
	cfg:   cryptvfs.Config{Create: true},
	setup: "PRAGMA wal_autocheckpoint=60", commits: 60, bytes: 6000,
}

var volumeRun = cutRun{
	// A cache of four pages spills in the middle of a transaction, so that the journal grows in several pieces.
	cfg:     cryptvfs.Config{Create: true, Journal: cryptvfs.Delete, PageSize: 65536, CacheKiB: 256},
	commits: 40, bytes: 150000,
}

const cutSchema = `BEGIN; CREATE TABLE note(id INTEGER PRIMARY KEY, body BLOB, sum BLOB);
CREATE TABLE tally(n INTEGER); INSERT INTO tally VALUES(0); COMMIT;`

var cutKey = bytes.Repeat([]byte{7}, 32)

// record writes the database and notes every commit as a promise.
func (c cutRun) record(t *testing.T, r *rand.Rand) *powercut.Log {
	t.Helper()
	log := &powercut.Log{}
	v, err := cryptvfs.Register(cutKey, append(c.opts, cryptvfs.WithRecorder(log.Record))...)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	db, err := v.Open(filepath.Join(t.TempDir(), "v.db"), c.cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(cutSchema + c.setup); err != nil {
		t.Fatal(err)
	}
	log.Ack(0)
	for i := 1; i <= c.commits; i++ {
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec("UPDATE tally SET n=n+1"); err != nil {
			t.Fatal(err)
		}
		c.put(t, tx, r, i)
		for range 3 { // old pages too: a rollback journal is at stake only for pages that existed
			c.put(t, tx, r, 1+r.IntN(i))
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		log.Ack(int64(i))
	}
	return log
}

// put writes row id with new contents.
func (c cutRun) put(t *testing.T, tx *sql.Tx, r *rand.Rand, id int) {
	t.Helper()
	body := make([]byte, r.IntN(c.bytes))
	for j := range body {
		body[j] = byte(r.Uint32())
	}
	sum := sha256.Sum256(body)
	if _, err := tx.Exec("INSERT OR REPLACE INTO note VALUES(?,?,?)", id, body, sum[:]); err != nil {
		t.Fatal(err)
	}
}

// after opens what a cut left. It returns "" or what is wrong.
func (c cutRun) after(v *cryptvfs.VFS, dir string, d powercut.Disk) string {
	if err := d.WriteTo(dir); err != nil {
		return err.Error()
	}
	cfg := c.cfg
	db, err := v.Open(filepath.Join(dir, "v.db"), cfg)
	if err != nil {
		return "open: " + err.Error()
	}
	defer db.Close()
	last, err := checkNotes(db)
	switch {
	case err != nil && d.Acked == 0 && strings.Contains(err.Error(), "no such table"):
		return ""
	case err != nil:
		return err.Error()
	case last < d.Acked:
		return fmt.Sprintf("acknowledged commits lost: %d", d.Acked-last)
	case last > d.Acked+1:
		return "commits from nowhere"
	}
	return ""
}

func checkNotes(db *sql.DB) (last int64, err error) {
	var ok string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&ok); err != nil {
		return 0, err
	}
	if ok != "ok" {
		return 0, fmt.Errorf("integrity: %.60q", ok)
	}
	var tally int64
	if err := db.QueryRow("SELECT n FROM tally").Scan(&tally); err != nil {
		return 0, err
	}
	rows, err := db.Query("SELECT id,body,sum FROM note ORDER BY id")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var body, sum sql.RawBytes
		if err := rows.Scan(&id, &body, &sum); err != nil {
			return 0, err
		}
		if got := sha256.Sum256(body); id != last+1 || !bytes.Equal(got[:], sum) {
			return 0, fmt.Errorf("row %d is wrong", id)
		}
		last = id
	}
	if tally != last && rows.Err() == nil {
		return 0, fmt.Errorf("half a transaction: %d rows, tally %d", last, tally)
	}
	return last, rows.Err()
}

// failures counts the cuts that broke a promise, by reason; it stops after enough of them.
func (c cutRun) failures(t *testing.T, n, enough int) map[string]int {
	t.Helper()
	r := seed(t)
	log := c.record(t, r)
	v, err := cryptvfs.Register(cutKey, c.opts...)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	bad, count, cuts := map[string]int{}, 0, 0
	root := t.TempDir()
	log.Cuts(r, n, 1, func(d powercut.Disk) bool {
		cuts++
		dir := filepath.Join(root, fmt.Sprint(cuts))
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		if why := c.after(v, dir, d); why != "" {
			bad[why]++
			count++
		}
		return count < enough
	})
	t.Logf("%d operations, %d cuts, %d broken promises %v", log.Len(), cuts, count, bad)
	return bad
}

func TestPowerCutLosesNothingAcknowledged(t *testing.T) {
	truncate := volumeRun
	truncate.setup = "PRAGMA journal_mode=truncate" // as on Windows
	for name, run := range map[string]cutRun{"wal": walRun, "delete": volumeRun, "truncate": truncate} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if bad := run.failures(t, cutCount(), 1<<30); len(bad) > 0 {
				t.Errorf("promises broken: %v", bad)
			}
		})
	}
}

// The same test must find the loss that a naive layer causes, else it proves nothing.
func TestPowerCutFindsTheFaultOfANaiveLayer(t *testing.T) {
	for name, run := range map[string]cutRun{"wal": walRun, "delete": volumeRun} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run.opts = []cryptvfs.Option{cryptvfs.WithNaiveSectors()}
			if bad := run.failures(t, 600, 3); len(bad) == 0 {
				t.Error("the naive layer survived: the test does not bite")
			}
		})
	}
}

// With synchronous=FULL the removal of a rollback journal is not synced, and a cut can bring it back.
func TestPowerCutShowsWhyRollbackJournalsNeedExtra(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("rollback journals are truncated there, not removed")
	}
	run := volumeRun
	run.setup = "PRAGMA synchronous=full"
	if bad := run.failures(t, 600, 1); len(bad) == 0 {
		t.Error("FULL survived: EXTRA would not be needed")
	}
}

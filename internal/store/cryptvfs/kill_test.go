package cryptvfs_test

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/store/cryptvfs"
)

// TestMain turns the test binary into a writer that somebody will kill, when asked to.
func TestMain(m *testing.M) {
	if path := os.Getenv("FELTBOG_KILL_WRITER"); path != "" {
		writeUntilKilled(path)
	}
	os.Exit(m.Run())
}

// writeUntilKilled commits rows and prints the number of each after its commit.
func writeUntilKilled(path string) {
	v, err := cryptvfs.Register(cutKey)
	if err != nil {
		panic(err)
	}
	db, err := v.Open(path, configs[os.Getenv("FELTBOG_KILL_MODE")])
	if err != nil {
		panic(err)
	}
	if _, err := db.Exec("CREATE TABLE IF NOT EXISTS note(id INTEGER PRIMARY KEY, body BLOB, sum BLOB); CREATE TABLE IF NOT EXISTS tally(n INTEGER); INSERT INTO tally SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM tally); PRAGMA wal_autocheckpoint=30"); err != nil {
		panic(err)
	}
	last, err := checkNotes(db)
	if err != nil {
		panic(err)
	}
	for i := last + 1; ; i++ {
		body := []byte(strings.Repeat("x", int(i*977%9000)))
		sum := sha256.Sum256(body)
		tx, err := db.Begin()
		if err != nil {
			panic(err)
		}
		if _, err := tx.Exec("INSERT INTO note VALUES(?,?,?); UPDATE tally SET n=n+1", i, body, sum[:]); err != nil {
			panic(err)
		}
		if err := tx.Commit(); err != nil {
			panic(err)
		}
		fmt.Println(i)
	}
}

func TestAKilledWriterLosesNothingAcknowledged(t *testing.T) {
	for mode, cfg := range configs {
		t.Run(mode, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "v.db")
			var acked int64
			for round := range 5 {
				cmd := osexec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), "FELTBOG_KILL_WRITER="+path, "FELTBOG_KILL_MODE="+mode)
				cmd.Stderr = os.Stderr
				out, err := cmd.StdoutPipe()
				if err != nil {
					t.Fatal(err)
				}
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				lines := bufio.NewScanner(out)
				for n := 0; lines.Scan(); n++ {
					fmt.Sscan(lines.Text(), &acked)
					if n == 10+round*7 {
						cmd.Process.Kill() // what it still printed counts too
					}
				}
				cmd.Wait()
				if found, _ := leaks(t, filepath.Dir(path)); len(found) > 0 {
					t.Errorf("readable: %v", found)
				}
				db := open(t, register(t, 7), path, cfg)
				if last, err := checkNotes(db); err != nil || last < acked {
					t.Errorf("%d acknowledged, %d found: %v", acked, last, err)
				}
				db.Close()
			}
			t.Log("acknowledged:", acked)
		})
	}
}

package cryptvfs_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feltbog/internal/store/cryptvfs"
)

// BenchmarkAgainstPlain runs the same work with and without the layer, in turns, and reports the ratio of the speeds
// (1 = the layer costs nothing). The plain side has the same page size, journal and durability.
func BenchmarkAgainstPlain(b *testing.B) {
	b.Run("commits", func(b *testing.B) {
		compare(b, func(b *testing.B, db *sql.DB, n int) {
			for i := range 100 {
				exec(b, db, "INSERT INTO note(body) VALUES(?)", "a note of the usual length "+strings.Repeat("word ", i%50))
			}
		})
	})
	b.Run("bulk", func(b *testing.B) {
		compare(b, func(b *testing.B, db *sql.DB, n int) {
			tx, err := db.Begin()
			if err != nil {
				b.Fatal(err)
			}
			stmt, err := tx.Prepare("INSERT INTO note(body) VALUES(?)")
			if err != nil {
				b.Fatal(err)
			}
			for i := range 10000 {
				if _, err := stmt.Exec("a note of the usual length " + strings.Repeat("word ", i%50)); err != nil {
					b.Fatal(err)
				}
			}
			if err := tx.Commit(); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("scan", func(b *testing.B) {
		compare(b, func(b *testing.B, db *sql.DB, n int) {
			if n == 0 {
				exec(b, db, "INSERT INTO note(body) SELECT hex(randomblob(400)) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000) SELECT i FROM n)")
				exec(b, db, "PRAGMA cache_size=50")
			}
			var sum int
			if err := db.QueryRow("SELECT sum(length(body)) FROM note").Scan(&sum); err != nil {
				b.Fatal(err)
			}
		})
	})
}

func compare(b *testing.B, work func(b *testing.B, db *sql.DB, n int)) {
	enc := open(b, register(b, 1), filepath.Join(b.TempDir(), "enc.db"), cryptvfs.Config{Create: true})
	plain := openPlain(b, filepath.Join(b.TempDir(), "plain.db"))
	plain.SetMaxOpenConns(1)
	exec(b, plain, "PRAGMA journal_mode=wal; PRAGMA synchronous=full; PRAGMA cache_size=500; PRAGMA temp_store=2; PRAGMA secure_delete=1")
	const schema = "CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT); CREATE VIRTUAL TABLE fts USING fts5(body, content='note', content_rowid='id');" +
		"CREATE TRIGGER ai AFTER INSERT ON note WHEN length(new.body)<700 BEGIN INSERT INTO fts(rowid,body) VALUES(new.id,new.body); END"
	exec(b, enc, schema)
	exec(b, plain, schema)
	work(b, enc, 0)
	work(b, plain, 0)
	var te, tp time.Duration
	n := 0
	for b.Loop() {
		n++
		start := time.Now()
		work(b, enc, n)
		middle := time.Now()
		work(b, plain, n)
		te += middle.Sub(start)
		tp += time.Since(middle)
	}
	b.ReportMetric(float64(te.Microseconds())/1000/float64(n), "encrypted-ms/op")
	b.ReportMetric(float64(tp.Microseconds())/1000/float64(n), "plain-ms/op")
	b.ReportMetric(float64(tp)/float64(te), "ratio")
}

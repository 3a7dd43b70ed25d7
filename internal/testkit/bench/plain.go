package bench

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite"

	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/testkit/text"
)

// plain compares the encrypting layer with SQLite alone: the same schema, page size, journal and durability, the same
// invented notes, in turns. Nothing of a vault is ever written in plain.
func (r *runner) plain(ctx context.Context) error {
	enc, err := r.vfs.Open(filepath.Join(r.scratch, "encrypted.db"), cryptvfs.Config{Create: true, CacheKiB: 32 << 10})
	if err != nil {
		return err
	}
	defer enc.Close()
	open, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(r.scratch, "plain.db"))+"?_txlock=immediate&_pragma=journal_mode(wal)"+
		"&_pragma=synchronous(full)&_pragma=temp_store(2)&_pragma=cache_size(-32768)&_pragma=secure_delete(1)&_pragma=journal_size_limit(67108864)")
	if err != nil {
		return err
	}
	defer open.Close()
	open.SetMaxOpenConns(1)
	both := []*sql.DB{enc, open}
	for _, db := range both {
		_, err := db.ExecContext(ctx, `CREATE TABLE note(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, body TEXT);
			CREATE VIRTUAL TABLE fts USING fts5(body, content='')`)
		if err != nil {
			return err
		}
	}
	commits, bulk := [2][]float64{}, [2][]float64{}
	for round := range 7 {
		maker := text.New(uint64(round))
		notes := make([]string, 10_000)
		for i := range notes {
			notes[i] = maker.Note()
		}
		for i, db := range both {
			start := time.Now()
			for _, note := range notes[:100] {
				if err := insert(ctx, db, []string{note}); err != nil {
					return err
				}
			}
			commits[i] = append(commits[i], ms(time.Since(start))/100)
		}
		for i, db := range both {
			start := time.Now()
			if err := insert(ctx, db, notes[100:]); err != nil {
				return err
			}
			bulk[i] = append(bulk[i], ms(time.Since(start)))
		}
	}
	f := r.add(Figure{Name: "plain.commit", Unit: "ms", Budget: 0.6, Bound: "ratio", Least: true}, commits[0])
	f.Ratio = at(commits[1], 0.5) / f.Median
	f = r.add(Figure{Name: "plain.bulk", Unit: "ms", Budget: 0.6, Bound: "ratio", Least: true}, bulk[0])
	f.Ratio = at(bulk[1], 0.5) / f.Median
	return nil
}

// insert adds notes in one transaction.
func insert(ctx context.Context, db *sql.DB, notes []string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, note := range notes {
		res, err := tx.ExecContext(ctx, "INSERT INTO note(key,body) VALUES(randomblob(16),?)", note)
		if err != nil {
			return fmt.Errorf("insert: %w", err)
		}
		id, err := res.LastInsertId()
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO fts(rowid,body) VALUES(?,?)", id, note); err != nil {
			return fmt.Errorf("insert: %w", err)
		}
	}
	return tx.Commit()
}

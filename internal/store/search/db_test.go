package search

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"
)

// openTest opens a database with the schema, in memory when path is empty.
func openTest(t testing.TB, path string) *sql.DB {
	t.Helper()
	dsn := ":memory:"
	if path != "" {
		dsn = "file:" + filepath.ToSlash(path) +
			"?_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=temp_store(2)&_pragma=cache_size(-32768)"
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	if _, err := db.Exec(Schema); err != nil {
		t.Fatal(err)
	}
	return db
}

// inBatch runs one batch in one transaction.
func inBatch(t testing.TB, db *sql.DB, do func(ctx context.Context, b *Batch) error) {
	t.Helper()
	ctx := context.Background()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	b := NewBatch(tx)
	if err := do(ctx, b); err != nil {
		t.Fatal(err)
	}
	if err := b.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// index adds documents numbered from 1.
func index(t testing.TB, db *sql.DB, texts ...string) {
	t.Helper()
	inBatch(t, db, func(ctx context.Context, b *Batch) error {
		for i, text := range texts {
			if err := b.Add(ctx, Doc{int64(i + 1), "note", text}); err != nil {
				return err
			}
		}
		return nil
	})
}

// found are the numbers of the hits of a query text.
func found(t testing.TB, db Queryer, q Query) []int64 {
	t.Helper()
	hits, _, err := Find(context.Background(), db, q)
	if err != nil {
		t.Fatalf("find %+v: %v", q, err)
	}
	ids := make([]int64, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids
}

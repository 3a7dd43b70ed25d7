package search

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

func TestErasedWordsLeaveTheVocabularyAndTheFile(t *testing.T) {
	const secret = "hemmelighedskræmmeriet"
	d, changed := Doc{5000, "note", "kun her " + secret}, Doc{5000, "note", "kun her"}
	for _, others := range []int{0, 1, 2, 5, 40, 1500} { // an index without a segment, of one page, of several
		db := openTest(t, "")
		left := map[int64]Doc{}
		batch := func(do func(ctx context.Context, b *Batch) error) { inBatch(t, db, do) }
		batch(func(ctx context.Context, b *Batch) error {
			for i := range others {
				doc := Doc{int64(i), "note", strings.Repeat(string(rune('a'+i%26)), 9) + fmt.Sprint(i*7919) + " xyz"}
				left[doc.ID] = doc
				if err := b.Add(ctx, doc); err != nil {
					return err
				}
			}
			return nil
		})
		batch(func(ctx context.Context, b *Batch) error { return b.Add(ctx, d) })
		batch(func(ctx context.Context, b *Batch) error { return b.Replace(ctx, d, changed) })
		for range 3 { // a purge of an index that is clean already, and of one that was purged, must work as well
			batch(func(ctx context.Context, b *Batch) error {
				if err := b.Remove(ctx, changed); err != nil {
					return err
				}
				if err := b.Flush(ctx); err != nil {
					return err
				}
				return Purge(ctx, b.tx)
			})
			for _, trace := range []string{Canonical(secret)[:8], "kun", "hem", "mme"} {
				if holds(t, db, trace) {
					t.Errorf("%d other documents: %q is still in a table", others, trace)
				}
			}
			if err := Check(context.Background(), db, all(left)); err != nil {
				t.Errorf("%d other documents: %v", others, err)
			}
			batch(func(ctx context.Context, b *Batch) error { return b.Add(ctx, changed) })
		}
	}
}

func TestRemovedWordStaysInTheIndexUntilThePurge(t *testing.T) {
	db := openTest(t, "") // shows that the test above can see what it looks for
	index(t, db, "kun her", "andet", "mere")
	inBatch(t, db, func(ctx context.Context, b *Batch) error { return b.Remove(ctx, Doc{1, "note", "kun her"}) })
	if !holds(t, db, "kun") {
		t.Fatal("gone at once")
	}
}

func TestManyPurgesDoNotWearTheIndexOut(t *testing.T) {
	db := openTest(t, "")
	docs := map[int64]Doc{}
	for i := range int64(100) {
		docs[i] = Doc{i, "note", fmt.Sprint("note nummer ", i)}
		inBatch(t, db, func(ctx context.Context, b *Batch) error {
			if err := b.Add(ctx, docs[i]); err != nil {
				return err
			}
			if err := b.Flush(ctx); err != nil {
				return err
			}
			return Purge(ctx, b.tx)
		})
	}
	if err := Check(context.Background(), db, all(docs)); err != nil {
		t.Fatal(err)
	}
}

// holds tells whether any table that stores something has the letters in it.
func holds(t *testing.T, db *sql.DB, letters string) bool {
	t.Helper()
	for _, query := range []string{
		`SELECT count(*) FROM fts_data WHERE instr(block, CAST(?1 AS BLOB))`,
		`SELECT count(*) FROM fts_idx WHERE instr(CAST(term AS BLOB), CAST(?1 AS BLOB))`,
		`SELECT count(*) FROM word_gram_data WHERE instr(block, CAST(?1 AS BLOB))`,
		`SELECT count(*) FROM word_gram_idx WHERE instr(CAST(term AS BLOB), CAST(?1 AS BLOB))`,
		`SELECT count(*) FROM word WHERE instr(w, ?1) OR instr(s, ?1)`,
	} {
		var n int
		if err := db.QueryRow(query, letters).Scan(&n); err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			return true
		}
	}
	return false
}

package search

import (
	"context"
	"slices"
	"testing"

	"feltbog/internal/testkit/text"
)

func TestAnswersAreExactOnFieldNotes(t *testing.T) {
	db, maker, docs := openTest(t, ""), text.New(11), map[int64]Doc{}
	for batch := range int64(4) {
		inBatch(t, db, func(ctx context.Context, b *Batch) error {
			for i := range int64(700) {
				d := Doc{1 + batch + 4*i, "note", maker.Note()} // numbers of the batches interleave
				if i%5 == 0 {
					d.Kind = "photo"
				}
				docs[d.ID] = d
				if err := b.Add(ctx, d); err != nil {
					return err
				}
			}
			return nil
		})
	}
	// The newest notes go, as when an import is undone: the vocabulary must know what is newest now.
	inBatch(t, db, func(ctx context.Context, b *Batch) error {
		for id := int64(2300); id <= 2800; id++ {
			if err := b.Remove(ctx, docs[id]); err != nil {
				return err
			}
			delete(docs, id)
		}
		return nil
	})
	if err := Check(context.Background(), db, all(docs)); err != nil {
		t.Fatal(err)
	}
	for _, class := range text.Classes() {
		for i, term := range maker.Terms(class, 4) {
			start := string([]rune(maker.Terms(text.Prefix, 1)[0])[:1+i%3])
			for _, q := range []Query{
				{Text: term}, {Text: "*" + term}, {Text: term, AsYouType: true, Limit: 7, Before: 1500},
				{Text: maker.Terms(text.Common, 1)[0] + " " + start, AsYouType: true, Kinds: []string{"photo"}},
				{Text: term + "* -" + start + "*"},
			} {
				want := q
				if want.Limit == 0 {
					want.Limit = DefaultLimit
				}
				if got, want := found(t, db, q), brute(docs, want); !slices.Equal(got, want) {
					t.Fatalf("%+v finds %v, want %v", q, got, want)
				}
			}
		}
	}
}

func TestSchemaCanBePartOfAMigration(t *testing.T) {
	db := openTest(t, "")
	for _, table := range []string{"fts_term", "word_gram_term", "fts", "word_gram", "word"} {
		if _, err := db.Exec(`DROP TABLE ` + table); err != nil {
			t.Fatal(err)
		}
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(Schema); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	index(t, db, "kaffe")
	if got := found(t, db, Query{Text: "kaffe"}); len(got) != 1 {
		t.Fatalf("found %v", got)
	}
}

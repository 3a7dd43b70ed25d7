package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestEditsInOneBatchLeaveTheVocabularyRight edits, removes and adds the same few documents again and again within
// batches: words that stay must keep their count and their newest document.
func TestEditsInOneBatchLeaveTheVocabularyRight(t *testing.T) {
	db := openTest(t, "")
	rng := rand.New(rand.NewPCG(1, 2))
	docs := map[int64]string{}
	text := func() string {
		var words []string
		for range rng.IntN(4) {
			words = append(words, fmt.Sprintf("ord%c", 'a'+rng.IntN(5)))
		}
		return strings.Join(words, " ")
	}
	for round := range 300 {
		inBatch(t, db, func(ctx context.Context, b *Batch) error {
			for range 1 + rng.IntN(8) {
				id := int64(1 + rng.IntN(6))
				old, there := docs[id]
				now := text()
				var err error
				switch {
				case !there:
					err, docs[id] = b.Add(ctx, Doc{id, "note", now}), now
				case rng.IntN(3) == 0:
					err = b.Remove(ctx, Doc{id, "note", old})
					delete(docs, id)
				default:
					err, docs[id] = b.Replace(ctx, Doc{id, "note", old}, Doc{id, "note", now}), now
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		err := Check(context.Background(), db, func(yield func(Doc, error) bool) {
			for id := int64(1); id <= 6; id++ {
				if s, ok := docs[id]; ok && !yield(Doc{id, "note", s}, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
}

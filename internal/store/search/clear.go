package search

import (
	"context"
	"fmt"
)

// Clear empties the index and the vocabulary, before both are made again from the documents.
func Clear(ctx context.Context, tx Execer) error {
	for _, q := range []string{
		"INSERT INTO fts(fts) VALUES ('delete-all')",
		"INSERT INTO word_gram(word_gram) VALUES ('delete-all')",
		"DELETE FROM word",
	} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return fmt.Errorf("clear the index: %w", err)
		}
	}
	return nil
}

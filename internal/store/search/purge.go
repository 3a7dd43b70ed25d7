package search

import (
	"context"
	"fmt"
)

// Purge rewrites the index so that nothing is left of removed documents: neither the entries that later segments
// mark as removed, nor words that only such documents held. Its cost is that of the whole index, so it belongs to
// erasure, after Flush and in the same transaction, not to everyday edits.
//
// The pages it frees still hold what they held: the caller sets secure_delete or runs VACUUM.
func Purge(ctx context.Context, tx Execer) error {
	if err := settle(ctx, tx); err != nil {
		return err
	}
	for _, step := range []string{
		`INSERT INTO word_gram(word_gram) VALUES ('delete-all')`,
		`INSERT INTO word_gram(rowid, g) SELECT id, iif(s = w, s, s || ' ' || w) FROM word ORDER BY id`,
	} {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("purge letters in words: %w", err)
		}
	}
	return nil
}

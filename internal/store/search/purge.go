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
	for _, table := range []string{"fts", "word_gram"} {
		if _, err := tx.ExecContext(ctx, `INSERT INTO `+table+`(`+table+`) VALUES ('optimize')`); err != nil {
			return fmt.Errorf("purge %s: %w", table, err)
		}
	}
	return nil
}

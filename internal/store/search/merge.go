package search

import (
	"context"
	"database/sql"
	"fmt"
)

// FTS5 keeps its index in segments. Every transaction adds one, every term of a query is looked up in each of them, and
// merging keeps them few. Left to itself (automerge) FTS5 let 50 segments stand after some thousand single edits of a
// large index, and at times stopped one edit for 1.5 s to merge a large segment with tiny ones: it merges by level, and
// a new segment starts at level 0 whatever its size.
//
// So merging is ours. After a transaction that changed few documents, mergePages pages of merging are done: several
// times what a steady stream of edits needs, and a millisecond or two. After one that changed a large part of the
// index, all is merged into one segment on the last level. There are many levels from the start (end of schema.sql),
// so the tiny segments of single edits do not meet the large one for a long time.
const (
	mergePages  = 4
	pagesPerDoc = 1.0 / 8 // more merging for a batch of many documents
	bulkShare   = 4       // merge all after a batch of a quarter of the index or more
	bulkLeast   = 2000    // but not for fewer documents than this
)

// tidy merges segments after docs documents were changed.
func tidy(ctx context.Context, tx Execer, docs int) error {
	if docs >= bulkLeast {
		var total int
		err := collect(ctx, tx, func(rows *sql.Rows) error { return rows.Scan(&total) }, `SELECT count(*) FROM fts_docsize`)
		if err != nil {
			return fmt.Errorf("merge search index: %w", err)
		}
		if docs >= total/bulkShare {
			if _, err := tx.ExecContext(ctx, `INSERT INTO word_gram(word_gram) VALUES ('optimize')`); err != nil {
				return fmt.Errorf("merge search index: %w", err)
			}
			return settle(ctx, tx)
		}
	}
	pages := mergePages + int(float64(docs)*pagesPerDoc)
	if _, err := tx.ExecContext(ctx, `INSERT INTO fts(fts, rank) VALUES ('merge', ?)`, pages); err != nil {
		return fmt.Errorf("merge search index: %w", err)
	}
	return nil
}

// anchor is a row that no document has; its text fills three pages of a segment, its removal a few bytes.
const (
	anchorID   = -1 << 63
	anchorText = `(SELECT replace(hex(zeroblob(5000)), '0', 'x '))`
)

// settle merges everything into one segment on the last level, where FTS5 forgets what was removed.
//
// 'optimize' does that when the segments stand on different levels. When they all stand on one, it merges them to the
// next level only and keeps the marks of removed entries, and with them the words; and one segment alone it leaves as
// it is. Then the anchor makes two levels: with it everything is at least three pages; its removal is a segment of one
// page, which FTS5 leaves on level 0 below the larger one.
func settle(ctx context.Context, tx Execer) error {
	const optimize = `INSERT INTO fts(fts) VALUES ('optimize')`
	for _, step := range [][]any{
		{optimize},
		{`INSERT INTO fts(rowid, t) VALUES (?, ` + anchorText + `)`, int64(anchorID)},
		{optimize},
		{`INSERT INTO fts(fts, rowid, t) VALUES ('delete', ?, ` + anchorText + `)`, int64(anchorID)},
		{optimize},
	} {
		if _, err := tx.ExecContext(ctx, step[0].(string), step[1:]...); err != nil {
			return fmt.Errorf("merge search index: %w", err)
		}
		if len(step) > 1 || step[0] != optimize {
			continue
		}
		done, err := settled(ctx, tx)
		if err != nil {
			return fmt.Errorf("merge search index: %w", err)
		}
		if done {
			var anchored bool
			err := collect(ctx, tx, func(rows *sql.Rows) error { return rows.Scan(&anchored) },
				`SELECT EXISTS (SELECT 1 FROM fts_docsize WHERE id = ?)`, int64(anchorID))
			if err != nil || !anchored {
				return err
			}
		}
	}
	return fmt.Errorf("merge search index: segments remain")
}

// settled tells whether there is no segment, or one on the last level of several. It reads FTS5's structure record: a
// cookie of four bytes, then varints: levels, segments, a counter; for each level the inputs of a merge under way and
// its segments; for each segment its id, first and last page.
func settled(ctx context.Context, db Queryer) (bool, error) {
	var record []byte
	err := collect(ctx, db, func(rows *sql.Rows) error { return rows.Scan(&record) }, `SELECT block FROM fts_data WHERE id = 10`)
	if err != nil || len(record) < 4 {
		return false, err
	}
	record = record[4:]
	next := func() (n uint64) {
		for i := 0; len(record) > 0 && i < 9; i++ {
			c := record[0]
			record = record[1:]
			n = n<<7 | uint64(c&0x7F)
			if c < 0x80 {
				break
			}
		}
		return n
	}
	levels, segments, _ := next(), next(), next()
	if segments != 1 || levels < 2 {
		return segments == 0, nil
	}
	for range levels - 1 { // none may stand before the last level
		if _, here := next(), next(); here != 0 {
			return false, nil
		}
	}
	return true, nil
}

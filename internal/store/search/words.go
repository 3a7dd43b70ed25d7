package search

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// errUnknownWord says that a document was removed that the index never held.
var errUnknownWord = errors.New("the index does not hold the document that was removed")

// wordChange is one row of the vocabulary to be changed.
type wordChange struct {
	s, w string
	*tally
}

// gramChange is a word that is new in the vocabulary or has left it.
type gramChange struct {
	id   int64
	gone bool
	text string
}

// flushWords brings the tallies of a batch into the vocabulary: one statement for each word that changed, by rising
// skeleton so that neighbours share a page. The documents themselves must be in the index by now.
func flushWords(ctx context.Context, tx Execer, words map[string]*tally) error {
	changes := make([]wordChange, 0, len(words))
	for w, t := range words {
		if !t.unchanged() {
			changes = append(changes, wordChange{Skeleton(w), w, t})
		}
	}
	slices.SortFunc(changes, func(a, b wordChange) int { return cmp.Or(cmp.Compare(a.s, b.s), cmp.Compare(a.w, b.w)) })
	grams, err := writeWords(ctx, tx, changes)
	if err != nil {
		return err
	}
	return writeGrams(ctx, tx, grams)
}

func writeWords(ctx context.Context, tx Execer, changes []wordChange) (grams []gramChange, err error) {
	var p preparer
	defer p.close()
	update := p.prepare(ctx, tx, `UPDATE word SET n = n + ?, last = max(last, ?) WHERE s = ? AND w = ?`)
	renew := p.prepare(ctx, tx, `UPDATE word SET last = (SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY rowid DESC LIMIT 1)
		WHERE s = ? AND w = ? AND last = ?`)
	insert := p.prepare(ctx, tx, `INSERT INTO word (s, w, id, n, last) VALUES (?, ?, ?, ?, ?)`)
	remove := p.prepare(ctx, tx, `DELETE FROM word WHERE s = ? AND w = ? AND n = ? RETURNING id`)
	top := p.prepare(ctx, tx, `SELECT coalesce(max(id), 0) FROM word`)
	if p.err != nil {
		return nil, p.err
	}
	var id int64
	if err := top.QueryRowContext(ctx).Scan(&id); err != nil {
		return nil, err
	}
	for _, c := range changes {
		if c.n < 0 {
			var gone int64
			switch err := remove.QueryRowContext(ctx, c.s, c.w, -c.n).Scan(&gone); {
			case err == nil:
				grams = append(grams, gramChange{gone, true, gramText(c.s, c.w)})
				continue
			case !errors.Is(err, sql.ErrNoRows):
				return nil, err
			}
		}
		done, err := update.ExecContext(ctx, c.n, c.last, c.s, c.w)
		if err != nil {
			return nil, fmt.Errorf("word %q: %w", c.w, err)
		}
		if rows, err := done.RowsAffected(); err != nil {
			return nil, err
		} else if rows == 0 {
			if c.n < 0 {
				return nil, fmt.Errorf("word %q: %w", c.w, errUnknownWord)
			}
			if c.n == 0 {
				continue // added and removed again in this batch
			}
			id++
			if _, err := insert.ExecContext(ctx, c.s, c.w, id, c.n, c.last); err != nil {
				return nil, fmt.Errorf("word %q: %w", c.w, err)
			}
			grams = append(grams, gramChange{id, false, gramText(c.s, c.w)})
		}
		if c.lost != noDoc { // the document that was last may have been removed: ask the index which one is now
			if _, err := renew.ExecContext(ctx, `"`+c.w+`"`, c.s, c.w, c.lost); err != nil {
				return nil, fmt.Errorf("word %q: %w", c.w, err)
			}
		}
	}
	return grams, nil
}

// unchanged reports whether the vocabulary says the same about the word before and after: a word that stands in the old
// and the new text of a document. Most words of an edited note do, and each row lies on another page.
func (t *tally) unchanged() bool { return t.n == 0 && t.lost == noDoc && t.last <= t.held }

// writeGrams keeps the trigram index in step, by rising id.
func writeGrams(ctx context.Context, tx Execer, grams []gramChange) error {
	if len(grams) == 0 {
		return nil
	}
	slices.SortFunc(grams, func(a, b gramChange) int { return cmp.Compare(a.id, b.id) })
	var p preparer
	defer p.close()
	add := p.prepare(ctx, tx, `INSERT INTO word_gram(rowid, g) VALUES (?, ?)`)
	del := p.prepare(ctx, tx, `INSERT INTO word_gram(word_gram, rowid, g) VALUES ('delete', ?, ?)`)
	if p.err != nil {
		return p.err
	}
	for _, g := range grams {
		stmt := add
		if g.gone {
			stmt = del
		}
		if _, err := stmt.ExecContext(ctx, g.id, g.text); err != nil {
			return fmt.Errorf("trigrams of %q: %w", g.text, err)
		}
	}
	return nil
}

// gramText is what the trigrams of a word are made of: its skeleton, and its canonical form where that differs, so
// that the letters of "ekspert" are found in "radioekspert" although oe is an o in the skeleton.
func gramText(s, w string) string {
	if s == w {
		return s
	}
	return s + " " + w
}

// preparer prepares several statements and remembers the first error.
type preparer struct {
	stmts []*sql.Stmt
	err   error
}

func (p *preparer) prepare(ctx context.Context, tx Execer, query string) *sql.Stmt {
	if p.err != nil {
		return nil
	}
	stmt, err := tx.PrepareContext(ctx, query)
	if err != nil {
		p.err = err
		return nil
	}
	p.stmts = append(p.stmts, stmt)
	return stmt
}

func (p *preparer) close() {
	for _, stmt := range p.stmts {
		stmt.Close()
	}
}

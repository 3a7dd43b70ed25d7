package search

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
)

// ErrDiffers is what Check's errors wrap when the index is not what the documents say. Rebuild it then.
var ErrDiffers = errors.New("the search index differs from the documents")

// Check compares the index with all documents: which word stands where in which document, how many documents hold a
// word and which is the newest, and the letters inside words. It changes nothing, but needs a handle that may write,
// because FTS5 takes its own integrity check as an insert. It reads the whole index, at between one and two seconds of
// processor time for a million words of running text, and keeps the vocabulary in memory.
func Check(ctx context.Context, tx Execer, docs iter.Seq2[Doc, error]) error {
	for _, table := range []string{"fts", "word_gram"} {
		if _, err := tx.ExecContext(ctx, `INSERT INTO `+table+`(`+table+`) VALUES ('integrity-check')`); err != nil {
			return fmt.Errorf("check %s: %w", table, err)
		}
	}
	c := checker{seed: maphash.MakeSeed(), words: map[string]*tally{}}
	for d, err := range docs {
		if err != nil {
			return fmt.Errorf("check search index: %w", err)
		}
		if err := c.expect(d); err != nil {
			return err
		}
	}
	if err := c.checkRows(ctx, tx); err != nil {
		return err
	}
	if err := c.checkWords(ctx, tx); err != nil {
		return err
	}
	return c.checkGrams(ctx, tx)
}

// checker collects what the index should hold. Occurrences are compared by the sum of their hashes, which does not
// depend on the order.
type checker struct {
	seed  maphash.Seed
	words map[string]*tally
	docs  int
	sum   uint64
	buf   []byte
}

type occurrence struct {
	word   string
	doc    int64
	offset int
}

func (c *checker) add(word string, doc int64, offset int) {
	c.sum += maphash.Comparable(c.seed, occurrence{word, doc, offset})
}

func (c *checker) expect(d Doc) error {
	meta, err := kindToken(d.Kind)
	if err != nil {
		return err
	}
	c.docs++
	c.add(meta, d.ID, 0)
	offset := 0
	eachToken(d.Text, &c.buf, func(_, _ int, word []byte) {
		t := c.words[string(word)]
		if t == nil {
			t = &tally{last: noDoc}
			c.words[string(word)] = t
		}
		if t.seen != c.docs {
			t.seen = c.docs
			t.n++
			t.last = max(t.last, d.ID)
		}
		offset++
		c.add(string(word), d.ID, offset)
	})
	return nil
}

// checkRows compares the occurrences in the index with those in the documents.
func (c *checker) checkRows(ctx context.Context, db Queryer) error {
	index := checker{seed: c.seed}
	var word string
	var doc int64
	var offset int
	err := collect(ctx, db, func(rows *sql.Rows) error {
		err := rows.Scan(&word, &doc, &offset)
		index.add(word, doc, offset)
		return err
	}, `SELECT term, doc, offset FROM fts_term`)
	if err != nil {
		return fmt.Errorf("check search index: %w", err)
	}
	if index.sum != c.sum {
		return fmt.Errorf("words in documents: %w", ErrDiffers)
	}
	err = collect(ctx, db, func(rows *sql.Rows) error { return rows.Scan(&index.docs) }, `SELECT count(*) FROM fts_docsize`)
	if err == nil && index.docs != c.docs {
		err = fmt.Errorf("%d documents, not %d: %w", index.docs, c.docs, ErrDiffers)
	}
	return err
}

// checkWords compares the vocabulary with the words of the documents.
func (c *checker) checkWords(ctx context.Context, db Queryer) error {
	known := 0
	err := collect(ctx, db, func(rows *sql.Rows) error {
		var s, w string
		var n, last int64
		if err := rows.Scan(&s, &w, &n, &last); err != nil {
			return err
		}
		known++
		if t := c.words[w]; t == nil || t.n != n || t.last != last || Skeleton(w) != s {
			return fmt.Errorf("word %q: %w", w, ErrDiffers)
		}
		return nil
	}, `SELECT s, w, n, last FROM word`)
	if err == nil && known != len(c.words) {
		err = fmt.Errorf("%d words, not %d: %w", known, len(c.words), ErrDiffers)
	}
	return err
}

// checkGrams compares the trigrams in their index with those of the vocabulary.
func (c *checker) checkGrams(ctx context.Context, db Queryer) error {
	want, index := checker{seed: c.seed}, checker{seed: c.seed}
	err := collect(ctx, db, func(rows *sql.Rows) error {
		var s, w string
		var id int64
		if err := rows.Scan(&s, &w, &id); err != nil {
			return err
		}
		seen := map[string]bool{}
		for runes := []rune(gramText(s, w)); len(runes) >= gram; runes = runes[1:] {
			if g := string(runes[:gram]); !seen[g] {
				seen[g] = true
				want.add(g, id, 0)
			}
		}
		return nil
	}, `SELECT s, w, id FROM word`)
	if err != nil {
		return fmt.Errorf("check letters in words: %w", err)
	}
	err = collect(ctx, db, func(rows *sql.Rows) error {
		var g string
		var id int64
		err := rows.Scan(&g, &id)
		index.add(g, id, 0)
		return err
	}, `SELECT term, doc FROM word_gram_term`)
	if err == nil && index.sum != want.sum {
		err = fmt.Errorf("letters in words: %w", ErrDiffers)
	}
	return err
}

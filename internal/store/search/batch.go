package search

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Doc is a piece of text to be found.
type Doc struct {
	ID   int64  // newer documents have larger numbers
	Kind string // one of a few words of a-z, 0-9 and _, such as "note"; may be empty
	Text string
}

// spillBytes is how much text a batch holds back, to put it in order, before it feeds the index.
const spillBytes = 4 << 20

// Batch changes the index inside one transaction. Nothing is certain before Flush; after an error, roll back.
//
// The index keeps no text: Remove and Replace must be given the very document that was added. What was never added
// leaves the index wrong; a word that was never there is noticed and refused.
type Batch struct {
	tx    Execer
	ops   []op
	bytes int
	words map[string]*tally
	seq   int    // numbers the documents, so that a word is counted once in each
	fed   int    // documents in the index since the last Flush
	buf   []byte // canonical word
	row   []byte // canonical document
}

// op is one change of an index row.
type op struct {
	id     int64
	remove bool
	row    string
}

// tally is what a batch does to one word.
type tally struct {
	n    int64 // documents more or fewer
	last int64 // newest document added; noDoc when none
	lost int64 // newest document removed, and none as new added since; noDoc when none
	held int64 // newest document removed that held the word before the batch; noDoc when none
	seen int   // seq of the last document counted
}

const noDoc = -1 << 63

// NewBatch starts a batch. tx must be the transaction that also changes the documents.
func NewBatch(tx Execer) *Batch { return &Batch{tx: tx, words: map[string]*tally{}} }

// Add indexes a document that is not in the index.
func (b *Batch) Add(ctx context.Context, d Doc) error { return b.change(ctx, d, false) }

// Remove takes a document out of the index; d is as it was added.
func (b *Batch) Remove(ctx context.Context, d Doc) error { return b.change(ctx, d, true) }

// Replace puts a new document in the place of old, which is as it was added.
func (b *Batch) Replace(ctx context.Context, old, new Doc) error {
	if err := b.Remove(ctx, old); err != nil {
		return err
	}
	return b.Add(ctx, new)
}

func (b *Batch) change(ctx context.Context, d Doc, remove bool) error {
	meta, err := kindToken(d.Kind)
	if err != nil {
		return err
	}
	b.seq++
	b.row = append(b.row[:0], meta...)
	eachToken(d.Text, &b.buf, func(_, _ int, word []byte) {
		b.row = append(append(b.row, ' '), word...)
		b.count(word, d.ID, remove)
	})
	b.ops = append(b.ops, op{d.ID, remove, string(b.row)})
	if b.bytes += len(b.row); b.bytes >= spillBytes {
		return b.feed(ctx)
	}
	return nil
}

func (b *Batch) count(word []byte, id int64, remove bool) {
	t := b.words[string(word)]
	if t == nil {
		t = &tally{last: noDoc, lost: noDoc, held: noDoc}
		b.words[string(word)] = t
	}
	if t.seen == b.seq {
		return
	}
	t.seen = b.seq
	if remove {
		t.n--
		t.lost = max(t.lost, id)
		if id > t.last { // else it may have been added in this batch
			t.held = max(t.held, id)
		}
		return
	}
	t.n++
	t.last = max(t.last, id)
	if id >= t.lost {
		t.lost = noDoc
	}
}

// Flush brings everything into the index. The batch is empty afterwards and may be used again.
func (b *Batch) Flush(ctx context.Context) error {
	if err := b.feed(ctx); err != nil {
		return err
	}
	if err := flushWords(ctx, b.tx, b.words); err != nil {
		return fmt.Errorf("index words: %w", err)
	}
	clear(b.words)
	fed := b.fed
	b.fed = 0
	return tidy(ctx, b.tx, fed)
}

// feed writes the waiting rows by rising document number: FTS5 writes a segment each time the numbers go back.
func (b *Batch) feed(ctx context.Context) error {
	if len(b.ops) == 0 {
		return nil
	}
	slices.SortStableFunc(b.ops, func(x, y op) int { return cmp.Compare(x.id, y.id) })
	ops := cancel(b.ops)
	add, err := b.tx.PrepareContext(ctx, `INSERT INTO fts(rowid, t) VALUES (?, ?)`)
	if err != nil {
		return fmt.Errorf("index documents: %w", err)
	}
	defer add.Close()
	var del *sql.Stmt
	for _, o := range ops {
		if !o.remove {
			_, err = add.ExecContext(ctx, o.id, o.row)
		} else {
			if del == nil {
				if del, err = b.tx.PrepareContext(ctx, `INSERT INTO fts(fts, rowid, t) VALUES ('delete', ?, ?)`); err != nil {
					return fmt.Errorf("index documents: %w", err)
				}
				defer del.Close()
			}
			_, err = del.ExecContext(ctx, o.id, o.row)
		}
		if err != nil {
			return fmt.Errorf("index document %d: %w", o.id, err)
		}
	}
	b.fed += len(ops)
	clear(b.ops)
	b.ops, b.bytes = b.ops[:0], 0
	return nil
}

// cancel drops pairs of changes of one document that undo each other, as when a paragraph is saved twice in a batch.
// ops are sorted by document, in the order of the changes within one.
func cancel(ops []op) []op {
	kept := ops[:0]
	for _, o := range ops {
		if n := len(kept); n > 0 && kept[n-1].id == o.id && kept[n-1].remove != o.remove && kept[n-1].row == o.row {
			kept = kept[:n-1]
			continue
		}
		kept = append(kept, o)
	}
	return kept
}

var errKind = errors.New("a kind is made of a-z, 0-9 and _")

// kindToken is the token that stands for a kind in the index. It starts with _, which no word contains.
func kindToken(kind string) (string, error) {
	if strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return "", fmt.Errorf("kind %q: %w", kind, errKind)
	}
	return "_" + kind, nil
}

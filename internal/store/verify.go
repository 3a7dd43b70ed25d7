package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

// Finding is one thing that verify found wrong, in a sentence for the one who has to decide what to do.
type Finding struct {
	File   string
	What   string
	InLog  bool // the log itself is damaged: only another machine or a backup can help; otherwise Rebuild does
	Record feltbog.ID
}

// maxFindings bounds a report; a file full of holes says the same thing many times.
const maxFindings = 50

// verifier compares a space with its log inside one read transaction.
type verifier struct {
	s        *Store
	ctx      context.Context
	c        *sql.Conn
	draft    *change.Draft
	sets     map[int64]*change.Set
	order    []int64
	found    []Finding
	progress func(done, total int64)
	stmts    map[string]*sql.Stmt
}

// Verify checks that the database is whole, that every chain in the log is unbroken, and that records, tables, set
// elements, conflicts, search index and vocabulary are what a replay of log and draft gives. It changes nothing.
func (s *Store) Verify(ctx context.Context, progress func(done, total int64)) ([]Finding, error) {
	c, err := s.ro.Conn(ctx)
	if err != nil {
		return nil, s.err(err)
	}
	defer c.Close()
	v := &verifier{s: s, ctx: ctx, c: c, sets: map[int64]*change.Set{}, progress: progress, stmts: map[string]*sql.Stmt{}}
	defer v.close()
	if v.progress == nil {
		v.progress = func(int64, int64) {}
	}
	if _, err := c.ExecContext(ctx, "BEGIN"); err != nil {
		return nil, s.err(err)
	}
	defer func() { _, _ = c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }()
	for _, step := range []func() error{v.integrity, v.chains, v.records, v.leftovers, v.index} {
		if err := step(); err != nil {
			if feltbog.ErrorCode(s.err(err)) == feltbog.EDamaged {
				v.report(true, feltbog.ID{}, "%v", s.err(err))
				return v.found, nil
			}
			return nil, s.err(err)
		}
		if len(v.found) >= maxFindings {
			break
		}
	}
	return v.found, nil
}

// prepared returns a statement that is prepared once: most are asked for every record.
func (v *verifier) prepared(q string) (*sql.Stmt, error) {
	st, err := v.stmts[q], error(nil)
	if st == nil {
		if st, err = v.c.PrepareContext(v.ctx, q); err == nil {
			v.stmts[q] = st
		}
	}
	return st, err
}

func (v *verifier) close() {
	for _, st := range v.stmts {
		st.Close()
	}
}

func (v *verifier) report(inLog bool, record feltbog.ID, format string, args ...any) {
	if len(v.found) < maxFindings {
		v.found = append(v.found, Finding{File: v.s.path, What: fmt.Sprintf(format, args...), InLog: inLog, Record: record})
	}
}

func (v *verifier) integrity() error {
	// The check of an FTS5 table trusts what its connection remembers of the segments, and reports damage when another
	// connection has since merged them (Rebuild, erasure). A query makes it look again.
	for _, q := range []string{"SELECT count(*) FROM fts WHERE fts MATCH 'x'", "SELECT count(*) FROM word_gram WHERE word_gram MATCH 'xxx'"} {
		var n int
		if err := v.c.QueryRowContext(v.ctx, q).Scan(&n); err != nil {
			return err
		}
	}
	rows, err := v.c.QueryContext(v.ctx, "PRAGMA integrity_check(5)")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var msg string
		if err := rows.Scan(&msg); err != nil {
			return err
		}
		if msg != "ok" {
			v.report(true, feltbog.ID{}, "the file is damaged: %s", msg)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	var body []byte
	err = v.c.QueryRowContext(v.ctx, "SELECT body FROM draft WHERE id=1").Scan(&body)
	if err == sql.ErrNoRows {
		return nil
	}
	if err == nil {
		v.draft, err = change.DecodeDraft(body)
	}
	return err
}

// chains walks the log in order and follows every device's chain.
func (v *verifier) chains() error {
	var total, done int64
	if err := v.c.QueryRowContext(v.ctx, "SELECT count(*) FROM log").Scan(&total); err != nil {
		return err
	}
	touches, err := v.c.PrepareContext(v.ctx, "SELECT 1 FROM touch t JOIN record r ON r.rid=t.rid WHERE r.id=? AND t.log=?")
	if err != nil {
		return err
	}
	defer touches.Close()
	rows, err := v.c.QueryContext(v.ctx, "SELECT id,hash,body FROM log ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	var links int64
	last := map[int64]change.Chain{}
	for rows.Next() {
		var row int64
		var hash, body []byte
		if err := rows.Scan(&row, &hash, &body); err != nil {
			return err
		}
		if done++; done%1000 == 0 {
			v.progress(done, 2*total)
		}
		set, err := change.DecodeTrusted(body)
		if err != nil {
			v.report(true, feltbog.ID{}, "change set %s: %v", v.s.setID(row), err)
			continue
		}
		n, err := v.link(row, set, hash, last, touches)
		if err != nil {
			return err
		}
		links += n
	}
	if err := rows.Err(); err != nil {
		return err
	}
	var have int64
	if err := v.c.QueryRowContext(v.ctx, "SELECT count(*) FROM touch").Scan(&have); err != nil {
		return err
	}
	if have != links {
		v.report(false, feltbog.ID{}, "the table of touched records has %d lines, the log asks for %d", have, links)
	}
	return nil
}

// link checks one set against the one before it and returns how many records it touches.
func (v *verifier) link(row int64, set *change.Set, hash []byte, last map[int64]change.Chain, touches *sql.Stmt) (int64, error) {
	id := v.s.setID(row)
	h, err := change.Hash(set)
	if err != nil {
		return 0, err
	}
	if set.ID() != id || set.Space != v.s.opt.Space || !bytes.Equal(h[:], hash) {
		v.report(true, feltbog.ID{}, "change set %s is not what was written", id)
	}
	dev := row >> 40
	if before, ok := last[dev]; ok && before.Seq+1 == set.Seq && before.Hash != set.Prev {
		v.report(true, feltbog.ID{}, "change set %s does not follow the one before it", id)
	}
	last[dev] = change.Chain{Seq: set.Seq, Hash: h}
	seen := map[feltbog.ID]bool{}
	for n := range set.Changes {
		c := &set.Changes[n]
		if c.Erase != nil || seen[c.Record] {
			continue
		}
		seen[c.Record] = true
		var one int
		err := touches.QueryRowContext(v.ctx, c.Record[:], row).Scan(&one)
		if err == sql.ErrNoRows {
			v.report(false, c.Record, "change set %s is not listed under the record it changes", id)
		} else if err != nil {
			return 0, err
		}
	}
	return int64(len(seen)), nil
}

// set returns a set of the log; the last few thousand are kept, because neighbours in time share sets.
func (v *verifier) set(row int64) (*change.Set, error) {
	if s := v.sets[row]; s != nil {
		return s, nil
	}
	var body []byte
	st, err := v.prepared("SELECT body FROM log WHERE id=?")
	if err != nil {
		return nil, err
	}
	if err := st.QueryRowContext(v.ctx, row).Scan(&body); err != nil {
		return nil, err
	}
	s, err := change.DecodeTrusted(body)
	if err != nil {
		return nil, err
	}
	if len(v.order) >= 4000 {
		delete(v.sets, v.order[0])
		v.order = v.order[1:]
	}
	v.sets[row], v.order = s, append(v.order, row)
	return s, nil
}

// index compares the search index and its vocabulary with the rows. SQLite takes its own check of an index as a write,
// so this step holds up writers and uses their connection; nothing is changed.
func (v *verifier) index() error {
	v.s.mu.Lock()
	defer v.s.mu.Unlock()
	if err := v.s.exec(v.ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() { _, _ = v.s.w.ExecContext(context.WithoutCancel(v.ctx), "ROLLBACK") }()
	err := search.Check(v.ctx, v.s.w, v.docs)
	if errors.Is(err, search.ErrDiffers) {
		v.report(false, feltbog.ID{}, "%v", err)
		return nil
	}
	return err
}

// docs yields every document that should be in the index, in ascending order.
func (v *verifier) docs(yield func(search.Doc, error) bool) {
	if err := v.eachDoc(func(d search.Doc) bool { return yield(d, nil) }); err != nil {
		yield(search.Doc{}, err)
	}
}

func (v *verifier) eachDoc(yield func(search.Doc) bool) error {
	rows, err := v.s.w.QueryContext(v.ctx, "SELECT r.rid,n.name FROM record r JOIN name n ON n.n=r.kind WHERE r.status IN (0,2) ORDER BY r.rid")
	if err != nil {
		return err
	}
	defer rows.Close()
	stmts := map[feltbog.Kind]*sql.Stmt{}
	defer func() {
		for _, st := range stmts {
			st.Close()
		}
	}()
	for rows.Next() {
		var rid int64
		var name string
		if err := rows.Scan(&rid, &name); err != nil {
			return err
		}
		schema := feltbog.SchemaOf(feltbog.Kind(name))
		if schema == nil || !slices.ContainsFunc(schema.Fields, func(f feltbog.Field) bool { return f.Search }) {
			continue
		}
		st := stmts[schema.Kind]
		if st == nil {
			if st, err = v.s.w.PrepareContext(v.ctx, selectRow(schema)); err != nil {
				return err
			}
			stmts[schema.Kind] = st
		}
		row, err := scanRow(st.QueryRowContext(v.ctx, rid), schema)
		if err != nil {
			return err
		}
		if text := docText(schema, row); text != "" && !yield(search.Doc{ID: rid, Kind: name, Text: text}) {
			return nil
		}
	}
	return rows.Err()
}

func scanRow(r *sql.Row, schema *feltbog.Schema) ([]any, error) {
	vals := make([]any, len(columns(schema)))
	dest := make([]any, len(vals))
	for k := range vals {
		dest[k] = &vals[k]
	}
	return vals, r.Scan(dest...)
}

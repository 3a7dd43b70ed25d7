package store

import (
	"context"
	"database/sql"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

// Hit is one record that search found.
type Hit struct {
	ID   feltbog.ID
	Kind feltbog.Kind
	Rank float64 // 0 unless best first was asked for and possible
	Text string  // the record's searchable text
	// Record is the record without its set fields, nil when this version does not know its kind.
	Record feltbog.Record
	// Number is the record's row number, for search.Query.Before. It grows with the time the record was first written.
	Number int64
}

// Search finds records by their text; see search.Query for what can be asked. Newest first unless q.Best. What it
// returns is one state of the space, also while somebody writes.
func (s *Store) Search(ctx context.Context, q search.Query) ([]Hit, search.Info, error) {
	tx, err := s.ro.BeginTx(ctx, nil)
	if err != nil {
		return nil, search.Info{}, s.err(err)
	}
	defer tx.Rollback()
	found, info, err := search.Find(ctx, tx, q)
	if err != nil {
		return nil, info, s.err(err)
	}
	hits, err := s.hits(ctx, tx, found)
	return hits, info, s.err(err)
}

// hits reads the records that were found, with a statement for each kind.
func (s *Store) hits(ctx context.Context, tx *sql.Tx, found []search.Hit) ([]Hit, error) {
	stmts := map[string]*sql.Stmt{}
	defer func() {
		for _, st := range stmts {
			st.Close()
		}
	}()
	one := func(q string, rid int64, dest ...any) error {
		st := stmts[q]
		if st == nil {
			var err error
			if st, err = tx.PrepareContext(ctx, q); err != nil {
				return err
			}
			stmts[q] = st
		}
		return st.QueryRowContext(ctx, rid).Scan(dest...)
	}
	hits := make([]Hit, 0, len(found))
	for _, f := range found {
		var id []byte
		var kind int64
		if err := one("SELECT id,kind FROM record WHERE rid=?", f.ID, &id, &kind); err != nil {
			return nil, err
		}
		name, _ := s.dict.nameOf(kind)
		h := Hit{ID: feltbog.ID(id), Kind: feltbog.Kind(name), Rank: f.Rank, Number: f.ID}
		if schema := feltbog.SchemaOf(h.Kind); schema != nil {
			vals := make([]any, len(columns(schema)))
			dest := make([]any, len(vals))
			for k := range vals {
				dest[k] = &vals[k]
			}
			if err := one(selectRow(schema), f.ID, dest...); err != nil {
				return nil, err
			}
			h.Text, h.Record = docText(schema, vals), schema.New()
			h.Record.SetRecordID(h.ID)
			setColumns(h.Record, columns(schema), vals)
		}
		hits = append(hits, h)
	}
	return hits, nil
}

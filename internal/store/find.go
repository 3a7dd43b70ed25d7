package store

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

// Hit is one record that search found.
type Hit struct {
	ID   feltbog.ID
	Kind feltbog.Kind
	Rank float64 // 0 unless best first was asked for and possible
	Text string  // the record's searchable text
	// Number is the record's row number, for search.Query.Before. It grows with the time the record was first written.
	Number int64
}

// Search finds records by their text; see search.Query for what can be asked. Newest first unless q.Best.
func (s *Store) Search(ctx context.Context, q search.Query) ([]Hit, search.Info, error) {
	found, info, err := search.Find(ctx, s.ro, q)
	if err != nil {
		return nil, info, s.err(err)
	}
	hits := make([]Hit, 0, len(found))
	for _, f := range found {
		var id []byte
		var kind int64
		if err := s.ro.QueryRowContext(ctx, "SELECT id,kind FROM record WHERE rid=?", f.ID).Scan(&id, &kind); err != nil {
			return nil, info, s.err(err)
		}
		name, _ := s.dict.nameOf(kind)
		h := Hit{ID: feltbog.ID(id), Kind: feltbog.Kind(name), Rank: f.Rank, Number: f.ID}
		if h.Text, err = s.text(ctx, h.Kind, f.ID); err != nil {
			return nil, info, err
		}
		hits = append(hits, h)
	}
	return hits, info, nil
}

// text reads the searchable text of a record's row.
func (s *Store) text(ctx context.Context, kind feltbog.Kind, rid int64) (string, error) {
	schema := feltbog.SchemaOf(kind)
	if schema == nil {
		return "", nil
	}
	vals := make([]any, len(columns(schema)))
	dest := make([]any, len(vals))
	for k := range vals {
		dest[k] = &vals[k]
	}
	if err := s.ro.QueryRowContext(ctx, selectRow(schema), rid).Scan(dest...); err != nil {
		return "", s.err(err)
	}
	return docText(schema, vals), nil
}

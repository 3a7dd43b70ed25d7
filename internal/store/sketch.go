package store

import (
	"context"
	"fmt"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Sketch calls f with the records of a kind that are there, with only the named fields filled in: for overviews of very
// many. They come by the field first, the highest value before the others and those without one last, and equals newest
// first. limit 0 means all.
func (s *Store) Sketch(ctx context.Context, kind feltbog.Kind, fields []string, first string, limit int, f func(feltbog.Record) error) error {
	schema := feltbog.SchemaOf(kind)
	if schema == nil {
		return feltbog.Errorf(feltbog.EUsage, "kind.unknown", "%q is not a kind of record", kind).With("kind", string(kind))
	}
	var cols, sets []feltbog.Field
	for _, name := range append(fields[:len(fields):len(fields)], first) {
		field, ok := schema.Field(name)
		switch {
		case !ok:
			return feltbog.Errorf(feltbog.EUsage, "field.unknown", "%s has no field %q", kind, name).With("field", name)
		case field.Type == feltbog.TypeSet:
			sets = append(sets, field)
		default:
			cols = append(cols, field)
		}
	}
	// Two steps, because an index of the field does not list the records without it.
	left := limit
	for _, rows := range []string{
		fmt.Sprintf("%s k WHERE k.%q IS NOT NULL ORDER BY k.%q DESC,k.rid DESC", tableOf(kind), first, first),
		fmt.Sprintf("%s k WHERE k.%q IS NULL ORDER BY k.rid DESC", tableOf(kind), first),
	} {
		if limit > 0 {
			rows += fmt.Sprintf(" LIMIT %d", left)
		}
		n, err := s.sketch(ctx, schema, rows, cols, sets, f)
		if left -= n; err != nil || limit > 0 && left <= 0 {
			return err
		}
	}
	return nil
}

// sketch reads the rows that the end of a query names, in its order.
func (s *Store) sketch(ctx context.Context, schema *feltbog.Schema, from string, cols, sets []feltbog.Field, f func(feltbog.Record) error) (int, error) {
	elements := make([]map[int64][][]byte, len(sets))
	for i, field := range sets {
		var err error
		if elements[i], err = s.elementsOf(ctx, from, field); err != nil {
			return 0, err
		}
	}
	var names strings.Builder
	for _, c := range cols {
		fmt.Fprintf(&names, ",k.%q", c.Name)
	}
	rows, err := s.ro.QueryContext(ctx, "SELECT k.rid,(SELECT id FROM record r WHERE r.rid=k.rid)"+names.String()+" FROM "+from)
	if err != nil {
		return 0, s.err(err)
	}
	defer rows.Close()
	vals, n := make([]any, len(cols)), 0
	var rid int64
	var id []byte
	dest := []any{&rid, &id}
	for i := range vals {
		dest = append(dest, &vals[i])
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return n, s.err(err)
		}
		rec := schema.New()
		rec.SetRecordID(feltbog.ID(id))
		setColumns(rec, cols, vals)
		for i, field := range sets {
			if e := elements[i][rid]; len(e) > 0 {
				change.DecodeSet(rec, field, e)
			}
		}
		n++
		if err := f(rec); err != nil {
			return n, err
		}
	}
	return n, s.err(rows.Err())
}

// elementsOf reads what a set field holds in the rows that the end of a query names.
func (s *Store) elementsOf(ctx context.Context, from string, field feltbog.Field) (map[int64][][]byte, error) {
	out := map[int64][][]byte{}
	n, ok := s.dict.number(field.Name)
	if !ok {
		return out, nil
	}
	rows, err := s.ro.QueryContext(ctx, "SELECT e.rid,e.value FROM (SELECT k.rid FROM "+from+") o JOIN element e ON e.rid=o.rid AND e.field=? ORDER BY e.rid,e.value", n)
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	for rows.Next() {
		var rid int64
		var v any
		if err := rows.Scan(&rid, &v); err != nil {
			return nil, s.err(err)
		}
		out[rid] = append(out[rid], change.Scalar(v))
	}
	return out, s.err(rows.Err())
}

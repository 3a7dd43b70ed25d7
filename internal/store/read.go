package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Info is what is known of a record besides its fields.
type Info struct {
	ID        feltbog.ID
	Kind      feltbog.Kind
	Status    change.Status
	Conflicts []string // fields with two versions
	rid       int64
	state     *change.State
}

// info reads a record's heads.
func (s *Store) info(ctx context.Context, q querier, id feltbog.ID) (*Info, error) {
	var kind int64
	var status int
	var blob []byte
	i := &Info{ID: id}
	err := q.QueryRowContext(ctx, "SELECT rid,kind,status,state FROM record WHERE id=?", id[:]).Scan(&i.rid, &kind, &status, &blob)
	if errors.Is(err, sql.ErrNoRows) || (err == nil && change.Status(status) == change.Gone) {
		return nil, notFound(id)
	}
	if err != nil {
		return nil, s.err(err)
	}
	name, _ := s.dict.nameOf(kind)
	i.Kind, i.Status = feltbog.Kind(name), change.Status(status)
	if i.state, err = decodeState(blob, s.dict); err != nil {
		return nil, fmt.Errorf("record %s: %w", id, err)
	}
	i.state.Kind = i.Kind
	schema := feltbog.SchemaOf(i.Kind)
	i.Conflicts = i.state.Conflicts(func(field string) bool {
		if schema == nil {
			return false
		}
		f, ok := schema.Field(field)
		return ok && f.Silent
	})
	if len(i.Conflicts) > 0 { // those that differ stand in the table
		i.Conflicts, err = s.contested(ctx, q, i)
	}
	return i, err
}

// contested keeps of a record's fields with several versions those whose versions differ.
func (s *Store) contested(ctx context.Context, q querier, i *Info) ([]string, error) {
	rows, err := q.QueryContext(ctx, "SELECT n.name FROM conflict c JOIN name n ON n.n=c.field WHERE c.rid=?", i.rid)
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, s.err(err)
		}
		if slices.Contains(i.Conflicts, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, s.err(rows.Err())
}

// Get reads a record with its open draft. A record in the trash is read from the log.
func (s *Store) Get(ctx context.Context, id feltbog.ID) (feltbog.Record, *Info, error) {
	i, err := s.info(ctx, s.ro, id)
	if err != nil {
		return nil, nil, err
	}
	schema := feltbog.SchemaOf(i.Kind)
	if schema == nil {
		return nil, i, nil
	}
	rec := schema.New()
	rec.SetRecordID(id)
	if i.Status == change.Trashed {
		return rec, i, s.fromLog(ctx, rec, schema, i)
	}
	cols := columns(schema)
	vals := make([]any, len(cols))
	dest := make([]any, len(cols))
	for k := range vals {
		dest[k] = &vals[k]
	}
	if len(cols) > 0 {
		err := s.ro.QueryRowContext(ctx, selectRow(schema), i.rid).Scan(dest...)
		if err != nil {
			return nil, nil, s.err(err)
		}
		setColumns(rec, cols, vals)
	}
	return rec, i, s.readElements(ctx, rec, schema, i.rid)
}

// setColumns fills a record from the columns of its row.
func setColumns(rec feltbog.Record, cols []feltbog.Field, vals []any) {
	for k, f := range cols {
		if data := columnData(f, vals[k]); data != nil {
			_ = change.DecodeField(rec, f, data) // a value of a newer version is not shown; the log keeps it
		}
	}
}

// columnData turns a column back into CBOR.
func columnData(f feltbog.Field, v any) []byte {
	switch t := v.(type) {
	case nil:
		return nil
	case []byte:
		if f.Type == feltbog.TypeList {
			return t
		}
	case int64:
		if f.Type == feltbog.TypeBool {
			return change.Scalar(t != 0)
		}
	}
	return change.Scalar(v)
}

func (s *Store) readElements(ctx context.Context, rec feltbog.Record, schema *feltbog.Schema, rid int64) error {
	for _, f := range schema.Fields {
		if f.Type != feltbog.TypeSet {
			continue
		}
		n, ok := s.dict.number(f.Name)
		if !ok {
			continue
		}
		rows, err := s.ro.QueryContext(ctx, "SELECT value FROM element WHERE rid=? AND field=? ORDER BY value", rid, n)
		if err != nil {
			return s.err(err)
		}
		var elems [][]byte
		for rows.Next() {
			var v any
			if err := rows.Scan(&v); err != nil {
				rows.Close()
				return s.err(err)
			}
			elems = append(elems, change.Scalar(v))
		}
		if err := rows.Close(); err != nil {
			return s.err(err)
		}
		change.DecodeSet(rec, f, elems)
	}
	return nil
}

// fromLog fills a record from the values of its shown heads.
func (s *Store) fromLog(ctx context.Context, rec feltbog.Record, schema *feltbog.Schema, i *Info) error {
	for _, f := range schema.Fields {
		st := i.state.Fields[f.Name]
		if f.Type == feltbog.TypeSet {
			if st != nil {
				var elems [][]byte
				for _, e := range st.Elems {
					if e.Data != nil {
						elems = append(elems, e.Data)
					}
				}
				change.DecodeSet(rec, f, elems)
			}
			continue
		}
		head, ok := st.Shown()
		if !ok {
			continue
		}
		data, ok, err := s.value(ctx, head.ID, f.Name)
		if err != nil {
			return err
		}
		if ok {
			_ = change.DecodeField(rec, f, data)
		}
	}
	return nil
}

// value reads what a change gave to a field, through the readers' pool.
func (s *Store) value(ctx context.Context, id change.ID, field string) ([]byte, bool, error) {
	set, err := s.set(ctx, id.Set())
	if err != nil || set == nil {
		return nil, false, err
	}
	data, ok := set.ValueOf(id, field)
	return data, ok, nil
}

// set reads a set of the log, nil when it is not here.
func (s *Store) set(ctx context.Context, id change.SetID) (*change.Set, error) {
	row := s.logRow(id)
	if row == 0 {
		return nil, nil
	}
	var body []byte
	err := s.ro.QueryRowContext(ctx, "SELECT body FROM log WHERE id=?", row).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, s.err(err)
	}
	return change.DecodeTrusted(body)
}

// Where narrows a List: a field equals a text, integer, bool or id; for a set field, the set contains it.
type Where struct {
	Field string
	Value any
}

// List returns the records of a kind that are there, newest first. limit 0 means all.
func (s *Store) List(ctx context.Context, kind feltbog.Kind, where []Where, limit int) ([]feltbog.Record, error) {
	var out []feltbog.Record
	err := s.Each(ctx, kind, where, limit, func(r feltbog.Record) error {
		out = append(out, r)
		return nil
	})
	return out, err
}

// Each calls f with the records that List would return, without holding them all.
func (s *Store) Each(ctx context.Context, kind feltbog.Kind, where []Where, limit int, f func(feltbog.Record) error) error {
	schema := feltbog.SchemaOf(kind)
	if schema == nil {
		return feltbog.Errorf(feltbog.EUsage, "kind.unknown", "%q is not a kind of record", kind).With("kind", string(kind))
	}
	q := "SELECT k.rid,r.id," + columnList(schema, "k.") + " FROM " + tableOf(kind) + " k JOIN record r ON r.rid=k.rid"
	var conds []string
	var args []any
	for _, w := range where {
		field, ok := schema.Field(w.Field)
		if !ok {
			return feltbog.Errorf(feltbog.EUsage, "field.unknown", "%s has no field %q", kind, w.Field).With("field", w.Field)
		}
		v := w.Value
		if id, ok := v.(feltbog.ID); ok {
			v = id[:]
		}
		if field.Type == feltbog.TypeSet {
			n, _ := s.dict.number(field.Name)
			conds = append(conds, "EXISTS(SELECT 1 FROM element e WHERE e.rid=k.rid AND e.field=? AND e.value=?)")
			args = append(args, n, v)
		} else if v == nil {
			conds = append(conds, fmt.Sprintf("k.%q IS NULL", field.Name))
		} else {
			conds = append(conds, fmt.Sprintf("k.%q=?", field.Name))
			args = append(args, v)
		}
	}
	if len(conds) > 0 {
		q += " WHERE " + strings.Join(conds, " AND ")
	}
	q += " ORDER BY k.rid DESC"
	if limit > 0 {
		q += fmt.Sprintf(" LIMIT %d", limit)
	}
	rows, err := s.ro.QueryContext(ctx, q, args...)
	if err != nil {
		return s.err(err)
	}
	defer rows.Close()
	cols := columns(schema)
	hasSets := len(cols) < len(schema.Fields)
	for rows.Next() {
		var rid int64
		var id []byte
		vals := make([]any, max(len(cols), 1))
		dest := []any{&rid, &id}
		for k := range vals {
			dest = append(dest, &vals[k])
		}
		if err := rows.Scan(dest...); err != nil {
			return s.err(err)
		}
		rec := schema.New()
		rec.SetRecordID(feltbog.ID(id))
		setColumns(rec, cols, vals)
		if hasSets {
			if err := s.readElements(ctx, rec, schema, rid); err != nil {
				return err
			}
		}
		if err := f(rec); err != nil {
			return err
		}
	}
	return s.err(rows.Err())
}

func scanIDs(rows *sql.Rows) ([]feltbog.ID, error) {
	defer rows.Close()
	var ids []feltbog.ID
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		if len(b) == 16 {
			ids = append(ids, feltbog.ID(b))
		}
	}
	return ids, rows.Err()
}

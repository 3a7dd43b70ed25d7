package store

import (
	"context"
	"fmt"
	"strings"

	"feltbog/internal/feltbog"
)

// Tally is how many records of a kind hold the same values.
type Tally struct {
	Values []string // of the fields asked for; "" where a field is empty
	N      int
}

// Tally counts the newest records of a kind by the values of some of its text fields. Only so many records are looked
// at, so that the answer costs the same in a vault of any size.
func (s *Store) Tally(ctx context.Context, kind feltbog.Kind, newest int, by ...string) ([]Tally, error) {
	names, err := s.fieldList(kind, by...)
	if err != nil {
		return nil, err
	}
	q := fmt.Sprintf("SELECT %s,count(*) FROM (SELECT %s FROM %s ORDER BY rid DESC LIMIT %d) GROUP BY %s",
		strings.Join(names, ","), strings.Join(names, ","), tableOf(kind), newest, strings.Join(names, ","))
	rows, err := s.ro.QueryContext(ctx, q)
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var all []Tally
	for rows.Next() {
		one := Tally{Values: make([]string, len(by))}
		texts := make([]*string, len(by))
		dest := make([]any, 0, len(by)+1)
		for i := range texts {
			dest = append(dest, &texts[i])
		}
		if err := rows.Scan(append(dest, &one.N)...); err != nil {
			return nil, s.err(err)
		}
		for i, t := range texts {
			if t != nil {
				one.Values[i] = *t
			}
		}
		all = append(all, one)
	}
	return all, s.err(rows.Err())
}

// Any reports whether a record of a kind points at another one with a field; quick where the field is indexed.
func (s *Store) Any(ctx context.Context, kind feltbog.Kind, field string, id feltbog.ID) (bool, error) {
	names, err := s.fieldList(kind, field)
	if err != nil {
		return false, err
	}
	var n int
	err = s.ro.QueryRowContext(ctx, fmt.Sprintf("SELECT EXISTS(SELECT 1 FROM %s WHERE %s=?)", tableOf(kind), names[0]), id[:]).Scan(&n)
	return n == 1, s.err(err)
}

// Unanswered returns the newest records of a kind whose field holds a text and which no record of that kind points at
// with another of its fields: the jottings that nobody has written out. Only the newest are looked at, as in Tally.
func (s *Store) Unanswered(ctx context.Context, kind feltbog.Kind, newest int, field, text, pointer string) ([]feltbog.ID, error) {
	names, err := s.fieldList(kind, field, pointer)
	if err != nil {
		return nil, err
	}
	table := tableOf(kind)
	rows, err := s.ro.QueryContext(ctx, fmt.Sprintf(`SELECT r.id FROM (SELECT rid,%s AS holds FROM %s ORDER BY rid DESC LIMIT %d) k
		JOIN record r ON r.rid=k.rid WHERE k.holds=? AND NOT EXISTS(SELECT 1 FROM %s p WHERE p.%s=r.id) ORDER BY k.rid DESC`,
		names[0], table, newest, table, names[1]), text)
	if err != nil {
		return nil, s.err(err)
	}
	return scanIDs(rows)
}

// fieldList returns the columns of fields that have one.
func (s *Store) fieldList(kind feltbog.Kind, fields ...string) ([]string, error) {
	schema := feltbog.SchemaOf(kind)
	if schema == nil {
		return nil, feltbog.Errorf(feltbog.EUsage, "kind.unknown", "%q is not a kind of record", kind).With("kind", string(kind))
	}
	names := make([]string, len(fields))
	for i, name := range fields {
		f, ok := schema.Field(name)
		if !ok || f.Type == feltbog.TypeSet {
			return nil, feltbog.Errorf(feltbog.EUsage, "field.unknown", "%s has no field %q", kind, name).With("field", name)
		}
		names[i] = fmt.Sprintf("%q", name)
	}
	return names, nil
}

package store

import (
	"context"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// Entry is one line in the history of a record: one change with the set it came in.
type Entry struct {
	ID       change.ID
	Clock    change.Clock
	Action   string
	Actor    feltbog.ID
	Reason   string
	Undoes   *change.SetID
	Withheld bool
	Edits    []change.Edit
}

// History returns every change of a record, oldest first by clock. Erased values are there as erased.
func (s *Store) History(ctx context.Context, id feltbog.ID) ([]Entry, error) {
	rows, err := s.ro.QueryContext(ctx, `SELECT l.body,l.withheld FROM record r JOIN touch t ON t.rid=r.rid
		JOIN log l ON l.id=t.log WHERE r.id=? ORDER BY l.clock,l.id`, id[:])
	if err != nil {
		return nil, s.err(err)
	}
	defer rows.Close()
	var out []Entry
	for rows.Next() {
		var body []byte
		var withheld bool
		if err := rows.Scan(&body, &withheld); err != nil {
			return nil, s.err(err)
		}
		set, err := change.DecodeTrusted(body)
		if err != nil {
			return nil, err
		}
		for n := range set.Changes {
			if c := &set.Changes[n]; c.Record == id {
				out = append(out, Entry{ID: set.ChangeID(n), Clock: c.Clock, Action: set.Action, Actor: set.Actor,
					Reason: set.ReasonText(), Undoes: set.Undoes, Withheld: withheld, Edits: c.Edits})
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, s.err(err)
	}
	if len(out) == 0 {
		return nil, notFound(id)
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return int(a.Clock.Milli() - b.Clock.Milli()) })
	return out, nil
}

// Version is one of several visible values of a field.
type Version struct {
	ID    change.ID
	Clock change.Clock
	Actor feltbog.ID
	Data  []byte // CBOR; for the field change.Deleted: true or false
}

// Conflict is a field that shows two versions, or a record that one deleted and another edited (Field change.Deleted).
type Conflict struct {
	Record   feltbog.ID
	Kind     feltbog.Kind
	Field    string
	Versions []Version // the one that is shown first
}

// Conflicts lists every field with two versions, newest record first.
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error) {
	rows, err := s.ro.QueryContext(ctx, `SELECT r.id,c.field FROM conflict c JOIN record r ON r.rid=c.rid ORDER BY c.rid DESC, c.field`)
	if err != nil {
		return nil, s.err(err)
	}
	type key struct {
		id    feltbog.ID
		field string
	}
	var keys []key
	for rows.Next() {
		var id []byte
		var n int64
		if err := rows.Scan(&id, &n); err != nil {
			rows.Close()
			return nil, s.err(err)
		}
		name, _ := s.dict.nameOf(n)
		keys = append(keys, key{feltbog.ID(id), name})
	}
	if err := rows.Close(); err != nil {
		return nil, s.err(err)
	}
	var out []Conflict
	for _, k := range keys {
		c, err := s.Versions(ctx, k.id, k.field)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Versions returns the visible values of one field, the shown one first.
func (s *Store) Versions(ctx context.Context, id feltbog.ID, field string) (Conflict, error) {
	i, err := s.info(ctx, s.ro, id)
	if err != nil {
		return Conflict{}, err
	}
	c := Conflict{Record: id, Kind: i.Kind, Field: field}
	for _, h := range i.state.Fields[field].Visible() {
		set, err := s.set(ctx, h.ID.Set())
		if err != nil {
			return Conflict{}, err
		}
		if set == nil {
			continue
		}
		data, _ := set.ValueOf(h.ID, field)
		c.Versions = append(c.Versions, Version{ID: h.ID, Clock: h.Clock, Actor: set.Actor, Data: data})
	}
	return c, nil
}

// ConflictCount returns how many fields show two versions.
func (s *Store) ConflictCount(ctx context.Context) (int, error) {
	var n int
	err := s.ro.QueryRowContext(ctx, "SELECT count(*) FROM conflict").Scan(&n)
	return n, s.err(err)
}

package store

import (
	"fmt"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// rec is a record while a transaction works on it.
type rec struct {
	id     feltbog.ID
	rid    int64
	kind   feltbog.Kind
	schema *feltbog.Schema // nil for kinds this version does not know
	state  *change.State
	status change.Status
	isNew  bool // not yet in the table record

	row  []any  // the columns as they stand in k_<kind>; nil when there is no row
	text string // what the index holds for the row
	// shown names the head whose value each column holds; fresh holds values that this transaction brought.
	shown map[string]change.ID
	fresh map[freshKey][]byte
	sets  map[string]bool // set fields that changed
}

type freshKey struct {
	id    change.ID
	field string
}

// fold applies a change and remembers its values for the projection.
func (r *rec) fold(c *change.Change, id change.ID, known func(change.ID) bool) {
	r.state.Apply(c, id, known)
	for i := range c.Edits {
		e := &c.Edits[i]
		if e.Value != nil {
			r.fresh[freshKey{id, e.Field}] = e.Value.Data()
		} else {
			r.sets[e.Field] = true
		}
	}
}

// load brings a record into the transaction, making it when it is new. clock places a new record in time.
func (x *txn) load(id feltbog.ID, kind feltbog.Kind, clock change.Clock) (*rec, error) {
	if r := x.recs[id]; r != nil {
		return r, nil
	}
	r := &rec{id: id, kind: kind, state: &change.State{Kind: kind}, status: change.Gone,
		shown: map[string]change.ID{}, fresh: map[freshKey][]byte{}, sets: map[string]bool{}}
	var kindN int64
	var status int
	var state []byte
	found, err := x.row("SELECT rid,kind,status,state FROM record WHERE id=?", []any{id[:]}, &r.rid, &kindN, &status, &state)
	if err != nil {
		return nil, err
	}
	if !found {
		r.isNew = true
		if r.rid, err = x.newRid(clock.Milli()); err != nil {
			return nil, err
		}
	} else {
		if name, ok := x.dict.nameOf(kindN); ok {
			r.kind = feltbog.Kind(name)
		}
		if r.state, err = decodeState(state, x.dict); err != nil {
			return nil, fmt.Errorf("record %s: %w", id, err)
		}
		r.status = change.Status(status)
	}
	r.state.Kind = r.kind
	r.schema = feltbog.SchemaOf(r.kind)
	if found && r.schema != nil {
		if err := x.readRow(r); err != nil {
			return nil, err
		}
	}
	x.recs[id] = r
	return r, nil
}

// readRow reads the record's row of k_<kind> and remembers which heads it shows.
func (x *txn) readRow(r *rec) error {
	cols := columns(r.schema)
	q := selectRow(r.schema)
	vals := make([]any, len(cols))
	dest := make([]any, len(cols))
	for i := range vals {
		dest[i] = &vals[i]
	}
	found, err := x.row(q, []any{r.rid}, dest...)
	if err != nil || !found {
		return err
	}
	r.row = vals
	r.text = docText(r.schema, vals)
	for name, f := range r.state.Fields {
		if h, ok := f.Shown(); ok {
			r.shown[name] = h.ID
		}
	}
	return nil
}

// ridEpoch is 1 January 2020 in UTC milliseconds; a second has eight row numbers.
const (
	ridEpoch = 1_577_836_800_000
	ridStep  = 125
)

// newRid returns a free row number for a record written at ms, or the next free one behind it.
func (x *txn) newRid(ms int64) (int64, error) {
	want := max((ms-ridEpoch)/ridStep, 1)
	if want >= x.ridRun[0] && want <= x.ridRun[1] {
		want = x.ridRun[1] + 1
	}
	start := want
	for {
		var taken int64
		found, err := x.row("SELECT rid FROM record WHERE rid=?", []any{want}, &taken)
		if err != nil {
			return 0, err
		}
		if !found && !x.rids[want] {
			break
		}
		want++
	}
	if x.ridRun[1]+1 == start {
		x.ridRun[1] = want
	} else {
		x.ridRun = [2]int64{start, want}
	}
	x.rids[want] = true
	return want, nil
}

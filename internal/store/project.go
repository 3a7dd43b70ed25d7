package store

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

// flush writes every record of the transaction to the tables and the index, in order of row number.
func (x *txn) flush() error {
	if len(x.recs) >= flushAt {
		x.grow()
	}
	all := slices.SortedFunc(maps.Values(x.recs), func(a, b *rec) int { return int(a.rid - b.rid) })
	for _, r := range all {
		if err := x.flushRec(r); err != nil {
			return err
		}
		if len(x.ids) <= maxTold {
			x.ids = append(x.ids, r.id)
		}
	}
	clear(x.recs)
	clear(x.rids)
	return nil
}

// flushRec writes one record: its heads, its row, its set elements, its conflicts, and its text in the index.
func (x *txn) flushRec(r *rec) error {
	if err := x.rekind(r); err != nil {
		return err
	}
	state, err := x.encodeState(r.state)
	if err != nil {
		return err
	}
	shown := r.state
	if x.draft != nil {
		shown = x.overlay(r)
	}
	status := shown.Status()
	kind, err := x.name(string(r.kind))
	if err != nil {
		return err
	}
	if r.isNew {
		err = x.run("INSERT INTO record(rid,id,kind,status,state) VALUES(?,?,?,?,?)", r.rid, r.id[:], kind, int(status), state)
	} else {
		err = x.run("UPDATE record SET status=?,state=? WHERE rid=?", int(status), state, r.rid)
	}
	if err != nil {
		return err
	}
	x.watch.saw(r, status)
	r.isNew = false
	// Every record has a key, not only those about participants: a name can be typed into any text and erased later. An
	// erasure took the old key away; what is left of the record gets a new one.
	if !x.erasures.Records[r.id] {
		if err := x.run("INSERT OR IGNORE INTO record_key(id,key) VALUES(?,?)", r.id[:], randomKey()); err != nil {
			return err
		}
	}
	if err := x.flushConflicts(r, shown); err != nil {
		return err
	}
	visible := status == change.Alive || status == change.Revived
	if err := x.flushElements(r, shown, visible); err != nil {
		return err
	}
	r.status = status
	if r.schema == nil {
		return nil
	}
	return x.flushRow(r, shown, visible)
}

// rekind moves a record to the table of the kind that its changes say. A record has one kind, unless two machines made
// different things under one id; then each machine settles for the same of them, in whatever order it heard, and an
// import that is withheld takes its say back.
func (x *txn) rekind(r *rec) error {
	if r.state.Kind == "" { // everything about it is withheld
		r.state.Kind = r.kind
	}
	if r.state.Kind == r.kind {
		return nil
	}
	if r.row != nil {
		if err := x.run("DELETE FROM "+tableOf(r.kind)+" WHERE rid=?", r.rid); err != nil {
			return err
		}
		if err := x.reindex(r, ""); err != nil {
			return err
		}
		r.row = nil
	}
	r.kind = r.state.Kind
	r.schema = feltbog.SchemaOf(r.kind)
	clear(r.shown)
	if r.isNew {
		return nil
	}
	kind, err := x.name(string(r.kind))
	if err != nil {
		return err
	}
	return x.run("UPDATE record SET kind=? WHERE rid=?", kind, r.rid)
}

// flushRow projects the shown values into the kind's table and keeps the index in step.
func (x *txn) flushRow(r *rec, shown *change.State, visible bool) error {
	if !visible {
		if r.row == nil {
			return nil
		}
		if err := x.run("DELETE FROM "+tableOf(r.kind)+" WHERE rid=?", r.rid); err != nil {
			return err
		}
		err := x.reindex(r, "")
		r.row, r.shown = nil, map[string]change.ID{}
		return err
	}
	row := make([]any, 0, 16)
	for i, f := range columns(r.schema) {
		head, ok := shown.Fields[f.Name].Shown()
		switch {
		case !ok:
			row = append(row, nil)
			delete(r.shown, f.Name)
			continue
		case r.row != nil && r.shown[f.Name] == head.ID && !r.isDraft(head.ID):
			row = append(row, r.row[i])
			continue
		}
		data, ok := r.fresh[freshKey{head.ID, f.Name}]
		if !ok {
			var err error
			if data, _, err = x.valueAt(head.ID, f.Name); err != nil {
				return err
			}
		}
		row = append(row, columnValue(f, data))
		r.shown[f.Name] = head.ID
	}
	if err := x.storeRow(r, row); err != nil {
		return err
	}
	err := x.reindex(r, docText(r.schema, row))
	r.row = row
	return err
}

// storeRow writes a new row, or the columns of an old one that changed: indexes of other columns are not touched then.
func (x *txn) storeRow(r *rec, row []any) error {
	t := tableFor(r.schema)
	if r.row == nil {
		return x.run(t.insertRow, append([]any{r.rid}, row...)...)
	}
	for i, q := range t.setColumn {
		if !sameColumn(r.row[i], row[i]) {
			if err := x.run(q, row[i], r.rid); err != nil {
				return err
			}
		}
	}
	return nil
}

func sameColumn(a, b any) bool {
	x, okA := a.([]byte)
	y, okB := b.([]byte)
	if okA || okB {
		return okA && okB && bytes.Equal(x, y)
	}
	return a == b
}

// isDraft reports whether a head belongs to the open draft, whose values change under one id.
func (r *rec) isDraft(id change.ID) bool { return id.Seq == 0 }

// reindex replaces the record's text in the index. Records without text are not indexed.
func (x *txn) reindex(r *rec, text string) error {
	if text == r.text {
		return nil
	}
	old := search.Doc{ID: r.rid, Kind: string(r.kind), Text: r.text}
	now := search.Doc{ID: r.rid, Kind: string(r.kind), Text: text}
	r.text = text
	switch {
	case old.Text == "":
		return x.batch.Add(x.ctx, now)
	case now.Text == "":
		return x.batch.Remove(x.ctx, old)
	}
	return x.batch.Replace(x.ctx, old, now)
}

func (x *txn) flushConflicts(r *rec, shown *change.State) error {
	names, err := differing(shown.Conflicts(r.silent), shown, func(id change.ID, field string) ([]byte, error) {
		data, _, err := x.valueOf(r, id, field)
		return data, err
	})
	if err != nil {
		return err
	}
	if shown.Status() == change.Revived {
		names = append(names, change.Deleted)
	}
	if shown.Status() == change.Gone || shown.Status() == change.Trashed {
		names = nil
	}
	if len(names) == 0 && !x.hadConflicts(r) {
		return nil
	}
	if err := x.run("DELETE FROM conflict WHERE rid=?", r.rid); err != nil {
		return err
	}
	for _, name := range names {
		n, err := x.name(name)
		if err != nil {
			return err
		}
		if err := x.run("INSERT INTO conflict(rid,field) VALUES(?,?)", r.rid, n); err != nil {
			return err
		}
	}
	return nil
}

// differing leaves out fields whose visible versions all say the same: two people who wrote one thing have nothing to
// decide.
func differing(names []string, shown *change.State, value func(change.ID, string) ([]byte, error)) ([]string, error) {
	var out []string
	for _, name := range names {
		var first []byte
		for i, h := range shown.Fields[name].Visible() {
			data, err := value(h.ID, name)
			if err != nil {
				return nil, err
			}
			if i == 0 {
				first = data
			} else if !bytes.Equal(first, data) {
				out = append(out, name)
				break
			}
		}
	}
	return out, nil
}

// hadConflicts reports whether rows of the record may stand in conflict.
func (x *txn) hadConflicts(r *rec) bool {
	var n int
	found, err := x.row("SELECT 1 FROM conflict WHERE rid=? LIMIT 1", []any{r.rid}, &n)
	return found || err != nil
}

// silent reports whether a field's last writer wins without a word.
func (r *rec) silent(field string) bool {
	if r.schema == nil {
		return false
	}
	f, ok := r.schema.Field(field)
	return ok && f.Silent
}

// flushElements writes the live elements of the set fields that changed; a record out of sight keeps none.
func (x *txn) flushElements(r *rec, shown *change.State, visible bool) error {
	was := r.status == change.Alive || r.status == change.Revived
	fields := r.sets
	if was != visible {
		fields = map[string]bool{}
		for name, f := range shown.Fields {
			if len(f.Elems) > 0 {
				fields[name] = true
			}
		}
		maps.Copy(fields, r.sets)
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		n, err := x.name(name)
		if err != nil {
			return err
		}
		if err := x.run("DELETE FROM element WHERE rid=? AND field=?", r.rid, n); err != nil {
			return err
		}
		f := shown.Fields[name]
		if !visible || f == nil {
			continue
		}
		for _, e := range f.Elems {
			if v := elementValue(e.Data); v != nil {
				if err := x.run("INSERT OR IGNORE INTO element(rid,field,value) VALUES(?,?,?)", r.rid, n, v); err != nil {
					return err
				}
			}
		}
	}
	clear(r.sets)
	return nil
}

// valueAt reads the CBOR that a change gave to a field from the log; nil when it is not there or erased.
func (x *txn) valueAt(id change.ID, field string) ([]byte, bool, error) {
	row := x.logRow(id.Set())
	if row == 0 {
		return nil, false, nil
	}
	if x.read == nil || x.readAt != row {
		set, err := x.loadSet(row)
		if err != nil || set == nil {
			return nil, false, err
		}
		x.read, x.readAt = set, row
	}
	data, ok := x.read.ValueOf(id, field)
	return data, ok, nil
}

// overlay returns the record's state with the open draft on top. Draft changes have number 0 in the chain.
func (x *txn) overlay(r *rec) *change.State {
	touched := false
	for n := range x.draft.Changes {
		touched = touched || x.draft.Changes[n].Record == r.id
	}
	if !touched {
		return r.state
	}
	st := r.state.Clone()
	for n := range x.draft.Changes {
		c := x.draft.Changes[n]
		if c.Record != r.id || c.Erase != nil {
			continue
		}
		c.Clock = ^change.Clock(0) // what is being typed is shown, whatever other clocks say
		id := change.ID{Device: x.chain.Device, N: uint32(n)}
		st.Apply(&c, id, func(change.ID) bool { return true })
		for i := range c.Edits {
			e := &c.Edits[i]
			if e.Value != nil {
				r.fresh[freshKey{id, e.Field}] = e.Value.Data()
			} else {
				r.sets[e.Field] = true
			}
		}
	}
	return st
}

// docText joins the searchable columns of a row.
func docText(s *feltbog.Schema, row []any) string {
	var parts []string
	for i, f := range columns(s) {
		if !f.Search {
			continue
		}
		switch v := row[i].(type) {
		case string:
			parts = append(parts, v)
		case []byte:
			parts = append(parts, change.TextsIn(v)...)
		}
	}
	return strings.Join(parts, "\n")
}

// columnValue turns CBOR into what the column holds. A value of a type this version does not expect is not shown; the
// log keeps it.
func columnValue(f feltbog.Field, data []byte) any {
	if data == nil || change.IsNull(data) {
		return nil
	}
	if f.Type == feltbog.TypeList {
		return data
	}
	v, err := change.Plain(data)
	if err != nil {
		return nil
	}
	switch f.Type {
	case feltbog.TypeText:
		if s, ok := v.(string); ok {
			return s
		}
	case feltbog.TypeInt:
		if n, ok := v.(int64); ok {
			return n
		}
	case feltbog.TypeBool:
		if b, ok := v.(bool); ok {
			if b {
				return int64(1)
			}
			return int64(0)
		}
	case feltbog.TypeFloat:
		if x, ok := v.(float64); ok {
			return x
		}
	case feltbog.TypeRef:
		if b, ok := v.([]byte); ok && len(b) == 16 {
			return b
		}
	}
	return nil
}

// elementValue turns the CBOR of a set element into its column value: text, or the bytes of a reference.
func elementValue(data []byte) any {
	if data == nil {
		return nil
	}
	switch v, _ := change.Plain(data); t := v.(type) {
	case string:
		return t
	case []byte:
		return t
	case int64:
		return binary.BigEndian.AppendUint64(nil, uint64(t))
	}
	return nil
}

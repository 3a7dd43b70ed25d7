package store

import (
	"database/sql"
	"fmt"
	"slices"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
)

// records folds every record from the log and compares it with what the tables hold.
func (v *verifier) records() error {
	var total, done int64
	if err := v.c.QueryRowContext(v.ctx, "SELECT count(*) FROM record").Scan(&total); err != nil {
		return err
	}
	rows, err := v.c.QueryContext(v.ctx, "SELECT rid,id,kind,status,state FROM record ORDER BY rid")
	if err != nil {
		return err
	}
	defer rows.Close()
	touch, err := v.c.PrepareContext(v.ctx, "SELECT t.log FROM touch t JOIN log l ON l.id=t.log WHERE t.rid=? AND l.withheld=0 ORDER BY t.log")
	if err != nil {
		return err
	}
	defer touch.Close()
	for rows.Next() && len(v.found) < maxFindings {
		var rid, kind int64
		var id, blob []byte
		var status int
		if err := rows.Scan(&rid, &id, &kind, &status, &blob); err != nil {
			return err
		}
		if done++; done%1000 == 0 {
			v.progress(total+done, 2*total)
		}
		name, _ := v.s.dict.nameOf(kind)
		r := &rec{id: feltbog.ID(id), rid: rid, kind: feltbog.Kind(name), state: &change.State{},
			fresh: map[freshKey][]byte{}, sets: map[string]bool{}}
		r.schema = feltbog.SchemaOf(r.kind)
		if err := v.replay(r, touch); err != nil {
			return err
		}
		if r.state.Kind == "" { // everything about it is withheld
			r.state.Kind = r.kind
		}
		if err := v.compare(r, change.Status(status), blob); err != nil {
			return err
		}
	}
	return rows.Err()
}

// replay folds a record from the log; its values are kept in fresh.
func (v *verifier) replay(r *rec, touch *sql.Stmt) error {
	rows, err := touch.QueryContext(v.ctx, r.rid)
	if err != nil {
		return err
	}
	var logs []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			rows.Close()
			return err
		}
		logs = append(logs, n)
	}
	if err := rows.Close(); err != nil {
		return err
	}
	done := map[int64]bool{}
	for _, row := range logs {
		set, err := v.set(row)
		if err != nil {
			return err
		}
		for n := range set.Changes {
			if c := &set.Changes[n]; c.Record == r.id && c.Erase == nil {
				r.fold(c, set.ChangeID(n), func(i change.ID) bool { return done[v.s.logRow(i.Set())] })
			}
		}
		done[row] = true
	}
	return nil
}

func (v *verifier) compare(r *rec, status change.Status, blob []byte) error {
	stored, err := decodeState(blob, v.s.dict)
	if err != nil {
		v.report(false, r.id, "record %s: its heads cannot be read", r.id)
		return nil
	}
	stored.Kind = r.kind
	if digestOf(r.id, stored) != digestOf(r.id, r.state) {
		v.report(false, r.id, "record %s: its heads are not those of the log", r.id)
	}
	shown := r.state
	if v.draft != nil {
		x := &txn{Store: v.s, draft: v.draft}
		shown = x.overlay(r)
	}
	if shown.Status() != status {
		v.report(false, r.id, "record %s: it is listed as %d, the log says %d", r.id, status, shown.Status())
	}
	visible := status == change.Alive || status == change.Revived
	if err := v.compareElements(r, shown, visible); err != nil {
		return err
	}
	if err := v.compareConflicts(r, shown, visible); err != nil {
		return err
	}
	if r.schema == nil {
		return nil
	}
	st, err := v.prepared(selectRow(r.schema))
	if err != nil {
		return err
	}
	row, err := scanRow(st.QueryRowContext(v.ctx, r.rid), r.schema)
	switch {
	case err == sql.ErrNoRows && visible:
		v.report(false, r.id, "record %s: its row is missing", r.id)
	case err == sql.ErrNoRows:
	case err != nil:
		return err
	case !visible:
		v.report(false, r.id, "record %s: it has a row though it is deleted", r.id)
	default:
		for i, f := range columns(r.schema) {
			var want any
			if h, ok := shown.Fields[f.Name].Shown(); ok {
				want = columnValue(f, r.fresh[freshKey{h.ID, f.Name}])
			}
			if !sameColumn(want, row[i]) {
				v.report(false, r.id, "record %s: the field %q is not what the log says", r.id, f.Name)
			}
		}
	}
	return nil
}

func digestOf(id feltbog.ID, s *change.State) [32]byte {
	d := change.NewDigest(feltbog.ID{})
	d.Add(id, s)
	return d.Sum()
}

func (v *verifier) compareElements(r *rec, shown *change.State, visible bool) error {
	want := map[string]bool{}
	if visible {
		for name, f := range shown.Fields {
			for _, e := range f.Elems {
				if val := elementValue(e.Data); val != nil {
					want[fmt.Sprintf("%s=%v", name, val)] = true
				}
			}
		}
	}
	st, err := v.prepared("SELECT field,value FROM element WHERE rid=?")
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(v.ctx, r.rid)
	if err != nil {
		return err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var field int64
		var val any
		if err := rows.Scan(&field, &val); err != nil {
			return err
		}
		name, _ := v.s.dict.nameOf(field)
		if !want[fmt.Sprintf("%s=%v", name, val)] {
			v.report(false, r.id, "record %s: the set %q holds something the log does not", r.id, name)
		}
		n++
	}
	if n != len(want) {
		v.report(false, r.id, "record %s: its sets hold %d elements, the log says %d", r.id, n, len(want))
	}
	return rows.Err()
}

func (v *verifier) compareConflicts(r *rec, shown *change.State, visible bool) error {
	var want []string
	if visible {
		var err error
		want, err = differing(shown.Conflicts(r.silent), shown, func(id change.ID, field string) ([]byte, error) {
			if data, drafted := r.fresh[freshKey{id, field}]; drafted {
				return data, nil
			}
			set, err := v.set(v.s.logRow(id.Set()))
			if err != nil || set == nil {
				return nil, err
			}
			data, _ := set.ValueOf(id, field)
			return data, nil
		})
		if err != nil {
			return err
		}
		if shown.Status() == change.Revived {
			want = append(want, change.Deleted)
		}
	}
	st, err := v.prepared("SELECT n.name FROM conflict c JOIN name n ON n.n=c.field WHERE c.rid=?")
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(v.ctx, r.rid)
	if err != nil {
		return err
	}
	defer rows.Close()
	var have []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		have = append(have, name)
	}
	slices.Sort(want)
	slices.Sort(have)
	if !slices.Equal(want, have) {
		v.report(false, r.id, "record %s: fields with two versions are %v, the log says %v", r.id, have, want)
	}
	return rows.Err()
}

// leftovers finds rows that belong to no record.
func (v *verifier) leftovers() error {
	for _, schema := range feltbog.Schemas() {
		var n int
		q := "SELECT count(*) FROM " + tableOf(schema.Kind) + " k WHERE NOT EXISTS(SELECT 1 FROM record r WHERE r.rid=k.rid)"
		if err := v.c.QueryRowContext(v.ctx, q).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			v.report(false, feltbog.ID{}, "%d rows of %s belong to no record", n, schema.Kind)
		}
	}
	return nil
}

package change

import (
	"bytes"
	"slices"

	"feltbog/internal/feltbog"
)

// Source gives what Inverse needs to know about a space.
type Source interface {
	// State returns the record's state, nil when nothing of it is known.
	State(record feltbog.ID) (*State, error)
	// Value returns the CBOR that a change gave to a field; false when it is unknown, withheld or erased.
	Value(id ID, field string) ([]byte, bool, error)
	// Elem returns the CBOR of an addition to a set field; false as for Value.
	Elem(id ElemID, field string) ([]byte, bool, error)
	// Set returns a set of the log; nil when it is unknown.
	Set(id SetID) (*Set, error)
}

// Undoable reports whether a set may be taken back. Erasure, consent, disclosures and keys are corrected by a new
// entry, never undone, because somebody may have acted on them.
//
// What the program does on its own to finish what somebody did is not taken back by itself, but together with that.
func Undoable(s *Set) bool {
	if Finishing(s.Action) || Said(s.Action) {
		return false
	}
	for i := range s.Changes {
		c := &s.Changes[i]
		if c.Erase != nil {
			return false
		}
		if schema := feltbog.SchemaOf(c.Kind); schema != nil && schema.Verb != "" {
			return false
		}
	}
	return len(s.Changes) > 0
}

// Said reports whether an action is somebody's no, which is taken back with a reason and not by a key: do not use this
// picture.
func Said(action string) bool { return action == "photo.bar" }

// Finishing reports whether an action is the program's own, to finish what somebody did: a copy of a picture that could
// only be made after the picture was safe, the key that colleagues make pakker for, the team's copy of what was said in a
// workshop.
func Finishing(action string) bool {
	switch action {
	case "photo.ready", "redaction.ready", "member.key", "workshop.said", "workshop.machine":
		return true
	}
	return false
}

// Inverse makes the draft that takes the set back, or puts it again when the set itself took something back. It
// restores only what still stands as the set left it: a field that somebody wrote over since is left alone, and counted
// in kept. An empty draft means that nothing is left to take back.
func Inverse(s *Set, src Source, clock Clock) (d *Draft, kept int, err error) {
	if !Undoable(s) {
		return nil, 0, feltbog.Errorf(feltbog.EInvalid, "undo.never", "%q cannot be undone; correct it with a new entry", s.Action).
			With("action", s.Action)
	}
	id := s.ID()
	d = &Draft{Action: s.Action, ActionID: feltbog.NewID(), Actor: s.Actor, Undoes: &id}
	inv := inverter{s: s, src: src, d: d, clock: clock, done: map[ValueRef]bool{}, about: map[feltbog.ID][]feltbog.ID{}}
	for n := range s.Changes {
		if err := inv.change(&s.Changes[n], s.ChangeID(n)); err != nil {
			return nil, 0, err
		}
	}
	for record, subjects := range inv.about {
		d.About(record, subjects)
	}
	d.Tidy()
	return d, inv.kept, nil
}

type inverter struct {
	s     *Set
	src   Source
	d     *Draft
	clock Clock
	kept  int
	done  map[ValueRef]bool // fields that were dealt with; the record's id stands for the device's
	about map[feltbog.ID][]feltbog.ID
}

// carry notes that the draft writes anew what the change id wrote: whoever that was about, the copy is about too, or an
// erasure of theirs would miss it.
func (v *inverter) carry(record feltbog.ID, id ID) error {
	s, err := v.src.Set(id.Set())
	if err == nil && s != nil && int(id.N) < len(s.Changes) {
		v.about[record] = append(v.about[record], s.Changes[id.N].Subjects...)
	}
	return err
}

func (v *inverter) change(c *Change, id ID) error {
	st, err := v.src.State(c.Record)
	if err != nil || st == nil {
		return err
	}
	whole, err := v.born(c, id, st)
	if err != nil {
		return err
	}
	v.about[c.Record] = append(v.about[c.Record], c.Subjects...)
	if whole {
		if st.Status() != Trashed {
			v.d.Delete(c.Record, st, v.clock)
		}
		return nil
	}
	if made(c) { // and others wrote in it since: without the fields it must have, it would be a record of nothing
		v.kept++
		return nil
	}
	for i := range c.Edits {
		e := &c.Edits[i]
		f := st.Fields[e.Field]
		switch {
		case f == nil:
			continue
		case e.Field == Deleted:
			err = v.deletion(c, e, id, st)
		case e.Value != nil:
			err = v.value(c, e, id, f)
		default:
			err = v.set(c, e, id, f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// made reports whether the change made its record: it was the first to fill in a field that each of its kind must have.
func made(c *Change) bool {
	schema := feltbog.SchemaOf(c.Kind)
	for i := range c.Edits {
		e := &c.Edits[i]
		if schema == nil || e.Value == nil || e.Value.IsNull() || len(e.Over) > 0 {
			continue
		}
		if f, ok := schema.Field(e.Field); ok && f.Required {
			return true
		}
	}
	return false
}

// born reports whether the change made the record and everything that can be seen of it.
func (v *inverter) born(c *Change, id ID, st *State) (bool, error) {
	for i := range c.Edits {
		if len(c.Edits[i].Over)+len(c.Edits[i].Remove) > 0 || c.Edits[i].Field == Deleted {
			return false, nil
		}
	}
	seen := 0
	for name, f := range st.Fields {
		if name == Deleted {
			continue
		}
		for _, h := range f.Visible() {
			if h.Null { // a field that was filled in later, and emptied again by undo, is as it was when the record was made
				if undone, err := v.undoneBy(h.ID.Set()); err != nil {
					return false, err
				} else if undone != nil {
					continue
				}
			}
			seen++
			ok, err := v.stands(c.Record, name, h.ID, id.Set())
			if err == nil && !ok {
				ok, err = v.finished(h.ID.Set())
			}
			if !ok || err != nil {
				return false, err
			}
		}
		for _, e := range f.Elems {
			if e.Data == nil {
				continue
			}
			seen++
			if ok, err := v.standsElem(c.Record, name, e, id.Set()); !ok || err != nil {
				return false, err
			}
		}
	}
	return seen > 0, nil
}

// finished reports whether a set only finished what another one did.
func (v *inverter) finished(id SetID) (bool, error) {
	s, err := v.src.Set(id)
	return s != nil && Finishing(s.Action), err
}

func (v *inverter) deletion(c *Change, e *Edit, id ID, st *State) error {
	stands := false
	for _, h := range st.Fields[Deleted].Heads {
		ok, err := v.stands(c.Record, Deleted, h.ID, id.Set())
		if err != nil {
			return err
		}
		stands = stands || ok
	}
	switch {
	case !stands:
		v.kept++
	case isTrue(e.Value.Data()):
		v.d.Restore(c.Record, st, v.clock)
	default:
		v.d.Delete(c.Record, st, v.clock)
	}
	return nil
}

// value puts back what the undone set's value of the field was written over. The set may have given the field several
// values, when it unsettled a conflict; they are taken back together.
func (v *inverter) value(c *Change, e *Edit, id ID, f *Field) error {
	key := ValueRef{ID: ID{Device: c.Record}, Field: e.Field}
	if v.done[key] {
		return nil
	}
	var mine, others []ID
	for _, h := range f.Visible() {
		ok, err := v.stands(c.Record, e.Field, h.ID, id.Set())
		if err != nil {
			return err
		}
		if ok {
			mine = append(mine, h.ID)
		} else {
			others = append(others, h.ID)
		}
	}
	if len(mine) == 0 {
		v.kept++
		return nil
	}
	v.done[key] = true
	if len(others) > 0 {
		// Somebody else's version stands beside it: that one is what remains.
		data, ok, err := v.src.Value(others[0], e.Field)
		if err != nil {
			return err
		}
		if ok {
			v.d.Put(c.Record, c.Kind, e.Field, data, append(mine, others[0]), v.clock)
			return v.carry(c.Record, others[0])
		}
		return nil
	}
	before, err := v.before(c.Record, e.Field)
	if err != nil {
		return err
	}
	if len(before) == 0 {
		before = [][]byte{{null}}
	}
	v.d.Put(c.Record, c.Kind, e.Field, before[0], mine, v.clock)
	slices.SortFunc(mine, ID.Compare)
	for _, data := range before[1:] { // a settled conflict is unsettled again: each version is a change of its own
		val := NewValue(data)
		v.d.Changes = append(v.d.Changes, Change{Record: c.Record, Kind: c.Kind, Clock: v.clock,
			Edits: []Edit{{Field: e.Field, Value: &val, Over: mine}}})
	}
	return nil
}

// before returns the different values that the undone set wrote over in a field of a record.
func (v *inverter) before(record feltbog.ID, field string) ([][]byte, error) {
	var out [][]byte
	for n := range v.s.Changes {
		c := &v.s.Changes[n]
		if c.Record != record {
			continue
		}
		for i := range c.Edits {
			if c.Edits[i].Field != field {
				continue
			}
			for _, o := range c.Edits[i].Over {
				data, ok, err := v.src.Value(o, field)
				if err != nil {
					return nil, err
				}
				if !ok {
					continue
				}
				if err := v.carry(record, o); err != nil {
					return nil, err
				}
				if !slices.ContainsFunc(out, func(b []byte) bool { return bytes.Equal(b, data) }) {
					out = append(out, data)
				}
			}
		}
	}
	return out, nil
}

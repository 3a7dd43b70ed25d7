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
func Undoable(s *Set) bool {
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
	inv := inverter{s: s, src: src, d: d, clock: clock, done: map[ValueRef]bool{}}
	for n := range s.Changes {
		if err := inv.change(&s.Changes[n], s.ChangeID(n)); err != nil {
			return nil, 0, err
		}
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
	if whole {
		if st.Status() != Trashed {
			v.d.Delete(c.Record, st, v.clock)
			v.d.About(c.Record, c.Subjects)
		}
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
	v.d.About(c.Record, c.Subjects)
	return nil
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
			seen++
			if ok, err := v.stands(c.Record, name, h.ID, id.Set()); !ok || err != nil {
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

// maxStandIns bounds how often undo and redo of one value are followed back; a log from elsewhere may go in circles.
const maxStandIns = 1000

// stands reports whether what the change id gave to a field is what the set named of gave it: because id is in that set,
// or because undo and redo put it back since. Undo would otherwise stop at the second step back in one field, for it does
// not bring the old change back but writes its value anew.
func (v *inverter) stands(record feltbog.ID, field string, id ID, of SetID) (bool, error) {
	for range maxStandIns {
		if id.Set() == of {
			return true, nil
		}
		undone, err := v.undoneBy(id.Set())
		if err != nil || undone == nil {
			return false, err
		}
		// What undo put back is what the undone set wrote over.
		var over []ID
		for n := range undone.Changes {
			if c := &undone.Changes[n]; c.Record == record {
				for i := range c.Edits {
					if e := &c.Edits[i]; e.Field == field {
						over = append(over, e.Over...)
					}
				}
			}
		}
		slices.SortFunc(over, ID.Compare)
		if over = slices.Compact(over); len(over) != 1 {
			return false, nil
		}
		id = over[0]
	}
	return false, nil
}

// standsElem is stands for an element of a set field.
func (v *inverter) standsElem(record feltbog.ID, field string, e Elem, of SetID) (bool, error) {
	id := e.ID
	for range maxStandIns {
		if id.ID.Set() == of {
			return true, nil
		}
		undone, err := v.undoneBy(id.ID.Set())
		if err != nil || undone == nil {
			return false, err
		}
		found := false
		for n := range undone.Changes {
			if c := &undone.Changes[n]; c.Record == record && !found {
				for i := range c.Edits {
					if c.Edits[i].Field != field {
						continue
					}
					for _, r := range c.Edits[i].Remove {
						data, ok, err := v.src.Elem(r, field)
						if err != nil {
							return false, err
						}
						if ok && !found && bytes.Equal(data, e.Data) {
							id, found = r, true
						}
					}
				}
			}
		}
		if !found {
			return false, nil
		}
	}
	return false, nil
}

// undoneBy returns the set that a set took back, nil when it took back none.
func (v *inverter) undoneBy(id SetID) (*Set, error) {
	s, err := v.src.Set(id)
	if err != nil || s == nil || s.Undoes == nil {
		return nil, err
	}
	return v.src.Set(*s.Undoes)
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
		v.d.Changes = append(v.d.Changes, Change{Record: c.Record, Kind: c.Kind, Clock: v.clock, Subjects: c.Subjects,
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
				if ok && !slices.ContainsFunc(out, func(b []byte) bool { return bytes.Equal(b, data) }) {
					out = append(out, data)
				}
			}
		}
	}
	return out, nil
}

// set takes out what was added and adds what was taken out, unless somebody has done so already.
func (v *inverter) set(c *Change, e *Edit, id ID, f *Field) error {
	var out []ElemID
	for k := range e.Add {
		n := len(out)
		for _, x := range f.Elems {
			if x.ID == (ElemID{ID: id, K: uint32(k)}) {
				out = append(out, x.ID)
				continue
			}
			if x.Data == nil || x.ID.ID.Set() == id.Set() || !bytes.Equal(x.Data, e.Add[k].Data()) {
				continue
			}
			ok, err := v.standsElem(c.Record, e.Field, x, id.Set())
			if err != nil {
				return err
			}
			if ok {
				out = append(out, x.ID)
			}
		}
		if len(out) == n {
			v.kept++
		}
	}
	v.d.Remove(c.Record, c.Kind, e.Field, out, v.clock)
	for _, r := range e.Remove {
		data, ok, err := v.src.Elem(r, e.Field)
		if err != nil {
			return err
		}
		if ok && !slices.ContainsFunc(f.Elems, func(x Elem) bool { return bytes.Equal(x.Data, data) }) {
			v.d.Add(c.Record, c.Kind, e.Field, data, v.clock)
		}
	}
	return nil
}

// Step is one action in the history of undo: the action's id, what it takes back (zero: nothing), and whether it may
// be taken back itself.
type Step struct {
	Action   feltbog.ID
	Undoes   feltbog.ID
	Undoable bool
}

// Stacks reads the own history from its beginning and returns the actions that undo would take back (the last one
// first) and those that redo would put again (the last one first). It is derived from the log, so it survives restarts.
func Stacks(history []Step) (undo, redo []feltbog.ID) {
	for _, s := range history {
		if s.Undoes.IsZero() {
			if s.Undoable {
				undo, redo = append(undo, s.Action), nil
			}
			continue
		}
		if n := slices.Index(undo, s.Undoes); n >= 0 {
			undo = slices.Delete(undo, n, n+1)
			redo = append(redo, s.Action)
		} else if n := slices.Index(redo, s.Undoes); n >= 0 {
			redo = slices.Delete(redo, n, n+1)
			undo = append(undo, s.Action)
		}
	}
	slices.Reverse(undo)
	slices.Reverse(redo)
	return undo, redo
}

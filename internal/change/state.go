package change

import (
	"cmp"
	"slices"

	"feltbog/internal/feltbog"
)

// State is what the known changes say about one record. It is folded with Apply, in any order, each change once.
type State struct {
	Kind   feltbog.Kind
	Fields map[string]*Field
}

// Field is the state of one field: a register, or a set.
type Field struct {
	// Heads are the values nobody wrote over, in the order in which they are shown: largest (clock, device) first.
	Heads []Head
	// Covered are values that were written over before they arrived.
	Covered []ID
	// Elems are the live elements of a set, in order of their ids.
	Elems []Elem
	// Removed are additions that were taken out before they arrived.
	Removed []ElemID
}

// Head is a value that nobody wrote over.
type Head struct {
	ID     ID
	Clock  Clock
	Erased bool // the value is gone; the head is kept so that the fold stays a pure function, but nobody sees it
	Null   bool // the value says "unset"
	// Seen, of heads of the field Deleted: what the deleter had seen. Delete tells a deletion from a giving back.
	Seen   []ID
	Delete bool
}

// Elem is one live element of a set field.
type Elem struct {
	ID   ElemID
	Data []byte // CBOR; nil when erased
}

// compareHeads puts the head that is shown first: larger clock, then larger device, then larger number.
func compareHeads(a, b Head) int {
	if c := cmp.Compare(b.Clock, a.Clock); c != 0 {
		return c
	}
	return b.ID.Compare(a.ID)
}

// field returns the named field's state, making it if need be.
func (s *State) field(name string) *Field {
	f := s.Fields[name]
	if f == nil {
		if s.Fields == nil {
			s.Fields = map[string]*Field{}
		}
		f = &Field{}
		s.Fields[name] = f
	}
	return f
}

// Apply folds one change into the state. known tells whether the change of that id has been applied to this state
// before; it is asked only for ids that are written over and are no longer heads. Applying a change twice is the
// caller's fault and not noticed here: the log knows which sets have arrived.
func (s *State) Apply(c *Change, id ID, known func(ID) bool) {
	if s.Kind == "" || c.Kind < s.Kind { // a record has one kind; should a log say otherwise, every machine picks the same
		s.Kind = c.Kind
	}
	for i := range c.Edits {
		e := &c.Edits[i]
		f := s.field(e.Field)
		if e.Value != nil {
			f.applyValue(e, c.Clock, id, known)
		} else {
			f.applySet(e, id, known)
		}
	}
}

func (f *Field) applyValue(e *Edit, clock Clock, id ID, known func(ID) bool) {
	for _, o := range e.Over {
		if n := slices.IndexFunc(f.Heads, func(h Head) bool { return h.ID == o }); n >= 0 {
			f.Heads = slices.Delete(f.Heads, n, n+1)
		} else if o != id && !slices.Contains(f.Covered, o) && !known(o) {
			f.Covered = append(f.Covered, o)
		}
	}
	if n := slices.Index(f.Covered, id); n >= 0 {
		f.Covered = slices.Delete(f.Covered, n, n+1)
		return
	}
	h := Head{ID: id, Clock: clock, Erased: e.Value.Erased(), Null: e.Value.IsNull()}
	if e.Field == Deleted {
		h.Seen = e.Seen
		h.Delete = isTrue(e.Value.Data())
	}
	n, _ := slices.BinarySearchFunc(f.Heads, h, compareHeads)
	f.Heads = slices.Insert(f.Heads, n, h)
}

func (f *Field) applySet(e *Edit, id ID, known func(ID) bool) {
	for k := range e.Add {
		eid := ElemID{ID: id, K: uint32(k)}
		if n := slices.Index(f.Removed, eid); n >= 0 {
			f.Removed = slices.Delete(f.Removed, n, n+1)
			continue
		}
		n, _ := slices.BinarySearchFunc(f.Elems, eid, func(x Elem, t ElemID) int { return x.ID.Compare(t) })
		f.Elems = slices.Insert(f.Elems, n, Elem{ID: eid, Data: e.Add[k].Data()})
	}
	for _, r := range e.Remove {
		n, live := slices.BinarySearchFunc(f.Elems, r, func(x Elem, t ElemID) int { return x.ID.Compare(t) })
		if live {
			f.Elems = slices.Delete(f.Elems, n, n+1)
		} else if !known(r.ID) && !slices.Contains(f.Removed, r) {
			f.Removed = append(f.Removed, r)
		}
	}
}

// isTrue reports whether data is CBOR true.
func isTrue(data []byte) bool { return len(data) == 1 && data[0] == 0xf5 }

// Visible returns the field's heads that can be seen: not erased. The first is shown, the others are second versions.
func (f *Field) Visible() []Head {
	if f == nil {
		return nil
	}
	for i := range f.Heads {
		if f.Heads[i].Erased {
			vis := slices.Clone(f.Heads[:i])
			for _, h := range f.Heads[i:] {
				if !h.Erased {
					vis = append(vis, h)
				}
			}
			return vis
		}
	}
	return f.Heads
}

// Shown returns the head that is shown, and false when the field holds none.
func (f *Field) Shown() (Head, bool) {
	if v := f.Visible(); len(v) > 0 {
		return v[0], true
	}
	return Head{}, false
}

// HeadIDs returns the ids of all visible heads, sorted: what a writer who was shown all of them names in Over.
func (f *Field) HeadIDs() []ID {
	vis := f.Visible()
	ids := make([]ID, len(vis))
	for i, h := range vis {
		ids[i] = h.ID
	}
	slices.SortFunc(ids, ID.Compare)
	return ids
}

// Status says whether a record is there.
type Status int

// The statuses of a record.
const (
	Alive   Status = iota // shown
	Trashed               // deleted: in the trash, can be given back
	Revived               // deleted by one, edited by another who had not seen that: shown, and pointed out
	Gone                  // nothing of it is left: erased, or never seen
)

// Status applies the delete rules: a deletion holds only over what its writer had seen; any other value keeps the
// record alive, visibly.
func (s *State) Status() Status {
	if !s.substance() {
		return Gone
	}
	del := s.Fields[Deleted]
	if del == nil {
		return Alive
	}
	var seen []ID
	deleted, restored := false, false
	for _, h := range del.Heads {
		if h.Delete {
			deleted = true
			seen = append(append(seen, h.Seen...), h.ID) // what the deletion itself wrote was not written in spite of it
		} else if !h.Null {
			restored = true
		}
	}
	switch {
	case !deleted:
		return Alive
	case restored || !s.within(seen):
		return Revived
	}
	return Trashed
}

// substance reports whether any value of the record can be seen.
func (s *State) substance() bool {
	for name, f := range s.Fields {
		if name == Deleted {
			continue
		}
		for _, h := range f.Heads {
			if !h.Erased {
				return true
			}
		}
		for _, e := range f.Elems {
			if e.Data != nil {
				return true
			}
		}
	}
	return false
}

// within reports whether everything that can be seen is among the seen ids.
func (s *State) within(seen []ID) bool {
	for name, f := range s.Fields {
		if name == Deleted {
			continue
		}
		for _, h := range f.Heads {
			if !h.Erased && !slices.Contains(seen, h.ID) {
				return false
			}
		}
		for _, e := range f.Elems {
			if e.Data != nil && !slices.Contains(seen, e.ID.ID) {
				return false
			}
		}
	}
	return true
}

// SeenIDs returns the ids of everything that can be seen of the record, sorted: what a deletion lists.
func (s *State) SeenIDs() []ID {
	var ids []ID
	for name, f := range s.Fields {
		if name == Deleted {
			continue
		}
		for _, h := range f.Visible() {
			ids = append(ids, h.ID)
		}
		for _, e := range f.Elems {
			if e.Data != nil {
				ids = append(ids, e.ID.ID)
			}
		}
	}
	slices.SortFunc(ids, ID.Compare)
	return slices.Compact(ids)
}

// Conflicts returns the names of the fields that show two or more versions, sorted. Fields for which silent says yes
// (positions, window state) never do: their last writer wins.
func (s *State) Conflicts(silent func(field string) bool) []string {
	var names []string
	for name, f := range s.Fields {
		if name != Deleted && len(f.Heads) > 1 && !silent(name) && len(f.Visible()) > 1 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Clone returns a copy that can be changed without changing s.
func (s *State) Clone() *State {
	c := &State{Kind: s.Kind, Fields: make(map[string]*Field, len(s.Fields))}
	for name, f := range s.Fields {
		c.Fields[name] = &Field{Heads: slices.Clone(f.Heads), Covered: slices.Clone(f.Covered),
			Elems: slices.Clone(f.Elems), Removed: slices.Clone(f.Removed)}
	}
	return c
}

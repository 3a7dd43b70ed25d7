package change

import "feltbog/internal/feltbog"

// Format is the version of the wire form that this program writes and the newest it reads.
const Format = 1

// Deleted is the reserved field that says whether a record is deleted (true) or given back (false). It is a register
// like any other, with the list of what its writer had seen beside it.
const Deleted = "~deleted"

// KindErase is the reserved kind of a change that erases. Its record id is random and names nothing.
const KindErase feltbog.Kind = "~erase"

// Set is what one user action did in one space. A sealed set never changes, except that erasure takes values out.
type Set struct {
	_        struct{} `cbor:",toarray"`
	Format   uint
	Space    feltbog.ID
	Device   feltbog.ID
	Seq      uint64
	Prev     [32]byte // hash of the device's previous set in this space; zero for the first
	Clock    Clock    // when it was sealed
	Action   string   // what the user did, e.g. "note.add"
	ActionID feltbog.ID
	Actor    feltbog.ID // member record, or a role's id in a workshop
	Reason   *Value     // the user's own words, if asked for; erasable like any value
	Undoes   *SetID     // the set this one takes back
	Changes  []Change
}

// ID returns the set's name.
func (s *Set) ID() SetID { return SetID{Device: s.Device, Seq: s.Seq} }

// ChangeID returns the name of the n-th change.
func (s *Set) ChangeID(n int) ID { return ID{Device: s.Device, Seq: s.Seq, N: uint32(n)} }

// Change is one edit of one record.
type Change struct {
	_        struct{} `cbor:",toarray"`
	Record   feltbog.ID
	Kind     feltbog.Kind
	Clock    Clock        // when the edit was made
	Subjects []feltbog.ID // the participants the values are about, as known when writing
	Edits    []Edit       // sorted by field, each field once
	Erase    *Erasure     // only in changes of KindErase
}

// Edit gives one field a value, or adds to and removes from a set field.
type Edit struct {
	_      struct{} `cbor:",toarray"`
	Field  string
	Value  *Value   // register: the new value
	Over   []ID     // register: the heads its writer was shown, sorted
	Add    []Value  // set: new elements
	Remove []ElemID // set: the additions that are taken out, sorted
	Seen   []ID     // Deleted only: every head of the record that its writer had seen, sorted
}

// Erasure lists what is to be gone for good, on every machine, now and when it arrives later.
type Erasure struct {
	_        struct{}     `cbor:",toarray"`
	Records  []feltbog.ID // whole records
	Subjects []feltbog.ID // every value written about these participants
	Values   []ValueRef   // single values (the earlier text of a field after "Erstat")
}

// ValueRef names one written value: a change and a field of it.
type ValueRef struct {
	_     struct{} `cbor:",toarray"`
	ID    ID
	Field string
}

// Erases reports whether the set erases anything.
func (s *Set) Erases() bool {
	for i := range s.Changes {
		if s.Changes[i].Erase != nil {
			return true
		}
	}
	return false
}

// Strip takes out of the set every value that gone says is erased and reports whether that changed anything. The reason
// goes with the first of them: it may speak of what is erased. A set that only erases keeps its reason, which says why.
func (s *Set) Strip(gone func(c *Change, id ID, field string) bool) bool {
	changed := false
	if s.Reason != nil && !s.Reason.Erased() && s.ReasonGone(gone) {
		v := s.Reason.Erase()
		s.Reason, changed = &v, true
	}
	for n := range s.Changes {
		c := &s.Changes[n]
		id := s.ChangeID(n)
		for i := range c.Edits {
			e := &c.Edits[i]
			if !gone(c, id, e.Field) {
				continue
			}
			if e.Value != nil && e.Field != Deleted && !e.Value.Erased() {
				v := e.Value.Erase()
				e.Value, changed = &v, true
			}
			for k := range e.Add {
				if !e.Add[k].Erased() {
					e.Add[k], changed = e.Add[k].Erase(), true
				}
			}
		}
	}
	return changed
}

// ReasonGone reports whether the set's reason is erased: whether gone says so of anything that the set writes, be it
// that a record was put in the trash.
func (s *Set) ReasonGone(gone func(c *Change, id ID, field string) bool) bool {
	for n := range s.Changes {
		c := &s.Changes[n]
		for i := range c.Edits {
			if gone(c, s.ChangeID(n), c.Edits[i].Field) {
				return true
			}
		}
	}
	return false
}

// ReasonText returns the user's own words about the action, "" when there are none or they are erased.
func (s *Set) ReasonText() string {
	if s.Reason == nil || s.Reason.Erased() {
		return ""
	}
	text, _ := Plain(s.Reason.Data())
	t, _ := text.(string)
	return t
}

// Values calls f with every value of the change that erasure can reach: k is -1 for the value of a register, otherwise
// the place among the additions to a set.
func (c *Change) Values(f func(field string, k int, v *Value) error) error {
	for i := range c.Edits {
		e := &c.Edits[i]
		if e.Value != nil && e.Field != Deleted {
			if err := f(e.Field, -1, e.Value); err != nil {
				return err
			}
		}
		for k := range e.Add {
			if err := f(e.Field, k, &e.Add[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

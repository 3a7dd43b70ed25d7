package change

import (
	"slices"

	"feltbog/internal/feltbog"
)

// Draft is a change set that is still being made: what was typed since the cursor came into the block. It has no
// number, so nothing can refer to it; a space has at most one, and it is sealed before anything else is written there.
type Draft struct {
	_        struct{} `cbor:",toarray"`
	Action   string
	ActionID feltbog.ID
	Actor    feltbog.ID
	Reason   string
	Undoes   *SetID
	Changes  []Change
}

// change returns the draft's change of the record, making it if need be. Erasures stand apart.
func (d *Draft) change(record feltbog.ID, kind feltbog.Kind) *Change {
	for i := range d.Changes {
		if c := &d.Changes[i]; c.Record == record && c.Erase == nil {
			return c
		}
	}
	d.Changes = append(d.Changes, Change{Record: record, Kind: kind})
	return &d.Changes[len(d.Changes)-1]
}

// edit returns the change's edit of the field, making it in its place if need be.
func (c *Change) edit(field string) *Edit {
	n, found := slices.BinarySearchFunc(c.Edits, field, func(e Edit, f string) int {
		switch {
		case e.Field < f:
			return -1
		case e.Field > f:
			return 1
		}
		return 0
	})
	if !found {
		c.Edits = slices.Insert(c.Edits, n, Edit{Field: field})
	}
	return &c.Edits[n]
}

// Put writes a value. over is what the writer was shown when the draft began; typing on in a draft that already has the
// field keeps the first list, because the draft's own earlier text is nobody's version.
func (d *Draft) Put(record feltbog.ID, kind feltbog.Kind, field string, data []byte, over []ID, clock Clock) {
	c := d.change(record, kind)
	c.Clock = max(c.Clock, clock)
	e := c.edit(field)
	if e.Value == nil {
		e.Over = slices.Clone(over)
		slices.SortFunc(e.Over, ID.Compare)
		e.Over = slices.Compact(e.Over)
	}
	v := NewValue(data)
	e.Value = &v
}

// Add adds an element to a set field.
func (d *Draft) Add(record feltbog.ID, kind feltbog.Kind, field string, data []byte, clock Clock) {
	c := d.change(record, kind)
	c.Clock = max(c.Clock, clock)
	e := c.edit(field)
	e.Add = append(e.Add, NewValue(data))
}

// Remove takes elements out of a set field by the additions that put them there.
func (d *Draft) Remove(record feltbog.ID, kind feltbog.Kind, field string, elems []ElemID, clock Clock) {
	if len(elems) == 0 {
		return
	}
	c := d.change(record, kind)
	c.Clock = max(c.Clock, clock)
	e := c.edit(field)
	e.Remove = append(e.Remove, elems...)
	slices.SortFunc(e.Remove, ElemID.Compare)
	e.Remove = slices.Compact(e.Remove)
}

// TakeBack takes out of the draft an element that the draft itself adds, and reports whether it was there.
func (d *Draft) TakeBack(record feltbog.ID, field string, data []byte) bool {
	for i := range d.Changes {
		c := &d.Changes[i]
		if c.Record != record {
			continue
		}
		for k := range c.Edits {
			e := &c.Edits[k]
			if e.Field != field {
				continue
			}
			n := slices.IndexFunc(e.Add, func(v Value) bool { return string(v.Data()) == string(data) })
			if n < 0 {
				return false
			}
			e.Add = slices.Delete(e.Add, n, n+1)
			if len(e.Add)+len(e.Remove) == 0 {
				c.Edits = slices.Delete(c.Edits, k, k+1)
			}
			return true
		}
	}
	return false
}

// Delete marks the record deleted, over everything its writer has seen of it.
func (d *Draft) Delete(record feltbog.ID, s *State, clock Clock) {
	d.mark(record, s, true, clock)
}

// Restore gives a deleted record back.
func (d *Draft) Restore(record feltbog.ID, s *State, clock Clock) {
	d.mark(record, s, false, clock)
}

func (d *Draft) mark(record feltbog.ID, s *State, deleted bool, clock Clock) {
	data := []byte{0xf4}
	if deleted {
		data = []byte{0xf5}
	}
	d.Put(record, s.Kind, Deleted, data, s.Fields[Deleted].HeadIDs(), clock)
	e := d.change(record, s.Kind).edit(Deleted)
	e.Seen = nil
	if deleted {
		e.Seen = s.SeenIDs()
	}
}

// Erase adds an erasure.
func (d *Draft) Erase(e Erasure, clock Clock) {
	d.Changes = append(d.Changes, Change{Record: feltbog.NewID(), Kind: KindErase, Clock: clock, Erase: &e})
}

// About sets the subjects of the draft's change of the record.
func (d *Draft) About(record feltbog.ID, subjects []feltbog.ID) {
	for i := range d.Changes {
		if c := &d.Changes[i]; c.Record == record {
			c.Subjects = slices.Clone(subjects)
			slices.SortFunc(c.Subjects, compareIDs)
			c.Subjects = slices.Compact(c.Subjects)
		}
	}
}

func compareIDs(a, b feltbog.ID) int { return slices.Compare(a[:], b[:]) }

// Empty reports whether the draft holds nothing worth sealing.
func (d *Draft) Empty() bool {
	for i := range d.Changes {
		if len(d.Changes[i].Edits) > 0 || d.Changes[i].Erase != nil {
			return false
		}
	}
	return true
}

// Tidy drops changes that have become empty.
func (d *Draft) Tidy() {
	d.Changes = slices.DeleteFunc(d.Changes, func(c Change) bool { return len(c.Edits) == 0 && c.Erase == nil })
}

// EncodeDraft writes a draft for safe keeping in the vault. Drafts never travel.
func EncodeDraft(d *Draft) ([]byte, error) { return encMode.Marshal(d) }

// DecodeDraft reads a kept draft.
func DecodeDraft(b []byte) (*Draft, error) {
	d := new(Draft)
	if err := decMode.Unmarshal(b, d); err != nil {
		return nil, errWire("draft: " + err.Error())
	}
	return d, nil
}

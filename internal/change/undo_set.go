package change

import (
	"bytes"
	"slices"

	"feltbog/internal/feltbog"
)

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
			if err := v.carry(c.Record, r.ID); err != nil {
				return err
			}
		}
	}
	return nil
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

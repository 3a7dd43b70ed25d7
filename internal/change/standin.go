package change

import (
	"slices"

	"feltbog/internal/feltbog"
)

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

// undoneBy returns the set that a set took back, nil when it took back none.
func (v *inverter) undoneBy(id SetID) (*Set, error) {
	s, err := v.src.Set(id)
	if err != nil || s == nil || s.Undoes == nil {
		return nil, err
	}
	return v.src.Set(*s.Undoes)
}

package change

import (
	"slices"

	"feltbog/internal/feltbog"
)

// Erasures is everything that any known set erases. It only grows, also when the import that brought an erasure is
// withheld: what was promised to be gone stays gone.
type Erasures struct {
	Records  map[feltbog.ID]bool
	Subjects map[feltbog.ID]bool
	Values   map[ValueRef]bool
}

// NewErasures returns an empty list.
func NewErasures() Erasures {
	return Erasures{Records: map[feltbog.ID]bool{}, Subjects: map[feltbog.ID]bool{}, Values: map[ValueRef]bool{}}
}

// Add takes one erasure in.
func (e Erasures) Add(x *Erasure) {
	for _, id := range x.Records {
		e.Records[id] = true
	}
	for _, id := range x.Subjects {
		e.Subjects[id] = true
	}
	for _, v := range x.Values {
		e.Values[v] = true
	}
}

// Gone reports whether the value that change id gives to field is erased. It fits Set.Strip.
func (e Erasures) Gone(c *Change, id ID, field string) bool {
	return e.Records[c.Record] || slices.ContainsFunc(c.Subjects, func(s feltbog.ID) bool { return e.Subjects[s] }) ||
		(len(e.Values) > 0 && e.Values[ValueRef{ID: id, Field: field}])
}

// Empty reports whether nothing is erased.
func (e Erasures) Empty() bool { return len(e.Records)+len(e.Subjects)+len(e.Values) == 0 }

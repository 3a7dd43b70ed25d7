package app

import (
	"slices"

	"feltbog/internal/feltbog"
)

// PhotoFilter narrows pictures. What is set must all hold; the zero filter lets every picture through.
type PhotoFilter struct {
	Need  []feltbog.ID // tags that it bears all of
	Any   []feltbog.ID // tags of which it bears one
	Never []feltbog.ID // tags that it bears none of

	Untagged  bool
	Missing   bool // something about its consent is not settled
	Unhandled bool // nobody has done anything with it yet
	Important bool
	Timeless  bool // its time is not known

	Session, Place, Photographer feltbog.ID
}

// IsZero reports whether every picture passes.
func (f PhotoFilter) IsZero() bool { return f.Count() == 0 }

// Count is how many filters are on.
func (f PhotoFilter) Count() int {
	n := len(f.Need) + len(f.Never)
	if len(f.Any) > 0 {
		n++
	}
	for _, on := range []bool{f.Untagged, f.Missing, f.Unhandled, f.Important, f.Timeless, !f.Session.IsZero(), !f.Place.IsZero(), !f.Photographer.IsZero()} {
		if on {
			n++
		}
	}
	return n
}

// Match reports whether a picture passes.
func (f *PhotoFilter) Match(l *PhotoLine) bool {
	switch {
	case f.Untagged && len(l.Tags) > 0, f.Missing && l.State != PhotoMissing, f.Unhandled && l.Handled(),
		f.Important && !l.Important, f.Timeless && !l.Taken.IsZero(),
		!f.Session.IsZero() && f.Session != l.Session, !f.Place.IsZero() && f.Place != l.Place,
		!f.Photographer.IsZero() && f.Photographer != l.Photographer:
		return false
	}
	for _, t := range f.Need {
		if !slices.Contains(l.Tags, t) {
			return false
		}
	}
	for _, t := range f.Never {
		if slices.Contains(l.Tags, t) {
			return false
		}
	}
	return len(f.Any) == 0 || slices.ContainsFunc(f.Any, func(t feltbog.ID) bool { return slices.Contains(l.Tags, t) })
}

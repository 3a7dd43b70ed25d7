package gate

import (
	"slices"
	"sync/atomic"

	"feltbog/internal/feltbog"
)

// passage is the short time in which something is on its way out.
type passage struct{ open atomic.Bool }

// Cleared is one item that the gate lets out for one use. Only Let makes them, for as long as it takes to write them
// down; the zero value opens nothing.
type Cleared struct {
	in   *passage
	item Item
	use  feltbog.Use
	rec  feltbog.Record

	picture []byte
	pixels  string // what the picture is made of; see contents
	about   []feltbog.ID
}

// Item names what was cleared.
func (c Cleared) Item() Item { return c.item }

// Use is what it was cleared for.
func (c Cleared) Use() feltbog.Use { return c.use }

// Open returns what may be written down: a copy in which everything that must not leave is covered. A value that the
// gate did not make, or whose time is over, is refused.
func (c Cleared) Open() (feltbog.Record, error) {
	if c.in == nil || !c.in.open.Load() || c.rec == nil {
		return nil, uncleared()
	}
	return c.rec, nil
}

// Picture returns the covered copy of a cleared picture, nil for anything else.
func (c Cleared) Picture() ([]byte, error) {
	if _, err := c.Open(); err != nil {
		return nil, err
	}
	return slices.Clone(c.picture), nil
}

// About are those whose yes it rests on. It is for the team alone and is never written down with the rest.
func (c Cleared) About() []feltbog.ID { return slices.Clone(c.about) }

// Release lets a whole space out, as a pakke. Only LetWhole makes one, for as long as it takes to write it.
type Release struct {
	in    *passage
	space feltbog.SpaceKind
}

// Space is what may be written; a value that the gate did not make, or whose time is over, is refused.
func (r Release) Space() (feltbog.SpaceKind, error) {
	if r.in == nil || !r.in.open.Load() || r.space == "" {
		return "", uncleared()
	}
	return r.space, nil
}

func uncleared() error {
	return feltbog.Errorf(feltbog.ERefused, "gate.uncleared", "this did not pass the gate, so it is not written down")
}

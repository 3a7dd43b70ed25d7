package app

import (
	"slices"

	"feltbog/internal/feltbog"
)

// Console says which picture of a series is worked on and which one the participant sees. It is not kept in the vault: a
// conversation that is opened again begins with nothing on the participant's screen. Its zero value shows nothing.
type Console struct {
	on    []feltbog.ID // pictures on the table, in their order
	at    feltbog.ID   // the one that is worked on
	shown feltbog.ID   // the one on the participant's screen; zero: black
	stays bool         // the participant's screen does not follow
}

// Lay lays the pictures out, or again after something changed. A picture that is not on the table any more leaves both
// screens at once: the participant's turns black, the console goes on to the next.
func (c *Console) Lay(pictures []SeriesPicture) {
	was, here := c.on, c.at
	c.on = nil
	for i := range pictures {
		if pictures[i].OnTable() {
			c.on = append(c.on, pictures[i].Photo.ID)
		}
	}
	if !slices.Contains(c.on, c.shown) {
		c.shown = feltbog.ID{}
	}
	if slices.Contains(c.on, here) {
		return
	}
	c.at = feltbog.ID{}
	for _, id := range was[max(slices.Index(was, here), 0):] {
		if slices.Contains(c.on, id) {
			c.at = id
			return
		}
	}
	if len(c.on) > 0 {
		c.at = c.on[min(max(slices.Index(was, here), 0), len(c.on)-1)]
	}
}

// Bar takes a picture off both screens before anything was written.
func (c *Console) Bar(photo feltbog.ID) {
	var rest []SeriesPicture
	for _, id := range c.on {
		if id != photo {
			rest = append(rest, SeriesPicture{Photo: feltbog.Photo{Base: feltbog.Base{ID: id}}})
		}
	}
	c.Lay(rest)
}

// At is the picture that is worked on; zero when none is on the table.
func (c *Console) At() feltbog.ID { return c.at }

// Shown is the picture on the participant's screen; zero is black.
func (c *Console) Shown() feltbog.ID { return c.shown }

// Count says the how-manieth picture is worked on, counted from 1, and how many there are.
func (c *Console) Count() (at, of int) { return slices.Index(c.on, c.at) + 1, len(c.on) }

// Go works on a picture; the participant's screen follows when it is not black and does not stay. It reports whether
// the picture is on the table.
func (c *Console) Go(photo feltbog.ID) bool {
	if !slices.Contains(c.on, photo) {
		return false
	}
	c.at = photo
	if !c.stays && !c.shown.IsZero() {
		c.shown = photo
	}
	return true
}

// Step goes on by some pictures, or back; it stops at both ends.
func (c *Console) Step(by int) {
	if i := slices.Index(c.on, c.at); i >= 0 {
		c.Go(c.on[min(max(i+by, 0), len(c.on)-1)])
	}
}

// Beside is the picture that stands so many places further on; zero past the ends.
func (c *Console) Beside(by int) feltbog.ID {
	i := slices.Index(c.on, c.at)
	if i < 0 || i+by < 0 || i+by >= len(c.on) {
		return feltbog.ID{}
	}
	return c.on[i+by]
}

// Show puts the picture that is worked on on the participant's screen.
func (c *Console) Show() { c.shown = c.at }

// Black darkens the participant's screen.
func (c *Console) Black() { c.shown = feltbog.ID{} }

// Stays says whether the participant's screen stays where it is while the console goes on.
func (c *Console) Stays() bool { return c.stays }

// Stay makes it stay, or follow again.
func (c *Console) Stay(on bool) {
	if c.stays = on; !on && !c.shown.IsZero() {
		c.shown = c.at
	}
}

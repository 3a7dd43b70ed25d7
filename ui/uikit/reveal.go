package uikit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// What is brought into view keeps this far from the edge, in Fyne units: above it there is room for its name.
const (
	revealAbove = 44
	revealBelow = 24
)

// Reveal scrolls what lies around a widget so far that the widget is in view. Widgets call it when they get the focus,
// so that somebody who goes by keys sees where they are. What can be seen for a third stays where it is: a pointer must
// not lose what it has just pressed.
func Reveal(o fyne.CanvasObject) {
	c := CanvasOf(o)
	if c == nil {
		return
	}
	top := c.Overlays().Top()
	if top == nil {
		top = c.Content()
	}
	if top == nil || o.Size().IsZero() {
		return
	}
	d := fyne.CurrentApp().Driver()
	at := func(o fyne.CanvasObject) fyne.Position { return d.AbsolutePositionForObject(o) }
	pos := at(o)
	if pos.IsZero() { // hidden, or nowhere
		return
	}
	s := search{o: o, middle: pos.AddXY(o.Size().Width/2, o.Size().Height/2), at: at}
	s.in(top, nil)
	around := s.found
	if around == nil {
		around = s.maybe
	}
	for i := len(around) - 1; i >= 0; i-- { // the innermost first
		reveal(around[i], at(o).Subtract(at(around[i])), o.Size())
	}
}

// reveal brings a rectangle, in the viewport's coordinates, into view.
func reveal(s *container.Scroll, pos fyne.Position, size fyne.Size) {
	by := s.Offset
	if s.Direction != container.ScrollHorizontalOnly {
		by.Y += needed(pos.Y, size.Height, s.Size().Height)
	}
	if s.Direction != container.ScrollVerticalOnly {
		by.X += needed(pos.X, size.Width, s.Size().Width)
	}
	if by != s.Offset {
		s.ScrollToOffset(by)
	}
}

// needed is how far to scroll in one direction.
func needed(from, length, view float32) float32 {
	if view <= 0 || min(from+length, view)-max(from, 0) >= min(length, view)/3 {
		return 0
	}
	if from < 0 || length > view {
		return from - revealAbove
	}
	return min(from+length-view+revealBelow, from)
}

// search looks for the scrolling parts around a widget. Into widgets it does not see: when one of them covers the middle
// of what is looked for, and nothing better is found, that is where it is.
type search struct {
	o            fyne.CanvasObject
	middle       fyne.Position
	at           func(fyne.CanvasObject) fyne.Position
	found, maybe []*container.Scroll
}

func (s *search) in(x fyne.CanvasObject, path []*container.Scroll) bool {
	if x == nil || !x.Visible() {
		return false
	}
	switch x := x.(type) {
	case *fyne.Container:
		for _, child := range x.Objects {
			if s.in(child, path) {
				return true
			}
		}
		return false
	case *container.Scroll:
		return s.in(x.Content, append(path[:len(path):len(path)], x))
	}
	if x == s.o {
		s.found = path
		return true
	}
	if len(path) > len(s.maybe) {
		if p, size := s.at(x), x.Size(); s.middle.X >= p.X && s.middle.Y >= p.Y && s.middle.X <= p.X+size.Width && s.middle.Y <= p.Y+size.Height {
			s.maybe = path
		}
	}
	return false
}

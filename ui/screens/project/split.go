package project

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// split lays the main part and the panel beside it. Where there is no room for both, the panel slides over the main
// part from the right while it is wanted.
type split struct {
	main   fyne.CanvasObject
	side   *fyne.Container
	wanted bool // by the user, when chosen is set
	chosen bool
	forced bool // a form is open in it
	narrow bool
	folded func(bool) // told when the panel needs a button that shows it
}

// The widths, in Fyne units.
const (
	roomForBoth = 1000
	leastSide   = 320
	mostSide    = 440
)

// open reports whether the panel is shown.
func (l *split) open() bool {
	switch {
	case l.forced:
		return true
	case l.chosen:
		return l.wanted
	}
	return !l.narrow
}

// Layout implements fyne.Layout.
func (l *split) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if narrow := size.Width < roomForBoth; narrow != l.narrow {
		l.narrow, l.chosen = narrow, false
	}
	margin := theme.Gap28
	if l.narrow {
		margin = theme.Gap16
	}
	inner := fyne.NewSize(size.Width-2*margin, size.Height-theme.Gap20-theme.Gap16)
	side := min(max(inner.Width*0.315, leastSide), mostSide)
	l.side.Hidden = !l.open()
	width := inner.Width
	if l.open() && !l.narrow {
		width -= side + theme.Gap20
	}
	if l.folded != nil {
		l.folded(l.narrow || !l.open())
	}
	l.main.Move(fyne.NewPos(margin, theme.Gap20))
	l.main.Resize(fyne.NewSize(width, inner.Height))
	if l.narrow {
		l.side.Move(fyne.NewPos(size.Width-side-theme.Gap8, theme.Gap8))
		l.side.Resize(fyne.NewSize(side, size.Height-2*theme.Gap8))
		return
	}
	l.side.Move(fyne.NewPos(margin+inner.Width-side, theme.Gap20))
	l.side.Resize(fyne.NewSize(side, inner.Height))
}

// MinSize implements fyne.Layout: what does not fit scrolls.
func (l *split) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, 400) }

// scrolled puts cards where they can be scrolled, with room for their borders and the bar.
func scrolled(o fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(widgets.Pad(o, 2, theme.Gap8, theme.Gap16, 2))
}

// tools lays the tabs left and the buttons right, or below them where there is no room.
type tools struct{ width float32 }

func (l *tools) wide(o []fyne.CanvasObject) (all, right float32) {
	for _, x := range o {
		if x.Visible() {
			all += x.MinSize().Width + theme.Gap12
		}
	}
	return all - theme.Gap12, all - theme.Gap12 - o[0].MinSize().Width
}

// Layout implements fyne.Layout.
func (l *tools) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	all, right := l.wide(o)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(o[0].MinSize())
	x, y := s.Width-right+theme.Gap12, float32(0)
	if all > s.Width {
		y = o[0].MinSize().Height + theme.Gap8
	}
	for _, b := range o[1:] {
		if b.Visible() {
			b.Resize(b.MinSize())
			b.Move(fyne.NewPos(x, y))
			x += b.MinSize().Width + theme.Gap12
		}
	}
}

// MinSize implements fyne.Layout.
func (l *tools) MinSize(o []fyne.CanvasObject) fyne.Size {
	all, right := l.wide(o)
	h := o[0].MinSize().Height
	if right > 0 && l.width > 0 && all > l.width {
		h += theme.Gap8 + o[len(o)-1].MinSize().Height
	}
	return fyne.NewSize(o[0].MinSize().Width, h)
}

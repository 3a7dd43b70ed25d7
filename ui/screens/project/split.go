package project

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
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

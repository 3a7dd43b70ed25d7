package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/ui/uikit"
)

// Blocker is a ground that keeps taps, scrolling and the pointer from what lies behind it.
type Blocker struct{ Box }

// NewBlocker returns a blocker of a colour.
func NewBlocker(fill fyne.ThemeColorName) *Blocker {
	b := &Blocker{}
	b.Fill, b.rect = fill, canvas.NewRectangle(color.Transparent)
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *Blocker) Tapped(*fyne.PointEvent) { uikit.Touch() }

// TappedSecondary implements fyne.SecondaryTappable.
func (b *Blocker) TappedSecondary(*fyne.PointEvent) {}

// Scrolled implements fyne.Scrollable.
func (b *Blocker) Scrolled(*fyne.ScrollEvent) {}

// MouseIn implements desktop.Hoverable.
func (b *Blocker) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable.
func (b *Blocker) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (b *Blocker) MouseOut() {}

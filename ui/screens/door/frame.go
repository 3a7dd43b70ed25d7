package door

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// pageWidth is how wide a page grows.
const pageWidth = 800

// frame lays out the promise at the left and the page at the right. In a small window the left is narrow; with large
// text in a small window it goes.
type frame struct{}

func (frame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, right := o[0], o[1]
	scale := theme.Scale()
	w := min(max(size.Width*0.347, 300), 620)
	if size.Width < 1200 {
		w = 290
	}
	if size.Width-w < 640*scale {
		w = 0
	}
	left.Resize(fyne.NewSize(w, size.Height))
	left.Move(fyne.NewPos(0, 0))
	if w == 0 {
		left.Hide()
	} else {
		left.Show()
	}
	right.Move(fyne.NewPos(w, 0))
	right.Resize(fyne.NewSize(size.Width-w, size.Height))
}

func (frame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1000, 640) }

// middle puts a column at the design's margin, no wider than most, and in the middle of what is left. A page that is
// lower than the window stands a little above its middle.
type middle struct{ most float32 }

func (l *middle) margins(size fyne.Size) (side, above float32) {
	side, above = theme.Gap28, theme.Gap28
	if size.Width > l.most+2*72 {
		side = (size.Width - l.most) / 2
	} else if size.Width > 800 {
		side, above = 72, 64
	}
	if size.Height > 820 {
		above = 64
	}
	return side, above
}

func (l *middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side, above := l.margins(size)
	w := size.Width - 2*side
	o[0].Move(fyne.NewPos(side, above))
	o[0].Resize(fyne.NewSize(w, o[0].MinSize().Height))
	o[0].Resize(fyne.NewSize(w, o[0].MinSize().Height))
}

func (l *middle) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, o[0].MinSize().Height+2*theme.Gap28+theme.Gap40)
}

package elicit

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// card is a picture that can be dragged; whatever a drag does, keys do as well.
type card struct {
	widgets.PhotoTile
	over    func(at fyne.Position) // where it is while it is dragged
	dropped func(at fyne.Position)
	at      fyne.Position
}

func newCard() *card {
	c := &card{}
	c.ExtendBaseWidget(c)
	return c
}

// Dragged implements fyne.Draggable.
func (c *card) Dragged(e *fyne.DragEvent) {
	uikit.Touch()
	c.at = e.AbsolutePosition
	if c.over != nil {
		c.over(c.at)
	}
}

// DragEnd implements fyne.Draggable.
func (c *card) DragEnd() {
	if c.dropped != nil {
		c.dropped(c.at)
	}
}

// within reports whether a place of the window lies on an object.
func within(o fyne.CanvasObject, at fyne.Position) bool {
	from, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	return at.X >= from.X && at.X < from.X+size.Width && at.Y >= from.Y && at.Y < from.Y+size.Height
}

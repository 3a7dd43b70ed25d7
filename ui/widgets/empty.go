package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"feltbog/ui/theme"
)

// NewEmpty says why there is nothing here yet and what to begin with. action may be nil.
func NewEmpty(icon, text string, action *Button) *fyne.Container {
	words := NewText(text, theme.Body, theme.Ink2)
	words.Align = fyne.TextAlignCenter
	sign := container.NewStack(AtLeast(NewBox(theme.Sunk, "", 32), 64, 64), container.NewCenter(Icon(icon, theme.Ink2, 28)))
	col := Column(theme.Gap16, container.NewCenter(sign), words)
	if action != nil {
		col.Add(container.NewCenter(action))
	}
	return container.New(layout.NewCustomPaddedLayout(theme.Gap28, theme.Gap28, theme.Gap16, theme.Gap16), container.New(&middled{460}, col))
}

// middled puts an object of at most a width in the middle, a little above the centre where there is room.
type middled struct{ most float32 }

func (l *middled) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(s.Width, l.most*textScale())
	h := fitted(o[0], w)
	o[0].Resize(fyne.NewSize(w, h))
	o[0].Move(fyne.NewPos((s.Width-w)/2, max((s.Height-h)*0.4, 0)))
}

func (l *middled) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

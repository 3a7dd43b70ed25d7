package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// KeyCap shows a key as it is printed on the keyboard.
type KeyCap struct {
	widget.BaseWidget
	Text string
	On   bool // on a ground of the accent
}

// NewKeyCap returns a key cap.
func NewKeyCap(text string) *KeyCap {
	k := &KeyCap{Text: text}
	k.ExtendBaseWidget(k)
	return k
}

// SetText changes the key.
func (k *KeyCap) SetText(s string) { k.Text = s; k.Refresh() }

// CreateRenderer implements fyne.Widget.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	k.ExtendBaseWidget(k)
	r := &keyCapRenderer{k: k, box: NewBox(theme.Sunk, "", 4), text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type keyCapRenderer struct {
	k    *KeyCap
	box  *Box
	text *canvas.Text
}

func (r *keyCapRenderer) Layout(s fyne.Size) {
	r.box.Resize(s)
	m := r.text.MinSize()
	r.text.Move(fyne.NewPos((s.Width-m.Width)/2, (s.Height-m.Height)/2))
	r.text.Resize(m)
}

func (r *keyCapRenderer) MinSize() fyne.Size {
	m := r.text.MinSize()
	return fyne.NewSize(m.Width+12, m.Height+4)
}

func (r *keyCapRenderer) Refresh() {
	fill, text := theme.Sunk, theme.Ink2
	if r.k.On {
		fill, text = theme.AccentText, theme.OnAccent
	}
	r.box.Set(fill, "", 0)
	r.text.Text, r.text.Color, r.text.TextSize = r.k.Text, theme.Color(text), theme.Size(theme.Meta)
	r.text.TextStyle.Monospace = true
	r.text.Refresh()
	r.Layout(r.k.Size())
	canvas.Refresh(r.k)
}

func (r *keyCapRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.text} }
func (r *keyCapRenderer) Destroy()                     {}

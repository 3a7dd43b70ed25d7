package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// ringRoom is the space around what scrolls in a dialog, so that borders and the ring of focus are not cut off at its edge.
const ringRoom = 4

// openDialog is a dialog that is shown.
type openDialog struct {
	screen.Dialog
	veil   fyne.CanvasObject
	resume func()
}

// Show implements screen.Host.
func (s *Stage) Show(d screen.Dialog) {
	o := &openDialog{Dialog: d}
	card := widgets.Pad(d.Content, ringRoom, ringRoom, ringRoom, ringRoom)
	if d.Title != "" || len(d.Buttons) > 0 { // which stay in view; what is between them scrolls where a window is low
		var head, foot fyne.CanvasObject
		if d.Title != "" {
			head = widgets.Pad(widgets.Headed(d.Title), ringRoom, ringRoom, theme.Gap16-ringRoom, ringRoom)
		}
		if len(d.Buttons) > 0 {
			foot = widgets.Pad(widgets.Row(theme.Gap12, append([]fyne.CanvasObject{widgets.Spacer()}, d.Buttons...)...), theme.Gap16-ringRoom, ringRoom, ringRoom, ringRoom)
		}
		card = container.NewBorder(head, foot, nil, nil, container.New(&asHigh{card}, container.NewVScroll(card)))
	}
	width := d.Width
	if width == 0 {
		width = 520
	}
	framed := container.NewStack(widgets.NewBox(theme.Card, theme.Edge, theme.RadiusCard), widgets.Pad(card, 20-ringRoom, 20-ringRoom, 20-ringRoom, 20-ringRoom))
	o.veil = container.New(&centred{width: width, high: d.Title == "" && len(d.Buttons) == 0}, widgets.NewBlocker(theme.Veil), framed)
	o.resume = s.Keys.Suspend(s.CloseDialog)
	s.dialog = append(s.dialog, o)
	c := s.Window().Canvas()
	o.veil.Resize(c.Size())
	c.Overlays().Add(o.veil)
	switch {
	case d.First != nil:
		c.Focus(d.First)
	default:
		c.FocusNext()
	}
	trace.Event("dialog", "name", d.Name)
}

// asHigh lets what scrolls be as high as its content, where there is room.
type asHigh struct{ content fyne.CanvasObject }

// MinSize implements fyne.Layout.
func (l *asHigh) MinSize([]fyne.CanvasObject) fyne.Size { return l.content.MinSize() }

// Layout implements fyne.Layout.
func (l *asHigh) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// CloseDialog implements screen.Host.
func (s *Stage) CloseDialog() {
	if len(s.dialog) == 0 {
		return
	}
	o := s.dialog[len(s.dialog)-1]
	s.dialog = s.dialog[:len(s.dialog)-1]
	s.Window().Canvas().Overlays().Remove(o.veil)
	o.resume()
	trace.Event("dialog.closed", "name", o.Name)
	if o.Closed != nil {
		o.Closed()
	}
}

func (s *Stage) closeAll() {
	for len(s.dialog) > 0 {
		s.CloseDialog()
	}
}

// search shows the dialog of Ctrl+K.
func (s *Shell) search() {
	for _, d := range s.dialog {
		if d.Name == "search" {
			return
		}
	}
	s.Show(s.Config.Search(s))
}

// centred puts a card in the middle of a veil, or a third from the top.
type centred struct {
	width float32
	high  bool
}

func (l *centred) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	o[0].Move(fyne.NewPos(0, 0))
	w := min(l.width, size.Width-2*theme.Gap28)
	card := o[1]
	h := card.MinSize().Height
	if card.Size().Width != w {
		card.Resize(fyne.NewSize(w, h))
		h = card.MinSize().Height
	}
	h = min(h, size.Height-2*theme.Gap28)
	card.Resize(fyne.NewSize(w, h))
	y := (size.Height - h) / 2
	if l.high {
		y = min(y, theme.Top+theme.Gap8)
	}
	card.Move(fyne.NewPos((size.Width-w)/2, y))
}

func (l *centred) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

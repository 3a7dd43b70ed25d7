package door

import "fyne.io/fyne/v2"

// headline puts a title at the left and a choice at the right, or below it where there is no room beside.
type headline struct{ width float32 }

func (l *headline) beside(o []fyne.CanvasObject) bool {
	return l.width <= 0 || o[0].MinSize().Width+o[1].MinSize().Width+28 <= l.width
}

func (l *headline) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	title, choice := o[0], o[1].MinSize()
	w := size.Width
	if l.beside(o) {
		w -= choice.Width + 28
	}
	title.Resize(fyne.NewSize(w, title.MinSize().Height))
	h := title.MinSize().Height
	title.Resize(fyne.NewSize(w, h))
	title.Move(fyne.NewPos(0, 0))
	o[1].Resize(choice)
	if l.beside(o) {
		title.Move(fyne.NewPos(0, max((choice.Height-h)/2, 0)))
		o[1].Move(fyne.NewPos(size.Width-choice.Width, 0))
		return
	}
	o[1].Move(fyne.NewPos(0, h+12))
}

func (l *headline) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.beside(o) {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+12+b.Height)
}

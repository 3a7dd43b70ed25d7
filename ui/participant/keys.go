package participant

import "fyne.io/fyne/v2"

// steps are the keys by which somebody leafs, also those of a presenter's remote.
var steps = map[fyne.KeyName]int{
	fyne.KeyRight: 1, fyne.KeyDown: 1, fyne.KeyPageDown: 1, fyne.KeySpace: 1,
	fyne.KeyLeft: -1, fyne.KeyUp: -1, fyne.KeyPageUp: -1,
}

// keys gives the window its own keys, and passes on the others.
func (w *Window) keys() {
	pass := w.Keys.Mirror(w.win, func() bool { return !w.alone })
	w.win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		by, leafs := steps[e.Name]
		switch {
		case e.Name == fyne.KeyF11:
			w.win.SetFullScreen(!w.win.FullScreen())
		case leafs && w.step != nil:
			w.step(by)
		default:
			pass(e)
		}
	})
}

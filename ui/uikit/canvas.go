package uikit

import "fyne.io/fyne/v2"

// homes are the canvases of the windows that are open, the main one first.
var homes []fyne.Canvas

// Home says that a window is open, and returns what to do when it closes.
func Home(c fyne.Canvas) (gone func()) {
	homes = append(homes, c)
	return func() {
		for i, h := range homes {
			if h == c {
				homes = append(homes[:i:i], homes[i+1:]...)
				return
			}
		}
	}
}

// CanvasOf returns the canvas that a widget is on. The toolkit forgets it for widgets that were not drawn anew for a
// minute (fyne v2.7.4, internal/cache/canvases.go), and a field somebody writes in must not lose its keys because of that:
// then it is the canvas on which the widget has the focus, or else the last that was opened.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		return c
	}
	f, _ := o.(fyne.Focusable)
	for _, c := range homes {
		if f != nil && c.Focused() == f {
			return c
		}
	}
	if n := len(homes); n > 0 {
		return homes[n-1]
	}
	return nil
}

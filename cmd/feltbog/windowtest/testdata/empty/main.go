// Command empty shows a window with nothing in it, to compare with.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("dk.feltbog.empty").NewWindow("empty")
	w.SetContent(widget.NewLabel("empty"))
	w.Resize(fyne.NewSize(1440, 900))
	w.ShowAndRun()
}

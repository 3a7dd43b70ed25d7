package shell

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// narrowBelow is the width under which the rail shows icons only and the side panel folds.
const narrowBelow = 1200

// frame lays out rail, top bar, screen and job strip, and tells them when the window is narrow.
type frame struct{ s *Shell }

func (f *frame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	rail, top, body, jobs := o[0], o[1], o[2], o[3]
	narrow := size.Width < narrowBelow
	f.s.rail.narrow(narrow)
	f.s.top.narrow(narrow)
	w := theme.Rail
	if narrow {
		w = theme.RailNarrow
	}
	if f.s.Config.Only != "" {
		w = 0
	}
	strip := float32(0)
	if jobs.Visible() {
		strip = theme.JobStrip
	}
	top.Move(fyne.NewPos(0, 0))
	top.Resize(fyne.NewSize(size.Width, theme.Top))
	rail.Move(fyne.NewPos(0, theme.Top))
	rail.Resize(fyne.NewSize(w, size.Height-theme.Top))
	body.Move(fyne.NewPos(w, theme.Top))
	body.Resize(fyne.NewSize(size.Width-w, size.Height-theme.Top-strip))
	jobs.Move(fyne.NewPos(w, size.Height-strip))
	jobs.Resize(fyne.NewSize(size.Width-w, strip))
}

// MinSize lets the window become as small as the design goes.
func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1000, 640) }

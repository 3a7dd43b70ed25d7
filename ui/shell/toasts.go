package shell

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// stay is how long a quiet message is shown for each of its characters, between the shortest and the longest time.
const (
	stay     = 70 * time.Millisecond
	shortest = 4 * time.Second
	longest  = 10 * time.Second
)

// most is how many messages are shown at once; the oldest goes first.
const most = 3

// toasts are messages at the lower edge. Quiet ones go by themselves, and the next one takes the place of the one before,
// so that they hide little of what is worked on; errors stay until they are closed. They never take the focus.
type toasts struct {
	s     *Stage
	box   *fyne.Container
	stack *fyne.Container
	quiet fyne.CanvasObject // the quiet message that is shown
}

func newToasts(s *Stage) *toasts {
	t := &toasts{s: s, stack: widgets.Column(theme.Gap8)}
	t.box = container.New(&lower{}, t.stack)
	return t
}

func (t *toasts) say(text string) {
	if t.quiet != nil {
		t.stack.Remove(t.quiet)
	}
	card := t.add(text, theme.AccentText, theme.AccentSoft, "check")
	t.quiet = card
	trace.Event("toast", "tone", "quiet")
	wait := min(max(stay*time.Duration(len(text)), shortest), longest)
	timer := time.AfterFunc(wait, func() { t.s.Do(func() { t.remove(card) }) })
	t.s.unbind = append(t.s.unbind, func() { timer.Stop() })
}

func (t *toasts) fail(text string) {
	t.add(text, theme.RedText, theme.RedGround, "warn")
	trace.Event("toast", "tone", "error", "text", text)
}

func (t *toasts) add(text string, ink, ground fyne.ThemeColorName, icon string) fyne.CanvasObject {
	var card fyne.CanvasObject
	line := widgets.NewText(text, theme.Body, ink)
	shut := widgets.NewLink("", func() { t.remove(card) })
	shut.Icon = "x"
	uikit.Name(shut, "toast.close")
	line.Lines = 6
	row := container.NewBorder(nil, nil, widgets.Column(0, widgets.Gap(theme.Gap12), widgets.Icon(icon, ink, 20)), shut, widgets.Pad(line, 11, 0, 11, 0))
	card = container.NewStack(widgets.NewBox(ground, ink, theme.RadiusField), widgets.Pad(row, 0, 4, 0, 12))
	t.stack.Add(card)
	if len(t.stack.Objects) > most {
		t.stack.Remove(t.stack.Objects[0])
	}
	t.box.Refresh()
	return card
}

func (t *toasts) remove(card fyne.CanvasObject) {
	t.stack.Remove(card)
	if t.quiet == card {
		t.quiet = nil
	}
	t.box.Refresh()
}

// lower puts a stack at the lower edge in the middle.
type lower struct{}

func (lower) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(560, size.Width-2*theme.Gap28)
	h := o[0].MinSize().Height
	if o[0].Size().Width != w {
		o[0].Resize(fyne.NewSize(w, h))
		h = o[0].MinSize().Height
	}
	o[0].Resize(fyne.NewSize(w, h))
	o[0].Move(fyne.NewPos((size.Width-w)/2, size.Height-h-theme.Gap28-theme.JobStrip))
}

func (lower) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// target is the ground of what is tapped: it follows pointer, focus and keys, and is refreshed when one of them
// changes. Enter and Space tap; keys it does not use are handed on.
type target struct {
	widget.BaseWidget
	self fyne.Widget
	tap  func()
	keys func(*fyne.KeyEvent) bool // asked first; true means that it was used

	off, hover, down, focus bool
	drawn                   bool // it is on a window; until then its fields may be set
}

// as says which widget the target is part of and what a tap does.
func (t *target) as(self fyne.Widget, tap func()) {
	t.self, t.tap = self, tap
	t.ExtendBaseWidget(self)
}

// Refresh shows it anew.
func (t *target) Refresh() {
	if t.drawn {
		t.BaseWidget.Refresh()
	}
}

func (t *target) beDrawn() { t.drawn = true }

// SetEnabled makes it work, or not.
func (t *target) SetEnabled(on bool) {
	if t.off == on {
		t.off = !on
		t.Refresh()
	}
}

// Enabled reports whether it works.
func (t *target) Enabled() bool { return !t.off }

// Tapped implements fyne.Tappable.
func (t *target) Tapped(*fyne.PointEvent) {
	uikit.Touch()
	if !t.off && t.tap != nil {
		t.tap()
	}
}

// TypedKey implements fyne.Focusable.
func (t *target) TypedKey(e *fyne.KeyEvent) {
	uikit.Touch()
	if !t.off && t.keys != nil && t.keys(e) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.Tapped(nil)
	default:
		shortcuts.PassKey(t.self, e, false)
	}
}

// TypedRune implements fyne.Focusable.
func (t *target) TypedRune(rune) {}

// FocusGained shows the focus ring, and where it is.
func (t *target) FocusGained() {
	t.focus = true
	t.Refresh()
	uikit.Reveal(t.self)
}

// FocusLost takes it away.
func (t *target) FocusLost() { t.focus = false; t.Refresh() }

// MouseIn implements desktop.Hoverable.
func (t *target) MouseIn(*desktop.MouseEvent) { t.hover = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *target) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (t *target) MouseOut() { t.hover, t.down = false, false; t.Refresh() }

// MouseDown implements desktop.Mouseable.
func (t *target) MouseDown(*desktop.MouseEvent) { t.down = true; t.Refresh() }

// MouseUp implements desktop.Mouseable.
func (t *target) MouseUp(*desktop.MouseEvent) { t.down = false; t.Refresh() }

// Cursor implements desktop.Cursorable.
func (t *target) Cursor() desktop.Cursor {
	if t.off {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// ground returns what a ground becomes while it is pointed at or held down.
func (t *target) ground(rest fyne.ThemeColorName) fyne.ThemeColorName {
	switch {
	case t.off:
		return theme.Sunk
	case t.down:
		return theme.AccentSoft
	case t.hover && rest == theme.Sunk:
		return theme.Line
	case t.hover:
		return theme.Sunk
	}
	return rest
}

// ring returns the colour of the focus ring.
func (t *target) ring() fyne.ThemeColorName {
	if t.focus {
		return theme.Accent
	}
	return ""
}

// take gives the focus to a widget that is on a canvas.
func take(f fyne.Focusable) {
	o, ok := f.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := uikit.CanvasOf(o); c != nil && c.Focused() != f {
		c.Focus(f)
	}
}

// textScale is how much larger than designed the user has the text.
func textScale() float32 { return theme.Scale() }

// drawn renders a widget that is made of one container; show brings it up to date.
type drawn struct {
	w    fyne.CanvasObject
	root *fyne.Container
	show func()
}

func draw(w fyne.CanvasObject, root *fyne.Container, show func()) *drawn {
	if t, ok := w.(interface{ beDrawn() }); ok {
		t.beDrawn()
	}
	show()
	return &drawn{w, root, show}
}

func (d *drawn) Layout(s fyne.Size)           { d.root.Resize(s) }
func (d *drawn) MinSize() fyne.Size           { return d.root.MinSize() }
func (d *drawn) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{d.root} }
func (d *drawn) Destroy()                     {}
func (d *drawn) Refresh() {
	d.show()
	d.root.Refresh()
	canvas.Refresh(d.w)
}

// ringed lays the first object 3 outside the edge, as a focus ring, and the others over the whole size.
type ringed struct{}

func (ringed) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(-3, -3))
	o[0].Resize(s.Add(fyne.NewSize(6, 6)))
	for _, x := range o[1:] {
		x.Move(fyne.NewPos(0, 0))
		x.Resize(s)
	}
}

func (ringed) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, x := range o[1:] {
		if x.Visible() {
			s = s.Max(x.MinSize())
		}
	}
	return s
}

// leading lays one object of a fixed width at the left, one that takes the rest, and one at the right at its own width;
// the outer two are centred in height, or stand at the top.
type leading struct {
	gap float32
	top bool
}

func (l leading) widths(o []fyne.CanvasObject) (left, right float32) {
	if o[0].Visible() {
		if w := o[0].MinSize().Width; w > 0 {
			left = w + l.gap
		}
	}
	if len(o) > 2 && o[2].Visible() {
		if w := o[2].MinSize().Width; w > 0 {
			right = w + l.gap
		}
	}
	return left, right
}

func (l leading) Layout(o []fyne.CanvasObject, s fyne.Size) {
	left, right := l.widths(o)
	w := max(s.Width-left-right, 0)
	h := fitted(o[1], w)
	y := float32(0)
	if !l.top {
		y = max((s.Height-h)/2, 0)
	}
	o[1].Move(fyne.NewPos(left, y))
	o[1].Resize(fyne.NewSize(w, min(h, s.Height)))
	put := func(x fyne.CanvasObject, at float32) {
		m := x.MinSize()
		y := float32(0)
		if !l.top {
			y = (s.Height - m.Height) / 2
		}
		x.Move(fyne.NewPos(at, y))
		x.Resize(m)
	}
	put(o[0], 0)
	if len(o) > 2 {
		put(o[2], s.Width-right+l.gap)
	}
}

func (l leading) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := l.widths(o)
	s := fyne.NewSize(left+right, 0)
	for i, x := range o {
		if !x.Visible() {
			continue
		}
		m := x.MinSize()
		s.Height = max(s.Height, m.Height)
		if i == 1 {
			s.Width += m.Width
		}
	}
	return s
}

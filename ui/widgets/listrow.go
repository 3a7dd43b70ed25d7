package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// listRow is one row: its ground, its content, and the "⋯" of the row in front.
type listRow[T any] struct {
	widget.BaseWidget
	b       *listBody[T]
	i       int
	content fyne.CanvasObject
	hover   bool
}

func (r *listRow[T]) fill(i int) {
	r.i = i
	r.b.l.show(r.content, r.b.l.rows[i], i)
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *listRow[T]) Tapped(*fyne.PointEvent) { r.b.l.tapped(r.i) }

// TappedSecondary shows the menu.
func (r *listRow[T]) TappedSecondary(e *fyne.PointEvent) { r.b.l.menuAt(r.i, e.AbsolutePosition) }

// MouseIn implements desktop.Hoverable.
func (r *listRow[T]) MouseIn(*desktop.MouseEvent) { r.hover = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *listRow[T]) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (r *listRow[T]) MouseOut() { r.hover = false; r.Refresh() }

// Cursor implements desktop.Cursorable.
func (r *listRow[T]) Cursor() desktop.Cursor {
	if r.i < len(r.b.l.rows) && r.b.l.heading(r.i) {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements fyne.Widget.
func (r *listRow[T]) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, rule := NewBox("", "", theme.RadiusField), NewBox("", "", theme.RadiusField), NewBox("", "", 0)
	more := newRowMore(func() { r.b.l.menuKeyOf(r.i) })
	root := &fyne.Container{Layout: &rowLayout{r.b.l.Menu != nil}, Objects: []fyne.CanvasObject{ground, r.content, more, rule, ring}}
	return &rowRenderer{drawn: draw(r, root, func() {
		l := r.b.l
		if r.i >= len(l.rows) {
			return
		}
		fill, head := fyne.ThemeColorName(""), l.heading(r.i)
		if l.Tone != nil {
			fill = l.Tone(l.rows[r.i])
		}
		front := r.i == l.at
		switch {
		case head:
		case l.picked[r.i], front && l.Chosen != nil:
			fill = theme.AccentSoft
		case r.hover:
			fill = theme.Sunk
		}
		ground.Set(fill, "", 0)
		line := fyne.ThemeColorName("")
		if l.Rules && r.i > 0 {
			line = theme.Line
		}
		rule.Set(line, "", 0)
		edge := fyne.ThemeColorName("")
		if front && l.focus {
			edge = theme.Accent
		}
		ring.Set("", edge, theme.StrokeSelected)
		more.Hidden = l.Menu == nil || head || !front && !r.hover
	}), w: r}
}

// rowRenderer does not fill the content again; that is done when another item comes to the row.
type rowRenderer struct {
	*drawn
	w fyne.CanvasObject
}

func (r *rowRenderer) Refresh() {
	r.show()
	r.root.Layout.Layout(r.root.Objects, r.root.Size())
	canvas.Refresh(r.w)
}

// rowLayout lays ground, content, more, rule and ring.
type rowLayout struct{ menu bool }

func (l *rowLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	o[4].Move(fyne.NewPos(2, 2)) // all of the ring is inside, where it is not cut off
	o[4].Resize(s.Subtract(fyne.NewSize(4, 4)))
	o[3].Resize(fyne.NewSize(s.Width, 1))
	w := s.Width
	if l.menu {
		w -= theme.Target
		o[2].Move(fyne.NewPos(w, (s.Height-theme.Target)/2))
		o[2].Resize(fyne.NewSquareSize(theme.Target))
	}
	o[1].Resize(fyne.NewSize(w, s.Height))
}

func (l *rowLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

func (l *List[T]) menuKeyOf(i int) {
	l.choose(i)
	l.menuKey()
}

// rowMore is the "⋯" of a row: the keyboard has the menu key for it, so it is no stop of its own.
type rowMore struct {
	widget.BaseWidget
	tap   func()
	hover bool
}

func newRowMore(tap func()) *rowMore {
	m := &rowMore{tap: tap}
	m.ExtendBaseWidget(m)
	return m
}

// Tapped implements fyne.Tappable.
func (m *rowMore) Tapped(*fyne.PointEvent) { uikit.Touch(); m.tap() }

// MouseIn implements desktop.Hoverable.
func (m *rowMore) MouseIn(*desktop.MouseEvent) { m.hover = true; m.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (m *rowMore) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (m *rowMore) MouseOut() { m.hover = false; m.Refresh() }

// CreateRenderer implements fyne.Widget.
func (m *rowMore) CreateRenderer() fyne.WidgetRenderer {
	box, icon := NewBox("", "", theme.RadiusField), newGlyph(20)
	root := container.NewStack(box, container.NewCenter(icon))
	return draw(m, root, func() {
		fill := fyne.ThemeColorName("")
		if m.hover {
			fill = theme.Card
		}
		box.Set(fill, "", 0)
		icon.set("more", theme.Ink2)
	})
}

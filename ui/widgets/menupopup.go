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

// CreateRenderer implements fyne.Widget.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	col := Column(0)
	m.rows = nil
	for i := range m.Items {
		if m.Items[i].Rule {
			col.Add(Pad(Rule(), 4, 0, 4, 0))
		}
		r := newMenuRow(m, i)
		m.rows = append(m.rows, r)
		col.Add(r)
	}
	m.scroll = container.NewVScroll(col)
	root := container.NewStack(NewBox(theme.Card, theme.Edge, theme.RadiusField), Pad(m.scroll, 5, 5, 5, 5))
	return &menuRenderer{drawn: draw(m, root, func() {}), m: m, col: col}
}

type menuRenderer struct {
	*drawn
	m   *Menu
	col *fyne.Container
}

// MinSize is that of all items.
func (r *menuRenderer) MinSize() fyne.Size {
	s := r.col.MinSize()
	return fyne.NewSize(max(s.Width+10, r.m.least, 160), s.Height+10)
}

// menuVeil lies over the whole window behind a menu.
type menuVeil struct {
	Blocker
	m    *Menu
	pos  fyne.Position
	over float32
}

func newMenuVeil(m *Menu, pos fyne.Position, over float32) *menuVeil {
	v := &menuVeil{m: m, pos: pos, over: over}
	v.ExtendBaseWidget(v)
	return v
}

// Tapped closes.
func (v *menuVeil) Tapped(*fyne.PointEvent) { v.m.Close() }

// TappedSecondary closes.
func (v *menuVeil) TappedSecondary(*fyne.PointEvent) { v.m.Close() }

// CreateRenderer implements fyne.Widget.
func (v *menuVeil) CreateRenderer() fyne.WidgetRenderer {
	return &veilRenderer{WidgetRenderer: widget.NewSimpleRenderer(v.m), v: v}
}

type veilRenderer struct {
	fyne.WidgetRenderer
	v *menuVeil
}

func (r *veilRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *veilRenderer) Layout(s fyne.Size) {
	m := r.v.m
	w := min(m.MinSize().Width, s.Width-16)
	m.Resize(fyne.NewSize(w, m.MinSize().Height))
	size := fyne.NewSize(w, m.MinSize().Height)
	below, above := s.Height-r.v.pos.Y-8, r.v.pos.Y-r.v.over-8
	y := r.v.pos.Y
	switch {
	case size.Height <= below:
	case size.Height <= above || above > below:
		size.Height = min(size.Height, above)
		y = r.v.pos.Y - r.v.over - size.Height
	default:
		size.Height = below
	}
	m.Resize(size)
	m.Move(fyne.NewPos(max(min(r.v.pos.X, s.Width-w-8), 8), y))
	m.reveal()
}

// menuRow is one item; only the menu has focus.
type menuRow struct {
	widget.BaseWidget
	m *Menu
	i int
}

func newMenuRow(m *Menu, i int) *menuRow {
	r := &menuRow{m: m, i: i}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped chooses it.
func (r *menuRow) Tapped(*fyne.PointEvent) { uikit.Touch(); r.m.choose(r.i) }

// MouseIn goes to it.
func (r *menuRow) MouseIn(*desktop.MouseEvent) {
	if r.m.can(r.i) && r.m.at != r.i {
		r.m.at = r.i
		for _, x := range r.m.rows {
			x.Refresh()
		}
	}
}

// MouseMoved implements desktop.Hoverable.
func (r *menuRow) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (r *menuRow) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (r *menuRow) CreateRenderer() fyne.WidgetRenderer {
	it := &r.m.Items[r.i]
	ground, icon, text, tick := NewBox("", "", theme.RadiusTag), newGlyph(20), NewText(it.Text, theme.Body, ""), newGlyph(18)
	after := Row(theme.Gap8, tick)
	if it.Key != "" {
		after.Add(NewKeyCap(it.Key))
	}
	row := &fyne.Container{Layout: leading{gap: 12}, Objects: []fyne.CanvasObject{icon, text, after}}
	text.As = theme.Body
	least := theme.Target
	if it.Quiet {
		text.As, text.Style.Bold, least = theme.Meta, true, 30
	}
	root := container.NewStack(ground, AtLeast(&fyne.Container{Layout: &menuLine{text}, Objects: []fyne.CanvasObject{Pad(row, 6, 12, 6, 12)}}, 0, least))
	return draw(r, root, func() {
		ink := theme.Ink
		switch {
		case it.Off:
			ink = theme.Ink3
		case it.Quiet:
			ink = theme.Ink2
		case it.Danger:
			ink = theme.RedText
		}
		fill := fyne.ThemeColorName("")
		if r.m.at == r.i {
			fill = theme.AccentSoft
			if !it.Danger {
				ink = theme.AccentText
			}
		}
		ground.Set(fill, "", 0)
		icon.set(it.Icon, ink)
		text.SetColor(ink)
		sign := ""
		if it.On {
			sign = "check"
		}
		tick.set(sign, ink)
		canvas.Refresh(ground)
	})
}

// menuLine makes a row as wide as its text on one line, up to a limit.
type menuLine struct{ text *Text }

func (l *menuLine) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

func (l *menuLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := o[0].MinSize()
	s.Width += min(WidthOf(l.text), 420*textScale()) - l.text.MinSize().Width
	return s
}

package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// MenuItem is one thing to do.
type MenuItem struct {
	Text, Icon string
	Key        string // shown as a cap
	Tap        func()
	Danger     bool
	Off        bool
	On         bool // bears a tick
	Rule       bool // a line stands before it
	Quiet      bool // a heading that cannot be chosen
}

// Menu is a list of things to do that opens at a place and goes away when one is chosen, on Escape, on a tap beside it,
// and on each key that it does not use, which is handed on.
type Menu struct {
	widget.BaseWidget
	Items  []MenuItem
	Closed func()

	least  float32 // width
	at     int
	typed  string
	canvas fyne.Canvas
	before fyne.Focusable
	veil   *menuVeil
	rows   []*menuRow
	scroll *container.Scroll
}

// NewMenu returns a menu that is not open.
func NewMenu(items ...MenuItem) *Menu {
	m := &Menu{Items: items, at: -1}
	m.ExtendBaseWidget(m)
	return m
}

// open is the menu that is shown, if any.
var open *Menu

// CloseMenu closes the menu that is open, if there is one.
func CloseMenu() {
	if open != nil {
		open.Close()
	}
}

// ShowBelow opens it at the lower edge of an object, at least as wide.
func (m *Menu) ShowBelow(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	pos := d.AbsolutePositionForObject(o)
	m.least = o.Size().Width
	m.show(d.CanvasForObject(o), pos.Add(fyne.NewPos(0, o.Size().Height+4)), o.Size().Height+8)
}

// ShowAt opens it at a place of a canvas.
func (m *Menu) ShowAt(c fyne.Canvas, pos fyne.Position) { m.show(c, pos, 0) }

// show opens it at a place; where there is no room below it opens above what is that high.
func (m *Menu) show(c fyne.Canvas, pos fyne.Position, over float32) {
	CloseMenu()
	if c == nil || len(m.Items) == 0 {
		return
	}
	open, m.canvas, m.before = m, c, c.Focused()
	m.veil = newMenuVeil(m, pos, over)
	m.veil.Resize(c.Size())
	c.Overlays().Add(m.veil)
	if m.at < 0 {
		m.move(1)
	}
	c.Focus(m)
	m.reveal()
}

// Close takes it away and gives the focus back.
func (m *Menu) Close() {
	if open != m {
		return
	}
	open = nil
	m.canvas.Overlays().Remove(m.veil)
	if m.before != nil && m.canvas.Focused() != m.before {
		m.canvas.Focus(m.before)
	}
	if m.Closed != nil {
		m.Closed()
	}
}

// Open reports whether it is shown.
func (m *Menu) Open() bool { return open == m }

func (m *Menu) can(i int) bool { return !m.Items[i].Off && !m.Items[i].Quiet }

// move goes to the next item that can be chosen, round the ends.
func (m *Menu) move(by int) {
	n := len(m.Items)
	at := m.at
	if at < 0 && by < 0 {
		at = n
	}
	for range n {
		at = (at + by + n) % n
		if m.can(at) {
			m.goTo(at)
			return
		}
	}
}

func (m *Menu) goTo(i int) {
	m.at = i
	for _, r := range m.rows {
		r.Refresh()
	}
	m.reveal()
}

// reveal scrolls to the item.
func (m *Menu) reveal() {
	if m.scroll == nil || m.at < 0 || m.at >= len(m.rows) {
		return
	}
	r := m.rows[m.at]
	top, bottom := r.Position().Y, r.Position().Y+r.Size().Height
	switch {
	case top < m.scroll.Offset.Y:
		m.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > m.scroll.Offset.Y+m.scroll.Size().Height:
		m.scroll.ScrollToOffset(fyne.NewPos(0, bottom-m.scroll.Size().Height))
	}
}

func (m *Menu) choose(i int) {
	if i < 0 || i >= len(m.Items) || !m.can(i) {
		return
	}
	m.Close()
	if tap := m.Items[i].Tap; tap != nil {
		uikit.Timed("menu", tap)
	}
}

// FocusGained implements fyne.Focusable.
func (m *Menu) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (m *Menu) FocusLost() {}

// TypedKey moves, chooses, closes.
func (m *Menu) TypedKey(e *fyne.KeyEvent) {
	uikit.Touch()
	switch e.Name {
	case fyne.KeyDown:
		m.move(1)
	case fyne.KeyUp:
		m.move(-1)
	case fyne.KeyHome:
		m.at = -1
		m.move(1)
	case fyne.KeyEnd:
		m.at = -1
		m.move(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.choose(m.at)
	case fyne.KeySpace:
		if m.typed == "" {
			m.choose(m.at)
		}
	case fyne.KeyEscape:
		m.Close()
	case fyne.KeyBackspace:
		m.typed = ""
	case fyne.KeyLeft, fyne.KeyRight, desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft,
		desktop.KeyControlRight, desktop.KeyAltLeft, desktop.KeyAltRight, desktop.KeySuperLeft, desktop.KeySuperRight:
	default:
		if len(e.Name) > 1 { // not a letter: that comes as a rune too
			m.Close()
			m.handOn(e)
		}
	}
}

// handOn gives a key to what had the focus before.
func (m *Menu) handOn(e *fyne.KeyEvent) {
	if m.before != nil {
		m.before.TypedKey(e)
	} else if content := m.canvas.Content(); content != nil {
		shortcuts.PassKey(content, e, false)
	}
}

// TypedRune goes to the next item that begins with what was typed.
func (m *Menu) TypedRune(r rune) {
	m.typed += strings.ToLower(string(r))
	for range 2 {
		for step := range m.Items {
			i := (max(m.at, 0) + step) % len(m.Items)
			if len([]rune(m.typed)) == 1 { // the same letter again goes on
				i = (i + 1) % len(m.Items)
			}
			if m.can(i) && strings.HasPrefix(strings.ToLower(m.Items[i].Text), m.typed) {
				m.goTo(i)
				return
			}
		}
		m.typed = strings.ToLower(string(r))
	}
	m.typed = ""
}

// TypedShortcut closes the menu and does what the chord means.
func (m *Menu) TypedShortcut(s fyne.Shortcut) {
	c := m.canvas
	m.Close()
	if f, ok := c.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
		return
	}
	if content := c.Content(); content != nil {
		shortcuts.PassShortcut(content, s)
	}
}

// AcceptsTab keeps the focus in the menu.
func (m *Menu) AcceptsTab() bool { return true }

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

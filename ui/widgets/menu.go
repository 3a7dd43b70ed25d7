package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/shortcuts"
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
	m.show(uikit.CanvasOf(o), pos.Add(fyne.NewPos(0, o.Size().Height+4)), o.Size().Height+8)
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

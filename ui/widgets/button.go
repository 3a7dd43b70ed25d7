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

// Style says how much a button calls for attention. There is at most one Primary in an area.
type Style int

// The styles of a button.
const (
	PlainStyle Style = iota // border on card
	Primary                 // filled with the accent
	Danger                  // red border and text
	QuietStyle              // text only
)

// Button does something when it is tapped, or on Enter or Space while it has focus.
type Button struct {
	widget.BaseWidget
	Text  string
	Icon  string // name in assets; "" none
	Key   string // a key shown as a cap at the right
	Style Style
	Tall  bool // 52 instead of 44
	After bool // the icon stands after the text
	Left  bool // icon and text stand left and the key cap right, as in a field; the text is quiet
	Row   bool // icon and text stand left, as one line of a list of buttons
	Title bool // as the name of something: larger, in ink, cut where its place is too narrow
	Tap   func()

	off, hover, down, focus bool
}

// NewButton returns a plain button.
func NewButton(text, icon string, tap func()) *Button {
	b := &Button{Text: text, Icon: icon, Tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary returns the button of an area that does the thing.
func NewPrimary(text, icon string, tap func()) *Button {
	b := NewButton(text, icon, tap)
	b.Style, b.Tall = Primary, true
	return b
}

// NewDanger returns a button that takes something away.
func NewDanger(text, icon string, tap func()) *Button {
	b := NewButton(text, icon, tap)
	b.Style = Danger
	return b
}

// NewLink returns a button that is only text.
func NewLink(text string, tap func()) *Button {
	b := NewButton(text, "", tap)
	b.Style = QuietStyle
	return b
}

// SetText changes the text.
func (b *Button) SetText(s string) { b.Text = s; b.Refresh() }

// Enable makes the button work, or not.
func (b *Button) Enable(on bool) {
	if b.off == on {
		b.off = !on
		b.Refresh()
	}
}

// Enabled reports whether it works.
func (b *Button) Enabled() bool { return !b.off }

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	uikit.Touch()
	if !b.off && b.Tap != nil {
		uikit.Timed("button "+b.Icon, b.Tap)
	}
}

// TypedKey taps on Enter and Space and hands on other keys.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	default:
		shortcuts.PassKey(b, e, false)
	}
}

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// FocusGained shows the focus ring, and where it is.
func (b *Button) FocusGained() {
	b.focus = true
	b.Refresh()
	uikit.Reveal(b)
}

// FocusLost takes it away.
func (b *Button) FocusLost() { b.focus = false; b.Refresh() }

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hover = true; b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() { b.hover, b.down = false, false; b.Refresh() }

// MouseDown implements desktop.Mouseable.
func (b *Button) MouseDown(*desktop.MouseEvent) { b.down = true; b.Refresh() }

// MouseUp implements desktop.Mouseable.
func (b *Button) MouseUp(*desktop.MouseEvent) { b.down = false; b.Refresh() }

// Cursor implements desktop.Cursorable.
func (b *Button) Cursor() desktop.Cursor {
	if b.off {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// colours returns ground, border and text.
func (b *Button) colours() (fill, border, text fyne.ThemeColorName) {
	switch {
	case b.off && b.Style == QuietStyle:
		return "", "", theme.Ink3
	case b.off:
		return theme.Sunk, theme.Line, theme.Ink3
	case b.Style == Primary && (b.hover || b.down):
		return theme.AccentText, theme.AccentText, theme.OnAccent
	case b.Style == Primary:
		return theme.Accent, theme.Accent, theme.OnAccent
	}
	switch fill, border, text = theme.Card, theme.Edge, theme.Ink; b.Style {
	case Danger:
		border, text = theme.RedLine, theme.RedText
	case QuietStyle:
		fill, border, text = "", "", theme.AccentText
	}
	switch {
	case b.down:
		fill = theme.AccentSoft
	case b.hover:
		fill = theme.Sunk
	}
	return fill, border, text
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{b: b, ring: NewBox("", "", theme.RadiusField+3), box: NewBox("", "", theme.RadiusField),
		text: canvas.NewText("", nil), cap: NewKeyCap("")}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b         *Button
	ring, box *Box
	text      *canvas.Text
	icon      *canvas.Image
	iconIs    string
	cap       *KeyCap
}

const iconSide = 20

func (r *buttonRenderer) pad() float32 {
	switch {
	case r.b.Style == QuietStyle && r.b.Text != "" && !r.b.Row:
		return theme.Gap4
	case r.b.Text == "":
		return theme.Gap12
	}
	return theme.Gap16
}

func (r *buttonRenderer) parts() (objects []fyne.CanvasObject, width float32) {
	if r.icon != nil && !r.b.After {
		objects = append(objects, r.icon)
	}
	if r.b.Text != "" {
		objects = append(objects, r.text)
	}
	if r.icon != nil && r.b.After {
		objects = append(objects, r.icon)
	}
	if r.b.Key != "" {
		objects = append(objects, r.cap)
	}
	for i, o := range objects {
		width += r.width(o)
		if i > 0 {
			width += 10
		}
	}
	return objects, width
}

func (r *buttonRenderer) width(o fyne.CanvasObject) float32 {
	if o == r.icon {
		return iconSide
	}
	return o.MinSize().Width
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	if r.b.Left || r.b.Title {
		r.text.Text = r.fit(r.b.Text)
	}
	r.box.Resize(s)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(s.Add(fyne.NewSize(6, 6)))
	objects, width := r.parts()
	x := (s.Width - width) / 2
	if r.b.Left || r.b.Row {
		x = r.pad()
	}
	for _, o := range objects {
		w, h := r.width(o), o.MinSize().Height
		if o == r.icon {
			h = iconSide
		}
		if r.b.Left && o == r.cap {
			x = s.Width - r.pad() - w
		}
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
		x += w + 10
	}
}

func (r *buttonRenderer) MinSize() fyne.Size {
	_, width := r.parts()
	if r.b.Left || r.b.Title { // as wide as its place; a text that does not fit is cut
		width = theme.Target
	}
	h := theme.Target
	if r.b.Tall {
		h = theme.TargetPrimary
	}
	return fyne.NewSize(max(width+2*r.pad(), theme.Target), max(h, r.text.MinSize().Height+20))
}

func (r *buttonRenderer) Refresh() {
	b := r.b
	fill, border, text := b.colours()
	r.box.Set(fill, border, theme.StrokeRule)
	ring := fyne.ThemeColorName("")
	if b.focus {
		ring = theme.Accent
	}
	r.ring.Set("", ring, theme.StrokeSelected)
	words := b.Text
	size := theme.Body
	switch {
	case b.Left:
		text = theme.Ink3
		words = r.fit(words)
	case b.Title:
		text, size = theme.Ink, theme.Read
		words = r.fit(words)
	}
	r.text.Text, r.text.Color, r.text.TextSize = words, theme.Color(text), theme.Size(size)
	r.text.TextStyle.Bold = b.Style == Primary || b.Style == QuietStyle
	r.text.Refresh()
	want := b.Icon + "|" + string(text)
	if theme.Dark() {
		want += "|dark"
	}
	if b.Icon == "" {
		r.icon, r.iconIs = nil, ""
	} else if r.icon == nil {
		r.icon, r.iconIs = iconImage(b.Icon, text), want
	} else if want != r.iconIs {
		r.icon.Resource, r.iconIs = IconResource(b.Icon, text), want
		r.icon.Refresh()
	}
	r.cap.On = b.Style == Primary && !b.off
	r.cap.SetText(b.Key)
	r.Layout(b.Size())
	canvas.Refresh(b)
}

// Wish is the width at which a Title is not cut.
func (b *Button) Wish() float32 {
	t := Text{Text: b.Text, As: theme.Read, Style: fyne.TextStyle{Bold: true}}
	return t.measure(b.Text) + 2*theme.Gap4 + iconSide + 12
}

// fit cuts the text of a button whose width is given from outside.
func (r *buttonRenderer) fit(words string) string {
	room := r.b.Size().Width - 2*r.pad() - iconSide - 20
	if r.b.Key != "" {
		room -= r.cap.MinSize().Width
	}
	t := Text{Text: words}
	if r.b.Title {
		t.As, t.Style.Bold, room = theme.Read, true, r.b.Size().Width-2*r.pad()-iconSide-10
	}
	if room <= 0 {
		return words
	}
	return t.cut(words, room)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	objects, _ := r.parts()
	return append([]fyne.CanvasObject{r.ring, r.box}, objects...)
}

func (r *buttonRenderer) Destroy() {}

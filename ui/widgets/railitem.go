package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// RailItem is one place in the rail: icon over word, a bar and a card when it is the one in front, and a count of what
// waits there.
type RailItem struct {
	widget.BaseWidget
	Text, Icon string
	Short      string // the word where the rail is narrow; "" is Text
	Count      int
	Tap        func()
	// Seen is called when the pointer or the focus comes to it, so that its name can be told where the rail is narrow.
	Seen func()

	selected, narrow, low, hover, focus bool
}

// NewRailItem returns a place in the rail. low is for the small ones at its foot.
func NewRailItem(text, icon string, low bool, tap func()) *RailItem {
	r := &RailItem{Text: text, Icon: icon, Tap: tap, low: low}
	r.ExtendBaseWidget(r)
	return r
}

// Select marks it as the place in front, or not.
func (r *RailItem) Select(on bool) {
	if r.selected != on {
		r.selected = on
		r.Refresh()
	}
}

// Narrow shows the word only while it is selected.
func (r *RailItem) Narrow(on bool) {
	if r.narrow != on {
		r.narrow = on
		r.Refresh()
	}
}

// SetCount changes how much waits there; 0 shows nothing.
func (r *RailItem) SetCount(n int) {
	if r.Count != n {
		r.Count = n
		r.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (r *RailItem) Tapped(*fyne.PointEvent) {
	uikit.Touch()
	uikit.Timed("rail "+r.Icon, r.Tap)
}

// TypedKey taps on Enter and Space and hands on other keys.
func (r *RailItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.Tapped(nil)
	default:
		shortcuts.PassKey(r, e, false)
	}
}

// TypedRune implements fyne.Focusable.
func (r *RailItem) TypedRune(rune) {}

// FocusGained shows the focus ring.
func (r *RailItem) FocusGained() { r.focus = true; r.see(); r.Refresh() }

// FocusLost takes it away.
func (r *RailItem) FocusLost() { r.focus = false; r.Refresh() }

// MouseIn implements desktop.Hoverable.
func (r *RailItem) MouseIn(*desktop.MouseEvent) { r.hover = true; r.see(); r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *RailItem) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (r *RailItem) MouseOut() { r.hover = false; r.Refresh() }

// Cursor implements desktop.Cursorable.
func (r *RailItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (r *RailItem) see() {
	if r.Seen != nil {
		r.Seen()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *RailItem) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	o := &railRenderer{r: r, box: NewBox("", "", theme.RadiusCard), bar: NewBox(theme.Accent, "", 2), ring: NewBox("", "", theme.RadiusCard),
		text: canvas.NewText("", nil), count: canvas.NewText("", nil), dot: NewBox(theme.Accent, "", 11), icon: iconImage(r.Icon, theme.Ink2)}
	o.text.Alignment = fyne.TextAlignCenter
	o.count.TextStyle.Bold = true
	o.Refresh()
	return o
}

// railInset is the ground at both sides of the card of a place.
const railInset = 6

type railRenderer struct {
	r                   *RailItem
	box, bar, ring, dot *Box
	text, count         *canvas.Text
	icon                *canvas.Image
}

func (o *railRenderer) Layout(s fyne.Size) {
	inset := float32(railInset)
	o.box.Move(fyne.NewPos(inset, 0))
	o.box.Resize(fyne.NewSize(s.Width-2*inset, s.Height))
	o.ring.Move(fyne.NewPos(inset, 0))
	o.ring.Resize(fyne.NewSize(s.Width-2*inset, s.Height))
	o.bar.Move(fyne.NewPos(inset, 14))
	o.bar.Resize(fyne.NewSize(4, s.Height-28))
	side := float32(26)
	if o.r.low {
		side = 22
	}
	text := o.text.MinSize().Height
	total := side
	if o.text.Visible() {
		total += 6 + text
	}
	y := (s.Height - total) / 2
	o.icon.Move(fyne.NewPos((s.Width-side)/2, y))
	o.icon.Resize(fyne.NewSize(side, side))
	o.text.Move(fyne.NewPos(0, y+side+6))
	o.text.Resize(fyne.NewSize(s.Width, text))
	m := o.count.MinSize()
	w := max(m.Width+12, 22)
	o.dot.Move(fyne.NewPos(s.Width/2+10, y-8))
	o.dot.Resize(fyne.NewSize(w, 22))
	o.count.Move(fyne.NewPos(s.Width/2+10+(w-m.Width)/2, y-8+(22-m.Height)/2))
	o.count.Resize(m)
}

func (o *railRenderer) MinSize() fyne.Size {
	width, height := theme.Rail, float32(84)
	if o.r.low {
		height = 62
	}
	if o.r.narrow {
		width, height = theme.RailNarrow, 62
		if o.r.low {
			height = 48
		}
	}
	return fyne.NewSize(width, height)
}

func (o *railRenderer) Refresh() {
	r := o.r
	fill, ink := fyne.ThemeColorName(""), theme.Ink2
	switch {
	case r.selected:
		fill, ink = theme.Card, theme.AccentText
	case r.hover:
		fill = theme.Paper
	}
	o.box.Set(fill, "", 0)
	ring := fyne.ThemeColorName("")
	if r.focus {
		ring = theme.Accent
	}
	o.ring.Set("", ring, theme.StrokeSelected)
	o.bar.Hidden = !r.selected
	o.icon.Resource = IconResource(r.Icon, ink)
	o.icon.Refresh()
	word := r.Text
	if r.narrow && r.Short != "" {
		word = r.Short
	}
	o.text.Text, o.text.Color, o.text.TextSize, o.text.TextStyle.Bold = word, theme.Color(ink), theme.Size(theme.Meta), r.selected && !r.narrow
	if r.narrow {
		o.text.TextSize = theme.Size(theme.Tiny) * 0.96
	}
	o.text.Hidden = r.narrow && !r.selected
	for o.text.TextSize > 9 && fyne.MeasureText(word, o.text.TextSize, o.text.TextStyle).Width > o.MinSize().Width-2*railInset-2 {
		o.text.TextSize--
	}
	o.dot.Hidden, o.count.Hidden = r.Count == 0, r.Count == 0
	o.count.Text, o.count.Color, o.count.TextSize = strconv.Itoa(min(r.Count, 999)), theme.Color(theme.OnAccent), theme.Size(theme.Tiny)
	o.Layout(r.Size())
	canvas.Refresh(r)
}

func (o *railRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{o.box, o.bar, o.icon, o.text, o.dot, o.count, o.ring}
}

func (o *railRenderer) Destroy() {}

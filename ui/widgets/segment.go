package widgets

import (
	"image/color"
	"slices"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// Option is one of several things to choose between.
type Option struct {
	Value, Text string
	Icon        string // "" none
}

// Segment chooses one of a few short options that all stand there. It is one stop; the arrows move the choice.
type Segment struct {
	target
	// Letters are keys that choose a value, as J for yes. Answered is called after one was pressed, to go on.
	Letters  map[rune]string
	Answered func()

	options  []Option
	selected string
	changed  func(string)
	over     int // the option that is pointed at; -1 none
}

// NewSegment returns a segment; selected is a Value, or "" for none yet.
func NewSegment(options []Option, selected string, changed func(string)) *Segment {
	s := &Segment{options: options, selected: selected, changed: changed, over: -1}
	s.as(s, nil)
	s.keys = s.typed
	return s
}

// Selected returns the value that is chosen.
func (s *Segment) Selected() string { return s.selected }

// SetSelected changes the choice without telling anybody.
func (s *Segment) SetSelected(value string) {
	if s.selected != value {
		s.selected = value
		s.Refresh()
	}
}

// SetOptions changes what there is to choose between.
func (s *Segment) SetOptions(options []Option) {
	s.options = options
	s.Refresh()
}

func (s *Segment) choose(i int) {
	if s.off || i < 0 || i >= len(s.options) || s.options[i].Value == s.selected {
		return
	}
	s.selected = s.options[i].Value
	s.Refresh()
	if s.changed != nil {
		s.changed(s.selected)
	}
}

func (s *Segment) at() int {
	for i, o := range s.options {
		if o.Value == s.selected {
			return i
		}
	}
	return -1
}

func (s *Segment) typed(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(max(s.at()-1, 0))
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(min(s.at()+1, len(s.options)-1))
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.options) - 1)
	default:
		return false
	}
	return true
}

// TypedRune implements fyne.Focusable.
func (s *Segment) TypedRune(r rune) {
	value, ok := s.Letters[unicode.ToLower(r)]
	if !ok || s.off {
		return
	}
	uikit.Touch()
	s.choose(slices.IndexFunc(s.options, func(o Option) bool { return o.Value == value }))
	if s.Answered != nil {
		s.Answered()
	}
}

func segmentIcon() float32 { return 18 * textScale() }

// widths of the options on one line.
func (s *Segment) widths() []float32 {
	w := make([]float32, len(s.options))
	for i, o := range s.options {
		t := Text{Text: o.Text, Style: fyne.TextStyle{Bold: true}, As: theme.Small}
		w[i] = max(WidthOf(&t)+2*14, 52)
		if o.Icon != "" {
			w[i] += segmentIcon() + theme.Gap8
		}
	}
	return w
}

func (s *Segment) under(x float32) int {
	left := float32(0)
	for i, w := range s.widths() {
		if left += w; x < left {
			return i
		}
	}
	return -1
}

// Tapped chooses the option under the finger.
func (s *Segment) Tapped(e *fyne.PointEvent) {
	s.target.Tapped(e)
	if e != nil {
		take(s)
		s.choose(s.under(e.Position.X))
	}
}

// MouseMoved implements desktop.Hoverable.
func (s *Segment) MouseMoved(e *desktop.MouseEvent) {
	s.target.MouseMoved(e)
	if i := s.under(e.Position.X); i != s.over {
		s.over = i
		s.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (s *Segment) MouseOut() { s.over = -1; s.target.MouseOut() }

// CreateRenderer implements fyne.Widget.
func (s *Segment) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	s.beDrawn()
	r := &segmentRenderer{s: s, ring: NewBox("", "", theme.RadiusField+3), box: NewBox(theme.Card, "", theme.RadiusField), frame: NewBox("", theme.Edge, theme.RadiusField)}
	r.Refresh()
	return r
}

type segmentCell struct {
	fill *canvas.Rectangle
	rule *Box
	icon *glyph
	text *canvas.Text
}

type segmentRenderer struct {
	s                *Segment
	ring, box, frame *Box
	cells            []segmentCell
}

func (r *segmentRenderer) MinSize() fyne.Size {
	w := float32(0)
	for _, x := range r.s.widths() {
		w += x
	}
	return fyne.NewSize(w, max(theme.Target, theme.LineHeight(theme.Small)+16))
}

func (r *segmentRenderer) Layout(fyne.Size) {
	m := r.MinSize()
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(m.Add(fyne.NewSize(6, 6)))
	r.box.Resize(m)
	r.frame.Resize(m)
	x := float32(0)
	for i, w := range r.s.widths() {
		c := r.cells[i]
		c.fill.Move(fyne.NewPos(x, 0))
		c.fill.Resize(fyne.NewSize(w, m.Height))
		c.rule.Move(fyne.NewPos(x, 0))
		c.rule.Resize(fyne.NewSize(1, m.Height))
		t := c.text.MinSize()
		left := x + (w-t.Width)/2
		if c.icon.Visible() {
			side := segmentIcon()
			left = x + (w-t.Width+side+theme.Gap8)/2
			c.icon.Move(fyne.NewPos(left-side-theme.Gap8, (m.Height-side)/2))
			c.icon.Resize(fyne.NewSquareSize(side))
		}
		c.text.Move(fyne.NewPos(left, (m.Height-t.Height)/2))
		c.text.Resize(t)
		x += w
	}
}

func (r *segmentRenderer) Refresh() {
	s := r.s
	for len(r.cells) < len(s.options) {
		r.cells = append(r.cells, segmentCell{canvas.NewRectangle(color.Transparent), NewBox(theme.Line, "", 0), newGlyph(18), canvas.NewText("", nil)})
	}
	r.cells = r.cells[:len(s.options)]
	r.ring.Set("", s.ring(), theme.StrokeSelected)
	at := s.at()
	for i, o := range s.options {
		c, ink := r.cells[i], theme.Ink
		c.fill.FillColor = color.Transparent
		switch {
		case i == at && s.off:
			c.fill.FillColor, ink = theme.Color(theme.Sunk), theme.Ink2
		case i == at:
			c.fill.FillColor, ink = theme.Color(theme.Accent), theme.OnAccent
		case s.off:
			ink = theme.Ink3
		case i == s.over && s.down:
			c.fill.FillColor = theme.Color(theme.AccentSoft)
		case i == s.over:
			c.fill.FillColor = theme.Color(theme.Sunk)
		}
		left, right := float32(0), float32(0)
		if i == 0 {
			left = theme.RadiusField
		}
		if i == len(s.options)-1 {
			right = theme.RadiusField
		}
		c.fill.TopLeftCornerRadius, c.fill.BottomLeftCornerRadius = left, left
		c.fill.TopRightCornerRadius, c.fill.BottomRightCornerRadius = right, right
		c.fill.Refresh()
		c.rule.Hidden = i == 0 || i == at || i == at+1
		c.icon.set(o.Icon, ink)
		c.text.Text, c.text.Color, c.text.TextSize, c.text.TextStyle.Bold = o.Text, theme.Color(ink), theme.Size(theme.Small), i == at
		c.text.Refresh()
	}
	r.Layout(s.Size())
	canvas.Refresh(s)
}

func (r *segmentRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ring, r.box}
	for _, c := range r.cells {
		objects = append(objects, c.fill, c.rule, c.icon, c.text)
	}
	return append(objects, r.frame)
}

func (r *segmentRenderer) Destroy() {}

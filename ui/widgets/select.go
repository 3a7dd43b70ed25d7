package widgets

import (
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// Select chooses one of many: a bordered field that opens a list. Letters go to the next option that begins with them,
// open or not.
type Select struct {
	target
	Placeholder string // while nothing is chosen
	Icon        string
	options     []Option
	selected    string
	changed     func(string)
	menu        *Menu
}

// NewSelect returns a select; selected is a Value, or "" for none yet.
func NewSelect(options []Option, selected string, changed func(string)) *Select {
	s := &Select{options: options, selected: selected, changed: changed}
	s.as(s, s.open)
	s.keys = s.typed
	return s
}

// Selected returns the value that is chosen.
func (s *Select) Selected() string { return s.selected }

// SetSelected changes the choice without telling anybody.
func (s *Select) SetSelected(value string) {
	if s.selected != value {
		s.selected = value
		s.Refresh()
	}
}

// SetOptions changes what there is to choose between.
func (s *Select) SetOptions(options []Option) {
	s.options = options
	s.Refresh()
}

// Shown returns the text that it shows.
func (s *Select) Shown() string {
	if i := s.at(); i >= 0 {
		return s.options[i].Text
	}
	return s.Placeholder
}

func (s *Select) at() int {
	for i, o := range s.options {
		if o.Value == s.selected {
			return i
		}
	}
	return -1
}

func (s *Select) choose(i int) {
	if i < 0 || i >= len(s.options) || s.options[i].Value == s.selected {
		return
	}
	s.selected = s.options[i].Value
	s.Refresh()
	if s.changed != nil {
		s.changed(s.selected)
	}
}

func (s *Select) open() {
	take(s)
	items := make([]MenuItem, len(s.options))
	for i, o := range s.options {
		items[i] = MenuItem{Text: o.Text, Icon: o.Icon, On: o.Value == s.selected, Tap: func() { s.choose(i) }}
	}
	s.menu = NewMenu(items...)
	s.menu.at = s.at()
	s.menu.ShowBelow(s)
}

func (s *Select) typed(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp:
		s.open()
		return true
	}
	return false
}

// TypedRune goes to the next option that begins with the letter.
func (s *Select) TypedRune(r rune) {
	if s.off || r == ' ' {
		return
	}
	at := max(s.at(), -1)
	for step := 1; step <= len(s.options); step++ {
		i := (at + step + len(s.options)) % len(s.options)
		if strings.HasPrefix(strings.ToLower(s.options[i].Text), strings.ToLower(string(r))) {
			s.choose(i)
			return
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	ring, box := NewBox("", "", theme.RadiusField+3), NewBox("", "", theme.RadiusField)
	icon, text, arrow := newGlyph(20), NewText("", theme.Body, "").Ellipsis(), newGlyph(20)
	row := &fyne.Container{Layout: leading{gap: 10}, Objects: []fyne.CanvasObject{icon, text, arrow}}
	root := &fyne.Container{Layout: ringed{}, Objects: []fyne.CanvasObject{ring, box, AtLeast(Pad(row, 4, 12, 4, 12), 120, theme.Target)}}
	return draw(s, root, func() {
		ink, edge := theme.Ink, theme.Edge
		if s.at() < 0 {
			ink = theme.Ink3
		}
		if s.off {
			ink, edge = theme.Ink3, theme.Line
		}
		box.Set(s.ground(theme.Card), edge, 0)
		ring.Set("", s.ring(), theme.StrokeSelected)
		name := s.Icon
		if i := s.at(); i >= 0 && s.options[i].Icon != "" {
			name = s.options[i].Icon
		}
		icon.set(name, theme.Ink2)
		arrow.set("down", theme.Ink2)
		text.Text, text.Color = s.Shown(), ink
		text.Refresh()
	})
}

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// StripState says how far a part is.
type StripState int

// The states of a part.
const (
	StripEmpty StripState = iota
	StripNow              // outlined, or with words: filled
	StripFull
)

// StripPart is one part of a strip.
type StripPart struct {
	Weight float32 // its share of the width; 0 is 1
	Text   string  // as minutes; "" for a thin strip without words
	State  StripState
}

// Strip shows how much of something is covered, or how its time is shared out. It says nothing that does not stand
// beside it in words.
type Strip struct {
	widget.BaseWidget
	parts []StripPart
}

// NewStrip returns a strip.
func NewStrip(parts ...StripPart) *Strip {
	s := &Strip{parts: parts}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the parts.
func (s *Strip) Set(parts ...StripPart) {
	s.parts = parts
	s.Refresh()
}

// Parts returns what is shown.
func (s *Strip) Parts() []StripPart { return s.parts }

func (s *Strip) worded() bool {
	for _, p := range s.parts {
		if p.Text != "" {
			return true
		}
	}
	return false
}

// CreateRenderer implements fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &stripRenderer{s: s}
	r.Refresh()
	return r
}

type stripRenderer struct {
	s     *Strip
	boxes []*Box
	texts []*canvas.Text
}

func (r *stripRenderer) MinSize() fyne.Size {
	h := theme.Gap8
	if r.s.worded() {
		h = theme.LineHeight(theme.Meta) + theme.Gap8
	}
	return fyne.NewSize(float32(len(r.s.parts))*10, h)
}

func (r *stripRenderer) Layout(size fyne.Size) {
	sum, gap := float32(0), theme.Gap4
	for _, p := range r.s.parts {
		sum += max(p.Weight, 0.01)
	}
	free := size.Width - gap*float32(len(r.s.parts)-1)
	h := min(r.MinSize().Height, size.Height)
	x, y := float32(0), (size.Height-h)/2
	for i, p := range r.s.parts {
		w := free * max(p.Weight, 0.01) / sum
		r.boxes[i].Move(fyne.NewPos(x, y))
		r.boxes[i].Resize(fyne.NewSize(w, h))
		m := r.texts[i].MinSize()
		r.texts[i].Hidden = m.Width > w
		r.texts[i].Move(fyne.NewPos(x+(w-m.Width)/2, y+(h-m.Height)/2))
		r.texts[i].Resize(m)
		x += w + gap
	}
}

func (r *stripRenderer) Refresh() {
	worded := r.s.worded()
	r.boxes, r.texts = r.boxes[:min(len(r.boxes), len(r.s.parts))], r.texts[:min(len(r.texts), len(r.s.parts))]
	for i, p := range r.s.parts {
		if i == len(r.boxes) {
			r.boxes, r.texts = append(r.boxes, NewBox("", "", 4)), append(r.texts, canvas.NewText("", nil))
		}
		if p.Weight == 0 {
			r.s.parts[i].Weight = 1
		}
		fill, edge, stroke, ink := theme.Sunk, fyne.ThemeColorName(""), float32(0), theme.Ink2
		switch {
		case p.State == StripNow && worded:
			fill, ink = theme.Accent, theme.OnAccent
		case p.State == StripNow:
			fill, edge, stroke = theme.Card, theme.Accent, theme.StrokeSelected
		case p.State == StripFull && worded:
			fill, ink = theme.AccentSoft, theme.AccentText
		case p.State == StripFull:
			fill = theme.Accent
		}
		r.boxes[i].Set(fill, edge, stroke)
		t := r.texts[i]
		t.Text, t.Color, t.TextSize, t.TextStyle.Bold = p.Text, theme.Color(ink), theme.Size(theme.Tiny), p.State == StripNow
		t.Refresh()
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *stripRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i := range r.boxes {
		all = append(all, r.boxes[i], r.texts[i])
	}
	return all
}

func (r *stripRenderer) Destroy() {}

package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// markLayer draws the marks over the picture: in the accent with a light line round it, so that they show on any.
type markLayer struct {
	widget.BaseWidget
	v *PictureView
}

func newMarkLayer(v *PictureView) *markLayer {
	l := &markLayer{v: v}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *markLayer) CreateRenderer() fyne.WidgetRenderer { return &markRenderer{l: l} }

type markRenderer struct {
	l       *markLayer
	objects []fyne.CanvasObject
}

func (r *markRenderer) Layout(fyne.Size)             { r.build() }
func (r *markRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *markRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *markRenderer) Destroy()                     {}
func (r *markRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.l)
}

func (r *markRenderer) build() {
	v := r.l.v
	r.objects = nil
	if v.low != nil {
		for i := range v.marks {
			r.mark(&v.marks[i], i == v.at)
		}
		if v.begun != nil {
			r.mark(v.begun, true)
		}
	}
	if v.focus {
		ring := canvas.NewRectangle(theme.Color(theme.Veil))
		ring.FillColor, ring.StrokeColor, ring.StrokeWidth = nil, theme.Color(theme.Accent), theme.StrokeSelected
		ring.Move(fyne.NewSquareOffsetPos(theme.StrokeSelected)) // inside what is drawn on, which cuts off what goes beyond
		ring.Resize(v.Size().SubtractWidthHeight(2*theme.StrokeSelected, 2*theme.StrokeSelected))
		r.objects = append(r.objects, ring)
	}
}

func (r *markRenderer) mark(m *Mark, front bool) {
	p := r.l.v.part()
	open := m == r.l.v.begun && m.Shape == PathMark
	left, top, right, bottom := m.Around()
	if m.Keeps {
		r.dim(p.position([2]float64{left, top}), p.position([2]float64{right, bottom}))
	}
	if m.Black && m.Shape == BoxMark {
		r.fill(color.Black, p.position([2]float64{left, top}), p.position([2]float64{right, bottom}))
	}
	wide := theme.StrokeFocus
	if front {
		wide++
	}
	r.stroke(m, theme.Card, wide+4, open)
	r.stroke(m, m.color(), wide, open)
	r.dot(m, p.position([2]float64{left, top}), 12, m.Label)
	if front && m.Shape != PathMark && m != r.l.v.begun && !m.Still {
		r.dot(m, p.position([2]float64{right, bottom}), 8, "")
	}
}

// ink is for the number on its colour.
func (m *Mark) ink() fyne.ThemeColorName {
	if m.Color == "" {
		return theme.OnAccent
	}
	return theme.Card
}

func (m *Mark) color() fyne.ThemeColorName {
	if m.Color == "" {
		return theme.Accent
	}
	return m.Color
}

// stroke draws the outline; the light line round a dashed one is whole.
func (r *markRenderer) stroke(m *Mark, name fyne.ThemeColorName, width float32, open bool) {
	p, line := r.l.v.part(), m.line()
	for i := range line {
		if open && i == len(line)-1 {
			break
		}
		from, to := p.position(line[i]), p.position(line[(i+1)%len(line)])
		if m.Dashed && name != theme.Card {
			r.dashes(from, to, name, width)
			continue
		}
		r.line(from, to, name, width)
	}
}

func (r *markRenderer) line(from, to fyne.Position, name fyne.ThemeColorName, width float32) {
	l := canvas.NewLine(theme.Color(name))
	l.StrokeWidth, l.Position1, l.Position2 = width, from, to
	r.objects = append(r.objects, l)
}

// dashes draws a line of whole dashes.
func (r *markRenderer) dashes(from, to fyne.Position, name fyne.ThemeColorName, width float32) {
	n := max(int(far(from, to)/(2*dashLong)), 1)
	at := func(f float32) fyne.Position {
		return fyne.NewPos(from.X+(to.X-from.X)*f, from.Y+(to.Y-from.Y)*f)
	}
	for i := range n {
		r.line(at(float32(i)/float32(n)), at((float32(i)+0.6)/float32(n)), name, width)
	}
}

func (r *markRenderer) fill(c color.Color, from, to fyne.Position) {
	whole := func(at fyne.Position) fyne.Position { // so that neighbours meet
		return fyne.NewPos(float32(math.Round(float64(at.X))), float32(math.Round(float64(at.Y))))
	}
	from, to = whole(from), whole(to)
	box := canvas.NewRectangle(c)
	box.Move(from)
	box.Resize(fyne.NewSize(to.X-from.X, to.Y-from.Y))
	r.objects = append(r.objects, box)
}

// dim shows that what lies outside of a box is taken away.
func (r *markRenderer) dim(from, to fyne.Position) {
	p := r.l.v.part()
	a, b := p.position([2]float64{0, 0}), p.position([2]float64{1, 1})
	veil := theme.Color(theme.Veil)
	r.fill(veil, a, fyne.NewPos(b.X, from.Y))
	r.fill(veil, fyne.NewPos(a.X, to.Y), b)
	r.fill(veil, fyne.NewPos(a.X, from.Y), fyne.NewPos(from.X, to.Y))
	r.fill(veil, fyne.NewPos(to.X, from.Y), fyne.NewPos(b.X, to.Y))
}

// dot draws a number on a ground at a corner, or a handle.
func (r *markRenderer) dot(m *Mark, at fyne.Position, radius float32, label string) {
	c := canvas.NewCircle(theme.Color(m.color()))
	c.StrokeColor, c.StrokeWidth = theme.Color(theme.Card), theme.StrokeSelected
	c.Resize(fyne.NewSquareSize(2 * radius))
	c.Move(at.Subtract(fyne.NewPos(radius, radius)))
	r.objects = append(r.objects, c)
	if label != "" {
		t := canvas.NewText(label, theme.Color(m.ink()))
		t.TextSize, t.TextStyle.Bold = theme.Size(theme.Tiny), true
		size := t.MinSize()
		t.Move(at.Subtract(fyne.NewPos(size.Width/2, size.Height/2)))
		t.Resize(size)
		r.objects = append(r.objects, t)
	}
}

package widgets

import (
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
		ring.Resize(v.Size())
		r.objects = append(r.objects, ring)
	}
}

func (r *markRenderer) mark(m *Mark, front bool) {
	p := r.l.v.part()
	line := m.line()
	open := m == r.l.v.begun && m.Shape == PathMark
	wide := theme.StrokeFocus
	if front {
		wide++
	}
	for _, stroke := range []struct {
		name  fyne.ThemeColorName
		width float32
	}{{theme.Card, wide + 4}, {theme.Accent, wide}} {
		for i := range line {
			if open && i == len(line)-1 {
				break
			}
			l := canvas.NewLine(theme.Color(stroke.name))
			l.StrokeWidth = stroke.width
			l.Position1, l.Position2 = p.position(line[i]), p.position(line[(i+1)%len(line)])
			r.objects = append(r.objects, l)
		}
	}
	left, top, right, bottom := m.around()
	r.dot(p.position([2]float64{left, top}), 12, m.Label)
	if front && m.Shape != PathMark && m != r.l.v.begun {
		r.dot(p.position([2]float64{right, bottom}), 8, "")
	}
}

// dot draws a number on a ground at a corner, or a handle.
func (r *markRenderer) dot(at fyne.Position, radius float32, label string) {
	c := canvas.NewCircle(theme.Color(theme.Accent))
	c.StrokeColor, c.StrokeWidth = theme.Color(theme.Card), theme.StrokeSelected
	c.Resize(fyne.NewSquareSize(2 * radius))
	c.Move(at.Subtract(fyne.NewPos(radius, radius)))
	r.objects = append(r.objects, c)
	if label != "" {
		t := canvas.NewText(label, theme.Color(theme.OnAccent))
		t.TextSize, t.TextStyle.Bold = theme.Size(theme.Tiny), true
		m := t.MinSize()
		t.Move(at.Subtract(fyne.NewPos(m.Width/2, m.Height/2)))
		t.Resize(m)
		r.objects = append(r.objects, t)
	}
}

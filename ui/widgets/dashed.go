package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Dashed is a dashed frame with round corners: what is loose, guessed or withdrawn. The toolkit has no dashed stroke,
// so it is drawn of short lines.
type Dashed struct {
	widget.BaseWidget
	Color  fyne.ThemeColorName
	Stroke float32
	Radius float32
}

// NewDashed returns a dashed frame of a card.
func NewDashed(color fyne.ThemeColorName) *Dashed {
	d := &Dashed{Color: color, Stroke: 1.5, Radius: theme.RadiusCard}
	d.ExtendBaseWidget(d)
	return d
}

// SetColor changes the colour.
func (d *Dashed) SetColor(c fyne.ThemeColorName) {
	if d.Color != c {
		d.Color = c
		d.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (d *Dashed) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	return &dashedRenderer{d: d}
}

type dashedRenderer struct {
	d     *Dashed
	size  fyne.Size
	lines []fyne.CanvasObject
}

const (
	dashLong = 6.0
	dashGap  = 4.5
)

// edgePoint returns the point of a rounded rectangle that lies some way along its edge, clockwise from the end of the
// upper left corner.
func edgePoint(size fyne.Size, radius float32, way float64) fyne.Position {
	r := float64(radius)
	w, h := float64(size.Width)-2*r, float64(size.Height)-2*r
	corner := math.Pi / 2 * r
	for _, side := range []struct{ long, x, y, dx, dy float64 }{
		{w, r, 0, 1, 0}, {h, 2*r + w, r, 0, 1}, {w, r + w, 2*r + h, -1, 0}, {h, 0, r + h, 0, -1},
	} {
		if way <= side.long {
			return fyne.NewPos(float32(side.x+side.dx*way), float32(side.y+side.dy*way))
		}
		if way -= side.long; way <= corner {
			x, y := side.x+side.dx*side.long, side.y+side.dy*side.long
			turn := way / r
			// the centre of the corner lies to the right of the way
			cx, cy := x-side.dy*r, y+side.dx*r
			return fyne.NewPos(float32(cx+side.dy*r*math.Cos(turn)+side.dx*r*math.Sin(turn)), float32(cy-side.dx*r*math.Cos(turn)+side.dy*r*math.Sin(turn)))
		}
		way -= corner
	}
	return fyne.NewPos(radius, 0)
}

func (r *dashedRenderer) Layout(s fyne.Size) {
	if s != r.size {
		r.size = s
		r.build()
		canvas.Refresh(r.d)
	}
}

func (r *dashedRenderer) build() {
	radius := min(r.d.Radius, r.size.Width/2, r.size.Height/2)
	if radius <= 0 {
		r.lines = nil
		return
	}
	all := 2*float64(r.size.Width+r.size.Height) - 8*float64(radius) + 2*math.Pi*float64(radius)
	n := max(int(all/(dashLong+dashGap)), 1)
	step := all / float64(n) // whole dashes all the way round
	for len(r.lines) < n {
		r.lines = append(r.lines, canvas.NewLine(nil))
	}
	r.lines = r.lines[:n]
	for i, o := range r.lines {
		l := o.(*canvas.Line)
		l.StrokeColor, l.StrokeWidth = theme.Color(r.d.Color), r.d.Stroke
		l.Position1 = edgePoint(r.size, radius, float64(i)*step)
		l.Position2 = edgePoint(r.size, radius, float64(i)*step+step*dashLong/(dashLong+dashGap))
		l.Refresh()
	}
}

func (r *dashedRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *dashedRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *dashedRenderer) Destroy()                     {}
func (r *dashedRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.d)
}

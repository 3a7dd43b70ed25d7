package widgets

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"feltbog/ui/theme"
)

// spot is a point on a grid of 200 around its middle, by the part of a full turn and of the radius.
func spot(turn, radius float64) (x, y float64) {
	a := turn * 2 * math.Pi
	return 100 + 96*radius*math.Sin(a), 100 - 96*radius*math.Cos(a)
}

// sector draws a part of a ring.
func sector(from, to, inner, outer float64) string {
	x1, y1 := spot(from, outer)
	x2, y2 := spot(to, outer)
	x3, y3 := spot(to, inner)
	x4, y4 := spot(from, inner)
	large := 0
	if to-from > 0.5 {
		large = 1
	}
	return fmt.Sprintf("M%.2f %.2fA%.2f %.2f 0 %d 1 %.2f %.2fL%.2f %.2fA%.2f %.2f 0 %d 0 %.2f %.2fZ",
		x1, y1, 96*outer, 96*outer, large, x2, y2, x3, y3, 96*inner, 96*inner, large, x4, y4)
}

const (
	wheelGap  = 0.0035 // of a turn, on each side of a segment
	wheelHalf = 0.70   // of the radius: how far a half filled segment is filled
)

// svg draws the segments.
func (w *Wheel) svg() fyne.Resource {
	var b strings.Builder
	n := float64(len(w.segments))
	for i, s := range w.segments {
		from, to := float64(i)/n+wheelGap, float64(i+1)/n-wheelGap
		c, path := hex(theme.Color(s.Role.Color)), sector(from, to, wheelHole, 1)
		switch s.State {
		case Heard:
			fmt.Fprintf(&b, `<path d="%s" fill="%s"/>`, path, c)
		case Told:
			fmt.Fprintf(&b, `<path d="%s" fill="%s"/><path d="%s" fill="none" stroke="%s" stroke-width="1.8"/>`, sector(from, to, wheelHole, wheelHalf), c, path, c)
		case Guessed:
			fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s" stroke-width="1.8" stroke-dasharray="4,3"/>`, path, c)
		case Missing:
			fmt.Fprintf(&b, `<path d="%s" fill="%s" stroke="%s" stroke-width="1"/>`, path, hex(theme.Color(theme.Sunk)), hex(theme.Color(theme.Edge)))
		}
	}
	if i := w.at; i >= 0 && i < len(w.segments) {
		edge := hex(theme.Color(theme.Accent))
		if !w.focus {
			edge = hex(theme.Color(theme.Ink))
		}
		fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s" stroke-width="%d"/>`, sector(float64(i)/n, float64(i+1)/n, wheelHole-0.03, 1.03), edge, 3)
	}
	return drawing(b.String(), 200, 200)
}

// CreateRenderer implements fyne.Widget.
func (w *Wheel) CreateRenderer() fyne.WidgetRenderer {
	w.ExtendBaseWidget(w)
	w.beDrawn()
	r := &wheelRenderer{w: w, img: &canvas.Image{FillMode: canvas.ImageFillContain}, ring: NewBox("", "", theme.RadiusCard)}
	r.Refresh()
	return r
}

type wheelRenderer struct {
	w       *Wheel
	ring    *Box
	img     *canvas.Image
	letters []*canvas.Text
	names   []*Text
	middle  []*canvas.Text
}

func (r *wheelRenderer) MinSize() fyne.Size {
	return fyne.NewSize(230*textScale(), 220*textScale())
}

func (r *wheelRenderer) Layout(s fyne.Size) {
	middle, radius, named := r.w.circle()
	side := radius * 200 / 96
	r.ring.Resize(s)
	r.img.Move(middle.Subtract(fyne.NewPos(side/2, side/2)))
	r.img.Resize(fyne.NewSquareSize(side))
	n := float64(len(r.w.segments))
	for i, seg := range r.w.segments {
		turn := (float64(i) + 0.5) / n
		part := (wheelHole + 1) / 2
		if seg.State == Told {
			part = (wheelHalf + 1) / 2
		}
		l := r.letters[i]
		l.TextSize = min(max(radius*0.16, 12), 20)
		m := l.MinSize()
		l.Move(r.on(middle, radius, turn, part).Subtract(fyne.NewPos(m.Width/2, m.Height/2)))
		l.Resize(m)
		if r.names[i].Hidden = !named && i != r.w.at; named {
			r.name(i, turn, middle, radius, s)
		} else if i == r.w.at {
			r.names[i].Align = fyne.TextAlignCenter
			r.names[i].Resize(fyne.NewSize(s.Width, fitted(r.names[i], s.Width)))
			r.names[i].Move(fyne.NewPos(0, middle.Y+radius+theme.Gap4))
		}
	}
	h, room := float32(0), radius*wheelHole*1.8
	for i, t := range r.middle {
		t.TextSize = theme.Size(theme.Tiny)
		if i == 0 {
			t.TextSize = theme.Size(theme.Section)
		}
		for t.TextSize > 9 && t.MinSize().Width > room {
			t.TextSize--
		}
		h += t.MinSize().Height * 0.9
	}
	y := middle.Y - h/2
	for _, t := range r.middle {
		m := t.MinSize()
		t.Move(fyne.NewPos(middle.X-m.Width/2, y-m.Height*0.05))
		t.Resize(m)
		y += m.Height * 0.9
	}
}

// on returns a point of the wheel.
func (r *wheelRenderer) on(middle fyne.Position, radius float32, turn, part float64) fyne.Position {
	x, y := spot(turn, part)
	return middle.Add(fyne.NewPos(float32(x-100)*radius/96, float32(y-100)*radius/96))
}

// name lays the name of a segment outside it, to the left or to the right.
func (r *wheelRenderer) name(i int, turn float64, middle fyne.Position, radius float32, s fyne.Size) {
	t := r.names[i]
	at := r.on(middle, radius, turn, 1)
	x, width := at.X+theme.Gap8, s.Width-at.X-theme.Gap8
	t.Align = fyne.TextAlignLeading
	if turn > 0.5 {
		t.Align = fyne.TextAlignTrailing
		x, width = 0, at.X-theme.Gap8
	}
	h := fitted(t, max(width, 20))
	y := at.Y - h*float32(0.5+0.5*math.Cos(turn*2*math.Pi)) // above the wheel it ends there, below it begins there
	t.Move(fyne.NewPos(x, min(max(y, 0), s.Height-h)))
	t.Resize(fyne.NewSize(max(width, 20), h))
}

func (r *wheelRenderer) Refresh() {
	w := r.w
	r.img.Resource = w.svg()
	r.img.Refresh()
	r.letters, r.names = r.letters[:min(len(r.letters), len(w.segments))], r.names[:min(len(r.names), len(w.segments))]
	for i, s := range w.segments {
		if i == len(r.letters) {
			r.letters, r.names = append(r.letters, canvas.NewText("", nil)), append(r.names, NewText("", theme.Tiny, theme.Ink2))
		}
		l, ink := r.letters[i], s.Role.Color
		l.Text, l.TextStyle.Bold = s.Role.Letter, true
		switch s.State {
		case Heard:
			ink = theme.BadgeLetter
		case Missing:
			l.Text, ink = "?", theme.Ink2
		}
		l.Color = theme.Color(ink)
		l.Refresh()
		t := r.names[i]
		t.Text, t.Color, t.Style.Bold = s.Name, theme.Ink2, s.State == Missing || i == w.at
		if t.Style.Bold {
			t.Color = theme.Ink
		}
		t.Refresh()
	}
	lines := strings.Split(w.center, "\n")
	r.middle = nil
	for i, s := range lines {
		t := canvas.NewText(s, theme.Color(theme.Ink))
		if t.TextStyle.Bold = i == 0; i > 0 {
			t.Color = theme.Color(theme.Ink2)
		}
		r.middle = append(r.middle, t)
	}
	r.ring.Set("", w.ring(), theme.StrokeSelected)
	r.Layout(w.Size())
	canvas.Refresh(w)
}

func (r *wheelRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.img}
	for i := range r.letters {
		objects = append(objects, r.letters[i], r.names[i])
	}
	for _, t := range r.middle {
		objects = append(objects, t)
	}
	return append(objects, r.ring)
}

func (r *wheelRenderer) Destroy() {}

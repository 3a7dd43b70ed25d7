package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"feltbog/ui/theme"
)

// CreateRenderer implements fyne.Widget.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	r := &markedRenderer{m: m}
	r.build()
	return r
}

type markedRenderer struct {
	m       *Marked
	width   float32
	lines   int
	objects []fyne.CanvasObject
}

func (r *markedRenderer) Layout(s fyne.Size) {
	if s.Width != r.width {
		r.width = s.Width
		r.build()
		canvas.Refresh(r.m)
	}
}

func (r *markedRenderer) MinSize() fyne.Size {
	t := Text{Text: r.m.Text, As: r.m.size(), Style: r.m.Style}
	w := (&textRenderer{t: &t}).MinSize().Width
	return fyne.NewSize(w, float32(max(r.lines, 1))*theme.LineHeight(r.m.size()))
}

func (r *markedRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.m)
}

func (r *markedRenderer) build() {
	text := []rune(r.m.Text)
	lines := r.m.breaks(text, r.width)
	cut := r.m.Lines > 0 && len(lines) > r.m.Lines
	if cut {
		lines = lines[:r.m.Lines]
	}
	r.lines, r.objects = len(lines), nil
	h := theme.LineHeight(r.m.size())
	for i, l := range lines {
		runs := r.m.runs(text, l[0], l[1])
		if cut && i == len(lines)-1 {
			runs = r.ended(text, l)
		}
		x := float32(0)
		for _, u := range runs {
			r.draw(u, x, float32(i)*h, h)
			x += u.width
		}
	}
}

// ended returns a last line that says by an ellipsis that there is more.
func (r *markedRenderer) ended(text []rune, l [2]int) []run {
	dots := run{text: "…", style: r.m.Style, width: fyne.MeasureText("…", theme.Size(r.m.size()), r.m.Style).Width}
	for l[1] > l[0] && r.m.measure(text, l[0], l[1])+dots.width > r.width {
		l[1]--
	}
	return append(r.m.runs(text, l[0], l[1]), dots)
}

func (r *markedRenderer) draw(u run, x, y, h float32) {
	ground, line := u.kind.colours()
	ink := r.m.ink()
	if u.mark {
		box := canvas.NewRectangle(theme.Color(ground))
		box.CornerRadius = 3
		tall := min(theme.Size(r.m.size())*1.42, h-1)
		box.Move(fyne.NewPos(x-1, y+(h-tall)/2))
		box.Resize(fyne.NewSize(u.width+2, tall))
		r.objects = append(r.objects, box)
		if line != "" {
			under := canvas.NewRectangle(theme.Color(line))
			under.Move(fyne.NewPos(x-1, y+(h+tall)/2-2))
			under.Resize(fyne.NewSize(u.width+2, 2))
			r.objects = append(r.objects, under)
			box.CornerRadius = 0
		}
		ink = theme.Ink
	}
	t := canvas.NewText(u.text, color.Transparent)
	t.Color, t.TextSize, t.TextStyle = theme.Color(ink), theme.Size(r.m.size()), u.style
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(u.width, h))
	r.objects = append(r.objects, t)
}

func (r *markedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *markedRenderer) Destroy()                     {}

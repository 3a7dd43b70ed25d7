package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Column stacks objects from top to bottom over the whole width, with a gap between those that are visible.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap}, objects...)
}

// Row puts objects beside each other at their minimum widths, centred in height. A Spacer takes what is left.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap}, objects...)
}

// Columns divides the width by weights: Columns(12, []float32{2, 1}, a, b). Each gets the whole height of the tallest.
func Columns(gap float32, weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columns{gap, weights}, objects...)
}

// Flow puts objects beside each other and goes on in a new line where the width ends.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

// Pad puts space around an object.
func Pad(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Spacer takes the space that is left in a Row or a Column.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

// AtLeast gives an object a minimum size.
func AtLeast(o fyne.CanvasObject, width, height float32) *fyne.Container {
	return container.New(&bounds{least: fyne.NewSize(width, height)}, o)
}

// AtMost keeps an object from growing wider than that; it stays at the left.
func AtMost(o fyne.CanvasObject, width float32) *fyne.Container {
	return container.New(&bounds{most: width}, o)
}

type column struct{ gap float32 }

// fitted gives an object its width and returns the height it then needs: wrapped text only knows once it has a width.
func fitted(o fyne.CanvasObject, width float32) float32 {
	h := o.MinSize().Height
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, max(h, o.Size().Height)))
		h = o.MinSize().Height
	}
	return h
}

func spacer(o fyne.CanvasObject) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && (s.ExpandVertical() || s.ExpandHorizontal())
}

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, spacers := size.Height, float32(0)
	heights := make([]float32, len(objects))
	shown := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if spacer(o) {
			spacers++
			continue
		}
		heights[i] = fitted(o, size.Width)
		left -= heights[i]
	}
	left -= l.gap * float32(max(shown-1, 0))
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if spacer(o) {
			heights[i] = max(left/spacers, 0)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, heights[i]))
		y += heights[i] + l.gap
	}
}

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if spacer(o) {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
	}
	s.Height += l.gap * float32(max(shown-1, 0))
	return s
}

type row struct{ gap float32 }

func (l *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, spacers, shown := size.Width, float32(0), 0
	var grow []int // texts that wrap or are cut take what is left when there is no spacer
	widths := make([]float32, len(objects))
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if spacer(o) {
			spacers++
			continue
		}
		if t, ok := o.(*Text); ok && (!t.NoWrap || t.Cut) {
			grow = append(grow, i)
		}
		widths[i] = o.MinSize().Width
		left -= widths[i]
	}
	left -= l.gap * float32(max(shown-1, 0))
	for _, i := range grow { // as much as each wants, in order
		t := objects[i].(*Text)
		add := min(max(t.measure(t.Text)+1-widths[i], 0), max(left, 0))
		widths[i] += add
		left -= add
	}
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if spacer(o) {
			widths[i] = max(left/spacers, 0)
		}
		h := min(fitted(o, widths[i]), size.Height)
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(widths[i], h))
		x += widths[i] + l.gap
	}
}

func (l *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if spacer(o) {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
	}
	s.Width += l.gap * float32(max(shown-1, 0))
	return s
}

type columns struct {
	gap     float32
	weights []float32
}

func (l *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	sum := float32(0)
	for i := range objects {
		sum += l.weights[i]
	}
	free := size.Width - l.gap*float32(max(len(objects)-1, 0))
	x := float32(0)
	for i, o := range objects {
		w := free * l.weights[i] / sum
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w + l.gap
	}
}

func (l *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	sum := float32(0)
	for i, o := range objects {
		m := o.MinSize()
		s.Height = max(s.Height, m.Height)
		s.Width = max(s.Width, m.Width/l.weights[i])
		sum += l.weights[i]
	}
	s.Width = s.Width*sum + l.gap*float32(max(len(objects)-1, 0))
	return s
}

type flow struct {
	gap   float32
	width float32
}

func (l *flow) each(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32, m fyne.Size)) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line+l.gap, 0
		}
		put(o, x, y, m)
		x += m.Width + l.gap
		line = max(line, m.Height)
	}
	return y + line
}

func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(objects, size.Width, func(o fyne.CanvasObject, x, y float32, m fyne.Size) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(m)
	})
}

func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			s.Width = max(s.Width, o.MinSize().Width)
		}
	}
	s.Height = l.each(objects, max(l.width, s.Width), func(fyne.CanvasObject, float32, float32, fyne.Size) {})
	return s
}

type bounds struct {
	least fyne.Size
	most  float32
}

func (l *bounds) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if l.most > 0 {
		size.Width = min(size.Width, l.most)
	}
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (l *bounds) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := l.least
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s
}

// Gap is empty space of a height.
func Gap(height float32) fyne.CanvasObject { return AtLeast(NewBox("", "", 0), 0, height) }

// WidthOf returns the width a text has on one line, in Fyne units.
func WidthOf(t *Text) float32 { return t.measure(t.Text) + 1 }

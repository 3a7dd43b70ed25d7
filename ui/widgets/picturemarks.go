package widgets

import (
	"math"

	"fyne.io/fyne/v2"

	"feltbog/ui/uikit"
)

// grip is how near to a mark's lower right corner a drag changes its size, in Fyne units.
const grip = 22

// Dragged draws, moves a mark, changes its size, or moves the picture.
func (v *PictureView) Dragged(e *fyne.DragEvent) {
	uikit.Touch()
	if v.low == nil {
		return
	}
	if v.drag == notDragged {
		v.drag = v.dragOf(e.Position.Subtract(e.Dragged))
	}
	p := v.part()
	dx, dy := float64(e.Dragged.DX)/(p.scale*float64(v.size.X)), float64(e.Dragged.DY)/(p.scale*float64(v.size.Y))
	switch v.drag {
	case dragsPicture:
		v.pan(e.Dragged.DX, e.Dragged.DY)
	case dragsMark:
		v.marks[v.at].move(dx, dy)
	case dragsCorner:
		v.marks[v.at].grow(dx, dy)
	case dragsNew:
		at := inPicture(p.fraction(e.Position))
		if v.begun == nil {
			from := inPicture(p.fraction(e.Position.Subtract(e.Dragged)))
			v.begun = &Mark{Shape: v.draw, X: from[0], Y: from[1]}
		}
		v.begun.W, v.begun.H = at[0]-v.begun.X, at[1]-v.begun.Y
	}
	v.overlay.Refresh()
}

// dragOf says what a drag that begins somewhere does.
func (v *PictureView) dragOf(from fyne.Position) dragged {
	switch {
	case v.drawing && v.draw != PathMark:
		return dragsNew
	case v.at >= 0:
		_, _, right, bottom := v.marks[v.at].Around()
		if corner := v.part().position([2]float64{right, bottom}); v.marks[v.at].Shape != PathMark && !v.marks[v.at].Still && far(corner, from) < grip {
			return dragsCorner
		}
		if v.hit(from) == v.at && !v.marks[v.at].Still {
			return dragsMark
		}
	}
	if v.Many {
		return v.dragOfMany(from)
	}
	return dragsPicture
}

// dragOfMany moves the mark that is there, or draws another.
func (v *PictureView) dragOfMany(from fyne.Position) dragged {
	if i := v.hit(from); i >= 0 && !v.marks[i].Still && !v.marks[i].Keeps {
		v.choose(i)
		return dragsMark
	}
	v.draw, v.begun = BoxMark, nil
	v.choose(-1)
	take(v)
	return dragsNew
}

func far(a, b fyne.Position) float32 { return float32(math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y))) }

func inPicture(f [2]float64) [2]float64 {
	return [2]float64{min(max(f[0], 0), 1), min(max(f[1], 0), 1)}
}

// DragEnd implements fyne.Draggable.
func (v *PictureView) DragEnd() {
	was := v.drag
	v.drag = notDragged
	switch {
	case was == dragsNew && v.begun != nil:
		v.finish()
	case (was == dragsMark || was == dragsCorner) && v.Changed != nil && v.at >= 0:
		v.Changed(v.at, v.marks[v.at])
	}
}

// Tapped brings a mark to the front, or adds a corner to the one that is drawn.
func (v *PictureView) Tapped(e *fyne.PointEvent) {
	uikit.Touch()
	take(v)
	if v.low == nil {
		return
	}
	if !v.drawing || v.draw != PathMark {
		v.choose(v.hit(e.Position))
		return
	}
	at := inPicture(v.part().fraction(e.Position))
	if v.begun == nil {
		v.begun = &Mark{Shape: PathMark}
	}
	if n := len(v.begun.Path); n >= 3 && far(v.part().position(v.begun.Path[0]), e.Position) < grip {
		v.finish()
		return
	}
	v.begun.Path = append(v.begun.Path, at)
	v.overlay.Refresh()
}

// hit returns the smallest mark at a place, -1 for none.
func (v *PictureView) hit(at fyne.Position) int {
	f := v.part().fraction(at)
	best, least := -1, math.Inf(1)
	for i, m := range v.marks {
		l, t, r, b := m.Around()
		if area := (r - l) * (b - t); f[0] >= l && f[0] <= r && f[1] >= t && f[1] <= b && area < least {
			best, least = i, area
		}
	}
	return best
}

func (v *PictureView) choose(i int) {
	if v.at == i {
		return
	}
	v.at = i
	v.overlay.Refresh()
	if v.Chosen != nil {
		v.Chosen(i)
	}
}

// finish ends the drawing of a mark. One that is too small to be meant is drawn around its place, and one that was not
// begun in the middle of what is in view.
func (v *PictureView) finish() {
	m := v.begun
	v.drawing, v.begun = false, nil
	defer v.overlay.Refresh()
	if m == nil {
		mid := inPicture(v.part().fraction(fyne.NewPos(v.Size().Width/2, v.Size().Height/2)))
		m = &Mark{Shape: v.draw, X: mid[0], Y: mid[1]}
		if m.Shape == PathMark {
			m.Shape = BoxMark
		}
	}
	if m.Shape == PathMark && len(m.Path) < 3 {
		return
	}
	if m.Shape != PathMark {
		if m.W < 0 {
			m.X, m.W = m.X+m.W, -m.W
		}
		if m.H < 0 {
			m.Y, m.H = m.Y+m.H, -m.H
		}
		if m.W < markStep && m.H < markStep {
			m.X, m.Y, m.W, m.H = m.X-0.06, m.Y-0.06, 0.12, 0.12
		}
		m.W, m.H = max(m.W, markStep), max(m.H, markStep)
		m.move(0, 0)
	}
	if v.Drawn != nil {
		v.Drawn(*m)
	}
}

// nudge moves the mark in front by a key, or changes its size.
func (v *PictureView) nudge(dx, dy float32, size bool) {
	m := &v.marks[v.at]
	if step := markStep / max(v.zoom, 1); size {
		m.grow(float64(dx)*step, float64(dy)*step)
	} else {
		m.move(float64(dx)*step, float64(dy)*step)
	}
	v.overlay.Refresh()
	if v.Changed != nil {
		v.Changed(v.at, *m)
	}
}

// Around is the smallest box that holds a mark.
func (m *Mark) Around() (left, top, right, bottom float64) {
	if m.Shape != PathMark || len(m.Path) == 0 {
		return m.X, m.Y, m.X + m.W, m.Y + m.H
	}
	left, top = 1, 1
	for _, p := range m.Path {
		left, top, right, bottom = min(left, p[0]), min(top, p[1]), max(right, p[0]), max(bottom, p[1])
	}
	return left, top, right, bottom
}

// move moves it, as far as the picture goes.
func (m *Mark) move(dx, dy float64) {
	l, t, r, b := m.Around()
	dx, dy = min(max(dx, -l), 1-r), min(max(dy, -t), 1-b)
	m.X, m.Y = m.X+dx, m.Y+dy
	if len(m.Path) > 0 {
		path := make([][2]float64, len(m.Path))
		for i, p := range m.Path {
			path[i] = [2]float64{p[0] + dx, p[1] + dy}
		}
		m.Path = path
	}
}

// grow moves its lower right corner, as far as the picture goes.
func (m *Mark) grow(dx, dy float64) {
	if m.Shape != PathMark {
		m.W, m.H = min(max(m.W+dx, markStep), 1-m.X), min(max(m.H+dy, markStep), 1-m.Y)
	}
}

// line returns the corners of its outline.
func (m *Mark) line() [][2]float64 {
	switch m.Shape {
	case PathMark:
		return m.Path
	case RoundMark:
		const corners = 40
		out := make([][2]float64, corners)
		for i := range out {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
			out[i] = [2]float64{m.X + m.W/2*(1+cos), m.Y + m.H/2*(1+sin)}
		}
		return out
	}
	return [][2]float64{{m.X, m.Y}, {m.X + m.W, m.Y}, {m.X + m.W, m.Y + m.H}, {m.X, m.Y + m.H}}
}

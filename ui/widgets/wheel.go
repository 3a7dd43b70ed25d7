package widgets

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// WheelSegment is one perspective in the wheel.
type WheelSegment struct {
	Name  string
	Role  Role
	State Hearing
}

// Wheel shows whom one has heard, and whom not, as segments around a middle. It is one stop: arrows go round, Enter
// taps.
type Wheel struct {
	target
	segments []WheelSegment
	center   string
	tapped   func(i int)
	at       int
}

// NewWheel returns a wheel. The first line of center is larger than the others.
func NewWheel(segments []WheelSegment, center string, tapped func(i int)) *Wheel {
	w := &Wheel{segments: segments, center: center, tapped: tapped, at: -1}
	w.as(w, nil)
	w.keys = w.typed
	return w
}

// Set changes what is shown.
func (w *Wheel) Set(segments []WheelSegment, center string) {
	w.segments, w.center = segments, center
	w.at = min(w.at, len(segments)-1)
	w.Refresh()
}

// At returns the segment in front, -1 for none.
func (w *Wheel) At() int { return w.at }

// GoTo brings a segment to the front without telling anybody; -1 for none.
func (w *Wheel) GoTo(i int) {
	w.at = min(max(i, -1), len(w.segments)-1)
	w.Refresh()
}

func (w *Wheel) typed(e *fyne.KeyEvent) bool {
	n := len(w.segments)
	if n == 0 {
		return false
	}
	switch e.Name {
	case fyne.KeyRight, fyne.KeyDown:
		w.GoTo((w.at + 1) % n)
	case fyne.KeyLeft, fyne.KeyUp:
		w.GoTo((max(w.at, 0) + n - 1) % n)
	case fyne.KeyHome:
		w.GoTo(0)
	case fyne.KeyEnd:
		w.GoTo(n - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		w.choose(w.at)
	default:
		return false
	}
	return true
}

func (w *Wheel) choose(i int) {
	if i < 0 || i >= len(w.segments) {
		return
	}
	w.GoTo(i)
	if w.tapped != nil {
		w.tapped(i)
	}
}

// FocusGained goes to the first segment when there is none in front.
func (w *Wheel) FocusGained() {
	if w.at < 0 && len(w.segments) > 0 {
		w.at = 0
	}
	w.target.FocusGained()
}

// Tapped taps the segment in that direction from the middle.
func (w *Wheel) Tapped(e *fyne.PointEvent) {
	w.target.Tapped(e)
	if e == nil || w.off {
		return
	}
	take(w)
	w.choose(w.under(e.Position))
}

// under returns the segment in whose direction a point lies, -1 in the middle.
func (w *Wheel) under(p fyne.Position) int {
	middle, radius, _ := w.circle()
	x, y := float64(p.X-middle.X), float64(p.Y-middle.Y)
	if len(w.segments) == 0 || math.Hypot(x, y) < float64(radius)*wheelHole {
		return -1
	}
	turn := math.Atan2(x, -y) / (2 * math.Pi)
	if turn < 0 {
		turn++
	}
	return int(turn*float64(len(w.segments))) % len(w.segments)
}

const wheelHole = 0.43 // of the radius

// circle returns the middle and the radius: what the names leave. Where they leave too little they are not shown, but
// for the one in front, below.
func (w *Wheel) circle() (middle fyne.Position, radius float32, named bool) {
	s := w.Size()
	line := theme.LineHeight(theme.Tiny)
	most := s.Height/2 - 1.2*line
	radius = min(most, s.Width/2-theme.Gap8)
	for i, seg := range w.segments {
		t := Text{As: theme.Tiny, Style: fyne.TextStyle{Bold: true}}
		widest := float32(0)
		for _, word := range strings.Fields(seg.Name) {
			widest = max(widest, t.measure(word))
		}
		beside := float32(math.Abs(math.Sin((float64(i) + 0.5) / float64(len(w.segments)) * 2 * math.Pi)))
		radius = min(radius, (s.Width/2-theme.Gap12-widest)/max(beside, 0.3))
	}
	if radius >= 70*textScale() {
		return fyne.NewPos(s.Width/2, s.Height/2), radius, true
	}
	radius = max(min(s.Width/2-theme.Gap4, (s.Height-line-theme.Gap20)/2), 30)
	return fyne.NewPos(s.Width/2, radius+2), radius, false
}

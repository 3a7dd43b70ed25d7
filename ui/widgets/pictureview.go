package widgets

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// MarkShape is the outline of a mark on a picture.
type MarkShape int

// The shapes.
const (
	BoxMark MarkShape = iota
	RoundMark
	PathMark
)

// Mark is a spot drawn on a picture, in fractions of its sides from the upper left corner.
type Mark struct {
	Shape      MarkShape
	X, Y, W, H float64
	Path       [][2]float64 // the corners of a PathMark
	Label      string
	Color      fyne.ThemeColorName // of its line; "": the accent
	Dashed     bool                // proposed, or not settled
	Black      bool                // nothing of what lies below can be seen
	Keeps      bool                // what lies outside of it is taken away
	Still      bool                // it cannot be moved
}

// PictureView shows one picture as large as it fits, or larger: the wheel, + and - zoom, 0 fits it, a drag and the arrows
// move it. What is in view is drawn elsewhere than on the UI goroutine and comes when it is ready; until then what is
// there is stretched. Marks stand on it; the one in front is moved by a drag or the arrows, and with Shift in size.
type PictureView struct {
	widget.BaseWidget
	// Wants is called when the picture is larger on the screen than the copy that is shown, for SetFull.
	Wants func()
	// Zoomed is called when the zoom changed.
	Zoomed func()
	// Chosen is called when another mark came to the front; -1: none.
	Chosen func(i int)
	// Changed is called when the mark in front was moved, after the drag or for each key.
	Changed func(i int, m Mark)
	// Drawn is called with a mark that was drawn; drawing ends with it.
	Drawn func(m Mark)
	// Step is called by the arrows while the whole picture is in view: the next picture (1) or the one before (-1).
	Step func(by int)
	// Remove is called by Delete with a mark in front.
	Remove func(i int)
	// Enter is called by Enter with a mark in front; nil: nothing happens.
	Enter func(i int)
	// Many makes every drag beside the marks draw another, and Tab go from mark to mark; the arrows stay in the picture.
	Many bool

	run       uikit.Runner
	low, full image.Image
	size      image.Point // of the picture, in its own pixels
	asked     bool
	zoom      float64 // 1: fits
	mid       [2]float64
	marks     []Mark
	at        int
	draw      MarkShape
	drawing   bool
	begun     *Mark // while it is drawn
	drag      dragged
	focus     bool

	shown   image.Image // what was drawn, and the part of the picture that it covers
	covers  viewport
	gen     int
	busy    bool
	drawn   bool
	overlay *markLayer
	picture *canvas.Image
}

type dragged int

const (
	notDragged dragged = iota
	dragsPicture
	dragsMark
	dragsCorner
	dragsNew
)

const (
	mostZoom = 16
	zoomStep = 1.25
	markStep = 0.01 // of the picture, for one key
)

// NewPictureView returns a view with nothing in it.
func NewPictureView(run uikit.Runner) *PictureView {
	v := &PictureView{run: run, zoom: 1, mid: [2]float64{0.5, 0.5}, at: -1, picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
	v.picture.Hide()
	v.ExtendBaseWidget(v)
	v.overlay = newMarkLayer(v)
	return v
}

// SetPicture shows another picture: a copy for the screen, and how large the picture itself is. nil shows none.
func (v *PictureView) SetPicture(low image.Image, size image.Point) {
	v.low, v.full, v.size, v.asked, v.shown = low, nil, size, false, nil
	if low != nil && (size.X <= 0 || size.Y <= 0) {
		v.size = low.Bounds().Size()
	}
	v.zoom, v.mid, v.begun, v.drawing = 1, [2]float64{0.5, 0.5}, nil, false
	v.picture.Hide()
	v.show()
	v.tellZoom()
}

// SetFull gives the picture in full size.
func (v *PictureView) SetFull(full image.Image) {
	if v.low != nil && full != nil {
		v.full = full
		v.show()
	}
}

// Has reports whether there is a picture to see.
func (v *PictureView) Has() bool { return v.low != nil }

// SetMarks changes what stands on the picture, and which is in front; -1: none.
func (v *PictureView) SetMarks(marks []Mark, at int) {
	v.marks, v.at = marks, at
	if v.at >= len(marks) {
		v.at = -1
	}
	v.overlay.Refresh()
}

// Front returns the mark in front, -1 for none.
func (v *PictureView) Front() int { return v.at }

// Draw has the next drag, or the next taps, draw a mark. Enter without one draws it in the middle.
func (v *PictureView) Draw(shape MarkShape) {
	v.draw, v.drawing, v.begun = shape, true, nil
	v.choose(-1)
	take(v)
	v.overlay.Refresh()
}

// DrawHere draws a mark in the middle of what is in view.
func (v *PictureView) DrawHere(shape MarkShape) {
	if v.low == nil {
		return
	}
	v.Draw(shape)
	v.finish()
}

// Replace shows another copy of the same picture, where it is now and as large.
func (v *PictureView) Replace(low image.Image) {
	if v.low == nil || low == nil {
		return
	}
	v.low, v.full, v.asked = low, nil, false
	v.show()
}

// Drawing reports whether a mark is being drawn.
func (v *PictureView) Drawing() bool { return v.drawing }

// Percent is how large the picture is on the screen: 100 is one pixel of it to one of the screen.
func (v *PictureView) Percent() int {
	if v.size.X == 0 {
		return 100
	}
	return int(math.Round(v.part().scale * float64(v.pixel()) * 100))
}

// Whole reports whether all of the picture is in view.
func (v *PictureView) Whole() bool { return v.zoom <= 1 }

// ZoomBy makes it larger, or smaller, around the middle.
func (v *PictureView) ZoomBy(f float64) {
	v.zoomAt(f, fyne.NewPos(v.Size().Width/2, v.Size().Height/2))
}

// ZoomIn and ZoomOut are one step.
func (v *PictureView) ZoomIn() { v.ZoomBy(zoomStep) }

// ZoomOut is one step.
func (v *PictureView) ZoomOut() { v.ZoomBy(1 / zoomStep) }

// Fit shows all of it.
func (v *PictureView) Fit() {
	v.zoom, v.mid = 1, [2]float64{0.5, 0.5}
	v.show()
	v.tellZoom()
}

// zoomAt keeps what is under a point where it is.
func (v *PictureView) zoomAt(f float64, at fyne.Position) {
	if v.low == nil {
		return
	}
	before := v.part().fraction(at)
	v.zoom = min(max(v.zoom*f, 1), max(mostZoom, 4/v.fit()))
	after := v.part().fraction(at)
	v.mid[0] += before[0] - after[0]
	v.mid[1] += before[1] - after[1]
	v.hold()
	v.show()
	v.tellZoom()
}

func (v *PictureView) tellZoom() {
	if v.Zoomed != nil {
		v.Zoomed()
	}
}

// pan moves the picture by so many units of the screen.
func (v *PictureView) pan(dx, dy float32) {
	p := v.part()
	v.mid[0] -= float64(dx) / (p.scale * float64(v.size.X))
	v.mid[1] -= float64(dy) / (p.scale * float64(v.size.Y))
	v.hold()
	v.show()
}

// hold keeps the picture in the view.
func (v *PictureView) hold() {
	p := v.part()
	for i, side := range []float64{float64(v.Size().Width) / (p.scale * float64(v.size.X)), float64(v.Size().Height) / (p.scale * float64(v.size.Y))} {
		if side >= 1 {
			v.mid[i] = 0.5
		} else {
			v.mid[i] = min(max(v.mid[i], side/2), 1-side/2)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (v *PictureView) CreateRenderer() fyne.WidgetRenderer {
	v.ExtendBaseWidget(v)
	return &pictureRenderer{v: v, ground: NewBox(theme.Sunk, "", 0), inside: container.NewClip(container.NewStack(container.NewWithoutLayout(v.picture), v.overlay))}
}

type pictureRenderer struct {
	v      *PictureView
	ground *Box
	inside *container.Clip
}

func (r *pictureRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.inside.Resize(s)
	r.v.drawn = true
	r.v.hold()
	r.v.show()
}

func (r *pictureRenderer) MinSize() fyne.Size { return fyne.NewSize(200, 160) }

func (r *pictureRenderer) Refresh() {
	r.ground.Refresh()
	r.v.overlay.Refresh()
	canvas.Refresh(r.v)
}

func (r *pictureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.inside}
}

func (r *pictureRenderer) Destroy() {}

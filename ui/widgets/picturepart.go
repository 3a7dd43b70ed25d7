package widgets

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	scaler "golang.org/x/image/draw"

	"feltbog/ui/uikit"
)

// viewport says where a picture stands on the screen: the place of its upper left corner, and how many units of the
// screen one of its pixels is.
type viewport struct {
	x, y, scale float64
	size        image.Point
}

// fraction returns the place in the picture that stands at a position.
func (p viewport) fraction(at fyne.Position) [2]float64 {
	return [2]float64{(float64(at.X) - p.x) / (p.scale * float64(p.size.X)), (float64(at.Y) - p.y) / (p.scale * float64(p.size.Y))}
}

// position is the other way round.
func (p viewport) position(f [2]float64) fyne.Position {
	return fyne.NewPos(float32(p.x+f[0]*p.scale*float64(p.size.X)), float32(p.y+f[1]*p.scale*float64(p.size.Y)))
}

// fit is the scale at which all of the picture is in view; a small picture is not made larger than it is.
func (v *PictureView) fit() float64 {
	s := v.Size()
	if v.size.X <= 0 || v.size.Y <= 0 || s.Width <= 0 || s.Height <= 0 {
		return 1
	}
	return min(float64(s.Width)/float64(v.size.X), float64(s.Height)/float64(v.size.Y))
}

// part returns what is in view now.
func (v *PictureView) part() viewport {
	p := viewport{scale: v.fit() * v.zoom, size: v.size}
	p.x = float64(v.Size().Width)/2 - v.mid[0]*p.scale*float64(v.size.X)
	p.y = float64(v.Size().Height)/2 - v.mid[1]*p.scale*float64(v.size.Y)
	return p
}

// pixel is how many pixels of the screen one unit is.
func (v *PictureView) pixel() float32 {
	if c := uikit.CanvasOf(v); c != nil {
		return c.Scale()
	}
	return 1
}

// show moves what is drawn to where it belongs now, and has what is in view drawn anew.
func (v *PictureView) show() {
	if v.low == nil || !v.drawn || !v.room() {
		return
	}
	v.place()
	v.overlay.Refresh()
	v.gen++
	if !v.busy {
		v.paint()
	}
}

// room reports whether there is any place for the picture; a layout that has none gives less than nothing.
func (v *PictureView) room() bool { return v.Size().Width >= 1 && v.Size().Height >= 1 }

// place puts the last drawn part where it is now.
func (v *PictureView) place() {
	if v.shown == nil {
		return
	}
	now, s := v.part(), v.Size()
	a := now.position(v.covers.fraction(fyne.NewPos(0, 0)))
	b := now.position(v.covers.fraction(fyne.NewPos(s.Width, s.Height)))
	if v.covers.size != v.size || b.X-a.X < 1 || b.Y-a.Y < 1 {
		v.picture.Hide()
		return
	}
	v.picture.Move(a)
	v.picture.Resize(fyne.NewSize(b.X-a.X, b.Y-a.Y))
	v.picture.Show()
}

// paint draws what is in view elsewhere, and again when it changed meanwhile.
func (v *PictureView) paint() {
	gen, part, scale := v.gen, v.part(), float64(v.pixel())
	source := v.low
	if need := part.scale * scale * float64(v.size.X); need > float64(v.low.Bounds().Dx())*1.05 {
		switch {
		case v.full != nil:
			source = v.full
		case !v.asked && v.Wants != nil && v.size.X > v.low.Bounds().Dx():
			v.asked = true
			v.Wants()
		}
	}
	box := image.Pt(int(math.Ceil(float64(v.Size().Width)*scale)), int(math.Ceil(float64(v.Size().Height)*scale)))
	v.busy = true
	v.run.Go(func() {
		img := paintPart(source, part, scale, box)
		v.run.Do(func() {
			v.busy = false
			if part.size == v.size && v.low != nil {
				v.shown, v.covers = img, part
				v.picture.Image = img
				v.picture.Refresh()
				v.place()
			}
			if gen != v.gen && v.low != nil && v.room() {
				v.paint()
			}
		})
	})
}

// paintPart draws what is in view of a picture into a box of pixels; what lies beside the picture stays clear.
func paintPart(source image.Image, part viewport, scale float64, box image.Point) image.Image {
	dst := image.NewNRGBA(image.Rectangle{Max: box})
	from := part.fraction(fyne.NewPos(0, 0))
	to := part.fraction(fyne.NewPos(float32(float64(box.X)/scale), float32(float64(box.Y)/scale)))
	b := source.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	// whole pixels of the source, so that nothing shifts by a part of one between two drawings
	x0, y0 := math.Floor(max(from[0], 0)*w), math.Floor(max(from[1], 0)*h)
	x1, y1 := math.Ceil(min(to[0], 1)*w), math.Ceil(min(to[1], 1)*h)
	if x1 <= x0 || y1 <= y0 {
		return dst
	}
	at := func(x, y float64) image.Point {
		p := part.position([2]float64{x / w, y / h})
		return image.Pt(int(math.Round(float64(p.X)*scale)), int(math.Round(float64(p.Y)*scale)))
	}
	dr := image.Rectangle{Min: at(x0, y0), Max: at(x1, y1)}
	sr := image.Rect(int(x0), int(y0), int(x1), int(y1)).Add(b.Min)
	how := scaler.Interpolator(scaler.ApproxBiLinear)
	if shrink := float64(sr.Dx()) / float64(max(dr.Dx(), 1)); shrink > 1.6 && sr.Dx()*sr.Dy() < 8<<20 {
		how = scaler.BiLinear
	}
	how.Scale(dst, dr, source, sr, scaler.Src, nil)
	return dst
}

// FitPicture draws all of a picture as large as it fits into a box of pixels. It takes long enough to be called elsewhere
// than on the UI goroutine.
func FitPicture(source image.Image, box image.Point) image.Image {
	b := source.Bounds()
	f := min(float64(box.X)/float64(b.Dx()), float64(box.Y)/float64(b.Dy()), 1)
	dst := image.NewNRGBA(image.Rect(0, 0, max(int(float64(b.Dx())*f), 1), max(int(float64(b.Dy())*f), 1)))
	scaler.BiLinear.Scale(dst, dst.Rect, source, b, scaler.Src, nil)
	return dst
}

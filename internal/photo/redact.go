package photo

import (
	"image"
	"image/color"
	"image/draw"

	"github.com/disintegration/imaging"

	"feltbog/internal/feltbog"
)

// Shape is one covering of an upright picture, in fractions of its sides from the upper left corner.
type Shape struct {
	Method     feltbog.RedactionMethod
	X, Y, W, H float64
}

// The limits of what is covered.
const (
	maxRedacted = 40 // megapixels of the copy; larger pictures are scaled down first
	maxCells    = 12 // of a pixelation, along its longer side
	minCell     = 6  // pixels of a cell: smaller ones would show what they cover
	blurCells   = 6  // a blur is drawn from so few colours
	redactTo    = 90 // quality of the copy
	blockSide   = 16 // of what a JPEG encodes together
	blockMargin = 2  // pixels that a decoder mixes across the edge of a block
)

// coverColour is what a solid box is filled with.
var coverColour = color.RGBA{A: 255}

// Redacted is a covered copy.
type Redacted struct {
	JPEG []byte
	Size Size
}

// Redact makes a new flattened JPEG of an upright picture in which shapes are covered. Nothing of what was below a box is
// left in it, and nothing but pixels: no metadata, no thumbnail, no profile. Several crops leave what lies in all of them.
// The picture itself stays as it is.
func Redact(img image.Image, shapes []Shape) (Redacted, error) {
	b := img.Bounds()
	if err := (Size{b.Dx(), b.Dy()}).within(maxJPEG); err != nil {
		return Redacted{}, err
	}
	out := flattened(img)
	left := out.Rect
	for _, s := range shapes {
		if s.Method == feltbog.CropAway {
			left = left.Intersect(s.within(out.Rect))
		}
	}
	if left.Empty() {
		return Redacted{}, feltbog.Errorf(feltbog.EInvalid, "photo.cropped_away", "nothing of the picture is left")
	}
	cover(out, left, shapes)
	flat := image.NewRGBA(image.Rect(0, 0, left.Dx(), left.Dy()))
	draw.Draw(flat, flat.Rect, out, left.Min, draw.Src)
	jpeg, err := Encode(flat, redactTo)
	return Redacted{JPEG: jpeg, Size: Size{left.Dx(), left.Dy()}}, err
}

// flattened is a picture of one's own to draw in, without what was clear.
func flattened(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, b.Min, draw.Over)
	return out
}

// cover draws everything that is covered, the boxes last: they are the strongest.
func cover(out *image.RGBA, left image.Rectangle, shapes []Shape) {
	for _, s := range shapes {
		switch s.Method {
		case feltbog.Pixelate:
			pixelate(out, s.within(out.Rect))
		case feltbog.Blur:
			blur(out, s.within(out.Rect))
		}
	}
	for _, s := range shapes {
		if s.Method == feltbog.BoxOver {
			draw.Draw(out, blocks(s.within(out.Rect), left), image.NewUniform(coverColour), image.Point{}, draw.Src)
		}
	}
}

// Sketch shows how a small copy of a picture looks with shapes covered, on the screen and nowhere else. Nothing of it is
// cropped, so that one still sees what a crop takes away.
func Sketch(img image.Image, shapes []Shape) image.Image {
	out := flattened(img)
	cover(out, out.Rect, shapes)
	return out
}

// RedactCopy is Redact of one of our own copies, held as a picture is to be held: turned clockwise by quarters.
func RedactCopy(copy []byte, quarters int, shapes []Shape) (Redacted, error) {
	h, err := readJPEGHead(copy)
	if err != nil {
		return Redacted{}, err
	}
	side := 0
	if h.mega() > maxRedacted {
		side = max(h.Width, h.Height) / 2
	}
	img, err := Shrunk(copy, side)
	if err != nil {
		return Redacted{}, err
	}
	return Redact(Turned(img, quarters), shapes)
}

// within is the box of whole pixels that holds a shape.
func (s Shape) within(r image.Rectangle) image.Rectangle {
	region := feltbog.Region{X: s.X, Y: s.Y, W: s.W, H: s.H}
	x1, y1, x2, y2 := region.Pixels(r.Dx(), r.Dy())
	return image.Rect(x1, y1, x2, y2).Add(r.Min)
}

// blocks makes a box larger, to the edges of what a JPEG encodes together in a picture that begins at left.Min: so
// nothing beside the box colours it, and nothing of it is spread around.
func blocks(r, left image.Rectangle) image.Rectangle {
	if r = r.Intersect(left); r.Empty() {
		return r
	}
	r = r.Sub(left.Min).Inset(-blockMargin)
	down := func(v int) int { return max(v, 0) / blockSide * blockSide }
	up := func(v int) int { return (v + blockSide - 1) / blockSide * blockSide }
	return image.Rect(down(r.Min.X), down(r.Min.Y), up(r.Max.X), up(r.Max.Y)).Add(left.Min).Intersect(left)
}

// pixelate fills a box with few cells of one colour each, the mean of what was there.
func pixelate(img *image.RGBA, r image.Rectangle) {
	if r.Empty() {
		return
	}
	side := max((max(r.Dx(), r.Dy())+maxCells-1)/maxCells, minCell)
	for y := r.Min.Y; y < r.Max.Y; y += side {
		for x := r.Min.X; x < r.Max.X; x += side {
			cell := image.Rect(x, y, x+side, y+side).Intersect(r)
			draw.Draw(img, cell, image.NewUniform(mean(img, cell)), image.Point{}, draw.Src)
		}
	}
}

func mean(img *image.RGBA, r image.Rectangle) color.RGBA {
	var sum [3]int
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y) : img.PixOffset(r.Max.X-1, y)+4]
		for i := 0; i < len(row); i += 4 {
			for c := range sum {
				sum[c] += int(row[i+c])
			}
		}
	}
	n := r.Dx() * r.Dy()
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}

// blur draws a box anew from very few colours that run into each other. It never samples what is there at full size.
func blur(img *image.RGBA, r image.Rectangle) {
	if r.Empty() {
		return
	}
	long := max(r.Dx(), r.Dy())
	n := max(min(blurCells, long/minCell), 1)
	few := imaging.Resize(img.SubImage(r), max(r.Dx()*n/long, 1), max(r.Dy()*n/long, 1), imaging.Box)
	draw.Draw(img, r, imaging.Resize(few, r.Dx(), r.Dy(), imaging.Linear), image.Point{}, draw.Src)
}

// SizeOf returns the size of one of our own copies.
func SizeOf(copy []byte) (Size, error) {
	h, err := readJPEGHead(copy)
	return h.Size, err
}

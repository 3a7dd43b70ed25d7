package photo

import (
	"bytes"
	"image"
	"image/draw"

	"github.com/disintegration/imaging"
)

// Filling scales a picture so that it fills a box of pixels, and cuts away what stands out on both sides alike.
func Filling(img image.Image, w, h int) image.Image {
	return imaging.Fill(img, w, h, imaging.Center, imaging.Linear)
}

// embedded is the small JPEG in a JPEG's EXIF block; nil when there is none.
func embedded(b []byte) []byte {
	var out []byte
	_ = segments(b, func(s segment) bool {
		if s.mark != markAPP1 || !bytes.HasPrefix(s.body, []byte("Exif\x00\x00")) {
			return s.mark != markSOS
		}
		t := directories{b: s.body[6:]}
		first, ok := t.first()
		if !ok {
			return false
		}
		second, ok := t.next(first)
		if !ok {
			return false
		}
		e := t.entries(second)
		at, n := int64(t.number(e[tagThumbOffset])), int64(t.number(e[tagThumbLength]))
		if at > 0 && n > 4 && at+n <= int64(len(t.b)) && t.b[at] == 0xff && t.b[at+1] == markSOI {
			out = t.b[at : at+n]
		}
		return false
	})
	return out
}

// OnBlack lays an upright picture in the middle of a black box of pixels, as large as it goes in whole.
func OnBlack(img image.Image, w, h int) *image.RGBA {
	box := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(box, box.Rect, image.Black, image.Point{}, draw.Src)
	size := img.Bounds().Size()
	if size.X == 0 || size.Y == 0 || w == 0 || h == 0 {
		return box
	}
	nw, nh := w, max(size.Y*w/size.X, 1)
	if nh > h {
		nw, nh = max(size.X*h/size.Y, 1), h
	}
	fit := imaging.Resize(img, nw, nh, imaging.Lanczos)
	at := image.Pt((w-nw)/2, (h-nh)/2)
	draw.Draw(box, image.Rectangle{at, at.Add(image.Pt(nw, nh))}, fit, image.Point{}, draw.Src)
	return box
}

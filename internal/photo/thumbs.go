package photo

import (
	"bytes"
	"image"

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

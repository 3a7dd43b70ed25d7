package photo

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/disintegration/imaging"
	"github.com/gen2brain/jpegn"

	"feltbog/internal/feltbog"
)

// The markers of a JPEG that are told apart.
const (
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markAPP0 = 0xe0
	markAPP1 = 0xe1
	markAPP2 = 0xe2
	markCOM  = 0xfe
	markAPPE = 0xee // APP14: how Adobe encoded the colours
)

// segment is one marked part of a JPEG.
type segment struct {
	mark byte
	at   int    // of the 0xff before the marker
	body []byte // without marker and length
	end  int    // of what follows
}

// segments walks through the marked parts of a JPEG up to its end; the entropy-coded data after a scan is skipped.
// Stray bytes between segments are skipped, as every viewer does.
func segments(b []byte, f func(segment) bool) error {
	if len(b) < 4 || b[0] != 0xff || b[1] != markSOI {
		return feltbog.Errorf(feltbog.EDamaged, "photo.broken", "the picture is damaged and cannot be read: it is no JPEG")
	}
	for at := 2; at+1 < len(b); {
		if b[at] != 0xff { // stray
			next := bytes.IndexByte(b[at:], 0xff)
			if next < 0 {
				return nil
			}
			at += next
			continue
		}
		mark := b[at+1]
		switch {
		case mark == 0xff:
			at++
			continue
		case mark == 0 || mark >= 0xd0 && mark <= markSOI || mark == 1: // no body
			at += 2
			continue
		case mark == markEOI:
			f(segment{mark: mark, at: at, end: at + 2})
			return nil
		case at+4 > len(b):
			return nil
		}
		n := int(b[at+2])<<8 | int(b[at+3])
		if n < 2 {
			at += 2
			continue
		}
		end := at + 2 + n
		if end > len(b) {
			return nil
		}
		s := segment{mark: mark, at: at, body: b[at+4 : end], end: end}
		if mark == markSOS {
			s.end = scanEnd(b, end)
		}
		if !f(s) {
			return nil
		}
		at = s.end
	}
	return nil
}

// scanEnd finds the marker after a scan.
func scanEnd(b []byte, at int) int {
	for {
		i := bytes.IndexByte(b[at:], 0xff)
		if i < 0 || at+i+1 >= len(b) {
			return len(b)
		}
		at += i
		switch m := b[at+1]; {
		case m == 0 || m >= 0xd0 && m <= 0xd7:
			at += 2
		case m == 0xff:
			at++
		default:
			return at
		}
	}
}

// jpegHead is what a JPEG says of itself before it is decoded.
type jpegHead struct {
	Size
	progressive bool
	scans       int
	lossless    bool // the frame of a raw picture
}

func readJPEGHead(b []byte) (jpegHead, error) {
	var h jpegHead
	err := segments(b, func(s segment) bool {
		switch {
		case s.mark >= 0xc0 && s.mark <= 0xcf && s.mark != 0xc4 && s.mark != 0xc8 && s.mark != 0xcc:
			if len(s.body) < 6 || h.Width > 0 {
				break
			}
			h.Size = Size{Height: int(s.body[1])<<8 | int(s.body[2]), Width: int(s.body[3])<<8 | int(s.body[4])}
			h.progressive = s.mark == 0xc2
			h.lossless = s.mark == 0xc3 || s.mark >= 0xc5
		case s.mark == markSOS:
			h.scans++
			return h.progressive && h.scans <= maxScans
		}
		return true
	})
	return h, err
}

// check refuses what would take too much.
func (h jpegHead) check() error {
	if err := h.within(maxJPEG); err != nil {
		return err
	}
	if h.lossless {
		return feltbog.Errorf(feltbog.EDamaged, "photo.lossless", "the picture is encoded in a way that cannot be read")
	}
	if h.progressive && (h.scans > maxScans || h.scans*h.mega() > maxScanWork) {
		return feltbog.Errorf(feltbog.EDamaged, "photo.scans", "the picture is made of too many layers to be read safely")
	}
	return nil
}

// Shrunk decodes a JPEG, which is upright or says what turns it, so that its longer side has about as many pixels as
// asked for, and never more than the picture has. 0 asks for all of them.
func Shrunk(b []byte, side int) (image.Image, error) {
	h, err := readJPEGHead(b)
	if err == nil {
		err = h.check()
	}
	if err != nil {
		return nil, err
	}
	img, err := decodeJPEG(b, h, side)
	if err != nil {
		return nil, err
	}
	return upright(fit(img, side), orientationOf(b)), nil
}

// near is how much smaller than asked for a decoded picture may be: 2016 for 2048 saves resizing it.
const near = 0.95

// decodeJPEG decodes at the smallest eighth, quarter or half that is still large enough.
func decodeJPEG(b []byte, h jpegHead, side int) (img image.Image, err error) {
	defer func() {
		if r := recover(); r != nil {
			img, err = nil, broken(fmt.Errorf("%v", r))
		}
	}()
	denom := 1
	long := max(h.Width, h.Height)
	for _, d := range []int{8, 4, 2} {
		if side > 0 && float64(long)/float64(d) >= near*float64(side) {
			denom = d
			break
		}
	}
	img, err = jpegn.Decode(bytes.NewReader(b), &jpegn.Options{ScaleDenom: denom})
	if err != nil && h.within(maxOthers) == nil {
		// jpegn takes very small and nearly empty pictures for attacks.
		if again, err2 := jpeg.Decode(bytes.NewReader(b)); err2 == nil {
			return again, nil
		}
	}
	return img, broken(err)
}

// fit scales down to a longer side; it never scales up.
func fit(img image.Image, side int) image.Image {
	r := img.Bounds()
	if side <= 0 || float64(max(r.Dx(), r.Dy()))*near <= float64(side) {
		return img
	}
	filter := imaging.Lanczos
	if side <= ThumbSide { // of what the decoder has shrunk already: nobody sees the difference, and it costs a third less
		filter = imaging.CatmullRom
	}
	if r.Dx() >= r.Dy() {
		return imaging.Resize(img, side, 0, filter)
	}
	return imaging.Resize(img, 0, side, filter)
}

// upright turns a picture as its orientation asks.
func upright(img image.Image, orientation int) image.Image {
	switch orientation {
	case 2:
		return imaging.FlipH(img)
	case 3:
		return imaging.Rotate180(img)
	case 4:
		return imaging.FlipV(img)
	case 5:
		return imaging.Transpose(img)
	case 6:
		return imaging.Rotate270(img)
	case 7:
		return imaging.Transverse(img)
	case 8:
		return imaging.Rotate90(img)
	}
	return img
}

// Turned turns a picture clockwise by quarters of a circle.
func Turned(img image.Image, quarters int) image.Image {
	return upright(img, []int{1, 6, 3, 8}[((quarters%4)+4)%4])
}

// Encode writes a picture as a JPEG without anything beside its pixels; quality is 1 to 100.
func Encode(img image.Image, quality int) ([]byte, error) {
	var out bytes.Buffer
	if n, ok := img.(*image.NRGBA); ok && n.Opaque() { // the same bytes; the encoder is quick with this type only
		img = &image.RGBA{Pix: n.Pix, Stride: n.Stride, Rect: n.Rect}
	}
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode a picture: %w", err)
	}
	return out.Bytes(), nil
}

package photo

import (
	"context"
	"errors"

	"feltbog/internal/feltbog"
)

// quality of the copies that are encoded anew.
const (
	travelQuality = 92
	thumbQuality  = 80
)

// ThumbSide is the longer side of the small pictures that grids show, in pixels.
const ThumbSide = 320

// Travel is the full-size copy that goes to the team.
type Travel struct {
	JPEG    []byte
	Size    Size  // of the upright picture
	Partial error // why it is only the smaller picture inside the file; nil: it is all of it
	Encoded bool  // it was encoded anew, not stripped
}

// Travelling makes the copy of a picture that goes to the team: a JPEG stripped of everything but its pixels, anything
// else encoded anew. c is the system's own converter of
// HEIC, where it has one and the source file lies on a disk; else nil.
func Travelling(ctx context.Context, f Format, b []byte, m Metadata, c Converter) (Travel, error) {
	if err := tooLarge(int64(len(b))); err != nil {
		return Travel{}, err
	}
	switch f {
	case JPEG:
		return travelJPEG(b, m.Orientation)
	case Raw:
		p, err := rawPreview(b)
		if err != nil {
			return Travel{}, err
		}
		t, err := travelJPEG(p, m.Orientation)
		t.Partial = feltbog.Errorf(feltbog.EDamaged, "photo.raw.preview", "the picture shown is the one the camera put into its own format")
		return t, err
	case HEIC:
		return travelHEIC(ctx, b, c)
	case PNG, WebP, TIFF:
		return encoded(ctx, task{Format: f, Quality: travelQuality}, b, Size{1, 1}, m.Orientation)
	}
	return Travel{}, unsupported()
}

// travelJPEG strips a JPEG, and sees to it that what is left can be shown.
func travelJPEG(b []byte, orientation int) (Travel, error) {
	h, err := readJPEGHead(b)
	if err == nil {
		err = h.check()
	}
	if err != nil {
		return Travel{}, err
	}
	out, err := Strip(b, orientation)
	if err != nil {
		return Travel{}, err
	}
	return Travel{JPEG: out, Size: turned(h.Size, orientation)}, nil
}

// encoded has the child decode a picture and writes it anew.
func encoded(ctx context.Context, t task, b []byte, expect Size, orientation int) (Travel, error) {
	out, size, err := inChild(ctx, t, b, expect)
	if err != nil {
		return Travel{}, err
	}
	if orientation > 1 {
		if out, err = Strip(out, orientation); err != nil {
			return Travel{}, err
		}
	}
	return Travel{JPEG: out, Size: turned(size, orientation), Encoded: true}, nil
}

// travelHEIC decodes the whole picture; where that is not possible the system's own converter does, and else the small
// picture inside is what there is.
func travelHEIC(ctx context.Context, b []byte, c Converter) (Travel, error) {
	h, ok := readHEIF(b)
	if !ok {
		return Travel{}, feltbog.Errorf(feltbog.EDamaged, "photo.broken", "the picture is damaged and cannot be read: it has no index")
	}
	why := h.size.within(maxHEIC)
	if why == nil {
		t, err := encoded(ctx, task{Format: HEIC, Quality: travelQuality}, b, h.size, 1)
		if err == nil || ctx.Err() != nil {
			return t, err
		}
		why = err
	}
	if c != nil && h.size.within(maxJPEG) == nil {
		if out, err := c(ctx); err == nil {
			if t, err := travelJPEG(out, orientationOf(out)); err == nil {
				t.Encoded = true
				return t, nil
			}
		}
	}
	if small, ok := h.small(true); ok && ctx.Err() == nil {
		t, err := encoded(ctx, task{Format: HEIC, Quality: travelQuality}, h.only(small, b), small.size, 1)
		if err == nil {
			t.Partial = feltbog.Errorf(feltbog.EDamaged, "photo.heic.small", "only the small picture inside the file can be shown: %w", why)
			return t, nil
		}
	}
	return Travel{}, errors.Join(ctx.Err(), why)
}

// Converter is a program of the system that turns the source file into a JPEG.
type Converter func(context.Context) ([]byte, error)

// Rough returns the small upright picture that a camera put inside a file, as a JPEG, to be shown until there is a better
// one; nil when there is none that is worth it.
func Rough(ctx context.Context, f Format, b []byte, m Metadata) ([]byte, error) {
	switch f {
	case JPEG:
		return roughJPEG(b, m)
	case HEIC:
		h, ok := readHEIF(b)
		if !ok {
			return nil, nil
		}
		small, ok := h.small(false)
		if !ok {
			return nil, nil
		}
		out, _, err := inChild(ctx, task{Format: HEIC, Quality: thumbQuality}, h.only(small, b), small.size)
		return out, err
	}
	return nil, nil
}

// skew is how much the shape of a camera's small picture may differ from the picture's, as a fraction.
const skew = 0.05

func roughJPEG(b []byte, m Metadata) ([]byte, error) {
	small := embedded(b)
	if small == nil {
		return nil, nil
	}
	whole, err := readJPEGHead(b)
	if err != nil {
		return nil, nil
	}
	h, err := readJPEGHead(small)
	if err != nil || max(h.Width, h.Height) > 640 || h.check() != nil || whole.Width*whole.Height == 0 {
		return nil, nil
	}
	if r := float64(h.Width) * float64(whole.Height) / (float64(h.Height) * float64(whole.Width)); r < 1-skew || r > 1+skew {
		return nil, nil // with black bars, or another picture
	}
	img, err := decodeJPEG(small, h, 0)
	if err != nil {
		return nil, nil
	}
	return Encode(upright(img, m.Orientation), thumbQuality)
}

// Thumb makes the small picture of a grid from one of our own copies.
func Thumb(copy []byte) ([]byte, error) {
	img, err := Shrunk(copy, ThumbSide)
	if err != nil {
		return nil, err
	}
	return Encode(img, thumbQuality)
}

// turned is a size after the picture was made upright.
func turned(s Size, orientation int) Size {
	if orientation >= 5 && orientation <= 8 {
		return Size{s.Height, s.Width}
	}
	return s
}

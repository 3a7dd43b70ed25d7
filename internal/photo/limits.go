package photo

import (
	"strconv"

	"feltbog/internal/feltbog"
)

// The limits of what is read. Pictures that can be decoded at a fraction of their size may be larger than others.
const (
	MaxFile   = 200 << 20 // bytes of one file
	maxSide   = 30_000    // pixels
	maxJPEG   = 100       // megapixels
	maxOthers = 50
	maxHEIC   = 16 // in the decoder that runs everywhere; larger ones are shown by the picture inside them
	// A progressive picture holds all its coefficients at once, and can ask for its scans without end.
	maxScans     = 100
	maxScanWork  = 2_000 // scans times megapixels
	maxInProcess = 16    // megapixels of a progressive picture that are decoded here and not in the child
)

// Size is a picture's size in pixels.
type Size struct{ Width, Height int }

// mega is the size in megapixels, at least 1.
func (s Size) mega() int { return max(1, int(int64(s.Width)*int64(s.Height)/1_000_000)) }

// within refuses sizes that are not decoded.
func (s Size) within(mega int) error {
	switch {
	case s.Width <= 0 || s.Height <= 0:
		return feltbog.Errorf(feltbog.EDamaged, "photo.sizeless", "the file does not say how large the picture is")
	case s.Width > maxSide || s.Height > maxSide || int64(s.Width)*int64(s.Height) > int64(mega)*1_000_000:
		return feltbog.Errorf(feltbog.EDamaged, "photo.large", "the picture is too large to be shown: %d by %d", s.Width, s.Height).
			With("width", strconv.Itoa(s.Width)).With("height", strconv.Itoa(s.Height))
	}
	return nil
}

// tooLarge refuses a file that is larger than MaxFile.
func tooLarge(n int64) error {
	if n <= MaxFile {
		return nil
	}
	return feltbog.Errorf(feltbog.EDamaged, "photo.file_large", "the file is too large for a picture: %d MB", n>>20).With("size", strconv.FormatInt(n>>20, 10))
}

// broken says that a picture cannot be decoded.
func broken(err error) error {
	if err == nil || feltbog.ErrorCode(err) != feltbog.EInternal {
		return err
	}
	return feltbog.Errorf(feltbog.EDamaged, "photo.broken", "the picture is damaged and cannot be read: %w", err)
}

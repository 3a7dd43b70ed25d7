package photo

import (
	"bytes"
	"encoding/binary"

	"feltbog/internal/feltbog"
)

// Strip returns a JPEG's pixels untouched and nothing else of it: colour profile and what decoders need stay; everything
// said in words, numbers or smaller pictures goes, and so does whatever stands after the picture's end. Of the metadata
// only the orientation is written anew when it turns the picture. What cannot be walked to its end is refused.
func Strip(b []byte, orientation int) ([]byte, error) {
	out := make([]byte, 0, len(b))
	out = append(out, 0xff, markSOI)
	if orientation > 1 {
		out = append(out, orientationSegment(orientation)...)
	}
	ended, scans := false, 0
	err := segments(b, func(s segment) bool {
		switch {
		case s.mark == markEOI:
			ended = true
			out = append(out, 0xff, markEOI)
		case s.mark == markSOS:
			scans++
			out = append(out, b[s.at:s.end]...)
		case s.mark >= markAPP0 && s.mark <= 0xef || s.mark == markCOM:
			if kept := keptSegment(s); kept != nil {
				out = append(out, 0xff, s.mark, byte((len(kept)+2)>>8), byte(len(kept)+2))
				out = append(out, kept...)
			}
		case s.mark >= 0xf0: // says nothing about pixels
		default:
			out = append(out, b[s.at:s.end]...)
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	if scans == 0 {
		return nil, feltbog.Errorf(feltbog.EDamaged, "photo.broken", "the picture is damaged and cannot be read: there is no picture in it")
	}
	if !ended { // the end was cut off: what is there is shown, and ends properly
		out = append(out, 0xff, markEOI)
	}
	return out, nil
}

// keptSegment is what stays of a segment of an application: its header without pictures, profiles and how colours are
// encoded.
func keptSegment(s segment) []byte {
	switch {
	case s.mark == markAPP0 && bytes.HasPrefix(s.body, []byte("JFIF\x00")) && len(s.body) >= 14:
		kept := bytes.Clone(s.body[:14])
		kept[12], kept[13] = 0, 0 // no thumbnail
		return kept
	case s.mark == markAPP2 && bytes.HasPrefix(s.body, []byte("ICC_PROFILE\x00")):
		return s.body
	case s.mark == markAPPE && bytes.HasPrefix(s.body, []byte("Adobe")) && len(s.body) >= 12:
		return s.body[:12]
	}
	return nil
}

// orientationSegment is an EXIF block with one tag.
func orientationSegment(orientation int) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	tiff = binary.LittleEndian.AppendUint16(tiff, tagOrientation)
	tiff = binary.LittleEndian.AppendUint16(tiff, 3) // a short
	tiff = binary.LittleEndian.AppendUint32(tiff, 1)
	tiff = binary.LittleEndian.AppendUint32(tiff, uint32(orientation))
	tiff = append(tiff, 0, 0, 0, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	return append([]byte{0xff, markAPP1, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
}

// orientationOf reads the orientation of a JPEG's EXIF block; 1 when there is none that makes sense.
func orientationOf(b []byte) int {
	o := 1
	_ = segments(b, func(s segment) bool {
		if s.mark == markAPP1 && bytes.HasPrefix(s.body, []byte("Exif\x00\x00")) {
			t := directories{b: s.body[6:]}
			if first, ok := t.first(); ok {
				if n := t.number(t.entries(first)[tagOrientation]); n >= 1 && n <= 8 {
					o = int(n)
				}
			}
			return false
		}
		return s.mark != markSOS
	})
	return o
}

package photo

import (
	"bytes"
	"encoding/binary"

	"feltbog/internal/feltbog"
)

// rawPreview finds the largest picture that a camera put inside its own format.
func rawPreview(b []byte) ([]byte, error) {
	var best []byte
	var size Size
	offer := func(off, n int64) {
		if off < 0 || n < 4 || off+n > int64(len(b)) {
			return
		}
		p := b[off : off+n]
		h, err := readJPEGHead(p)
		if err != nil || h.check() != nil || h.scans == 0 {
			return
		}
		if best == nil || h.Width*h.Height > size.Width*size.Height {
			best, size = p, h.Size
		}
	}
	switch {
	case bytes.HasPrefix(b, []byte("FUJIFILMCCD-RAW")) && len(b) >= 92:
		offer(int64(binary.BigEndian.Uint32(b[84:])), int64(binary.BigEndian.Uint32(b[88:])))
	case isTIFF(b):
		t := directories{b: b}
		t.all(func(e map[uint16]entry) {
			if p, n := t.number(e[tagThumbOffset]), t.number(e[tagThumbLength]); p > 0 {
				offer(int64(p), int64(n))
			}
			if j, ok := e[tagPanasonicJPEG]; ok && j.count > 4 {
				offer(int64(t.order().Uint32(b[j.at:])), int64(j.count))
			}
			if off, n := t.numbers(e[tagStripOffsets], 2), t.numbers(e[tagStripCounts], 2); len(off) == 1 && len(n) == 1 {
				offer(int64(off[0]), int64(n[0]))
			}
		})
	}
	if best == nil {
		return nil, feltbog.Errorf(feltbog.EDamaged, "photo.raw", "the camera put no picture into this file that can be shown")
	}
	return best, nil
}

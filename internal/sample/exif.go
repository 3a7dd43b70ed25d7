package sample

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"time"
)

// thumbWidth is how wide the small picture in a file is; cameras agree on 160 by 120.
const thumbWidth = 160

// The camera that took the pictures, which nobody makes.
const (
	cameraMake  = "Solvang"
	cameraModel = "Solvang F2"
)

// exif is what a file says about its picture.
type exif struct {
	taken         time.Time
	orientation   orientation
	width, height int
	position      *degrees // nil: the camera did not know
	thumbnail     []byte   // JPEG
}

type degrees struct{ lat, long float64 }

// withEXIF puts the facts into a JPEG file, right after its first marker, where cameras put them.
func withEXIF(file []byte, facts exif) ([]byte, error) {
	block := append([]byte("Exif\x00\x00"), facts.tiff()...)
	if len(block)+2 > math.MaxUint16 {
		return nil, fmt.Errorf("%d bytes of EXIF are more than a file can hold", len(block))
	}
	head := []byte{0xFF, 0xE1}
	head = binary.BigEndian.AppendUint16(head, uint16(len(block)+2))
	return slices.Concat(file[:2], head, block, file[2:]), nil
}

const exifTime = "2006:01:02 15:04:05"

// tiff is the block itself: directories one after the other, and behind them the small picture.
func (e exif) tiff() []byte {
	at := e.taken.Format(exifTime)
	main := directory{ascii(0x010F, cameraMake), ascii(0x0110, cameraModel), short(0x0112, uint16(e.orientation)),
		ascii(0x0131, "Feltbog sample"), ascii(0x0132, at), long(0x8769, 0)}
	photo := directory{entry{0x9000, typeUndefined, 4, []byte("0232")}, ascii(0x9003, at), ascii(0x9004, at),
		ascii(0x9010, e.taken.Format("-07:00")), ascii(0x9011, e.taken.Format("-07:00")),
		long(0xA002, uint32(e.width)), long(0xA003, uint32(e.height))}
	place := e.position.directory()
	small := directory{short(0x0103, 6), long(0x0201, 0), long(0x0202, uint32(len(e.thumbnail)))}
	if place != nil {
		main = append(main, long(0x8825, 0))
	}

	offset := uint32(8)
	next := func(d directory) uint32 { start := offset; offset += d.size(); return start }
	next(main)
	main.set(0x8769, next(photo))
	if place != nil {
		main.set(0x8825, next(place))
	}
	second := next(small)
	small.set(0x0201, offset)

	b := []byte("MM\x00\x2A\x00\x00\x00\x08")
	b = main.append(b, second)
	b = photo.append(b, 0)
	if place != nil {
		b = place.append(b, 0)
	}
	return append(small.append(b, 0), e.thumbnail...)
}

func (d *degrees) directory() directory {
	if d == nil {
		return nil
	}
	north, east := "N", "E"
	if d.lat < 0 {
		north = "S"
	}
	if d.long < 0 {
		east = "W"
	}
	return directory{entry{0, typeByte, 4, []byte{2, 3, 0, 0}}, ascii(1, north), angle(2, d.lat), ascii(3, east), angle(4, d.long)}
}

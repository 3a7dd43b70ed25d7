package sample

import (
	"encoding/binary"
	"math"
)

// directory is one list of tags in an EXIF block, in the order of their numbers.
type directory []entry

// entry is one tag. A value of more than four bytes lies behind its directory.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

// The types of values.
const (
	typeByte      = 1
	typeASCII     = 2
	typeShort     = 3
	typeLong      = 4
	typeRational  = 5
	typeUndefined = 7
)

func ascii(tag uint16, s string) entry {
	return entry{tag, typeASCII, uint32(len(s) + 1), append([]byte(s), 0)}
}

func short(tag, v uint16) entry {
	return entry{tag, typeShort, 1, binary.BigEndian.AppendUint16(nil, v)}
}

func long(tag uint16, v uint32) entry {
	return entry{tag, typeLong, 1, binary.BigEndian.AppendUint32(nil, v)}
}

// angle is degrees, minutes and hundredths of seconds.
func angle(tag uint16, degrees float64) entry {
	seconds := uint32(math.Round(math.Abs(degrees) * 3600 * 100))
	var v []byte
	for _, part := range [][2]uint32{{seconds / 360000, 1}, {seconds / 6000 % 60, 1}, {seconds % 6000, 100}} {
		v = binary.BigEndian.AppendUint32(v, part[0])
		v = binary.BigEndian.AppendUint32(v, part[1])
	}
	return entry{tag, typeRational, 3, v}
}

// set gives a tag that holds one long its value.
func (d directory) set(tag uint16, v uint32) {
	for _, e := range d {
		if e.tag == tag {
			binary.BigEndian.PutUint32(e.value, v)
		}
	}
}

// size is how many bytes the directory and its values take.
func (d directory) size() uint32 {
	n := 2 + 12*len(d) + 4
	for _, e := range d {
		n += e.behind()
	}
	return uint32(n)
}

// behind is how many bytes of the value lie behind the directory: none, or a whole number of words.
func (e entry) behind() int {
	if len(e.value) <= 4 {
		return 0
	}
	return (len(e.value) + 1) &^ 1
}

// append writes the directory at the end of b, which begins where the block does. Next is where the following
// directory of the same chain starts, 0 when it is the last.
func (d directory) append(b []byte, next uint32) []byte {
	behind := uint32(len(b) + 2 + 12*len(d) + 4)
	var values []byte
	b = binary.BigEndian.AppendUint16(b, uint16(len(d)))
	for _, e := range d {
		b = binary.BigEndian.AppendUint16(b, e.tag)
		b = binary.BigEndian.AppendUint16(b, e.kind)
		b = binary.BigEndian.AppendUint32(b, e.count)
		if n := e.behind(); n > 0 {
			b = binary.BigEndian.AppendUint32(b, behind+uint32(len(values)))
			values = append(values, e.value...)
			values = append(values, make([]byte, n-len(e.value))...)
			continue
		}
		b = append(b, e.value...)
		b = append(b, make([]byte, 4-len(e.value))...)
	}
	return append(binary.BigEndian.AppendUint32(b, next), values...)
}

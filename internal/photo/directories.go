package photo

import "encoding/binary"

// The tags of a TIFF directory that are read here; the rest is read by imagemeta.
const (
	tagSubfileType   = 0x00fe
	tagCompression   = 0x0103
	tagMake          = 0x010f
	tagModel         = 0x0110
	tagStripOffsets  = 0x0111
	tagOrientation   = 0x0112
	tagStripCounts   = 0x0117
	tagSubIFDs       = 0x014a
	tagThumbOffset   = 0x0201
	tagThumbLength   = 0x0202
	tagPanasonicJPEG = 0x002e
	tagDNGVersion    = 0xc612
)

// Bounds of what is walked: files that are attacks have directories without end.
const (
	maxDirectories = 32
	maxEntries     = 1000
)

// directories reads the directories of a TIFF or an EXIF block, and nothing that lies outside of it.
type directories struct {
	b []byte
}

func (t directories) order() binary.ByteOrder {
	if len(t.b) > 0 && t.b[0] == 'M' {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// entry is one tag: where its value or the pointer to it stands.
type entry struct {
	typ   uint16
	count uint32
	at    int // of the four bytes
}

// first is where the first directory begins.
func (t directories) first() (int, bool) {
	if len(t.b) < 8 {
		return 0, false
	}
	return t.inside(t.order().Uint32(t.b[4:]))
}

func (t directories) inside(off uint32) (int, bool) {
	return int(off), off >= 8 && int64(off)+2 <= int64(len(t.b))
}

// entries reads a directory.
func (t directories) entries(at int) map[uint16]entry {
	out := map[uint16]entry{}
	if at+2 > len(t.b) {
		return out
	}
	n := int(t.order().Uint16(t.b[at:]))
	for i := range min(n, maxEntries) {
		e := at + 2 + 12*i
		if e+12 > len(t.b) {
			break
		}
		out[t.order().Uint16(t.b[e:])] = entry{typ: t.order().Uint16(t.b[e+2:]), count: t.order().Uint32(t.b[e+4:]), at: e + 8}
	}
	return out
}

// next is the directory after the one at.
func (t directories) next(at int) (int, bool) {
	if at+2 > len(t.b) {
		return 0, false
	}
	end := at + 2 + 12*int(t.order().Uint16(t.b[at:]))
	if end+4 > len(t.b) {
		return 0, false
	}
	return t.inside(t.order().Uint32(t.b[end:]))
}

// number is the value of a tag that holds one whole number; 0 for one that is not there.
func (t directories) number(e entry) uint32 {
	if all := t.numbers(e, 1); len(all) == 1 {
		return all[0]
	}
	return 0
}

// numbers reads whole numbers, at most so many.
func (t directories) numbers(e entry, most int) []uint32 {
	var size int
	switch e.typ {
	case 1, 6, 7:
		size = 1
	case 3, 8:
		size = 2
	case 4, 9, 13:
		size = 4
	default:
		return nil
	}
	n := min(int(min(e.count, 1<<20)), most)
	at := e.at
	if int64(e.count)*int64(size) > 4 {
		p, ok := t.inside(t.order().Uint32(t.b[e.at:]))
		if !ok {
			return nil
		}
		at = p
	}
	var out []uint32
	for i := range n {
		p := at + i*size
		if p+size > len(t.b) {
			break
		}
		switch size {
		case 1:
			out = append(out, uint32(t.b[p]))
		case 2:
			out = append(out, uint32(t.order().Uint16(t.b[p:])))
		default:
			out = append(out, t.order().Uint32(t.b[p:]))
		}
	}
	return out
}

// text is the value of a tag that holds text, at most a kilobyte of it.
func (t directories) text(e entry) []byte {
	if e.typ != 2 || e.count == 0 {
		return nil
	}
	at, n := e.at, int(min(e.count, 1024))
	if e.count > 4 {
		p, ok := t.inside(t.order().Uint32(t.b[e.at:]))
		if !ok {
			return nil
		}
		at = p
	}
	return t.b[at:min(at+n, len(t.b))]
}

// all visits every directory: those in a row and those below, each once.
func (t directories) all(f func(map[uint16]entry)) {
	first, ok := t.first()
	if !ok {
		return
	}
	seen := map[int]bool{}
	queue := []int{first}
	for len(queue) > 0 && len(seen) < maxDirectories {
		at := queue[0]
		queue = queue[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		e := t.entries(at)
		f(e)
		if next, ok := t.next(at); ok {
			queue = append(queue, next)
		}
		for _, off := range t.numbers(e[tagSubIFDs], 8) {
			if p, ok := t.inside(off); ok {
				queue = append(queue, p)
			}
		}
	}
}

package photo

import (
	"bytes"
	"encoding/binary"
)

// heif is what the index of a HEIC file says: which item is the picture, how large it is, and which small items show
// the same.
type heif struct {
	pitm    int    // where the number of the picture's item stands in the file
	wide    bool   // it has 32 bits instead of 16
	primary uint32 // the picture
	size    Size   // of the picture, upright
	thumbs  []item // its small pictures
}

// item is a small picture of the picture.
type item struct {
	id   uint32
	size Size // upright
}

// box is one box of a file made of boxes.
type box struct {
	kind string
	body []byte
	at   int // of body in the file
}

// maxBoxes is how many boxes of one level are looked at.
const maxBoxes = 4096

// boxes walks through one level.
func boxes(b []byte, at int, f func(box)) {
	for range maxBoxes {
		if len(b) < 8 {
			return
		}
		n, head := uint64(binary.BigEndian.Uint32(b)), 8
		switch {
		case n == 1 && len(b) >= 16:
			n, head = binary.BigEndian.Uint64(b[8:]), 16
		case n == 0:
			n = uint64(len(b))
		}
		if n < uint64(head) || n > uint64(len(b)) {
			return
		}
		f(box{kind: string(b[4:8]), body: b[head:n], at: at + head})
		b, at = b[n:], at+int(n)
	}
}

// readHEIF reads the index. It reports false when there is none that makes sense.
func readHEIF(b []byte) (heif, bool) {
	var h heif
	boxes(b, 0, func(x box) {
		if x.kind == "meta" && len(x.body) > 4 {
			h.meta(box{body: x.body[4:], at: x.at + 4})
		}
	})
	return h, h.pitm > 0
}

func (h *heif) meta(m box) {
	var refs, props box
	boxes(m.body, m.at, func(x box) {
		switch x.kind {
		case "pitm":
			h.readPrimary(x)
		case "iref":
			refs = x
		case "iprp":
			props = x
		}
	})
	if h.pitm == 0 {
		return
	}
	h.readThumb(refs)
	h.readSizes(props)
}

func (h *heif) readPrimary(x box) {
	switch {
	case len(x.body) >= 8 && x.body[0] != 0:
		h.pitm, h.wide, h.primary = x.at+4, true, binary.BigEndian.Uint32(x.body[4:])
	case len(x.body) >= 6 && x.body[0] == 0:
		h.pitm, h.primary = x.at+4, uint32(binary.BigEndian.Uint16(x.body[4:]))
	}
}

// number reads an item's number of 16 or 32 bits, and what follows it.
func number(b []byte, wide bool) (n uint32, rest []byte, ok bool) {
	if wide {
		if len(b) < 4 {
			return 0, nil, false
		}
		return binary.BigEndian.Uint32(b), b[4:], true
	}
	if len(b) < 2 {
		return 0, nil, false
	}
	return uint32(binary.BigEndian.Uint16(b)), b[2:], true
}

// readThumb finds the item that is a small picture of the primary one.
func (h *heif) readThumb(refs box) {
	if len(refs.body) < 4 {
		return
	}
	wide := refs.body[0] != 0
	boxes(refs.body[4:], 0, func(x box) {
		if x.kind != "thmb" {
			return
		}
		from, rest, ok := number(x.body, wide)
		if !ok || len(rest) < 2 {
			return
		}
		n := int(binary.BigEndian.Uint16(rest))
		rest = rest[2:]
		for range n {
			var to uint32
			if to, rest, ok = number(rest, wide); !ok {
				return
			}
			if to == h.primary && (h.wide || from <= 0xffff) && len(h.thumbs) < 8 {
				h.thumbs = append(h.thumbs, item{id: from})
			}
		}
	})
}

// readSizes reads how large both are, and how they are turned.
func (h *heif) readSizes(props box) {
	var list []box
	var links []box
	boxes(props.body, 0, func(x box) {
		switch x.kind {
		case "ipco":
			boxes(x.body, 0, func(p box) { list = append(list, p) })
		case "ipma":
			links = append(links, x)
		}
	})
	for _, x := range links {
		properties(x.body, func(id uint32, index int) {
			size := h.sizeOf(id)
			if index < 1 || index > len(list) || size == nil {
				return
			}
			switch p := list[index-1]; {
			case p.kind == "ispe" && len(p.body) >= 12:
				*size = Size{int(binary.BigEndian.Uint32(p.body[4:])), int(binary.BigEndian.Uint32(p.body[8:]))}
			case p.kind == "irot" && len(p.body) >= 1 && p.body[0]&1 == 1: // it follows the size
				size.Width, size.Height = size.Height, size.Width
			}
		})
	}
}

// sizeOf is where the size of an item is kept; nil for one that is not looked at.
func (h *heif) sizeOf(id uint32) *Size {
	if id == h.primary {
		return &h.size
	}
	for i := range h.thumbs {
		if h.thumbs[i].id == id {
			return &h.thumbs[i].size
		}
	}
	return nil
}

// small is a small picture that can be decoded: the smallest that fills a grid's tile, or the largest there is.
func (h *heif) small(largest bool) (item, bool) {
	var best item
	for _, t := range h.thumbs {
		if t.size.within(4) != nil {
			continue
		}
		n, have := max(t.size.Width, t.size.Height), max(best.size.Width, best.size.Height)
		if have == 0 || largest && n > have || !largest && (have < ThumbSide/2 && n > have || n >= ThumbSide/2 && n < have) {
			best = t
		}
	}
	return best, best.id != 0
}

// properties walks through which item has which property.
func properties(b []byte, f func(item uint32, index int)) {
	if len(b) < 8 {
		return
	}
	wide, long := b[0] >= 1, b[3]&1 == 1
	n := binary.BigEndian.Uint32(b[4:])
	b = b[8:]
	for range min(n, maxBoxes) {
		item, rest, ok := number(b, wide)
		if !ok || len(rest) < 1 {
			return
		}
		count := int(rest[0])
		b = rest[1:]
		for range count {
			if long {
				if len(b) < 2 {
					return
				}
				f(item, int(binary.BigEndian.Uint16(b)&0x7fff))
				b = b[2:]
				continue
			}
			if len(b) < 1 {
				return
			}
			f(item, int(b[0]&0x7f))
			b = b[1:]
		}
	}
}

// only returns the file with a small item in the picture's place, so that a decoder reads that one.
func (h heif) only(t item, b []byte) []byte {
	out := bytes.Clone(b)
	if h.wide {
		binary.BigEndian.PutUint32(out[h.pitm:], t.id)
	} else {
		binary.BigEndian.PutUint16(out[h.pitm:], uint16(t.id))
	}
	return out
}

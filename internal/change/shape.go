package change

import "math/bits"

// The major types of CBOR that the wire form uses (RFC 8949 section 3.1).
const (
	majorUint  = 0
	majorBytes = 2
	majorText  = 3
	majorList  = 4
)

// shape is what may stand at one place of the wire form. The generic decoder makes room for a list as long as the list
// claims to be and takes a one-byte null for a whole change; a hostile set of 32 MB would cost gigabytes that way.
// checkShape walks over the bytes first and builds nothing.
type shape struct {
	major byte
	size  int     // of bytes: the exact length; 0: any
	null  bool    // null may stand here
	each  *shape  // of a list: what its elements are
	parts []shape // of a list: its fixed parts
	or    *shape  // what else may stand here
}

var (
	anUint  = shape{major: majorUint}
	aText   = shape{major: majorText}
	anID    = shape{major: majorBytes, size: 16}
	aHash   = shape{major: majorBytes, size: 32}
	aValue  = shape{major: majorList, parts: []shape{anID, {major: majorBytes}}, or: &aHash}
	setID   = shape{major: majorList, parts: []shape{anID, anUint}}
	aRef    = shape{major: majorList, parts: []shape{anID, anUint, anUint}}
	elemRef = shape{major: majorList, parts: []shape{aRef, anUint}}
	valRef  = shape{major: majorList, parts: []shape{aRef, aText}}
	anEdit  = shape{major: majorList, parts: []shape{aText, nullable(aValue), many(&aRef), many(&aValue), many(&elemRef), many(&aRef)}}
	erasure = shape{major: majorList, null: true, parts: []shape{many(&anID), many(&anID), many(&valRef)}}
	aChange = shape{major: majorList, parts: []shape{anID, aText, anUint, many(&anID), many(&anEdit), erasure}}
	aSet    = shape{major: majorList, parts: []shape{anUint, anID, anID, anUint, aHash, anUint, aText, anID, anID,
		nullable(aValue), nullable(setID), many(&aChange)}}
)

func many(each *shape) shape { return shape{major: majorList, each: each} }

func nullable(s shape) shape {
	s.null = true
	return s
}

// checkShape refuses bytes that cannot be a set of this format. What it lets pass takes at most a small multiple of its
// length in memory. Other formats are for DecodeTrusted to name.
func checkShape(b []byte) error {
	if len(b) > MaxSetBytes || formatOf(b) > Format {
		return nil // named by DecodeTrusted before anything is built
	}
	rest, ok := aSet.skip(b)
	if !ok || len(rest) > 0 {
		return errWire("it does not have the parts of a change set")
	}
	return nil
}

// skip returns what follows one item of the shape, and false when b does not begin with one.
func (s *shape) skip(b []byte) ([]byte, bool) {
	if s.null && len(b) > 0 && b[0] == null {
		return b[1:], true
	}
	major, n, l := head(b)
	if s.or != nil && major == s.or.major {
		return s.or.skip(b)
	}
	if l == 0 || major != s.major {
		return nil, false
	}
	b = b[l:]
	switch {
	case major == majorBytes || major == majorText:
		if n > uint64(len(b)) || (s.size > 0 && n != uint64(s.size)) {
			return nil, false
		}
		return b[n:], true
	case s.parts != nil:
		if n != uint64(len(s.parts)) {
			return nil, false
		}
		ok := true
		for i := 0; ok && i < len(s.parts); i++ {
			b, ok = s.parts[i].skip(b)
		}
		return b, ok
	case s.each != nil:
		ok := n <= uint64(len(b)) && n <= maxElements
		for ; ok && n > 0; n-- {
			b, ok = s.each.skip(b)
		}
		return b, ok
	}
	return b, true
}

// head reads the first bytes of a CBOR item: its major type, its number, and how many bytes these two take, 0 when they
// are cut short or not in the shortest form.
func head(b []byte) (major byte, n uint64, size int) {
	if len(b) == 0 {
		return 0, 0, 0
	}
	major, info := b[0]>>5, b[0]&31
	if info < 24 {
		return major, uint64(info), 1
	}
	if info > 27 || len(b) < 1+1<<(info-24) {
		return major, 0, 0
	}
	size = 1 + 1<<(info-24)
	for _, x := range b[1:size] {
		n = n<<8 | uint64(x)
	}
	if shortest := (bits.Len64(n) + 7) / 8; n < 24 || (size > 2 && shortest <= (size-1)/2) {
		return major, 0, 0
	}
	return major, n, size
}

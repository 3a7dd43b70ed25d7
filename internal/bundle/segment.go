package bundle

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/klauspost/compress/zstd"
)

// segmentGoal is how many bytes of change sets go into one segment. A segment is a sequence of CBOR byte strings, one
// for each set's wire form.
const segmentGoal = 1 << 20

// cutter gathers wire forms into segments. The same sets in the same order always give the same segments.
type cutter struct {
	buf  []byte
	full func(segment []byte) error
}

func (c *cutter) add(body []byte) error {
	if len(c.buf) > 0 && len(c.buf)+len(body) > segmentGoal {
		if err := c.flush(); err != nil {
			return err
		}
	}
	c.buf = append(appendHead(c.buf, len(body)), body...)
	return nil
}

func (c *cutter) flush() error {
	if len(c.buf) == 0 {
		return nil
	}
	err := c.full(c.buf)
	c.buf = c.buf[:0]
	return err
}

// Sets yields the wire forms that go into a pakke: the sets of one machine together and in order of their numbers, the
// machines in any order, but the same each time. A body is read before yield returns.
type Sets func(yield func(body []byte) error) error

// Measure reads the sets once and returns the segments that Write will make of them.
func Measure(sets Sets) ([]Segment, error) {
	var all []Segment
	c := cutter{full: func(b []byte) error {
		if len(b) > maxSegment {
			return errLimit("a piece of its change sets")
		}
		all = append(all, Segment{uint64(len(b)), sha256.Sum256(b)})
		return nil
	}}
	if err := sets(c.add); err != nil {
		return nil, err
	}
	return all, c.flush()
}

// appendHead writes the head of a CBOR byte string.
func appendHead(b []byte, n int) []byte {
	switch {
	case n < 24:
		return append(b, 0x40|byte(n))
	case n < 1<<8:
		return append(b, 0x58, byte(n))
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(b, 0x59), uint16(n))
	}
	return binary.BigEndian.AppendUint32(append(b, 0x5a), uint32(n))
}

// nextBody takes the first byte string off a segment. It takes no longer a head than needed.
func nextBody(b []byte) (body, rest []byte, ok bool) {
	if len(b) == 0 || b[0]>>5 != 2 {
		return nil, nil, false
	}
	size, least, at := int64(b[0]&31), int64(0), 1
	switch {
	case size < 24:
	case size == 24 && len(b) > 1:
		size, least, at = int64(b[1]), 24, 2
	case size == 25 && len(b) > 2:
		size, least, at = int64(binary.BigEndian.Uint16(b[1:])), 1<<8, 3
	case size == 26 && len(b) > 4:
		size, least, at = int64(binary.BigEndian.Uint32(b[1:])), 1<<16, 5
	default:
		return nil, nil, false
	}
	if size < least || size > int64(len(b)-at) {
		return nil, nil, false
	}
	return b[at : at+int(size)], b[at+int(size):], true
}

// pack compresses a segment. One that would not become smaller, or would grow too much when it is unpacked, is returned
// as it is; that its length is the segment's own then says so.
func pack(z *zstd.Encoder, into, segment []byte) []byte {
	packed := z.EncodeAll(segment, into[:0])
	if len(packed) >= len(segment) || len(packed)*maxRatio < len(segment) {
		return append(into[:0], segment...)
	}
	return packed
}

// unpack is the inverse of pack. It gives no more memory to a segment than the manifest says it takes.
func unpack(z *zstd.Decoder, into, packed []byte, size uint64) ([]byte, error) {
	if uint64(len(packed)) == size {
		return packed, nil
	}
	var h zstd.Header
	if h.Decode(packed) != nil || h.Skippable || !h.HasFCS || h.FrameContentSize != size || size > uint64(len(packed))*maxRatio {
		return nil, errPart("a piece of its change sets has another size")
	}
	out, err := z.DecodeAll(packed, into[:0])
	if err != nil || uint64(len(out)) != size {
		return nil, errPart("a piece of its change sets cannot be unpacked")
	}
	return out, nil
}

func newEncoder() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithSingleSegment(true),
		zstd.WithLowerEncoderMem(true))
}

func newDecoder() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(maxSegment),
		zstd.WithDecoderMaxWindow(64<<20))
}

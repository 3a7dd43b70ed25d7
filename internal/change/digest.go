package change

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"maps"
	"slices"

	"feltbog/internal/feltbog"
)

// Digest hashes the visible state of a space: every record that is shown or in the trash, with all its visible
// versions. Records are added in ascending order of id. Two machines that agree have equal digests, whatever either
// knows about kinds and fields: a head is named by its change, and the hash chain ties that to its value.
//
// The register of disclosures is left out. Handing something over writes a line in it that what is handed over cannot
// hold, so two machines that tell each other everything would never agree.
type Digest struct {
	h hash.Hash
}

// NewDigest begins a digest of one space.
func NewDigest(space feltbog.ID) *Digest {
	d := &Digest{h: sha256.New()}
	d.h.Write([]byte("feltbog digest 1\n"))
	d.h.Write(space[:])
	return d
}

func (d *Digest) number(n uint64) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n)
	d.h.Write(b[:])
}

func (d *Digest) text(s string) {
	d.number(uint64(len(s)))
	d.h.Write([]byte(s))
}

func (d *Digest) id(i ID) {
	d.h.Write(i.Device[:])
	d.number(i.Seq)
	d.number(uint64(i.N))
}

// Add adds one record. Records of which nothing is left add nothing.
func (d *Digest) Add(record feltbog.ID, s *State) {
	status := s.Status()
	if status == Gone || s.Kind == feltbog.KindDisclosure {
		return
	}
	d.h.Write(record[:])
	d.text(string(s.Kind))
	d.number(uint64(status))
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		f := s.Fields[name]
		heads := f.HeadIDs()
		var live int
		for _, e := range f.Elems {
			if e.Data != nil {
				live++
			}
		}
		if len(heads)+live == 0 {
			continue
		}
		d.text(name)
		d.number(uint64(len(heads)))
		for _, h := range heads {
			d.id(h)
		}
		d.number(uint64(live))
		for _, e := range f.Elems {
			if e.Data != nil {
				d.id(e.ID.ID)
				d.number(uint64(e.ID.K))
			}
		}
	}
}

// Sum returns the digest.
func (d *Digest) Sum() [32]byte {
	var sum [32]byte
	d.h.Sum(sum[:0])
	return sum
}

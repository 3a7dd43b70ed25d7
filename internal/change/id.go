package change

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
)

// SetID names a sealed change set inside a space: the device that made it and its number in that device's chain,
// counted from 1.
type SetID struct {
	_      struct{} `cbor:",toarray"`
	Device feltbog.ID
	Seq    uint64
}

// String prints "device.seq".
func (s SetID) String() string { return fmt.Sprintf("%s.%d", s.Device, s.Seq) }

// ID names one change: its set and its place in the set, counted from 0.
type ID struct {
	_      struct{} `cbor:",toarray"`
	Device feltbog.ID
	Seq    uint64
	N      uint32
}

// Set returns the set that the change is part of.
func (i ID) Set() SetID { return SetID{Device: i.Device, Seq: i.Seq} }

// String prints "device.seq.n"; ParseRef reads it back.
func (i ID) String() string { return fmt.Sprintf("%s.%d.%d", i.Device, i.Seq, i.N) }

// Compare orders ids by device, sequence and place. The order has no meaning; it makes output stable.
func (i ID) Compare(o ID) int {
	if c := bytes.Compare(i.Device[:], o.Device[:]); c != 0 {
		return c
	}
	if c := cmp.Compare(i.Seq, o.Seq); c != 0 {
		return c
	}
	return cmp.Compare(i.N, o.N)
}

// ParseRef reads the text form of a change id.
func ParseRef(s string) (ID, error) {
	dev, rest, _ := strings.Cut(s, ".")
	seq, n, _ := strings.Cut(rest, ".")
	device, err1 := feltbog.ParseID(dev)
	number, err2 := strconv.ParseUint(seq, 10, 64)
	place, err3 := strconv.ParseUint(n, 10, 32)
	if id := (ID{Device: device, Seq: number, N: uint32(place)}); errors.Join(err1, err2, err3) == nil && strings.EqualFold(id.String(), s) {
		return id, nil
	}
	return ID{}, feltbog.Errorf(feltbog.EInvalid, "change.ref", "%q is not the id of a change", s).With("value", s)
}

// ElemID names one addition to a set field: the change that added it and its place among that change's additions.
type ElemID struct {
	_  struct{} `cbor:",toarray"`
	ID ID
	K  uint32
}

// Compare orders element ids by change and place.
func (e ElemID) Compare(o ElemID) int {
	if c := e.ID.Compare(o.ID); c != 0 {
		return c
	}
	return cmp.Compare(e.K, o.K)
}

package change

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"

	"feltbog/internal/feltbog"
)

// Limits of the wire form. A set beyond them is refused before anything is built from it.
const (
	MaxSetBytes = 32 << 20 // one set; larger imports are split into several actions
	maxElements = 1 << 20
	maxNesting  = 16
	maxName     = 200 // bytes of a kind, field or action name
)

var encMode = must(cbor.EncOptions{
	Sort:          cbor.SortCoreDeterministic,
	IndefLength:   cbor.IndefLengthForbidden,
	NilContainers: cbor.NilContainerAsEmpty,
	TextMarshaler: cbor.TextMarshalerNone,
}.EncMode())

var decMode = must(cbor.DecOptions{
	DupMapKey:        cbor.DupMapKeyEnforcedAPF,
	IndefLength:      cbor.IndefLengthForbidden,
	MaxNestedLevels:  maxNesting,
	MaxArrayElements: maxElements,
	MaxMapPairs:      maxElements,
	TagsMd:           cbor.TagsForbidden,
	UTF8:             cbor.UTF8RejectInvalid,
}.DecMode())

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func errWire(what string) *feltbog.Error {
	return feltbog.Errorf(feltbog.EDamaged, "change.wire", "a change set cannot be read: %s", what).With("what", what)
}

// Encode writes the wire form of a set: deterministic CBOR (RFC 8949 section 4.2), the same bytes on every machine.
func Encode(s *Set) ([]byte, error) {
	b, err := encMode.Marshal(s)
	if err != nil {
		return nil, feltbog.Errorf(feltbog.EInternal, "change.encode", "encode change set: %w", err)
	}
	if len(b) > MaxSetBytes {
		return nil, feltbog.Errorf(feltbog.EInvalid, "change.large", "this is too much for one step: %d MB, at most %d MB",
			len(b)>>20, MaxSetBytes>>20)
	}
	return b, nil
}

// Decode reads a wire form. It refuses whatever Encode would not have written: other formats, other lengths, unsorted
// or repeated fields, bytes behind the end. So a set has one form only, and passing it on is byte-exact.
func Decode(b []byte) (*Set, error) {
	if err := checkShape(b); err != nil {
		return nil, err
	}
	s, err := DecodeTrusted(b)
	if err != nil {
		return nil, err
	}
	if err := check(s); err != nil {
		return nil, err
	}
	again, err := encMode.Marshal(s)
	if err != nil || !bytes.Equal(again, b) {
		return nil, errWire("it is not in its one deterministic form")
	}
	return s, nil
}

// DecodeTrusted reads bytes that Decode has accepted before: the log of the own vault.
func DecodeTrusted(b []byte) (*Set, error) {
	if len(b) > MaxSetBytes {
		return nil, errWire("it is larger than a change set can be")
	}
	if len(b) < 2 || b[0]>>5 != 4 {
		return nil, errWire("it does not begin as one")
	}
	if f := formatOf(b); f > Format {
		return nil, feltbog.Errorf(feltbog.EDamaged, "change.newer",
			"made with a newer version of Feltbog (change format %d, this version reads %d); nothing was changed", f, Format)
	}
	s := new(Set)
	if err := decMode.Unmarshal(b, s); err != nil {
		return nil, errWire(err.Error())
	}
	return s, nil
}

// formatOf returns the format number at the head of a wire form, however long that form's list is, and 0 when there is
// none: a newer format may have more parts than this version's heads can count.
func formatOf(b []byte) uint64 {
	_, _, n := head(b)
	if n == 0 || n >= len(b) {
		return 0
	}
	major, f, m := head(b[n:])
	if m == 0 || major != majorUint {
		return 0
	}
	return f
}

// check holds what the types cannot say.
func check(s *Set) error {
	switch {
	case s.Format != Format:
		return errWire("its format is unknown")
	case s.Seq == 0 || s.Seq >= 1<<40:
		return errWire("it has no number")
	case s.Device.IsZero() || s.Space.IsZero():
		return errWire("it names no device or no space")
	case s.Action != "" && badName(s.Action):
		return errWire("its action name cannot be one")
	}
	for i := range s.Changes {
		if err := checkChange(&s.Changes[i], s.ID()); err != nil {
			return err
		}
	}
	return nil
}

func badName(n string) bool { return n == "" || len(n) > maxName || !utf8.ValidString(n) }

// ahead reports whether id names a change that the writer of the set cannot have been shown: one of the set itself, or
// of a later set of its own device. Folding such a set would depend on whether the reference or what it names comes
// first.
func ahead(id ID, set SetID) bool { return id.Device == set.Device && id.Seq >= set.Seq }

func checkChange(c *Change, set SetID) error {
	if c.Record.IsZero() || badName(string(c.Kind)) {
		return errWire("a change names no record or no kind")
	}
	if (c.Kind == KindErase) != (c.Erase != nil) || (c.Erase != nil && len(c.Edits) > 0) {
		return errWire("an erasure is mixed with an edit")
	}
	for i := range c.Edits {
		e := &c.Edits[i]
		switch {
		case badName(e.Field):
			return errWire("an edit names no field")
		case i > 0 && c.Edits[i-1].Field >= e.Field:
			return errWire("its fields are not in order")
		case (e.Value == nil) == (len(e.Add)+len(e.Remove) == 0):
			return errWire("an edit of " + e.Field + " must be a value or a set, not both")
		case e.Field != Deleted && len(e.Seen) > 0:
			return errWire("only a deletion lists what was seen")
		case e.Field == Deleted && (e.Value == nil || e.Value.Erased()):
			return errWire("a deletion must say yes or no")
		case slices.ContainsFunc(e.Over, func(o ID) bool { return ahead(o, set) }) ||
			slices.ContainsFunc(e.Seen, func(o ID) bool { return ahead(o, set) }) ||
			slices.ContainsFunc(e.Remove, func(r ElemID) bool { return ahead(r.ID, set) }):
			return errWire("it refers to itself or to what came after it")
		case !slices.IsSortedFunc(e.Over, ID.Compare) || !slices.IsSortedFunc(e.Remove, ElemID.Compare):
			return errWire("its references are not in order")
		}
	}
	return nil
}

// hashLabel separates this hash from every other use of SHA-256 in Feltbog.
const hashLabel = "feltbog change set 1\n"

// Hash returns the set's hash: SHA-256 over the wire form with every value replaced by its commitment. Erasing a value
// therefore leaves the hash as it was.
func Hash(s *Set) ([32]byte, error) {
	h := *s
	if s.Reason != nil {
		v := s.Reason.Erase()
		h.Reason = &v
	}
	h.Changes = make([]Change, len(s.Changes))
	for n := range s.Changes {
		c := s.Changes[n]
		edits := make([]Edit, len(c.Edits))
		for i, e := range c.Edits {
			if e.Value != nil {
				v := e.Value.Erase()
				e.Value = &v
			}
			if len(e.Add) > 0 {
				add := make([]Value, len(e.Add))
				for k := range e.Add {
					add[k] = e.Add[k].Erase()
				}
				e.Add = add
			}
			edits[i] = e
		}
		c.Edits = edits
		h.Changes[n] = c
	}
	b, err := encMode.Marshal(&h)
	if err != nil {
		return [32]byte{}, feltbog.Errorf(feltbog.EInternal, "change.encode", "hash change set: %w", err)
	}
	d := sha256.New()
	d.Write([]byte(hashLabel))
	d.Write(b)
	var sum [32]byte
	d.Sum(sum[:0])
	return sum, nil
}

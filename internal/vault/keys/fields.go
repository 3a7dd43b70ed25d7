package keys

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// Encoding is deterministic CBOR (RFC 8949, 4.2.1). Decoding refuses what a careful writer never makes.
var (
	encoding = must(cbor.CoreDetEncOptions().EncMode())
	decoding = must(cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		MaxNestedLevels:  16,
		MaxArrayElements: 8192,
		MaxMapPairs:      256,
	}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options above are constants
	}
	return v
}

// fields is a CBOR map with small numbers as keys. Keys that this version does not know stay in the map and are
// written back as they were.
type fields map[uint64]cbor.RawMessage

// get decodes the field into v. A field that is absent leaves v alone.
func (f fields) get(key uint64, v any) error {
	raw, ok := f[key]
	if !ok {
		return nil
	}
	if err := decoding.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("field %d: %w", key, err)
	}
	return nil
}

// set encodes v as the field.
func (f fields) set(key uint64, v any) {
	f[key] = must(encoding.Marshal(v)) // only called with bytes, numbers, text and maps of raw CBOR
}

// without returns a copy that lacks the given keys: what is left is what a newer version added.
func (f fields) without(known ...uint64) fields {
	rest := fields{}
	for k, v := range f {
		rest[k] = append(cbor.RawMessage(nil), v...)
	}
	for _, k := range known {
		delete(rest, k)
	}
	return rest
}

func (f fields) wipe() {
	for _, v := range f {
		clear(v)
	}
}

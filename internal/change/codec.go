package change

import (
	"bytes"
	"encoding"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"feltbog/internal/feltbog"
)

// listMode writes the rows of list fields: maps named by their json tags, with text forms for dates and ids.
var listEnc = must(cbor.EncOptions{Sort: cbor.SortCoreDeterministic, IndefLength: cbor.IndefLengthForbidden,
	TextMarshaler: cbor.TextMarshalerTextString}.EncMode())

var listDec = must(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden,
	MaxNestedLevels: maxNesting, TagsMd: cbor.TagsForbidden, UTF8: cbor.UTF8RejectInvalid,
	TextUnmarshaler: cbor.TextUnmarshalerTextString}.DecMode())

// EncodeField returns the CBOR of a register field of rec: null when it holds the zero value, so that an empty field
// and a field never written look alike.
func EncodeField(rec feltbog.Record, f feltbog.Field) ([]byte, error) {
	v := f.Value(rec)
	if v.IsZero() || (v.Kind() == reflect.Slice && v.Len() == 0) {
		return []byte{null}, nil
	}
	b, err := encodeValue(v, f.Type)
	if err != nil {
		return nil, feltbog.Errorf(feltbog.EInvalid, "field.encode", "%s.%s cannot be stored: %w", rec.Kind(), f.Name, err).
			With("field", f.Name)
	}
	return b, nil
}

// EncodeSet returns the CBOR of each element of a set field, without repetitions.
func EncodeSet(rec feltbog.Record, f feltbog.Field) ([][]byte, error) {
	v := f.Value(rec)
	var all [][]byte
	seen := map[string]bool{}
	for i := range v.Len() {
		b, err := encodeValue(v.Index(i), f.Elem)
		if err != nil {
			return nil, feltbog.Errorf(feltbog.EInvalid, "field.encode", "%s.%s cannot be stored: %w", rec.Kind(), f.Name, err)
		}
		if !seen[string(b)] {
			seen[string(b)] = true
			all = append(all, b)
		}
	}
	return all, nil
}

func encodeValue(v reflect.Value, t feltbog.Type) ([]byte, error) {
	switch t {
	case feltbog.TypeRef:
		id := v.Interface().(feltbog.ID)
		return appendBytes(nil, id[:]), nil
	case feltbog.TypeList:
		b, err := listEnc.Marshal(v.Interface())
		if err == nil { // rather refused now than unreadable later
			err = listDec.Unmarshal(b, reflect.New(v.Type()).Interface())
		}
		return b, err
	case feltbog.TypeText:
		if m, ok := v.Interface().(encoding.TextMarshaler); ok {
			b, err := m.MarshalText()
			if err != nil {
				return nil, err
			}
			if len(b) == 0 {
				return []byte{null}, nil
			}
			return encMode.Marshal(valid(string(b)))
		}
		return encMode.Marshal(valid(v.String()))
	case feltbog.TypeInt:
		return encMode.Marshal(v.Int())
	case feltbog.TypeBool:
		return encMode.Marshal(v.Bool())
	default:
		return encMode.Marshal(v.Float())
	}
}

// valid replaces bytes that are not UTF-8. File names from older systems have them, and no machine would read the value
// again.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// DecodeField sets a register field of rec from CBOR. Null clears it. A value of another type, as a newer version may
// write, is an error and leaves the field as it was.
func DecodeField(rec feltbog.Record, f feltbog.Field, data []byte) error {
	v := f.Value(rec)
	if len(data) == 1 && data[0] == null {
		v.SetZero()
		return nil
	}
	if err := decodeValue(v, f.Type, data); err != nil {
		return feltbog.Errorf(feltbog.EDamaged, "field.decode", "%s.%s holds a value this version cannot read: %w",
			rec.Kind(), f.Name, err).With("field", f.Name)
	}
	return nil
}

// DecodeSet sets a set field of rec from the CBOR of its elements. Repetitions count once; elements of another type are
// left out.
func DecodeSet(rec feltbog.Record, f feltbog.Field, elems [][]byte) {
	v := f.Value(rec)
	v.SetZero()
	seen := map[string]bool{}
	for _, data := range elems {
		if seen[string(data)] {
			continue
		}
		seen[string(data)] = true
		e := reflect.New(v.Type().Elem()).Elem()
		if decodeValue(e, f.Elem, data) == nil {
			v.Set(reflect.Append(v, e))
		}
	}
}

func decodeValue(v reflect.Value, t feltbog.Type, data []byte) error {
	switch t {
	case feltbog.TypeRef:
		var b []byte
		if err := decMode.Unmarshal(data, &b); err != nil {
			return err
		}
		if len(b) != 16 {
			return errWire("an id has the wrong length")
		}
		v.Set(reflect.ValueOf(feltbog.ID(b)))
		return nil
	case feltbog.TypeList:
		p := reflect.New(v.Type())
		if err := listDec.Unmarshal(data, p.Interface()); err != nil {
			return err
		}
		v.Set(p.Elem())
		return nil
	case feltbog.TypeText:
		var s string
		if err := decMode.Unmarshal(data, &s); err != nil {
			return err
		}
		if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
			return u.UnmarshalText([]byte(s))
		}
		v.SetString(s)
		return nil
	case feltbog.TypeInt:
		var n int64
		if err := decMode.Unmarshal(data, &n); err != nil {
			return err
		}
		v.SetInt(n)
		return nil
	case feltbog.TypeBool:
		var x bool
		if err := decMode.Unmarshal(data, &x); err != nil {
			return err
		}
		v.SetBool(x)
		return nil
	}
	var x float64
	if err := decMode.Unmarshal(data, &x); err != nil {
		return err
	}
	v.SetFloat(x)
	return nil
}

// SameValue reports whether two CBOR values are the same.
func SameValue(a, b []byte) bool { return bytes.Equal(a, b) }

// IsNull reports whether data is the CBOR null, which says "unset".
func IsNull(data []byte) bool { return len(data) == 1 && data[0] == null }

// Plain decodes a scalar: string, int64, float64, bool, []byte, or nil for null.
func Plain(data []byte) (any, error) {
	var v any
	if err := plainMode.Unmarshal(data, &v); err != nil {
		return nil, err
	}
	return v, nil
}

var plainMode = must(cbor.DecOptions{IntDec: cbor.IntDecConvertSignedOrFail, IndefLength: cbor.IndefLengthForbidden,
	MaxNestedLevels: maxNesting, TagsMd: cbor.TagsForbidden, UTF8: cbor.UTF8RejectInvalid,
	DefaultMapType: reflect.TypeFor[map[string]any]()}.DecMode())

// TextsIn returns every text inside a list value, in order of appearance within rows and of name within a row.
func TextsIn(data []byte) []string {
	v, err := Plain(data)
	if err != nil {
		return nil
	}
	return collectTexts(nil, v)
}

func collectTexts(out []string, v any) []string {
	switch t := v.(type) {
	case string:
		if t != "" {
			out = append(out, t)
		}
	case []any:
		for _, e := range t {
			out = collectTexts(out, e)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(t)) {
			out = collectTexts(out, t[k])
		}
	}
	return out
}

// Scalar returns the CBOR of a text, integer, float, bool, byte string (an id) or nil.
func Scalar(v any) []byte {
	b, err := encMode.Marshal(v)
	if err != nil {
		return []byte{null}
	}
	return b
}

// Readable reports whether this version can read a value of the field, or an element of it when the field is a set.
func Readable(f feltbog.Field, data []byte) bool {
	if IsNull(data) {
		return true
	}
	t, elem := f.Type, f.GoType
	if t == feltbog.TypeSet {
		t, elem = f.Elem, elem.Elem()
	}
	return decodeValue(reflect.New(elem).Elem(), t, data) == nil
}

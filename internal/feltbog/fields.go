package feltbog

import (
	"bytes"
	"encoding/json"
	"reflect"
	"sort"
	"strings"
	"unicode/utf8"
)

// SetText sets one field from what a person typed, as in "--set field=value". Empty text empties the field. Yes and no
// are ja/nej or true/false; numbers take a comma or a point; an Instant is RFC 3339; a FuzzyDate is what ParseFuzzyDate
// reads, with its year written; sets are separated by commas; lists are JSON. Errors name kind and field; rec is then
// unchanged.
func SetText(rec Record, field, text string) error {
	f, v, err := fieldOf(rec, field)
	if err != nil {
		return err
	}
	if text == "" {
		v.SetZero()
		return nil
	}
	if !utf8.ValidString(text) {
		return wrong(rec, field, strings.ToValidUTF8(text, "\uFFFD"), rule("rule.utf8", "it is not UTF-8 text"))
	}
	next := reflect.New(v.Type()).Elem()
	switch f.Type {
	case TypeSet:
		for _, part := range strings.Split(text, ",") {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			elem := reflect.New(v.Type().Elem()).Elem()
			if err = setScalar(elem, part); err != nil {
				break
			}
			next.Set(reflect.Append(next, elem))
		}
		next.Set(sortedSet(next))
	case TypeList:
		err = fieldJSON([]byte(text), next)
	default:
		err = setScalar(next, text)
	}
	if err != nil {
		return notField(rec, field, text, err)
	}
	v.Set(next)
	return nil
}

// FieldsJSON returns the fields that hold something, by name, in the form that SetJSON reads. Sets are sorted, so that
// equal records give equal bytes.
func FieldsJSON(rec Record) (map[string]json.RawMessage, error) {
	s := SchemaOf(rec.Kind())
	if s == nil {
		return nil, unknownKind(rec.Kind())
	}
	out := map[string]json.RawMessage{}
	for _, f := range s.Fields {
		v := f.Value(rec)
		if v.IsZero() || (f.Type == TypeSet || f.Type == TypeList) && v.Len() == 0 {
			continue
		}
		if f.Type == TypeSet {
			v = sortedSet(v)
		}
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v.Interface()); err != nil {
			return nil, notField(rec, f.Name, "", err)
		}
		out[f.Name] = json.RawMessage(bytes.TrimSpace(b.Bytes()))
	}
	return out, nil
}

// SetJSON sets the named fields; null empties one. A FuzzyDate may be the machine form or what people write. All fields
// are set or, with an error that names kind and field, none.
func SetJSON(rec Record, fields map[string]json.RawMessage) error {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	next := map[string]reflect.Value{}
	for _, name := range names {
		f, v, err := fieldOf(rec, name)
		if err != nil {
			return err
		}
		raw := bytes.TrimSpace(fields[name])
		nv := reflect.New(v.Type()).Elem()
		if string(raw) != "null" {
			err = fieldJSON(raw, nv)
		}
		if err != nil {
			return notField(rec, name, string(raw), err)
		}
		if f.Type == TypeSet {
			nv.Set(sortedSet(nv))
		}
		next[name] = nv
	}
	for name, nv := range next {
		_, v, _ := fieldOf(rec, name)
		v.Set(nv)
	}
	return nil
}

func fieldOf(rec Record, name string) (Field, reflect.Value, error) {
	s := SchemaOf(rec.Kind())
	if s == nil {
		return Field{}, reflect.Value{}, unknownKind(rec.Kind())
	}
	f, ok := s.Field(name)
	if !ok {
		names := make([]string, len(s.Fields))
		for i, f := range s.Fields {
			names[i] = f.Name
		}
		return Field{}, reflect.Value{}, Errorf(EInvalid, "field.unknown", "%s has no field %q; it has %s", rec.Kind(), name,
			strings.Join(names, ", ")).With("kind", string(rec.Kind())).With("field", name)
	}
	return f, f.Value(rec), nil
}

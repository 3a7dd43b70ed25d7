package sample

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"feltbog/internal/feltbog"
)

// flatEntry is a record written field by field.
type flatEntry struct {
	Kind   feltbog.Kind
	As     string
	Fields map[string]json.RawMessage
}

// flat reads a file of records, each of which was made by itself.
func (b *book) flat(text []byte) error {
	var all []flatEntry
	if err := strict(text, &all); err != nil {
		return err
	}
	for i, e := range all {
		rec, err := b.record(e)
		if err != nil {
			return fmt.Errorf("%s, number %d: %w", e.Kind, i+1, err)
		}
		name := string(e.Kind) + ".add"
		if e.Kind == feltbog.KindProject { // which is there since the vault was made
			name = string(e.Kind) + ".edit"
		}
		if err := b.did(name, rec); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) record(e flatEntry) (feltbog.Record, error) {
	schema := feltbog.SchemaOf(e.Kind)
	if schema == nil || schema.Verb != "" && e.Kind != feltbog.KindInformationLetter {
		return nil, fmt.Errorf("it cannot be written field by field")
	}
	rec := schema.New()
	rec.SetRecordID(b.own(e.As))
	fields := map[string]json.RawMessage{}
	for name, raw := range e.Fields {
		f, ok := schema.Field(name)
		if !ok {
			return nil, fmt.Errorf("there is no field %s", name)
		}
		text, err := b.value(f, raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		fields[name] = text
	}
	if err := feltbog.SetJSON(rec, fields); err != nil {
		return nil, err
	}
	if f, ok := schema.Field("order"); ok {
		at, err := b.next(string(e.Kind) + string(e.Fields["row"]) + string(e.Fields["parent"]))
		if err != nil {
			return nil, err
		}
		f.Value(rec).SetString(at)
	}
	return rec, nil
}

// value puts ids in the place of names, and machine forms in the place of dates.
func (b *book) value(f feltbog.Field, raw json.RawMessage) (json.RawMessage, error) {
	var one string
	var many []string
	dates := f.GoType == reflect.TypeFor[feltbog.FuzzyDate]() || f.GoType == reflect.TypeFor[[]feltbog.FuzzyDate]()
	switch {
	case json.Unmarshal(raw, &one) == nil:
		s, err := b.word(one, dates)
		if err != nil {
			return nil, err
		}
		return json.Marshal(s)
	case json.Unmarshal(raw, &many) == nil:
		for i, w := range many {
			s, err := b.word(w, dates)
			if err != nil {
				return nil, err
			}
			many[i] = s
		}
		return json.Marshal(many)
	}
	return raw, nil
}

func (b *book) word(w string, isDate bool) (string, error) {
	switch {
	case isDate:
		d, err := date(w)
		if err != nil {
			return "", err
		}
		machine, err := d.MarshalText()
		return string(machine), err
	case strings.HasPrefix(w, "@"):
		return b.id(w).String(), nil
	}
	return w, nil
}

package app

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// apply sets the edit's fields in rec, all or none of them.
func (e Edit) apply(rec feltbog.Record, schema *feltbog.Schema, year int) error {
	project, isProject := rec.(*feltbog.Project)
	for _, s := range e.Texts {
		if err := setText(rec, schema, s, year); err != nil {
			return err
		}
		if isProject { // its own dates may count on the year that is set with them
			year = project.RunningYear
		}
	}
	fields := e.Fields
	if raw, ok := fields["running_year"]; ok && isProject {
		if err := feltbog.SetJSON(rec, map[string]json.RawMessage{"running_year": raw}); err != nil {
			return err
		}
		year = project.RunningYear
	}
	if year != 0 {
		fields = make(map[string]json.RawMessage, len(e.Fields))
		for name, raw := range e.Fields {
			if f, ok := schema.Field(name); ok {
				raw = datesJSON(f, raw, year)
			}
			fields[name] = raw
		}
	}
	return feltbog.SetJSON(rec, fields)
}

// setText is feltbog.SetText for somebody who need not write the project's running year.
func setText(rec feltbog.Record, schema *feltbog.Schema, s Setting, year int) error {
	err := feltbog.SetText(rec, s.Field, s.Text)
	if err == nil || year == 0 {
		return err
	}
	f, _ := schema.Field(s.Field)
	switch f.GoType {
	case reflect.TypeFor[feltbog.FuzzyDate]():
		s.Text = dateText(s.Text, year)
	case reflect.TypeFor[[]feltbog.FuzzyDate]():
		s.Text = string(datesJSON(f, json.RawMessage(s.Text), year))
	}
	return feltbog.SetText(rec, s.Field, s.Text)
}

// dateText gives a date that lacks its year the running year, in the machine form. Every other text stays as it is, so
// that what is wrong with it is said where it is read.
func dateText(text string, year int) string {
	_, err := feltbog.ParseFuzzyDate(text, 0)
	var coded *feltbog.Error
	if !errors.As(err, &coded) || coded.Key != "fuzzydate.year" {
		return text
	}
	var machine feltbog.FuzzyDate
	if _ = machine.UnmarshalText([]byte(text)); machine.Unknown() == "" {
		return text
	}
	d, err := feltbog.ParseFuzzyDate(text, year)
	if err != nil {
		return text
	}
	b, err := d.MarshalText()
	if err != nil {
		return text
	}
	return string(b)
}

// datesJSON does the same for dates in JSON.
func datesJSON(f feltbog.Field, raw json.RawMessage, year int) json.RawMessage {
	var one string
	var many []string
	var out any
	switch {
	case f.GoType == reflect.TypeFor[feltbog.FuzzyDate]() && json.Unmarshal(raw, &one) == nil:
		out = dateText(one, year)
	case f.GoType == reflect.TypeFor[[]feltbog.FuzzyDate]() && json.Unmarshal(raw, &many) == nil:
		for i := range many {
			many[i] = dateText(many[i], year)
		}
		out = many
	default:
		return raw
	}
	if string(raw) == "null" {
		return raw
	}
	b, err := json.Marshal(out)
	if err != nil {
		return raw
	}
	return b
}

// conditions turns what a person wrote into what the store compares with.
func conditions(schema *feltbog.Schema, where []Setting, year int) ([]store.Where, error) {
	var out []store.Where
	for _, s := range where {
		f, ok := schema.Field(s.Field)
		rec := schema.New()
		if err := setText(rec, schema, s, year); err != nil {
			return nil, err
		}
		if !ok || f.Type == feltbog.TypeList || f.Type == feltbog.TypeSet && f.Value(rec).Len() > 1 {
			return nil, feltbog.Errorf(feltbog.EUsage, "where.list", "%s.%s is a list; ask for one member of a set, or list all", schema.Kind, s.Field).
				With("kind", string(schema.Kind)).With("field", s.Field)
		}
		if f.Type == feltbog.TypeSet && f.Value(rec).Len() == 0 {
			return nil, feltbog.Errorf(feltbog.EUsage, "where.empty", "%s.%s is a set; name the member it is to hold", schema.Kind, s.Field).
				With("kind", string(schema.Kind)).With("field", s.Field)
		}
		v, err := comparable(rec, f)
		if err != nil {
			return nil, err
		}
		out = append(out, store.Where{Field: s.Field, Value: v})
	}
	return out, nil
}

// comparable returns a field's value in the form that the store compares: nil for an empty one.
func comparable(rec feltbog.Record, f feltbog.Field) (any, error) {
	var data []byte
	if f.Type == feltbog.TypeSet {
		members, err := change.EncodeSet(rec, f)
		if err != nil {
			return nil, err
		}
		data = members[0]
	} else {
		var err error
		if data, err = change.EncodeField(rec, f); err != nil {
			return nil, err
		}
	}
	v, err := change.Plain(data)
	if b, ok := v.([]byte); ok && len(b) == len(feltbog.ID{}) {
		return feltbog.ID(b), err
	}
	return v, err
}

// valueJSON turns a stored value of a field into the JSON of FieldsJSON; null for an empty one and for what this version
// cannot read.
func valueJSON(kind feltbog.Kind, field string, data []byte) json.RawMessage {
	null := json.RawMessage("null")
	schema := feltbog.SchemaOf(kind)
	var f feltbog.Field
	ok := false
	if schema != nil {
		f, ok = schema.Field(field)
	}
	if !ok {
		return plainJSON(data)
	}
	rec := schema.New()
	if f.Type == feltbog.TypeSet {
		change.DecodeSet(rec, f, [][]byte{data})
	} else if err := change.DecodeField(rec, f, data); err != nil {
		return null
	}
	fields, err := feltbog.FieldsJSON(rec)
	if err != nil || fields[field] == nil {
		return null
	}
	raw := fields[field]
	if f.Type == feltbog.TypeSet { // one member, without the brackets
		raw = json.RawMessage(strings.TrimSuffix(strings.TrimPrefix(string(raw), "["), "]"))
	}
	return raw
}

// plainJSON shows a value whose field this version does not know.
func plainJSON(data []byte) json.RawMessage {
	v, err := change.Plain(data)
	if b, ok := v.([]byte); ok && len(b) == len(feltbog.ID{}) {
		v = feltbog.ID(b)
	}
	if err != nil {
		return json.RawMessage("null")
	}
	b, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return b
}

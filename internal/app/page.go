package app

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
	"unicode"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// Page is all there is to see of one record, in words' reach: whoever shows it only has to name fields and choices.
type Page struct {
	Heading
	Free   bool    `json:"free"` // it may be written and deleted here; other kinds have rules of their own
	Values []Value `json:"values"`
	// Two are the fields with two versions, and Deleted the deletion of a record that somebody else edited.
	Two []TwoOf `json:"two,omitempty"`
}

// TwoOf is a field that two people wrote without having seen each other's.
type TwoOf struct {
	Field    string       `json:"field"`
	Versions []OneVersion `json:"versions"`
}

// OneVersion is one version of a field.
type OneVersion struct {
	Change string    `json:"change"` // to take it, see Resolve
	At     time.Time `json:"at"`
	Name   string    `json:"name,omitempty"`
	Value  Value     `json:"value"`
}

// Form says what kind of thing a Value is, and so which of its fields holds it.
type Form string

// The forms.
const (
	AsText   Form = "text"   // Text: one line
	AsLong   Form = "long"   // Text: many lines
	AsNumber Form = "number" // Text: digits
	AsYes    Form = "yes"    // Yes
	AsChoice Form = "choice" // Choices, of the choice Of
	AsKind   Form = "kind"   // Text: the name of a kind of record
	AsMoment Form = "moment" // Moment
	AsDates  Form = "dates"  // Dates
	AsRefs   Form = "refs"   // Refs
	AsLines  Form = "lines"  // Lines
	AsFile   Form = "file"   // Text: the file's type; Size
)

// Value is what one field of a record holds.
type Value struct {
	Field   string              `json:"field"`
	As      Form                `json:"as"`
	Write   bool                `json:"write"` // it may be written as text
	Text    string              `json:"text,omitempty"`
	Yes     bool                `json:"yes,omitempty"`
	Of      string              `json:"of,omitempty"` // as "plan_status"
	Choices []string            `json:"choices,omitempty"`
	Moment  time.Time           `json:"moment,omitzero"`
	Dates   []feltbog.FuzzyDate `json:"dates,omitempty"`
	Refs    []Heading           `json:"refs,omitempty"`
	Lines   []string            `json:"lines,omitempty"`
	Size    int64               `json:"size,omitempty"`
}

// Page reads one record, from the trash too.
func (p *Project) Page(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (Page, error) {
	s, rec, info, err := p.find(ctx, kind, id)
	if err != nil {
		return Page{}, cancelled(ctx, err)
	}
	n, schema := p.namer(), feltbog.SchemaOf(kind)
	page := Page{Heading: n.of(ctx, rec, aboveMost), Free: schema.Verb == "", Values: []Value{}}
	page.Status = status(info)
	for _, f := range schema.Fields {
		v, err := n.value(ctx, rec, f)
		if err != nil {
			return Page{}, err
		}
		open := page.Free && page.Status != Trashed
		if v == nil && open && f.Search && f.GoType == reflect.TypeFor[string]() { // what people mostly write; empty, so that they can
			if v = (&Value{Field: f.Name, As: AsText, Write: true}); f.Long {
				v.As = AsLong
			}
		}
		if v != nil {
			v.Write = v.Write && open
			page.Values = append(page.Values, *v)
		}
	}
	two := info.Conflicts
	if page.Status == Contested {
		two = append(two, Deleted)
	}
	names := p.names(ctx)
	for _, field := range two {
		c, err := s.Versions(ctx, id, field)
		if err != nil {
			return Page{}, cancelled(ctx, err)
		}
		t := TwoOf{Field: field}
		for _, x := range c.Versions {
			r, err := n.version(ctx, names, schema, field, x)
			if err != nil {
				return Page{}, cancelled(ctx, err)
			}
			t.Versions = append(t.Versions, r)
		}
		page.Two = append(page.Two, t)
	}
	return page, nil
}

// version words one version of a field.
func (n *namer) version(ctx context.Context, names func(feltbog.ID) string, schema *feltbog.Schema, field string, x store.Version) (OneVersion, error) {
	r := OneVersion{Change: x.ID.String(), At: x.Clock.Time(), Name: names(x.Actor), Value: Value{Field: field, As: AsText}}
	f, ok := schema.Field(field)
	if !ok {
		return r, nil
	}
	one := schema.New()
	if change.DecodeField(one, f, x.Data) != nil {
		return r, nil
	}
	v, err := n.value(ctx, one, f)
	if v != nil {
		r.Value = *v
	}
	return r, err
}

// value returns what a field holds, nil when it is empty or only tells an order.
func (n *namer) value(ctx context.Context, rec feltbog.Record, f feltbog.Field) (*Value, error) {
	at := f.Value(rec)
	if at.IsZero() || f.Silent || (f.Type == feltbog.TypeSet || f.Type == feltbog.TypeList) && at.Len() == 0 {
		return nil, nil
	}
	v := &Value{Field: f.Name, As: AsText}
	switch x := at.Interface().(type) {
	case feltbog.ID:
		return v, n.refs(ctx, v, f, []feltbog.ID{x})
	case []feltbog.ID:
		return v, n.refs(ctx, v, f, x)
	case feltbog.FuzzyDate:
		v.As, v.Dates = AsDates, []feltbog.FuzzyDate{x}
	case []feltbog.FuzzyDate:
		v.As, v.Dates = AsDates, x
	case feltbog.Instant:
		v.As, v.Moment = AsMoment, x.Time()
	case feltbog.BlobRef:
		v.As, v.Text, v.Size = AsFile, x.MIME, x.Size
	case feltbog.Kind:
		v.As, v.Text = AsKind, string(x)
	case string:
		v.Text, v.Write = x, true
		if f.Long {
			v.As = AsLong
		}
	case []string:
		v.As, v.Lines = AsLines, x
	case bool:
		v.As, v.Yes = AsYes, x
	default:
		return v, v.other(f, at)
	}
	return v, nil
}

// other fills in the choices, the numbers and the rows.
func (v *Value) other(f feltbog.Field, at reflect.Value) error {
	switch {
	case at.Kind() == reflect.String:
		v.As, v.Of, v.Choices = AsChoice, choiceName(at.Type()), []string{at.String()}
	case f.Type == feltbog.TypeSet && at.Type().Elem().Kind() == reflect.String:
		v.As, v.Of = AsChoice, choiceName(at.Type().Elem())
		for i := range at.Len() {
			v.Choices = append(v.Choices, at.Index(i).String())
		}
	case f.Type == feltbog.TypeInt || f.Type == feltbog.TypeFloat:
		v.As, v.Text = AsNumber, fmt.Sprint(at.Interface())
	case f.Type == feltbog.TypeList:
		v.As = AsLines
		for i := range at.Len() {
			line, err := rowLine(at.Index(i))
			if err != nil {
				return err
			}
			v.Lines = append(v.Lines, line)
		}
	default:
		v.Text = fmt.Sprint(at.Interface())
	}
	return nil
}

// rowLine puts what a row of a list holds on one line: its texts and numbers, without what they are called and without
// references.
func rowLine(row reflect.Value) (string, error) {
	b, err := json.Marshal(row.Interface())
	if err != nil {
		return "", err
	}
	dec := json.NewDecoder(strings.NewReader(string(b)))
	dec.UseNumber()
	var parts []string
	depth, key := []bool{}, false // for each open bracket whether it is an object; whether a name is next
	for {
		tok, err := dec.Token()
		if err != nil {
			return strings.Join(parts, " · "), nil // the end
		}
		switch t := tok.(type) {
		case json.Delim:
			if t == '{' || t == '[' {
				depth = append(depth, t == '{')
			} else {
				depth = depth[:len(depth)-1]
			}
			key = len(depth) > 0 && depth[len(depth)-1]
			continue
		case string:
			if key {
				key = false
				continue
			}
			if _, err := feltbog.ParseID(t); err != nil && t != "" {
				parts = append(parts, t)
			}
		case json.Number:
			parts = append(parts, t.String())
		}
		key = len(depth) > 0 && depth[len(depth)-1]
	}
}

// refs names the records that a field refers to.
func (n *namer) refs(ctx context.Context, v *Value, f feltbog.Field, ids []feltbog.ID) error {
	v.As = AsRefs
	kind := feltbog.Kind("")
	if len(f.Refs) > 0 {
		kind = f.Refs[0]
	}
	for _, id := range ids {
		h, err := n.name(ctx, kind, id, aboveMost)
		if err != nil {
			return err
		}
		v.Refs = append(v.Refs, h)
	}
	return nil
}

// choiceName names a type of choices as the translations do: PlanStatus is plan_status.
func choiceName(t reflect.Type) string {
	var b strings.Builder
	for i, r := range t.Name() {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

package app

import (
	"context"
	"reflect"
	"strings"
	"unicode"

	"feltbog/internal/feltbog"
)

// Heading is how one record is told from others in one line.
type Heading struct {
	Kind feltbog.Kind `json:"kind"`
	ID   feltbog.ID   `json:"id"`
	// Title is the record's own name or the beginning of its text; of a record that has neither, the title of what it
	// belongs to. It is "" when there is none of that, or when the record is gone.
	Title  string            `json:"title,omitempty"`
	Place  Place             `json:"place,omitempty"` // where it is at home in the window
	When   feltbog.FuzzyDate `json:"when,omitzero"`   // when it happened, as far as it says
	Status Status            `json:"status,omitempty"`
}

// Gone is the status in the heading of a record that was erased, or lies in a space that is not open.
const Gone Status = "gone"

// titleLength is how many characters of a text a title holds at most.
const titleLength = 72

// titles are the fields that name a record, the best first. Kinds that have none of them are named by the first text
// that search finds them by.
var titles = []string{"title", "name", "participant_title", "researcher_title", "pseudonym", "text", "period", "point", "quote",
	"shown", "label", "participant_caption", "researcher_caption"}

// whens are the fields that say when something happened, the best first.
var whens = []string{"happened", "time", "started", "taken", "when", "held", "noted", "received", "date", "dates", "starts", "recorded",
	"signed", "made", "dated", "agreed", "next_date", "due"}

// Heading names one record. A record that is not there has a heading of status Gone.
func (p *Project) Heading(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (Heading, error) {
	return p.namer().name(ctx, kind, id, aboveMost)
}

// namer names records and remembers them, for the time of one question.
type namer struct {
	p     *Project
	known map[feltbog.ID]Heading
}

func (p *Project) namer() *namer { return &namer{p: p, known: map[feltbog.ID]Heading{}} }

// aboveMost is how far up a record without a name looks for the name of what it belongs to.
const aboveMost = 2

// name reads a record and names it.
func (n *namer) name(ctx context.Context, kind feltbog.Kind, id feltbog.ID, above int) (Heading, error) {
	if h, ok := n.known[id]; ok {
		return h, nil
	}
	h := Heading{Kind: kind, ID: id, Place: PlaceOf(kind), Status: Gone}
	s, err := n.p.v.Find(ctx, id)
	if err == nil {
		rec, info, errGet := s.Get(ctx, id)
		if err = errGet; err == nil {
			h.Kind, h.Place = info.Kind, PlaceOf(info.Kind)
			if rec != nil {
				h = n.of(ctx, rec, above)
			}
			h.Status = status(info)
		}
	}
	if feltbog.ErrorCode(err) == feltbog.ENotFound {
		err = nil
	}
	if err == nil {
		n.known[id] = h
	}
	return h, cancelled(ctx, err)
}

// of names a record that was read already.
func (n *namer) of(ctx context.Context, rec feltbog.Record, above int) Heading {
	schema := feltbog.SchemaOf(rec.Kind())
	h := Heading{Kind: rec.Kind(), ID: rec.RecordID(), Place: PlaceOf(rec.Kind()), Status: Present}
	h.Title, h.When = ownTitle(schema, rec), happened(schema, rec)
	if h.Title != "" || above == 0 {
		return h
	}
	for _, f := range references(schema) {
		if id, ok := f.Value(rec).Interface().(feltbog.ID); ok && !id.IsZero() && len(f.Refs) > 0 {
			if up, err := n.name(ctx, f.Refs[0], id, above-1); err == nil && up.Title != "" {
				h.Title = up.Title
				break
			}
		}
	}
	return h
}

// references are the references of a kind, those that it must have first.
func references(schema *feltbog.Schema) []feltbog.Field {
	var must, may []feltbog.Field
	for _, f := range schema.Fields {
		switch {
		case f.Type == feltbog.TypeRef && f.Required:
			must = append(must, f)
		case f.Type == feltbog.TypeRef:
			may = append(may, f)
		}
	}
	return append(must, may...)
}

// ownTitle returns the name of a record, or the beginning of its text.
func ownTitle(schema *feltbog.Schema, rec feltbog.Record) string {
	for _, name := range titles {
		if f, ok := schema.Field(name); ok && f.GoType.Kind() == reflect.String {
			if t := oneLine(f.Value(rec).String()); t != "" {
				return t
			}
		}
	}
	for _, f := range schema.Fields {
		if f.Search && f.GoType.Kind() == reflect.String {
			if t := oneLine(f.Value(rec).String()); t != "" {
				return t
			}
		}
	}
	return ""
}

// happened returns when something happened; the zero date when the record does not say.
func happened(schema *feltbog.Schema, rec feltbog.Record) feltbog.FuzzyDate {
	for _, name := range whens {
		f, ok := schema.Field(name)
		if !ok {
			continue
		}
		switch v := f.Value(rec).Interface().(type) {
		case feltbog.FuzzyDate:
			if !v.IsZero() {
				return v
			}
		case []feltbog.FuzzyDate:
			if len(v) > 0 {
				return v[0]
			}
		case feltbog.Instant:
			if !v.IsZero() {
				return feltbog.FuzzyDay(v.Time())
			}
		}
	}
	return feltbog.FuzzyDate{}
}

// oneLine returns the beginning of a text as one line, cut at a word.
func oneLine(text string) string {
	runes := []rune(text)
	if len(runes) > 4*titleLength {
		runes = runes[:4*titleLength] // the rest is never looked at
	}
	runes = []rune(strings.Join(strings.FieldsFunc(string(runes), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " "))
	if len(runes) <= titleLength {
		return string(runes)
	}
	cut := titleLength
	for i := titleLength; i > titleLength/2; i-- {
		if runes[i] == ' ' {
			cut = i
			break
		}
	}
	return strings.TrimRight(string(runes[:cut]), " ,;:") + " …"
}

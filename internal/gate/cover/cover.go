// Package cover makes the copy of a record that may leave the team: names of the register give way to pseudonyms, what
// somebody decided about is kept, replaced or left out, and anything the scan finds that nobody has decided about keeps
// the record in.
//
// # The promise
//
// In a copy stands no name that the register knows, in any field, in any way the scan can tell it, unless somebody said
// that it may stand there for that very use. A CPR number is never kept. What was decided is of one record and one
// passage: in another record the same passage is asked about again. Files do not come along: of a picture there is a
// derivative, and of anything else there is nothing.
//
// For a joint interpretation nobody is called by a pseudonym either, because two cards with one code belong to one person:
// there a participant is "[borger]", and codes that stand in the text go the same way.
package cover

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/gate/scan"
)

// Person is a participant as the team knows them.
type Person struct {
	Pseudonym   string
	Perspective feltbog.Perspective
}

// Cover is what a copy is made with. Its fields are read only.
type Cover struct {
	Names     *scan.Scanner
	People    map[feltbog.ID]Person
	Places    []string // names of places, which tell a little
	Decisions []*feltbog.ScanDecision
	// Say words a key in the language of the material.
	Say func(key string, args ...string) string
	// Blind is why names cannot be looked for at all; nil where the register is open.
	Blind *feltbog.Error
	// Away names the machines whose registers may hold the names of people that the register here does not know.
	Away func(ctx context.Context, people []feltbog.ID) ([]string, error)
	// Pictures makes derivatives; nil: pictures stay in.
	Pictures gate.Derivatives
}

// Found is a finding in a field of a record, with what becomes of it.
type Found struct {
	scan.Finding
	Field    string
	Sentence string
	Passing  feltbog.Passing // what becomes of it; "" is undecided
	Decided  bool            // somebody said so; otherwise it goes without asking
	Instead  string          // what stands in its place

	opens bool // one word that opens a sentence and is a name only with a letter wrong: it may be any word with a capital
}

// Open reports whether somebody has to decide.
func (f Found) Open() bool { return f.Passing == "" }

var textType, blobType = reflect.TypeFor[string](), reflect.TypeFor[feltbog.BlobRef]()

// Cover implements gate.Cover.
func (c *Cover) Cover(ctx context.Context, use feltbog.Use, rec feltbog.Record, about []feltbog.ID) (feltbog.Record, []gate.Reason, error) {
	var why []gate.Reason
	if c.Blind != nil {
		why = append(why, gate.Reason{Verdict: gate.Unknown, Why: c.Blind})
	} else if c.Away != nil {
		away, err := c.Away(ctx, about)
		if err != nil {
			return rec, nil, err
		}
		if len(away) > 0 {
			why = append(why, gate.Reason{Verdict: gate.Unknown, Why: feltbog.Errorf(feltbog.ERefused, "gate.away", "names are kept on %s, and nobody here can look for them",
				strings.Join(away, ", ")).With("machines", strings.Join(away, ", "))})
		}
	}
	if _, file := rec.(*feltbog.Attachment); file {
		why = append(why, gate.Reason{Verdict: gate.No, Why: feltbog.Errorf(feltbog.ERefused, "gate.file", "a file cannot be covered, so it stays in")})
	}
	out, found := c.Look(use, rec, about)
	for _, f := range found {
		if f.Open() {
			why = append(why, gate.Reason{Participant: f.Participant, Verdict: gate.Unknown, Why: undecided(f)})
		}
	}
	return out, why, nil
}

// Derivative implements gate.Derivatives.
func (c *Cover) Derivative(ctx context.Context, photo *feltbog.Photo) ([]byte, error) {
	if c.Pictures == nil {
		return nil, feltbog.Errorf(feltbog.ENotFound, "gate.photo.copy", "there is no covered copy of the picture, and nothing else of it leaves")
	}
	return c.Pictures.Derivative(ctx, photo)
}

func undecided(f Found) *feltbog.Error {
	return feltbog.Errorf(feltbog.ERefused, "gate.finding."+string(f.Kind), "nobody has decided about %q in: %s", f.Text, f.Sentence).
		With("passage", f.Text).With("sentence", f.Sentence)
}

// Look returns the covered copy of a record, and what was found in it in the order of its fields.
func (c *Cover) Look(use feltbog.Use, rec feltbog.Record, about []feltbog.ID) (feltbog.Record, []Found) {
	schema := feltbog.SchemaOf(rec.Kind())
	out := schema.New()
	reflect.ValueOf(out).Elem().Set(reflect.ValueOf(rec).Elem())
	l := &look{Cover: c, use: use, about: about, of: []feltbog.ID{rec.RecordID()}}
	if x, ok := rec.(*feltbog.Excerpt); ok {
		l.of = append(l.of, x.Source) // what was decided where it was taken from
	}
	for _, f := range schema.Fields {
		if f.Silent || f.Name == "source_field" || f.Name == "language" {
			continue
		}
		v := f.Value(out)
		if f.GoType == blobType {
			v.Set(reflect.Zero(blobType))
			continue
		}
		l.field = f.Name
		if f.Type == feltbog.TypeText || f.Type == feltbog.TypeList {
			l.value(v)
		}
	}
	if p, ok := out.(*feltbog.Photo); ok {
		p.FileName, p.Camera, p.Taken, p.Imported = "", "", 0, 0
	}
	l.together()
	return out, l.found
}

// look is one record being covered.
type look struct {
	*Cover
	use   feltbog.Use
	about []feltbog.ID
	of    []feltbog.ID
	field string
	found []Found
	texts []reflect.Value // the covered ones, for what three of them tell
}

// value covers every text in a value, however deep. Rows are copied first.
func (l *look) value(v reflect.Value) {
	switch {
	case v.Type() == textType:
		if v.String() != "" {
			v.SetString(l.text(v.String()))
			l.texts = append(l.texts, v)
		}
	case v.Kind() == reflect.Slice && !v.IsNil():
		rows := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(rows, v)
		v.Set(rows)
		for i := range rows.Len() {
			l.value(rows.Index(i))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				l.value(v.Field(i))
			}
		}
	}
}

// text covers one text, and looks once more at what came of it: what was put in somebody's place may be a name too.
func (l *look) text(text string) string {
	out, found := l.pass(text)
	l.found = append(l.found, found...)
	kept := func(passage string) bool {
		return slices.ContainsFunc(found, func(f Found) bool { return same(f.Text, passage) && (f.Passing == feltbog.PassKeep || f.Open()) })
	}
	for _, f := range l.Names.Look(out) {
		if (f.Kind == scan.Name || f.Kind == scan.Near || f.Kind == scan.CPR) && !kept(f.Text) {
			from, to := scan.Sentence(out, f.Start, f.End)
			l.found = append(l.found, Found{Finding: f, Field: l.field, Sentence: out[from:to]})
		}
	}
	return out
}

func (l *look) pass(text string) (string, []Found) {
	var found []Found
	var b strings.Builder
	at := 0
	for _, f := range append(l.Names.Look(text), l.codes(text)...) {
		from, to := scan.Sentence(text, f.Start, f.End)
		opens := f.Guess && strings.TrimLeft(text[from:f.Start], " \n\t»›\"") == "" && !strings.ContainsAny(f.Text, " -")
		x := l.decide(Found{Finding: f, Field: l.field, Sentence: strings.TrimSpace(text[from:to]), opens: opens})
		found = append(found, x)
	}
	slices.SortStableFunc(found, func(a, b Found) int { return a.Start - b.Start })
	for _, x := range found {
		if x.Start < at || x.Passing == "" || x.Passing == feltbog.PassKeep {
			continue
		}
		b.WriteString(text[at:x.Start] + x.Instead)
		at = x.End
	}
	return b.String() + text[at:], found
}

// codes finds pseudonyms in a text where they must not stand.
func (l *look) codes(text string) []scan.Finding {
	if l.use != feltbog.UseInterpretation {
		return nil
	}
	var out []scan.Finding
	for id, p := range l.People {
		if p.Pseudonym == "" {
			continue
		}
		for at := 0; ; {
			i := strings.Index(text[at:], p.Pseudonym)
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(p.Pseudonym)
			rest, genitive := text[at:], false
			if after, ok := strings.CutPrefix(rest, "s"); ok {
				rest, genitive = after, true
			}
			before, _ := utf8.DecodeLastRuneInString(text[:start])
			after, _ := utf8.DecodeRuneInString(rest)
			if inWord(before) || inWord(after) {
				continue
			}
			f := scan.Finding{Start: start, End: len(text) - len(rest), Kind: scan.Name, Participant: id, Genitive: genitive}
			f.Text = text[f.Start:f.End]
			out = append(out, f)
		}
	}
	return out
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func same(a, b string) bool { return strings.EqualFold(a, b) }

// decide says what becomes of a finding: what somebody decided, or what goes without asking.
func (l *look) decide(f Found) Found {
	if d := l.decision(f); d != nil {
		f.Passing, f.Decided = d.Passing, true
		switch d.Passing {
		case feltbog.PassReplace:
			if f.Instead = d.Instead; f.Instead == "" {
				f.Instead = l.word(f, f.Participant)
			}
		case feltbog.PassOmit:
			f.Instead = "[…]"
		}
		return f
	}
	if f.opens {
		return f
	}
	switch f.Kind {
	case scan.Name:
		if who, ok := l.who(f); ok {
			f.Passing, f.Instead = feltbog.PassReplace, l.word(f, who)
		}
	case scan.Near:
		f.Passing, f.Instead = feltbog.PassReplace, l.word(f, f.Participant)
	}
	return f
}

// decision is the newest one about a passage in this record that holds for this use.
func (l *look) decision(f Found) *feltbog.ScanDecision {
	var best *feltbog.ScanDecision
	for _, d := range l.Decisions {
		if !slices.Contains(l.of, d.Record) || d.Finding != string(f.Kind) || !same(d.Passage, f.Text) {
			continue
		}
		if d.Passing == feltbog.PassKeep && (d.Use != l.use || f.Kind == scan.CPR) {
			continue
		}
		if best == nil || d.Decided.Milli() >= best.Decided.Milli() {
			best = d
		}
	}
	return best
}

// who is meant by a name: the only one it can be, or the only one of them that the record is about.
func (l *look) who(f Found) (feltbog.ID, bool) {
	all := append([]feltbog.ID{f.Participant}, f.Others...)
	if l.use == feltbog.UseInterpretation { // all of them are called the same
		all = slices.DeleteFunc(all, func(id feltbog.ID) bool { return l.People[id].Perspective != l.People[f.Participant].Perspective })
		return f.Participant, len(all) == 1+len(f.Others)
	}
	if len(all) == 1 {
		return all[0], true
	}
	all = slices.DeleteFunc(all, func(id feltbog.ID) bool { return !slices.Contains(l.about, id) })
	if len(all) == 1 {
		return all[0], true
	}
	return feltbog.ID{}, false
}

// word stands in the place of a finding.
func (l *look) word(f Found, who feltbog.ID) string {
	word := ""
	switch p, known := l.People[who]; {
	case f.Kind == scan.Name && l.use == feltbog.UseInterpretation && p.Perspective != "":
		word = "[" + l.Say("choice.perspective."+string(p.Perspective)) + "]"
	case f.Kind == scan.Name && known && l.use != feltbog.UseInterpretation:
		word = p.Pseudonym
	default:
		word = "[" + l.Say("cover."+string(f.Kind)) + "]"
	}
	if f.Genitive {
		word += "s"
	}
	return word
}

// together finds what tells little by itself, and asks about it where three kinds of it are left.
func (l *look) together() {
	var all []Found
	left := map[string]bool{}
	for _, v := range l.texts {
		text := v.String()
		var b strings.Builder
		at := 0
		for _, f := range scan.Details(text, l.Places) {
			from, to := scan.Sentence(text, f.Start, f.End)
			x := l.decide(Found{Finding: f, Field: l.field, Sentence: strings.TrimSpace(text[from:to])})
			if x.Passing == feltbog.PassReplace || x.Passing == feltbog.PassOmit {
				b.WriteString(text[at:x.Start] + x.Instead)
				at = x.End
			} else {
				left[x.Class] = true
			}
			all = append(all, x)
		}
		v.SetString(b.String() + text[at:])
	}
	for _, x := range all {
		if x.Open() && len(left) < scan.Enough {
			continue // it may stand, and nobody is asked
		}
		l.found = append(l.found, x)
	}
}

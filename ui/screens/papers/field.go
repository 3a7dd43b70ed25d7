package papers

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// spec is a field of the project that papers are filled in from.
type spec struct {
	name string
	rows int  // of text
	date bool // a date
	free bool // may stay empty
}

// specs are in the order in which a letter says them.
var specs = []spec{
	{name: "letter_topic", rows: 2}, {name: "purpose", rows: 3}, {name: "controller", rows: 1}, {name: "controller_address", rows: 2},
	{name: "controller_contact", rows: 1}, {name: "controller_phone", rows: 1}, {name: "controller_email", rows: 1}, {name: "dpo_contact", rows: 1},
	{name: "legal_basis"}, {name: "legal_basis_text", rows: 2}, {name: "stored_data", rows: 2}, {name: "processors", rows: 2, free: true},
	{name: "names_deleted", date: true}, {name: "material_deleted", date: true}, {name: "archive_duty", rows: 2, free: true},
	{name: "rights_exceptions", rows: 2, free: true},
}

// field is one of them: a text, a date or a choice. It is kept when it is left.
type field struct {
	spec
	d       *dialog
	entry   *widgets.Entry
	day     *widgets.DateField
	choice  *widgets.Select
	missing *widgets.Text
	box     fyne.CanvasObject
	kept    string
	year    int
}

func newField(d *dialog, s spec) *field {
	f := &field{spec: s, d: d, missing: widgets.NewText(i18n.T("papers.field.missing"), theme.Meta, theme.AmberText)}
	f.missing.Hide()
	name, label := "papers."+s.name, i18n.FieldName(s.name)
	if s.free {
		label = i18n.T("papers.field.free", "name", label)
	}
	var input fyne.CanvasObject
	switch {
	case s.date:
		f.day = widgets.NewDateField(func(t string) (feltbog.FuzzyDate, error) { return feltbog.ParseFuzzyDate(t, f.year) }, i18n.Fuzzy, f.keepDay)
		uikit.Name(f.day.Entry, name)
		input = f.day
	case s.rows == 0:
		options := []widgets.Option{{Text: i18n.T("papers.field.choose")}}
		for _, b := range feltbog.LegalBases() {
			options = append(options, widgets.Option{Value: string(b), Text: i18n.Upper(i18n.Choice("legal_basis", string(b)))})
		}
		f.choice = uikit.Name(widgets.NewSelect(options, "", f.choose), name)
		input = f.choice
	default:
		f.entry = widgets.NewEntry("")
		if s.rows > 1 {
			f.entry = widgets.NewTextArea("", s.rows)
		} else {
			f.entry.Enter = f.leave
		}
		f.entry.Left = f.leave
		uikit.Name(f.entry, name)
		input = widgets.Tall(f.entry)
	}
	f.box = widgets.Column(theme.Gap4, widgets.Field(label, input, ""), f.missing)
	return f
}

// set shows what is kept, unless something else is being written.
func (f *field) set(p *feltbog.Project, missing bool) {
	s, _ := feltbog.SchemaOf(feltbog.KindProject).Field(f.name)
	f.missing.Hidden = !missing
	f.year = p.RunningYear
	switch {
	case f.day != nil:
		v := s.Value(p).Interface().(feltbog.FuzzyDate)
		if now, err := f.day.Value(); err == nil && now != v && f.d.host.Window().Canvas().Focused() != fyne.Focusable(f.day.Entry) {
			f.day.SetValue(v)
		}
	case f.choice != nil:
		f.choice.SetSelected(s.Value(p).String())
	default:
		text := s.Value(p).String()
		if f.entry.Text == f.kept && f.entry.Text != text {
			f.entry.SetText(text)
		}
		if f.entry.Text == text || f.kept == "" {
			f.kept = text
		}
	}
	f.box.Refresh()
}

// leave keeps what was written.
func (f *field) leave() {
	if f.entry == nil || f.entry.Text == f.kept {
		return
	}
	before, text := f.kept, f.entry.Text
	f.kept = text
	f.write(func(p *feltbog.Project) error { return feltbog.SetText(p, f.name, strings.TrimSpace(text)) }, func() { f.kept = before })
}

func (f *field) choose(value string) {
	f.write(func(p *feltbog.Project) error { return feltbog.SetText(p, f.name, value) }, func() {})
}

func (f *field) keepDay(v feltbog.FuzzyDate) {
	s, _ := feltbog.SchemaOf(feltbog.KindProject).Field(f.name)
	f.write(func(p *feltbog.Project) error {
		*s.Value(p).Addr().Interface().(*feltbog.FuzzyDate) = v
		return nil
	}, func() {})
}

// write changes the project, and shows what came of it. When that fails nothing is printed, and failed is called.
func (f *field) write(set func(*feltbog.Project) error, failed func()) {
	d := f.d
	var wrong error
	d.saving++
	d.host.Act(func(ctx context.Context) error {
		if err := d.deps.EditProject(ctx, func(p *feltbog.Project) { wrong = errors.Join(wrong, set(p)) }); err != nil {
			wrong = err
		}
		return nil
	}, func() {
		if d.saving--; wrong != nil {
			d.then = nil
			failed()
			d.host.Fail(wrong)
			return
		}
		trace.Event("saved", "name", "papers.field")
		if d.saving == 0 { // what is read earlier lacks what is still on its way
			d.reload()
		}
		d.settled()
	})
}

// leave keeps what was written and not left yet.
func (d *dialog) leave() {
	for _, f := range d.fields {
		f.leave()
		if f.day != nil {
			f.day.Commit()
		}
	}
}

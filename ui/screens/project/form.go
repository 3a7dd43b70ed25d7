package project

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// form is fields that save themselves: each when it is left, all of them when the screen is.
type form struct {
	s      *Screen
	fields []*field
	dates  []*widgets.DateField
}

// field is a text that is saved when it is left. When that goes well nothing is said; what went wrong stands below.
type field struct {
	s     *Screen
	box   fyne.CanvasObject
	entry *widgets.Entry
	below *widgets.Text
	kept  string // as it is saved
	gen   int    // counts what the field has been about, so that a late answer finds it
	// save returns what writes the text. It is called on the UI goroutine, what it returns elsewhere.
	save  saving
	saved func() // after it went well; may be nil
}

type saving func(text string) func(context.Context) error

// text adds a field; rows above 1 make it one of several lines. name is what window tests find it by.
func (f *form) text(name, label, help string, rows int, save saving) *field {
	x := &field{s: f.s, save: save, below: widgets.NewText("", theme.Meta, theme.RedText)}
	if rows > 1 {
		x.entry = widgets.NewTextArea("", rows)
	} else {
		x.entry = widgets.NewEntry("")
		x.entry.Enter = x.leave
	}
	uikit.Name(x.entry, name)
	x.entry.Left = x.leave
	x.below.Hide()
	x.box = widgets.Column(theme.Gap4, widgets.Field(label, widgets.Tall(x.entry), help), x.below)
	f.fields = append(f.fields, x)
	return x
}

// bare is text without a label above, with a placeholder inside.
func (f *form) bare(name, placeholder string, save saving) *field {
	x := f.text(name, "", "", 1, save)
	x.entry.PlaceHolder = placeholder
	x.box = widgets.Column(theme.Gap4, widgets.Tall(x.entry), x.below)
	return x
}

// set shows what is saved, unless something else is being written.
func (x *field) set(text string) {
	if x.entry.Text == x.kept && x.entry.Text != text {
		x.kept = text
		x.entry.SetText(text)
	}
	if x.entry.Text == text {
		x.kept = text
	}
}

// leave saves what was written.
func (x *field) leave() {
	text, before := x.entry.Text, x.kept
	if text == before {
		return
	}
	x.kept = text
	var failed error
	write, gen := x.save(strings.TrimSpace(text)), x.gen
	x.s.host.Act(func(ctx context.Context) error {
		failed = write(ctx)
		return nil
	}, func() {
		if gen != x.gen {
			x.s.host.Fail(failed)
			return
		}
		if failed != nil {
			x.kept = before
			x.below.SetText(i18n.Error(failed))
		} else {
			trace.Event("saved", "name", "project.field")
			if x.saved != nil {
				x.saved()
			}
		}
		x.below.Hidden = failed == nil
		x.s.reload()
	})
}

// date adds a field for a date.
func (f *form) date(name, label, help string, parse func(string) (feltbog.FuzzyDate, error),
	save func(d feltbog.FuzzyDate) func(context.Context) error) (*widgets.DateField, fyne.CanvasObject) {
	d := widgets.NewDateField(parse, i18n.Fuzzy, func(v feltbog.FuzzyDate) { f.s.act(save(v)) })
	d.Help = help
	uikit.Name(d.Entry, name)
	f.dates = append(f.dates, d)
	if label == "" {
		return d, d
	}
	return d, widgets.Field(label, d, "")
}

// setDate shows what is saved, unless somebody is writing in the field.
func (f *form) setDate(d *widgets.DateField, v feltbog.FuzzyDate) {
	if now, err := d.Value(); err != nil || now == v || f.s.host.Window().Canvas().Focused() == fyne.Focusable(d.Entry) {
		return
	}
	d.SetValue(v)
}

// drop forgets the fields of rows that are made anew, after what was written in them has been saved.
func (f *form) drop(rows []principleRow) {
	for _, r := range rows {
		for _, x := range []*field{r.name, r.text} {
			x.leave()
			f.fields = slices.DeleteFunc(f.fields, func(y *field) bool { return x == y })
		}
	}
}

// leave saves what was written and not left yet.
func (f *form) leave() {
	for _, x := range f.fields {
		x.leave()
	}
	for _, d := range f.dates {
		d.Commit()
	}
}

// empty makes a field be about something else.
func (x *field) empty() {
	x.gen++
	x.kept = ""
	x.entry.SetText("")
	x.below.Hide()
}

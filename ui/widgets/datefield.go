package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
)

// DateField takes a date as people write it. What was understood stands below while it is written; what cannot be
// understood is said in words, and stays as it was written.
type DateField struct {
	widget.BaseWidget
	Entry   *Entry
	Help    string // below while nothing is written
	parse   func(string) (feltbog.FuzzyDate, error)
	print   func(feltbog.FuzzyDate) string
	changed func(feltbog.FuzzyDate)
	value   feltbog.FuzzyDate // as told last
	read    feltbog.FuzzyDate
	err     error
}

// NewDateField returns an empty field. parse reads what is written and never sees an empty text, print writes a date as
// it was understood; changed is called with each new date when the field is left and on Enter.
func NewDateField(parse func(string) (feltbog.FuzzyDate, error), print func(feltbog.FuzzyDate) string, changed func(feltbog.FuzzyDate)) *DateField {
	d := &DateField{parse: parse, print: print, changed: changed, Entry: NewEntry("")}
	d.ExtendBaseWidget(d)
	d.Entry.OnChanged = func(string) { d.understand() }
	d.Entry.Left = d.Commit
	d.Entry.Enter = d.Commit
	return d
}

// Value returns the date that was understood last, and why what stands there cannot be one.
func (d *DateField) Value() (feltbog.FuzzyDate, error) { return d.read, d.err }

// SetValue shows a date without telling anybody.
func (d *DateField) SetValue(v feltbog.FuzzyDate) {
	d.value = v
	text := ""
	if !v.IsZero() {
		text = d.print(v)
	}
	d.Entry.SetText(text)
	d.read, d.err = v, nil
	d.Refresh()
}

// Commit tells a date that has not been told yet, as when the screen leaves. A text that is no date is not told.
func (d *DateField) Commit() {
	if d.err != nil || d.read == d.value {
		return
	}
	d.value = d.read
	if d.changed != nil {
		d.changed(d.value)
	}
}

// Below returns the words that stand below the field.
func (d *DateField) Below() string {
	switch {
	case d.err != nil:
		return i18n.Error(d.err)
	case d.Entry.Text == "":
		return d.Help
	}
	return d.print(d.read)
}

func (d *DateField) understand() {
	if d.Entry.Text == "" {
		d.read, d.err = feltbog.FuzzyDate{}, nil
	} else if v, err := d.parse(d.Entry.Text); err != nil {
		d.err = err
	} else {
		d.read, d.err = v, nil
	}
	d.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (d *DateField) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	icon, below := newGlyph(16), NewText("", theme.Meta, "")
	line := &fyne.Container{Layout: leading{gap: 6, top: true}, Objects: []fyne.CanvasObject{icon, below}}
	return draw(d, Column(6, Tall(d.Entry), line), func() {
		sign, ink := "", theme.Ink3
		switch {
		case d.err != nil:
			sign, ink = "warn", theme.RedText
		case d.Entry.Text != "":
			sign, ink = "check", theme.GreenText
		}
		icon.set(sign, ink)
		below.Text, below.Color = d.Below(), ink
		below.Refresh()
	})
}

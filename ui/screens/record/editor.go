package record

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// editor is a text that can be written in. It lives as long as the page shows its record, so that what is being written
// stays when the record is read again.
type editor struct {
	name  string
	entry *widgets.Entry
	saved string // what stands in the record, as far as is known here
	wrong *widgets.Text
	offer *fyne.Container // what can be done about names in it
	kept  string          // what was kept at the last pause
	pause *time.Timer
}

// pause is how long nobody types before what was typed is kept.
const pause = 700 * time.Millisecond

// editor returns the editor of a field and brings it up to date, unless something unsaved stands in it.
func (s *Screen) editor(v app.Value) *editor {
	e := s.editors[v.Field]
	if e == nil {
		e = &editor{name: v.Field, saved: v.Text, wrong: widgets.NewText("", theme.Meta, theme.RedText), offer: container.NewStack()}
		if v.As == app.AsLong {
			e.entry = widgets.NewTextArea("", rows(v.Text))
		} else {
			e.entry = widgets.NewEntry("")
			e.entry.Enter = func() { s.save(e) }
		}
		e.entry.SetText(v.Text)
		e.kept = v.Text
		e.entry.OnChanged = func(string) { s.typed(e) }
		e.entry.Left = func() { s.save(e) }
		e.wrong.Hide()
		uikit.Name(e.entry, "record.field."+e.name)
		s.editors[v.Field] = e
	}
	if !e.dirty() && e.saved != v.Text {
		e.saved, e.kept = v.Text, v.Text
		e.entry.SetText(v.Text)
	}
	return e
}

// dirty reports whether something stands there that is not saved.
func (e *editor) dirty() bool { return e.entry.Text != e.saved }

// rows is how many lines a text area shows for a text.
func rows(text string) int { return min(max(len([]rune(text))/70+1, 3), 12) }

// box puts the field's name above it and what is wrong with it below.
func (e *editor) box(name string) fyne.CanvasObject {
	return widgets.Column(6, widgets.Label(name), widgets.Tall(e.entry), e.wrong, e.offer)
}

// fail shows why a text was not saved.
func (e *editor) fail(err error) {
	if err == nil {
		e.wrong.Hide()
		return
	}
	e.wrong.SetText(i18n.Error(err))
	e.wrong.Show()
}

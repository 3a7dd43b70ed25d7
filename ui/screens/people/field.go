package people

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// field is a text of a participant that is kept when it is left. What went wrong stands below it.
type field struct {
	s     *Screen
	entry *widgets.Entry
	below *widgets.Text
	box   fyne.CanvasObject
	kept  string
	gen   int // counts the people it was about, so that a late answer finds its own
	save  func(text string) func(context.Context) error
}

func newField(s *Screen, name, label string, rows int, save func(text string) func(context.Context) error) *field {
	f := &field{s: s, save: save, below: widgets.NewText("", theme.Meta, theme.RedText)}
	if rows > 1 {
		f.entry = widgets.NewTextArea("", rows)
	} else {
		f.entry = widgets.NewEntry("")
		f.entry.Enter = f.leave
	}
	uikit.Name(f.entry, name)
	f.entry.Left = f.leave
	f.below.Hide()
	f.box = widgets.Column(theme.Gap4, widgets.Field(label, widgets.Tall(f.entry), ""), f.below)
	return f
}

// set shows what is kept, unless something else is being written. Another person's is always shown.
func (f *field) set(text string, another bool) {
	if another {
		f.gen++
		f.below.Hide()
		f.kept = text
		if f.entry.Text != text {
			f.entry.SetText(text)
		}
		return
	}
	if f.entry.Text == f.kept && f.entry.Text != text {
		f.entry.SetText(text)
	}
	if f.entry.Text == text {
		f.kept = text
	}
}

// leave keeps what was written.
func (f *field) leave() {
	text, before := f.entry.Text, f.kept
	if text == before {
		return
	}
	f.kept = text
	gen, write := f.gen, f.save(strings.TrimSpace(text))
	var failed error
	f.s.host.Act(func(ctx context.Context) error {
		failed = write(ctx)
		return nil
	}, func() {
		if failed != nil && gen != f.gen {
			f.s.host.Fail(failed)
			return
		}
		if failed != nil {
			f.kept = before
			f.below.SetText(i18n.Error(failed))
		} else {
			trace.Event("saved", "name", "people.field")
		}
		f.below.Hidden = failed == nil
		f.s.reload()
	})
}

package writeup

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// row is a jotting with its note and its memo.
type row struct {
	jotting    *widgets.NoteBlock
	note, memo *cell
	offers     *fyne.Container // what can be done about names in them
	times      *widgets.Text
	box        *fyne.Container
}

// cell is a note that is there, or that is made by its first letter.
type cell struct {
	rec   feltbog.NoteBlock
	after feltbog.ID
	block *widgets.NoteBlock
	edits int
	saved int // which of the changes is in the vault

	checked string            // the words that were looked through for names
	offer   fyne.CanvasObject // what can be done about the names in it; nil: there are none
}

func (r *row) cells() []*cell { return []*cell{r.note, r.memo} }

// merge brings the rows up to date; what is written in, or was changed since the reading began, stays as it is.
func (s *Screen) merge(edits map[feltbog.ID]int) {
	var rows []*row
	for _, w := range s.up.Rows {
		i := slices.IndexFunc(s.rows, func(r *row) bool { return r.note.rec.DerivedFrom == w.Jotting.ID })
		var r *row
		if i >= 0 {
			r = s.rows[i]
		} else {
			r = s.newRow(w)
		}
		r.jotting.SetText(w.Jotting.Text)
		s.refill(r.note, w.Note, edits)
		if w.Note != nil {
			r.memo.rec.DerivedFrom = w.Note.ID
		}
		s.refill(r.memo, w.Memo, edits)
		r.memo.block.SetEnabled(r.note.block.Text() != "")
		r.times.SetText(times(w))
		rows = append(rows, r)
	}
	if at := s.editor.At(); at != nil && !slices.ContainsFunc(rows, func(r *row) bool { return r.note.block == at || r.memo.block == at }) {
		s.editor.Leave()
	}
	s.rows = rows
}

// refill shows what was read of a cell.
func (s *Screen) refill(c *cell, rec *feltbog.NoteBlock, edits map[feltbog.ID]int) {
	if n, known := edits[c.rec.ID]; known && n != c.edits {
		return
	}
	switch {
	case rec != nil:
		c.rec = *rec
		c.block.SetText(rec.Text)
	case c.edits > 0: // it was undone, or put into the trash: the next letter makes another
		c.rec.ID, c.edits, c.saved = feltbog.NewID(), 0, 0
		c.block.SetText("")
	}
}

func (s *Screen) newRow(w app.WrittenOut) *row {
	r := &row{times: widgets.Quiet(""), offers: widgets.Column(0)}
	r.jotting = widgets.NewNoteBlock(nil, w.Jotting.Text)
	r.jotting.State = widgets.NoteLocked
	r.note = s.newCell(app.OutOf(w.Jotting), w.Jotting.ID)
	made := r.note.rec
	made.Layer = feltbog.FieldNote
	r.memo = s.newCell(app.OutOf(made), made.ID)
	r.memo.block.Italic = true
	r.note.block.Down = func() { s.walk(r, 1) }
	r.note.block.Up = func() { s.walk(r, -1) }
	r.box = widgets.Pad(widgets.Column(theme.Gap4, widgets.Columns(theme.Gap16, weights, r.jotting, r.note.block, r.memo.block), r.offers, r.times, widgets.Rule()),
		theme.Gap8, 0, 0, 0)
	return r
}

func (s *Screen) newCell(rec feltbog.NoteBlock, after feltbog.ID) *cell {
	c := &cell{rec: rec, after: after, block: widgets.NewNoteBlock(s.editor, "")}
	c.block.Changed = func(text string) { s.typed(c, text) }
	c.block.Done = func(string) { s.settle() }
	return c
}

// typed keeps what is typed, soon.
func (s *Screen) typed(c *cell, text string) {
	c.edits++
	edits := c.edits
	w := app.Written{ID: c.rec.ID, After: c.after, Fill: c.rec, Text: text}
	n := len([]rune(text))
	s.keep.Later(c, func(ctx context.Context) error { return s.deps.TypeNote(ctx, w) }, func() {
		c.saved = edits
		trace.Event("kept", "id", w.ID.String(), "runes", n)
	})
	for _, r := range s.rows {
		r.memo.block.SetEnabled(r.note.block.Text() != "")
	}
}

// walk goes to the note of the row before or after.
func (s *Screen) walk(r *row, by int) {
	if i := slices.Index(s.rows, r) + by; i >= 0 && i < len(s.rows) {
		s.rows[i].note.block.Edit(-1)
	}
}

// times says when it happened, was noted and was written out.
func times(w app.WrittenOut) string {
	var parts []string
	for _, t := range []struct {
		key  string
		when feltbog.Instant
	}{{"writeup.happened", w.Jotting.Happened}, {"writeup.noted", w.Jotting.Noted}} {
		if !t.when.IsZero() {
			parts = append(parts, i18n.T(t.key, "clock", i18n.Clock(t.when.Time())))
		}
	}
	if w.Note != nil && !w.Note.Noted.IsZero() {
		parts = append(parts, i18n.T("writeup.written", "moment", i18n.Moment(w.Note.Noted.Time())))
	}
	return strings.Join(parts, " · ")
}

// draw shows the rows.
func (s *Screen) draw() {
	var all []fyne.CanvasObject
	for _, r := range s.rows {
		all = append(all, r.box)
	}
	s.list.Objects = all
	s.list.Refresh()
	s.all.Refresh()
}

package writeup

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/widgets"
)

// offers returns the buttons that stand below a row.
func offers(r *row) map[string]*widgets.Button {
	out := map[string]*widgets.Button{}
	for _, o := range test.LaidOutObjects(r.offers) {
		if b, ok := o.(*widgets.Button); ok {
			out[b.Text] = b
		}
	}
	return out
}

func TestANameInANoteThatWasLeftIsOfferedToBeReplaced(t *testing.T) {
	w := newWorld(t, "bus", "brev")
	_, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	must(t, err)
	test.Type(w.s.editor.Entry, "Karens bus kom ikke.")
	w.settle()
	first := w.s.rows[0]
	if len(first.note.block.Marks) > 0 || len(offers(first)) > 0 {
		t.Error("writing is interrupted")
	}
	first.memo.block.Edit(-1)
	w.settle()
	test.Type(w.s.editor.Entry, "Karen venter")
	w.settle()
	if len(first.note.block.Marks) != 1 || len(first.memo.block.Marks) > 0 || w.Window().Canvas().Focused() != fyne.Focusable(w.s.editor.Entry) {
		t.Fatalf("%+v, %+v", first.note.block.Marks, first.memo.block.Marks)
	}
	test.Tap(offers(first)["Erstat med B-01s"])
	w.settle()
	w.settle()
	u := w.up()
	if u.Rows[0].Note.Text != "B-01s bus kom ikke." || first.note.block.Text() != u.Rows[0].Note.Text || first.note.offer != nil {
		t.Errorf("%q, on the screen %q", u.Rows[0].Note.Text, first.note.block.Text())
	}
	if w.s.editor.At() != first.memo.block || first.memo.block.Text() != "Karen venter" || w.Window().Canvas().Focused() != fyne.Focusable(w.s.editor.Entry) {
		t.Error("the place in the memo was lost")
	}
	w.s.rows[1].note.block.Edit(-1)
	w.settle()
	test.Tap(offers(first)["Lad stå"])
	w.settle()
	w.settle()
	if u := w.up(); u.Rows[0].Memo.Text != "Karen venter" || first.memo.offer != nil || len(first.memo.block.Marks) > 0 || len(offers(first)) > 0 {
		t.Errorf("asked again; %+v", u.Rows[0].Memo)
	}
}

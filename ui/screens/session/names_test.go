package session

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/widgets"
)

// offers returns the buttons that stand below a note.
func offers(o fyne.CanvasObject) map[string]*widgets.Button {
	out := map[string]*widgets.Button{}
	if o == nil {
		return out
	}
	for _, x := range test.LaidOutObjects(o) {
		if b, ok := x.(*widgets.Button); ok {
			out[b.Text] = b
		}
	}
	return out
}

func TestANameIsUnderlinedWhenTheNoteIsLeftAndReplacedForGood(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	_, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	must(t, err)
	w.write("Karens nabo ringede fra 20 30 40 50")
	w.settle()
	if l := w.s.lines[0]; l.offer != nil || len(l.block.Marks) > 0 {
		t.Error("writing is interrupted")
	}
	w.enter()
	w.settle()
	l := w.s.lines[0]
	if len(l.block.Marks) != 2 || l.offer == nil {
		t.Fatalf("%+v", l.block.Marks)
	}
	if w.Window().Canvas().Focused() != fyne.Focusable(w.s.editor.Entry) || w.s.writing() == l {
		t.Error("the offer took the focus from the next note")
	}
	test.Tap(offers(l.offer)["Erstat med B-01s"])
	w.settle()
	w.settle()
	l = w.s.lines[0]
	if got := w.page().Notes[0].Text; got != "B-01s nabo ringede fra 20 30 40 50" || l.block.Text() != got {
		t.Errorf("%q, on the screen %q", got, l.block.Text())
	}
	stay := offers(l.offer)
	if len(stay) != 2 || stay["Lad stå"] == nil {
		t.Fatalf("%v", stay)
	}
	test.Tap(stay["Lad stå"])
	w.settle()
	w.settle()
	if l.offer != nil || len(l.block.Marks) > 0 || len(w.Failed) > 0 {
		t.Errorf("asked again; %v", w.Failed)
	}
	for _, said := range w.Said {
		if strings.Contains(said, "Karen") {
			t.Errorf("said %q", said)
		}
	}
}

package session

import (
	"fmt"
	"slices"
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

// TestAnOfferLeavesTheNoteOneWritesInWhereItStands: what is found above moves nothing under the eyes of who writes.
func TestAnOfferLeavesTheNoteOneWritesInWhereItStands(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	for i := range 20 {
		w.write(fmt.Sprintf("Karen sagde %d", i))
		w.enter()
	}
	_, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	must(t, err)
	w.write("midt i en sætning")
	for _, l := range w.s.lines {
		l.checked = ""
	}
	at := func() float32 { return w.s.editor.At().Position().Y - w.s.scroll.Offset.Y }
	before, top := at(), w.s.scroll.Offset.Y
	w.s.check()
	w.Drain()
	if w.s.lines[3].offer == nil || w.s.scroll.Offset.Y <= top {
		t.Fatal("nothing was found above")
	}
	if after := at(); after != before {
		t.Errorf("the note went from %v to %v", before, after)
	}
	if l := w.s.writing(); l == nil || l.offer != nil || l.block.Text() != "midt i en sætning" || w.Window().Canvas().Focused() != fyne.Focusable(w.s.editor.Entry) {
		t.Error("the writing was interrupted")
	}
}

func TestOneIsToldThatNamesAreNotFoundWhileTheRegisterIsLocked(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	_, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	must(t, err)
	r, err := app.NewRecovery()
	must(t, err)
	must(t, w.p.ProtectRegister("tolv grønne heste på taget", r))
	w.write("Karen kom")
	w.enter()
	if w.s.blind.Visible() || w.s.lines[0].offer == nil {
		t.Fatal("the register is open")
	}
	must(t, w.p.LockRegister(t.Context()))
	w.settle()
	w.write("Karen gik, 20 30 40 50")
	w.enter()
	if l := w.s.lines[1]; !w.s.blind.Visible() || len(l.block.Marks) != 1 || l.offer == nil {
		t.Errorf("blind: %v, %+v", w.s.blind.Visible(), l.block.Marks)
	}
}

func TestTwoPeopleOfOneNameEachHaveAButton(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	for _, name := range []string{"Karen Holm", "Karen Lund"} {
		_, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Identity: feltbog.Identity{Name: name}})
		must(t, err)
	}
	w.write("Karen kom")
	w.enter()
	buttons := offers(w.s.lines[0].offer)
	for _, text := range []string{"Erstat med B-01", "Erstat med B-02", "Erstat med »…«", "Lad stå"} {
		if buttons[text] == nil {
			t.Errorf("%q is not offered, but %v", text, buttons)
		}
	}
	test.Tap(buttons["Erstat med B-02"])
	w.settle()
	w.settle()
	if got := w.page().Notes[0].Text; got != "B-02 kom" {
		t.Errorf("%q", got)
	}
}

func TestAnOfferStepsAsideWhileOneWritesInTheNoteAgain(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	_, _, err := w.p.AddParticipant(t.Context(), app.NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	must(t, err)
	w.write("Karen kom")
	w.enter()
	first := w.s.lines[0]
	if !slices.Contains(w.s.notes.Objects, first.offer) {
		t.Fatal("nothing is offered")
	}
	w.s.write(first, -1)
	if slices.Contains(w.s.notes.Objects, first.offer) {
		t.Error("the offer stands there while one writes")
	}
	w.s.write(w.s.last(), -1)
	if !slices.Contains(w.s.notes.Objects, first.offer) {
		t.Error("the offer does not come back")
	}
}

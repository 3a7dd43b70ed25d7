package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/ui/theme"
)

// twoNotes returns two blocks with one editor, in a window.
func twoNotes(t *testing.T) (a, b *NoteBlock, w fyne.Window) {
	t.Helper()
	ed := NewNoteEditor("")
	a, b = NewNoteBlock(ed, "Sidder yderst på bænken."), NewNoteBlock(ed, "Holder brevet i hånden.")
	a.Clock, a.Kind, a.Icon = "14.33", "Set/hørt", "eye"
	return a, b, shown(t, Column(0, a, b), 700, 400)
}

func TestATapOnANoteBeginsToWriteInIt(t *testing.T) {
	a, b, w := twoNotes(t)
	var done []string
	a.Done = func(s string) { done = append(done, s) }
	test.Tap(a)
	if !a.Editing() || w.Canvas().Focused() != fyne.Focusable(a.ed.Entry) || a.ed.Entry.Text != a.Text() {
		t.Fatal("it is not written in")
	}
	test.Type(a.ed.Entry, " Ja")
	test.Tap(b) // the field moves on
	if a.Editing() || !b.Editing() || a.ed.Entry.Text != "Holder brevet i hånden." {
		t.Error("the field did not move to the other note")
	}
	if !slices.Equal(done, []string{"Sidder yderst på bænken. Ja"}) || !strings.Contains(strings.Join(words(a), " "), "bænken. Ja") {
		t.Errorf("told %q, shows %q", done, words(a))
	}
	b.ed.Leave()
	if len(done) != 1 || b.Editing() {
		t.Error("leaving told something twice")
	}
}

func TestEnterMovesWhatStandsAfterTheCursorToANewNote(t *testing.T) {
	a, _, w := twoNotes(t)
	var got []string
	a.Split = func(before, after string) { got = append(got, before, after) }
	done := 0
	a.Done = func(string) { done++ }
	a.Edit(7)
	press(t, w, fyne.KeyReturn)
	if !slices.Equal(got, []string{"Sidder ", "yderst på bænken."}) || a.Text() != "Sidder " || a.ed.Entry.Text != "Sidder " {
		t.Errorf("split %q, left %q", got, a.Text())
	}
	a.ed.Leave()
	if done != 0 {
		t.Error("what the split told was told once more")
	}
}

func TestBackspaceAtTheBeginningJoinsANoteToTheOneBefore(t *testing.T) {
	a, b, w := twoNotes(t)
	b.Join = func(s string) {
		before := a.Text()
		a.SetText(before + " " + s)
		a.Edit(len([]rune(before)) + 1)
	}
	b.Edit(1)
	press(t, w, fyne.KeyBackspace)
	if b.Text() != "older brevet i hånden." || a.Editing() {
		t.Fatalf("backspace after a letter: %q", b.Text())
	}
	press(t, w, fyne.KeyBackspace)
	if !a.Editing() || a.Text() != "Sidder yderst på bænken. older brevet i hånden." {
		t.Errorf("joined %q", a.Text())
	}
	if at := a.ed.Entry.CursorTextOffset(); at != 25 {
		t.Errorf("the cursor is at %d", at)
	}
}

func TestArrowsLeaveANoteOverItsFirstAndLastLine(t *testing.T) {
	a, b, w := twoNotes(t)
	a.Down = func() { b.Edit(0) }
	b.Up = func() { a.Edit(-1) }
	a.Edit(0)
	press(t, w, fyne.KeyDown)
	if !b.Editing() {
		t.Fatal("down on the last line stayed")
	}
	press(t, w, fyne.KeyUp)
	if !a.Editing() || a.ed.Entry.CursorTextOffset() != len([]rune(a.Text())) {
		t.Error("up on the first line stayed")
	}
	press(t, w, fyne.KeyEscape)
	if a.Editing() || w.Canvas().Focused() != fyne.Focusable(a) {
		t.Error("escape does not go from the words to the note")
	}
}

func TestALockedNoteIsOnlyReadAndSaysWhy(t *testing.T) {
	a, _, w := twoNotes(t)
	a.State, a.Why = NoteLocked, "Noten er låst, fordi den er i en pakke."
	a.Refresh()
	test.Tap(a)
	press(t, w, fyne.KeyReturn)
	a.Edit(0)
	if a.Editing() || !strings.Contains(strings.Join(words(a), " "), "fordi den er i en pakke.") {
		t.Errorf("editing %v, shows %q", a.Editing(), words(a))
	}
}

func TestANoteInConflictLeadsToItsSolution(t *testing.T) {
	a, _, _ := twoNotes(t)
	solved := 0
	a.State, a.Why, a.Solve = NoteConflict, "I har begge rettet denne note.", func() { solved++ }
	a.Refresh()
	test.Tap(a)
	if solved != 1 || a.Editing() {
		t.Errorf("solved %d, editing %v", solved, a.Editing())
	}
	if got := icons(a); len(got) != 2 {
		t.Errorf("its sign is not shown: %v", got)
	}
}

func TestTheFieldGrowsWithWhatIsWritten(t *testing.T) {
	a, _, _ := twoNotes(t)
	a.Edit(-1)
	before := a.MinSize().Height
	changed := 0
	a.Changed = func(string) { changed++ }
	more := strings.Repeat(" og venter på, at nogen kalder", 8)
	test.Type(a.ed.Entry, more)
	if want := "Sidder yderst på bænken." + more; a.Text() != want || a.ed.Entry.Text != want {
		t.Errorf("typed %q, got %q", want, a.Text())
	}
	if after := a.MinSize().Height; after < before+2*theme.LineHeight(theme.Body) || changed == 0 {
		t.Errorf("from %v to %v, told %d times", before, after, changed)
	}
}

func TestAChangeFromElsewhereKeepsTheCursor(t *testing.T) {
	a, _, _ := twoNotes(t)
	told := 0
	a.Changed = func(string) { told++ }
	a.Edit(6)
	a.SetText("Sidder nu yderst på bænken.")
	if a.ed.Entry.Text != a.Text() || a.ed.Entry.CursorTextOffset() != 6 || told != 0 {
		t.Errorf("text %q, cursor %d, told %d", a.ed.Entry.Text, a.ed.Entry.CursorTextOffset(), told)
	}
}

func TestTagsStandBesideAShortNoteAndBelowWhereTheyAreMany(t *testing.T) {
	a, b, _ := twoNotes(t)
	a.Tags = []string{"transport"}
	b.Tags = []string{"transport", "ventetid", "hjælp fra familie", "breve og sprog", "tryghed", "sundhedshus"}
	plain := a.MinSize().Height
	a.Refresh()
	b.Refresh()
	if a.MinSize().Height != plain {
		t.Error("one tag made the note higher")
	}
	if b.MinSize().Height <= plain {
		t.Error("six tags stand beside the words")
	}
	for _, tag := range append(a.Tags, b.Tags...) {
		if !slices.Contains(append(words(a), words(b)...), tag) {
			t.Errorf("%q is not shown", tag)
		}
	}
}

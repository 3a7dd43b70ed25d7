package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestTheEndsOfATextAreOneChordAway(t *testing.T) {
	test.NewTempApp(t)
	e := NewTextArea("", 3)
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(300, 200))
	e.SetText("Syv breve\nligger på bordet")
	at := func(key fyne.KeyName, mod fyne.KeyModifier, row, column int) {
		t.Helper()
		e.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod})
		if e.CursorRow != row || e.CursorColumn != column {
			t.Errorf("%s leads to row %d, column %d", key, e.CursorRow, e.CursorColumn)
		}
	}
	at(fyne.KeyEnd, fyne.KeyModifierShortcutDefault, 1, 16)
	at(fyne.KeyHome, fyne.KeyModifierShortcutDefault, 0, 0)
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	at(fyne.KeyEnd, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift, 1, 16)
	if got := e.SelectedText(); got != e.Text {
		t.Errorf("with Shift it selects %q", got)
	}
}

func TestTabLeavesATextOfSeveralLines(t *testing.T) {
	test.NewTempApp(t)
	e, next := NewTextArea("", 3), NewEntry("")
	w := test.NewTempWindow(t, Column(0, e, next))
	e.SetText("Syv breve")
	w.Canvas().Focus(e)
	if e.AcceptsTab() {
		t.Error("Tab would be written into the text, and nobody without a mouse came out of it")
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(next) {
		t.Error("Tab does not lead to the next field")
	}
}

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

// sentence breaks its lines at every word, at some width.
var sentence = []string{"Syv ", "breve ", "ligger ", "på ", "bordet ", "ved ", "siden ", "af ", "den ", "gamle ", "radio, ", "og ", "ingen ", "er ", "åbnet "}

func TestEveryLetterLandsWhereTheCursorWasWhateverTheWidth(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	for width := float32(120); width < 420; width++ {
		for _, after := range []string{"", "\nEn ny linje, som ikke skal røres af det"} {
			e := NewTextArea("", 3)
			w.SetContent(e)
			w.Resize(fyne.NewSize(width, 300))
			e.SetText(after)
			e.CursorRow, e.CursorColumn = 0, 0
			e.Refresh()
			want := ""
			for _, word := range sentence {
				want += word
				test.Type(e, word)
			}
			if e.Text != want+after {
				t.Fatalf("at width %v there stands %q", width, e.Text)
			}
			test.Type(e, "x ")
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			if e.Text != want+after {
				t.Fatalf("at width %v, after a letter and back, there stands %q", width, e.Text)
			}
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if e.Text != want+"\n"+after {
				t.Fatalf("at width %v a new line came to stand in %q", width, e.Text)
			}
		}
	}
}

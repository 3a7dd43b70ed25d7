//go:build window && linux

package windowtest

import (
	"slices"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

// writer is somebody who writes a loose note and presses every key of the table in the middle of it.
type writer struct {
	*App
	text string // what the note must hold in the end
}

const inNote = "record.field.text"

// write types in the note, which has the focus, at its end.
func (w *writer) write(text string) {
	w.t.Helper()
	w.Focused(inNote)
	w.Key("ctrl+End")
	w.Type(text)
	w.text += text
}

// back returns to the note from where a key has led.
func (w *writer) back() {
	w.t.Helper()
	w.Mark()
	w.Key("alt+Left")
	w.Wait("shown", With("name", "record"))
	w.Into(inNote)
}

// goes is a key that leads to a screen.
func goes(name string) func(*writer, string) {
	return func(w *writer, chord string) {
		w.Mark()
		w.Key(chord)
		w.Wait("screen", With("name", name))
		w.back()
	}
}

// stays is a key that means something to the text itself, or nothing. The help that is opened after it says that it has
// been dealt with, and that it did nothing else.
func stays(w *writer, chord string) {
	w.t.Helper()
	w.Mark()
	from := w.trace.from
	w.Key(chord)
	w.Focused(inNote)
	w.Key("F1")
	w.Wait("screen", With("name", "help"))
	for _, what := range []string{"undone", "redone", "opened", "dialog", "toast"} {
		if e, _, _ := w.trace.find(from, what, nil); e != nil {
			w.t.Errorf("%s in a text did something outside of it: %v", chord, e)
		}
	}
	w.back()
}

// searches is a key that opens the search.
func searches(w *writer, chord string) {
	w.Mark()
	w.Key(chord)
	w.Wait("dialog", With("name", "search"))
	w.Focused("search.field")
	w.Key("Escape")
	w.Wait("dialog.closed")
	w.Focused(inNote)
}

// asksForAFile is a key that opens the dialog for files; Escape closes it again.
func asksForAFile(w *writer, chord string) {
	w.Mark()
	w.Key(chord)
	w.Wait("dialog", With("name", "files"))
	w.Key("Escape")
	w.Into(inNote)
}

// whileWriting says for each action of the table of keys how to see that it happens while somebody writes.
var whileWriting = map[string]func(w *writer, chord string){
	"place.project": goes("project"), "place.field": goes("field"), "place.photos": goes("photos"),
	"place.material": goes("material"), "place.workshop": goes("workshop"), "place.share": goes("share"),
	"settings": goes("settings"), "help": goes("help"),
	"back": func(w *writer, chord string) {
		w.Mark()
		w.Key(chord)
		w.Wait("screen")
		w.Mark()
		w.Key("alt+Right")
		w.Wait("shown", With("name", "record"))
		w.Into(inNote)
	},
	"forward": func(w *writer, chord string) {
		w.Key("F1")
		w.back()
		w.Mark()
		w.Key(chord)
		w.Wait("screen", With("name", "help"))
		w.back()
	},
	"jotting": func(w *writer, chord string) {
		w.Mark()
		w.Key(chord)
		w.Wait("saved", With("kind", feltbog.KindNoteBlock))
		w.Wait("shown", With("name", "record"))
		w.Focused(inNote)
		w.back()
	},
	"search": searches, "find": searches, // a note's page has nothing of its own to search in
	"session.new": func(w *writer, chord string) {
		w.Mark()
		w.Key(chord)
		w.Wait("dialog", With("name", "session"))
		w.Key("Escape")
		w.Wait("dialog.closed")
		w.Focused(inNote)
	},
	"undo": func(w *writer, chord string) {
		w.write("y")
		stays(w, chord)
		w.Key("ctrl+y")
	},
	"redo": func(w *writer, chord string) {
		w.write("y")
		w.Key("ctrl+z")
		stays(w, chord)
	},
	"panel": func(w *writer, chord string) { // the note's page has none; in a form of the project one writes in it
		w.Key("F2")
		w.Wait("screen", With("name", "project"))
		w.Click("project.action.new")
		w.Focused("project.new.text")
		w.Key(chord)
		w.until("the panel is folded", func() bool { all := w.Layout(); return all["project.new.text"].W+all["project.wheel"].W == 0 })
		w.Key(chord)
		w.until("the panel is back", func() bool { return w.Shows("project.wheel") })
		w.back()
	},
	"lock": func(w *writer, chord string) {
		w.Key("Left", "Left")
		w.Mark()
		w.Key(chord)
		w.Wait("locked")
		unlock(w.App, phrase)
		w.Wait("unlocked")
		w.Wait("shown", With("name", "record"))
		w.Focused(inNote)
	},
	"hide": func(w *writer, chord string) {
		w.Mark()
		w.Key(chord)
		w.Wait("hidden")
		w.Type("nobody sees this")
		w.Key(chord)
		w.Wait("shown.again")
		w.Focused(inNote)
	},
	"fullscreen": func(w *writer, chord string) {
		before := w.size()
		w.Key(chord)
		w.until("the window fills the screen", func() bool { return w.size() == "1920x1080" })
		w.Focused(inNote)
		w.Key(chord)
		w.until("the window has its size again", func() bool { return w.size() == before })
	},
	"quit": func(w *writer, chord string) {
		w.asked = true
		w.Mark()
		w.Key(chord)
		w.Wait("quit")
		w.Wait("exited")
	},
	"out": func(w *writer, chord string) {
		w.Key(chord)
		w.until("nothing has the focus", func() bool { return !w.Layout()[inNote].Focused })
		w.Into(inNote)
	},
	"next.field": func(w *writer, chord string) {
		w.Key(chord)
		w.until("the focus has moved", func() bool { return !w.Layout()[inNote].Focused })
		w.Into(inNote)
	},
	"next.panel": func(w *writer, chord string) {
		w.Key(chord)
		w.Focused("rail.field")
		w.Into(inNote)
	},
	"bundle.take": asksForAFile, "photos.bring": asksForAFile, // away from the pictures Ctrl+O takes a pakke in
	"plan.add": stays, "plan.up": stays, "plan.down": stays, "plan.delete": stays,
	"cards.lay": stays, // from what is chosen on a screen; a note's page chooses nothing
	"guide.add": stays, "guide.up": stays, "guide.down": stays, "guide.delete": stays,
}

func TestEveryShortcutDoesWhatItSaysWhileSomebodyWrites(t *testing.T) {
	m := newMachine(t)
	w := &writer{App: m.Start(forTests...)}
	found(w.App, "Taster")
	w.Key("F8")
	w.Wait("shown", With("name", "record"))
	var quit assets.Shortcut
	for _, s := range assets.Shortcuts() {
		press, known := whileWriting[s.ID]
		if slices.Contains([]string{"field", "photos", "share", "elicit", "redact", "outgo", "workshop"}, s.Group) && !known { // they mean something on their screens only, as in TestASessionIsHeldWithTheKeysAlone
			press, known = func(w *writer, chord string) {
				if len(chord) > 1 { // a letter is a letter in a text
					w.Key(chord)
				}
			}, true
		}
		switch {
		case !known:
			t.Errorf("nobody says what %s (%v) does while somebody writes", s.ID, s.Keys)
		case s.ID == "quit": // last, of course
			quit = s
		default:
			for _, k := range s.Keys {
				w.write(s.ID + " ")
				press(w, pressed(k))
			}
		}
	}
	w.write("the end")
	whileWriting["quit"](w, pressed(quit.Keys[0]))
	w.Log()
	p := m.open()
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	notes, err := p.Browse(t.Context(), feltbog.KindNoteBlock, 10)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, n := range notes {
		page, err := p.Page(t.Context(), n.Kind, n.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range page.Values {
			if v.Field == "text" {
				texts = append(texts, v.Text)
			}
		}
	}
	if !slices.Contains(texts, w.text) {
		t.Errorf("the keys disturbed the text: written was\n%q, the notes are\n%q", w.text, texts)
	}
}

// pressed returns a chord of the table as xdotool names it.
func pressed(chord string) string {
	parts := strings.Split(chord, "+")
	key := parts[len(parts)-1]
	for i := range parts[:len(parts)-1] {
		parts[i] = strings.ToLower(parts[i])
	}
	if len(key) == 1 {
		key = strings.ToLower(key)
	}
	if key == "," {
		key = "comma"
	}
	parts[len(parts)-1] = key
	return strings.Join(parts, "+")
}

// size is how large the window is, as "1440x900".
func (a *App) size() string {
	var w, h string
	for _, line := range strings.Split(a.screen.run("xdotool", "getwindowgeometry", "--shell", a.window), "\n") {
		if v, ok := strings.CutPrefix(line, "WIDTH="); ok {
			w = v
		}
		if v, ok := strings.CutPrefix(line, "HEIGHT="); ok {
			h = v
		}
	}
	return w + "x" + h
}

// until asks the program again and again whether something holds.
func (a *App) until(what string, holds func() bool) {
	a.t.Helper()
	until(a.t, what, holds)
}

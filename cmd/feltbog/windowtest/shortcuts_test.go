//go:build window && linux

package windowtest

import (
	"strings"
	"testing"

	"feltbog/assets"
)

// acts says what the trace tells when a key of the table did its work, and how to come back to the field afterwards. A
// key of the table that is missing here fails the test: whoever adds one says what it does.
var acts = map[string]struct {
	event string
	match []Match
	back  []string // keys that lead back
}{
	"place.project":  {event: "screen", match: []Match{With("name", "project")}, back: []string{"F3"}},
	"place.field":    {event: "screen", match: []Match{With("name", "field")}},
	"place.photos":   {event: "screen", match: []Match{With("name", "photos")}, back: []string{"F3"}},
	"place.material": {event: "screen", match: []Match{With("name", "material")}, back: []string{"F3"}},
	"place.workshop": {event: "screen", match: []Match{With("name", "workshop")}, back: []string{"F3"}},
	"place.share":    {event: "screen", match: []Match{With("name", "share")}, back: []string{"F3"}},
	"back":           {event: "screen", back: []string{"F3"}},
	"forward":        {event: "screen", back: []string{"F3"}},
	"search":         {event: "dialog", match: []Match{With("name", "search")}, back: []string{"Escape"}},
	"help":           {event: "screen", match: []Match{With("name", "help")}, back: []string{"F3"}},
	"settings":       {event: "screen", match: []Match{With("name", "settings")}, back: []string{"F3"}},
	"jotting":        {event: "saved", match: []Match{With("kind", "note_block")}, back: []string{"F3"}},
	"hide":           {event: "hidden", back: []string{"F12"}},
	"lock":           {event: "locked"},
	"quit":           {event: "quit"},
}

// xKey is a chord of the table as xdotool calls it.
func xKey(chord string) string {
	parts := strings.Split(chord, "+")
	for i, p := range parts {
		if i < len(parts)-1 || len(p) == 1 { // a capital letter would be with Shift
			parts[i] = strings.ToLower(p)
		}
	}
	return strings.ReplaceAll(strings.Join(parts, "+"), ",", "comma")
}

func TestEveryKeyOfTheTableActsWhileOneWrites(t *testing.T) {
	m := newMachine(t)
	a := m.Start(forTests...)
	found(a, "Lillerup")
	a.Key("F3", "F8")
	a.Wait("shown", With("name", "record"))
	a.Type("ord")
	a.Wait("kept")
	field := func() {
		a.t.Helper()
		if !a.Layout()["record.field.text"].Focused {
			a.Key("F8")
			a.Wait("shown", With("name", "record"))
			a.Focused("record.field.text")
			a.Type("nyt ord")
			a.Wait("kept")
		}
	}
	for _, s := range assets.Shortcuts() {
		act, told := acts[s.ID]
		if !s.Writing || s.Fixed || s.ID == "lock" || s.ID == "quit" { // nothing can follow those two: they come last
			continue
		}
		for _, chord := range s.Keys {
			field()
			if s.ID == "forward" {
				a.Key("alt+Left")
				a.Wait("screen")
			}
			a.Mark()
			a.Key(xKey(chord))
			if told {
				a.Wait(act.event, act.match...)
				for _, k := range act.back {
					a.Key(k)
				}
			}
		}
	}
	// Keys that mean something to a text do not leave it: undo takes back the typing and not the last action.
	field()
	a.Mark()
	a.Type("xyz")
	a.Wait("kept")
	a.Key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+y")
	a.Layout()
	if a.Seen("undone") || a.Seen("redone") {
		t.Error("undo in a text took back an action of the project")
	}
	a.Focused("record.field.text")
	a.Key("ctrl+l")
	a.Wait("shown", With("name", "door"))
	a.Focused("door.passphrase")
	a.Key("ctrl+q")
	a.Wait("quit")
}

//go:build window && linux

package windowtest

import (
	"encoding/json"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

// TestTheDayInTheFieldTakesNoMoreActionsThanPlanned counts the chords and clicks that are sent to the window from outside
// for the jobs of a day in the field, and reads from the killed program's vault that they did what they were for.
func TestTheDayInTheFieldTakesNoMoreActionsThanPlanned(t *testing.T) {
	m := newMachine(t)
	vault := m.path("Handlinger.feltbog")
	ctl := func(into any, args ...string) {
		t.Helper()
		if err := json.Unmarshal([]byte(m.Ctl(vault, append(args, "--json")...)), into); err != nil {
			t.Fatal(err)
		}
	}
	// The day before, somebody asked by a guide.
	var made struct{ Guide, Session string }
	m.Ctl(vault, "init", "--name", "Handlinger", "--device", "Bærbar 1")
	ctl(&made, "guide", "add", "ethno_raid")
	ctl(&made, "session", "start", "--type", "ethno_raid", "--place", "Torvet i Ærøgade", "--guide", made.Guide)
	m.Ctl(vault, "session", "end", made.Session)

	a := m.Start("--vault", vault)
	a.Wait("shown", With("name", "door"))
	unlock(a, phrase)
	a.Wait("shown", With("name", "project"))

	most := func(job string, budget int) {
		t.Helper()
		t.Logf("%s: %d actions, of %d", job, a.actions, budget)
		if a.actions > budget {
			t.Errorf("%s takes %d actions, %d are planned", job, a.actions, budget)
		}
	}
	// A new interview from the last guide, to the first typed letter, which is the third.
	a.actions = 0
	start := time.Now()
	a.Key("ctrl+i")
	a.Wait("dialog", With("name", "session"))
	a.Focused("session.new.place")
	a.Key("Return")
	a.Wait("shown", With("name", "session"))
	a.Focused(inSession)
	a.Type("S")
	most("a new interview from the last guide", 2)
	a.Type("tår op kl. 5")
	a.Wait("kept", With("runes", 13))
	t.Logf("it took %.1f s, of 5", time.Since(start).Seconds())

	job := func(name string, budget int, do func()) {
		t.Helper()
		a.actions = 0
		a.Mark()
		do()
		most(name, budget)
	}
	a.Key("Return")
	job("to mark a quote", 1, func() {
		a.Key("ctrl+2")
		a.Wait("kind", With("kind", string(feltbog.QuoteVerbatim)))
	})
	a.Type("Bussen kommer aldrig")
	a.Wait("kept", With("runes", 20))
	a.Key("Return")
	job("to mark one's own wonder", 1, func() {
		a.Key("ctrl+3")
		a.Wait("kind", With("kind", string(feltbog.Wonder)))
	})
	a.Type("Hvorfor tier hun?")
	a.Wait("kept", With("runes", 17))
	job("to go to the next question", 1, func() {
		a.Key("ctrl+Down")
		a.Wait("question", With("n", 2))
	})
	a.Type("Hun peger")
	a.Wait("kept", With("runes", 9))
	job("the next person at the same place", 1, func() {
		a.Key("ctrl+n")
		a.Wait("person", With("people", 2))
		a.Focused(inSession)
	})
	a.Type("En ny stemme")
	a.Wait("kept", With("runes", 12))
	job("a jotting with its time", 1, func() {
		a.Key("F8")
		a.Wait("saved", With("kind", string(feltbog.KindNoteBlock)))
		a.Wait("shown", With("name", "record"))
	})
	a.Type("Regn fra syd")
	a.Wait("kept", With("kind", string(feltbog.KindNoteBlock)))

	a.Kill9()
	var sessions []struct{ ID, Place string }
	ctl(&sessions, "session", "list")
	if len(sessions) != 2 || sessions[0].Place != "Torvet i Ærøgade" {
		t.Fatalf("%+v", sessions)
	}
	var page struct {
		Questions []struct{ ID string }
		People    []struct{ ID, Pseudonym string }
		Notes     []struct {
			Text, Type, Question, Happened string
			Participants                   []string
		}
	}
	ctl(&page, "session", "show", sessions[0].ID)
	if len(page.People) != 2 || len(page.Questions) != 5 || len(page.Notes) != 5 {
		t.Fatalf("%+v", page)
	}
	for i, want := range []struct{ text, kind string }{{"Står op kl. 5", "seen_heard"}, {"Bussen kommer aldrig", "quote_verbatim"}, {"Hvorfor tier hun?", "wonder"}, {"Hun peger", "seen_heard"}, {"En ny stemme", "seen_heard"}} {
		n := page.Notes[i]
		if n.Text != want.text || n.Type != want.kind || n.Happened == "" || n.Question == "" || len(n.Participants) != 1 {
			t.Errorf("%+v, want %+v", n, want)
		}
	}
	if page.Notes[3].Question != page.Questions[1].ID || page.Notes[4].Participants[0] != page.People[1].ID {
		t.Errorf("%+v", page.Notes)
	}
	var jottings []struct {
		Fields struct{ Text, Noted string }
	}
	ctl(&jottings, "record", "list", "note_block")
	found := false
	for _, j := range jottings {
		found = found || j.Fields.Text == "Regn fra syd" && j.Fields.Noted != ""
	}
	if !found {
		t.Errorf("the loose jotting is not there with its time: %+v", jottings)
	}
}

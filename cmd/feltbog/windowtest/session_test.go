//go:build window && linux

package windowtest

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

const inSession = "session.note"

// begin starts a session with everything as it is proposed: one chord, and Enter in the name of the place.
func begin(a *App, place string) {
	a.t.Helper()
	a.Mark()
	a.Key("ctrl+i")
	a.Wait("dialog", With("name", "session"))
	if place != "" {
		a.Fill("session.new.place", place)
	}
	a.Into("session.new.place")
	a.Key("Return")
	a.Wait("started.session")
	a.Wait("shown", With("name", "session"))
	a.Focused(inSession)
}

// lastSession reads the session that was begun last, beside the program.
func lastSession(t *testing.T, p *app.Project) app.SessionPage {
	t.Helper()
	all, err := p.Browse(t.Context(), feltbog.KindSession, 1)
	if err != nil || len(all) == 0 {
		t.Fatal("no session", err)
	}
	page, err := p.SessionPage(t.Context(), all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestASessionIsHeldWithTheKeysAlone(t *testing.T) {
	m := newMachine(t)
	a := m.Start(forTests...)
	found(a, "Felt")

	// An etnoraid with two short questions.
	a.Key("ctrl+i")
	a.Wait("dialog", With("name", "session"))
	a.Focused("session.new.place")
	a.Type("Torvet på Ærø")
	a.Click("session.new.type")
	a.Type("e")
	a.Key("Return")
	a.Fill("session.new.questions", "Hvad bringer dig her?")
	a.Key("shift+Return")
	a.Type("Hvad er svært?")
	a.Click("session.new.start")
	a.Wait("started.session", With("type", string(feltbog.EthnoRaid)))
	a.Wait("shown", With("name", "session"), With("questions", 2))

	// Notes, kinds, questions, tags; each is one key.
	a.Focused(inSession)
	a.Type("Sidder på bænken")
	a.Key("Return", "ctrl+2")
	a.Wait("kind", With("kind", string(feltbog.QuoteVerbatim)))
	a.Type("Bussen kører ikke")
	a.Key("alt+t")
	a.Wait("dialog", With("name", "tag"))
	a.Type("transport i området")
	a.Key("Return")
	a.Wait("tagged")
	a.Key("ctrl+Down")
	a.Wait("question", With("n", 2))
	a.Type("Trappen er stejl")
	a.Key("ctrl+Return")
	a.Wait("ticked")
	a.Shot("session")

	// The next person: one action, and one writes on.
	a.Mark()
	a.Key("ctrl+n")
	a.Wait("person", With("people", 2))
	a.Focused(inSession)
	a.Type("Kender ingen her")
	a.Wait("kept", With("runes", 16))
	a.Key("ctrl+j")
	a.Wait("dialog", With("name", "jump"))
	a.Type("svært")
	a.Key("Return")
	a.Wait("question", With("n", 2))
	a.Type("Han går i stykker")
	a.Wait("kept", With("runes", 17))
	a.Mark()
	a.Key("ctrl+m")
	a.Wait("dialog", With("name", "move"))
	a.Click("session.move.do")
	a.Wait("dialog.closed")
	a.Focused(inSession)

	// Killed: everything that was kept is there, and the window opens at the same person, question and letter.
	a.Kill9()
	p := m.open()
	page := lastSession(t, p)
	var texts []string
	for _, n := range page.Notes {
		texts = append(texts, n.Text)
	}
	if got := strings.Join(texts, " | "); got != "Sidder på bænken | Bussen kører ikke | Trappen er stejl | Kender ingen her | Han går i stykker" {
		t.Errorf("%q", got)
	}
	if n := page.Notes[1]; n.Type != feltbog.QuoteVerbatim || len(n.Tags) != 1 {
		t.Errorf("%+v", n)
	}
	if len(page.People) != 2 || len(page.Answers) != 1 || page.Notes[4].Question != page.Questions[1].ID || page.Notes[4].Participants[0] != page.People[1].ID {
		t.Errorf("%+v", page)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	a = m.Start(forTests...)
	unlock(a, phrase)
	a.Wait("unlocked")
	a.Wait("shown", With("name", "session"))
	a.Focused(inSession)
	a.Type(" igen")
	a.Wait("kept")
	a.Close()
	p = m.open()
	defer func() { _ = p.Close() }()
	if n := lastSession(t, p).Notes; n[len(n)-1].Text != "Han går i stykker igen" {
		t.Errorf("%q", n[len(n)-1].Text)
	}
}

// TestNothingKeptIsLostByAKillWhileSomebodyTypes kills the program at a random moment while keys arrive, again and again:
// what the trace called kept is in the vault, and at most what was typed in the last second is missing.
func TestNothingKeptIsLostByAKillWhileSomebodyTypes(t *testing.T) {
	rounds := 3
	if os.Getenv("FELTBOG_TORTURE") != "" {
		rounds = 50
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	m := newMachine(t)
	a := m.Start(forTests...)
	found(a, "Kill")
	begin(a, "Køkkenet")
	kept := map[string]int{} // characters by note
	for round := range rounds {
		if round > 0 {
			a.Key("Return") // a note of its own
		}
		a.Mark()
		words := strings.Repeat("abcdefg ", 12) // four seconds, of which the program lives some
		done := make(chan struct{})
		go func() {
			defer close(done)
			a.screen.try("xdotool", "type", "--delay", "40", words) // it may lose its window on the way
		}()
		for range 1 + r.IntN(3) {
			e := a.Wait("kept")
			kept[e.Text("id")] = e.Number("runes")
		}
		a.Kill9()
		<-done
		p := m.open()
		notes := lastSession(t, p).Notes
		there := map[string]string{}
		for _, n := range notes {
			there[n.ID.String()] = n.Text
		}
		for id, n := range kept {
			if text := there[id]; len([]rune(text)) < n || strings.Trim(text, "abcdefg ") != "" {
				t.Fatalf("round %d: of %d letters that were kept there is %q", round, n, text)
			}
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		a = m.Start(forTests...)
		unlock(a, phrase)
		a.Wait("shown", With("name", "session"))
		a.Focused(inSession)
	}
	a.Close()
}

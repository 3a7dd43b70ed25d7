//go:build window && linux

package windowtest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/app"
)

// phrase is the passphrase of the tests, which costs nothing to check (--cheap-keys).
const phrase = "fire gule bier i haven"

// forTests are flags that make passphrases cheap and any folder good.
var forTests = []string{"--cheap-keys", "--anywhere"}

// sheet is what the door draws with --seed 1.
func sheet() []string { return app.RecoveryOf([16]byte{1}).Words }

// found makes a vault through the first run, as somebody does who has never seen Feltbog, with the sample in it.
func found(a *App, name string) {
	a.t.Helper()
	a.Wait("shown", With("name", "door"), With("page", "new"))
	a.Fill("door.name", name)
	a.Fill("door.passphrase", phrase)
	a.Fill("door.repeat", phrase)
	if a.Shows("door.start.sample") {
		a.Click("door.start.sample")
	}
	a.Click("door.next")
	a.Wait("shown", With("name", "door"), With("page", "sheet"))
	a.Fill("door.word1", sheet()[0])
	a.Fill("door.word2", sheet()[1])
	a.Shot("sheet")
	a.Click("door.create")
	a.Wait("unlocked")
	a.Wait("shown", With("name", "project"))
}

// unlock types the passphrase at the door.
func unlock(a *App, word string) {
	a.t.Helper()
	a.Fill("door.passphrase", word)
	a.Key("Return")
}

// vault is the folder of the vault that the program opened last.
func (m *machine) vault() string {
	m.t.Helper()
	b, err := os.ReadFile(filepath.Join(m.home, "feltbog-data", "machine.json"))
	var memory struct {
		Vaults []struct {
			Folder string `json:"folder"`
		} `json:"vaults"`
	}
	if err == nil {
		err = json.Unmarshal(b, &memory)
	}
	if err != nil || len(memory.Vaults) == 0 {
		m.t.Fatalf("no vault is remembered: %v in %s", err, b)
	}
	return memory.Vaults[0].Folder
}

func TestANewUserMakesAVaultAndFindsEverythingAgainAfterAKill(t *testing.T) {
	m := newMachine(t)
	a := m.Start(forTests...)
	found(a, "Hverdag og helbred på Ærø")

	// The plan: the usual phases, one more action, its date as people write it.
	a.Click("project.plan.start")
	a.Wait("shown", With("name", "project"))
	a.Click("project.action.new")
	a.Fill("project.new.text", "Samtaler på Ærøskøbing Torv")
	a.Key("Return")
	a.Wait("saved", With("kind", "plan_action"))
	a.Wait("opened", With("kind", "plan_action"))
	a.Fill("project.action.date.1", "Marts 2025")
	a.Key("Tab")
	a.Wait("saved", With("kind", "plan_action"))
	a.Shot("action")

	// Search folds Danish letters and opens the thing itself.
	a.Key("ctrl+k")
	a.Wait("dialog", With("name", "search"))
	a.Type("aeroskobing")
	a.Wait("results", With("n", 1))
	a.Shot("search")
	a.Key("Return")
	a.Wait("opened", With("kind", "plan_action"))

	// Undo takes the date back, redo puts it again; outside of text fields.
	a.Key("Escape")
	a.Key("ctrl+z")
	a.Wait("undone")
	a.Key("ctrl+y")
	a.Wait("redone")

	// One key hides the screen, another brings it back; places by key; back.
	a.Key("F3")
	a.Wait("screen", With("name", "field"))
	a.Key("F12")
	a.Wait("hidden")
	a.Shot("hidden")
	a.Key("F12")
	a.Wait("shown.again")
	a.Key("alt+Left")
	a.Wait("screen", With("name", "project"))

	// A loose note from anywhere; what is typed is kept at the pause.
	a.Key("F8")
	a.Wait("saved", With("kind", "note_block"))
	a.Wait("shown", With("name", "record"))
	a.Type("Syv breve ligger på bordet")
	a.Wait("kept", With("kind", "note_block"))
	a.Shot("note")

	// Locked while the cursor stands in the text; a wrong passphrase; back at the same letter.
	a.Key("Left", "Left", "Left", "Left", "Left", "Left")
	a.Key("ctrl+l")
	a.Wait("locked")
	unlock(a, "ikke den rigtige sætning")
	a.Wait("refused")
	a.Shot("refused")
	a.Wait("wait", With("seconds", 0))
	unlock(a, phrase)
	a.Wait("unlocked")
	a.Wait("shown", With("name", "record"))
	a.Focused("record.field.text")
	a.Type("køkken")
	a.Wait("kept", With("kind", "note_block"))

	// Killed in the middle of a word: everything that the trace called saved or kept is there.
	a.Kill9()
	p := m.open()
	found, err := p.Find(t.Context(), app.Query{Text: "køkkenbordet"})
	if err != nil || len(found.Hits) != 1 {
		t.Errorf("the note is not found after the kill: %+v, %v", found, err)
	}
	if found, err = p.Find(t.Context(), app.Query{Text: "ærøskøbing"}); err != nil || len(found.Hits) != 1 {
		t.Errorf("the action is not found after the kill: %+v, %v", found, err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}

	// And in the window: the last place, the same record.
	a = m.Start(forTests...)
	unlock(a, phrase)
	a.Wait("unlocked")
	a.Wait("shown", With("name", "record"), With("kind", "note_block"))
	a.Shot("again")
	a.Close()
}

// open opens the vault that the program had, beside the program.
func (m *machine) open() *app.Project {
	m.t.Helper()
	p, err := app.Open(m.t.Context(), m.vault(), app.Unlock{Passphrase: phrase},
		app.Options{Config: filepath.Join(m.home, "feltbog-data"), CheapKeys: true, Anywhere: true})
	if err != nil {
		m.t.Fatal(err)
	}
	return p
}

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
	a.Wait("shown", With("name", "door"), With("page", "unlock"))
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
	a.Click("project.plan.start")
	a.Wait("shown", With("name", "project"))
	a.Click("project.action.new")
	a.Shot("new")
	t.Log(names(a.Layout()))
	a.Fill("project.new.text", "Køkkenbordssamtaler på Ærøskøbing Torv")
	a.Key("Return")
	a.Wait("saved", With("kind", "plan_action"))
	a.Shot("action")
	t.Log(names(a.Layout()))
	a.Close()
}

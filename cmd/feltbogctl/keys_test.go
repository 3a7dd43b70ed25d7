package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"feltbog/internal/app"
)

func TestACustodianOpensTheVaultWithTheirOwnKeyUntilTheyAreShutOut(t *testing.T) {
	c := newProject(t)
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "nøgle.txt")
	if err := os.WriteFile(file, []byte("# created\n"+key.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var w app.Ways
	c.json(&w, "keys", "add-custodian", "Projektlederen", key.Recipient().String())
	if len(w.Custodians) != 1 || w.Custodians[0].Name != "Projektlederen" {
		t.Fatalf("%+v", w)
	}
	delete(c.env, "FELTBOG_PASSPHRASE")
	c.ok("stat", "--custodian-key", file)
	other, _ := age.GenerateX25519Identity()
	if err := os.WriteFile(file+"2", []byte(other.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := c.run("stat", "--custodian-key", file+"2"); status != 3 {
		t.Errorf("another key: status %d", status)
	}
	c.ok("keys", "remove-custodian", w.Custodians[0].ID.String(), "--custodian-key", file)
	if status, _, _ := c.run("stat", "--custodian-key", file); status != 3 {
		t.Errorf("a custodian who was shut out: status %d", status)
	}
}

func TestANewSheetOpensTheVaultAndTheOldOneDoesNot(t *testing.T) {
	c := newConsole(t)
	old, fresh := filepath.Join(t.TempDir(), "ark.txt"), filepath.Join(t.TempDir(), "nyt.txt")
	c.ok("init", "--name", "Lillerup", "--device", "Bærbar 1", "--recovery-out", old)
	c.ok("keys", "sheet", "--recovery-out", fresh)
	c.env["FELTBOG_NEW_PASSPHRASE"] = "otte grønne duer på taget"
	c.env["FELTBOG_RECOVERY"] = sheetWords(t, old)
	if status, _, _ := c.run("recover"); status != 3 {
		t.Errorf("the old sheet: status %d", status)
	}
	c.env["FELTBOG_RECOVERY"] = sheetWords(t, fresh)
	c.ok("recover")
}

// sheetWords reads the words of a sheet.
func sheetWords(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, line := range strings.Split(string(b), "\n") {
		if n, w, ok := strings.Cut(strings.TrimSpace(line), ". "); ok && strings.Trim(n, "0123456789") == "" {
			words = append(words, strings.TrimSpace(w))
		}
	}
	if len(words) != 12 {
		t.Fatalf("%d words in %s", len(words), file)
	}
	return strings.Join(words, " ")
}

func TestARegisterWithAPassphraseOfItsOwnStaysShutWithoutIt(t *testing.T) {
	c := newProject(t)
	actor := c.ok("record", "put", "actor", "--set", "name=Brugsen")
	c.ok("record", "put", "contact", "--set", "name=Karen på Torvet", "--set", "actor="+actor)
	c.env["FELTBOG_NEW_REGISTER_PASSPHRASE"] = "seks hvide heste om natten"
	c.ok("keys", "register", "protect", "--recovery-out", filepath.Join(t.TempDir(), "register.txt"))
	if out := c.ok("search", "Karen"); strings.Contains(out, "Karen") {
		t.Errorf("the name is found with the vault's passphrase alone: %s", out)
	}
	var w app.Ways
	c.json(&w, "keys", "list")
	if !w.RegisterOwn || w.RegisterOpen {
		t.Errorf("%+v", w)
	}
	c.env["FELTBOG_REGISTER_PASSPHRASE"] = "forkert kodesætning helt"
	if status, _, _ := c.run("keys", "register", "free"); status != 3 {
		t.Errorf("a wrong passphrase frees the register: status %d", status)
	}
	c.env["FELTBOG_REGISTER_PASSPHRASE"] = "seks hvide heste om natten"
	c.ok("keys", "register", "free")
	if out := c.ok("search", "Karen"); !strings.Contains(out, "Karen") {
		t.Errorf("the name is lost: %s", out)
	}
}

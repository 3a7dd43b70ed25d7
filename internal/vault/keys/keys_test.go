package keys

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/feltbog"

	"filippo.io/age"
)

func TestEveryWayInGivesTheSameKeys(t *testing.T) {
	dir, r := vault(t)
	team := add(t, r, feltbog.TeamSpace)
	want := key(t, r, team)
	signing, err := r.SigningKey()
	ok(t, err)
	sub, err := r.Subkey("backup")
	ok(t, err)

	hybrid, err := age.GenerateHybridIdentity()
	ok(t, err)
	classic, err := age.GenerateX25519Identity()
	ok(t, err)
	for name, to := range map[string]string{"Ida": hybrid.Recipient().String(), "Bo": classic.Recipient().String()} {
		_, err := r.AddCustodian(name, to+"\n", 0)
		ok(t, err)
	}

	f := open(t, dir)
	for name, way := range map[string]func() (*Ring, error){
		"passphrase":          func() (*Ring, error) { return f.UnlockPassphrase(pass) },
		"passphrase file":     func() (*Ring, error) { return f.UnlockPassphrase(pass + "\r\n") },
		"decomposed letters":  func() (*Ring, error) { return f.UnlockPassphrase(strings.ReplaceAll(pass, "å", "a\u030a")) },
		"recovery words":      func() (*Ring, error) { return f.UnlockRecovery(words) },
		"hybrid custodian":    func() (*Ring, error) { return f.UnlockIdentity(hybrid) },
		"classical custodian": func() (*Ring, error) { return f.UnlockIdentity(classic) },
	} {
		got, err := way()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(key(t, got, team), want) {
			t.Errorf("%s: another space key", name)
		}
		if s, _ := got.SigningKey(); !s.Equal(signing) {
			t.Errorf("%s: another signing key", name)
		}
		if s, _ := got.Subkey("backup"); !bytes.Equal(s, sub) {
			t.Errorf("%s: another subkey", name)
		}
		if s, _ := got.Subkey("other"); bytes.Equal(s, sub) {
			t.Error("two labels, one subkey")
		}
		got.Close()
	}
}

func TestComposedAndDecomposedDanishLettersAreOnePassphrase(t *testing.T) {
	dir := t.TempDir()
	r, err := Create(dir, "Å på åen", words, cheap) // composed
	ok(t, err)
	r.Close()
	unlock(t, dir, "A\u030a pa\u030a a\u030aen")
}

func TestWrongSecretsAreNamedForWhatTheyAre(t *testing.T) {
	dir, _ := vault(t)
	f := open(t, dir)
	stranger, err := age.GenerateX25519Identity()
	ok(t, err)

	for _, p := range []string{"", "kort", "rødgrød uden fløde", pass + " "} {
		_, err = f.UnlockPassphrase(p)
		wants(t, err, feltbog.EKey, "vault.passphrase")
	}
	_, err = f.UnlockRecovery([16]byte{9})
	wants(t, err, feltbog.EKey, "vault.recovery")
	_, err = f.UnlockIdentity(stranger)
	wants(t, err, feltbog.EKey, "vault.identity")
	_, err = f.UnlockKeyring()
	wants(t, err, feltbog.EKey, "vault.keyring")
}

func TestAShortPassphraseCannotBeSet(t *testing.T) {
	dir := t.TempDir()
	for p, k := range map[string]string{"": "passphrase.short", "æøåæøåæ": "passphrase.short", "ssssss\n\n\n": "passphrase.short",
		strings.Repeat("x", 2000): "passphrase.long", "latin-1 \xe6\xf8\xe5": "passphrase.encoding"} {
		_, err := Create(dir, p, words, cheap)
		wants(t, err, feltbog.EInvalid, k)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Fatal("a refused vault left files:", left)
	}
	_, r := vault(t)
	wants(t, r.ChangePassphrase(pass, "kort"), feltbog.EInvalid, "passphrase.short")
	wants(t, r.NewRecovery([16]byte{}), feltbog.EInvalid, "recovery.empty")
}

func TestAVaultIsNeverWrittenOver(t *testing.T) {
	dir, _ := vault(t)
	before := fileOf(t, dir)
	_, err := Create(dir, pass, words, cheap)
	wants(t, err, feltbog.EUsage, "vault.keys.exists")
	if !bytes.Equal(before, fileOf(t, dir)) {
		t.Fatal("the file changed")
	}
}

func TestAFolderWithoutKeyFileIsNoVault(t *testing.T) {
	_, err := Open(t.TempDir(), cheap)
	wants(t, err, feltbog.ENotFound, "vault.keys.missing")
}

func TestChangingThePassphraseLeavesTheOtherWaysIn(t *testing.T) {
	dir, r := vault(t)
	before := open(t, dir)
	wants(t, r.ChangePassphrase("ikke den rigtige", "en helt ny sætning"), feltbog.EKey, "vault.passphrase")
	ok(t, r.ChangePassphrase(pass, "en helt ny sætning"))

	after := open(t, dir)
	changed := 0
	for i := range after.slots {
		if !bytes.Equal(after.slots[i].raw, before.slots[i].raw) {
			changed++
		}
	}
	if changed != 1 {
		t.Errorf("%d slots rewritten, want 1", changed)
	}
	_, err := after.UnlockPassphrase(pass)
	wants(t, err, feltbog.EKey, "vault.passphrase")
	unlock(t, dir, "en helt ny sætning")
	_, err = after.UnlockRecovery(words)
	ok(t, err)
}

func TestAForgottenPassphraseIsResetWithTheRecoveryWords(t *testing.T) {
	dir, r := vault(t)
	team := add(t, r, feltbog.TeamSpace)
	want := key(t, r, team)
	r.Close()

	back, err := open(t, dir).UnlockRecovery(words)
	ok(t, err)
	defer back.Close()
	ok(t, back.ResetPassphrase("fundet igen på arket"))
	ok(t, back.NewRecovery([16]byte{42}))

	f := open(t, dir)
	_, err = f.UnlockRecovery(words)
	wants(t, err, feltbog.EKey, "vault.recovery")
	_, err = f.UnlockPassphrase(pass)
	wants(t, err, feltbog.EKey, "vault.passphrase")
	if !bytes.Equal(key(t, unlock(t, dir, "fundet igen på arket"), team), want) {
		t.Error("another key")
	}
}

func TestARemovedCustodianCannotOpenTheNewFile(t *testing.T) {
	dir, r := vault(t)
	id, err := age.GenerateHybridIdentity()
	ok(t, err)
	c, err := r.AddCustodian("Ida Ravnsgaard", id.Recipient().String(), 7)
	ok(t, err)
	c2, err := r.AddCustodian("Ida Ravnsgaard", id.Recipient().String(), 8) // again: renewed, not doubled
	ok(t, err)
	all, err := unlock(t, dir, pass).Custodians()
	ok(t, err)
	if len(all) != 1 || all[0] != c2 || c.ID == c2.ID || !all[0].Hybrid() {
		t.Fatalf("custodians %+v", all)
	}
	if bytes.Contains(fileOf(t, dir), []byte("Ravnsgaard")) {
		t.Error("the custodian's name can be read from the file")
	}
	ok(t, r.RemoveCustodian(c2.ID))
	_, err = open(t, dir).UnlockIdentity(id)
	wants(t, err, feltbog.EKey, "vault.identity")
	wants(t, r.RemoveCustodian(c2.ID), feltbog.ENotFound, "vault.custodian.unknown")
	_, err = r.AddCustodian("x", "age1nonsense", 0)
	wants(t, err, feltbog.EInvalid, "vault.custodian.key")
}

func TestAClosedRingHoldsNothing(t *testing.T) {
	_, r := vault(t)
	team := add(t, r, feltbog.TeamSpace)
	k, s, seed := r.key, r.contents.spaces[0].key, r.contents.seed
	r.Close()
	r.Close()
	for _, b := range [][]byte{k, s, seed} {
		if !bytes.Equal(b, make([]byte, keySize)) {
			t.Error("a key is left in memory")
		}
	}
	_, err := r.SpaceKey(team)
	wants(t, err, feltbog.EKey, "vault.locked")
	_, err = r.Subkey("x")
	wants(t, err, feltbog.EKey, "vault.locked")
	wants(t, r.ResetPassphrase("en helt ny sætning"), feltbog.EKey, "vault.locked")
}

func TestTwoWritersDoNotLoseEachOthersChange(t *testing.T) {
	dir, first := vault(t)
	second := unlock(t, dir, pass)
	add(t, first, feltbog.TeamSpace)
	_, err := second.AddSpace(feltbog.ID{}, feltbog.WorkshopSpace)
	wants(t, err, feltbog.EBusy, "vault.keys.changed")
	if got, _ := second.Spaces(); len(got) != 0 {
		t.Error("a refused change stayed in memory")
	}
	add(t, first, feltbog.WorkshopSpace)
}

func TestAKeyFileThatWentMissingIsWrittenAnew(t *testing.T) {
	dir, r := vault(t)
	ok(t, os.Remove(filepath.Join(dir, FileName)))
	team := add(t, r, feltbog.TeamSpace)
	key(t, unlock(t, dir, pass), team)
}

func TestDefaultCostIsWithinTheBounds(t *testing.T) {
	ok(t, DefaultCost().check(false))
	if totalMemory() == 0 {
		t.Error("this machine's memory is not known")
	}
}

func TestAVaultWithTestCostsIsRefusedByTheProgram(t *testing.T) {
	dir, _ := vault(t)
	_, err := Open(dir, Options{})
	wants(t, err, feltbog.EDamaged, "vault.keys.damaged")
	_, err = Create(t.TempDir(), pass, words, Options{Cost: cheap.Cost})
	wants(t, err, feltbog.EInternal, "passphrase.cost")
}

func TestARealVaultOpensWithTheDefaultCost(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds and 256 MiB")
	}
	dir := t.TempDir()
	r, err := Create(dir, pass, words, Options{Keyring: noKeyring{}})
	ok(t, err)
	r.Close()
	f, err := Open(dir, Options{})
	ok(t, err)
	if got := f.slots[0].cost; got != DefaultCost() {
		t.Errorf("cost %+v", got)
	}
	r, err = f.UnlockPassphrase(pass)
	ok(t, err)
	r.Close()
}

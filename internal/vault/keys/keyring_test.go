package keys

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
)

// noKeyring is a machine without one.
type noKeyring struct{}

var errNoKeyring = errors.New("no secret service")

func (noKeyring) Set(_, _, _ string) error        { return errNoKeyring }
func (noKeyring) Get(_, _ string) (string, error) { return "", errNoKeyring }
func (noKeyring) Delete(_, _ string) error        { return errNoKeyring }

// memoryKeyring is one that works.
type memoryKeyring map[string]string

func (m memoryKeyring) Set(_, user, secret string) error { m[user] = secret; return nil }
func (m memoryKeyring) Get(_, user string) (string, error) {
	if s, found := m[user]; found {
		return s, nil
	}
	return "", errors.New("not found")
}
func (m memoryKeyring) Delete(_, user string) error { delete(m, user); return nil }

func TestTheKeyringOpensTheVaultUntilItIsSwitchedOff(t *testing.T) {
	ring := memoryKeyring{}
	opt := cheap
	opt.Keyring = ring
	dir := t.TempDir()
	r, err := Create(dir, pass, words, opt)
	ok(t, err)
	ok(t, r.EnableKeyring())
	ok(t, r.EnableKeyring()) // again: renewed, and no old entry stays behind
	if len(ring) != 1 {
		t.Fatalf("%d entries", len(ring))
	}
	f, err := Open(dir, opt)
	ok(t, err)
	if !f.HasKeyring() {
		t.Fatal("the file does not say that the keyring is worth asking")
	}
	got, err := f.UnlockKeyring()
	ok(t, err)
	got.Close()

	for user := range ring { // somebody wiped or changed the entry: soft, and the passphrase still works
		ring[user] = "rubbish"
	}
	_, err = f.UnlockKeyring()
	wants(t, err, feltbog.EKey, "vault.keyring")
	_, err = f.UnlockPassphrase(pass)
	ok(t, err)

	ok(t, r.DisableKeyring())
	if f, _ = Open(dir, opt); f.HasKeyring() || len(ring) != 0 {
		t.Error("still there")
	}
}

func TestAMachineWithoutKeyringChangesNothing(t *testing.T) {
	dir, r := vault(t)
	before := fileOf(t, dir)
	wants(t, r.EnableKeyring(), feltbog.EKey, "vault.keyring")
	if string(before) != string(fileOf(t, dir)) {
		t.Error("the file changed")
	}
	ok(t, r.DisableKeyring())
}

func TestAFailedWriteLeavesNoKeyringEntry(t *testing.T) {
	ring := memoryKeyring{}
	opt := cheap
	opt.Keyring = ring
	dir := t.TempDir()
	r, err := Create(dir, pass, words, opt)
	ok(t, err)
	// A folder that is not empty stands where the temporary file has to go.
	ok(t, os.MkdirAll(filepath.Join(dir, FileName+".tmp", "x"), 0o700))
	if err := r.EnableKeyring(); err == nil {
		t.Fatal("written")
	}
	if len(ring) != 0 {
		t.Error("an entry is left")
	}
	ok(t, os.RemoveAll(filepath.Join(dir, FileName+".tmp")))
	ok(t, r.EnableKeyring())
}

func TestTheKeyringIsNeverTheOnlyWayIn(t *testing.T) {
	_, r := vault(t)
	err := r.change(func(f *form, _ *contents) error {
		f.slots = []slot{newSlot(kindKeyring, f.vault, purposeVault, Cost{}, nil, r.key, func([]byte) []byte { return random(keySize) })}
		return nil
	})
	if err == nil {
		t.Fatal("written")
	}
}

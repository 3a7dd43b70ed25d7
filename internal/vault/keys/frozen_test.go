package keys

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"
)

// TestTheFrozenFileOfVersionOneOpens holds the promise that every released format stays readable: the file was written
// by version 1 and is never written again. Its costs are those of tests.
func TestTheFrozenFileOfVersionOneOpens(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "version1.keys"))
	ok(t, err)
	dir := t.TempDir()
	put(t, dir, b)
	f := open(t, dir)
	if got := f.Vault().String(); got != frozenVault {
		t.Errorf("vault %s", got)
	}
	identity, err := age.ParseX25519Identity(frozenIdentity)
	ok(t, err)
	for name, way := range map[string]func() (*Ring, error){
		"passphrase": func() (*Ring, error) { return f.UnlockPassphrase(pass) },
		"words":      func() (*Ring, error) { return f.UnlockRecovery(words) },
		"custodian":  func() (*Ring, error) { return f.UnlockIdentity(identity) },
	} {
		r, err := way()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		ok(t, r.UnlockRegister(second))
		ok(t, r.UnlockRegisterRecovery(secondWords))
		spaces, err := r.Spaces()
		ok(t, err)
		if len(spaces) != len(frozenKeys) {
			t.Fatalf("%s: %d spaces", name, len(spaces))
		}
		for i, s := range spaces {
			if got := hex.EncodeToString(key(t, r, s.ID)); got != frozenKeys[i] {
				t.Errorf("%s: the %s's key is %s", name, s.Kind, got)
			}
		}
		sub, err := r.Subkey("frozen")
		ok(t, err)
		signing, err := r.SigningKey()
		ok(t, err)
		if hex.EncodeToString(sub) != frozenSubkey || hex.EncodeToString(signing.Seed()) != frozenSeed {
			t.Errorf("%s: subkey %x, signing seed %x", name, sub, signing.Seed())
		}
		who, err := r.Custodians()
		ok(t, err)
		if len(who) != 1 || who[0].Name != "Ida" || who[0].Added != 1234567 {
			t.Errorf("%s: custodians %+v", name, who)
		}
		r.Close()
	}
}

const (
	frozenVault    = "5d02b359d8a8d48c44788d3baeba83e8"
	frozenIdentity = "AGE-SECRET-KEY-1PKXJ7PESUUTKTJ625D6TC87HAZDFS6U624DY5CAXG7RREMEPGWZS8W0NND" // a test's key, good for nothing else
	frozenSubkey   = "348ecd7ce7465fcabc3dfa810f334d2b93f4451657684b979d757c8ac0615a99"
	frozenSeed     = "cdb830d6871e338b0d50f83fb0795bdff6e0f95ee776325a3e71b49efbfca437"
)

var frozenKeys = []string{
	"6f461d450c3f1e994c1e7dae1fe7f2c50fe1301f31fb1bf77f7df52df132fdea",
	"1ae36291150463e5d1e4e3545e1f59f86c5e30636c813514dc4eeef2f33c86aa",
	"96701a6cc4539acca9ad43969c6cb129d0b84c4168a16a14ef39278550ca4e9c",
}

package keys

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/feltbog"

	"filippo.io/age"
	"github.com/fxamacker/cbor/v2"
)

// cheap makes a passphrase cost microseconds; only tests may.
var cheap = Options{Cost: Cost{Time: 1, Memory: 64, Threads: 1}, Weak: true, Keyring: noKeyring{}}

const pass = "rødgrød med fløde"

var words = [16]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}

func vault(t *testing.T) (dir string, r *Ring) {
	t.Helper()
	dir = t.TempDir()
	r, err := Create(dir, pass, words, cheap)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return dir, r
}

func open(t *testing.T, dir string) *File {
	t.Helper()
	f, err := Open(dir, cheap)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func unlock(t *testing.T, dir, passphrase string) *Ring {
	t.Helper()
	r, err := open(t, dir).UnlockPassphrase(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wants checks code and key of an error, because the window's sentence hangs on the key.
func wants(t *testing.T, err error, code feltbog.Code, key string) {
	t.Helper()
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Code != code || e.Key != key {
		t.Fatalf("want %s %q, got %v", code, key, err)
	}
}

func key(t *testing.T, r *Ring, id feltbog.ID) []byte {
	t.Helper()
	k, err := r.SpaceKey(id)
	ok(t, err)
	if len(k) != keySize || bytes.Equal(k, make([]byte, keySize)) {
		t.Fatalf("no key: %x", k)
	}
	return k
}

func add(t *testing.T, r *Ring, kind feltbog.SpaceKind) feltbog.ID {
	t.Helper()
	id, err := r.AddSpace(feltbog.ID{}, kind)
	ok(t, err)
	return id
}

func fileOf(t *testing.T, dir string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, FileName))
	ok(t, err)
	return b
}

func put(t *testing.T, dir string, b []byte) {
	t.Helper()
	ok(t, os.WriteFile(filepath.Join(dir, FileName), b, 0o600))
}

// resum repairs the checksum, as somebody who tampers on purpose would.
func resum(b []byte) []byte {
	sum := sha256.Sum256(b[:len(b)-sumSize])
	return append(bytes.Clone(b[:len(b)-sumSize]), sum[:]...)
}

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

func TestADroppedSpaceKeyIsNowhereInTheFile(t *testing.T) {
	dir, r := vault(t)
	keep, drop := add(t, r, feltbog.TeamSpace), add(t, r, feltbog.WorkshopSpace)
	kept, dropped := key(t, r, keep), key(t, r, drop)
	ok(t, r.DropSpace(drop))

	_, err := r.SpaceKey(drop)
	wants(t, err, feltbog.ENotFound, "space.unknown")
	wants(t, r.DropSpace(drop), feltbog.ENotFound, "space.unknown")

	again := unlock(t, dir, pass)
	if !bytes.Equal(key(t, again, keep), kept) {
		t.Error("the other space lost its key")
	}
	// With K in hand everything that the file encrypts can be read; the key is in none of it.
	f := open(t, dir)
	sub := internalKey(again.key, "contents")
	plain, err := unseal(sub, f.sealed, f.boundSealed())
	ok(t, err)
	if !bytes.Contains(plain, kept) {
		t.Fatal("the control is not found, so this test sees nothing")
	}
	if bytes.Contains(plain, dropped) || bytes.Contains(plain, drop[:]) {
		t.Error("the dropped key is still there")
	}
	files, err := os.ReadDir(dir)
	ok(t, err)
	if len(files) != 1 {
		t.Error("something lies beside the key file:", files)
	}
}

func TestSpacesAreListedAndCheckedWhenAdded(t *testing.T) {
	dir, r := vault(t)
	reg, team := add(t, r, feltbog.RegisterSpace), add(t, r, feltbog.TeamSpace)
	_, err := r.AddSpace(feltbog.ID{}, feltbog.RegisterSpace)
	wants(t, err, feltbog.EInvalid, "space.twice")
	_, err = r.AddSpace(team, feltbog.WorkshopSpace)
	wants(t, err, feltbog.EInvalid, "space.twice")
	_, err = r.AddSpace(feltbog.ID{}, "cellar")
	wants(t, err, feltbog.EInvalid, "space.kind")
	got, err := unlock(t, dir, pass).Spaces()
	ok(t, err)
	if len(got) != 2 || got[0] != (Space{ID: reg, Kind: feltbog.RegisterSpace}) || got[1].ID != team {
		t.Errorf("%+v", got)
	}
}

func TestARotatedSigningKeyIsKept(t *testing.T) {
	dir, r := vault(t)
	old, err := r.SigningKey()
	ok(t, err)
	public, err := r.RotateSigningKey()
	ok(t, err)
	now, err := unlock(t, dir, pass).SigningKey()
	ok(t, err)
	if now.Equal(old) || !public.Equal(now.Public()) {
		t.Error("not rotated")
	}
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

// rebuilt returns the file with its frame and body edited, and the checksum repaired. The MAC is repaired when key is
// given, as a newer version's writer would.
func rebuilt(t *testing.T, b, vaultKey []byte, edit func(minReader, writer *uint16, body fields)) []byte {
	t.Helper()
	minReader, writer := binary.BigEndian.Uint16(b[16:]), binary.BigEndian.Uint16(b[18:])
	end := len(b) - sumSize - macSize
	var body fields
	ok(t, decoding.Unmarshal(b[headerSize:end], &body))
	edit(&minReader, &writer, body)
	raw, err := encoding.Marshal(body)
	ok(t, err)
	out := []byte(magic)
	out = binary.BigEndian.AppendUint16(out, minReader)
	out = binary.BigEndian.AppendUint16(out, writer)
	out = binary.BigEndian.AppendUint32(out, uint32(len(raw)))
	out = append(out, raw...)
	if vaultKey != nil {
		out = append(out, mac(vaultKey, out)...)
	} else {
		out = append(out, b[end:end+macSize]...)
	}
	return resum(append(out, make([]byte, sumSize)...))
}

func slotsOf(t *testing.T, body fields) []cbor.RawMessage {
	t.Helper()
	var raws []cbor.RawMessage
	ok(t, body.get(bodySlots, &raws))
	return raws
}

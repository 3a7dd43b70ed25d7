package vault

import (
	"context"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/search"
	"feltbog/internal/vault/identity"
	"feltbog/internal/vault/keys"
)

var ctx = context.Background()

const passphrase = "fire gule bier i haven"

// testOptions are cheap keys and a configuration folder of the test's own.
func testOptions(t testing.TB) Options {
	t.Helper()
	return Options{Anywhere: true, Config: t.TempDir(),
		Keys: keys.Options{Weak: true, Cost: keys.Cost{Time: 1, Memory: 64, Threads: 1}}}
}

func newVault(t testing.TB, opt Options) *Vault {
	t.Helper()
	v, err := Create(ctx, filepath.Join(t.TempDir(), "lillerup.feltbog"),
		Founding{Project: "Lillerup", Member: "Tovholder", Device: "Bærbar 1", Passphrase: passphrase, Recovery: [16]byte{1, 2, 3}}, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func reopen(t testing.TB, v *Vault, opt Options) *Vault {
	t.Helper()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	v2, err := Open(ctx, v.Dir(), Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v2.Close() })
	return v2
}

func note(t testing.TB, v *Vault, text string) *feltbog.NoteBlock {
	t.Helper()
	n := &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: text}
	if _, err := v.Do(ctx, store.Action{Name: "note.add"}, Work{v.Team(): func(w *store.Writer) error { return w.Put(n) }}); err != nil {
		t.Fatal(err)
	}
	return n
}

func sound(t testing.TB, v *Vault) {
	t.Helper()
	found, err := v.Verify(ctx, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("verify: %s: %s", f.File, f.What)
	}
}

func hits(t testing.TB, v *Vault, text string) int {
	t.Helper()
	h, _, err := v.Team().Search(ctx, search.Query{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return len(h)
}

func TestAVaultKeepsWhatWasWrittenOverARestart(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	n := note(t, v, "Bjørn venter på bussen i Ærøskøbing")
	v = reopen(t, v, opt)
	if v.Identity().Reason != identity.Same {
		t.Errorf("the vault became another device: %s", v.Identity().Reason)
	}
	if rec, _, err := v.Team().Get(ctx, n.ID); err != nil || rec.(*feltbog.NoteBlock).Text != n.Text {
		t.Errorf("the note is not there: %v", err)
	}
	if hits(t, v, "bjorn") != 1 {
		t.Error("search does not find it")
	}
	sound(t, v)
}

func TestUndoReachesEverySpaceOfAnActionAndSurvivesARestart(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	reg, err := v.Register()
	if err != nil {
		t.Fatal(err)
	}
	p := &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: "B-07", Perspective: feltbog.Citizen}
	who := &feltbog.Identity{Base: feltbog.Base{ID: feltbog.NewID()}, Participant: p.ID, Name: "Opfundet Navn"}
	_, err = v.Do(ctx, store.Action{Name: "participant.add"}, Work{
		reg:      func(w *store.Writer) error { return w.Put(who) },
		v.Team(): func(w *store.Writer) error { return w.Put(p) },
	})
	if err != nil {
		t.Fatal(err)
	}
	v = reopen(t, v, opt)
	if _, ok, err := v.Undo(ctx); !ok || err != nil {
		t.Fatalf("undo: %v, %v", ok, err)
	}
	reg, _ = v.Register()
	for _, s := range []*Space{reg, v.Team()} {
		if ids, _ := s.Trash(ctx); len(ids) != 1 {
			t.Errorf("%s: %d records in the trash after undo", s.Kind(), len(ids))
		}
	}
	if _, ok, err := v.Redo(ctx); !ok || err != nil {
		t.Fatalf("redo: %v, %v", ok, err)
	}
	if got, _, err := reg.Get(ctx, who.ID); err != nil || got.(*feltbog.Identity).Name != who.Name {
		t.Errorf("redo did not bring the name back: %v", err)
	}
	sound(t, v)
}

func TestABackupIsRestoredAsANewDevice(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	n := note(t, v, "et notat i sikkerhed")
	file := filepath.Join(t.TempDir(), "kopi.feltbackup")
	if err := v.BackupTo(ctx, file, nil); err != nil {
		t.Fatal(err)
	}
	r, err := Restore(ctx, file, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Identity().Stamp.Device == v.Identity().Stamp.Device {
		t.Error("the restored vault writes under the original's device")
	}
	if rec, _, err := r.Team().Get(ctx, n.ID); err != nil || rec.(*feltbog.NoteBlock).Text != n.Text {
		t.Errorf("the note is not in the restored vault: %v", err)
	}
	sound(t, r)
}

package vault

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/testkit"
	"feltbog/internal/vault/identity"
)

// handOver gives everything that one vault's team knows to another's.
func handOver(t testing.TB, from, to *Vault) {
	t.Helper()
	if _, _, err := from.Team().Seal(ctx); err != nil {
		t.Fatal(err)
	}
	var wires [][]byte
	if err := from.Team().Sets(ctx, to.Team().Vector(), func(_ change.SetID, body []byte) error {
		wires = append(wires, slices.Clone(body))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := to.Team().Receive(ctx, "test", func() ([]byte, error) {
		if len(wires) == 0 {
			return nil, nil
		}
		w := wires[0]
		wires = wires[1:]
		return w, nil
	}, nil); err != nil {
		t.Fatal(err)
	}
}

// agree fails when two vaults that exchanged everything do not show the same.
func agree(t testing.TB, a, b *Vault) {
	t.Helper()
	x, err := a.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	y, err := b.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if x != y {
		t.Error("two machines that know the same do not agree")
	}
	sound(t, a)
	sound(t, b)
}

// A copy or a restored backup is used beside the original, each writes on, and then they meet (R14).
func TestACopyAndItsOriginalKeepBothHistories(t *testing.T) {
	r := testkit.Rand(testkit.Seed(t))
	second := map[string]func(t *testing.T, v *Vault, opt Options) (*Vault, *Vault){
		"a copy of the closed folder": func(t *testing.T, v *Vault, opt Options) (*Vault, *Vault) {
			dir := filepath.Join(t.TempDir(), "kopi.feltbog")
			if err := v.Close(); err != nil {
				t.Fatal(err)
			}
			testkit.CopyTree(t, v.Dir(), dir)
			return openAgain(t, v.Dir(), opt, identity.Same), openAgain(t, dir, opt, identity.Behind)
		},
		"a copy of the open folder": func(t *testing.T, v *Vault, opt Options) (*Vault, *Vault) {
			dir := filepath.Join(t.TempDir(), "kopi.feltbog")
			testkit.CopyTree(t, v.Dir(), dir)
			return v, openAgain(t, dir, opt, identity.Copied)
		},
		"a copy on another machine": func(t *testing.T, v *Vault, opt Options) (*Vault, *Vault) {
			dir := filepath.Join(t.TempDir(), "kopi.feltbog")
			testkit.CopyTree(t, v.Dir(), dir)
			return v, openAgain(t, dir, testOptions(t), identity.Elsewhere)
		},
		"a snapshot older than an erasure": func(t *testing.T, v *Vault, opt Options) (*Vault, *Vault) {
			n := note(t, v, "en tekst med et navn")
			n.Text = "en tekst uden"
			notePut(t, v, n)
			snap, err := v.Backup(ctx, 0, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := v.Erase(ctx, v.Team(), change.Erasure{Values: textRefs(t, v, n.ID, 1)}, ""); err != nil {
				t.Fatal(err)
			}
			c, err := Restore(ctx, snap, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, opt, nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { c.Close() })
			handOver(t, v, c)
			if rec, _, err := c.Team().Get(ctx, n.ID); err != nil || rec.(*feltbog.NoteBlock).Text != n.Text {
				t.Errorf("what was not erased does not come back from the other machine: %v", err)
			}
			return v, c
		},
		"a restored snapshot": func(t *testing.T, v *Vault, opt Options) (*Vault, *Vault) {
			snap, err := v.Backup(ctx, 0, nil)
			if err != nil {
				t.Fatal(err)
			}
			note(t, v, "efter sikkerhedskopien")
			c, err := Restore(ctx, snap, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, opt, nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { c.Close() })
			return v, c
		},
	}
	for range testkit.Rounds(1, 50) {
		for name, make := range second {
			t.Run(name, func(t *testing.T) {
				opt := testOptions(t)
				v := newVault(t, opt)
				shared := note(t, v, "fælles notat")
				if r.IntN(2) == 0 {
					note(t, v, "endnu et")
				}
				a, b := make(t, v, opt)
				devA, devB := a.Identity().Stamp.Device, b.Identity().Stamp.Device
				if devA == devB {
					t.Fatal("two folders are one device")
				}
				if a.Actor(ctx) != b.Actor(ctx) || b.Actor(ctx).IsZero() {
					t.Error("the second folder does not know whose machine it is")
				}
				var notes []*feltbog.NoteBlock
				for i := range 3 + r.IntN(4) {
					for _, m := range []*Vault{a, b} {
						notes = append(notes, note(t, m, fmt.Sprintf("notat %d af %s", i, m.Identity().Stamp.Device)))
					}
				}
				for _, m := range []*Vault{a, b} {
					n := *shared
					n.Text = "rettet af " + m.Identity().Stamp.Device.String()
					notePut(t, m, &n)
				}
				handOver(t, a, b)
				handOver(t, b, a)
				agree(t, a, b)
				for _, m := range []*Vault{a, b} {
					for _, n := range notes {
						if rec, _, err := m.Team().Get(ctx, n.ID); err != nil || rec.(*feltbog.NoteBlock).Text != n.Text {
							t.Errorf("%q is lost: %v", n.Text, err)
						}
					}
					if c, err := m.Team().Versions(ctx, shared.ID, "text"); err != nil || len(c.Versions) != 2 {
						t.Errorf("%d versions of what both wrote are seen, %v", len(c.Versions), err)
					}
				}
			})
		}
	}
}

func openAgain(t testing.TB, dir string, opt Options, want identity.Reason) *Vault {
	t.Helper()
	v, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	if v.Identity().Reason != want {
		t.Errorf("the folder is %q, want %q", v.Identity().Reason, want)
	}
	return v
}

func notePut(t testing.TB, v *Vault, n *feltbog.NoteBlock) {
	t.Helper()
	if _, err := v.Do(ctx, store.Action{Name: "note.put"}, Work{v.Team(): func(w *store.Writer) error { return w.Put(n) }}); err != nil {
		t.Fatal(err)
	}
}

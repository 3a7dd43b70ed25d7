package vault

import (
	"errors"
	"path/filepath"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/testkit"
)

// The words of what will be erased; nothing else begins like them.
const (
	secretWord  = "Qvæstrupgårdsøen"
	earlierWord = "Zsøndermarkåvej"
)

// onDisk returns which words lie anywhere in the files of a space, decrypted.
func onDisk(t testing.TB, v *Vault, s *Space) []string {
	t.Helper()
	key, err := v.ring.SpaceKey(s.Space())
	if err != nil {
		t.Fatal(err)
	}
	return testkit.Found(testkit.Database(t, key, s.Path()), testkit.Tails(secretWord, earlierWord))
}

// inSnapshot returns which words lie in the snapshot of the team space or in the file of keys, decrypted.
func inSnapshot(t testing.TB, v *Vault, snapshot string) []string {
	t.Helper()
	key, err := v.ring.Subkey("backup")
	if err != nil {
		t.Fatal(err)
	}
	return testkit.Found(testkit.Database(t, key, filepath.Join(snapshot, "team.log")), testkit.Tails(secretWord, earlierWord))
}

func backup(t testing.TB, v *Vault) string {
	t.Helper()
	dir, err := v.Backup(ctx, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// textRefs names every value the note's text ever had but the last keep.
func textRefs(t testing.TB, v *Vault, id feltbog.ID, keep int) []change.ValueRef {
	t.Helper()
	h, err := v.Team().History(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var refs []change.ValueRef
	for _, e := range h {
		for _, ed := range e.Edits {
			if ed.Field == "text" {
				refs = append(refs, change.ValueRef{ID: e.ID, Field: "text"})
			}
		}
	}
	return refs[:len(refs)-keep]
}

// noteFor writes a note for a reason.
func noteFor(t testing.TB, v *Vault, n *feltbog.NoteBlock, reason string) {
	t.Helper()
	a := store.Action{Name: "note.put", Actor: v.Actor(ctx), Reason: reason}
	if _, err := v.Team().Write(ctx, a, func(w *store.Writer) error { return w.Put(n) }); err != nil {
		t.Fatal(err)
	}
}

func TestABackupGivesReasonsBackButNotOfWhatWasErasedLater(t *testing.T) {
	t.Parallel()
	v := newVault(t, testOptions(t))
	n := newNote("privat")
	noteFor(t, v, n, secretWord)
	noteFor(t, v, newNote("andet"), earlierWord)
	older := backup(t, v)
	reasons := func() []string {
		r, err := Restore(ctx, older, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, testOptions(t), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		sound(t, r)
		return onDisk(t, r, r.Team())
	}
	if w := inSnapshot(t, v, older); len(w) > 0 {
		t.Errorf("the snapshot holds %v with no key of its own", w)
	}
	if w := reasons(); len(w) != 2 {
		t.Errorf("before the erasure a backup gives back %v", w)
	}
	if err := v.EraseRecord(ctx, n.ID, ""); err != nil {
		t.Fatal(err)
	}
	if w := reasons(); len(w) != 1 {
		t.Errorf("after the erasure a backup gives back %v", w)
	}
}

func TestNoOlderSnapshotOfThisVaultGivesBackWhatWasErased(t *testing.T) {
	t.Parallel()
	for name, erase := range map[string]func(t *testing.T, v *Vault, n *feltbog.NoteBlock) error{
		"a record": func(_ *testing.T, v *Vault, n *feltbog.NoteBlock) error { return v.EraseRecord(ctx, n.ID, "") },
		"a participant": func(_ *testing.T, v *Vault, n *feltbog.NoteBlock) error {
			return v.EraseParticipant(ctx, n.Speaker, "")
		},
		"an earlier text": func(t *testing.T, v *Vault, n *feltbog.NoteBlock) error {
			n.Text = "navnet er erstattet"
			notePut(t, v, n)
			return v.Erase(ctx, v.Team(), change.Erasure{Values: textRefs(t, v, n.ID, 1)}, "")
		},
		"a record whose earlier text was erased": func(t *testing.T, v *Vault, n *feltbog.NoteBlock) error {
			if err := v.Erase(ctx, v.Team(), change.Erasure{Values: textRefs(t, v, n.ID, 1)}, ""); err != nil {
				return err
			}
			between := backup(t, v)
			if len(inSnapshot(t, v, between)) != 0 {
				t.Error("after an erasure the record's other texts are backed up without a key of its own")
			}
			return v.EraseRecord(ctx, n.ID, "")
		},
	} {
		for _, person := range []feltbog.ID{{}, feltbog.NewID()} {
			if name == "a participant" && person.IsZero() {
				continue
			}
			with := " about nobody named"
			if !person.IsZero() {
				with = " about a participant"
			}
			t.Run(name+with, func(t *testing.T) {
				opt := testOptions(t)
				v := newVault(t, opt)
				n := newNote("først " + earlierWord)
				n.Speaker = person
				notePut(t, v, n)
				n.Text = "så " + secretWord
				notePut(t, v, n)
				older := backup(t, v)
				if err := erase(t, v, n); err != nil {
					t.Fatal(err)
				}
				if w := onDisk(t, v, v.Team()); len(w) > 0 {
					t.Errorf("on disk: %v", w)
				}
				newer := backup(t, v)
				for _, snap := range []string{older, newer} {
					if w := inSnapshot(t, v, snap); len(w) > 0 {
						t.Errorf("a snapshot holds %v with no key of its own", w)
					}
					r, err := Restore(ctx, snap, filepath.Join(t.TempDir(), "igen.feltbog"), Unlock{Passphrase: passphrase}, testOptions(t), nil)
					if err != nil {
						t.Fatal(err)
					}
					if w := onDisk(t, r, r.Team()); len(w) > 0 {
						t.Errorf("a restored snapshot gives back %v", w)
					}
					sound(t, r)
					if err := r.Close(); err != nil {
						t.Fatal(err)
					}
				}
				sound(t, v)
			})
		}
	}
}

// The erasure is committed, and the machine stops before the backups' keys are written anew.
func TestAnErasureCutOffBeforeTheBackupsReachesThemAtTheNextOpening(t *testing.T) {
	disk := &testkit.Disk{}
	opt := testOptions(t)
	opt.Layer = []cryptvfs.Option{disk.Layer()}
	v := newVault(t, opt)
	n := note(t, v, secretWord+" "+earlierWord)
	older := backup(t, v)
	disk.BreakAfter(0, errors.New("switched off"), "keys-", "cwts")
	if err := v.EraseRecord(ctx, n.ID, ""); err == nil {
		t.Fatal("the erasure was not cut off")
	}
	dir := filepath.Join(t.TempDir(), "efter.feltbog")
	testkit.CopyTree(t, v.Dir(), dir)
	disk.Free()
	again, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	r, err := Restore(ctx, filepath.Join(dir, backupFolder, filepath.Base(older)), filepath.Join(t.TempDir(), "igen.feltbog"),
		Unlock{Passphrase: passphrase}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, m := range []*Vault{again, r} {
		if w := onDisk(t, m, m.Team()); len(w) > 0 {
			t.Errorf("there is still %v", w)
		}
		sound(t, m)
	}
}

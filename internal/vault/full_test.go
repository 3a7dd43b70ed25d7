package vault

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/testkit"
)

// fullDiskWrites is how many writes below the file layer find the disk full, one after the other (R10).
const fullDiskWrites = 50

// wireFrom makes sets of a machine never heard of, as an import brings them.
func wireFrom(t testing.TB, v *Vault, notes ...*feltbog.NoteBlock) func() ([]byte, error) {
	t.Helper()
	chain := change.Chain{Space: v.Team().Space(), Device: feltbog.NewID()}
	var wires [][]byte
	for i, n := range notes {
		c := change.At(v.now()) + change.Clock(i)
		d := &change.Draft{Action: "note.add", ActionID: feltbog.NewID()}
		for field, text := range map[string]string{"text": n.Text, "type": string(n.Type), "layer": string(n.Layer)} {
			d.Put(n.ID, feltbog.KindNoteBlock, field, change.Scalar(text), nil, c)
		}
		set, err := chain.Seal(d, c)
		if err != nil {
			t.Fatal(err)
		}
		wire, err := change.Encode(set)
		if err != nil {
			t.Fatal(err)
		}
		wires = append(wires, wire)
	}
	return func() ([]byte, error) {
		if len(wires) == 0 {
			return nil, nil
		}
		w := wires[0]
		wires = wires[1:]
		return w, nil
	}
}

func newNote(text string) *feltbog.NoteBlock {
	return &feltbog.NoteBlock{Base: feltbog.Base{ID: feltbog.NewID()}, Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: text}
}

// full fails when an error is not the plain statement that the disk is full.
func full(t testing.TB, err error) {
	t.Helper()
	var e *feltbog.Error
	if feltbog.ErrorCode(err) != feltbog.EFull || !errors.As(err, &e) || e.Text == "" || e.Key == "" {
		t.Errorf("a full disk is reported as %q with code %q", err, feltbog.ErrorCode(err))
	}
}

func TestAFullDiskStopsAStepWholeAndLosesNothing(t *testing.T) {
	disk := &testkit.Disk{}
	opt := testOptions(t)
	opt.Layer = []cryptvfs.Option{disk.Layer()}
	v := newVault(t, opt)
	old := note(t, v, "det gamle notat om Bukkehavebrøndby")
	reg, err := v.Register()
	if err != nil {
		t.Fatal(err)
	}
	for name, step := range map[string]func(n *feltbog.NoteBlock) error{
		"save": func(n *feltbog.NoteBlock) error {
			_, err := v.Do(ctx, store.Action{Name: "note.add"}, Work{v.Team(): func(w *store.Writer) error { return w.Put(n) }})
			return err
		},
		"draft": func(n *feltbog.NoteBlock) error {
			err := v.Team().SaveDraft(ctx, store.Action{Name: "note.type", ID: n.ID}, func(w *store.Writer) error { return w.Put(n) })
			if err == nil {
				_, _, err = v.Team().Seal(ctx)
			}
			return err
		},
		"import": func(n *feltbog.NoteBlock) error {
			_, err := v.Team().Receive(ctx, "test", wireFrom(t, v, n, newNote("et til")), nil)
			return err
		},
		"backup": func(n *feltbog.NoteBlock) error {
			_, err := v.Backup(ctx, 2, nil)
			return err
		},
		"rebuild": func(n *feltbog.NoteBlock) error { return v.Rebuild(ctx, nil) },
		"both spaces": func(n *feltbog.NoteBlock) error {
			_, err := v.Do(ctx, store.Action{Name: "participant.add"}, Work{
				reg:      func(w *store.Writer) error { return w.Put(&feltbog.Identity{Participant: n.ID, Name: "Navn"}) },
				v.Team(): func(w *store.Writer) error { return w.Put(n) },
			})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			hit := 0
			for k := range fullDiskWrites {
				n := newNote("det nye notat nr " + name)
				disk.FillAfter(k)
				err := step(n)
				failed := disk.Free()
				if failed > 0 && err == nil {
					continue // what failed was needless, such as cutting a log
				}
				if err == nil {
					break // the step has fewer writes
				}
				hit++
				full(t, err)
				if _, _, err := v.Team().Get(ctx, n.ID); name == "save" && feltbog.ErrorCode(err) != feltbog.ENotFound {
					t.Errorf("write %d: the step failed, and its note is there: %v", k, err)
				}
				if rec, _, err := v.Team().Get(ctx, old.ID); err != nil || rec.(*feltbog.NoteBlock).Text != old.Text {
					t.Fatalf("write %d: the old note is not as it was: %v", k, err)
				}
				if k%7 == 0 {
					sound(t, v)
				}
				if name == "both spaces" {
					n = newNote("et andet")
				}
				if err := step(n); err != nil {
					t.Fatalf("write %d: with room again: %v", k, err)
				}
			}
			sound(t, v)
			if hit == 0 {
				t.Error("the disk was never full")
			}
			t.Logf("%d writes found the disk full", hit)
		})
	}
	v = reopen(t, v, opt)
	sound(t, v)
}

func TestAFullDiskLeavesNothingOfANewOrRestoredVault(t *testing.T) {
	disk := &testkit.Disk{}
	opt := testOptions(t)
	v := newVault(t, opt)
	n := note(t, v, "et notat i sikkerhed")
	file := filepath.Join(t.TempDir(), "kopi.feltbackup")
	if err := v.BackupTo(ctx, file, nil); err != nil {
		t.Fatal(err)
	}
	opt.Layer = []cryptvfs.Option{disk.Layer()}
	dir := filepath.Join(t.TempDir(), "ny.feltbog")
	for name, step := range map[string]func() (*Vault, error){
		"create": func() (*Vault, error) {
			return Create(ctx, dir, Founding{Project: "P", Member: "M", Passphrase: passphrase, Recovery: [16]byte{1, 2}}, opt)
		},
		"restore": func() (*Vault, error) { return Restore(ctx, file, dir, Unlock{Passphrase: passphrase}, opt, nil) },
	} {
		for k := 0; k < fullDiskWrites; k += testkit.Rounds(4, 1) {
			disk.FillAfter(k)
			made, err := step()
			disk.Free()
			if err == nil {
				t.Errorf("%s: write %d found the disk full and nobody said so", name, k)
				made.Close()
			}
			full(t, err)
			if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) > 0 {
				t.Fatalf("%s: write %d left %s", name, k, left[0].Name())
			}
		}
		made, err := step()
		if err != nil {
			t.Fatalf("%s with room again: %v", name, err)
		}
		sound(t, made)
		if _, _, err := made.Team().Get(ctx, n.ID); name == "restore" && err != nil {
			t.Error("the restored vault lacks the note")
		}
		if err := made.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAHalfRestoredFolderIsNotAVault(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	note(t, v, "et notat")
	snap := backup(t, v)
	dir := filepath.Join(t.TempDir(), "igen.feltbog")
	early := 0
	opt.Layer = []cryptvfs.Option{cryptvfs.WithFault(func(op cryptvfs.Op) error {
		if _, err := os.Stat(filepath.Join(dir, "vault.keys")); os.IsNotExist(err) {
			early++
		} else if op.Kind == cryptvfs.OpCreate && filepath.Base(op.Path) == "register.db" && early == 0 {
			t.Error("the folder is a vault before its spaces are there")
		}
		return nil
	})}
	r, err := Restore(ctx, snap, dir, Unlock{Passphrase: passphrase}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	if early < 10 {
		t.Errorf("only %d operations came before the key file", early)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

package vault

import (
	"errors"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/testkit"
)

// halfDone returns a vault that was switched off when an action stood in the register and not yet in the team space.
func halfDone(t *testing.T, opt Options) (v *Vault, dir string, p *feltbog.Participant, who *feltbog.Identity) {
	disk := &testkit.Disk{}
	opt.Layer = []cryptvfs.Option{disk.Layer()}
	v = newVault(t, opt)
	reg, err := v.Register()
	if err != nil {
		t.Fatal(err)
	}
	p = &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: "B-07", Perspective: feltbog.Citizen}
	who = &feltbog.Identity{Base: feltbog.Base{ID: feltbog.NewID()}, Participant: p.ID, Name: "Opfundet Navn"}
	disk.BreakAfter(0, errors.New("switched off"), "team.db", "wts")
	_, err = v.Do(ctx, store.Action{Name: "participant.add"}, Work{
		reg:      func(w *store.Writer) error { return w.Put(who) },
		v.Team(): func(w *store.Writer) error { return w.Put(p) },
	})
	if err == nil {
		t.Fatal("the action was not cut")
	}
	dir = filepath.Join(t.TempDir(), "efter.feltbog")
	testkit.CopyTree(t, v.Dir(), dir)
	disk.Free()
	return v, dir, p, who
}

func TestAnActionCutBetweenTwoSpacesIsCompletedOnce(t *testing.T) {
	opt := testOptions(t)
	_, dir, p, who := halfDone(t, opt)
	for range 3 {
		v, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
		if err != nil {
			t.Fatal(err)
		}
		reg, _ := v.Register()
		if _, _, err := reg.Get(ctx, who.ID); err != nil {
			t.Errorf("the name is not there: %v", err)
		}
		if _, _, err := v.Team().Get(ctx, p.ID); err != nil {
			t.Errorf("the pseudonym is not there: %v", err)
		}
		if h, err := v.Team().History(ctx, p.ID); err != nil || len(h) != 1 {
			t.Errorf("the pseudonym was written %d times, %v", len(h), err)
		}
		sound(t, v)
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The part is written, and the note of it not yet struck off, when the machine stops and the folder is copied: the copy
// is another device and must still see that its part is done.
func TestACopyDoesNotCompleteAnActionASecondTime(t *testing.T) {
	disk := &testkit.Disk{}
	opt := testOptions(t)
	opt.Layer = []cryptvfs.Option{disk.Layer()}
	v := newVault(t, opt)
	reg, err := v.Register()
	if err != nil {
		t.Fatal(err)
	}
	p := &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: "B-07", Perspective: feltbog.Citizen}
	strike := errors.New("switched off before the note was struck off")
	v.Team().OnChange(func([]feltbog.ID) { disk.BreakAfter(0, strike, "register.db", "wts") })
	_, err = v.Do(ctx, store.Action{Name: "participant.add"}, Work{
		reg:      func(w *store.Writer) error { return w.Put(&feltbog.Identity{Participant: p.ID, Name: "Opfundet Navn"}) },
		v.Team(): func(w *store.Writer) error { return w.Put(p) },
	})
	dir := filepath.Join(t.TempDir(), "kopi.feltbog")
	testkit.CopyTree(t, v.Dir(), dir)
	disk.Free()
	if err == nil {
		t.Fatal("the action was not cut")
	}
	other := testOptions(t)
	c, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, other)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if h, err := c.Team().History(ctx, p.ID); err != nil || len(h) != 1 {
		t.Errorf("the pseudonym was written %d times, %v", len(h), err)
	}
	sound(t, c)
}

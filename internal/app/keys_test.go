package app

import (
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

const registerPassphrase = "seks hvide heste om natten"

func TestTheRegisterIsLockedAndUnlockedWhileTheVaultIsOpen(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	actor, err := p.Put(ctx, Edit{Kind: feltbog.KindActor, Texts: []Setting{{"name", "Brugsen"}}})
	if err != nil {
		t.Fatal(err)
	}
	contact := Edit{Kind: feltbog.KindContact, Texts: []Setting{{"name", "Karen på Torvet"}, {"actor", actor.ID.String()}}}
	karen, err := p.Put(ctx, contact)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.LockRegister(ctx); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Errorf("a register without a passphrase of its own is locked: %v", err)
	}
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.ProtectRegister(registerPassphrase, r); err != nil {
		t.Fatal(err)
	}
	for range 2 { // also a second time, and what is written after it is told
		if err := p.LockRegister(ctx); err != nil {
			t.Fatal(err)
		}
		if w, err := p.Ways(ctx); err != nil || w.RegisterOpen || !w.RegisterOwn {
			t.Errorf("%+v, %v", w, err)
		}
		if _, err := p.Get(ctx, feltbog.KindContact, karen.ID); feltbog.ErrorCode(err) != feltbog.ENotFound {
			t.Errorf("the name can still be read: %v", err)
		}
		if _, err := p.Put(ctx, contact); feltbog.ErrorCode(err) != feltbog.EKey {
			t.Errorf("a name is written in a locked register: %v", err)
		}
		if err := p.UnlockRegister(ctx, passphrase); feltbog.ErrorCode(err) != feltbog.EKey {
			t.Errorf("the vault's passphrase opens it: %v", err)
		}
		if err := p.UnlockRegister(ctx, registerPassphrase); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Get(ctx, feltbog.KindContact, karen.ID); err != nil {
			t.Errorf("the name is not there again: %v", err)
		}
		told := make(chan RecordsChanged, 10)
		sub := Subscribe(p.Bus(), func(e RecordsChanged) { told <- e })
		more, err := p.Put(ctx, contact)
		if err != nil {
			t.Fatal(err)
		}
		for e := range told {
			if slices.Contains(e.Records, more.ID) {
				break
			}
		}
		sub.Close()
	}
}

func TestWhatIsWrittenInAWorkshopMadeLaterIsTold(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	told := make(chan RecordsChanged, 10)
	sub := Subscribe(p.Bus(), func(e RecordsChanged) { told <- e })
	defer sub.Close()
	s, err := p.v.AddWorkshop(ctx, feltbog.NewID())
	if err != nil {
		t.Fatal(err)
	}
	d := &feltbog.Device{Name: "Bærbar 2", SigningKey: strings.Repeat("ab", 32)}
	if _, err := s.Write(ctx, store.Action{Name: "device.add"}, func(w *store.Writer) error { return w.Put(d) }); err != nil {
		t.Fatal(err)
	}
	for e := range told {
		if slices.Contains(e.Spaces, feltbog.WorkshopSpace) {
			return
		}
	}
}

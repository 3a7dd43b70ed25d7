package app

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"feltbog/internal/feltbog"
)

const passphrase = "fire gule bier i haven"

// newProject makes a project with cheap keys.
func newProject(t testing.TB) *Project {
	t.Helper()
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: passphrase, Recovery: r},
		Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func putPlace(t *testing.T, p *Project, name string) Record {
	t.Helper()
	r, err := p.Put(t.Context(), Edit{Kind: feltbog.KindPlace, Texts: []Setting{{"name", name}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatIsWrittenIsToldToWhoListens(t *testing.T) {
	p := newProject(t)
	told := make(chan RecordsChanged, 10)
	Subscribe(p.Bus(), func(e RecordsChanged) { told <- e })
	r := putPlace(t, p, "Torvet på Ærø")
	if e := <-told; !slices.Contains(e.Records, r.ID) || !slices.Contains(e.Spaces, feltbog.TeamSpace) {
		t.Errorf("%+v", e)
	}
}

func TestOnlyACoordinatorErases(t *testing.T) {
	p := newProject(t)
	r := putPlace(t, p, "Torvet")
	ctx := t.Context()
	team := p.v.Team()
	if err := team.SetLocal(ctx, "member", r.ID[:]); err != nil { // somebody who is no member
		t.Fatal(err)
	}
	if err := p.Erase(ctx, r.Kind, r.ID, ""); feltbog.ErrorCode(err) != feltbog.ERefused {
		t.Error(err)
	}
	if _, err := p.Get(ctx, r.Kind, r.ID); err != nil {
		t.Error(err)
	}
}

func TestStoppingLeavesNothingHalfWritten(t *testing.T) {
	p := newProject(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := p.Put(ctx, Edit{Kind: feltbog.KindPlace, Texts: []Setting{{"name", "Torvet"}}})
	if feltbog.ErrorCode(err) != feltbog.ECancelled {
		t.Error(err)
	}
	n := 0
	if err := p.List(t.Context(), feltbog.KindPlace, nil, 0, func(Record) error { n++; return nil }); err != nil || n != 0 {
		t.Errorf("%d places, %v", n, err)
	}
}

func TestUndoableNamesWhatComesNext(t *testing.T) {
	p := newProject(t)
	putPlace(t, p, "Torvet")
	undo, redo, err := p.Undoable(t.Context())
	if err != nil || undo != "place.add" || redo != "" {
		t.Errorf("%q, %q, %v", undo, redo, err)
	}
	if _, err := p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if undo, redo, err = p.Undoable(t.Context()); err != nil || undo != "" || redo != "place.add" {
		t.Errorf("%q, %q, %v", undo, redo, err)
	}
}

func TestANewSheetReplacesTheOldOne(t *testing.T) {
	p := newProject(t)
	fresh, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.NewSheet(fresh); err != nil {
		t.Fatal(err)
	}
	dir, opt := p.Dir(), Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	words := ""
	for _, w := range fresh.Words {
		words += w + " "
	}
	again, err := Recover(t.Context(), dir, words, "syv blå krukker på rad", opt)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

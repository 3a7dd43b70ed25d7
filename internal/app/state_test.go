package app

import (
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
)

func TestWhereTheWindowWasLeftIsKeptInTheVaultAndCounts(t *testing.T) {
	ctx := t.Context()
	dir, opt := filepath.Join(t.TempDir(), "lillerup.feltbog"), Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true}
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Create(ctx, dir, Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: passphrase, Recovery: r}, opt)
	if err != nil {
		t.Fatal(err)
	}
	before, err := p.Saved(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Put(ctx, Edit{Kind: feltbog.KindTag, Texts: []Setting{{"name", "ventetid"}}}); err != nil {
		t.Fatal(err)
	}
	after, err := p.Saved(ctx)
	if err != nil || after.Unshared != before.Unshared+1 {
		t.Fatalf("unshared went from %d to %d, %v; one action was done", before.Unshared, after.Unshared, err)
	}
	if err := p.Keep(ctx, "window.route", `{"Place":"field"}`); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p, err = Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if got, err := p.Kept(ctx, "window.route"); err != nil || got != `{"Place":"field"}` {
		t.Fatalf("kept %q, %v", got, err)
	}
	if now, err := p.Saved(ctx); err != nil || now.Unshared != after.Unshared {
		t.Errorf("remembering a place counts as work that nobody else has: %d, %v", now.Unshared, err)
	}
}

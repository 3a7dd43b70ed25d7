package main

import (
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/testkit/meet"
)

type conflict struct {
	Kind, ID, Field string
	Versions        []struct {
		Change string
		Value  any
	}
}

// two is a project on two machines that know the same.
func two(t *testing.T) (a, b *console) {
	t.Helper()
	a = newProject(t)
	a.ok("record", "put", "project", "--set", "running_year=2025")
	other := *a
	b = &other
	b.env = map[string]string{"FELTBOG_PASSPHRASE": secret, "FELTBOG_VAULT": filepath.Join(t.TempDir(), "anden.feltbog"), "LANG": "en_GB"}
	return a, b
}

func (c *console) meets(other *console) {
	c.t.Helper()
	if err := meet.Folders(c.ctx, c.env["FELTBOG_VAULT"], other.env["FELTBOG_VAULT"], secret, c.opt.Config); err != nil {
		c.t.Fatal(err)
	}
}

func TestTwoVersionsAreListedAndSettledOnEitherMachine(t *testing.T) {
	a, b := two(t)
	id := a.note("udgangspunkt")
	doomed := a.note("slettes og ændres")
	a.ok("restore", a.ok("backup"), "--to", b.env["FELTBOG_VAULT"])
	if out := a.ok("conflicts"); !strings.Contains(out, "Intet venter") {
		t.Error(out)
	}
	a.fails(2, "resolve", "note_block", id, "text", "--value", "x")
	a.ok("record", "put", "note_block", "--id", id, "--set", "text=Ærø", "--set", "zone=køkken")
	b.ok("record", "put", "note_block", "--id", id, "--set", "text=Samsø", "--set", "zone=have")
	a.ok("record", "delete", "note_block", doomed)
	b.ok("record", "put", "note_block", "--id", doomed, "--set", "text=ændret")
	a.meets(b)

	var all []conflict
	a.json(&all, "conflicts")
	if len(all) != 3 || all[0].ID != doomed || all[0].Field != "~deleted" || all[1].Field != "text" || all[2].Field != "zone" || len(all[1].Versions) != 2 {
		t.Fatalf("%+v", all)
	}
	if out := b.ok("conflicts"); !strings.Contains(out, "Ærø") || !strings.Contains(out, "Samsø") {
		t.Error(out)
	}
	var r record
	if a.json(&r, "record", "get", "note_block", doomed); r.Status != "contested" {
		t.Errorf("%+v", r)
	}
	for _, v := range all[1].Versions {
		if v.Value == "Ærø" {
			a.json(&r, "resolve", "note_block", id, "text", "--take", v.Change)
		}
	}
	if r.Fields["text"] != "Ærø" {
		t.Errorf("%+v", r)
	}
	a.fails(2, "resolve", "note_block", id, "zone", "--take", strings.Repeat("a", 32)+".1.0")
	a.fails(2, "resolve", "note_block", id, "zone", "--take", "nix")
	a.fails(2, "resolve", "note_block", id, "zone")
	a.fails(2, "resolve", "note_block", id, "zone", "--value", "a", "--take", "b")
	a.ok("resolve", "note_block", id, "zone", "--value", "have og køkken")
	a.fails(2, "resolve", "note_block", doomed, "~deleted", "--value", "måske")
	a.ok("resolve", "note_block", doomed, "~deleted", "--value", "ja")
	if a.json(&all, "conflicts"); len(all) != 0 {
		t.Errorf("%+v", all)
	}
	a.meets(b)
	var x, y struct{ Digest string }
	a.json(&x, "stat", "--digest")
	if b.json(&y, "stat", "--digest"); x != y {
		t.Error("two machines that know the same do not agree")
	}
	if b.json(&r, "record", "get", "note_block", id); r.Fields["zone"] != "have og køkken" {
		t.Errorf("%+v", r)
	}
	if b.json(&r, "record", "get", "note_block", doomed); r.Status != "trashed" {
		t.Errorf("%+v", r)
	}
}

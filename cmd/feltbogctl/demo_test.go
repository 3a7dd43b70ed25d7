package main

import (
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/app"
)

func TestDemoMakesAProjectToLookAt(t *testing.T) {
	c := newConsole(t)
	dir := filepath.Join(t.TempDir(), "eksempel.feltbog")
	out := c.ok("demo", dir)
	if !strings.Contains(out, "Hverdag og helbred i Lillerup") || !strings.Contains(out, dir) {
		t.Error(out)
	}
	c.env["FELTBOG_VAULT"] = dir
	if out := c.ok("search", "uåbnede"); !strings.Contains(out, "frugtskål") {
		t.Error(out)
	}
	var actions []app.Record
	c.json(&actions, "record", "list", "plan_action", "--where", "status=moved")
	if len(actions) != 1 || !strings.Contains(string(actions[0].Fields["dates"]), "2025-04-08T16:00-17:00~") {
		t.Errorf("%+v", actions)
	}
	if s := c.fails(2, "demo", dir); !strings.Contains(s, dir) && !strings.Contains(s, "mappe") {
		t.Error(s)
	}
}

func TestDemoIsMadeAnewAndAVaultOfSomebodysOwnIsNot(t *testing.T) {
	c := newConsole(t)
	dir := filepath.Join(t.TempDir(), "eksempel.feltbog")
	c.ok("demo", dir)
	c.env["FELTBOG_VAULT"] = dir
	id := c.ok("record", "put", "place", "--set", "name=Torvet")
	var made app.SampleMade
	c.json(&made, "demo", dir, "--reset")
	if made.Folder != dir || made.Records < 200 {
		t.Errorf("%+v", made)
	}
	c.fails(2, "record", "get", "place", id)

	own := newProject(t)
	if s := own.fails(5, "demo", own.env["FELTBOG_VAULT"], "--reset"); !strings.Contains(s, "ikke lavet som eksempel") {
		t.Error(s)
	}
	own.ok("stat")
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type hitList struct {
	Hits []struct {
		Kind, ID, Snippet string
		Marks             []struct{ Start, End int }
		Rank              float64
	}
	Ranked       bool
	Milliseconds *float64
}

func TestSearchFindsAcrossSpacesWithMarks(t *testing.T) {
	c := newProject(t)
	person := c.ok("record", "put", "participant", "--set", "pseudonym=B-07", "--set", "perspective=citizen")
	c.ok("record", "put", "identity", "--set", "participant="+person, "--set", "name=Ærkebisp Opfundet")
	tag := c.ok("record", "put", "tag", "--set", "name=Bus")
	first := c.note("Ærkebispens bus kører aldrig til Ærøskøbing")
	c.ok("record", "put", "note_block", "--id", first, "--set", "tags="+tag)
	c.note("bussen var sen")
	var f hitList
	c.json(&f, "search", "ærkebisp*")
	if len(f.Hits) != 2 || f.Hits[0].ID != first || f.Hits[1].Kind != "identity" || f.Milliseconds == nil {
		t.Fatalf("%+v", f)
	}
	if m := f.Hits[0].Marks; len(m) != 1 || f.Hits[0].Snippet[m[0].Start:m[0].End] != "Ærkebispens" {
		t.Errorf("%+v", f.Hits[0])
	}
	if c.json(&f, "search", "bus*", "--code", "bus"); len(f.Hits) != 1 || f.Hits[0].ID != first {
		t.Errorf("code: %+v", f.Hits)
	}
	if c.json(&f, "search", "ærkebisp*", "--kind", "identity"); len(f.Hits) != 1 {
		t.Errorf("kind: %+v", f.Hits)
	}
	if c.json(&f, "search", "bus*", "--limit", "1", "--best"); len(f.Hits) != 1 || !f.Ranked || f.Hits[0].Rank == 0 {
		t.Errorf("best: %+v", f)
	}
	if c.json(&f, "search", `"`, "(", "AND", "*"); len(f.Hits) != 0 {
		t.Errorf("no query is an error: %+v", f)
	}
	c.fails(2, "search", "bus", "--kind", "nix")
	c.fails(2, "search", "bus", "--code", "nix")
	c.fails(2, "search")
	if out := c.ok("search", "bussen"); !strings.Contains(out, "note_block\t") {
		t.Error(out)
	}
}

func TestStatCountsAndTwoEqualVaultsHaveOneDigest(t *testing.T) {
	c := newProject(t)
	c.note("et")
	var st struct {
		Kinds    map[string]int
		Devices  []struct{ Name string }
		Spaces   []struct{ Kind string }
		Digest   string
		Title    string
		Versions struct{ Changes, Database int }
	}
	c.json(&st, "stat", "--digest")
	if st.Kinds["note_block"] != 1 || st.Kinds["project"] != 1 || st.Devices[0].Name != "Bærbar 1" || len(st.Spaces) != 2 || len(st.Digest) != 64 || st.Versions.Database == 0 {
		t.Errorf("%+v", st)
	}
	was := st.Digest
	c.note("to")
	if c.json(&st, "stat", "--digest"); st.Digest == was {
		t.Error("the digest does not see a note")
	}
	if out := c.ok("stat"); !strings.Contains(out, "note_block") || !strings.Contains(out, "Ældre i Lillerup") {
		t.Error(out)
	}
}

func TestABackupIsRestoredWithItsRecords(t *testing.T) {
	c := newProject(t)
	id := c.note("i sikkerhed på Ærø")
	file := filepath.Join(t.TempDir(), "kopi.feltbackup")
	var doc struct{ Backup string }
	if c.json(&doc, "backup", "--to", file); doc.Backup != file {
		t.Errorf("%+v", doc)
	}
	c.fails(2, "backup", "--to", file)
	to := filepath.Join(t.TempDir(), "igen.feltbog")
	var facts struct{ Vault, Device, Title string }
	if c.json(&facts, "restore", file, "--to", to); facts.Vault != to || facts.Title != "Ældre i Lillerup" {
		t.Errorf("%+v", facts)
	}
	if out := c.ok("record", "get", "note_block", id, "--vault", to); !strings.Contains(out, "i sikkerhed på Ærø") {
		t.Error(out)
	}
	c.ok("verify", "--deep", "--vault", to)
	snapshot := c.ok("backup")
	c.ok("restore", snapshot, "--to", to+"2")
	c.fails(2, "restore", file)
	c.fails(2, "restore", file, "--to", to)
	c.fails(2, "restore", file+"x", "--to", to+"3")
	c.env["FELTBOG_PASSPHRASE"] = "en helt anden sætning"
	c.fails(3, "restore", file, "--to", to+"3")
	if _, err := os.Stat(to + "3"); !os.IsNotExist(err) {
		t.Error("something is left of a restore that failed")
	}
}

func TestABackupOfALaterVersionOrWithoutItsPartsIsRefused(t *testing.T) {
	c := newProject(t)
	snapshot := c.ok("backup")
	to := filepath.Join(t.TempDir(), "igen.feltbog")
	manifest := filepath.Join(snapshot, "manifest.json")
	b, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	write := func(s string) {
		if err := os.WriteFile(manifest, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(strings.Replace(string(b), `"format": 1`, `"format": 99`, 1))
	if s := c.fails(4, "restore", snapshot, "--to", to); !strings.Contains(s, "nyere udgave") {
		t.Error(s)
	}
	write("{")
	c.fails(4, "restore", snapshot, "--to", to)
	write(string(b))
	if err := os.Remove(filepath.Join(snapshot, "team.log")); err != nil {
		t.Fatal(err)
	}
	if s := c.fails(6, "restore", snapshot, "--to", to); !strings.Contains(s, "team.log") {
		t.Error(s)
	}
}

func TestDamageIsToldByTheExitStatus(t *testing.T) {
	c := newProject(t)
	dir := c.env["FELTBOG_VAULT"]
	c.note("helt")
	if out := c.ok("verify", "--deep", "--rebuild"); !strings.Contains(out, "Alt er helt") {
		t.Error(out)
	}
	var doc struct {
		Sound    bool
		Findings []any
	}
	if c.json(&doc, "verify"); !doc.Sound || doc.Findings == nil || len(doc.Findings) != 0 {
		t.Errorf("%+v", doc)
	}
	keys := filepath.Join(dir, "vault.keys")
	b, err := os.ReadFile(keys)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(keys, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if s := c.fails(4, "stat"); !strings.Contains(s, "beskadiget") {
		t.Error(s)
	}
	c.fails(4, "lock-status")
	b[len(b)/2] ^= 1
	if err := os.WriteFile(keys, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "register.db")); err != nil {
		t.Fatal(err)
	}
	if s := c.fails(6, "stat"); !strings.Contains(s, "register.db") {
		t.Error(s)
	}
	c.fails(2, "stat", "--vault", t.TempDir())
	c.fails(2, "lock-status", "--vault", t.TempDir())
}

func TestWrongUseIsToldInTheChosenLanguage(t *testing.T) {
	c := newProject(t)
	for _, args := range [][]string{{"nix"}, {"stat", "--nix"}, {"stat", "extra"}, {"stat", "--lang", "fr"}, {"-phemmeligt"}, {"stat", "--vault", ""},
		{"resolve", "place", "x", "name"}, {"record", "put", "place", "--set", "name"}} {
		if s := c.fails(2, args...); strings.Contains(s, "hemmeligt") {
			t.Error(s)
		}
	}
	if s := c.fails(2, "stat", "--nix", "--lang", "en"); !strings.HasPrefix(s, "The command cannot be used like that") {
		t.Error(s)
	}
	if s := c.fails(2, "stat", "--nix"); !strings.HasPrefix(s, "Kommandoen kan ikke bruges sådan") {
		t.Error(s)
	}
	c.env["LC_ALL"] = "en_GB.UTF-8"
	if s := c.fails(2, "stat", "--nix"); !strings.HasPrefix(s, "The command") {
		t.Error(s)
	}
	help := c.ok("--lang=da", "--help")
	for _, verb := range []string{"init", "passwd", "recover", "lock-status", "stat", "verify", "backup", "restore", "record", "undo", "redo", "conflicts", "resolve", "search"} {
		if !strings.Contains(help, "\n  "+verb) {
			t.Errorf("help lacks %s:\n%s", verb, help)
		}
	}
	if strings.Contains(help, c.env["FELTBOG_VAULT"]) || strings.Contains(help, "completion") {
		t.Error(help)
	}
	if help := c.ok("record", "put", "--help"); !strings.Contains(help, "--stdin") {
		t.Error(help)
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type toldFinding struct{ Finding, Passage, Sentence, Passing, Instead string }

func TestAFindingIsDecidedAboutOnceAndRemembered(t *testing.T) {
	c := newProject(t)
	id := asked(c, "B-07")
	note := c.ok("record", "put", "note_block", "--set", "type=quote_verbatim", "--set", "layer=note", "--set", "text=Jeg ringer på 20 30 40 50. Så sover jeg.", "--set", "speaker="+id)
	check := []string{"gate", "check", "--use", "interpretation", "--strict", "note_block", note}
	if said := c.fails(5, check...); !strings.Contains(said, "1 af 1") {
		t.Error(said)
	}
	ask := []string{"gate", "findings", "--use", "interpretation", "--strict", "note_block", note}
	c.fails(5, ask...)
	var all []toldFinding
	c.json(&all, "gate", "findings", "--use", "interpretation", "note_block", note)
	if len(all) != 1 || all[0].Finding != "phone" || all[0].Passing != "" || all[0].Sentence != "Jeg ringer på 20 30 40 50." {
		t.Fatalf("%+v", all)
	}
	if out := c.ok("gate", "findings", "--use", "interpretation", "note_block", note); !strings.Contains(out, "telefonnummer") || !strings.Contains(out, "ikke afgjort") {
		t.Error(out)
	}
	decide := func(what ...string) []string {
		return append([]string{"gate", "decide", "note_block", note}, what...)
	}
	about := []string{"--use", "interpretation", "--finding", "phone", "--passage", "20 30 40 50"}
	c.fails(2, decide(append([]string{"burn"}, about...)...)...)
	c.fails(2, decide("keep", "--use", "interpretation", "--finding", "phone")...)
	c.fails(2, decide("omit", "--use", "interpretation", "--finding", "phone", "--passage", "11 22 33 44")...)
	c.fails(5, decide("keep", "--use", "interpretation", "--finding", "cpr", "--passage", "010190-1234")...)
	c.ok(decide(append([]string{"replace", "--instead", "et nummer"}, about...)...)...)
	c.ok(ask...)
	c.ok(check...)
	c.json(&all, "gate", "findings", "--use", "interpretation", "note_block", note)
	if len(all) != 1 || all[0].Passing != "replace" || all[0].Instead != "et nummer" {
		t.Errorf("%+v", all)
	}
	c.ok("undo")
	c.fails(5, check...)
}

func TestAFileIsLookedThrough(t *testing.T) {
	c := newProject(t)
	file := filepath.Join(t.TempDir(), "brev.txt")
	if err := os.WriteFile(file, []byte("Kære alle\n\nSkriv til ole@example.dk, eller ring.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var all []struct {
		File     string
		Findings []struct {
			Finding, Passage string
			Line, Column     int
		}
	}
	c.json(&all, "gate", "scan", file)
	if len(all) != 1 || len(all[0].Findings) != 1 || all[0].Findings[0].Finding != "email" || all[0].Findings[0].Line != 3 || all[0].Findings[0].Column != 11 {
		t.Errorf("%+v", all)
	}
	if out := c.ok("gate", "scan", file); !strings.Contains(out, "brev.txt:3:11\tmailadresse\tole@example.dk") {
		t.Error(out)
	}
	c.fails(2, "gate", "scan", filepath.Join(t.TempDir(), "findes-ikke.txt"))
}

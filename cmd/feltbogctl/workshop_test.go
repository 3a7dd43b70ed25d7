package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type shownBoard struct {
	Loose    []struct{ Number int }
	Clusters []struct {
		Number int
		Cards  []struct{ Number int }
	}
	Readings []struct{ Text, Perspective string }
	Guest    bool
}

func TestAWorkshopGoesToAGuestAndComesBack(t *testing.T) {
	a, dir := newProject(t), t.TempDir()
	id := asked(a, "B-07")
	note := a.ok("record", "put", "note_block", "--set", "type=quote_verbatim", "--set", "layer=note", "--set", "text=Bussen går, når lægen har lukket.", "--set", "speaker="+id)
	other := a.ok("record", "put", "note_block", "--set", "type=quote_verbatim", "--set", "layer=note", "--set", "text=Jeg venter til onsdag.", "--set", "speaker="+id)
	w := a.ok("workshop", "create", "--title", "Fællestolkning i hallen", "--question", "Hvad gør det let?", "--date", "13. marts 2025 kl. 15.00-17.30")
	var made struct{ Numbers []int }
	a.json(&made, "workshop", "add", w, "note_block", note, "note_block", other)
	if len(made.Numbers) != 2 {
		t.Fatalf("%+v", made)
	}
	// Somebody said no: the reason is told, the command ends with 5, and the gate says the same.
	no := asked(a, "B-08")
	a.ok("consent", "set", no, "quote_joint", "withdrawn")
	held := a.ok("record", "put", "note_block", "--set", "type=quote_verbatim", "--set", "layer=note", "--set", "text=Det bliver mellem os.", "--set", "speaker="+no)
	if said := a.fails(5, "workshop", "add", w, "note_block", held); !strings.Contains(said, "B-08") {
		t.Error(said)
	}
	a.fails(5, "gate", "check", "--use", "interpretation", "--strict", "note_block", held)
	paper := filepath.Join(dir, "kort.pdf")
	a.ok("workshop", "print", w, "--to", paper)
	if b, err := os.ReadFile(paper); err != nil || !bytes.HasPrefix(b, []byte("%PDF")) {
		t.Error(err)
	}
	file, words, back := filepath.Join(dir, "til gæst.feltbundle"), filepath.Join(dir, "ord.txt"), filepath.Join(dir, "retur.feltbundle")
	a.ok("bundle", "write", "--space", "workshop:"+w, "--to", file, "--passphrase-out", words, "--for", "Gæst", "--reason", "fællestolkning")
	g := a.colleague("gæst")
	g.ok("init", "--join", file, "--device", "x", "--bundle-passphrase-file", words)
	g.ok("workshop", "cluster", w, "Bussen bestemmer")
	g.ok("workshop", "place", w, "K-001->1", "k2 1")
	g.ok("workshop", "read", w, "Hvem bestemte køreplanen?", "--role", "politician", "--cluster", "1", "--card", "K-001")
	g.fails(5, "workshop", "remove", w, "K-001")
	g.fails(6, "session", "start")
	key := filepath.Join(dir, "anna.key")
	a.ok("identity", "export", "--to", key)
	g.ok("bundle", "write", "--space", "workshop:"+w, "--to", back, "--recipient", key)
	for range 2 {
		a.ok("bundle", "import", back)
	}
	var b shownBoard
	a.json(&b, "workshop", "board", w)
	if len(b.Clusters) != 1 || len(b.Clusters[0].Cards) != 2 || len(b.Readings) != 1 || b.Readings[0].Perspective != "politician" || b.Guest {
		t.Errorf("%+v", b)
	}
	var all []record
	if a.json(&all, "record", "list", "reading"); len(all) != 1 {
		t.Errorf("%d readings in the team", len(all))
	}
	if out := a.ok("workshop", "board", w); !strings.Contains(out, "Bussen bestemmer") || !strings.Contains(out, "K-001") {
		t.Error(out)
	}
	a.ok("workshop", "remove", w, "K-002")
	if out := a.ok("workshop", "cards", w); strings.Contains(out, "K-002") || !strings.Contains(out, "K-001") {
		t.Error(out)
	}
	a.fails(2, "workshop", "place", w, "hest")
}

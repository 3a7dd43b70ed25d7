package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// colleague is another person at another machine.
func (c *console) colleague(name string) *console {
	c.t.Helper()
	o := *c
	o.env = map[string]string{"FELTBOG_PASSPHRASE": secret, "FELTBOG_VAULT": filepath.Join(c.t.TempDir(), name+".feltbog"), "LANG": "en_GB"}
	return &o
}

// pakke is the JSON of what the bundle verbs say.
type pakke struct {
	ID, Name, File, Title, Sender string
	Whole, Gap, Again             bool
	Nothing                       bool `json:"nothing_new"`
	Changes                       int
	Import                        int64
	New                           int `json:"new_change_sets"`
	Adds, Changed, Deletes        map[string]int
	Decide                        []struct{ ID, Field string } `json:"to_decide"`
	Own                           []struct{ ID string }        `json:"own_edits"`
	Names                         []struct{ ID string }        `json:"names_found"`
}

func (c *console) digest() string {
	c.t.Helper()
	var s struct{ Digest string }
	c.json(&s, "stat", "--digest")
	return s.Digest
}

func TestAColleagueBeginsWithAPakkeAndBothWorkOn(t *testing.T) {
	a := newProject(t)
	dir := t.TempDir()
	id := a.note("Bussen kom ikke. Hun ventede længe.")
	first, words := filepath.Join(dir, "første.feltbundle"), filepath.Join(dir, "ord.txt")
	var made pakke
	a.json(&made, "bundle", "write", "--to", first, "--passphrase-out", words, "--for", "Bo", "--reason", "ny kollega")
	if !made.Whole || made.Title != "Ældre i Lillerup" {
		t.Errorf("%+v", made)
	}
	text, err := os.ReadFile(words)
	if err != nil || len(strings.Fields(string(text))) != 6 {
		t.Fatalf("%q %v", text, err)
	}
	b := a.colleague("bo")
	b.fails(3, "init", "--join", first, "--device", "Bærbar 2")
	if _, err := os.Stat(b.env["FELTBOG_VAULT"]); !os.IsNotExist(err) {
		t.Error("something is left of a vault that was refused")
	}
	b.fails(2, "init", "--join", first, "--name", "Andet", "--device", "Bærbar 2", "--bundle-passphrase-file", words)
	if out := b.ok("init", "--join", first, "--device", "Bærbar 2", "--member", "Bo", "--bundle-passphrase-file", words); !strings.Contains(out, "Ældre i Lillerup") {
		t.Error(out)
	}
	var r record
	if b.json(&r, "record", "get", "note_block", id); r.Fields["text"] != "Bussen kom ikke. Hun ventede længe." {
		t.Errorf("%+v", r)
	}

	// Bo's key comes back to the project, and from then on six words are not needed.
	key := filepath.Join(dir, "bo.key")
	if out := b.ok("identity", "export", "--to", key); !strings.Contains(out, "six words") {
		t.Error(out)
	}
	var card, line struct{ Name, Words string }
	b.json(&card, "identity", "show")
	a.json(&line, "member", "add", key)
	if card.Words != line.Words || len(strings.Fields(card.Words)) != 6 || card.Name != "Bo" {
		t.Error(card, line)
	}
	var team []struct{ Name, Words string }
	if a.json(&team, "member", "list"); len(team) != 2 || team[0].Words != card.Words {
		t.Errorf("%+v", team)
	}

	// Both change the same note in different sentences.
	a.ok("record", "put", "note_block", "--id", id, "--set", "text=Bussen kom slet ikke. Hun ventede længe. Det regnede.")
	second := filepath.Join(dir, "anden.feltbundle")
	a.json(&made, "bundle", "write", "--to", second, "--member", "Bo", "--since", first, "--bundle-passphrase-file", words)
	if made.Whole {
		t.Errorf("%+v", made)
	}
	b.ok("record", "put", "note_block", "--id", id, "--set", "text=Bussen kom ikke. Hun ventede længe i kulden. Det regnede.")
	var v pakke
	b.json(&v, "bundle", "preview", second)
	if v.Changed["note_block"] != 1 || len(v.Decide) != 1 || v.Decide[0].ID != id || v.Decide[0].Field != "text" {
		t.Errorf("%+v", v)
	}
	if out := b.ok("bundle", "preview", second); !strings.Contains(out, "To decide: 1") || !strings.Contains(out, "note") {
		t.Error(out)
	}
	b.json(&v, "bundle", "import", second)
	if v.New == 0 || v.Import == 0 {
		t.Errorf("%+v", v)
	}
	var all []struct {
		ID       string
		Merged   *string
		Ancestor *struct{ Value string }
	}
	b.json(&all, "conflicts")
	if len(all) != 1 || all[0].Ancestor == nil || all[0].Ancestor.Value != "Bussen kom ikke. Hun ventede længe." {
		t.Fatalf("%+v", all)
	}
	b.ok("resolve", "note_block", id, "text", "--both")
	if b.json(&r, "record", "get", "note_block", id); !strings.Contains(r.Fields["text"].(string), "slet ikke") || !strings.Contains(r.Fields["text"].(string), "kulden") {
		t.Errorf("%+v", r)
	}
	back := filepath.Join(dir, "tilbage.feltbundle")
	b.ok("bundle", "write", "--to", back, "--member", "Tovholder", "--new")
	a.ok("bundle", "import", back)
	if a.digest() != b.digest() {
		t.Error("two machines that told each other everything do not agree")
	}

	// Undo, and again.
	var list []struct {
		Import int64
		Undone bool
	}
	before := a.digest()
	a.json(&list, "bundle", "list")
	n := list[0].Import
	if len(list) != 1 || n == 0 {
		t.Fatalf("%+v", list)
	}
	a.ok("bundle", "undo", "1")
	if a.digest() == before {
		t.Error("nothing was undone")
	}
	if out := a.ok("bundle", "list"); !strings.Contains(out, "(fortrudt)") {
		t.Error(out)
	}
	if a.json(&v, "bundle", "import", back); !v.Again || a.digest() != before {
		t.Errorf("%+v", v)
	}
	a.fails(2, "bundle", "undo", "77")
	a.fails(2, "bundle", "undo", "x")
}

func TestAMergeIsProposedWhereTheSentencesAreApart(t *testing.T) {
	a, b := two(t)
	id := a.note("Bussen kom ikke.\nHun ventede.\nDet regnede.\nSå gik hun.")
	a.ok("restore", a.ok("backup"), "--to", b.env["FELTBOG_VAULT"])
	a.ok("record", "put", "note_block", "--id", id, "--set", "text=Bussen kom slet ikke.\nHun ventede.\nDet regnede.\nSå gik hun.")
	b.ok("record", "put", "note_block", "--id", id, "--set", "text=Bussen kom ikke.\nHun ventede.\nDet regnede.\nSå gik hun hjem.")
	a.meets(b)
	if out := a.ok("conflicts"); !strings.Contains(out, "Kan lægges sammen til") || !strings.Contains(out, "Begge er skrevet ud fra") {
		t.Error(out)
	}
	a.fails(2, "resolve", "note_block", id, "text", "--merge", "--both")
	a.ok("resolve", "note_block", id, "text", "--merge")
	var r record
	if a.json(&r, "record", "get", "note_block", id); r.Fields["text"] != "Bussen kom slet ikke.\nHun ventede.\nDet regnede.\nSå gik hun hjem." {
		t.Errorf("%+v", r)
	}
	a.ok("record", "put", "note_block", "--id", id, "--set", "text=Anna")
	b.ok("record", "put", "note_block", "--id", id, "--set", "text=Bo")
	a.meets(b)
	a.fails(2, "resolve", "note_block", id, "text", "--merge")
}

func TestWrongPakkerEndWithTheirStatus(t *testing.T) {
	a := newProject(t)
	dir := t.TempDir()
	other := a.colleague("andet")
	other.ok("init", "--name", "Andet projekt", "--device", "Bærbar 9")
	key := filepath.Join(dir, "min.key")
	a.ok("identity", "export", "--to", key)
	a.fails(2, "identity", "export", "--to", key)
	file := filepath.Join(dir, "x.feltbundle")
	a.fails(2, "bundle", "write", "--to", file)
	a.fails(2, "bundle", "write", "--recipient", key)
	a.fails(2, "bundle", "write", "--to", file, "--recipient", "age1xyz")
	a.fails(2, "bundle", "write", "--to", file, "--member", "Ingen")
	a.fails(2, "bundle", "write", "--to", file, "--recipient", key, "--since", "pjat")
	a.ok("bundle", "write", "--to", file, "--recipient", key)
	a.fails(2, "bundle", "write", "--to", file, "--recipient", key)
	a.ok("bundle", "verify", file)
	other.fails(3, "bundle", "inspect", file)
	theirs := filepath.Join(dir, "deres.key")
	other.ok("identity", "export", "--to", theirs)
	file2 := filepath.Join(dir, "y.feltbundle")
	a.ok("bundle", "write", "--to", file2, "--recipient", theirs)
	if out := other.ok("bundle", "inspect", file2); !strings.Contains(out, "Ældre i Lillerup") {
		t.Error(out)
	}
	other.fails(4, "bundle", "import", file2)
	other.fails(4, "bundle", "preview", file2)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)-40] ^= 1
	hurt := filepath.Join(dir, "hurt.feltbundle")
	if err := os.WriteFile(hurt, b, 0o600); err != nil {
		t.Fatal(err)
	}
	a.fails(4, "bundle", "import", hurt)
	a.fails(4, "bundle", "verify", hurt)
	a.fails(2, "bundle", "import", filepath.Join(dir, "nix"))

	// A telephone number in a text holds it back, unless somebody says that it was seen.
	id := a.note("Ring på 28 73 65 91")
	held := filepath.Join(dir, "held.feltbundle")
	status, out, errs := a.run("bundle", "write", "--to", held, "--recipient", key, "--json")
	if status != 5 || !strings.Contains(out, id) || !strings.Contains(errs, "1 tekster") {
		t.Error(status, out, errs)
	}
	a.ok("bundle", "write", "--to", held, "--recipient", key, "--names-seen")
	if out := a.ok("gate", "list"); !strings.Contains(out, "Ældre i Lillerup") {
		t.Error(out)
	}
	// Only a coordinator adds and removes members; one's own membership ends by somebody else.
	var team []struct{ ID string }
	a.json(&team, "member", "list")
	a.fails(5, "member", "remove", team[0].ID)
	a.ok("member", "add", theirs, "--name", "Ditte")
	a.ok("member", "remove", "Ditte")
	a.fails(2, "bundle", "write", "--to", filepath.Join(dir, "z.feltbundle"), "--member", "Ditte")
}

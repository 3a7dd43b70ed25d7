package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
)

// packed is what a pakke was made of, or why it was not made.
type packed struct {
	Names []struct {
		Kind, ID, Field string
		What            []string
	} `json:"names_found"`
	Changes int
}

// pack makes a pakke of what is new for the other, and returns its file.
func (d *day) pack(from *machine, name string) string {
	file := d.path("pakker", name+".feltbundle")
	from.ok("bundle", "write", "--to", file, "--member", d.other(from).member, "--new", "--reason", "samme projekt")
	d.left = append(d.left, file)
	return file
}

func (d *day) other(m *machine) *machine {
	if m == d.a {
		return d.b
	}
	return d.a
}

// replace takes out of the texts what the scan finds before a pakke is sealed, with all that stood there before.
func (d *day) replace(m *machine) int {
	e := m.call("", "--custodian-key", "bundle", "write", "--to", d.path("pakker", "aldrig.feltbundle"), "--member", d.other(m).member, "--json")
	expect(e.code == 5, "%s: a pakke with names in it ended with %d: %s", m.name, e.code, e.said)
	var p packed
	must(json.Unmarshal([]byte(e.out), &p), "read what was found")
	n := 0
	for _, f := range p.Names {
		for _, what := range f.What {
			m.ok("record", "replace", f.Kind, f.ID, f.Field, what, "--with", "[…]")
			n++
		}
	}
	_, err := os.Stat(d.path("pakker", "aldrig.feltbundle"))
	expect(os.IsNotExist(err) && n > 0, "%d passages were found, and the pakke is there: %v", n, err)
	return n
}

// takeBack lets somebody take back what they said yes to.
func (d *day) takeBack() {
	for i, t := range d.Talks {
		if t.Person.Says == "takes-back" {
			d.at[t.Machine].ok("consent", "set", d.talks[i].code, "all", "withdrawn", "--note", "ringede dagen efter")
			d.says("withdrawn", d.talks[i].code+" took everything back")
		}
	}
}

// exchange brings the machines together in three rounds: pakker that come twice, out of order and damaged.
func (d *day) exchange() {
	one := d.pack(d.b, "runde-1-feltet")
	d.a.ok("bundle", "import", one)
	var again struct {
		New int `json:"new_change_sets"`
	}
	d.a.read(&again, "bundle", "import", one)
	expect(again.New == 0, "the same pakke brought %d change sets the second time", again.New)
	d.b.ok("bundle", "import", d.pack(d.a, "runde-1-tovholder"))
	expect(d.a.digest() == d.b.digest(), "after the first round the machines do not agree")
	d.says("round 1", "each has the other's day; the pakke that came twice brought nothing the second time")

	d.b.putAll("note_block", []map[string]any{{"type": "seen_heard", "layer": "note", "text": "Næste morgen står der to ved stoppestedet."}})
	first := d.pack(d.b, "runde-2-første")
	d.b.putAll("note_block", []map[string]any{{"type": "wonder", "layer": "note", "text": "Var det de samme to som i går?"}})
	second := d.pack(d.b, "runde-2-anden")
	before := d.a.digest()
	said := d.a.refuses(6, "bundle", "import", second)
	expect(d.a.digest() == before, "a pakke that came too early changed something")
	d.a.ok("bundle", "import", first)
	d.a.ok("bundle", "import", second)
	d.says("round 2", "one came too early: "+strings.SplitN(said, "\n", 2)[0])

	// Both change the same note, and do not know it of each other.
	r := rand.New(rand.NewPCG(d.Seed, 5))
	for _, o := range d.Offers {
		note := d.talks[o.Talk].notes[o.Note]
		d.b.ok("bundle", "import", d.pack(d.a, "runde-2-tovholder"))
		d.a.ok("record", "put", "note_block", "--id", note, "--set", "text="+o.First)
		d.b.ok("record", "put", "note_block", "--id", note, "--set", "text="+o.Other)
	}
	whole := d.pack(d.b, "runde-3-feltet")
	b, err := os.ReadFile(whole)
	must(err, "read a pakke")
	b[len(b)/2+r.IntN(len(b)/4)] ^= 1 << r.IntN(8)
	damaged := d.path("pakker", "runde-3-beskadiget.feltbundle")
	must(os.WriteFile(damaged, b, 0o644), "write a damaged pakke")
	before = d.a.digest()
	said = d.a.refuses(4, "bundle", "import", damaged)
	expect(d.a.digest() == before, "a damaged pakke changed something")
	d.a.ok("bundle", "import", whole)
	d.b.ok("bundle", "import", d.pack(d.a, "runde-3-tovholder"))
	register := d.path("pakker", "register.feltbundle")
	d.b.ok("bundle", "write", "--space", "register", "--to", register, "--member", d.a.member, "--reason", "navnene samles hos tovholderen")
	d.a.ok("bundle", "import", register)
	d.says("round 3", "one was damaged: "+strings.SplitN(said, "\n", 2)[0])
}

// settle chooses between two versions on one machine, and the other hears of it.
func (d *day) settle() {
	var all []struct{ ID, Field string }
	d.a.read(&all, "conflicts")
	expect(len(all) == len(d.Offers), "%d fields have two versions, not %d", len(all), len(d.Offers))
	for _, o := range d.Offers {
		note := d.talks[o.Talk].notes[o.Note]
		expect(slices.ContainsFunc(all, func(c struct{ ID, Field string }) bool { return c.ID == note }), "the note that both changed is not among those with two versions")
		d.a.ok("resolve", "note_block", note, "text", "--both")
	}
	d.b.ok("bundle", "import", d.pack(d.a, "afgjort"))
	d.b.read(&all, "conflicts")
	expect(len(all) == 0, "the other machine still has %d fields with two versions", len(all))
	d.a.ok("bundle", "import", d.pack(d.b, "kvittering"))
	expect(d.a.digest() == d.b.digest(), "the machines do not agree: %s and %s", d.a.digest(), d.b.digest())
	d.says("settled", fmt.Sprintf("%d note with two versions; both machines agree: %.12s", len(d.Offers), d.a.digest()))
}

// findAgain searches on both machines for what was written on either.
func (d *day) findAgain() {
	for _, m := range d.at {
		for _, w := range d.Words {
			var found struct{ Hits []struct{ ID string } }
			m.read(&found, "search", w)
			expect(len(found.Hits) > 0, "%s: %q is not found", m.name, w)
		}
	}
	d.says("searched", fmt.Sprintf("%d words on both machines: each was found", len(d.Words)))
}

// keep makes a backup, puts it back elsewhere and compares.
func (d *day) keep() {
	file := d.path("tovholder.feltbackup")
	d.a.ok("backup", "--to", file)
	d.a.ok("verify", "--deep")
	r := d.newMachine("gendannet")
	e := d.a.call("", "--passphrase-file", "restore", file, "--to", r.vault)
	expect(e.code == 0, "the backup is not restored: %s", e.said)
	r.key, r.word = d.a.key, d.a.word
	for _, kind := range []string{"note_block", "session", "participant", "consent", "plan_action", "tag", "photo"} {
		var one, two []json.RawMessage
		d.a.read(&one, "record", "list", kind)
		r.read(&two, "record", "list", kind)
		for _, all := range [][]json.RawMessage{one, two} {
			slices.SortFunc(all, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
		}
		expect(slices.EqualFunc(one, two, func(a, b json.RawMessage) bool { return bytes.Equal(a, b) }), "the restored vault has not the same records of %s", kind)
	}
	d.says("kept", "a backup was restored and holds the same; log, tables, index and every file are whole")
}

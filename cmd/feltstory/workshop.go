package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
)

// wall is a workshop as feltbogctl tells it.
type wall struct {
	Loose    []wallCard
	Clusters []struct {
		Cluster struct{ Title string }
		Cards   []wallCard
	}
	Readings []struct{ Text, Perspective string }
	Guest    bool
}

type wallCard struct {
	ID, Text, Caption string
	Number            int
}

// meet makes cards of what was chosen, sends them to a guest, and takes in what the guest says to them.
func (d *day) meet() {
	b := d.Board
	id := d.a.ok("workshop", "create", "--title", b.Title, "--question", b.Question, "--date", "13. marts 2025 kl. 15.00-17.30")
	args := []string{"workshop", "add", id}
	held := 0
	for _, c := range d.picked() {
		args = append(args, c.kind, c.id)
		if c.why != "" {
			held++
		}
	}
	var made struct {
		Numbers []int
		Refused []struct{ ID string }
	}
	d.a.read(&made, args...)
	expect(len(made.Refused) == held && len(made.Numbers) == len(d.picked())-held, "%d cards, %d refused, not %d", len(made.Numbers), len(made.Refused), held)
	paper := d.path("ud", "kort.pdf")
	d.a.ok("workshop", "print", id, "--to", paper)
	file, words := d.path("pakker", "gæst.feltbundle"), d.path("keys", "ord til gæst.txt")
	d.a.ok("bundle", "write", "--space", "workshop:"+id, "--to", file, "--passphrase-out", words, "--for", "Gæst", "--reason", "fællestolkning")
	d.left = append(d.left, file)
	d.sides = append(d.sides, paper)
	d.says("cards", fmt.Sprintf("%d cards on A6, %d pieces held back; a pakke for a guest", len(made.Numbers), held))

	g := d.newMachine("gæst")
	g.founds("init", "--join", file, "--device", "-", "--bundle-passphrase-file", words)
	d.guest = g
	d.reads(id, made.Numbers)
	g.refuses(5, "workshop", "remove", id, "K-"+strconv.Itoa(made.Numbers[0]))
	back := d.path("pakker", "fra gæst.feltbundle")
	g.ok("bundle", "write", "--space", "workshop:"+id, "--to", back, "--recipient", d.memberKey())
	for range 2 {
		d.a.ok("bundle", "import", back)
	}
	d.b.ok("bundle", "import", d.pack(d.a, "efter-fællestolkning"))
	var w wall
	d.a.read(&w, "workshop", "board", id)
	expect(len(w.Readings) == len(b.Readings) && len(w.Clusters) == len(b.Clusters), "%d readings and %d bunker came back", len(w.Readings), len(w.Clusters))
	for i, c := range b.Clusters {
		expect(len(w.Clusters[i].Cards) == c.Cards && w.Clusters[i].Cluster.Title == c.Name, "bunke %d came back with %d cards", i+1, len(w.Clusters[i].Cards))
	}
	var all []json.RawMessage
	d.b.read(&all, "record", "list", "reading")
	expect(len(all) == len(b.Readings), "the other machine knows %d readings", len(all))
	d.says("guest", fmt.Sprintf("%d readings by role and %d bunker came back, once", len(w.Readings), len(w.Clusters)))
}

// memberKey is the file with the coordinator's key.
func (d *day) memberKey() string {
	key := d.path("keys", d.a.name+".member")
	d.a.ok("identity", "export", "--to", key)
	return key
}

// reads is what the guest does with the cards: bunker, cards in them by number, readings by role.
func (d *day) reads(id string, numbers []int) {
	b := d.Board
	order := rand.New(rand.NewPCG(d.Seed, 9)).Perm(len(numbers))
	var lines []string
	n := 0
	for i, c := range b.Clusters {
		d.guest.ok("workshop", "cluster", id, c.Name)
		for range c.Cards {
			lines = append(lines, fmt.Sprintf("K-%03d -> %d", numbers[order[n]], i+1))
			n++
		}
	}
	d.guest.ok(append([]string{"workshop", "place", id}, lines...)...)
	for _, r := range b.Readings {
		d.guest.ok("workshop", "read", id, r.Text, "--role", r.Role, "--type", r.Type, "--cluster", strconv.Itoa(r.Cluster+1))
	}
}

// guestSees looks through everything that the guest has for what may not be there.
func (d *day) guestSees() {
	var out bytes.Buffer
	for _, kind := range []string{"card", "workshop", "reading", "cluster", "placement"} {
		fmt.Fprintln(&out, d.guest.ok("record", "list", kind, "--json"))
	}
	text := strings.ToLower(out.String())
	for _, word := range d.Secrets {
		expect(!strings.Contains(text, strings.ToLower(word)), "the guest can read %q", word)
	}
	for i, t := range d.talks {
		for _, id := range append(append([]string{t.session, t.person}, t.notes...), t.photos...) {
			expect(!strings.Contains(text, id), "the guest can read the id of something in conversation %d", i+1)
		}
		expect(t.code == "" || !strings.Contains(text, strings.ToLower(t.code)), "the guest can read %s", t.code)
	}
	for _, kind := range []string{"note_block", "participant", "photo", "session", "identity"} {
		var all []json.RawMessage
		d.guest.read(&all, "record", "list", kind)
		expect(len(all) == 0, "the guest has %d records of %s", len(all), kind)
	}
	must(os.WriteFile(d.path("ud", "gæsten-ser.json"), out.Bytes(), 0o644), "write what the guest sees")
	d.sides = append(d.sides, d.path("ud", "gæsten-ser.json"))
}

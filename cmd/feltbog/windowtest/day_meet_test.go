//go:build window && linux

package windowtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// chosen is how many pieces the coordinator wants on the wall at least.
const chosen = 30

// choose asks the gate about notes of one conversation after the other, settles what it finds, and then about all pictures, of
// which one was looked at.
func (d *day) choose() {
	p := d.at[0]
	a := p.a
	asked, found, held := 0, 0, map[string]int{}
	for n := 0; n < len(d.Talks) && asked < chosen; n++ {
		t := d.Talks[n]
		p.session(t.Place)
		a.Key("Escape")
		a.Key("ctrl+shift+k")
		a.Wait("dialog", With("name", "workshop.pick"))
		if asked == 0 {
			a.Type(d.Board.Title)
		}
		a.Mark()
		a.Key("Return")
		e := a.Wait("shown", With("name", "outgo"))
		asked += e.Number("goes") + e.Number("stays")
		for e.Number("open") > 0 {
			found++
			a.Shot("day-outgo")
			a.Mark()
			a.Key("e")
			a.Wait("finding.decided", With("passing", feltbog.PassReplace))
			e = a.Wait("shown", With("name", "outgo"))
		}
		why := t.Person.Says
		held[why] += e.Number("stays")
		a.Mark()
		if why == "all" {
			if e.Number("stays") > 0 || e.Number("goes") == 0 {
				d.t.Errorf("of conversation %d %d notes may leave and %d may not", n, e.Number("goes"), e.Number("stays"))
			}
			a.Key("ctrl+Return")
			a.Wait("shown", With("name", "board"))
			continue
		}
		if e.Number("goes") > 0 {
			d.t.Errorf("of conversation %d, whose person says %s, %d notes may leave", n, why, e.Number("goes"))
		}
		a.Shot("day-held-" + why)
		a.Click("outgo.back")
	}
	if found == 0 || held["report"] == 0 || held["takes-back"] == 0 {
		d.t.Errorf("the gate found %d names and held back %v", found, held)
	}
	d.pictures(p)
}

// pictures settles one picture, covers somebody in it, and asks about all of them.
func (d *day) pictures(p *place) {
	a := p.a
	a.Key("F4")
	a.Wait("shown", With("name", "photos"))
	a.TabTo("photos.grid")
	a.Mark()
	a.Key("Home", "y")
	a.Wait("shown", With("name", "rights"))
	a.TabTo("rights.children")
	a.Key("Left")
	a.Mark()
	a.Click("rights.keep")
	a.Wait("saved", With("kind", feltbog.KindPhoto))
	a.TabTo("photos.grid")
	a.Mark()
	a.Key("f")
	a.Wait("proposed")
	a.Focused("photos.picture")
	a.Mark()
	a.Key("f")
	a.Wait("covered", With("n", 1))
	a.Mark()
	a.Key("ctrl+Return")
	a.Wait("redacted", With("failed", false))
	a.Wait("shown", With("name", "photo"))
	a.Shot("day-covered")
	a.Mark()
	a.Key("F4")
	a.Wait("shown", With("name", "photos"))
	a.TabTo("photos.grid")
	all := 0
	for _, t := range d.Talks {
		all += t.Pictures
	}
	a.Key("ctrl+a") // those of one conversation
	a.Wait("picked")
	a.Mark()
	a.Key("ctrl+a")
	a.Wait("picked", With("n", all))
	a.Key("ctrl+shift+k")
	a.Wait("dialog", With("name", "workshop.pick"))
	a.Mark()
	a.Key("Return")
	e := a.Wait("shown", With("name", "outgo"))
	a.Shot("day-outgo-pictures")
	if e.Number("goes") != 1 || e.Number("stays") != all-1 {
		d.t.Errorf("of %d pictures %d may leave, %d may not", all, e.Number("goes"), e.Number("stays"))
	}
	a.Mark()
	a.Key("ctrl+Return")
	a.Wait("shown", With("name", "board"))
	a.Shot("day-board")
}

// meet prints the cards, gives them to a guest, and takes in what the guest says to them.
func (d *day) meet() {
	p := d.at[0]
	a := p.a
	a.Mark()
	a.Key("ctrl+p")
	a.Wait("printed", With("what", "cards"))
	file := d.packBoard(p, "gæst")
	d.outside = file

	g := d.newPlace("gæst")
	d.guest = g
	g.start(file)
	b := g.a
	b.Wait("shown", With("name", "door"), With("page", "join"))
	b.Fill("door.bundle.words", words())
	b.Fill("door.passphrase", phrase)
	b.Fill("door.repeat", phrase)
	b.Click("door.join.next")
	b.Wait("shown", With("name", "door"), With("page", "sheet"))
	b.Fill("door.word1", sheet()[0])
	b.Fill("door.word2", sheet()[1])
	b.Click("door.create")
	b.Wait("unlocked")
	cards := b.Wait("shown", With("name", "board")).Number("cards")
	b.Click("board.role." + d.Board.Readings[0].Role)
	b.Wait("role")
	b.Wait("shown", With("name", "board"))
	next := 1
	for i, c := range d.Board.Clusters {
		b.Mark()
		b.Click("board.cluster.add")
		b.Focused("board.cluster.title")
		b.Type(c.Name)
		b.Click("board.cluster.do")
		b.Wait("shown", With("name", "board"), With("clusters", i+1))
		var lines []string
		for k := 0; k < c.Cards && next <= cards; k++ {
			lines = append(lines, fmt.Sprintf("K-%03d -> %d", next, i+1))
			next++
		}
		b.Mark()
		b.Key("p")
		b.Focused("board.paper")
		b.Type(strings.Join(lines, ", "))
		b.Key("Return")
		b.Wait("placed", With("failed", false))
		b.Wait("shown", With("name", "board"))
	}
	for _, r := range d.Board.Readings {
		b.TabTo("board.wall")
		b.Mark()
		b.Key("Home")
		for range r.Cluster + 1 {
			b.Key("Right")
		}
		b.Key("l")
		b.Focused("board.reading.text")
		b.Type(r.Text)
		b.Click("board.reading.do")
		b.Wait("reading", With("role", d.Board.Readings[0].Role))
		b.Wait("shown", With("name", "board"))
	}
	b.Shot("day-guest")
	back := d.packBoard(g, "fra gæsten")
	for n := range 2 {
		p.again(back)
		p.a.Wait("dialog", With("name", "share.words"))
		p.a.Type(words())
		p.a.Mark()
		p.a.Key("Return")
		p.a.Wait("preview", With("nothing", n > 0))
		if n == 0 {
			p.a.Click("share.preview.do")
			p.a.Wait("taken", With("failed", false))
		}
	}
	p.a.Click("share.preview.cancel")
	p.a.Key("F6")
	p.a.Wait("shown", With("name", "workshops"))
	p.a.TabTo("workshop.list")
	p.a.Key("Home", "Return")
	p.a.Wait("shown", With("name", "board"), With("clusters", len(d.Board.Clusters)), With("readings", len(d.Board.Readings)))
	p.a.Shot("day-board-back")
	d.take(d.at[1], d.forTheOther(p, "efter-fællestolkning"))
	d.take(p, d.forTheOther(d.at[1], "sidste"))
	d.agree()
}

// packBoard makes a pakke of the joint interpretation in front.
func (d *day) packBoard(p *place, name string) string {
	a := p.a
	a.Click("board.pack")
	a.Wait("dialog", With("name", "board.pack"))
	file := filepath.Join(d.stick, name+app.BundleEnding)
	a.Fill("board.pack.file", file)
	a.Mark()
	a.Click("board.pack.do")
	if done := a.Wait("packed", With("failed", false)); done.Number("names") > 0 {
		a.Mark()
		a.Click("board.found.seen")
		a.Wait("packed", With("failed", false))
	}
	a.Click("board.packed.done")
	if _, err := os.Stat(file); err != nil {
		d.t.Fatal(err)
	}
	return file
}

//go:build window && linux

package windowtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// writeOut is the night after: what was jotted down becomes notes, and somebody takes back what was said.
func (d *day) writeOut() {
	d.both(func(i int, p *place) {
		a := p.a
		for _, n := range d.talksOf(i) {
			t := d.Talks[n]
			for j, note := range t.Notes {
				if note.Later == "" {
					continue
				}
				p.session(t.Place)
				a.Mark()
				a.Click("session.writeout")
				a.Wait("shown", With("name", "writeup"), With("rows", len(t.Notes)))
				a.Focused("writeup.note")
				for range j {
					a.Key("Down")
				}
				a.Mark()
				a.Type(note.Later)
				a.Wait("kept", With("runes", len([]rune(note.Later))))
				a.Key("Escape")
				a.Wait("saved", With("kind", feltbog.KindNoteBlock))
				a.Shot(fmt.Sprintf("day-writeup-%d", i))
			}
			if t.Person.Says == "takes-back" {
				p.person(p.codes[n])
				a.Click("people.consent.take")
				a.Wait("dialog", With("name", "people.take"))
				a.Click("people.take.do")
				a.Wait("shown", With("name", "person"))
				a.Shot("day-withdrawn")
			}
		}
	})
}

// session goes to a conversation by where it was held.
func (p *place) session(where string) {
	a := p.a
	a.Mark()
	a.Key("F3")
	a.Wait("shown", With("name", "field"))
	a.Fill("home.find", where)
	a.Mark()
	a.Key("Down", "Home", "Return")
	a.Wait("shown", With("name", "session"))
}

// What goes with a pakke when it is not everything.
const (
	onlyNew   = "only what is new"
	onlyNames = "only the names"
)

// pack makes a pakke on the stick and returns its file. For whom is the name of what is chosen; what the scan finds in the
// texts was looked at.
func (d *day) pack(p *place, name string, whom ...string) string {
	a := p.a
	a.Key("F7")
	a.Wait("shown", With("name", "share"))
	a.Click("share.make")
	for _, w := range whom {
		switch w {
		case onlyNew, onlyNames:
			a.TabTo("share.what")
			a.Key(map[string][]string{onlyNew: {"Right"}, onlyNames: {"Right", "Right"}}[w]...)
		default:
			a.Click(w)
		}
	}
	a.Fill("share.reason", "samme projekt")
	file := filepath.Join(d.stick, name+app.BundleEnding)
	a.Fill("share.file", file)
	a.Mark()
	a.Click("share.make.do")
	if done := a.Wait("packed", With("failed", false)); done.Number("names") > 0 {
		a.TabTo("share.found.seen")
		a.Mark()
		a.Key("space")
		a.Wait("packed", With("failed", false))
	}
	a.Shot("day-made")
	a.Click("share.made.done")
	a.Wait("shown", With("name", "share"))
	return file
}

// forTheOther chooses the one colleague there is, and only what is new there.
func (d *day) forTheOther(p *place, name string) string {
	return d.pack(p, name, "share.member1", onlyNew)
}

// take opens a pakke that was double-clicked, and takes it in when it can be.
func (d *day) take(p *place, file string, would ...Match) {
	d.look(p, file, would...)
	p.a.Shot("day-preview")
	p.a.Click("share.preview.do")
	p.a.Wait("taken", With("failed", false))
	p.a.Wait("shown", With("name", "share"))
}

// look starts the program with a pakke and waits for what it says of it.
func (d *day) look(p *place, file string, would ...Match) {
	p.again(file)
	p.a.Wait("preview", would...)
}

// again ends the program and starts it anew.
func (p *place) again(bundle ...string) {
	p.a.Close()
	p.start(bundle...)
	unlock(p.a, phrase)
	p.a.Wait("unlocked")
}

// exchange brings the machines together in three rounds: one pakke comes twice, one too early, one damaged.
func (d *day) exchange() {
	p, q := d.at[0], d.at[1]
	one := d.forTheOther(q, "runde-1-feltet")
	d.take(p, one, With("gap", false), With("nothing", false))
	d.look(p, one, With("nothing", true))
	p.a.Click("share.preview.cancel")
	d.take(q, d.forTheOther(p, "runde-1-tovholder"), With("gap", false))
	d.agree()

	q.jots("Næste morgen står der to ved stoppestedet.")
	first := d.forTheOther(q, "runde-2-første")
	q.jots("Var det de samme to som i går?")
	second := d.forTheOther(q, "runde-2-anden")
	before := d.digest(p)
	d.look(p, second, With("gap", true))
	p.a.Shot("day-gap")
	if p.a.Shows("share.preview.do") {
		d.t.Error("a pakke that came too early can be taken in")
	}
	p.a.Click("share.preview.cancel")
	if after := d.digest(p); after != before {
		d.t.Error("a pakke that came too early changed something")
	}
	d.take(p, first, With("gap", false))
	d.take(p, second, With("gap", false))

	// Both change the same note, and do not know it of each other.
	d.take(q, d.forTheOther(p, "runde-2-tovholder"))
	for _, o := range d.Offers {
		note := d.Talks[o.Talk].Notes[o.Note].Text
		p.rewrite(note, o.First)
		q.rewrite(note, o.Other)
	}
	whole := d.forTheOther(q, "runde-3-feltet")
	b, err := os.ReadFile(whole)
	if err != nil {
		d.t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(d.Seed, 5))
	b[len(b)/2+r.IntN(len(b)/4)] ^= 1 << r.IntN(8)
	damaged := filepath.Join(d.stick, "runde-3-beskadiget"+app.BundleEnding)
	if err := os.WriteFile(damaged, b, 0o600); err != nil {
		d.t.Fatal(err)
	}
	before = d.digest(p)
	p.again(damaged)
	p.a.Wait("jobended", With("ok", false))
	p.a.Shot("day-damaged")
	if after := d.digest(p); after != before {
		d.t.Error("a damaged pakke changed something")
	}
	d.take(p, whole, With("decide", len(d.Offers)))
	d.take(p, d.pack(q, "navnene", "share.member1", onlyNames), With("gap", false))
}

// jots writes a loose note from anywhere.
func (p *place) jots(text string) {
	a := p.a
	a.Mark()
	a.Key("F8")
	a.Wait("shown", With("name", "record"))
	a.Type(text)
	a.Wait("kept", With("kind", feltbog.KindNoteBlock))
}

// rewrite finds a note by its words and writes another.
func (p *place) rewrite(from, to string) {
	a := p.a
	p.find(from)
	a.Key("Return")
	a.Wait("shown", With("name", "record"), With("kind", feltbog.KindNoteBlock))
	a.Fill("record.field.text", to)
	a.Mark()
	a.Key("Tab")
	a.Wait("saved", With("kind", feltbog.KindNoteBlock))
}

// find searches for words.
func (p *place) find(words string) {
	a := p.a
	a.Mark()
	a.Key("ctrl+k")
	a.Wait("dialog", With("name", "search"))
	a.Type(words)
	a.Wait("results", Where("found", func(e Event) bool { return e.Number("n") > 0 }))
	a.Layout()
}

// digest is what the vault shows, read beside the program, which ends and begins anew.
func (d *day) digest(p *place) (sum string) {
	p.a.Close()
	p.peek(func(ctx context.Context, o *app.Project) {
		st, err := o.Stat(ctx, true)
		if err != nil {
			d.t.Fatal(err)
		}
		sum = st.Digest
	})
	p.start()
	unlock(p.a, phrase)
	p.a.Wait("unlocked")
	return sum
}

// agree fails when the two machines do not hold the same.
func (d *day) agree() {
	if one, other := d.digest(d.at[0]), d.digest(d.at[1]); one != other {
		d.t.Fatalf("the machines do not agree: %s and %s", one, other)
	}
}

// settle keeps both versions on one machine, and the other hears of it.
func (d *day) settle() {
	p, q := d.at[0], d.at[1]
	a := p.a
	a.Mark()
	a.Key("F7")
	a.Wait("shown", With("name", "share"))
	a.Click("share.versions")
	a.Wait("shown", With("name", "versions"), With("rows", len(d.Offers)))
	for range d.Offers {
		a.Wait("dispute")
		a.Shot("day-versions")
		a.Mark()
		a.Key("b", "ctrl+Return")
		a.Wait("settled")
	}
	a.Wait("shown", With("name", "versions"), With("rows", 0))
	d.take(q, d.forTheOther(p, "afgjort"))
	d.take(p, d.forTheOther(q, "kvittering"))
	d.agree()
}

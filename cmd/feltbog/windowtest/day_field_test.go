//go:build window && linux

package windowtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit/story"
	"feltbog/ui/i18n"
)

// talk has twelve short conversations, six on each machine at the same time, with pictures that a phone leaves in a folder.
func (d *day) talk() {
	began := time.Now().Truncate(time.Hour)
	d.both(func(i int, p *place) {
		mine, pictures := d.talksOf(i), 0
		for _, n := range mine {
			pictures += d.Talks[n].Pictures
		}
		phone := d.t.TempDir()
		p.photographs(phone, pictures, func(n int) time.Time { return began.Add(time.Duration(i*pictures+n) * time.Second) })
		taken := 0
		for k, n := range mine {
			t := d.Talks[n]
			p.meets(t, n)
			p.attach(phone, taken, t.Pictures)
			taken += t.Pictures
			for _, tag := range t.Tags {
				p.tag(d.Tags[tag])
			}
			p.a.Shot(fmt.Sprintf("day-talk-%d-%d", i, k))
			p.a.Mark()
			p.a.Click("session.end")
			p.a.Wait("ended", With("again", false))
		}
	})
}

// talksOf are the conversations of a machine, by their places in the story.
func (d *day) talksOf(machine int) (mine []int) {
	for n, t := range d.Talks {
		if t.Machine == machine {
			mine = append(mine, n)
		}
	}
	return mine
}

// meets begins a conversation with somebody new and writes down what is said.
func (p *place) meets(t story.Talk, n int) {
	a := p.a
	a.Mark()
	a.Key("ctrl+i")
	a.Wait("dialog", With("name", "session"))
	a.Fill("session.new.place", t.Place)
	if presses := perspective(t.Person.Perspective); presses != "" {
		a.Click("session.new.perspective")
		a.Type(presses)
		a.Key("Return")
	}
	a.Click("session.new.start")
	p.codes[n] = a.Wait("started.session").Text("code")
	a.Wait("shown", With("name", "session"))
	p.writes(t.Notes)
	a.Mark()
	a.Click("session.consent.yes")
	a.Wait("consent", With("given", true))
}

// perspective is what one types to choose a perspective where citizen stands.
func perspective(of string) (presses string) {
	all := feltbog.Perspectives()
	name := func(p feltbog.Perspective) []rune {
		return []rune(strings.ToLower(i18n.Choice("perspective", string(p))))
	}
	want := feltbog.Perspective(of)
	for at := slices.Index(all, feltbog.Citizen); all[at] != want; {
		presses += string(name(want)[0])
		for at = (at + 1) % len(all); name(all[at])[0] != name(want)[0]; {
			at = (at + 1) % len(all)
		}
	}
	return presses
}

// writes writes notes of their kinds one below the other.
func (p *place) writes(notes []story.Note) {
	a := p.a
	for i, n := range notes {
		a.Focused(inSession)
		if i > 0 {
			a.Key("Return")
		}
		a.Mark()
		a.Key(fmt.Sprint("ctrl+", slices.Index(feltbog.NoteTypes(), feltbog.NoteType(n.Type))+1))
		a.Wait("kind", With("kind", n.Type))
		a.Type(n.Text)
		a.Wait("kept", With("runes", len([]rune(n.Text))))
	}
}

// attach has the phone's folder watched and takes in what appears there.
func (p *place) attach(phone string, from, n int) {
	a := p.a
	a.Mark()
	a.Click("session.file")
	a.Key("Down", "Return")
	a.chooseHere()
	a.Wait("watching")
	for i := range n {
		name := fmt.Sprintf("IMG_%04d.JPG", from+i+1)
		if err := os.Rename(filepath.Join(phone, name), filepath.Join(p.user, name)); err != nil {
			p.t.Error(err)
		}
	}
	for seen := 0; seen < n; {
		seen += a.Wait("appeared").Number("n")
	}
	a.Key("ctrl+shift+i")
	a.Wait("attached", With("n", n))
	a.Wait("shown", With("name", "session"))
	a.Mark()
	a.Key("ctrl+shift+t")
	a.Wait("picture", With("chosen", true))
}

// tag puts a tag on the picture that is chosen, by its name.
func (p *place) tag(name string) {
	a := p.a
	a.Mark()
	a.Key("alt+t")
	a.Wait("dialog", With("name", "tag"))
	a.Type(name)
	a.Key("Return")
	a.Wait("tagged", With("kind", feltbog.KindPhoto), With("on", true))
}

// observe keeps the observation log of the etnoraid.
func (d *day) observe() {
	p := d.at[d.Raid.Machine]
	a := p.a
	a.Mark()
	a.Key("ctrl+i")
	a.Wait("dialog", With("name", "session"))
	a.Fill("session.new.place", d.Raid.Place)
	a.Click("session.new.type")
	a.Type("e")
	a.Key("Return")
	a.Click("session.new.person")
	a.Key("End", "Return")
	a.Click("session.new.start")
	a.Wait("started.session", With("type", feltbog.EthnoRaid))
	a.Wait("shown", With("name", "session"))
	var lines []story.Note
	for _, l := range d.Raid.Lines {
		lines = append(lines, story.Note{Type: string(feltbog.SeenHeard), Text: l.Text})
	}
	p.writes(lines)
	a.Shot("day-raid")
}

// answers are written down at night: who somebody is, in the register, and the form that was signed.
func (d *day) answers() {
	d.both(func(i int, p *place) {
		a := p.a
		for _, n := range d.talksOf(i) {
			t := d.Talks[n]
			p.person(p.codes[n])
			a.TabTo("people.register.name")
			a.Shot("day-register")
			a.Type(t.Person.Name)
			a.Mark()
			a.Key("Tab")
			a.Wait("saved", With("name", "people.field"))
			a.TabTo("people.register.phone")
			a.Type(t.Person.Phone)
			a.Mark()
			a.Key("Tab")
			a.Wait("saved", With("name", "people.field"))
			a.BackTo("people.consent.form")
			a.Key("space")
			a.Wait("dialog", With("name", "people.form"))
			answers := ""
			for _, s := range feltbog.Scopes() {
				if t.Person.Says == "report" && (s == feltbog.ScopeQuoteJoint || s == feltbog.ScopeImageJoint) {
					answers += "n"
				} else {
					answers += "j"
				}
			}
			a.Type(answers)
			a.Mark()
			a.Click("people.form.save")
			a.Wait("consent", With("answers", len(feltbog.Scopes())))
			a.Shot(fmt.Sprintf("day-person-%d", i))
		}
	})
}

// person goes to somebody by the code.
func (p *place) person(code string) {
	a := p.a
	a.Mark()
	a.Key("F3")
	a.Wait("shown", With("name", "field"))
	for _, part := range []string{"guides", "people"} {
		a.TabTo("home.tabs")
		a.Key("Right")
		a.Wait("shown", With("name", part))
	}
	a.Fill("people.find", code)
	a.Wait("shown", With("name", "people"), With("rows", 1))
	a.Mark()
	a.Key("Down", "Home", "Return")
	a.Wait("shown", With("name", "person"))
}

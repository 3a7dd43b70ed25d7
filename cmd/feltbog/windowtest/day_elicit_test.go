//go:build window && linux

package windowtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// elicit talks about a series of pictures with their maker: each is shown to her, she says something about some, sorts them,
// and says of one that nobody may use it.
func (d *day) elicit() {
	s := d.Story.Series
	p := d.at[s.Machine]
	a := p.a
	a.Key("F4")
	a.Wait("shown", With("name", "photos"))
	before := 0 // pictures of the talks before, which stand first
	for _, n := range d.talksOf(s.Machine) {
		if n < s.Talk {
			before += d.Talks[n].Pictures
		}
	}
	a.TabTo("photos.grid")
	a.Key("Home")
	for range before {
		a.Key("Right")
	}
	a.Mark()
	for range s.Pictures - 1 {
		a.Key("shift+Right")
	}
	a.Wait("picked", With("n", s.Pictures))
	a.Shot("day-grid")
	a.Key("s")
	a.Wait("dialog", With("name", "photos.series"))
	a.Type(s.Title)
	a.Key("Return")
	a.Wait("shown", With("name", "elicit"), With("pictures", s.Pictures))
	d.whose(a, p)
	alone := len(a.windows())
	a.Key("F10")
	a.Wait("participant.open")
	until(d.t, "the participant's window", func() bool { return len(a.windows()) > alone })
	a.screen.run("xdotool", "windowactivate", "--sync", a.window)
	a.Mark()
	a.Click("elicit.begin")
	a.Wait("begun", With("kind", feltbog.KindSession))
	a.Wait("shown", With("name", "elicit"))
	for i := range s.Pictures {
		if i > 0 {
			a.Mark()
			a.Key("alt+Down")
			a.Wait("picture")
		}
		if i < len(s.Says) {
			a.Key("ctrl+e")
			a.Focused("elicit.note")
			a.Mark()
			a.Type(s.Says[i])
			a.Wait("kept", With("runes", len([]rune(s.Says[i]))))
		}
		if i == s.Barred {
			a.Mark()
			a.Key("F9")
			a.Wait("barred", With("on", true))
		}
		if i == 0 {
			a.Shot("day-elicit")
		}
	}
	d.piles(a)
	a.Key("shift+F10")
	until(d.t, "the participant's window to go", func() bool { return len(a.windows()) == alone })
}

// whose says whose series it is.
func (d *day) whose(a *App, p *place) {
	code, presses := p.codes[d.Story.Series.Talk], 0
	for _, c := range p.codes {
		if c[0] == code[0] && c <= code {
			presses++
		}
	}
	a.Click("elicit.more")
	a.Key("Home", "Down", "Return") // past what needs the other window
	a.Wait("dialog", With("name", "elicit.about"))
	a.Click("elicit.about.who")
	a.Type(strings.Repeat(strings.ToLower(code[:1]), presses))
	a.Key("Return")
	a.Shot("day-whose")
	a.BackTo("elicit.about.keep")
	a.Mark()
	a.Key("space")
	a.Wait("shown", With("name", "elicit"))
}

// piles sorts the pictures into piles that bear the participant's words.
func (d *day) piles(a *App) {
	s := d.Story.Series
	a.Mark()
	a.Key("ctrl+shift+v")
	a.Wait("shown", With("name", "elicit"), With("mode", "piles"))
	names := slices.Sorted(maps.Keys(s.Piles))
	for i, name := range names {
		if i == 0 {
			a.Click("elicit.sort.first")
		} else {
			a.Click("elicit.pile.new")
		}
		a.Focused(fmt.Sprint("elicit.pile.", i+1))
		a.Type(name)
		a.Key("Return")
		a.Layout()
	}
	for range s.Pictures {
		a.Key("alt+Up")
	}
	at := 0
	for i, name := range names {
		for _, n := range s.Piles[name] {
			if n > s.Barred { // which does not lie on the table any more
				n--
			}
			for ; at < n; at++ {
				a.Mark()
				a.Key("alt+Down")
				a.Wait("picture")
			}
			for ; at > n; at-- {
				a.Mark()
				a.Key("alt+Up")
				a.Wait("picture")
			}
			a.Mark()
			a.Key(fmt.Sprint(i + 1))
			a.Wait("piled")
		}
	}
	a.Shot("day-piles")
}

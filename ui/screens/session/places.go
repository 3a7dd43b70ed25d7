package session

import (
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// shownPlaces is how many places are offered at a time.
const shownPlaces = 4

// longestPlace is how many letters of a name are offered: a dialog is not wider at large text.
const longestPlace = 32

// short cuts a name that is longer.
func short(name string) string {
	if letters := []rune(name); len(letters) > longestPlace {
		return strings.TrimSpace(string(letters[:longestPlace-1])) + "…"
	}
	return name
}

// places offers the places one knows while a name is being written, so that one place does not come to stand under two
// names. Down and Up go through them, a tap takes one. It says when the name is that of no place yet.
type places struct {
	entry   *widgets.Entry
	all     []string
	grown   func() // what is shown needs more or less room
	written string // by hand, not by going through the offers
	at      int    // the offer that stands in the field; -1: none
	filling bool
	tags    *fyne.Container
	fresh   *widgets.Text
	box     *fyne.Container
}

// offerPlaces puts the offers to a field.
func offerPlaces(entry *widgets.Entry, all []string, grown func()) *places {
	p := &places{entry: entry, all: all, grown: grown, written: entry.Text, at: -1, tags: widgets.Flow(theme.Gap8), fresh: widgets.Quiet(i18n.T("session.new.place.fresh"))}
	p.box = widgets.Column(6, p.tags, p.fresh)
	entry.OnChanged = func(text string) {
		if !p.filling {
			p.written, p.at = text, -1
			p.show()
		}
	}
	entry.Keyed = func(k *fyne.KeyEvent, m fyne.KeyModifier) bool {
		switch {
		case m != 0 || len(p.offers()) == 0:
			return false
		case k.Name == fyne.KeyDown:
			p.step(1)
		case k.Name == fyne.KeyUp:
			p.step(-1)
		default:
			return false
		}
		return true
	}
	p.show()
	return p
}

// offers are the places that go with what was written: those that begin with it first. A name that is one of theirs to
// the letter needs no others, and where nothing is written all of them may be meant.
func (p *places) offers() []string {
	want := strings.ToLower(strings.TrimSpace(p.written))
	var begin, hold []string
	for _, name := range p.all {
		switch low := strings.ToLower(name); {
		case low == want:
			return nil
		case strings.HasPrefix(low, want):
			begin = append(begin, name)
		case strings.Contains(low, want):
			hold = append(hold, name)
		}
	}
	begin = append(begin, hold...)
	return begin[:min(len(begin), shownPlaces)]
}

// step puts the next or the previous offer into the field; before the first stands what was written.
func (p *places) step(by int) {
	n := len(p.offers()) + 1
	p.at = (p.at+1+by+n)%n - 1
	p.show()
	text := p.written
	if p.at >= 0 {
		text = p.offers()[p.at]
	}
	p.fill(text)
}

func (p *places) fill(text string) {
	p.filling = true
	p.entry.SetText(text)
	p.entry.CursorColumn = len([]rune(text))
	p.entry.Refresh()
	p.filling = false
}

// take is a tap on an offer: the field holds it, and one writes on there.
func (p *places) take(name string) {
	p.fill(name)
	p.written, p.at = name, -1
	p.show()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.entry); c != nil {
		c.Focus(p.entry)
	}
}

func (p *places) show() {
	offers := p.offers()
	p.tags.Objects = nil
	for i, name := range offers {
		tag := uikit.Name(widgets.NewQuickTag(short(name), "", func() { p.take(name) }), "session.new.place."+i18n.Number(i+1))
		if i == p.at {
			tag.State = widgets.TagOn
		}
		p.tags.Add(tag)
	}
	p.tags.Hidden = len(offers) == 0
	p.fresh.Hidden = p.at >= 0 || strings.TrimSpace(p.written) == "" || p.known()
	p.box.Hidden = p.tags.Hidden && p.fresh.Hidden
	p.box.Refresh()
	p.grown()
}

// known reports whether what was written is the name of a place.
func (p *places) known() bool {
	for _, name := range p.all {
		if strings.EqualFold(name, strings.TrimSpace(p.written)) {
			return true
		}
	}
	return false
}

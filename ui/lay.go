package ui

import (
	"context"
	"strings"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screens/outgo"
	"feltbog/ui/screens/workshop"
)

// layer puts what is chosen at any place into a joint interpretation: which one is asked, then what may leave is settled, and
// then there are cards.
type layer struct {
	host screen.Host
	p    *app.Project
	tray *outgo.Tray
}

// lay asks for the workshop. back is where the choice was made.
func (l layer) lay(items []app.GateItem, back screen.Route) {
	if len(items) == 0 {
		l.host.Say(i18n.T("board.lay.none"))
		return
	}
	workshop.Pick(l.host, l.p, len(items), func(w feltbog.Workshop) {
		l.tray.Put(outgo.Ask{Use: feltbog.UseInterpretation, Items: items, Title: i18n.T("board.lay.title", "title", w.Title), Icon: "tolkning", Back: back,
			Do: func(n int) string { return i18n.N("board.lay.do", n) }, Then: func(may []app.GateItem) { l.make(w, may) }})
		l.host.Open(screen.Route{Place: screen.Workshop, Part: outgo.Part})
	})
}

// make makes the cards and goes to the board.
func (l layer) make(w feltbog.Workshop, items []app.GateItem) {
	var made app.CardsMade
	l.host.Act(func(ctx context.Context) (err error) {
		made, err = l.p.AddCards(ctx, w.ID, items)
		return err
	}, func() {
		l.tray.Clear()
		said := []string{i18n.N("board.lay.done", len(made.Cards))}
		if made.Already > 0 {
			said = append(said, i18n.N("board.lay.already", made.Already))
		}
		if n := len(made.Refused); n > 0 {
			said = append(said, i18n.N("board.lay.refused", n))
		}
		l.host.Say(strings.Join(said, " "))
		l.host.Open(screen.Route{Place: screen.Workshop, Kind: feltbog.KindWorkshop, ID: w.ID})
	})
}

// settler shows what would leave before something is printed.
type settler struct {
	host screen.Host
	tray *outgo.Tray
}

// story shows a picture story for a use; then lets out what may leave, from where it was asked for.
func (t settler) story(title string, use feltbog.Use, items []app.GateItem, back screen.Route, then func()) {
	t.tray.Put(outgo.Ask{Use: use, Items: items, Title: i18n.T("elicit.settle.title", "title", title), Icon: "print", Back: back,
		Do: func(n int) string { return i18n.N("elicit.settle.do", n) }, Then: func([]app.GateItem) {
			t.tray.Clear()
			t.host.Open(back)
			then()
		}})
	t.host.Open(screen.Route{Place: screen.Field, Part: outgo.Part})
}

package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
)

// named is a screen that is known by its name.
type named struct {
	name  string
	shown int
}

func (n *named) Title() string                       { return n.name }
func (n *named) Content() fyne.CanvasObject          { return canvas.NewText(n.name, nil) }
func (n *named) Shown(context.Context, screen.Route) { n.shown++ }
func (n *named) Keys() map[string]func()             { return map[string]func(){n.name: func() {}} }

func TestARouteLeadsToTheScreenThatItSaysMostOf(t *testing.T) {
	test.NewTempApp(t)
	make := func(name string) func() screen.Screen { return func() screen.Screen { return &named{name: name} } }
	f := newFronts(&named{name: "home"}, toRecord(make("record"), feltbog.KindPlanRow), toKind(feltbog.KindSession, make("session")),
		toKindPart(feltbog.KindSession, screen.Debrief, make("debrief")), toPart("guides", make("guides")), toKinds("all", make("kinds")))
	id := feltbog.NewID()
	for _, c := range []struct {
		at   screen.Route
		want string
	}{
		{screen.Route{}, "home"}, {screen.Route{Part: "guides"}, "guides"}, {screen.Route{Part: "all"}, "kinds"}, {screen.Route{Part: "participant"}, "kinds"},
		{screen.Route{Kind: feltbog.KindSession, ID: id}, "session"}, {screen.Route{Kind: feltbog.KindSession, ID: id, Part: screen.Debrief}, "debrief"},
		{screen.Route{Kind: feltbog.KindNoteBlock, ID: id}, "record"}, {screen.Route{Kind: feltbog.KindPlanRow, ID: id}, "home"},
	} {
		f.Shown(t.Context(), c.at)
		if f.Title() != c.want || f.Keys()[c.want] == nil {
			t.Errorf("%+v leads to %s", c.at, f.Title())
		}
	}
}

// Package home is the place Felt as one comes to it: the sessions by day with the one that runs on top, the guides, and
// what waits to be written out. Each is a screen of its own behind the tabs that Tabs draws.
package home

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Deps are the use cases that the screens call.
type Deps interface {
	Bus() *app.Bus
	FieldHome(ctx context.Context) (app.FieldHome, error)
	GuideRows(ctx context.Context) ([]app.GuideRow, error)
	AddGuide(ctx context.Context, text feltbog.GuideText) (feltbog.ID, error)
	ReadGuideFile(ctx context.Context, path string, says ...app.Say) (feltbog.GuideText, error)
	GuideWishes(ctx context.Context, guide feltbog.ID) ([]app.Wish, error)
	LooseNote(ctx context.Context) (feltbog.ID, error)
}

// The parts of the place; the sessions are shown without one.
const (
	Sessions = ""
	Guides   = "guides"
	WriteOut = "writeout"
	Others   = "all" // everything else by kind
)

// Tabs leads between the parts of the place. Its content stands above each of them.
type Tabs struct {
	host    screen.Host
	segment *widgets.Segment
	people  string // the part of the participants
	series  string // the part of the series of pictures
	Box     *fyne.Container
}

// NewTabs returns the tabs; people is the part that lists the participants, series that of the series of
// pictures.
func NewTabs(host screen.Host, people, series string) *Tabs {
	t := &Tabs{host: host, people: people, series: series}
	t.segment = uikit.Name(widgets.NewSegment([]widgets.Option{{Value: Sessions, Text: i18n.T("home.sessions")}, {Value: Guides, Text: i18n.T("home.guides")},
		{Value: people, Text: i18n.T("people.title")}, {Value: series, Text: i18n.T("elicit.list")}, {Value: WriteOut, Text: i18n.T("home.writeout")}, {Value: Others, Text: i18n.T("home.others")}}, Sessions,
		func(part string) { host.Open(screen.Route{Place: screen.Field, Part: part}) }), "home.tabs")
	t.Box = widgets.Pad(widgets.Row(0, t.segment, widgets.Spacer()), theme.Gap20, theme.Gap28, 0, theme.Gap28)
	return t
}

// Show says which part is in front. A participant is shown beside the list of them; what else is opened has the place to
// itself.
func (t *Tabs) Show(at screen.Route) {
	part := at.Part
	if at.Kind == feltbog.KindParticipant {
		part = t.people
	}
	t.Box.Hidden = !at.ID.IsZero() && at.Kind != feltbog.KindParticipant
	t.segment.SetSelected(part)
}

// jot makes a note that belongs to nothing yet, and opens it.
func jot(host screen.Host, deps Deps) {
	var id feltbog.ID
	host.Act(func(ctx context.Context) (err error) {
		id, err = deps.LooseNote(ctx)
		return err
	}, func() {
		trace.Event("saved", "kind", string(feltbog.KindNoteBlock), "id", id.String())
		host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindNoteBlock, ID: id, Begin: true})
	})
}

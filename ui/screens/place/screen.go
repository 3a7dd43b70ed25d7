// Package place shows what there is at one of the places by kind, newest first, and opens it. It is how the records of
// a place are reached as long as nothing more fitting does it.
package place

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Project is what the screen needs of an open project.
type Project interface {
	Bus() *app.Bus
	Shelves(ctx context.Context, at app.Place) ([]app.Shelf, error)
	Browse(ctx context.Context, kind feltbog.Kind, limit int) ([]app.Heading, error)
	Put(ctx context.Context, e app.Edit) (app.Record, error)
}

// page is how many rows are asked for at a time.
const page = 200

// Screen is one place.
type Screen struct {
	host  screen.Host
	p     Project
	place screen.Place
	ctx   context.Context

	shelves []app.Shelf
	kind    feltbog.Kind // of which the rows are
	limit   int
	load    uikit.Loader[content]

	kinds *fyne.Container
	list  *widgets.List[app.Heading]
	more  *widgets.Button
	empty *fyne.Container
	body  *fyne.Container
	all   fyne.CanvasObject
}

// New returns the screen of a place. more are buttons beside its own.
func New(host screen.Host, p Project, place screen.Place, more ...fyne.CanvasObject) *Screen {
	s := &Screen{host: host, p: p, place: place, limit: page, ctx: context.Background(), kinds: widgets.Flow(theme.Gap8)}
	s.load.Run = host
	s.list = uikit.Name(widgets.NewList(62, newRow, s.fill), "place.list")
	s.list.Rules = true
	s.list.Key = func(h app.Heading) string { return h.ID.String() }
	s.list.Opened = func(i int) { s.open(s.list.Rows()[i]) }
	s.more = widgets.NewLink(i18n.T("place.more"), func() { s.limit += page; s.reload() })
	s.more.Hide()
	s.empty = container.NewStack()
	s.body = container.NewBorder(nil, s.more, nil, nil, s.list)
	head := widgets.Row(theme.Gap12, append([]fyne.CanvasObject{widgets.Titled(s.Title()).Line(), widgets.Spacer()}, append(more, s.actions()...)...)...)
	s.all = widgets.Pad(container.NewBorder(widgets.Column(theme.Gap12, head, s.kinds, widgets.Gap(0)), nil, nil, nil,
		container.NewStack(s.body, s.empty)), theme.Gap20, theme.Gap28, theme.Gap12, theme.Gap28)
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place." + string(s.place)) }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen. The route's Part names a kind to begin with.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	if at.Part != "" {
		s.kind, s.limit = feltbog.Kind(at.Part), page
	}
	sub := app.Subscribe(s.p.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

// content is what is loaded at once.
type content struct {
	shelves []app.Shelf
	kind    feltbog.Kind
	rows    []app.Heading
}

func (s *Screen) reload() {
	want, limit := s.kind, s.limit
	s.load.Load(s.ctx, func(ctx context.Context) (content, error) {
		c := content{kind: want}
		var err error
		if c.shelves, err = s.p.Shelves(ctx, app.Place(s.place)); err != nil || len(c.shelves) == 0 {
			return c, err
		}
		there := false
		for _, shelf := range c.shelves {
			there = there || shelf.Kind == c.kind
		}
		if !there {
			c.kind = c.shelves[0].Kind
		}
		c.rows, err = s.p.Browse(ctx, c.kind, limit)
		return c, err
	}, s.show)
}

// show puts what was loaded on the screen.
func (s *Screen) show(c content, err error) {
	if err != nil {
		s.host.Fail(err)
		return
	}
	s.shelves, s.kind = c.shelves, c.kind
	s.kinds.Objects = nil
	options := make([]widgets.Option, len(c.shelves))
	count := 0
	for i, shelf := range c.shelves {
		options[i] = widgets.Option{Value: string(shelf.Kind), Text: i18n.T("place.shelf", "kinds", i18n.Upper(i18n.Kinds(shelf.Kind)), "n", i18n.Number(shelf.Count))}
		if shelf.Kind == c.kind {
			count = shelf.Count
		}
	}
	for _, o := range options {
		b := widgets.NewButton(o.Text, "", func() { s.kind, s.limit = feltbog.Kind(o.Value), page; s.reload() })
		if o.Value == string(c.kind) {
			b.Style = widgets.Primary
		}
		s.kinds.Add(uikit.Name(b, "place.kind."+o.Value))
	}
	s.kinds.Refresh()
	s.list.SetRows(c.rows)
	s.more.Hidden = len(c.rows) >= count
	s.empty.Objects = nil
	s.body.Hidden = len(c.shelves) == 0
	if len(c.shelves) == 0 {
		s.empty.Objects = []fyne.CanvasObject{widgets.NewEmpty(icons[s.place], i18n.T("empty."+string(s.place)), s.begin())}
	}
	s.body.Refresh()
	s.empty.Refresh()
	trace.Event("shown", "name", string(s.place), "kind", string(c.kind), "rows", len(c.rows))
}

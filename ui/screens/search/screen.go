// Package search is the card of Ctrl+K: one field, and below it what it finds as one types. Arrows move in what was
// found while the field keeps the focus, Enter opens the thing itself. With an empty field it shows what was opened
// last.
package search

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Deps are the use cases that the search calls.
type Deps interface {
	Find(ctx context.Context, q app.Query) (app.Sightings, error)
	Recent(ctx context.Context) ([]app.Heading, error)
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
}

// Search is the card. It is made anew each time it is shown.
type Search struct {
	// Lay puts things into a joint interpretation; nil: there is none here.
	Lay func(items []app.GateItem)

	host   screen.Host
	deps   Deps
	ctx    context.Context
	cancel context.CancelFunc
	load   uikit.Loader[found]

	field   *widgets.Entry
	filters []*filter
	list    *widgets.List[row]
	empty   *fyne.Container
	foot    *widgets.Text
	cards   *widgets.Button
	all     *fyne.Container
}

// filter lets only the kinds of one group through.
type filter struct {
	kinds []feltbog.Kind
	tag   *widgets.QuickTag
}

// Width of the card, and the height of the results.
const (
	width  = 800
	height = 404
	least  = 120
)

// New makes the card.
func New(host screen.Host, deps Deps) *Search {
	s := &Search{host: host, deps: deps}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.load.Run = host
	s.field = uikit.Name(widgets.NewEntry(i18n.T("search.prompt")), "search.field")
	s.field.OnChanged = func(string) { s.look() }
	s.field.Enter = func() { s.open(max(s.list.At(), 0)) }
	s.field.Keyed = s.keyed
	flow := widgets.Flow(theme.Gap8)
	for _, g := range groups {
		f := &filter{kinds: g.kinds}
		f.tag = uikit.Name(widgets.NewQuickTag(i18n.T("search.group."+g.name), "", func() { s.toggle(f) }), "search.filter."+g.name)
		s.filters = append(s.filters, f)
		flow.Add(f.tag)
	}
	s.list = uikit.Name(widgets.NewList(64, newRow, showRow), "search.results")
	s.list.Opened = s.open
	s.list.Picked = func([]int) {}
	s.list.Rules = true
	s.list.Heading = func(r row) bool { return r.head }
	s.list.Tone = func(r row) fyne.ThemeColorName {
		if at := s.list.At(); at >= 0 && s.list.Rows()[at].ID == r.ID && !r.head {
			return theme.AccentSoft
		}
		return ""
	}
	s.empty = container.NewStack()
	s.foot = widgets.Quiet("")
	s.cards = uikit.Name(widgets.NewLink(i18n.T("board.lay"), s.lay), "search.lay")
	s.cards.Icon = "tolkning"
	s.cards.Hide()
	shut := uikit.Name(widgets.NewLink("", host.CloseDialog), "search.close")
	shut.Icon = "x"
	line := container.NewBorder(nil, nil, container.NewCenter(widgets.Icon("search", theme.Ink2, 22)), shut, widgets.Tall(s.field))
	keys := widgets.Row(theme.Gap8, s.foot, s.cards, widgets.Spacer(), widgets.NewKeyCap(i18n.T("search.key.move")), widgets.Quiet(i18n.T("search.move")),
		widgets.NewKeyCap(i18n.T("search.key.open")), widgets.Quiet(i18n.T("search.open")))
	above, below := widgets.Pad(widgets.Column(theme.Gap12, line, flow), 0, 0, theme.Gap12, 0), widgets.Pad(keys, theme.Gap12, 0, 0, 0)
	results := container.New(&room{window: host.Window(), around: []fyne.CanvasObject{above, below}}, s.empty, s.list)
	s.all = container.NewBorder(above, below, nil, nil, results)
	s.look()
	return s
}

// room gives the results as much height as the window has left, up to what is comfortable.
type room struct {
	window fyne.Window
	around []fyne.CanvasObject
}

// rim is what the card keeps free above and below, and its own padding.
const rim = 2*theme.Gap28 + 2*theme.Gap20

func (r *room) MinSize([]fyne.CanvasObject) fyne.Size {
	left := r.window.Canvas().Size().Height - rim
	for _, o := range r.around {
		left -= o.MinSize().Height + theme.Gap4
	}
	return fyne.NewSize(0, min(max(left, least), height))
}

func (r *room) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range all {
		o.Resize(size)
	}
}

// Content is what the card shows.
func (s *Search) Content() fyne.CanvasObject { return s.all }

// Dialog returns the card for the window to show.
func (s *Search) Dialog() screen.Dialog {
	return screen.Dialog{Name: "search", Content: s.all, Width: width, First: s.field, Closed: s.cancel}
}

// newRow makes the look of a row: a sign, what it is called, where the words stand, and what kind of thing it is.
func newRow() fyne.CanvasObject {
	return newLine()
}

func showRow(o fyne.CanvasObject, r row, _ int) { o.(*line).show(r) }

// iconOf returns the sign of a row.
func iconOf(r row) string { return kinds.Icon(r.Kind) }

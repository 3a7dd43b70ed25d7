package workshop

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Others is the part of the place that lists by kind what was said.
const Others = "others"

// List is the home of the place: the workshops.
type List struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[[]app.WorkshopLine]

	fresh bool // it has just come to the front, and nothing has the focus
	list  *widgets.List[app.WorkshopLine]
	none  fyne.CanvasObject
	body  fyne.CanvasObject
	all   *fyne.Container
}

// NewList returns the list.
func NewList(host screen.Host, deps Deps) *List {
	s := &List{host: host, deps: deps, ctx: context.Background()}
	s.load.Run = host
	s.list = uikit.Name(widgets.NewList(66, func() fyne.CanvasObject { return newListRow() }, func(o fyne.CanvasObject, w app.WorkshopLine, _ int) { o.(*listRow).show(w) }), "workshop.list")
	s.list.Rules, s.list.Key = true, func(w app.WorkshopLine) string { return w.Workshop.ID.String() }
	s.list.Chosen = func(int) {}
	s.list.Opened = s.open
	s.list.Menu = s.menu
	add := uikit.Name(widgets.NewPrimary(i18n.T("board.new"), "plus", s.add), "workshop.new")
	head := container.NewBorder(nil, nil, nil, widgets.Column(0, add), widgets.Column(theme.Gap4, widgets.Titled(i18n.T("place.workshop")), widgets.Quiet(i18n.T("board.lead"))))
	s.body = widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap16, 0), nil, nil, nil, s.list), theme.Gap20, theme.Gap28, theme.Gap16, theme.Gap28)
	s.none = widgets.NewEmpty("tolkning", i18n.T("board.empty"), uikit.Name(widgets.NewPrimary(i18n.T("board.new"), "plus", s.add), "workshop.first"))
	s.all = container.NewStack()
	return s
}

// Title implements screen.Screen.
func (s *List) Title() string { return i18n.T("place.workshop") }

// Content implements screen.Screen.
func (s *List) Content() fyne.CanvasObject { return s.all }

// Keys implements screen.Keyed.
func (s *List) Keys() map[string]func() { return map[string]func(){"workshop.new": s.add} }

// Shown implements screen.Screen.
func (s *List) Shown(ctx context.Context, _ screen.Route) {
	s.ctx, s.fresh = ctx, true
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

func (s *List) reload() {
	if s.ctx.Err() != nil {
		return
	}
	s.load.Load(s.ctx, s.deps.Workshops, func(all []app.WorkshopLine, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.list.SetRows(all)
		s.all.Objects = []fyne.CanvasObject{s.body}
		if len(all) == 0 {
			s.all.Objects = []fyne.CanvasObject{s.none}
		}
		s.all.Refresh()
		if s.fresh && len(all) > 0 {
			s.fresh = false
			s.host.Window().Canvas().Focus(s.list)
		}
		trace.Event("shown", "name", "workshops", "rows", len(all))
	})
}

func (s *List) open(i int) {
	if rows := s.list.Rows(); i >= 0 && i < len(rows) {
		s.host.Open(screen.Route{Place: screen.Workshop, Kind: feltbog.KindWorkshop, ID: rows[i].Workshop.ID})
	}
}

func (s *List) add() {
	Edit(s.host, s.deps, nil, func(id feltbog.ID) {
		s.host.Open(screen.Route{Place: screen.Workshop, Kind: feltbog.KindWorkshop, ID: id})
	})
}

func (s *List) menu(i int) []widgets.MenuItem {
	w := s.list.Rows()[i].Workshop
	return []widgets.MenuItem{
		{Text: i18n.T("board.open"), Icon: "right", Tap: func() { s.open(i) }},
		{Text: i18n.T("board.edit"), Icon: "edit", Tap: func() { Edit(s.host, s.deps, &w, nil) }},
		{Text: i18n.T("board.remove"), Icon: "trash", Danger: true, Rule: true, Tap: func() {
			s.host.Act(func(ctx context.Context) error { return s.deps.RemoveWorkshop(ctx, w.ID) }, func() { s.host.Say(i18n.T("board.removed", "title", w.Title)) })
		}},
	}
}

// listRow is one workshop.
type listRow struct {
	widget.BaseWidget
	title, meta *widgets.Text
	away        *widgets.Chip
	root        *fyne.Container
}

func newListRow() *listRow {
	r := &listRow{title: widgets.Plain("").Bold().Ellipsis(), meta: widgets.Quiet("").Ellipsis(), away: widgets.NewChip(i18n.T("board.away"), widgets.Amber, "import")}
	r.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("tolkning", theme.Ink2, 22)), 0, theme.Gap12, 0, 0),
		container.NewCenter(r.away), widgets.Column(2, r.title, r.meta)), theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap8)
	r.ExtendBaseWidget(r)
	return r
}

func (r *listRow) show(w app.WorkshopLine) {
	title := w.Workshop.Title
	if w.Workshop.Question != "" && w.Workshop.Question != title {
		title += " · " + w.Workshop.Question
	}
	r.title.SetText(title)
	meta := about(w.Workshop)
	if w.Here { // else nobody here can count them
		meta = append(meta, i18n.N("board.cards", w.Cards), i18n.N("board.clusters", w.Clusters), i18n.N("board.readings", w.Readings))
	}
	r.meta.SetText(strings.Join(meta, " · "))
	r.away.Hidden = w.Here
	r.root.Refresh()
}

// about is when and where, as far as it is known.
func about(w feltbog.Workshop) (out []string) {
	if !w.Time.IsZero() {
		out = append(out, i18n.Fuzzy(w.Time))
	}
	if w.PlaceName != "" {
		out = append(out, w.PlaceName)
	}
	return out
}

// CreateRenderer implements fyne.Widget.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.root) }

package home

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Files asks a person for files; see package files.
type Files interface {
	Open(start string, endings []string, chosen func(path string))
}

// GuideList is the project's guides.
type GuideList struct {
	host  screen.Host
	deps  Deps
	files Files
	shelf app.Templates
	ctx   context.Context
	load  uikit.Loader[[]app.GuideRow]
	list  *widgets.List[app.GuideRow]
	none  fyne.CanvasObject
	body  fyne.CanvasObject
}

// NewGuides returns the list. shelf is what one can begin from.
func NewGuides(host screen.Host, deps Deps, files Files, shelf app.Templates) *GuideList {
	g := &GuideList{host: host, deps: deps, files: files, shelf: shelf, ctx: context.Background()}
	g.load.Run = host
	g.list = uikit.Name(widgets.NewList(64, func() fyne.CanvasObject { return newGuideRow() }, func(o fyne.CanvasObject, r app.GuideRow, _ int) { o.(*guideRow).show(r) }), "home.guides")
	g.list.Rules, g.list.Key = true, func(r app.GuideRow) string { return r.ID.String() }
	g.list.Opened = func(i int) { g.open(g.list.Rows()[i].ID) }
	g.list.Menu = func(i int) []widgets.MenuItem {
		r := g.list.Rows()[i]
		items := []widgets.MenuItem{{Text: i18n.T("home.open"), Icon: "right", Tap: func() { g.open(r.ID) }}}
		if r.Changes > 0 {
			items = append(items, widgets.MenuItem{Text: i18n.T("home.guide.wishes"), Icon: "edit", Tap: func() { g.wishes(r) }})
		}
		return items
	}
	fresh := uikit.Name(widgets.NewPrimary(i18n.T("place.guide"), "plus", nil), "place.guide")
	fresh.Tap = func() { widgets.NewMenu(g.choices()...).ShowBelow(fresh) }
	g.none = widgets.NewEmpty("list", i18n.T("home.guides.none"), nil)
	g.none.Hide()
	head := container.NewBorder(nil, nil, nil, container.NewVBox(fresh), widgets.Quiet(i18n.T("home.guides.help")))
	g.body = widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap12, 0), nil, nil, nil, container.NewStack(g.list, g.none)),
		theme.Gap16, theme.Gap28, theme.Gap12, theme.Gap28)
	return g
}

// Title implements screen.Screen.
func (g *GuideList) Title() string { return i18n.T("home.guides") }

// Content implements screen.Screen.
func (g *GuideList) Content() fyne.CanvasObject { return g.body }

// Shown implements screen.Screen.
func (g *GuideList) Shown(ctx context.Context, _ screen.Route) {
	g.ctx = ctx
	sub := app.Subscribe(g.deps.Bus(), func(app.RecordsChanged) { g.host.Do(g.reload) })
	context.AfterFunc(ctx, sub.Close)
	g.reload()
}

func (g *GuideList) reload() {
	if g.ctx.Err() != nil {
		return
	}
	g.load.Load(g.ctx, g.deps.GuideRows, func(rows []app.GuideRow, err error) {
		if err != nil {
			g.host.Fail(err)
			return
		}
		g.list.SetRows(rows)
		g.list.Hidden = len(rows) == 0
		g.none.Hide()
		if len(rows) == 0 {
			g.none.Show()
		}
		g.body.Refresh()
		trace.Event("shown", "name", "guides", "rows", len(rows))
	})
}

func (g *GuideList) open(id feltbog.ID) {
	g.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindGuide, ID: id})
}

// choices are the guides one can begin with: an empty one, those that are shipped, and one in a file.
func (g *GuideList) choices() []widgets.MenuItem {
	items := []widgets.MenuItem{{Text: i18n.T("home.guide.empty"), Icon: "plus", Tap: func() {
		g.add(func(context.Context) (feltbog.GuideText, error) {
			return feltbog.GuideText{Name: i18n.T("home.guide.unnamed")}, nil
		})
	}}}
	for _, text := range g.shelf.Begin() {
		items = append(items, widgets.MenuItem{Text: text.Name, Icon: "list", Tap: func() {
			g.add(func(context.Context) (feltbog.GuideText, error) { return text, nil })
		}})
	}
	return append(items, widgets.MenuItem{Text: i18n.T("home.guide.file"), Icon: "import", Tap: func() {
		g.files.Open("", []string{".json", ".md"}, func(path string) {
			g.add(func(ctx context.Context) (feltbog.GuideText, error) {
				return g.deps.ReadGuideFile(ctx, path, assets.Says()...)
			})
		})
	}})
}

// wishes shows what people wanted changed after they had used the guide.
func (g *GuideList) wishes(r app.GuideRow) {
	var all []app.Wish
	g.host.Act(func(ctx context.Context) (err error) {
		all, err = g.deps.GuideWishes(ctx, r.ID)
		return err
	}, func() {
		rows := widgets.Column(theme.Gap12)
		for _, w := range all {
			rows.Add(widgets.Column(theme.Gap4, widgets.Quiet(i18n.T("home.guide.wish", "when", i18n.Moment(w.When.Time().Local()), "place", w.Place)), widgets.Plain(w.Text)))
		}
		shut := uikit.Name(widgets.NewPrimary(i18n.T("papers.close"), "", g.host.CloseDialog), "home.wishes.close")
		g.host.Show(screen.Dialog{Name: "wishes", Title: r.Name, Width: 640, Content: widgets.AtLeast(container.NewVScroll(rows), 0, 360), Buttons: []fyne.CanvasObject{shut}})
	})
}

// add makes the project's own copy of a guide and opens it.
func (g *GuideList) add(read func(context.Context) (feltbog.GuideText, error)) {
	var id feltbog.ID
	var name string
	g.host.Act(func(ctx context.Context) error {
		text, err := read(ctx)
		if err == nil {
			name = text.Name
			id, err = g.deps.AddGuide(ctx, text)
		}
		return err
	}, func() {
		g.host.Say(i18n.T("place.guide.made", "name", name))
		trace.Event("saved", "kind", string(feltbog.KindGuide))
		g.open(id)
	})
}

// guideRow is a guide: its name over whom it is for, and where it is in its life.
type guideRow struct {
	widget.BaseWidget
	name, meta *widgets.Text
	changes    *widgets.Chip
	state      *widgets.Chip
	root       *fyne.Container
}

func newGuideRow() *guideRow {
	r := &guideRow{name: widgets.Plain("").Bold().Ellipsis(), meta: widgets.Quiet("").Ellipsis(), changes: widgets.NewChip("", widgets.Amber, "edit"), state: widgets.NewChip("", widgets.Neutral, "")}
	r.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("list", theme.Ink2, 20)), 0, theme.Gap12, 0, 0),
		container.NewCenter(widgets.Row(theme.Gap8, r.changes, r.state)), widgets.Column(2, r.name, r.meta)), theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap8)
	r.ExtendBaseWidget(r)
	return r
}

var stateTones = map[feltbog.GuideState]widgets.Tone{feltbog.GuideQualified: widgets.Accent, feltbog.GuideInUse: widgets.Green}

func (r *guideRow) show(g app.GuideRow) {
	r.name.SetText(g.Name)
	var parts []string
	if g.Audience != "" {
		parts = append(parts, g.Audience)
	}
	if g.Minutes > 0 {
		parts = append(parts, i18n.T("home.minutes", "n", i18n.Number(g.Minutes)))
	}
	if g.Number > 0 {
		parts = append(parts, i18n.T("home.version", "n", i18n.Number(g.Number)))
	}
	if g.Sessions > 0 {
		parts = append(parts, i18n.N("home.used", g.Sessions))
	} else {
		parts = append(parts, i18n.T("home.unused"))
	}
	r.meta.SetText(strings.Join(parts, " · "))
	r.changes.Hidden = g.Changes == 0
	r.changes.Set(i18n.N("home.changes", g.Changes), widgets.Amber, "edit")
	tone, ok := stateTones[g.State]
	if !ok {
		tone = widgets.Neutral
	}
	r.state.Set(i18n.Upper(i18n.Choice("guide_state", string(g.State))), tone, "")
	r.root.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *guideRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.root) }

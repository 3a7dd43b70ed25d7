package elicit

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

// Part is the part of the place Felt that lists the series.
const Part = "series"

// List is the series of pictures, the newest first.
type List struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[[]app.SeriesLine]
	list *widgets.List[app.SeriesLine]
	none fyne.CanvasObject
	body fyne.CanvasObject
}

// NewList returns the list.
func NewList(host screen.Host, deps Deps) *List {
	l := &List{host: host, deps: deps, ctx: context.Background()}
	l.load.Run = host
	l.list = uikit.Name(widgets.NewList(64, func() fyne.CanvasObject { return newSeriesRow() }, func(o fyne.CanvasObject, one app.SeriesLine, _ int) { o.(*seriesRow).show(one) }), "series.list")
	l.list.Rules = true
	l.list.Key = func(o app.SeriesLine) string { return o.ID.String() }
	l.list.Opened = func(i int) { l.open(l.list.Rows()[i].ID, "") }
	l.list.Menu = func(i int) []widgets.MenuItem {
		o := l.list.Rows()[i]
		return []widgets.MenuItem{{Text: i18n.T("elicit.talk"), Icon: "bubble", Tap: func() { l.open(o.ID, talk) }},
			{Text: i18n.T("elicit.piles"), Icon: "grid", Tap: func() { l.open(o.ID, piles) }}, {Text: i18n.T("elicit.after"), Icon: "rank", Tap: func() { l.open(o.ID, after) }}}
	}
	fresh := uikit.Name(widgets.NewPrimary(i18n.T("elicit.new"), "plus", l.make), "series.new")
	l.none = widgets.NewEmpty("billeder", i18n.T("elicit.list.none"), nil)
	l.body = widgets.Pad(container.NewBorder(widgets.Pad(widgets.Row(0, widgets.Quiet(i18n.T("elicit.list.help")).Line(), widgets.Spacer(), fresh), 0, 0, theme.Gap8, 0), nil, nil, nil, container.NewStack(l.list, l.none)),
		theme.Gap16, theme.Gap28, theme.Gap12, theme.Gap28)
	l.none.Hide()
	return l
}

// Title implements screen.Screen.
func (l *List) Title() string { return i18n.T("elicit.list") }

// Content implements screen.Screen.
func (l *List) Content() fyne.CanvasObject { return l.body }

// Shown implements screen.Screen.
func (l *List) Shown(ctx context.Context, _ screen.Route) {
	l.ctx = ctx
	sub := app.Subscribe(l.deps.Bus(), func(app.RecordsChanged) { l.host.Do(l.reload) })
	context.AfterFunc(ctx, sub.Close)
	l.reload()
}

func (l *List) reload() {
	if l.ctx.Err() != nil {
		return
	}
	l.load.Load(l.ctx, l.deps.SeriesList, func(all []app.SeriesLine, err error) {
		if err != nil {
			l.host.Fail(err)
			return
		}
		l.list.SetRows(all)
		l.list.Hidden = len(all) == 0
		if l.none.Hide(); len(all) == 0 {
			l.none.Show()
		}
		l.body.Refresh()
		if c := l.host.Window().Canvas(); len(all) > 0 && c.Focused() == nil && c.Overlays().Top() == nil {
			c.Focus(l.list)
		}
		trace.Event("shown", "name", "series", "rows", len(all))
	})
}

func (l *List) open(id feltbog.ID, part string) {
	l.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindPhotoSet, ID: id, Part: part})
}

// make asks what a new series is about. Its pictures come from the grid, or later from the participant.
func (l *List) make() {
	var c app.SessionChoices
	l.host.Act(func(ctx context.Context) (err error) {
		c, err = l.deps.SessionChoices(ctx)
		return err
	}, func() {
		askAbout(l.host, l.deps, c, feltbog.PhotoSet{MadeBy: feltbog.MadeByParticipant}, func(o feltbog.PhotoSet) {
			var id feltbog.ID
			l.host.Act(func(ctx context.Context) (err error) {
				id, err = l.deps.MakeSeries(ctx, o, nil)
				return err
			}, func() { l.open(id, "") })
		})
	})
}

// seriesRow is a line of the list.
type seriesRow struct {
	widget.BaseWidget
	title, meta *widgets.Text
	state       *widgets.Chip
	root        *fyne.Container
}

func newSeriesRow() *seriesRow {
	r := &seriesRow{title: widgets.Plain("").Bold().Ellipsis(), meta: widgets.Quiet("").Ellipsis(), state: widgets.NewChip("", widgets.Neutral, "")}
	r.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("billeder", theme.Ink2, 22)), 0, theme.Gap12, 0, 0), container.NewCenter(r.state), widgets.Column(2, r.title, r.meta)), theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap8)
	r.ExtendBaseWidget(r)
	return r
}

func (r *seriesRow) show(o app.SeriesLine) {
	r.title.SetText(o.Title)
	parts := []string{i18n.N("elicit.pictures", o.Pictures)}
	if o.Who != "" {
		parts = append([]string{o.Who}, parts...)
	}
	if o.Sorts > 0 {
		parts = append(parts, i18n.N("elicit.sorts", o.Sorts))
	}
	if o.Barred > 0 {
		parts = append(parts, i18n.N("elicit.barred.count", o.Barred))
	}
	r.meta.SetText(strings.Join(parts, " · "))
	switch {
	case !o.Session.IsZero():
		r.state.Set(i18n.T("elicit.state.talked"), widgets.Green, "bubble")
	case o.Pictures == 0:
		r.state.Set(i18n.T("elicit.state.waits"), widgets.Amber, "clock")
	default:
		r.state.Set(i18n.T("elicit.state.ready"), widgets.Accent, "check")
	}
	r.root.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *seriesRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.root) }

// Package history is the list of what everybody did in the project, in words, newest first. The own last actions can be
// taken back from here, one or several at once, and each line leads to the record it is about.
package history

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Deps are the use cases that the history calls.
type Deps interface {
	Bus() *app.Bus
	Past(ctx context.Context, q app.PastQuery) (app.Past, error)
	Team(ctx context.Context) (app.Team, error)
	UndoTo(ctx context.Context, action feltbog.ID) ([]app.Step, error)
}

// Screen is the history.
type Screen struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[app.Past]
	team uikit.Loader[app.Team]

	deeds []app.Deed
	next  string
	by    feltbog.ID

	who   *widgets.Select
	list  *widgets.List[row]
	more  *widgets.Button
	empty *fyne.Container
	all   *fyne.Container
}

// New returns the history.
func New(host screen.Host, deps Deps) *Screen {
	s := &Screen{host: host, deps: deps, ctx: context.Background()}
	s.load.Run, s.team.Run = host, host
	s.who = uikit.Name(widgets.NewSelect([]widgets.Option{{Text: i18n.T("history.everybody")}}, "", s.only), "history.who")
	s.list = uikit.Name(widgets.NewList(58, func() fyne.CanvasObject { return newLine() }, func(o fyne.CanvasObject, r row, _ int) { o.(*line).show(r) }), "history.list")
	s.list.Rules = true
	s.list.Heading = func(r row) bool { return r.day != "" }
	s.list.Key = func(r row) string { return r.day + r.ID.String() }
	s.list.Chosen = func(int) {}
	s.list.Opened = s.open
	s.list.Menu = s.menu
	s.more = uikit.Name(widgets.NewButton(i18n.T("history.more"), "down", s.older), "history.more")
	s.more.Hide()
	s.empty = container.NewStack(widgets.NewEmpty("clock", i18n.T("history.none"), nil))
	s.empty.Hide()
	head := container.NewBorder(nil, nil, nil, widgets.Column(0, widgets.AtLeast(s.who, 240, 0)), widgets.Column(theme.Gap4, widgets.Titled(i18n.T("place.history")), widgets.Quiet(i18n.T("history.help"))))
	body := container.NewBorder(nil, widgets.Pad(container.NewCenter(s.more), theme.Gap8, 0, 0, 0), nil, nil, container.NewStack(s.list, s.empty))
	s.all = widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap16, 0), nil, nil, nil, body), theme.Gap20, theme.Gap28, theme.Gap16, theme.Gap28)
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.history") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, _ screen.Route) {
	s.ctx = ctx
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.team.Load(ctx, s.deps.Team, func(t app.Team, err error) {
		if err == nil {
			s.showTeam(t)
		}
	})
	s.reload()
	s.host.Window().Canvas().Focus(s.list)
}

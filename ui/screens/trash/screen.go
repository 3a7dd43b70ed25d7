// Package trash is what was deleted: each thing can be brought back, and coordinators can erase one for good, after
// saying why.
package trash

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

// Deps are the use cases that the trash calls.
type Deps interface {
	Bus() *app.Bus
	Trash(ctx context.Context, q app.TrashQuery) (app.Trash, error)
	Restore(ctx context.Context, kind feltbog.Kind, id feltbog.ID) ([]app.Heading, error)
	Erase(ctx context.Context, kind feltbog.Kind, id feltbog.ID, reason string) error
}

// Screen is the trash.
type Screen struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[app.Trash]

	kind     feltbog.Kind
	limit    int
	mayErase bool

	filter *widgets.Select
	list   *widgets.List[app.Binned]
	back   *widgets.Button
	erase  *widgets.Button
	more   *widgets.Button
	note   *widgets.Text
	empty  *fyne.Container
	all    *fyne.Container
}

// piece is how many things are shown at a time.
const piece = 200

// New returns the trash.
func New(host screen.Host, deps Deps) *Screen {
	s := &Screen{host: host, deps: deps, ctx: context.Background(), limit: piece}
	s.load.Run = host
	s.filter = uikit.Name(widgets.NewSelect([]widgets.Option{{Text: i18n.T("trash.all")}}, "", s.only), "trash.kind")
	s.list = uikit.Name(widgets.NewList(58, func() fyne.CanvasObject { return newLine() }, func(o fyne.CanvasObject, b app.Binned, _ int) { o.(*line).show(b) }), "trash.list")
	s.list.Rules = true
	s.list.Key = func(b app.Binned) string { return b.ID.String() }
	s.list.Chosen = func(int) { s.enable() }
	s.list.Opened = s.open
	s.list.Menu = s.menu
	s.back = uikit.Name(widgets.NewPrimary(i18n.T("trash.restore"), "undo", func() { s.restore(s.list.At()) }), "trash.restore")
	s.erase = uikit.Name(widgets.NewDanger(i18n.T("trash.erase"), "trash", func() { s.ask(s.list.At()) }), "trash.erase")
	s.erase.Hide()
	s.more = uikit.Name(widgets.NewButton(i18n.T("trash.more"), "down", func() { s.limit += piece; s.reload() }), "trash.more")
	s.more.Hide()
	s.note = widgets.Quiet("")
	s.empty = container.NewStack(widgets.NewEmpty("trash", i18n.T("trash.none"), nil))
	s.empty.Hide()
	head := container.NewBorder(nil, nil, nil, widgets.Column(0, widgets.AtLeast(s.filter, 260, 0)), widgets.Column(theme.Gap4, widgets.Titled(i18n.T("place.trash")), s.note))
	acts := widgets.Row(theme.Gap12, s.more, widgets.Spacer(), s.erase, s.back)
	s.all = widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap16, 0), widgets.Pad(acts, theme.Gap12, 0, 0, 0), nil, nil,
		container.NewStack(s.list, s.empty)), theme.Gap20, theme.Gap28, theme.Gap16, theme.Gap28)
	s.enable()
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.trash") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, _ screen.Route) {
	s.ctx = ctx
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
	s.host.Window().Canvas().Focus(s.list)
}

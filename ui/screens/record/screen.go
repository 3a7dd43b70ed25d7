// Package record is a plain page for a record of any kind that has no screen of its own: what it holds, what happened to
// it, its two versions when there are, and its texts to write in. A text is saved when one leaves its field.
package record

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

// Deps are the use cases that the page calls.
type Deps interface {
	Bus() *app.Bus
	Page(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (app.Page, error)
	History(ctx context.Context, kind feltbog.Kind, id feltbog.ID) ([]app.Change, error)
	Type(ctx context.Context, e app.Edit) error
	Settle(ctx context.Context) error
	Delete(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
	Restore(ctx context.Context, kind feltbog.Kind, id feltbog.ID) ([]app.Heading, error)
	Resolve(ctx context.Context, kind feltbog.Kind, id feltbog.ID, field string, c app.Choice) error
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
	NamesIn(ctx context.Context, record feltbog.ID, text string) (app.Tellings, error)
	LetStand(ctx context.Context, record feltbog.ID, text string) error
	ReplaceTelling(ctx context.Context, kind feltbog.Kind, record feltbog.ID, field, passage, with string) error
}

// Screen is the page.
type Screen struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[loaded]
	play func(context.Context, feltbog.ID) error

	kind    feltbog.Kind
	id      feltbog.ID
	page    app.Page
	editors map[string]*editor
	begin   bool // to write at once, when the page is there

	head  *fyne.Container
	left  *fyne.Container
	right *fyne.Container
	all   fyne.CanvasObject
}

// New returns the page, with nothing on it yet.
// play hands a file to the system's player; it runs elsewhere.
func New(host screen.Host, deps Deps, play func(context.Context, feltbog.ID) error) *Screen {
	s := &Screen{host: host, deps: deps, play: play, ctx: context.Background(), editors: map[string]*editor{}}
	s.load.Run = host
	s.head, s.left, s.right = widgets.Column(theme.Gap8), widgets.Column(theme.Gap16), widgets.Column(theme.Gap12)
	body := container.New(&sides{}, s.left, s.right)
	s.all = container.NewVScroll(widgets.Pad(widgets.Column(theme.Gap20, s.head, body), theme.Gap20, theme.Gap28, theme.Gap28, theme.Gap28))
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.record") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	s.begin = at.Begin
	if at.ID != s.id || at.Kind != s.kind {
		s.kind, s.id, s.page, s.editors = at.Kind, at.ID, app.Page{}, map[string]*editor{}
		s.head.Objects, s.left.Objects, s.right.Objects = nil, nil, nil
		s.head.Refresh()
	}
	sub := app.Subscribe(s.deps.Bus(), func(e app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
	kind, id := s.kind, s.id
	s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, kind, id) }, nil)
}

// sides lays the page and its history beside each other, or below where there is little room.
type sides struct{ width float32 }

const (
	wide   = 900 // from here on they stand side by side
	aside  = 340
	reader = 860 // text is no wider
)

func (l *sides) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.width = s.Width
	if s.Width < wide {
		put(o[0], 0, 0, s.Width)
		put(o[1], 0, o[0].Size().Height+theme.Gap20, s.Width)
		return
	}
	w := min(s.Width-aside-theme.Gap28, reader)
	put(o[0], 0, 0, w)
	put(o[1], w+theme.Gap28, 0, min(s.Width-w-theme.Gap28, 1.4*aside))
}

// put gives an object a width and the height that it then needs.
func put(o fyne.CanvasObject, x, y, width float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
}

func (l *sides) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	w := max(a.Width, b.Width)
	if l.width >= wide {
		return fyne.NewSize(w, max(a.Height, b.Height))
	}
	return fyne.NewSize(w, a.Height+theme.Gap20+b.Height)
}

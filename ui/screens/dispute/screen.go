// Package dispute is the screen of two versions: texts that two people wrote without having seen each other's. Both stand
// side by side with who wrote them and when, and what both were written from. One takes one of them, a merge where one is
// proposed, both, or writes a third. Nothing has to be settled now; work goes on meanwhile.
package dispute

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	Conflicts(ctx context.Context) ([]app.Conflict, error)
	Heading(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (app.Heading, error)
	Dispute(ctx context.Context, kind feltbog.Kind, id feltbog.ID, field string) (app.Dispute, error)
	Resolve(ctx context.Context, kind feltbog.Kind, id feltbog.ID, field string, c app.Choice) error
}

// row is one field with two versions.
type row struct {
	app.Heading
	field string
}

func (r row) key() string { return r.ID.String() + "." + r.field }

// listed is how many are shown at a time; those that are settled make room for more.
const listed = 300

// found is what the list shows.
type found struct {
	rows []row
	all  int
}

// Screen is the list and the one in front.
type Screen struct {
	host screen.Host
	deps Deps
	ctx  context.Context
	load uikit.Loader[found]
	one  uikit.Loader[app.Dispute]

	want  screen.Route // what to bring to the front
	list  *widgets.List[row]
	more  *widgets.Text
	none  *fyne.Container
	pane  *pane
	left  *fyne.Container
	right *fyne.Container
	all   fyne.CanvasObject
}

// New returns the screen.
func New(host screen.Host, deps Deps) *Screen {
	s := &Screen{host: host, deps: deps, ctx: context.Background(), more: widgets.Quiet("")}
	s.load.Run, s.one.Run = host, host
	s.list = uikit.Name(widgets.NewList(62, func() fyne.CanvasObject { return newLine() }, func(o fyne.CanvasObject, r row, _ int) { o.(*line).show(r) }), "versions.list")
	s.list.Rules, s.list.Grow, s.list.Key = true, true, row.key
	s.list.Chosen = func(int) { s.show() }
	s.none = widgets.NewEmpty("check", i18n.T("versions.none"), nil)
	s.none.Hide()
	s.more.Hide()
	s.right = container.NewStack()
	back := uikit.Name(widgets.NewLink(i18n.T("door.back"), func() { host.Open(screen.Route{Place: screen.Share}) }), "versions.back")
	back.Icon = "left"
	head := widgets.Column(theme.Gap4, widgets.Row(0, back), widgets.Headed(i18n.T("versions.title")), widgets.Quiet(i18n.T("versions.lead")))
	s.left = container.NewStack(widgets.NewBox(theme.Paper, "", 0), widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap12, 0), s.more, nil, nil, s.list),
		theme.Gap12, theme.Gap12, theme.Gap12, theme.Gap16))
	s.all = container.NewStack(container.New(&sides{}, s.left, s.right), s.none)
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("versions.title") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	on := func(f func(*pane)) func() {
		return func() {
			if s.pane != nil {
				f(s.pane)
			}
		}
	}
	return map[string]func(){
		"versions.first": on(func(p *pane) { p.pick(0) }), "versions.second": on(func(p *pane) { p.pick(1) }),
		"versions.merge": on(func(p *pane) { p.pickNamed("merge") }), "versions.both": on(func(p *pane) { p.pickNamed("both") }),
		"versions.third": on(func(p *pane) { p.pickNamed("third") }), "versions.do": on((*pane).settle),
		"versions.next": func() { s.step(1) }, "versions.previous": func() { s.step(-1) },
	}
}

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx, s.want = ctx, at
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	s.load.Load(s.ctx, s.read, func(v found, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.set(v)
	})
}

func (s *Screen) read(ctx context.Context) (v found, err error) {
	all, err := s.deps.Conflicts(ctx)
	v.all = len(all)
	for i, c := range all {
		if i == listed {
			break
		}
		h, err := s.deps.Heading(ctx, c.Kind, c.ID)
		if err != nil {
			return v, err
		}
		v.rows = append(v.rows, row{h, c.Field})
	}
	return v, err
}

func (s *Screen) set(v found) {
	at := max(s.list.At(), 0)
	s.list.SetRows(v.rows)
	s.more.Hidden = v.all <= len(v.rows)
	s.more.SetText(i18n.N("share.list.more", v.all-len(v.rows)))
	for i, r := range v.rows {
		if r.ID == s.want.ID && !s.want.ID.IsZero() {
			at = i
			s.list.GoTo(i)
			break
		}
	}
	s.want = screen.Route{}
	if s.list.At() < 0 && len(v.rows) > 0 { // the one in front was settled: the next comes
		s.list.GoTo(min(at, len(v.rows)-1))
	}
	empty := len(v.rows) == 0
	s.none.Hidden, s.left.Hidden, s.right.Hidden = !empty, empty, empty
	trace.Event("shown", "name", "versions", "rows", v.all)
	s.show()
	s.all.Refresh()
}

func (s *Screen) step(by int) {
	if n := len(s.list.Rows()); n > 0 {
		s.list.GoTo((max(s.list.At(), 0) + by + n) % n)
		s.show()
	}
}

// show loads the one in front. What somebody is writing in it is kept while it is the same.
func (s *Screen) show() {
	i := s.list.At()
	if i < 0 || i >= len(s.list.Rows()) {
		s.one.Stop()
		s.pane = nil
		s.right.Objects = nil
		s.right.Refresh()
		return
	}
	r := s.list.Rows()[i]
	s.one.Load(s.ctx, func(ctx context.Context) (app.Dispute, error) { return s.deps.Dispute(ctx, r.Kind, r.ID, r.field) }, func(d app.Dispute, err error) {
		var known *feltbog.Error
		if errors.As(err, &known) && known.Key == "conflict.none" {
			return // it was settled meanwhile, and the list comes anew
		}
		if err != nil {
			s.host.Fail(err)
			return
		}
		if s.pane != nil && s.pane.same(d) {
			return
		}
		s.pane = newPane(s, r, d)
		s.right.Objects = []fyne.CanvasObject{s.pane.all}
		s.right.Refresh()
		trace.Event("dispute", "field", d.Field, "merged", d.Merged != nil)
	})
}

// line is a row of the list: what it is, and which field of it.
type line struct {
	widget.BaseWidget
	title, meta *widgets.Text
	root        *fyne.Container
}

func newLine() *line {
	l := &line{title: widgets.NewText("", theme.Small, theme.Ink), meta: widgets.Quiet("").Ellipsis()}
	l.title.Lines = 2
	l.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("split", theme.AmberText, 20)), 0, theme.Gap12, 0, 0), nil,
		widgets.Column(0, l.title, l.meta)), theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap8)
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) show(r row) {
	l.title.SetText(kinds.Title(r.Heading))
	l.meta.SetText(kinds.Name(r.Kind) + " · " + fieldName(r.field))
	l.root.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.root) }

func fieldName(field string) string {
	if field == app.Deleted {
		return i18n.T("versions.deleted")
	}
	return i18n.FieldName(field)
}

// sides lays the list beside the one in front; the list is narrow in a small window.
type sides struct{}

func (sides) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(max(s.Width*0.24, 250), 360)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(w, s.Height))
	o[1].Move(fyne.NewPos(w, 0))
	o[1].Resize(fyne.NewSize(s.Width-w, s.Height))
}

func (sides) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

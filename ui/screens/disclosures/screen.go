// Package disclosures is the register of everything that left the project: what, when, to whom, for what, and by whom. One
// searches it by words and by a participant's code. Nothing in it can be changed.
package disclosures

import (
	"context"
	"io"

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

// Deps are the use cases that the register calls.
type Deps interface {
	Bus() *app.Bus
	Disclosures(ctx context.Context, q app.DisclosureQuery) (app.DisclosurePage, error)
	PrintDisclosures(ctx context.Context, desk app.Desk, q app.DisclosureQuery, say app.Say) (app.Printed, error)
}

// Desk is where the printed register is put and shown.
type Desk struct {
	// Put writes a file into a private folder that is wiped; see app.Machine.
	Put func(name string, write func(io.Writer) error) (string, error)
	// View opens a file with the system's viewer, which prints it.
	View func(path string) error
}

// Paper implements app.Desk.
func (d Desk) Paper(name string, write func(io.Writer) error) (string, error) {
	return d.Put(name, write)
}

// Screen is the register.
type Screen struct {
	host screen.Host
	deps Deps
	desk Desk
	ctx  context.Context
	load uikit.Loader[app.DisclosurePage]

	limit int
	find  *widgets.Entry
	list  *widgets.List[app.DisclosureLine]
	note  *widgets.Text
	more  *widgets.Button
	print *widgets.Button
	none  fyne.CanvasObject // nothing ever left
	miss  *widgets.Text     // nothing like that
	all   fyne.CanvasObject
}

// piece is how many lines are shown at a time.
const piece = 200

// New returns the register. papers opens the letter, the consent form and the cards.
func New(host screen.Host, deps Deps, desk Desk, papers func()) *Screen {
	s := &Screen{host: host, deps: deps, desk: desk, ctx: context.Background(), limit: piece, note: widgets.Quiet("")}
	s.load.Run = host
	s.find = uikit.Name(widgets.NewEntry(i18n.T("disclosure.find")), "disclosure.find")
	s.find.OnChanged = func(string) { s.limit = piece; s.reload() }
	s.list = uikit.Name(widgets.NewList(58, func() fyne.CanvasObject { return newLine() }, func(o fyne.CanvasObject, l app.DisclosureLine, _ int) { o.(*line).show(l) }), "disclosure.list")
	s.list.Rules, s.list.Key = true, func(l app.DisclosureLine) string { return l.ID.String() }
	s.list.Chosen = func(int) {}
	s.list.Opened = s.open
	s.more = uikit.Name(widgets.NewButton(i18n.T("disclosure.more"), "down", func() { s.limit += piece; s.reload() }), "disclosure.more")
	s.more.Hide()
	s.none = widgets.NewEmpty("del", i18n.T("empty.share"), nil)
	s.miss = widgets.NewText("", theme.Body, theme.Ink2)
	s.none.Hide()
	s.miss.Hide()
	paper := uikit.Name(widgets.NewButton(i18n.T("papers.open"), "print", papers), "disclosure.papers")
	s.print = uikit.Name(widgets.NewButton(i18n.T("disclosure.print"), "print", s.printAll), "disclosure.print")
	head := container.NewBorder(nil, nil, nil, widgets.Column(0, widgets.Row(theme.Gap12, widgets.AtLeast(widgets.Tall(s.find), 300, 0), s.print, paper)),
		widgets.Column(theme.Gap4, widgets.Titled(i18n.T("disclosure.title")), s.note))
	body := container.NewBorder(nil, widgets.Pad(container.NewCenter(s.more), theme.Gap8, 0, 0, 0), nil, nil,
		container.NewStack(s.list, s.none, widgets.Column(0, s.miss)))
	s.all = widgets.Pad(container.NewBorder(widgets.Pad(head, 0, 0, theme.Gap16, 0), nil, nil, nil, body), theme.Gap20, theme.Gap28, theme.Gap16, theme.Gap28)
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.share") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// FocusSearch implements screen.Searchable.
func (s *Screen) FocusSearch() bool {
	if s.find.Hidden {
		return false
	}
	s.host.Window().Canvas().Focus(s.find)
	return true
}

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, _ screen.Route) {
	s.ctx = ctx
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.reload()
}

func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	q := app.DisclosureQuery{Text: s.find.Text, Limit: s.limit}
	s.load.Load(s.ctx, func(ctx context.Context) (app.DisclosurePage, error) { return s.deps.Disclosures(ctx, q) },
		func(page app.DisclosurePage, err error) {
			if err != nil {
				s.host.Fail(err)
				return
			}
			s.show(q, page)
		})
}

func (s *Screen) show(q app.DisclosureQuery, page app.DisclosurePage) {
	s.list.SetRows(page.Lines)
	s.none.Hide()
	if page.Total == 0 {
		s.none.Show()
	}
	s.find.Hidden = page.Total == 0
	s.print.Hidden = page.Found == 0
	s.list.Hidden = page.Found == 0
	s.miss.Hidden = page.Total == 0 || page.Found > 0
	s.miss.SetText(i18n.T("disclosure.nothing", "text", q.Text))
	s.more.Hidden = page.Found <= len(page.Lines)
	s.note.Hidden = page.Total == 0
	s.note.SetText(i18n.N("disclosure.count", page.Total))
	s.all.Refresh()
	trace.Event("shown", "name", "disclosures", "rows", len(page.Lines))
}

// printAll prints every line that is found, also those that are not shown yet.
func (s *Screen) printAll() {
	q := app.DisclosureQuery{Text: s.find.Text}
	s.host.Act(func(ctx context.Context) error {
		made, err := s.deps.PrintDisclosures(ctx, s.desk, q, i18n.T)
		if err == nil {
			err = s.desk.View(made.Path)
		}
		return err
	}, func() {
		s.host.Say(i18n.T("disclosure.printed"))
		trace.Event("printed", "what", "register")
	})
}

// open shows the line as a page, with everything that stands in it.
func (s *Screen) open(i int) {
	if rows := s.list.Rows(); i >= 0 && i < len(rows) {
		s.host.Open(screen.Route{Place: screen.Record, Kind: feltbog.KindDisclosure, ID: rows[i].ID})
	}
}

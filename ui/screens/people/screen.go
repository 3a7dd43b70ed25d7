// Package people shows who takes part: a list by pseudonym, and one participant with what the team knows, who it is as far
// as the register is open here, and what was said yes and no to. Names stand on the register's card and nowhere else: not
// in the title, the list, the trace or what is said.
package people

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

// Part is the part of the place Felt that shows the list.
const Part = "people"

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	People(ctx context.Context, text string) ([]app.PersonLine, error)
	Person(ctx context.Context, id feltbog.ID) (app.PersonPage, error)
	AddParticipant(ctx context.Context, n app.NewPerson) (feltbog.ID, string, error)
	EditParticipant(ctx context.Context, id feltbog.ID, f func(*feltbog.Participant)) error
	EditIdentity(ctx context.Context, id feltbog.ID, f func(*feltbog.Identity)) error
	FreePseudonyms(ctx context.Context, of []string) ([]string, error)
	RecordConsent(ctx context.Context, e app.ConsentEntry) error
	WithdrawConsent(ctx context.Context, id feltbog.ID, scopes []feltbog.Scope, note string) (int, error)
	NoteOralConsent(ctx context.Context, person feltbog.ID, given bool) error
	UnlockRegister(ctx context.Context, passphrase string) error
	OpenPaper(ctx context.Context, desk app.Desk, ref feltbog.BlobRef) (string, error)
	Visit(ctx context.Context, kind feltbog.Kind, id feltbog.ID) error
	ParseDate(ctx context.Context, text string) (feltbog.FuzzyDate, error)
}

// Files asks a person for files; see package files.
type Files interface {
	Open(start string, endings []string, chosen func(path string))
}

// Desk is where a signed paper is laid to be looked at.
type Desk struct {
	app.Desk
	View func(path string) error
}

// Screen is the list and the participant in front.
type Screen struct {
	host  screen.Host
	deps  Deps
	files Files
	desk  Desk
	ctx   context.Context
	id    feltbog.ID // in front; zero: none

	lines uikit.Loader[[]app.PersonLine]
	pages uikit.Loader[app.PersonPage]

	find  *widgets.Entry
	list  *widgets.List[app.PersonLine]
	count *widgets.Text
	none  fyne.CanvasObject // nobody yet
	miss  *widgets.Text     // nobody like that
	page  *page
	split *split
	all   *fyne.Container
}

// rowHeight of the list.
const rowHeight = 64

// New returns the screen.
func New(host screen.Host, deps Deps, files Files, desk Desk) *Screen {
	s := &Screen{host: host, deps: deps, files: files, desk: desk, ctx: context.Background(), count: widgets.Quiet("")}
	s.lines.Run, s.pages.Run = host, host
	s.find = uikit.Name(widgets.NewEntry(i18n.T("people.find")), "people.find")
	s.find.OnChanged = func(string) { s.reload() }
	s.find.Keyed = func(k *fyne.KeyEvent, m fyne.KeyModifier) bool {
		if k.Name == fyne.KeyDown && m == 0 && len(s.list.Rows()) > 0 {
			host.Window().Canvas().Focus(s.list)
			return true
		}
		return false
	}
	s.list = uikit.Name(widgets.NewList(rowHeight, func() fyne.CanvasObject { return newLine() }, func(o fyne.CanvasObject, l app.PersonLine, _ int) { o.(*line).show(l) }), "people.list")
	s.list.Rules, s.list.Key = true, func(l app.PersonLine) string { return l.ID.String() }
	s.list.Chosen = func(i int) { s.choose(i) }
	s.list.Opened = func(i int) { s.open(s.list.Rows()[i].ID) }
	add := uikit.Name(widgets.NewPrimary(i18n.T("people.new"), "plus", s.add), "people.new")
	s.none = widgets.NewEmpty("person", i18n.T("people.none"), nil)
	s.miss = widgets.NewText(i18n.T("people.miss"), theme.Body, theme.Ink2)
	s.none.Hide()
	s.miss.Hide()
	left := container.NewBorder(widgets.Pad(widgets.Column(theme.Gap12, container.NewBorder(nil, nil, nil, add, widgets.Titled(i18n.T("people.title")).Line()),
		widgets.Tall(s.find), s.count), 0, 0, theme.Gap8, 0), nil, nil, nil, container.NewStack(s.list, s.none, widgets.Column(0, s.miss)))
	s.page = newPage(s)
	s.split = &split{left: left, right: s.page.all}
	s.all = container.New(s.split, left, s.page.all)
	return s
}

// Title implements screen.Screen. It names nobody.
func (s *Screen) Title() string { return i18n.T("people.title") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject {
	return widgets.Pad(s.all, theme.Gap20, theme.Gap28, theme.Gap12, theme.Gap28)
}

// FocusSearch implements screen.Searchable.
func (s *Screen) FocusSearch() bool {
	s.host.Window().Canvas().Focus(s.find)
	return true
}

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx, s.id = ctx, feltbog.ID{}
	if at.Kind == feltbog.KindParticipant {
		s.id = at.ID
	}
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	s.page.empty()
	s.reload()
	if !s.id.IsZero() {
		s.host.Act(func(ctx context.Context) error { return s.deps.Visit(ctx, feltbog.KindParticipant, s.id) }, nil)
	}
}

// Leave implements screen.Leaver.
func (s *Screen) Leave() func() error {
	s.page.leave()
	return nil
}

func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	text := s.find.Text
	s.lines.Load(s.ctx, func(ctx context.Context) ([]app.PersonLine, error) { return s.deps.People(ctx, text) }, func(all []app.PersonLine, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.show(text, all)
	})
	s.loadPage()
}

func (s *Screen) show(text string, all []app.PersonLine) {
	s.list.SetRows(all)
	for i, l := range all {
		if l.ID == s.id {
			s.list.GoTo(i)
		}
	}
	s.none.Hide()
	s.miss.Hidden = len(all) > 0 || text == ""
	if len(all) == 0 && text == "" {
		s.none.Show()
	}
	s.count.SetText(i18n.N("people.count", len(all)))
	s.count.Hidden = len(all) == 0
	s.list.Hidden = len(all) == 0
	s.split.one = !s.id.IsZero()
	s.all.Refresh()
	trace.Event("shown", "name", "people", "rows", len(all))
}

func (s *Screen) loadPage() {
	if id := s.id; !id.IsZero() {
		s.pages.Load(s.ctx, func(ctx context.Context) (app.PersonPage, error) { return s.deps.Person(ctx, id) }, func(p app.PersonPage, err error) {
			switch {
			case id != s.id:
			case feltbog.ErrorCode(err) == feltbog.ENotFound: // in the trash meanwhile
				s.id = feltbog.ID{}
				s.page.empty()
			case err != nil:
				s.host.Fail(err)
			default:
				s.page.show(p)
				trace.Event("shown", "name", "person", "id", id.String())
			}
		})
	}
}

// choose brings somebody to the front beside the list.
func (s *Screen) choose(i int) {
	id := s.list.Rows()[i].ID
	if id == s.id || s.split.narrow {
		return
	}
	s.open(id)
}

func (s *Screen) open(id feltbog.ID) {
	s.page.leave()
	if id == s.id && !s.split.narrow {
		s.page.focus()
		return
	}
	s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindParticipant, ID: id})
}

// split puts the list and the participant beside each other, or the one of them that is meant where there is no room.
type split struct {
	left, right fyne.CanvasObject
	one         bool // somebody is in front
	narrow      bool
}

// pageLeast is how wide the participant's side is at least, in Fyne units.
const pageLeast = 520

// listWidth is how wide the list is: 360 at the usual size of text.
func listWidth() float32 { return 24 * theme.Size(theme.Body) }

func (l *split) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.narrow = size.Width < listWidth()+theme.Gap28+pageLeast
	if l.narrow {
		l.left.Hide()
		l.right.Hide()
		front := l.left
		if l.one {
			front = l.right
		}
		front.Show()
		front.Move(fyne.Position{})
		front.Resize(size)
		return
	}
	l.left.Show()
	l.right.Show()
	l.left.Move(fyne.Position{})
	l.left.Resize(fyne.NewSize(listWidth(), size.Height))
	l.right.Move(fyne.NewPos(listWidth()+theme.Gap28, 0))
	l.right.Resize(fyne.NewSize(size.Width-listWidth()-theme.Gap28, size.Height))
}

func (l *split) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(pageLeast, 0) }

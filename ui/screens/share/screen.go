// Package share is the place Del: pakker to and from colleagues. One makes a pakke for members of the team or for six words,
// takes pakker in after having looked at what they would do, undoes a whole import, also later, and keeps the keys of the team.
// What left the project stands at the side; the register itself is a screen of its own.
package share

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// The parts of the place; the home is shown without one.
const (
	Register = "register" // everything that left
	Make     = "make"     // a pakke
)

// Deps are the use cases that the screen calls.
type Deps interface {
	Bus() *app.Bus
	KeyCard(ctx context.Context) (app.KeyCard, error)
	ExportKeyCard(ctx context.Context, file string) (app.KeyCard, error)
	MemberLines(ctx context.Context) ([]app.MemberLine, error)
	Team(ctx context.Context) (app.Team, error)
	AddMember(ctx context.Context, card app.KeyCard, role feltbog.MemberRole) (feltbog.Member, error)
	RemoveMember(ctx context.Context, id feltbog.ID) error
	Facts(ctx context.Context) (app.Facts, error)
	BundleFile(folder, name string) string
	Pack(o app.PackOrder, done *app.Packed) app.Job
	Preview(file string, key app.BundleKey, out *app.Preview) app.Job
	TakeIn(file string, key app.BundleKey, done *app.TakenIn) app.Job
	Imports(ctx context.Context) ([]app.Import, error)
	BuiltOn(ctx context.Context, space feltbog.SpaceKind, n int64) ([]app.Heading, error)
	WithholdImport(ctx context.Context, space feltbog.SpaceKind, n int64) (app.Undone, error)
	RetakeImport(ctx context.Context, space feltbog.SpaceKind, n int64) error
	Saved(ctx context.Context) (app.Saved, error)
	Disclosures(ctx context.Context, q app.DisclosureQuery) (app.DisclosurePage, error)
	Heading(ctx context.Context, kind feltbog.Kind, id feltbog.ID) (app.Heading, error)
	Keep(ctx context.Context, name, value string) error
	Kept(ctx context.Context, name string) (string, error)
	ReplaceTelling(ctx context.Context, kind feltbog.Kind, record feltbog.ID, field, passage, with string) error
}

// Files asks a person for files and folders; see package files.
type Files interface {
	Open(start string, endings []string, chosen func(path string))
	Folder(start string, chosen func(path string))
}

// Screen is the place.
type Screen struct {
	host  screen.Host
	deps  Deps
	files Files
	// Words draws the six words that a pakke is made for.
	Words func() (string, error)
	ctx   context.Context
	load  uikit.Loader[state]

	now     state
	home    *home
	packer  *packer
	side    *side
	front   *fyne.Container
	panel   *widgets.Panel
	making  bool
	content fyne.CanvasObject
}

// state is what the home shows.
type state struct {
	card    app.KeyCard
	members []app.MemberLine
	team    app.Team
	imports []app.Import
	saved   app.Saved
	left    app.DisclosurePage
	title   string
}

// lately is how many lines of the register stand at the side.
const lately = 8

// New returns the screen. papers opens the letter, the consent form and the cards.
func New(host screen.Host, deps Deps, files Files, papers func()) *Screen {
	s := &Screen{host: host, deps: deps, files: files, Words: app.ProposePassphrase, ctx: context.Background(), front: container.NewStack()}
	s.load.Run = host
	s.home, s.side = newHome(s), newSide(s, papers)
	s.panel = widgets.NewPanel(s.front, s.side.box, true)
	s.content = s.panel
	return s
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.share") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// TogglePanel implements screen.Paneled.
func (s *Screen) TogglePanel() { s.panel.Toggle() }

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	return map[string]func(){"bundle.make": func() { s.host.Open(screen.Route{Place: screen.Share, Part: Make}) }}
}

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	sub := app.Subscribe(s.deps.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	if s.making = at.Part == Make; s.making {
		if s.packer == nil || s.packer.over {
			s.packer = newPacker(s)
		}
		s.put(s.packer.all)
		if s.packer.end != nil {
			s.host.Window().Canvas().Focus(s.packer.end)
		} else {
			s.host.Window().Canvas().Focus(s.packer.forMembers)
		}
	} else {
		s.put(s.home.all)
	}
	s.reload()
}

func (s *Screen) put(o fyne.CanvasObject) {
	s.front.Objects = []fyne.CanvasObject{o}
	s.front.Refresh()
}

func (s *Screen) reload() {
	if s.ctx.Err() != nil {
		return
	}
	s.load.Load(s.ctx, s.read, func(v state, err error) {
		if err != nil {
			s.host.Fail(err)
			return
		}
		s.now = v
		s.home.set(v)
		s.side.set(v.left)
		if s.packer != nil {
			s.packer.set(v)
		}
		trace.Event("shown", "name", "share", "members", len(v.members), "imports", len(v.imports), "making", s.making)
	})
}

func (s *Screen) read(ctx context.Context) (v state, err error) {
	for _, f := range []func() error{
		func() (err error) { v.card, err = s.deps.KeyCard(ctx); return },
		func() (err error) { v.members, err = s.deps.MemberLines(ctx); return },
		func() (err error) { v.team, err = s.deps.Team(ctx); return },
		func() (err error) { v.imports, err = s.deps.Imports(ctx); return },
		func() (err error) { v.saved, err = s.deps.Saved(ctx); return },
		func() (err error) {
			v.left, err = s.deps.Disclosures(ctx, app.DisclosureQuery{Limit: lately})
			return
		},
		func() error {
			facts, err := s.deps.Facts(ctx)
			v.title = facts.Title
			return err
		},
	} {
		if err = f(); err != nil {
			return state{}, err
		}
	}
	return v, nil
}

// Package shell is the window around the screens: rail, top bar, job strip, messages, dialogs, the screen that hides
// everything, and the router with its history. It is made when a vault has been opened and taken down when it is
// locked; nothing of the vault stays in it.
//
// The shell is the screen.Host. It knows no screen: Config.Build makes them.
package shell

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/shortcuts"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Project is what the shell itself needs of an open project.
type Project interface {
	Bus() *app.Bus
	Facts(ctx context.Context) (app.Facts, error)
	Saved(ctx context.Context) (app.Saved, error)
	Waiting(ctx context.Context) ([]app.Waiting, error)
	Undo(ctx context.Context) (app.Step, error)
	Redo(ctx context.Context) (app.Step, error)
	Keep(ctx context.Context, name, value string) error
	Kept(ctx context.Context, name string) (string, error)
}

// Config is what a shell is made of.
type Config struct {
	Window  fyne.Window
	Keys    *shortcuts.Keys
	Run     uikit.Runner
	Project Project
	// Build makes the screen of a place. It is called once for each place that is visited.
	Build func(screen.Host, screen.Place) screen.Screen
	// Search makes the dialog of Ctrl+K.
	Search func(screen.Host) screen.Dialog
	// Lock and Quit are called on the UI goroutine, after what was being written has been saved.
	Lock, Quit func()
	// Only is the one place that can be reached, as by a guest; "": all can. There is then no rail and no search, and keys
	// lead nowhere else.
	Only screen.Place
	// Idle is how long nothing may happen before the vault is locked; 0: never.
	Idle time.Duration
}

// Shell is the window of an open project.
type Shell struct {
	*Stage
	Config Config

	rail       *rail
	top        *topBar
	router     *router
	hidden     fyne.CanvasObject
	resumeKeys func()
	extra      []widgets.MenuItem
	body       *fyne.Container

	state uikit.Loader[app.Saved]
	facts uikit.Loader[app.Facts]
	waits uikit.Loader[[]app.Waiting]
}

var _ screen.Host = (*Shell)(nil)

// New makes the shell and shows it in the window, at the route where this vault was left. It is called on the UI
// goroutine.
func New(c Config) *Shell {
	s := &Shell{Stage: NewStage(c.Window, c.Keys, c.Run), Config: c}
	s.state.Run, s.facts.Run, s.waits.Run = c.Run, c.Run, c.Run
	s.rail, s.top, s.router = newRail(s), newTopBar(s), newRouter(s)
	s.body = container.New(&frame{s}, s.rail.box, s.top.box, s.router.box, s.Strip())
	s.moved, s.acted = s.body.Refresh, s.showState
	s.Put(s.body)
	s.bind()
	sub := app.Subscribe(c.Project.Bus(), func(app.RecordsChanged) { s.Do(s.reload) })
	s.unbind = append(s.unbind, sub.Close)
	s.reload()
	s.reopen()
	go s.watch()
	return s
}

// bind makes the keys of the window act.
func (s *Shell) bind() {
	on := func(id string, f func()) { s.unbind = append(s.unbind, s.Keys.On(id, f)) }
	if s.Config.Only == "" {
		for _, p := range screen.Places() {
			on("place."+string(p), func() { s.Open(screen.Route{Place: p}) })
		}
		on("settings", func() { s.Open(screen.Route{Place: screen.Settings}) })
		on("help", s.help)
		on("back", func() { s.Do(s.router.back) }) // after what Open was asked for before, or keys would overtake each other
		on("forward", func() { s.Do(s.router.forward) })
		on("search", s.search)
		on("find", s.router.find)
		on("next.panel", s.nextPanel)
	}
	on("undo", s.undo)
	on("redo", s.redo)
	on("lock", s.Lock)
	on("hide", s.hide)
	on("quit", s.quit)
	on("panel", s.router.panel)
	on("out", s.out)
}

// reload asks again for what the frame itself shows.
func (s *Shell) reload() {
	s.facts.Load(s.ctx, s.Config.Project.Facts, func(f app.Facts, err error) {
		if s.Config.Only != "" {
			f.Title = i18n.T("place." + string(s.Config.Only))
		}
		if err == nil {
			s.top.setProject(f.Title)
			s.window.SetTitle(i18n.T("window.title", "project", f.Title))
		}
	})
	s.showState()
}

// matters says at which place each kind of thing waits. What waits in the project stands in the project itself.
var matters = map[app.Matter]screen.Place{
	app.WaitJottings: screen.Field, app.WaitMissingConsents: screen.Field, app.WaitExpiringConsents: screen.Field,
	app.WaitUnsettledPhotos: screen.Photos, app.WaitOpenWithdrawals: screen.Share,
}

// count shows in the rail how much waits at each place. It is asked when a place comes to the front, not at each change.
func (s *Shell) count() {
	if s.Config.Only != "" {
		return
	}
	s.waits.Load(s.ctx, s.Config.Project.Waiting, func(all []app.Waiting, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		n := map[screen.Place]int{}
		for _, w := range all {
			n[matters[w.Matter]] += w.N
		}
		for p, item := range s.rail.items {
			item.SetCount(n[p])
		}
	})
}

func (s *Shell) showState() {
	if s.busy() {
		s.top.setState(i18n.T("state.saving"), i18n.T("state.saving"), false)
		return
	}
	s.state.Load(s.ctx, s.Config.Project.Saved, func(v app.Saved, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		long, short := i18n.N("state.saved", v.Unshared), i18n.N("state.saved.short", v.Unshared)
		if s.Config.Only != "" { // nobody counts what a guest has not handed over
			long, short = i18n.T("state.saved.guest"), i18n.T("state.saved.guest")
		}
		s.top.setState(long, short, true)
		s.top.setTwo(v.TwoVersions)
		trace.Event("state", "unshared", v.Unshared, "two", v.TwoVersions)
	})
}

// DropFiles gives files that were dropped on the window to the screen in front, unless a dialog covers it.
func (s *Shell) DropFiles(at fyne.Position, files []fyne.URI) {
	if d, ok := s.router.current().(screen.FileDropper); ok && len(s.dialog) == 0 && s.hidden == nil {
		d.DropFiles(at, files)
	}
}

// Covered reports whether a dialog or the hidden screen covers what is in front.
func (s *Shell) Covered() bool { return len(s.dialog) > 0 || s.hidden != nil }

// Open implements screen.Host.
func (s *Shell) Open(r screen.Route) {
	s.Do(func() {
		s.closeAll()
		if s.Config.Only != "" && r.Place != s.Config.Only {
			r = screen.Route{Place: s.Config.Only}
		}
		s.router.open(r)
	})
}

// Close takes the shell down: what was being written is saved elsewhere, and then done is called on the UI goroutine.
// It is called on the UI goroutine.
func (s *Shell) Close(done func()) {
	if s.ctx.Err() != nil {
		return
	}
	finish := s.router.leave()
	s.unhide()
	s.close(finish, done)
}

// Lock implements screen.Host.
func (s *Shell) Lock() {
	s.Run.Do(func() { s.Close(s.Config.Lock) })
}

func (s *Shell) quit() { s.Close(s.Config.Quit) }

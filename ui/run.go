// Package ui is Feltbog's window: the door (first run, unlock) and behind it the shell with its screens. Run shows it;
// what the program needs from outside is in Config. Pictures of the screens are made by New with a toolkit and a Runner
// that need no display.
package ui

import (
	"context"
	"encoding/binary"
	"errors"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/storage"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/files"
	"feltbog/ui/i18n"
	"feltbog/ui/participant"
	"feltbog/ui/screen"
	"feltbog/ui/screens/door"
	"feltbog/ui/screens/outgo"
	"feltbog/ui/screens/session"
	"feltbog/ui/screens/share"
	"feltbog/ui/shell"
	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
)

// ID names the program to the system. It never changes: settings and storage hang on it.
const ID = "dk.feltbog.app"

// Config is what the program is started with. The zero value is right for everything but tests.
type Config struct {
	Options app.Options
	Vault   string    // this vault's door, not that of the last one
	Bundle  string    // a pakke to take in once a vault is open, or to begin with
	Lang    string    // "": as the settings say
	Look    string    // "": as the settings say
	Size    fyne.Size // of the window; zero: what fits most screens
	Version string
	// Seed makes what is drawn known beforehand, so that a test can type words of the sheet, and those of a pakke: those of
	// SeededSecret, the first two, or six, first. It is heeded only together with Options.CheapKeys.
	Seed uint64
}

// SeededSecret is the secret whose words the door shows with a seed. The first six of them are what every pakke is made for.
func SeededSecret(seed uint64) (secret [16]byte) {
	binary.LittleEndian.PutUint64(secret[:], seed)
	return secret
}

// Window is the running program: the door or the shell, whichever is in front. It belongs to the UI goroutine.
type Window struct {
	Config
	app     fyne.App
	win     fyne.Window
	keys    *shortcuts.Keys
	run     uikit.Runner
	machine *app.Machine
	set     app.Settings

	close  func(done func())  // takes down what is in front, and locks the vault
	shell  *shell.Shell       // of the project that is open
	take   func(file string)  // a pakke into the open project; nil at the door
	door   *door.Door         // in front; nil while a project is open
	tray   *outgo.Tray        // what somebody wants to let out
	other  screen.Participant // what the participant in front of the pictures sees
	resume *mark

	gone chan struct{} // closed when the toolkit has ended
	exit func(code int)
}

// usual is the size of a new window: it fits a laptop's screen of 1366 by 768.
var usual = fyne.NewSize(1280, 700)

// Run shows the window and returns when it is closed and the vault is locked.
func Run(c Config) error {
	machine, err := app.OpenMachine(c.Options)
	if err != nil {
		return err
	}
	set, err := machine.Settings()
	if err != nil {
		return err
	}
	lang := first(c.Lang, set.Language, i18n.FromSystem())
	if err := i18n.Use(lang); err != nil {
		return err
	}
	w := New(fyneapp.NewWithID(ID), uikit.Live{}, machine, set, c)
	w.app.Lifecycle().SetOnStarted(func() {
		app.OnWindow()
		w.run.Do(w.watchMonitors)
		trace.Event("started", "lang", lang)
	})
	w.asked()
	if trace.On() {
		go uikit.TellLayout(os.Stdin, w.run)
	}
	w.run.Go(func() { // papers that a killed program left
		if err := machine.WipePapers(); err != nil {
			trace.Event("papers", "error", err.Error())
		}
	})
	w.Door(c.Vault)
	w.win.ShowAndRun()
	close(w.gone)
	name, took := uikit.Longest()
	trace.Event("longest", "name", name, "us", took.Microseconds())
	return nil
}

// New makes the window with nothing in it.
func New(a fyne.App, run uikit.Runner, machine *app.Machine, set app.Settings, c Config) *Window {
	w := &Window{Config: c, app: a, run: run, machine: machine, gone: make(chan struct{}), exit: os.Exit}
	w.app.SetIcon(fyne.NewStaticResource("feltbog.png", assets.AppIcon()))
	w.dress(set)
	// The first title is what a desktop knows the program by.
	w.win = w.app.NewWindow(i18n.T("app.name"))
	w.win.SetPadded(false)
	w.keys = shortcuts.Attach(w.win)
	w.win.Resize(usual)
	if !c.Size.IsZero() {
		w.win.Resize(c.Size)
	}
	w.win.SetCloseIntercept(w.quit)
	w.win.SetOnDropped(w.dropped)
	w.keys.On("fullscreen", func() { w.win.SetFullScreen(!w.win.FullScreen()) })
	return w
}

// words draws six words for a pakke.
func (w *Window) words() (string, error) {
	if w.Seed != 0 && w.Options.CheapKeys {
		return strings.Join(app.RecoveryOf(SeededSecret(w.Seed)).Words[:6], " "), nil
	}
	return app.ProposePassphrase()
}

// Show goes to a place of the open project.
func (w *Window) Show(r screen.Route) { w.shell.Open(r) }

// Canvas is what is drawn on.
func (w *Window) Canvas() fyne.Canvas { return w.win.Canvas() }

// Resize changes the window's size.
func (w *Window) Resize(s fyne.Size) { w.win.Resize(s) }

// Close takes down what is in front and locks the vault.
func (w *Window) Close() {
	if w.close != nil {
		w.close(func() {})
	}
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// dress puts on the look and the size of text that the settings, or the flags, say.
func (w *Window) dress(set app.Settings) {
	w.set = set
	w.app.Settings().SetTheme(theme.New(theme.Look(first(w.Look, set.Look)), float32(set.Scale)/100))
}

// asked makes the program end when the system asks for it, with everything saved.
func (w *Window) asked() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop()
		w.run.Do(w.quit)
	}()
}

// quit takes down what is in front, locks the vault and ends the program.
func (w *Window) quit() {
	if w.close == nil {
		w.app.Quit()
		return
	}
	closing := w.close
	w.close = nil
	closing(w.ended)
}

// ended is when nothing is open any more.
func (w *Window) ended() {
	trace.Event("quit")
	go w.leave()
	w.app.Quit()
}

// lingering is how long the toolkit may take to end, once everything is saved and locked and no window is open.
const lingering = 2 * time.Second

// leave ends the program when the toolkit does not: what it still wants to tell the window can come too late for the loop
// that would have told it, and it waits for ever (fyne v2.7.4, internal/driver/glfw/loop.go and driver.go). Nobody would
// see that program, but its process would be there.
func (w *Window) leave() {
	select {
	case <-w.gone:
	case <-time.After(lingering):
		trace.Event("left")
		w.exit(0)
	}
}

// Door shows the way in: that of one vault, or of the last one, or the first run.
func (w *Window) Door(vault string) *shell.Stage {
	stage := shell.NewStage(w.win, w.keys, w.run)
	w.win.SetTitle(i18n.T("app.name"))
	unbind := []func(){w.keys.On("quit", w.quit), w.keys.On("out", func() { w.win.Canvas().Unfocus() })}
	w.close = func(done func()) {
		w.door = nil
		for _, f := range unbind {
			f()
		}
		stage.Close(done)
	}
	var drawn func() (app.Recovery, error)
	var draw func(n int) int
	if w.Seed != 0 && w.Options.CheapKeys {
		next := -1
		drawn = func() (app.Recovery, error) { return app.RecoveryOf(SeededSecret(w.Seed)), nil }
		draw = func(n int) int { next++; return next % n }
	}
	d := door.New(stage, door.Config{Recovery: drawn, Draw: draw, Machine: w.machine, Vault: vault, Version: w.Version, Device: app.DeviceName(),
		Fill: func(ctx context.Context, p *app.Project, progress *app.Progress) error {
			return p.FillSample(ctx, progress)
		},
		Sample: func(dir, passphrase string, made **app.Project) app.Job {
			return w.machine.Sample(dir, app.SampleWish{Passphrase: passphrase}, made)
		},
		Files: w.files(stage.Fail), View: w.view, Quit: w.quit,
		Bundle: w.Bundle,
		Opened: func(p *app.Project) {
			if w.door != nil && w.door.Joined != "" { // what it was begun with need not be taken in once more
				w.Bundle = ""
			}
			w.door = nil
			for _, f := range unbind {
				f()
			}
			stage.Close(func() { w.Enter(p) })
		}})
	w.door = d
	stage.Put(d.Content())
	d.Shown(stage.Context())
	trace.Event("locked")
	return stage
}

// files asks a person for files and folders.
func (w *Window) files(fail func(error)) files.Picker {
	return files.Picker{Window: w.win, Suspend: w.keys.Suspend, Fail: fail}
}

// apply makes changed settings hold at once.
func (w *Window) apply(set app.Settings) {
	w.dress(set)
	if w.shell != nil {
		w.shell.Config.Idle = time.Duration(set.IdleMinutes) * time.Minute
	}
}

// view opens a file with the program that the system has for it.
func (w *Window) view(path string) error {
	u, err := url.Parse(storage.NewFileURI(path).String())
	if err == nil {
		err = w.app.OpenURL(u)
	}
	if err != nil {
		return feltbog.Errorf(feltbog.EMissing, "view.none", "the system has no program that shows %s: %w", path, err).With("file", path)
	}
	return nil
}

// Enter shows the shell of an open project.
func (w *Window) Enter(p *app.Project) {
	dir := p.Dir()
	w.other = participant.New(participant.Config{App: w.app, Title: i18n.T("app.name"), Run: w.run, Image: p.PhotoOnBlack, Keys: w.keys})
	var s *shell.Shell
	unbind := func() {}
	leave := func(then func()) func() {
		return func() {
			w.close, w.shell = nil, nil
			unbind()
			w.run.Go(func() {
				if err := errors.Join(p.Close(), w.machine.WipePapers()); err != nil {
					trace.Event("close", "error", err.Error())
				}
				w.run.Do(then)
			})
		}
	}
	lock := leave(func() { w.Door(dir) })
	end := func(done func()) {
		w.other.Close()
		s.Close(leave(done))
	}
	w.close = end
	only := screen.Place("")
	if p.IsGuest() {
		only = screen.Workshop
	}
	s = shell.New(shell.Config{Only: only, Window: w.win, Keys: w.keys, Run: w.run, Project: p, Idle: time.Duration(w.set.IdleMinutes) * time.Minute,
		Build: w.screens(p), Search: w.search(p), Lock: func() { w.other.Close(); w.leaveMark(dir); lock() }, Quit: leave(w.ended)})
	w.shell = s
	jot, begin := func() {}, func() {}
	if only == "" {
		jot = w.keys.On("jotting", func() { s.Open(screen.Route{Place: screen.Field, Begin: true}) })
		begin = w.keys.On("session.new", func() { session.Begin(s, p) })
	}
	take := w.keys.On("bundle.take", func() { share.AskTake(s, p, w.files(s.Fail)) })
	w.take = func(file string) { share.Take(s, p, file) }
	unbind = func() { jot(); begin(); take(); w.take = nil }
	trace.Event("unlocked")
	w.comeBack(dir)
	w.backUp(s, p)
	w.follow(s, p)
	if file := w.Bundle; file != "" {
		w.Bundle = ""
		s.Do(func() { w.take(file) })
	}
	if only == "" {
		w.offerReset(s, p, func(then func()) { s.Close(leave(then)) })
	}
}

// dropped gives files that were dropped on the window to who can use them: a pakke is looked through, with a project open, or
// begun with at the door; the rest is the screen's.
func (w *Window) dropped(at fyne.Position, files []fyne.URI) {
	for _, f := range files {
		if f.Scheme() != "file" || !app.IsBundle(f.Path()) {
			continue
		}
		trace.Event("dropped", "bundle", true)
		switch {
		case w.take != nil && !w.shell.Covered():
			w.take(f.Path())
		case w.door != nil:
			w.door.Begin(f.Path())
		}
		return
	}
	if w.shell != nil {
		w.shell.DropFiles(at, files)
	}
}

// backUp makes a backup when the settings ask for one now.
func (w *Window) backUp(s *shell.Shell, p *app.Project) {
	plan, due := w.set.Backup, false
	s.Go(func() {
		var err error
		if due, err = p.BackupDue(s.Context(), plan); err != nil {
			s.Fail(err)
		}
		s.Do(func() {
			if due {
				s.Start(p.BackupPlanned(plan, new(string)), nil)
			}
		})
	})
}

// follow remakes the covered copies of pictures that are out of date: the program was ended before they were made.
func (w *Window) follow(s *shell.Shell, p *app.Project) {
	s.Go(func() {
		n, err := p.OldRedactions(s.Context())
		if err != nil && s.Context().Err() == nil {
			s.Fail(err)
		}
		s.Do(func() {
			if n > 0 {
				s.Start(p.FollowJob(), nil)
			}
		})
	})
}

// Press does what a chord of the table of keys means now.
func (w *Window) Press(chord string) { w.keys.Press(chord, w.win.Canvas().Focused()) }

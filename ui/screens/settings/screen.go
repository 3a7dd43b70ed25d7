// Package settings is where a person says how Feltbog should be on this machine: language and look, the lock, backups
// and whether they can be relied on, passphrase and recovery sheet, keys of the keyboard, and what Feltbog is made of.
// Every choice holds at once and is saved as it is made; there is no button for it.
package settings

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Machine is what the settings need of this machine; see app.Machine.
type Machine interface {
	Settings() (app.Settings, error)
	Choose(f func(*app.Settings)) (app.Settings, error)
	TryBackup(backup string, u app.Unlock, found *app.Trial) app.Job
	Paper(name string, write func(io.Writer) error) (string, error)
	Folder() string
}

// Project is what they need of the open project; see app.Project.
type Project interface {
	Keys
	Dir() string
	Facts(ctx context.Context) (app.Facts, error)
	ChangePassphrase(old, new string) error
	NewSheet(r app.Recovery) error
	Backups(ctx context.Context, plan app.BackupPlan) ([]app.Copy, error)
	BackupPlanned(plan app.BackupPlan, made *string) app.Job
	Verify(deep bool, found *[]app.Finding) app.Job
	Rebuild() app.Job
}

// Files asks a person for files and folders; see package files.
type Files interface {
	secret.Files
	Folder(start string, chosen func(path string))
}

// Config is what the screen is made of.
type Config struct {
	Machine Machine
	Project Project
	Files   Files
	View    func(path string) error // opens a file with the system's viewer; not on the UI goroutine
	// Apply makes a choice hold in the window: look, size of text, idle time. It is called on the UI goroutine.
	Apply func(app.Settings)
	// Quit closes the program, so that another language can begin.
	Quit func()
	// Recovery draws the words of a new sheet; nil: app.NewRecovery. Draw returns a random number below n; nil: from
	// the system.
	Recovery func() (app.Recovery, error)
	Draw     func(n int) int
	Version  string
}

// The parts, in the order they stand.
const (
	PartLanguage  = "language"
	PartLook      = "look"
	PartLock      = "lock"
	PartBackups   = "backups"
	PartKeys      = "keys"
	PartShortcuts = "shortcuts"
	PartAbout     = "about"
)

// part is one page of the settings.
type part interface {
	content() fyne.CanvasObject
	shown(ctx context.Context)
	first() fyne.Focusable
}

type entry struct {
	name, icon, title string
	make              func(*Screen) part
}

func entries() []entry {
	return []entry{
		{PartLanguage, "bubble", i18n.T("settings.language"), func(s *Screen) part { return newLanguage(s) }},
		{PartLook, "eye", i18n.T("settings.look"), func(s *Screen) part { return newLook(s) }},
		{PartLock, "lock", i18n.T("settings.lock"), func(s *Screen) part { return newLock(s) }},
		{PartBackups, "import", i18n.T("settings.backups"), func(s *Screen) part { return newBackups(s) }},
		{PartKeys, "key", i18n.T("settings.keys"), func(s *Screen) part { return newKeys(s) }},
		{PartShortcuts, "grid", i18n.T("settings.shortcuts"), func(s *Screen) part { return newShortcuts(s) }},
		{PartAbout, "seed", i18n.T("settings.about"), func(s *Screen) part { return newAbout(s) }},
	}
}

// Screen is the settings.
type Screen struct {
	Config
	host   screen.Host
	ctx    context.Context
	now    app.Settings
	load   uikit.Loader[app.Settings]
	tabs   map[string]*widgets.Button
	page   *fyne.Container
	title  *widgets.Text
	at     string
	parts  map[string]part
	scroll *container.Scroll
	body   *fyne.Container
}

// New returns the screen.
func New(host screen.Host, c Config) *Screen {
	if c.Recovery == nil {
		c.Recovery = app.NewRecovery
	}
	if c.Draw == nil {
		c.Draw = app.Draw
	}
	s := &Screen{Config: c, host: host, tabs: map[string]*widgets.Button{}, parts: map[string]part{}, page: container.NewStack(), title: widgets.Titled("")}
	s.load.Run = host
	list := widgets.Column(theme.Gap8)
	for _, e := range entries() {
		b := uikit.Name(widgets.NewButton(e.title, e.icon, func() { host.Open(screen.Route{Place: screen.Settings, Part: e.name}) }), "settings."+e.name)
		b.Row = true
		s.tabs[e.name] = b
		list.Add(b)
	}
	s.scroll = container.NewVScroll(widgets.Pad(widgets.AtMost(widgets.Column(theme.Gap20, s.title, s.page), 820), theme.Gap28, theme.Gap28, theme.Gap40, theme.Gap28))
	side := container.NewVScroll(widgets.Pad(list, theme.Gap28, theme.Gap16, theme.Gap16, theme.Gap28))
	side.SetMinSize(fyne.NewSize(widest(list)+theme.Gap28+theme.Gap16, 0))
	s.body = container.NewBorder(nil, nil, side, nil, s.scroll)
	return s
}

func widest(list *fyne.Container) float32 { return list.MinSize().Width }

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.settings") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.body }

// Shown implements screen.Screen: it asks for what was chosen and shows the part of the route.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx = ctx
	s.load.Load(ctx, func(context.Context) (app.Settings, error) { return s.Machine.Settings() }, func(now app.Settings, err error) {
		if err != nil {
			s.host.Fail(err)
		}
		s.now = now
		s.show(at.Part)
	})
}

// show brings a part to the front; it is built when it is first needed.
func (s *Screen) show(name string) {
	for _, e := range entries() {
		if e.name != name {
			continue
		}
		if s.parts[name] == nil {
			s.parts[name] = e.make(s)
		}
		s.at = name
		s.title.SetText(e.title)
		for n, b := range s.tabs {
			b.Style = widgets.QuietStyle
			if n == name {
				b.Style = widgets.PlainStyle
			}
			b.Refresh()
		}
		p := s.parts[name]
		s.page.Objects = []fyne.CanvasObject{p.content()}
		s.page.Refresh()
		s.scroll.ScrollToTop()
		p.shown(s.ctx)
		s.focus(p.first())
		trace.Event("shown", "name", "settings", "part", name)
		return
	}
	s.show(PartLanguage)
}

func (s *Screen) focus(f fyne.Focusable) {
	if f != nil {
		s.host.Window().Canvas().Focus(f)
	}
}

// choose saves a choice and makes it hold. done may be nil.
func (s *Screen) choose(f func(*app.Settings), done func()) {
	var now app.Settings
	s.host.Act(func(context.Context) (err error) {
		now, err = s.Machine.Choose(f)
		return err
	}, func() {
		s.now = now
		s.Apply(now)
		trace.Event("chosen", "part", s.at)
		if done != nil {
			done()
		}
	})
}

// desk is what the parts of package secret need.
func (s *Screen) desk() secret.Desk {
	return secret.Desk{Run: s.host, Files: s.Files, Paper: s.Machine.Paper, View: s.View, Draw: s.Draw, Fail: s.host.Fail}
}

// section is a heading with what belongs to it on a card.
func section(title, lead string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	col := widgets.Column(theme.Gap12, widgets.Headed(title))
	if lead != "" {
		col.Add(widgets.NewText(lead, theme.Body, theme.Ink2))
	}
	for _, o := range objects {
		col.Add(o)
	}
	return widgets.CardPadded(col, theme.Gap20)
}

// left keeps something at its own width.
func left(o fyne.CanvasObject) fyne.CanvasObject { return widgets.Flow(theme.Gap12, o) }

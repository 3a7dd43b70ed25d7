// Package door is the way in: making a vault, unlocking one, opening it with the recovery sheet, and taking one from a
// backup. Nothing is made before two words of the recovery sheet were typed.
//
// The door knows no open project; when there is one it hands it to Config.Opened and is done. It is built anew each
// time the vault is locked.
package door

import (
	"context"
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Host is what the door needs of the window.
type Host interface {
	uikit.Runner
	Window() fyne.Window
	Say(text string)
	Fail(error)
}

// Machine is what the door needs of this machine; see app.Machine.
type Machine interface {
	Vaults() ([]app.Known, error)
	ForgetVault(dir string) error
	Look(dir string) (app.Lock, error)
	Wait(dir string) (time.Duration, error)
	Open(ctx context.Context, dir string, u app.Unlock) (*app.Project, error)
	Create(ctx context.Context, dir string, f app.Founding) (*app.Project, error)
	Join(ctx context.Context, dir, file string, key app.BundleKey, f app.Founding, progress *app.Progress) (*app.Project, error)
	Discard(p *app.Project) error
	Recover(ctx context.Context, dir, sheet, passphrase string) (*app.Project, error)
	Restore(backup, dir string, u app.Unlock, made **app.Project) app.Job
	CheckPlace(dir string) error
	ProposeFolder(name string) string
	ProposeIn(base, name string) string
	Paper(name string, write func(io.Writer) error) (string, error)
}

// Files asks a person for files and folders; see package files.
type Files interface {
	secret.Files
	Folder(start string, chosen func(path string))
	Open(start string, endings []string, chosen func(path string))
}

// Config is what a door is made of.
type Config struct {
	Machine Machine
	Files   Files
	// Vault is the folder of the vault to unlock; "": the one that was opened last.
	Vault string
	// Bundle is a pakke that was opened from outside: where no vault is known the first begins with it.
	Bundle string
	// View opens a file with the system's viewer. It is not called on the UI goroutine.
	View func(path string) error
	// Opened is called on the UI goroutine with the open project.
	Opened func(*app.Project)
	// Quit closes the program.
	Quit func()
	// Recovery draws the words of a new sheet; nil: app.NewRecovery. Draw returns a random number below n; nil: from
	// the system. Tests make both known.
	Recovery func() (app.Recovery, error)
	Draw     func(n int) int
	// After calls f once on any goroutine after a while; nil: time.AfterFunc. Tests hold the clock.
	After func(d time.Duration, f func())
	// Device names this machine; Version is shown at the foot.
	Device, Version string
	// Fill puts the sample into a project that was just made; nil: a new vault begins empty.
	Fill func(ctx context.Context, p *app.Project, progress *app.Progress) error
	// Sample is the job that makes a vault with the sample project and opens it; nil: there is none to look at.
	Sample func(dir, passphrase string, made **app.Project) app.Job
}

// page is what stands at the right.
type page interface {
	content() fyne.CanvasObject
	first() fyne.Focusable
	name() string
}

// Door is the screen.
type Door struct {
	Config
	// Joined is the pakke that the vault was just begun with; "": it was not.
	Joined string

	host  Host
	ctx   context.Context
	body  *fyne.Container
	right *fyne.Container
	page  page
	vault uikit.Loader[[]app.Known]
}

// New returns the door. Shown shows the first page.
func New(host Host, c Config) *Door {
	if c.Recovery == nil {
		c.Recovery = app.NewRecovery
	}
	if c.Draw == nil {
		c.Draw = app.Draw
	}
	if c.After == nil {
		c.After = func(d time.Duration, f func()) { time.AfterFunc(d, f) }
	}
	d := &Door{Config: c, host: host, right: container.NewStack(), ctx: context.Background()}
	d.vault.Run = host
	d.body = container.New(&frame{}, d.side(), d.right)
	return d
}

// Content is built once and kept.
func (d *Door) Content() fyne.CanvasObject {
	return container.NewStack(widgets.NewBox(theme.Paper, "", 0), d.body)
}

// Shown asks which vaults there are and shows the one that was opened last, or how to make the first. It is called on
// the UI goroutine; ctx ends when the door leaves the window.
func (d *Door) Shown(ctx context.Context) {
	d.ctx = ctx
	d.vault.Load(ctx, func(context.Context) ([]app.Known, error) { return d.Machine.Vaults() }, func(all []app.Known, err error) {
		if err != nil {
			d.host.Fail(err)
		}
		if d.Config.Vault != "" {
			d.show(newUnlock(d, d.Config.Vault, all))
			return
		}
		for _, k := range all {
			if !k.Gone {
				d.show(newUnlock(d, k.Folder, all))
				return
			}
		}
		if d.Bundle != "" {
			d.Begin(d.Bundle)
			return
		}
		d.show(newCreate(d))
	})
}

// Begin shows how a vault begins with a pakke.
func (d *Door) Begin(file string) { d.show(newJoin(d, file)) }

// show brings a page to the front, with its first field focused.
func (d *Door) show(p page) {
	d.page = p
	scroll := container.NewVScroll(container.New(&middle{most: pageWidth}, p.content()))
	d.right.Objects = []fyne.CanvasObject{scroll}
	d.right.Refresh()
	if f := p.first(); f != nil && d.host.Window().Canvas() != nil {
		d.host.Window().Canvas().Focus(f)
	}
	trace.Event("shown", "name", "door", "page", p.name())
}

// focus moves the focus to a field.
func (d *Door) focus(f fyne.Focusable) {
	if f != nil {
		d.host.Window().Canvas().Focus(f)
	}
}

// desk is what the parts of package secret need.
func (d *Door) desk() secret.Desk {
	return secret.Desk{Run: d.host, Files: d.Files, Paper: d.Machine.Paper, View: d.View, Draw: d.Draw, Fail: d.host.Fail}
}

// opened hands an open project over.
func (d *Door) opened(p *app.Project) {
	trace.Event("opened")
	d.Opened(p)
}

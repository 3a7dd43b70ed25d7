package door

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// unlock asks for the passphrase of a vault.
type unlock struct {
	d       *Door
	dir     string
	entry   *widgets.Entry
	wrong   *widgets.Text
	open    *widgets.Button
	keyring *widgets.Button
	held    *fyne.Container // the message that the vault is open elsewhere
	foot    *busy
	box     *fyne.Container

	wait uikit.Loader[time.Duration]
	look uikit.Loader[app.Lock]
	left time.Duration
}

func newUnlock(d *Door, dir string, known []app.Known) *unlock {
	u := &unlock{d: d, dir: dir, entry: uikit.Name(widgets.NewSecret(""), "door.passphrase"), wrong: secret.Wrong(), held: container.NewStack()}
	u.wait.Run, u.look.Run = d.host, d.host
	u.entry.Enter = u.unlock
	u.entry.OnChanged = func(string) {
		if u.left == 0 {
			secret.Tell(u.wrong, "")
		}
	}
	u.open = uikit.Name(widgets.NewPrimary(i18n.T("door.unlock"), "key", u.unlock), "door.unlock")
	u.keyring = uikit.Name(widgets.NewButton(i18n.T("door.keyring"), "shield", u.byKeyring), "door.keyring")
	u.keyring.Tall = true
	u.keyring.Hide()
	u.held.Hide()
	forgot := uikit.Name(widgets.NewLink(i18n.T("door.forgot"), func() { d.show(newForgot(d, dir)) }), "door.forgot")
	u.foot = newBusy(d, widgets.Flow(theme.Gap16, u.open, u.keyring))
	card := widgets.CardPadded(widgets.Column(theme.Gap16,
		widgets.Column(theme.Gap4, widgets.Headed(app.VaultName(dir)), widgets.Quiet(dir)), u.held,
		widgets.Column(6, widgets.Label(i18n.T("door.passphrase")), u.entry, u.wrong), u.foot.content(), widgets.Flow(0, forgot)), theme.Gap20)
	u.box = widgets.Column(theme.Gap28, d.head(i18n.T("door.unlock.title"), modeOpen), card, newList(d, dir, known).content())
	u.tick()
	u.lookAt()
	return u
}

func (u *unlock) content() fyne.CanvasObject { return u.box }
func (u *unlock) first() fyne.Focusable      { return u.entry }
func (u *unlock) name() string               { return "unlock" }

// lookAt asks from outside whether some program has the vault open, and whether this machine's keyring may open it.
func (u *unlock) lookAt() {
	u.look.Load(u.d.ctx, func(context.Context) (app.Lock, error) { return u.d.Machine.Look(u.dir) }, func(l app.Lock, err error) {
		if err != nil {
			u.foot.fail(i18n.Error(err))
			return
		}
		if l.Keyring {
			u.keyring.Show()
		}
		u.hold(l.Open, l.Host, l.Since)
	})
}

// hold says by whom and since when the vault is open.
func (u *unlock) hold(open bool, host, since string) {
	u.held.Objects = nil
	u.held.Hide()
	if open {
		if at, err := time.Parse(time.RFC3339, since); err == nil {
			since = i18n.Moment(at.Local())
		}
		again := uikit.Name(widgets.NewLink(i18n.T("door.held.again"), u.lookAt), "door.again")
		u.held.Objects = []fyne.CanvasObject{widgets.NewMessage(widgets.Amber, "lock", i18n.T("door.held", "host", host, "since", since), again)}
		u.held.Show()
		trace.Event("held")
	}
	u.box.Refresh()
}

// tick shows how long is left to wait, once a second until nothing is.
func (u *unlock) tick() {
	u.wait.Load(u.d.ctx, func(context.Context) (time.Duration, error) { return u.d.Machine.Wait(u.dir) }, func(left time.Duration, err error) {
		if err != nil || u.d.page != nil && u.d.page != page(u) {
			return
		}
		was := u.left
		u.left = left
		u.open.Enable(left == 0)
		switch {
		case left > 0:
			seconds := int((left + time.Second - 1) / time.Second)
			secret.Tell(u.wrong, i18n.N("door.wait", seconds))
			trace.Event("wait", "seconds", seconds)
			u.d.After(min(left, time.Second), func() { u.d.host.Do(u.tick) })
		case was > 0:
			secret.Tell(u.wrong, i18n.T("door.wait.over"))
			trace.Event("wait", "seconds", 0)
		}
		u.box.Refresh()
	})
}

// unlock tries what was typed.
func (u *unlock) unlock() {
	if u.left > 0 {
		return
	}
	if u.entry.Text == "" {
		secret.Tell(u.wrong, i18n.T("door.passphrase.empty"))
		u.box.Refresh()
		u.d.focus(u.entry)
		return
	}
	u.with(app.Unlock{Passphrase: u.entry.Text})
}

func (u *unlock) byKeyring() { u.with(app.Unlock{Keyring: true}) }

func (u *unlock) with(way app.Unlock) {
	u.foot.opening("job.unlock", func(ctx context.Context, _ *app.Progress) (*app.Project, error) {
		return u.d.Machine.Open(ctx, u.dir, way)
	}, u.failed)
}

// failed says what is wrong where it is wrong: at the field, at the vault, or below.
func (u *unlock) failed(err error) {
	var coded *feltbog.Error
	switch errors.As(err, &coded); {
	case coded != nil && (coded.Key == "vault.passphrase" || coded.Key == "vault.wait"):
		secret.Tell(u.wrong, i18n.Error(coded))
		u.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		u.d.focus(u.entry)
		u.tick()
	case coded != nil && coded.Code == feltbog.EBusy:
		u.hold(true, coded.Args["host"], coded.Args["since"])
	default:
		u.foot.fail(i18n.Error(err))
	}
	trace.Event("refused", "code", string(feltbog.ErrorCode(err)))
	u.box.Refresh()
}

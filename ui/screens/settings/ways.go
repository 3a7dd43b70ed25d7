package settings

import (
	"context"
	"strings"
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

// Keys are the use cases about the ways into the vault beside its passphrase and its sheet; see app.Project.
type Keys interface {
	Ways(ctx context.Context) (app.Ways, error)
	UseKeyring(on bool) error
	AddCustodian(name, recipient string) (app.Custodian, error)
	RemoveCustodian(id feltbog.ID) error
	ProtectRegister(passphrase string, r app.Recovery) error
	UnlockRegister(ctx context.Context, passphrase string) error
	UnprotectRegister() error
}

// ways are the cards about the keyring, the custodians and the register's own passphrase.
type ways struct {
	s    *Screen
	box  *fyne.Container
	load uikit.Loader[app.Ways]

	name, recipient, register *widgets.Entry
	pair                      *secret.Pair
	sheet                     *secret.Sheet
	drawn                     app.Recovery
	now                       app.Ways
}

func newWays(s *Screen) *ways {
	w := &ways{s: s, box: widgets.Column(theme.Gap16)}
	w.load.Run = s.host
	w.name = uikit.Name(widgets.NewEntry(""), "settings.custodian.name")
	w.recipient = uikit.Name(widgets.NewEntry(i18n.T("settings.custodian.example")), "settings.custodian.key")
	w.recipient.Enter = w.add
	w.register = uikit.Name(widgets.NewSecret(""), "settings.register.passphrase")
	w.register.Enter = w.unlock
	w.pair = secret.NewPair(s.host, "settings.register.new", w.protect)
	return w
}

// reload asks which ways there are, and shows them.
func (w *ways) reload() {
	w.load.Load(w.s.ctx, w.s.Project.Ways, func(now app.Ways, err error) {
		if err != nil {
			w.s.host.Fail(err)
			return
		}
		w.now = now
		w.show()
		trace.Event("ways", "keyring", now.Keyring, "custodians", len(now.Custodians), "register", now.RegisterOwn)
	})
}

// forget empties the fields.
func (w *ways) forget() {
	w.register.SetText("")
	w.pair.Clear()
	w.sheet, w.drawn = nil, app.Recovery{}
}

func (w *ways) show() {
	ring := uikit.Name(widgets.NewCheck(i18n.T("settings.keyring.use"), w.now.Keyring, func(on bool) {
		w.act(func(context.Context) error { return w.s.Project.UseKeyring(on) })
	}), "settings.keyring")
	w.box.Objects = []fyne.CanvasObject{
		section(i18n.T("settings.keyring.head"), i18n.T("settings.keyring.lead"), ring),
		section(i18n.T("settings.custodian.head"), i18n.T("settings.custodian.lead"), w.custodians()...),
		section(i18n.T("settings.register.head"), i18n.T("settings.register.lead"), w.registerParts()...),
	}
	w.box.Refresh()
}

// custodians lists those there are, each with a button that shuts them out, over the fields for one more.
func (w *ways) custodians() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, c := range w.now.Custodians {
		out := widgets.NewDanger(i18n.T("settings.custodian.remove"), "trash", func() {
			w.act(func(context.Context) error { return w.s.Project.RemoveCustodian(c.ID) })
		})
		about := widgets.Column(0, widgets.NewText(c.Name, theme.Body, theme.Ink),
			widgets.NewText(i18n.T("settings.custodian.since", "day", i18n.Day(c.Added), "key", c.Recipient), theme.Meta, theme.Ink3).Ellipsis())
		all = append(all, container.NewBorder(nil, nil, nil, uikit.Name(out, "settings.custodian.remove"), about))
	}
	add := uikit.Name(widgets.NewButton(i18n.T("settings.custodian.add"), "plus", w.add), "settings.custodian.add")
	return append(all, widgets.Columns(theme.Gap16, []float32{2, 3},
		widgets.Field(i18n.T("settings.custodian.name"), w.name, ""), widgets.Field(i18n.T("settings.custodian.key"), w.recipient, "")), left(add))
}

// registerParts is what can be done about the register's passphrase now.
func (w *ways) registerParts() []fyne.CanvasObject {
	switch {
	case w.now.RegisterOwn && !w.now.RegisterOpen:
		open := uikit.Name(widgets.NewButton(i18n.T("settings.register.unlock"), "key", w.unlock), "settings.register.unlock")
		return []fyne.CanvasObject{widgets.AtMost(widgets.Field(i18n.T("settings.register.passphrase"), w.register, ""), 380), left(open)}
	case w.now.RegisterOwn:
		free := uikit.Name(widgets.NewButton(i18n.T("settings.register.free"), "", func() {
			w.act(func(context.Context) error { return w.s.Project.UnprotectRegister() })
		}), "settings.register.free")
		return []fyne.CanvasObject{widgets.Plain(i18n.T("settings.register.open")), left(free)}
	case w.sheet != nil:
		use := uikit.Name(widgets.NewPrimary(i18n.T("settings.register.use"), "check", w.use), "settings.register.use")
		return []fyne.CanvasObject{w.sheet.Content(), left(use)}
	}
	set := uikit.Name(widgets.NewButton(i18n.T("settings.register.set"), "key", w.protect), "settings.register.set")
	return []fyne.CanvasObject{w.pair.Content(), left(set)}
}

// act does something to the ways, and shows how they are then.
func (w *ways) act(f func(context.Context) error) {
	w.s.host.Act(f, func() {
		w.forget()
		w.reload()
	})
	w.reload() // a keyring that refused is not ticked
}

func (w *ways) add() {
	name, key := strings.TrimSpace(w.name.Text), strings.TrimSpace(w.recipient.Text)
	switch "" {
	case name:
		w.s.focus(w.name)
		return
	case key:
		w.s.focus(w.recipient)
		return
	}
	w.s.host.Act(func(context.Context) error {
		_, err := w.s.Project.AddCustodian(name, key)
		return err
	}, func() {
		w.name.SetText("")
		w.recipient.SetText("")
		w.reload()
	})
}

func (w *ways) unlock() {
	word := w.register.Text
	w.act(func(ctx context.Context) error { return w.s.Project.UnlockRegister(ctx, word) })
}

// protect draws a sheet for the register; the passphrase holds when two of its words were typed.
func (w *ways) protect() {
	if _, wrong := w.pair.Value(); wrong != nil {
		w.s.focus(wrong)
		return
	}
	w.s.host.Go(func() {
		r, err := w.s.Recovery()
		w.s.host.Do(func() {
			if err != nil {
				w.s.host.Fail(err)
				return
			}
			w.drawn = r
			w.sheet = secret.NewSheet(w.s.desk(), app.Sheet{Project: i18n.T("settings.register.sheet"), Vault: app.VaultName(w.s.Project.Dir()),
				Date: i18n.Day(time.Now()), Words: r.Words}, "settings.register", w.use)
			w.show()
		})
	})
}

// use makes the register's passphrase and sheet valid.
func (w *ways) use() {
	if w.sheet == nil {
		return
	}
	if wrong := w.sheet.Confirm.Right(); wrong != nil {
		w.s.focus(wrong)
		return
	}
	word, _ := w.pair.Value()
	r := w.drawn
	w.act(func(context.Context) error { return w.s.Project.ProtectRegister(word, r) })
}

package settings

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

// keys is the part about the ways into the vault.
type keys struct {
	s     *Screen
	old   *widgets.Entry
	wrong *widgets.Text
	pair  *secret.Pair
	set   *widgets.Button
	draw  *widgets.Button
	sheet *fyne.Container // the new sheet while it is drawn
	card  *secret.Sheet
	drawn app.Recovery
	facts app.Facts
	ways  *ways
	box   *fyne.Container

	load uikit.Loader[app.Facts]
	new  uikit.Loader[app.Recovery]
}

func newKeys(s *Screen) *keys {
	k := &keys{s: s, old: uikit.Name(widgets.NewSecret(""), "settings.old"), wrong: secret.Wrong(), sheet: container.NewStack()}
	k.load.Run, k.new.Run = s.host, s.host
	k.pair = secret.NewPair(s.host, "settings", k.change)
	k.old.Enter = k.change
	k.old.OnChanged = func(string) { secret.Tell(k.wrong, "") }
	k.set = uikit.Name(widgets.NewButton(i18n.T("settings.passphrase.set"), "key", k.change), "settings.passphrase.set")
	k.draw = uikit.Name(widgets.NewButton(i18n.T("settings.sheet.draw"), "doc", k.newSheet), "settings.sheet.draw")
	k.sheet.Hide()
	k.ways = newWays(s)
	k.box = widgets.Column(theme.Gap16,
		section(i18n.T("settings.passphrase.head"), i18n.T("settings.passphrase.lead"),
			widgets.Column(6, widgets.Label(i18n.T("settings.passphrase.old")), widgets.AtMost(k.old, 380), k.wrong), k.pair.Content(), left(k.set)),
		section(i18n.T("settings.sheet.head"), i18n.T("settings.sheet.lead"), left(k.draw), k.sheet), k.ways.box)
	return k
}

func (k *keys) content() fyne.CanvasObject { return k.box }
func (k *keys) first() fyne.Focusable      { return k.old }

func (k *keys) shown(ctx context.Context) {
	k.forget()
	k.ways.forget()
	k.ways.reload()
	k.load.Load(ctx, k.s.Project.Facts, func(f app.Facts, err error) {
		if err != nil {
			k.s.host.Fail(err)
		}
		k.facts = f
	})
}

// forget empties the fields: nothing secret waits there for the next person.
func (k *keys) forget() {
	k.old.SetText("")
	k.pair.Clear()
	k.sheet.Objects, k.card, k.drawn = nil, nil, app.Recovery{}
	k.sheet.Hide()
	k.draw.Show()
	k.box.Refresh()
}

// change gives the vault another passphrase.
func (k *keys) change() {
	if k.old.Text == "" {
		secret.Tell(k.wrong, i18n.T("settings.passphrase.empty"))
		k.box.Refresh()
		k.s.focus(k.old)
		return
	}
	fresh, wrong := k.pair.Value()
	if wrong != nil {
		k.s.focus(wrong)
		return
	}
	old := k.old.Text
	k.set.Enable(false)
	k.s.host.Go(func() {
		err := k.s.Project.ChangePassphrase(old, fresh)
		k.s.host.Do(func() {
			k.set.Enable(true)
			k.changed(err)
		})
	})
}

func (k *keys) changed(err error) {
	var coded *feltbog.Error
	switch {
	case errors.As(err, &coded) && coded.Key == "vault.passphrase":
		secret.Tell(k.wrong, i18n.T("settings.passphrase.wrong"))
		k.box.Refresh()
		k.s.focus(k.old)
	case err != nil:
		k.s.host.Fail(err)
	default:
		k.forget()
		k.s.host.Say(i18n.T("settings.passphrase.done"))
		trace.Event("passphrase")
	}
}

// newSheet draws new words. They open nothing until two of them were typed.
func (k *keys) newSheet() {
	k.new.Load(k.s.ctx, func(context.Context) (app.Recovery, error) { return k.s.Recovery() }, func(r app.Recovery, err error) {
		if err != nil {
			k.s.host.Fail(err)
			return
		}
		k.drawn = r
		k.card = secret.NewSheet(k.s.desk(), app.Sheet{Project: k.facts.Title, Vault: k.facts.Name, Date: i18n.Day(time.Now()), Words: r.Words}, "settings", k.use)
		use := uikit.Name(widgets.NewPrimary(i18n.T("settings.sheet.use"), "check", k.use), "settings.sheet.use")
		drop := widgets.NewButton(i18n.T("settings.sheet.drop"), "", k.forget)
		drop.Tall = true
		k.sheet.Objects = []fyne.CanvasObject{widgets.Column(theme.Gap16, k.card.Content(),
			widgets.Flow(theme.Gap12, uikit.Name(drop, "settings.sheet.drop"), use))}
		k.sheet.Show()
		k.draw.Hide()
		k.box.Refresh()
	})
}

// use makes the new sheet valid in place of the old one.
func (k *keys) use() {
	if k.card == nil {
		return
	}
	if wrong := k.card.Confirm.Right(); wrong != nil {
		k.s.focus(wrong)
		return
	}
	r := k.drawn
	k.s.host.Act(func(context.Context) error { return k.s.Project.NewSheet(r) }, func() {
		k.forget()
		k.s.host.Say(i18n.T("settings.sheet.done"))
		trace.Event("sheet")
	})
}

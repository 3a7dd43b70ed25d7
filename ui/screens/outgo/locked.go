package outgo

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// locked says that no names can be looked for, and unlocks the register where it lies here.
type locked struct {
	s      *Screen
	say    *widgets.Message
	secret *widgets.Entry
	unlock *fyne.Container
	box    *fyne.Container
}

func newLocked(s *Screen) *locked {
	l := &locked{s: s, say: widgets.NewMessage(widgets.Red, "lock", "", nil)}
	l.secret = uikit.Name(widgets.NewSecret(i18n.T("people.register.passphrase")), "outgo.passphrase")
	l.secret.Enter = l.open
	button := uikit.Name(widgets.NewButton(i18n.T("people.register.unlock"), "open", l.open), "outgo.unlock")
	l.unlock = widgets.Row(theme.Gap12, widgets.AtLeast(widgets.Tall(l.secret), 300, 0), button)
	l.box = widgets.Pad(widgets.Column(theme.Gap8, l.say, l.unlock), 0, theme.Gap28, theme.Gap12, theme.Gap28)
	l.box.Hide()
	return l
}

// show says why no names can be looked for; nil: they can.
func (l *locked) show(why error) {
	l.box.Hidden = why == nil
	switch keyOf(why) {
	case "gate.blind":
		l.say.Set(widgets.Red, "lock", i18n.T("outgo.locked"))
	case "gate.blind.none":
		l.say.Set(widgets.Red, "lock", i18n.T("outgo.locked.away", "why", i18n.Upper(i18n.Error(why))))
	}
	l.unlock.Hidden = keyOf(why) != "gate.blind"
}

// open unlocks the register with a passphrase of its own, and looks at everything again.
func (l *locked) open() {
	secret := l.secret.Text
	l.secret.SetText("")
	l.s.host.Act(func(ctx context.Context) error { return l.s.deps.UnlockRegister(ctx, secret) }, func() {
		l.s.again(l.s.ask.Items)
		l.s.host.Window().Canvas().Focus(l.s.list)
	})
}

package door

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// forgot opens a vault with the words of its recovery sheet and gives it a new passphrase.
type forgot struct {
	d     *Door
	dir   string
	words *secret.Words
	pair  *secret.Pair
	foot  *busy
	box   *fyne.Container
}

func newForgot(d *Door, dir string) *forgot {
	f := &forgot{d: d, dir: dir}
	f.pair = secret.NewPair(d.host, "door", f.recover)
	f.words = secret.NewWords(d.host, "door", func() { d.focus(f.pair.First) })
	back := widgets.NewButton(i18n.T("door.back"), "left", func() { d.show(newUnlock(d, dir, nil)) })
	back.Tall = true
	open := widgets.NewPrimary(i18n.T("door.recover"), "key", f.recover)
	f.foot = newBusy(d, widgets.Row(theme.Gap12, uikit.Name(back, "door.back"), widgets.Spacer(), uikit.Name(open, "door.recover")))
	f.box = widgets.Column(theme.Gap20, widgets.NewText(i18n.T("door.forgot.title", "vault", app.VaultName(dir)), theme.Number, theme.Ink).Bold(),
		widgets.NewText(i18n.T("door.forgot.lead"), theme.Read, theme.Ink2),
		widgets.Card(f.words.Content()), f.pair.Content(), f.foot.content())
	return f
}

func (f *forgot) content() fyne.CanvasObject { return f.box }
func (f *forgot) first() fyne.Focusable      { return f.words.Fields[0] }
func (f *forgot) name() string               { return "forgot" }

func (f *forgot) recover() {
	sheet, wrong := f.words.Text()
	if wrong != nil {
		f.d.focus(wrong)
		return
	}
	passphrase, wrong := f.pair.Value()
	if wrong != nil {
		f.d.focus(wrong)
		return
	}
	f.foot.opening("job.unlock", func(ctx context.Context, _ *app.Progress) (*app.Project, error) {
		return f.d.Machine.Recover(ctx, f.dir, sheet, passphrase)
	}, func(err error) {
		var coded *feltbog.Error
		if errors.As(err, &coded) && coded.Code == feltbog.EKey {
			f.words.Wrong(i18n.Error(coded))
			f.d.focus(f.words.Fields[0])
			return
		}
		f.foot.fail(i18n.Error(err))
	})
}

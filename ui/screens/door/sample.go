package door

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// sample makes the sample project, to look around in. Nothing in it is about anybody, so its passphrase is told on the
// screen and it has no recovery sheet.
type sample struct {
	d      *Door
	folder *folder
	start  *widgets.Button
	foot   *busy
	box    *fyne.Container
}

func newSample(d *Door) *sample {
	s := &sample{d: d, folder: newFolder(d, false)}
	s.folder.entry.Enter = s.make
	back := widgets.NewButton(i18n.T("door.back"), "left", func() { d.Shown(d.ctx) })
	back.Tall = true
	s.start = uikit.Name(widgets.NewPrimary(i18n.T("door.sample.make"), "right", s.make), "door.sample.make")
	s.start.After = true
	s.foot = newBusy(d, widgets.Row(theme.Gap12, uikit.Name(back, "door.back"), widgets.Spacer(), s.start))
	s.box = widgets.Column(theme.Gap20, widgets.NewText(i18n.T("door.sample.title"), theme.Number, theme.Ink).Bold(),
		widgets.NewText(i18n.T("door.sample.lead"), theme.Read, theme.Ink2),
		widgets.NewMessage(widgets.Accent, "key", i18n.T("door.sample.key", "passphrase", i18n.T("door.sample.passphrase")), nil),
		s.folder.field(i18n.T("door.new.folder")), s.folder.message, s.foot.content())
	s.folder.named(i18n.T("door.sample.name"))
	return s
}

func (s *sample) content() fyne.CanvasObject { return s.box }
func (s *sample) first() fyne.Focusable      { return s.start }
func (s *sample) name() string               { return "sample" }

func (s *sample) make() {
	if s.folder.wrong {
		s.folder.edit()
		return
	}
	dir := s.folder.path()
	s.foot.opening("job.sample", func(ctx context.Context, progress *app.Progress) (p *app.Project, err error) {
		err = s.d.Sample(dir, i18n.T("door.sample.passphrase"), &p).Start(ctx, progress)
		return p, err
	}, func(err error) { s.foot.fail(i18n.Error(err)) })
}

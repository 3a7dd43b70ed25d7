package door

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// busy is the foot of a page: its buttons, and in their place what is being done and how to stop it.
type busy struct {
	d       *Door
	buttons fyne.CanvasObject
	box     *fyne.Container
	row     *fyne.Container
	text    *widgets.Text
	meter   *widgets.Meter
	failed  *fyne.Container
	cancel  context.CancelFunc // while something is being done
}

func newBusy(d *Door, buttons fyne.CanvasObject) *busy {
	b := &busy{d: d, buttons: buttons, text: widgets.NewText("", theme.Body, theme.Ink2), meter: widgets.NewMeter(), failed: container.NewStack()}
	stop := uikit.Name(widgets.NewButton(i18n.T("job.stop"), "x", func() { b.stop() }), "door.stop")
	b.row = container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap16, widgets.AtLeast(b.meter, 160, 8), stop), widgets.Pad(b.text, 11, 16, 11, 0))
	b.row.Hide()
	b.failed.Hide()
	b.box = widgets.Column(theme.Gap12, b.failed, container.NewStack(buttons, b.row))
	return b
}

// content is what is shown.
func (b *busy) content() fyne.CanvasObject { return b.box }

// stop ends what is being done; nothing of it stays.
func (b *busy) stop() {
	if b.cancel != nil {
		b.cancel()
	}
}

// fail shows what went wrong, or with "" takes it away.
func (b *busy) fail(text string) {
	b.failed.Objects = nil
	if text != "" {
		b.failed.Objects = []fyne.CanvasObject{widgets.NewMessage(widgets.Red, "warn", text, nil)}
		b.failed.Show()
	} else {
		b.failed.Hide()
	}
	b.box.Refresh()
}

// do has a job done elsewhere and calls done on the UI goroutine. While it lasts the page's buttons are gone and a
// second job is refused. What was stopped is not an error.
func (b *busy) do(job app.Job, done func(error)) {
	if b.cancel != nil {
		return
	}
	b.fail("")
	var ctx context.Context
	ctx, b.cancel = context.WithCancel(b.d.ctx)
	cancel := b.cancel
	b.text.SetText(i18n.T(job.Title))
	b.meter.Hide()
	b.buttons.Hide()
	b.row.Show()
	b.box.Refresh()
	trace.Event("job", "title", job.Title)
	b.d.host.Go(func() {
		err := job.Run(ctx, func(r app.Report) { b.d.host.Do(func() { b.report(r) }) })
		cancel()
		b.d.host.Do(func() {
			b.cancel = nil
			b.row.Hide()
			b.buttons.Show()
			b.box.Refresh()
			trace.Event("jobended", "title", job.Title, "ok", err == nil)
			if feltbog.ErrorCode(err) == feltbog.ECancelled {
				b.d.host.Say(i18n.Error(err))
				return
			}
			done(err)
		})
	})
}

func (b *busy) report(r app.Report) {
	if r.Ended || r.Total == 0 {
		return
	}
	b.text.SetText(i18n.T("job.progress", "job", i18n.T(r.Title), "done", i18n.Number(int(r.Done)), "total", i18n.Number(int(r.Total))))
	b.meter.Set(float32(r.Done) / float32(r.Total))
	b.meter.Show()
}

// opening is the job of a way in. What it opened after it was stopped is closed again by the machine.
func (b *busy) opening(title string, open func(context.Context, *app.Progress) (*app.Project, error), failed func(error)) {
	var p *app.Project
	job := app.Job{Title: title, Start: func(ctx context.Context, progress *app.Progress) (err error) {
		p, err = open(ctx, progress)
		return err
	}}
	b.do(job, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		b.d.opened(p)
	})
}

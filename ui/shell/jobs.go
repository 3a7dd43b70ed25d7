package shell

import (
	"context"
	"sync"
	"time"

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

// doneStays is how long the strip says that a job is done.
const doneStays = 4 * time.Second

// jobStrip shows the work that is under way, one job at a time with how many there are, and stops it.
type jobStrip struct {
	s       *Stage
	box     *fyne.Container
	text    *widgets.Text
	bar     *widgets.Meter
	end     *widgets.Button
	running []*running
	wg      sync.WaitGroup
}

type running struct {
	job    app.Job
	report app.Report
	cancel context.CancelFunc
}

func newJobStrip(s *Stage) *jobStrip {
	j := &jobStrip{s: s, text: widgets.NewText("", theme.Small, theme.Ink).Ellipsis(), bar: widgets.NewMeter()}
	j.end = uikit.Name(widgets.NewLink(i18n.T("job.stop"), j.stopLast), "job.stop")
	row := container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap12, widgets.AtLeast(j.bar, 200, 8), j.end), container.New(middle{}, j.text))
	j.box = container.NewStack(widgets.NewBox(theme.Card, "", 0), container.NewBorder(widgets.Rule(), nil, nil, nil, widgets.Pad(row, 0, 16, 0, 28)))
	j.box.Hide()
	return j
}

// Start implements screen.Host.
func (s *Stage) Start(job app.Job, done func(error)) {
	s.Do(func() { s.jobs.start(job, done) })
}

func (j *jobStrip) start(job app.Job, done func(error)) {
	ctx, cancel := context.WithCancel(j.s.ctx)
	r := &running{job: job, cancel: cancel, report: app.Report{Title: job.Title}}
	j.running = append(j.running, r)
	j.show()
	j.wg.Add(1)
	trace.Event("job", "title", job.Title)
	j.s.Run.Go(func() {
		defer j.wg.Done()
		err := job.Run(ctx, func(rep app.Report) {
			j.s.Do(func() {
				r.report = rep
				if !rep.Ended {
					j.show()
				}
			})
		})
		cancel()
		j.s.Do(func() { j.ended(r, err, done) })
	})
}

func (j *jobStrip) ended(r *running, err error, done func(error)) {
	for i, x := range j.running {
		if x == r {
			j.running = append(j.running[:i:i], j.running[i+1:]...)
			break
		}
	}
	trace.Event("jobended", "title", r.job.Title, "ok", err == nil)
	name := i18n.T(r.job.Title)
	switch {
	case feltbog.ErrorCode(err) == feltbog.ECancelled:
		j.tell(i18n.T("job.stopped", "job", name))
	case err != nil:
		j.tell(i18n.T("job.failed", "job", name))
		j.s.Fail(err)
	default:
		j.tell(i18n.T("job.done", "job", name))
	}
	if done != nil {
		done(err)
	}
}

// tell says how a job ended, for a while, unless another is still running.
func (j *jobStrip) tell(text string) {
	if len(j.running) > 0 {
		j.show()
		return
	}
	j.text.SetText(text)
	j.bar.Hide()
	j.end.Hide()
	j.layout()
	timer := time.AfterFunc(doneStays, func() {
		j.s.Do(func() {
			if len(j.running) == 0 {
				j.box.Hide()
				j.layout()
			}
		})
	})
	j.s.unbind = append(j.s.unbind, func() { timer.Stop() })
}

func (j *jobStrip) show() {
	if len(j.running) == 0 {
		return
	}
	r := j.running[len(j.running)-1]
	text := i18n.T(r.job.Title)
	if rep := r.report; rep.Total > 0 {
		text = i18n.T("job.progress", "job", text, "done", i18n.Number(int(rep.Done)), "total", i18n.Number(int(rep.Total)))
		j.bar.Set(float32(rep.Done) / float32(rep.Total))
	} else {
		j.bar.Set(0)
	}
	if n := len(j.running) - 1; n > 0 {
		text = i18n.N("strip.more", n, "job", text)
	}
	j.text.SetText(text)
	j.bar.Show()
	j.end.Show()
	if !j.box.Visible() {
		j.box.Show()
		j.layout()
	}
}

func (j *jobStrip) layout() {
	j.s.moved()
}

func (j *jobStrip) stopLast() {
	if n := len(j.running); n > 0 {
		j.running[n-1].cancel()
	}
}

// stop ends all jobs; wait returns when they have.
func (j *jobStrip) stop() {
	for _, r := range j.running {
		r.cancel()
	}
}

func (j *jobStrip) wait() { j.wg.Wait() }

// middle centres an object in height over the whole width.
type middle struct{}

func (middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, (size.Height-h)/2))
	o[0].Resize(fyne.NewSize(size.Width, h))
}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

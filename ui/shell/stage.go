package shell

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/i18n"
	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Stage is what there is around any content of the window, with a vault open or not: dialogs, messages, the job strip,
// and work that is done elsewhere. It is taken down with Close, and what was queued for it is then dropped.
type Stage struct {
	window fyne.Window
	Keys   *shortcuts.Keys
	Run    uikit.Runner

	ctx    context.Context
	cancel context.CancelFunc
	unbind []func()
	jobs   *jobStrip
	toasts *toasts
	dialog []*openDialog
	moved  func() // the job strip came or went
	acted  func() // an act began or ended

	mu      sync.Mutex
	writing int
	acts    sync.WaitGroup
}

// NewStage returns a stage with nothing on it.
func NewStage(w fyne.Window, keys *shortcuts.Keys, run uikit.Runner) *Stage {
	s := &Stage{window: w, Keys: keys, Run: run, moved: func() {}, acted: func() {}}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.jobs, s.toasts = newJobStrip(s), newToasts(s)
	return s
}

// Put shows content in the window, under messages and dialogs.
func (s *Stage) Put(content fyne.CanvasObject) {
	s.window.SetPadded(false)
	s.window.SetContent(container.NewStack(widgets.NewBox(theme.Paper, "", 0), content, s.toasts.box))
}

// Context ends when the stage is taken down.
func (s *Stage) Context() context.Context { return s.ctx }

// Strip is the job strip, for the layout of the content.
func (s *Stage) Strip() fyne.CanvasObject { return s.jobs.box }

// Go implements uikit.Runner.
func (s *Stage) Go(f func()) { s.Run.Go(f) }

// Do implements uikit.Runner. What is queued when the stage is taken down is dropped.
func (s *Stage) Do(f func()) {
	s.Run.Do(func() {
		if s.ctx.Err() == nil {
			f()
		}
	})
}

// Window implements screen.Host.
func (s *Stage) Window() fyne.Window { return s.window }

// Say implements screen.Host.
func (s *Stage) Say(text string) { s.Do(func() { s.toasts.say(text) }) }

// Fail implements screen.Host.
func (s *Stage) Fail(err error) {
	if err == nil {
		return
	}
	s.Do(func() { s.toasts.fail(i18n.Error(err)) })
}

// Act implements screen.Host.
func (s *Stage) Act(f func(context.Context) error, done func()) {
	s.mark(1)
	s.acts.Add(1)
	s.Run.Go(func() {
		// What was asked for is done, also when the vault is locked meanwhile: locking waits for it.
		err := f(context.WithoutCancel(s.ctx))
		s.acts.Done()
		s.mark(-1)
		s.Do(func() {
			s.acted()
			if err != nil {
				s.Fail(err)
				return
			}
			if done != nil {
				done()
			}
		})
	})
	s.Do(func() { s.acted() })
}

func (s *Stage) mark(n int) {
	s.mu.Lock()
	s.writing += n
	s.mu.Unlock()
}

// busy reports whether an act is under way.
func (s *Stage) busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writing > 0
}

// close takes the stage down: finish and what was being done end elsewhere, and then done is called on the UI goroutine.
// It is called on the UI goroutine; a second call does nothing.
func (s *Stage) close(finish func() error, done func()) {
	if s.ctx.Err() != nil {
		return
	}
	s.closeAll()
	for _, f := range s.unbind {
		f()
	}
	s.cancel()
	s.jobs.stop()
	s.Run.Go(func() {
		if finish != nil {
			if err := finish(); err != nil {
				trace.Event("leave", "error", err.Error())
			}
		}
		s.acts.Wait()
		s.jobs.wait()
		s.Run.Do(done)
	})
}

// Close takes the stage down and calls done on the UI goroutine when what was under way has ended.
func (s *Stage) Close(done func()) { s.close(nil, done) }

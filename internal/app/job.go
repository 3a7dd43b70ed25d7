package app

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"feltbog/internal/feltbog"
)

// Job is work that takes longer than a moment. It ends early, with nothing half done, when its context does.
type Job struct {
	Title string // key of its name in the translations
	Start func(context.Context, *Progress) error
}

// Progress counts how far a job is. Whoever works adds, whoever shows reads; neither waits for the other. A nil
// Progress counts nothing.
type Progress struct {
	done, total atomic.Int64
}

// Add counts n more units as done.
func (p *Progress) Add(n int64) {
	if p != nil {
		p.done.Add(n)
	}
}

// Expect sets how many units there are; 0 when nobody knows.
func (p *Progress) Expect(total int64) {
	if p != nil {
		p.total.Store(total)
	}
}

// expected is what Expect was told.
func (p *Progress) expected() int64 {
	if p == nil {
		return 0
	}
	return p.total.Load()
}

// set takes over counts from the layers below.
func (p *Progress) set(done, total int64) {
	if p != nil {
		p.done.Store(done)
		p.total.Store(total)
	}
}

// Report is how far a job is, to be shown.
type Report struct {
	Title string
	Done  int64
	Total int64 // 0: unknown
	Ended bool
	Err   error // once ended
}

// pace is how often progress is shown: often enough to be alive, seldom enough to cost nothing.
const pace = 200 * time.Millisecond

// Run does the job and returns its error. While it lasts, show gets a report five times a second, and one when it has
// ended. show is called from this goroutine; it may be nil.
func (j Job) Run(ctx context.Context, show func(Report)) error {
	if show == nil {
		show = func(Report) {}
	}
	var p Progress
	ended := make(chan error, 1)
	go func() { ended <- j.Start(ctx, &p) }()
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			err = cancelled(ctx, err)
			show(Report{Title: j.Title, Done: p.done.Load(), Total: p.total.Load(), Ended: true, Err: err})
			return err
		case <-tick.C:
			show(Report{Title: j.Title, Done: p.done.Load(), Total: p.total.Load()})
		}
	}
}

// cancelled says plainly that the user stopped something; the layers below report that in words of their own.
func cancelled(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || !errors.Is(ctx.Err(), context.Canceled) {
		return err
	}
	return feltbog.Errorf(feltbog.ECancelled, "job.cancelled", "stopped; nothing is half done: %w", err)
}

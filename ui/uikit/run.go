// Package uikit is how screens get data without ever making the window wait: a Runner that has work done elsewhere and
// brings the result back, a Loader whose last request wins, and names by which tests find widgets.
package uikit

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Runner says where code runs. Screens get one, so that tests decide when things happen.
type Runner interface {
	// Go runs f somewhere else than on the UI goroutine. It may take long, read the vault and files.
	Go(f func())
	// Do runs f on the UI goroutine, later. It must be short, and touch nothing but widgets.
	Do(f func())
}

// Live is the Runner of the program.
type Live struct{}

// Go starts a goroutine.
func (Live) Go(f func()) { go f() }

// Do queues f for the UI goroutine.
func (Live) Do(f func()) {
	fyne.Do(func() {
		Timed("do", f)
		for i := len(after) - 1; i >= 0; i-- {
			if after[i]() {
				after = append(after[:i], after[i+1:]...)
			}
		}
	})
}

// after is asked after each Do, on the UI goroutine.
var after []func() bool

// AfterEach has f called after everything that is done on the UI goroutine, until it returns true. It is called there.
func AfterEach(f func() (done bool)) { after = append(after, f) }

// frame is how long one call may keep the window waiting before it is reported.
const frame = 16 * time.Millisecond

var longest struct {
	sync.Mutex
	name string
	took time.Duration
}

// Timed runs f on the UI goroutine and reports when it took longer than a frame.
func Timed(name string, f func()) {
	start := time.Now()
	f()
	took := time.Since(start)
	longest.Lock()
	if took > longest.took {
		longest.name, longest.took = name, took
	}
	longest.Unlock()
	if took > frame {
		slog.Debug("slow call on the UI goroutine", "name", name, "ms", took.Milliseconds())
	}
}

// Longest returns the longest call that Timed has seen.
func Longest() (name string, took time.Duration) {
	longest.Lock()
	defer longest.Unlock()
	return longest.name, longest.took
}

// Queue is a Runner for tests: nothing happens until Drain, and then on the calling goroutine, in order.
type Queue struct {
	mu   sync.Mutex
	work []func()
}

// Go queues f.
func (q *Queue) Go(f func()) { q.add(f) }

// Do queues f.
func (q *Queue) Do(f func()) { q.add(f) }

func (q *Queue) add(f func()) {
	q.mu.Lock()
	q.work = append(q.work, f)
	q.mu.Unlock()
}

// Drain runs what is queued, and what that queues, until nothing is left.
func (q *Queue) Drain() {
	for {
		q.mu.Lock()
		if len(q.work) == 0 {
			q.mu.Unlock()
			return
		}
		f := q.work[0]
		q.work = q.work[1:]
		q.mu.Unlock()
		f()
	}
}

// Loader fetches something for one part of a screen. A new request makes the one before it void, whichever of them is
// answered first. All methods are called on the UI goroutine. The zero Loader needs a Runner.
type Loader[T any] struct {
	Run    Runner
	cancel context.CancelFunc
	gen    int
}

// Load has fetch run elsewhere and shows what it returned, unless another Load or Stop came in between, or ctx ended.
func (l *Loader[T]) Load(ctx context.Context, fetch func(context.Context) (T, error), show func(T, error)) {
	l.Stop()
	ctx, l.cancel = context.WithCancel(ctx)
	gen := l.gen
	l.Run.Go(func() {
		v, err := fetch(ctx)
		l.Run.Do(func() {
			if gen == l.gen && ctx.Err() == nil {
				show(v, err)
			}
		})
	})
}

// Stop makes a request that is under way void.
func (l *Loader[T]) Stop() {
	l.gen++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

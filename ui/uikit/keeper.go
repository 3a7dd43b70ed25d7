package uikit

import (
	"context"
	"sync"
	"time"
)

// Keeper writes what is being typed, one thing at a time and in order: a text at the latest a moment after its first
// unsaved letter, everything else at once. The zero Keeper needs a Runner. Later, Then and Flush are called on the UI
// goroutine.
type Keeper struct {
	Run Runner
	// Failed is told on the UI goroutine what could not be written; nil: nobody.
	Failed func(error)

	timer   *time.Timer
	latest  *write // the newest text, not yet in the queue
	what    any    // it is a text of
	mu      sync.Mutex
	queue   []write
	working bool
	idle    *sync.Cond
}

type write struct {
	f    func(context.Context) error
	done func()
}

// KeepAfter is how long a typed letter waits before it is written.
const KeepAfter = 400 * time.Millisecond

// Later writes a text soon. A newer one of the same thing that comes before takes its place; what is anything that tells
// the fields of a screen apart. done is called on the UI goroutine after it was written, nil for nothing.
func (k *Keeper) Later(what any, f func(context.Context) error, done func()) {
	if k.latest != nil && k.what != what {
		k.now()
	}
	k.what, k.latest = what, &write{f, done}
	if k.timer == nil {
		k.timer = time.AfterFunc(KeepAfter, func() { k.Run.Do(k.now) })
	}
}

// now puts the newest text into the queue.
func (k *Keeper) now() {
	if k.timer != nil {
		k.timer.Stop()
		k.timer = nil
	}
	if k.latest != nil {
		w := *k.latest
		k.latest = nil
		k.add(w)
	}
}

// Then does something after everything typed so far was written.
func (k *Keeper) Then(f func(context.Context) error, done func()) {
	k.now()
	k.add(write{f, done})
}

func (k *Keeper) add(w write) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.queue = append(k.queue, w)
	if !k.working {
		k.working = true
		k.Run.Go(k.work)
	}
}

// work empties the queue.
func (k *Keeper) work() {
	for {
		k.mu.Lock()
		if len(k.queue) == 0 {
			k.working = false
			if k.idle != nil {
				k.idle.Broadcast()
			}
			k.mu.Unlock()
			return
		}
		w := k.queue[0]
		k.queue = k.queue[1:]
		k.mu.Unlock()
		err := w.f(context.Background())
		k.Run.Do(func() {
			if err != nil {
				if k.Failed != nil {
					k.Failed(err)
				}
			} else if w.done != nil {
				w.done()
			}
		})
	}
}

// Flush returns what waits until everything is written, to be called elsewhere than on the UI goroutine; nil when
// nothing waits.
func (k *Keeper) Flush() func() error {
	k.now()
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.working {
		return nil
	}
	if k.idle == nil {
		k.idle = sync.NewCond(&k.mu)
	}
	return func() error {
		k.mu.Lock()
		defer k.mu.Unlock()
		for k.working {
			k.idle.Wait()
		}
		return nil
	}
}

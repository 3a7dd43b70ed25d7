package store

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
)

// fuse is a context that is cancelled the n-th time anybody looks at it.
type fuse struct {
	context.Context
	cancel context.CancelFunc
	left   atomic.Int64
}

func newFuse(n int) *fuse {
	c, cancel := context.WithCancel(context.Background())
	f := &fuse{Context: c, cancel: cancel}
	f.left.Store(int64(n))
	return f
}

func (f *fuse) look() {
	if f.left.Add(-1) == 0 {
		f.cancel()
	}
}

func (f *fuse) Done() <-chan struct{} { f.look(); return f.Context.Done() }
func (f *fuse) Err() error            { f.look(); return f.Context.Err() }

// A save that is given up in the middle is there or not there, says so, and the next one works.
func TestAWriteCancelledAnywhereIsDoneOrNotDone(t *testing.T) {
	s := openTest(t)
	stopped, done := 0, 0
	for n := 1; n < testkit.Rounds(400, 1000) && done < 20; n++ {
		note := about(feltbog.ID{}, fmt.Sprint("notat ", n))
		note.ID = feltbog.NewID()
		f := newFuse(n)
		_, err := s.Write(f, Action{Name: "note.add"}, func(w *Writer) error { return w.Put(note) })
		f.cancel()
		_, _, there := s.Get(ctx, note.ID)
		if (err == nil) != (there == nil) {
			t.Errorf("cancelled at look %d: Write says %v, Get says %v", n, err, there)
		}
		if err != nil {
			stopped++
		} else {
			done++
		}
		if _, err := s.Write(ctx, Action{Name: "note.add"}, func(w *Writer) error { return w.Put(about(feltbog.ID{}, "det næste")) }); err != nil {
			t.Fatalf("cancelled at look %d: the next write fails: %v", n, err)
		}
	}
	if stopped == 0 || done == 0 {
		t.Errorf("%d stopped, %d done: the fuse is too long or too short", stopped, done)
	}
	t.Logf("%d stopped, %d done", stopped, done)
	sound(t, s)
}

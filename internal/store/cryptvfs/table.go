package cryptvfs

import (
	"sync"
	"sync/atomic"
)

// table gives C code a number for a Go value. Reading is one atomic load and an index, because every page SQLite reads
// comes through here; adding and removing copy the slice, which happens once per opened file.
type table[T any] struct {
	mu    sync.Mutex
	slots atomic.Pointer[[]*T]
}

// add stores v and returns its number, never 0.
func (t *table[T]) add(v *T) uintptr {
	t.mu.Lock()
	defer t.mu.Unlock()
	var old []*T
	if p := t.slots.Load(); p != nil {
		old = *p
	}
	next := make([]*T, len(old), len(old)+1)
	copy(next, old)
	for i, s := range next {
		if s == nil {
			next[i] = v
			t.slots.Store(&next)
			return uintptr(i + 1)
		}
	}
	next = append(next, v)
	t.slots.Store(&next)
	return uintptr(len(next))
}

// get returns the value of a number, nil if there is none.
func (t *table[T]) get(n uintptr) *T {
	p := t.slots.Load()
	if p == nil || n == 0 || n > uintptr(len(*p)) {
		return nil
	}
	return (*p)[n-1]
}

// remove frees a number for reuse.
func (t *table[T]) remove(n uintptr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	old := *t.slots.Load()
	next := make([]*T, len(old))
	copy(next, old)
	next[n-1] = nil
	t.slots.Store(&next)
}

package app

import (
	"reflect"
	"slices"
	"sync"

	"feltbog/internal/feltbog"
)

// Event is something that happened, for those who show it. Two events of one type can be told as one, so that a slow
// listener is told less often and never falls behind.
type Event interface {
	// after tells this event together with an earlier one of the same type.
	after(earlier Event) Event
}

// RecordsChanged says that records were written, here or by taking in something.
type RecordsChanged struct {
	Spaces  []feltbog.SpaceKind
	Records []feltbog.ID
	All     bool // too many to list: anything may have changed
}

// maxListed bounds the records that one event lists.
const maxListed = 5000

func (e RecordsChanged) after(earlier Event) Event {
	was := earlier.(RecordsChanged)
	for _, s := range was.Spaces {
		if !slices.Contains(e.Spaces, s) {
			e.Spaces = append(slices.Clone(e.Spaces), s)
		}
	}
	if e.All = e.All || was.All || len(e.Records)+len(was.Records) > maxListed; e.All {
		e.Records = nil
		return e
	}
	seen := make(map[feltbog.ID]bool, len(e.Records)+len(was.Records))
	var ids []feltbog.ID
	for _, id := range slices.Concat(was.Records, e.Records) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	e.Records = ids
	return e
}

// JobChanged says how far a job is.
type JobChanged struct{ Report Report }

func (e JobChanged) after(Event) Event { return e }

// Bus carries events from who makes them to who shows them. The zero Bus is ready. Publishing never waits for a
// listener.
type Bus struct {
	mu     sync.Mutex
	subs   []*Subscription
	closed bool
}

// Subscription is one listener. Close ends it.
type Subscription struct {
	bus  *Bus
	of   reflect.Type
	tell func(Event)

	mu      sync.Mutex
	pending Event
	wake    chan struct{}
	done    chan struct{}
	once    sync.Once
}

// Subscribe calls f with each event of type E, one at a time, on a goroutine of its own. Events that come while f runs
// are told as one afterwards. On a closed bus f is never called.
func Subscribe[E Event](b *Bus, f func(E)) *Subscription {
	s := &Subscription{bus: b, of: reflect.TypeFor[E](), tell: func(e Event) { f(e.(E)) },
		wake: make(chan struct{}, 1), done: make(chan struct{})}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		s.once.Do(func() { close(s.done) })
		return s
	}
	b.subs = append(b.subs, s)
	go s.run()
	return s
}

// Publish hands an event to everybody who listens for its type.
func Publish[E Event](b *Bus, e E) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.subs {
		if s.of == reflect.TypeFor[E]() {
			s.offer(e)
		}
	}
}

func (s *Subscription) offer(e Event) {
	s.mu.Lock()
	if s.pending != nil {
		e = e.after(s.pending)
	}
	s.pending = e
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Subscription) run() {
	for {
		select {
		case <-s.done:
			return
		case <-s.wake:
		}
		s.mu.Lock()
		e := s.pending
		s.pending = nil
		s.mu.Unlock()
		select {
		case <-s.done:
			return
		default:
		}
		if e != nil {
			s.tell(e)
		}
	}
}

// Close ends the subscription. A call that is under way is not waited for, so Close may be called from inside one; no
// new one begins. Closing twice does nothing.
func (s *Subscription) Close() {
	s.bus.mu.Lock()
	s.bus.subs = slices.DeleteFunc(s.bus.subs, func(x *Subscription) bool { return x == s })
	s.bus.mu.Unlock()
	s.once.Do(func() { close(s.done) })
}

// Close ends all subscriptions, and those that are still to come.
func (b *Bus) Close() {
	b.mu.Lock()
	subs := b.subs
	b.subs, b.closed = nil, true
	b.mu.Unlock()
	for _, s := range subs {
		s.once.Do(func() { close(s.done) })
	}
}

//go:build window && linux

package windowtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// Event is one line of the trace: what became true, and its details.
type Event map[string]any

// Name is what kind of thing became true.
func (e Event) Name() string { return e.Text("event") }

// Text returns a detail that is text, "" when it is none.
func (e Event) Text(key string) string {
	s, _ := e[key].(string)
	return s
}

// Number returns a detail that is a number, -1 when it is none.
func (e Event) Number(key string) int {
	if n, ok := e[key].(float64); ok {
		return int(n)
	}
	return -1
}

// Match says which events are meant.
type Match struct {
	what string
	ok   func(Event) bool
}

// With matches events that have a detail of this value.
func With(key string, value any) Match {
	want := fmt.Sprint(value)
	return Match{fmt.Sprintf("%s=%s", key, want), func(e Event) bool {
		got, there := e[key]
		return there && fmt.Sprint(got) == want
	}}
}

// Where matches events for which f holds; what says it in words.
func Where(what string, f func(Event) bool) Match { return Match{what, f} }

// trace reads the file that the program writes. The last event is always "exited", which the harness adds.
type trace struct {
	mu      sync.Mutex
	file    string
	read    int64
	rest    []byte
	events  []Event
	changed chan struct{} // closed when events grows
	from    int           // where the next Wait begins to look
}

func newTrace(file string) *trace { return &trace{file: file, changed: make(chan struct{})} }

// follow reads what is added until ended is closed, and once more then.
func (t *trace) follow(ended <-chan struct{}) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			t.more()
		case <-ended:
			t.more()
			t.add(Event{"event": "exited"})
			return
		}
	}
}

func (t *trace) more() {
	f, err := os.Open(t.file)
	if err != nil {
		return // not made yet
	}
	defer f.Close()
	var b bytes.Buffer
	if _, err := f.Seek(t.read, 0); err != nil {
		return
	}
	n, err := b.ReadFrom(f)
	t.read += n
	if err != nil {
		return
	}
	t.take(b.Bytes())
}

// take splits bytes into lines; half a line waits for its end.
func (t *trace) take(b []byte) {
	t.rest = append(t.rest, b...)
	for {
		line, rest, whole := bytes.Cut(t.rest, []byte("\n"))
		if !whole {
			return
		}
		t.rest = append([]byte(nil), rest...)
		e := Event{}
		if err := json.Unmarshal(line, &e); err != nil {
			e = Event{"event": "unreadable", "line": string(line)}
		}
		t.add(e)
	}
}

func (t *trace) add(e Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.events = append(t.events, e)
	close(t.changed)
	t.changed = make(chan struct{})
}

// mark makes the next wait look only at what comes from now on.
func (t *trace) mark() {
	t.mu.Lock()
	t.from = len(t.events)
	t.mu.Unlock()
}

func (t *trace) length() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.events)
}

// find returns the first event from a place on that matches, and its place. Without one it returns the channel that
// tells when there is more, nil when nothing can come any more.
func (t *trace) find(from int, name string, all []Match) (Event, int, <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := from; i < len(t.events); i++ {
		e := t.events[i]
		fits := slices.Contains(strings.Split(name, "|"), e.Name())
		for _, m := range all {
			fits = fits && m.ok(e)
		}
		if fits {
			return e, i, nil
		}
	}
	if n := len(t.events); n > 0 && t.events[n-1].Name() == "exited" {
		return nil, -1, nil
	}
	return nil, -1, t.changed
}

// await waits for an event; the error says why there was none.
func (t *trace) await(from int, name string, all []Match, most time.Duration) (Event, int, error) {
	deadline := time.NewTimer(most)
	defer deadline.Stop()
	for {
		e, at, changed := t.find(from, name, all)
		if e != nil {
			return e, at, nil
		}
		if changed == nil {
			return nil, -1, fmt.Errorf("the program ended while waiting for %s", wanted(name, all))
		}
		select {
		case <-changed:
		case <-deadline.C:
			return nil, -1, fmt.Errorf("waited %s for %s in vain", most, wanted(name, all))
		}
	}
}

func wanted(name string, all []Match) string {
	words := []string{`"` + name + `"`}
	for _, m := range all {
		words = append(words, m.what)
	}
	return strings.Join(words, " ")
}

// last shows the end of the trace, answers about the layout left out.
func (t *trace) last(n int) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var b strings.Builder
	told := slices.DeleteFunc(slices.Clone(t.events), func(e Event) bool { return e.Name() == "layout" })
	for _, e := range told[max(0, len(told)-n):] {
		line, _ := json.Marshal(e)
		fmt.Fprintf(&b, "  %s\n", line)
	}
	return b.String()
}

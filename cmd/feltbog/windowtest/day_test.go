//go:build window && linux

package windowtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"feltbog/internal/app"
	"feltbog/internal/testkit/story"
)

// day is one telling of the story in three windows: that of the coordinator, who is a fieldworker too, that of another
// fieldworker, and that of a guest in the joint interpretation.
type day struct {
	*story.Story
	t     *testing.T
	stick string // what is carried between the machines
	shown string // papers that were shown to be printed
	at    [2]*place
	guest *place

	outside string // the pakke that somebody outside the team gets
}

// place is somebody's machine with the program that runs on it now.
type place struct {
	*machine
	name  string
	a     *App
	codes map[int]string // what the people of the talks are called
}

// TestADayIsLivedInThreeWindows tells the story that feltstory tells with verbs by mouse and keyboard, from the first run to
// what a guest said, and looks through everything that left for whom it was about.
func TestADayIsLivedInThreeWindows(t *testing.T) {
	seed := rand.Uint64N(1 << 40)
	if s := os.Getenv("FELTBOG_STORY"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("this story again: FELTBOG_STORY=%d", seed)
	s, err := story.Tell(seed)
	if err != nil {
		t.Fatal(err)
	}
	d := &day{Story: s, t: t, stick: t.TempDir(), shown: t.TempDir()}
	for _, step := range []struct {
		name string
		do   func()
	}{{"begin", d.begin}, {"join", d.join}, {"talk", d.talk}, {"observe", d.observe}, {"elicit", d.elicit}, {"answers", d.answers}, {"write out", d.writeOut}, {"exchange", d.exchange},
		{"settle", d.settle}, {"choose", d.choose}, {"meet", d.meet}, {"find again", d.findAgain}, {"end", d.end}} {
		t.Log(step.name)
		step.do()
	}
}

// viewer keeps what it is given to show.
const viewer = `#!/bin/bash
file=${1#file://}
cp "$(printf '%%b' "${file//%%/\\x}")" %q
`

// newPlace is somebody's machine on which Feltbog has never run.
func (d *day) newPlace(name string) *place {
	m := newMachine(d.t)
	m.user, m.opener = d.t.TempDir(), d.t.TempDir()
	if err := os.WriteFile(filepath.Join(m.opener, "xdg-open"), []byte(fmt.Sprintf(viewer, d.shown)), 0o700); err != nil {
		d.t.Fatal(err)
	}
	return &place{machine: m, name: name, codes: map[int]string{}}
}

// start starts the program, with a pakke that was double-clicked where there is one.
func (p *place) start(bundle ...string) {
	p.t.Helper()
	p.a = p.Start(append(append([]string{"--size", "1600x1000"}, forTests...), bundle...)...)
	p.a.delay = "8"
}

// both has the two fieldworkers do something at the same time.
func (d *day) both(do func(i int, p *place)) {
	d.t.Helper()
	var done sync.WaitGroup
	for i, p := range d.at {
		done.Add(1)
		go func() {
			defer done.Done() // also when the test has failed
			do(i, p)
		}()
	}
	done.Wait()
	if d.t.Failed() {
		d.t.FailNow()
	}
}

// peek opens the vault beside the program, which must not run.
func (p *place) peek(look func(ctx context.Context, o *app.Project)) {
	p.t.Helper()
	o := p.open()
	look(p.t.Context(), o)
	if err := o.Close(); err != nil {
		p.t.Fatal(err)
	}
}

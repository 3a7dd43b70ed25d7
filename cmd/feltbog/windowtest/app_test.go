//go:build window && linux

package windowtest

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// App is a running Feltbog.
type App struct {
	t      *testing.T
	screen *screen
	cmd    *exec.Cmd
	trace  *trace
	said   string         // the file of what it writes on standard output and error
	stdin  io.WriteCloser // a line on it asks for the layout
	window string         // its number on the X server
	ended  chan struct{}
	asked  bool // it was told to end, so that its end is no surprise
	// delay is how many milliseconds lie between two letters of what is typed.
	delay string
	// actions counts the chords and clicks that were sent since somebody set it to zero; what is typed into a text is none.
	actions int
}

// launch starts the command and waits until the program can be used.
func (a *App) launch() {
	a.t.Helper()
	a.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	stdin, err := a.cmd.StdinPipe()
	if err == nil {
		a.stdin, err = stdin, a.cmd.Start()
	}
	if err != nil {
		a.t.Fatal(err)
	}
	go func() {
		_ = a.cmd.Wait()
		close(a.ended)
	}()
	go a.trace.follow(a.ended)
	a.t.Cleanup(func() {
		if a.t.Failed() && !a.asked {
			shot := a.Shot(a.fileName("failed"))
			_ = a.cmd.Process.Signal(syscall.SIGQUIT) // it tells what each goroutine does
			<-a.ended
			said := a.output()
			a.t.Logf("picture: %s\nlast of the trace:\n%slast it said:\n%s", shot, a.trace.last(25), said[max(0, len(said)-12000):])
		}
		a.asked = true
		_ = a.cmd.Process.Kill()
		<-a.ended
	})
	a.Wait("screen|shown")
	a.trace.from = 0 // the test may ask for that one itself
}

// findWindow waits until the window has the focus; by is how xdotool tells it from others.
func (a *App) findWindow(by ...string) {
	a.t.Helper()
	until(a.t, "the window with the focus", func() bool {
		out, err := a.screen.try("xdotool", append([]string{"search", "--onlyvisible"}, by...)...)
		lines := strings.Fields(out)
		if err != nil || len(lines) == 0 {
			return false
		}
		a.window = lines[len(lines)-1]
		if _, err := a.screen.try("xdotool", "windowactivate", a.window); err != nil {
			return false
		}
		focus, err := a.screen.try("xdotool", "getwindowfocus")
		return err == nil && focus == a.window
	})
}

// Wait waits for an event after the one that the last Wait returned, and returns it. Names that are as good as one
// another stand with a bar between them.
func (a *App) Wait(name string, all ...Match) Event {
	a.t.Helper()
	e, at, err := a.trace.await(a.trace.from, name, all, patience)
	if err != nil {
		a.t.Fatal(err)
	}
	a.trace.from = at + 1
	return e
}

// Mark makes the next Wait look only at what comes from now on.
func (a *App) Mark() { a.trace.mark() }

// Seen reports whether an event has come since the last Wait or Mark.
func (a *App) Seen(name string, all ...Match) bool {
	e, _, _ := a.trace.find(a.trace.from, name, all)
	return e != nil
}

// Shot writes a picture of the screen into the folder for pictures and returns its path. It waits until the program has
// answered twice, so that what the trace has told is painted.
func (a *App) Shot(name string) string {
	if !a.asked && !a.t.Failed() {
		a.Layout()
		a.Layout()
	}
	return a.screen.shot(name)
}

// shots counts the pictures, so that none takes another's name.
var shots atomic.Int64

func (a *App) fileName(what string) string {
	return fmt.Sprintf("%s-%s-%d", strings.NewReplacer("/", "-", " ", "-").Replace(a.t.Name()), what, shots.Add(1))
}

// Kill9 ends the program as a flat battery does.
func (a *App) Kill9() {
	a.t.Helper()
	a.asked = true
	if err := a.cmd.Process.Kill(); err != nil {
		a.t.Fatal(err)
	}
	a.Wait("exited")
	a.Log()
}

// Close closes the window as its corner does, and waits until the program has ended of itself.
func (a *App) Close() {
	a.t.Helper()
	a.Key("alt+F4")
	a.Wait("exited")
	a.asked = true
	if code := a.cmd.ProcessState.ExitCode(); code != 0 {
		a.t.Errorf("the program ended with status %d", code)
	}
	a.Log()
}

// Log fails the test when the program said something that must never be said, and returns all it said.
func (a *App) Log() string {
	a.t.Helper()
	said := a.output()
	for _, c := range complaints(said) {
		a.t.Errorf("the program said: %s", c)
	}
	return said
}

func (a *App) output() string {
	b, err := os.ReadFile(a.said)
	if err != nil {
		a.t.Errorf("what the program said: %v", err)
	}
	return string(b)
}

// complaints returns the lines that tell of a fault in the program: a widget touched on a wrong goroutine, a panic, a
// data race, each with the lines that follow it.
func complaints(said string) []string {
	lines := strings.Split(said, "\n")
	var all []string
	for i, line := range lines {
		for _, sign := range []string{"Error in Fyne call thread", "panic:", "fatal error:", "DATA RACE"} {
			if strings.Contains(line, sign) {
				all = append(all, strings.Join(lines[i:min(len(lines), i+12)], "\n"))
				break
			}
		}
	}
	return all
}

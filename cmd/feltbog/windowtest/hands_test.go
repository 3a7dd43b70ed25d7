//go:build window && linux

package windowtest

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"
	"time"
)

// Spot is where a named widget is in the window, in pixels.
type Spot struct {
	Name       string
	X, Y, W, H float64
	Focused    bool
}

// Layout asks the program where its named widgets are.
func (a *App) Layout() map[string]Spot {
	a.t.Helper()
	before := a.trace.length()
	if _, err := io.WriteString(a.stdin, "layout\n"); err != nil {
		a.t.Fatalf("ask for the layout: %v", err)
	}
	e, _, err := a.trace.await(before, "layout", nil, patience)
	if err != nil {
		a.t.Fatal(err)
	}
	all, err := spots(e)
	if err != nil {
		a.t.Fatal(err)
	}
	return all
}

func spots(e Event) (map[string]Spot, error) {
	b, err := json.Marshal(e["widgets"])
	if err != nil {
		return nil, err
	}
	var list []Spot
	if err := json.Unmarshal(b, &list); err != nil {
		return nil, fmt.Errorf("layout that cannot be read: %w", err)
	}
	all := map[string]Spot{}
	for _, s := range list {
		all[s.Name] = s
	}
	return all, nil
}

// Spot waits until a widget is in the window and stands still, and returns where.
func (a *App) Spot(name string) Spot {
	a.t.Helper()
	deadline := time.Now().Add(patience)
	var last Spot
	for {
		all := a.Layout()
		now, there := all[name]
		if there && now.W > 0 && now.H > 0 && now.X == last.X && now.Y == last.Y && now.W == last.W && now.H == last.H {
			return now
		}
		last = now
		if time.Now().After(deadline) {
			a.t.Fatalf("waited %s for the widget %q in vain; there are: %s", patience, name, names(all))
		}
	}
}

// Shows reports whether a widget is in the window now.
func (a *App) Shows(name string) bool {
	a.t.Helper()
	_, there := a.Layout()[name]
	return there
}

func names(all map[string]Spot) string {
	var list []string
	for name := range all {
		list = append(list, name)
	}
	sort.Strings(list)
	return strings.Join(list, ", ")
}

// Click clicks the middle of a named widget.
func (a *App) Click(name string) {
	a.t.Helper()
	s := a.Spot(name)
	a.point(s)
	a.actions++
	a.screen.run("xdotool", "click", "1")
}

func (a *App) point(s Spot) {
	a.t.Helper()
	a.screen.run("xdotool", "mousemove", "--window", a.window, fmt.Sprint(int(s.X+s.W/2)), fmt.Sprint(int(s.Y+s.H/2)))
}

// Into clicks a field and waits until it has the focus.
func (a *App) Into(name string) {
	a.t.Helper()
	a.Click(name)
	a.Focused(name)
}

// Focused waits until a widget has the focus.
func (a *App) Focused(name string) {
	a.t.Helper()
	deadline := time.Now().Add(patience)
	for !a.Layout()[name].Focused {
		if time.Now().After(deadline) {
			a.t.Fatalf("waited %s for the focus to come to %q", patience, name)
		}
	}
}

// keys are the characters that have a key of their own on a Danish keyboard. Others would be put on a spare key for a
// moment, which a busy machine reads too late.
const keys = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789 .,:;-_!?()[]{}/&%#\"'+=*@»«<>|\\"

// Type types text on the keyboard.
func (a *App) Type(text string) {
	a.t.Helper()
	for _, r := range text {
		if !strings.ContainsRune(keys, r) {
			a.t.Fatalf("%q is not on a Danish keyboard; choose another text", r)
		}
	}
	a.screen.run("xdotool", "type", "--delay", a.delay, "--", text)
}

// Key presses keys after one another, each as xdotool names it: "ctrl+k", "F2", "Return".
func (a *App) Key(keys ...string) {
	a.t.Helper()
	a.actions += len(keys)
	a.screen.run("xdotool", append([]string{"key", "--delay", "60", "--"}, keys...)...)
}

// Fill clicks a field, takes out what is there, and types.
func (a *App) Fill(name, text string) {
	a.t.Helper()
	a.Into(name)
	a.Key("ctrl+a", "BackSpace")
	a.Type(text)
}

// TabTo presses Tab until a widget has the focus, as somebody does who has no mouse; BackTo goes the other way.
func (a *App) TabTo(name string) { a.t.Helper(); a.tabTo("Tab", name) }

// BackTo is TabTo with Shift.
func (a *App) BackTo(name string) { a.t.Helper(); a.tabTo("shift+Tab", name) }

func (a *App) tabTo(key, name string) {
	a.t.Helper()
	for range 60 {
		if a.Layout()[name].Focused {
			return
		}
		a.Key(key)
	}
	a.t.Fatalf("%s does not reach %q; there are: %s", key, name, names(a.Layout()))
}

// chooseHere takes the folder in which the toolkit's dialog begins. Its button is in a corner of the dialog, which stands in
// the middle of the window, 900 by 640 at most.
func (a *App) chooseHere() {
	a.t.Helper()
	a.Wait("dialog", With("name", "files"))
	a.Layout()
	a.at(confirm())
}

func confirm() (right, down float64) { return 450 - 45, 320 - 25 }

// at clicks a point that lies so far from the middle of the window.
func (a *App) at(right, down float64) {
	a.t.Helper()
	var w, h int
	if _, err := fmt.Sscanf(a.screen.run("xdotool", "getwindowgeometry", "--shell", a.window), "WINDOW=%d\nX=%d\nY=%d\nWIDTH=%d\nHEIGHT=%d", new(int), new(int), new(int), &w, &h); err != nil {
		a.t.Fatal(err)
	}
	a.point(Spot{X: float64(w)/2 + right - 1, Y: float64(h)/2 + down - 1, W: 2, H: 2})
	a.actions++
	a.screen.run("xdotool", "click", "1")
}

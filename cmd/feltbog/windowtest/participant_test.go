//go:build window && linux

package windowtest

import (
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// slate writes a picture of one colour.
func slate(t *testing.T, file string, c color.RGBA) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 1600, 1200))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, 255
	}
	f, err := os.Create(file)
	if err == nil {
		err = jpeg.Encode(f, img, &jpeg.Options{Quality: 95})
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}

// other is the participant's window, on the right half of a screen that is two screens wide.
type other struct {
	a      *App
	window string
}

// seen takes a picture of what stands in the participant's window, with whatever lies over it.
func (o other) seen() image.Image {
	t := o.a.t
	t.Helper()
	file := filepath.Join(programs.shots, "participant.png")
	o.a.screen.run("import", "-silent", "-window", o.window, file)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// shows waits until the screen is of one colour, for all of its pixels, and fails when anything else stays in it. The
// pictures have the shape of the window, so they leave no black.
func (o other) shows(what string, want color.RGBA) {
	o.a.t.Helper()
	var at image.Point
	deadline := time.Now().Add(patience)
	for {
		img, whole := o.seen(), true
		for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y && whole; y++ {
			for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
				r, g, b, _ := img.At(x, y).RGBA()
				near := func(v uint32, w uint8) bool { d := int(v>>8) - int(w); return d < 6 && d > -6 }
				if !near(r, want.R) || !near(g, want.G) || !near(b, want.B) {
					whole, at = false, image.Pt(x, y)
					break
				}
			}
		}
		if whole {
			return
		}
		if time.Now().After(deadline) {
			o.a.t.Fatalf("%s: something else is seen at %v; picture: %s", what, at, o.a.screen.shot("participant-wrong"))
		}
	}
}

// TestTheParticipantsScreenShowsThePictureAndNothingElse puts the second window on a screen of its own and compares
// what stands there with the picture while the console says, asks, undoes, locks.
func TestTheParticipantsScreenShowsThePictureAndNothingElse(t *testing.T) {
	m := newMachine(t)
	m.screen = newScreenOf(t, "2880x1080")
	vault := filepath.Join(t.TempDir(), "Serie.feltbog")
	m.Ctl(vault, "init", "--name", "Serie med hemmeligt navn", "--device", "Bærbar 1")
	colours := []color.RGBA{{200, 60, 60, 255}, {60, 160, 80, 255}, {70, 90, 200, 255}}
	card := t.TempDir()
	for i, c := range colours {
		slate(t, filepath.Join(card, string(rune('a'+i))+".jpg"), c)
	}
	var in struct{ Imported []string }
	if err := json.Unmarshal([]byte(m.Ctl(vault, "photo", "import", card, "--json")), &in); err != nil || len(in.Imported) != 3 {
		t.Fatal(in, err)
	}
	m.Ctl(vault, append([]string{"series", "add", "Hemmelig titel"}, in.Imported...)...)

	a := m.Start("--vault", vault, "--size", "1400x900")
	a.Wait("shown", With("name", "door"))
	unlock(a, phrase)
	a.Wait("unlocked")
	a.screen.run("xdotool", "windowmove", "--sync", a.window, "10", "40")
	a.Key("F3")
	a.Wait("shown", With("name", "field"))
	a.Click("home.tabs") // the fourth of six stands in the middle
	a.Wait("shown", With("name", "series"), With("rows", 1))
	a.TabTo("series.list")
	a.Key("Home", "Return")
	a.Wait("shown", With("name", "elicit"))
	before := a.windows()
	a.Key("F10")
	a.Wait("participant.open")
	o := other{a: a}
	until(t, "the second window", func() bool {
		for _, w := range a.windows() {
			if !slices.Contains(before, w) {
				o.window = w
			}
		}
		return o.window != ""
	})
	// Dragged to the other screen and made nearly as large as it. In full it would cover both here: the server in memory has one
	// monitor.
	a.screen.run("xdotool", "windowactivate", "--sync", o.window)
	a.screen.run("xdotool", "windowmove", "--sync", o.window, "1460", "20")
	a.screen.run("xdotool", "windowsize", "--sync", o.window, "1360", "1020")
	if name := a.screen.run("xdotool", "getwindowname", o.window); name != "Feltbog" {
		t.Errorf("the window manager calls it %q", name)
	}
	o.shows("the first picture", colours[0])
	a.screen.shot("participant-two-screens")

	a.screen.run("xdotool", "windowactivate", "--sync", a.window)
	a.Click("elicit.begin")
	a.Wait("begun")
	o.shows("the talk begins", colours[0])
	a.screen.run("xdotool", "windowactivate", "--sync", o.window)

	// Its keys are the console's.
	a.Key("alt+Down")
	o.shows("the next one, by a key pressed in front of the participant", colours[1])
	a.screen.run("xdotool", "windowactivate", "--sync", a.window)
	var took []int
	for i := range 12 {
		a.Mark()
		a.Key([]string{"alt+Up", "alt+Down"}[i%2])
		from := a.Wait("participant", With("shown", true))
		took = append(took, a.Wait("participant.painted").Number("t")-from.Number("t"))
	}
	slices.Sort(took)
	t.Logf("from the console's word to the frame: %d ms in the middle, %d at most, of 150", took[len(took)/2], took[len(took)-1])
	o.shows("after leafing", colours[1])

	a.Key("ctrl+e")
	a.Type("Hemmelig note om Bente")
	a.Key("Return")
	a.Wait("saved")
	o.shows("a note is written", colours[1])
	a.Key("ctrl+k")
	a.Wait("dialog", With("name", "search"))
	a.Type("Bente")
	o.shows("a search lies over the console", colours[1])
	a.Key("Escape")
	a.Key("ctrl+shift+s")
	a.Wait("toast")
	o.shows("a message is said", colours[1])
	a.Key("ctrl+shift+s")
	a.Key("ctrl+z")
	a.Wait("undone|toast")
	o.shows("something is undone", colours[1])
	a.Mark()
	a.Key("F9")
	a.Wait("barred")
	o.shows("the picture is not to be used", color.RGBA{A: 255})
	a.Key("F10")
	a.Wait("participant", With("shown", true))
	o.shows("the one after it", colours[2])

	// Away from the console it is black; with the vault locked it is gone.
	a.Key("F2")
	a.Wait("shown", With("name", "project"))
	o.shows("the console is left", color.RGBA{A: 255})
	a.Key("ctrl+l")
	a.Wait("locked")
	until(t, "the second window is gone", func() bool { return !slices.Contains(a.windows(), o.window) })
	a.Close()

	said := m.Ctl(vault, "photo", "list", "--json")
	if !strings.Contains(said, in.Imported[1]) {
		t.Error(said)
	}
}

// windows are those of the program that can be seen.
func (a *App) windows() []string {
	a.t.Helper()
	out, err := a.screen.try("xdotool", "search", "--onlyvisible", "--name", "Feltbog")
	if err != nil {
		return nil
	}
	return strings.Fields(out)
}

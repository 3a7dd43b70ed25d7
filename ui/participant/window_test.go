package participant

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/feltbog"
	"feltbog/ui/shortcuts"
	"feltbog/ui/uikit"
)

// world is a main window and that of the participant.
type world struct {
	*Window
	t     *testing.T
	main  fyne.Window
	run   *uikit.Queue
	fails map[feltbog.ID]bool
}

func shade(id feltbog.ID) color.RGBA { return color.RGBA{R: id[0], G: id[1], B: id[2], A: 255} }

func newWorld(t *testing.T) *world {
	t.Helper()
	a := test.NewTempApp(t)
	w := &world{t: t, main: a.NewWindow("Hverdag og helbred i Lillerup"), run: &uikit.Queue{}, fails: map[feltbog.ID]bool{}}
	w.Window = New(Config{App: a, Title: "Feltbog", Run: w.run, Keys: shortcuts.Attach(w.main),
		Image: func(_ context.Context, id feltbog.ID, x, y int) (image.Image, error) {
			if w.fails[id] {
				return nil, fmt.Errorf("broken")
			}
			img := image.NewRGBA(image.Rect(0, 0, x, y))
			draw.Draw(img, img.Rect, image.NewUniform(shade(id)), image.Point{}, draw.Src)
			return img, nil
		}})
	t.Cleanup(w.Close)
	return w
}

// seen is the one colour that the window shows everywhere.
func (w *world) seen() color.RGBA {
	w.t.Helper()
	img := w.win.Canvas().Capture()
	first := color.RGBAModel.Convert(img.At(0, 0)).(color.RGBA)
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if got := color.RGBAModel.Convert(img.At(x, y)); got != first {
				w.t.Fatalf("%v at %d,%d and %v in the corner", got, x, y, first)
			}
		}
	}
	return first
}

var nothing = color.RGBA{A: 255}

func TestThePictureIsSeenAndNothingElse(t *testing.T) {
	w := newWorld(t)
	a, b := feltbog.NewID(), feltbog.NewID()
	w.Open()
	if w.seen() != nothing || w.win.Title() != "Feltbog" {
		t.Fatal("the window is not black")
	}
	w.Show(a)
	if w.seen() != nothing {
		t.Error("something is seen while the picture is made ready")
	}
	w.run.Drain()
	if w.seen() != shade(a) {
		t.Error("the picture is not seen")
	}
	w.Prepare(a, b)
	w.run.Drain()
	w.Show(b)
	if w.seen() != shade(b) {
		t.Error("a prepared picture is not there in the next frame")
	}
	w.Forget(b)
	if w.seen() != nothing {
		t.Error("a picture that is not to be used is still seen in the next frame")
	}
	w.Show(a)
	w.Black()
	if w.seen() != nothing {
		t.Error("it does not turn black")
	}
	w.fails[b] = true
	w.Show(b)
	w.run.Drain()
	if w.seen() != nothing {
		t.Error("something is seen of a picture that cannot be read")
	}
	if n := len(w.win.Canvas().Overlays().List()); n != 0 {
		t.Errorf("%d things lie over the picture", n)
	}
}

func TestAnotherSizeIsBlackUntilThePictureIsReadyInIt(t *testing.T) {
	w := newWorld(t)
	id := feltbog.NewID()
	w.Open()
	w.seen()
	w.Show(id)
	w.run.Drain()
	w.seen()
	w.win.Resize(fyne.NewSize(300, 500))
	if w.seen() != nothing {
		t.Error("a picture of another size is seen")
	}
	w.run.Drain()
	if w.seen() != shade(id) {
		t.Error("the picture does not come back")
	}
}

func TestKeysActAsInTheMainWindowUnlessSomebodyLeafsAlone(t *testing.T) {
	w := newWorld(t)
	entry := widget.NewEntry()
	w.main.SetContent(entry)
	w.main.Canvas().Focus(entry)
	steps := 0
	w.OnStep(func(by int) { steps += by })
	w.Open()
	undone := 0
	w.Keys.On("elicit.next", func() { undone++ })
	key := func(names ...fyne.KeyName) {
		for _, n := range names {
			w.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: n})
		}
	}
	w.win.Canvas().OnTypedRune()('ø')
	key(fyne.KeyRight, fyne.KeyPageDown, fyne.KeyLeft)
	if entry.Text != "ø" || steps != 1 {
		t.Errorf("%q, %d steps", entry.Text, steps)
	}
	key(fyne.KeyBackspace)
	if entry.Text != "" {
		t.Errorf("%q", entry.Text)
	}
	w.Alone(true)
	w.win.Canvas().OnTypedRune()('å')
	key(fyne.KeyReturn, fyne.KeyDelete, fyne.KeyRight)
	if entry.Text != "" || steps != 2 {
		t.Errorf("alone: %q, %d steps", entry.Text, steps)
	}
	closed := 0
	w.OnClosed(func() { closed++ })
	w.Close()
	w.Close()
	if w.Showing() || closed != 1 {
		t.Errorf("showing %v, closed %d times", w.Showing(), closed)
	}
	w.Open()
	if w.alone || w.seen() != nothing {
		t.Error("the window remembers what was in it")
	}
}

func TestAWindowThatFilledAScreenIsClosedWhenTheScreenIsGone(t *testing.T) {
	w := newWorld(t)
	closed := 0
	w.OnClosed(func() { closed++ })
	if w.ScreenGone() {
		t.Error("there was no window")
	}
	w.Open()
	if w.ScreenGone() || !w.Showing() {
		t.Error("a window that filled no screen was closed")
	}
	w.win.SetFullScreen(true)
	if !w.ScreenGone() || w.Showing() || closed != 1 {
		t.Errorf("the window is still there, and %d were told", closed)
	}
	w.Open()
	if !w.Showing() {
		t.Error("it cannot be opened again")
	}
}

package widgets

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"feltbog/ui/i18n"
	"feltbog/ui/theme"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(theme.New(theme.Day, 1))
	if err := i18n.Use("da"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// shown puts a widget on a window in the day palette, and gives it a size twice, because wrapped text only knows
// its height once it had a width.
func shown(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	t.Cleanup(func() { fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Day, 1)) })
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	t.Cleanup(CloseMenu)
	w.Resize(fyne.NewSize(width, height+1))
	w.Resize(fyne.NewSize(width, height))
	return w
}

// press gives a key to what has the focus.
func press(t *testing.T, w fyne.Window, keys ...fyne.KeyName) {
	t.Helper()
	for _, k := range keys {
		f := w.Canvas().Focused()
		if f == nil {
			t.Fatalf("nothing has the focus for %s", k)
		}
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// words returns the texts that are drawn in an object, in the order they are drawn.
func words(o fyne.CanvasObject) []string {
	var all []string
	each(o, func(x fyne.CanvasObject) {
		if t, ok := x.(*canvas.Text); ok && t.Text != "" {
			all = append(all, t.Text)
		}
	})
	return all
}

// each visits an object and what is visible in it.
func each(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	f(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			each(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			each(c, f)
		}
	}
}

// text returns how the first text with these words is drawn.
func text(t *testing.T, o fyne.CanvasObject, words string) *canvas.Text {
	t.Helper()
	var found *canvas.Text
	each(o, func(x fyne.CanvasObject) {
		if c, ok := x.(*canvas.Text); ok && c.Text == words && found == nil {
			found = c
		}
	})
	if found == nil {
		t.Fatalf("%q is not shown", words)
	}
	return found
}

// icons returns the names of the icons that are drawn.
func icons(o fyne.CanvasObject) []string {
	var all []string
	each(o, func(x fyne.CanvasObject) {
		if i, ok := x.(*canvas.Image); ok && i.Resource != nil {
			all = append(all, i.Resource.Name())
		}
	})
	return all
}

// rings counts focus rings: boxes with a border of the accent and the width of a selection, and no ground.
func rings(o fyne.CanvasObject) (n int) {
	each(o, func(x fyne.CanvasObject) {
		if b, ok := x.(*Box); ok && b.Border == theme.Accent && b.Fill == "" && b.Stroke == theme.StrokeSelected {
			n++
		}
	})
	return n
}

package uikit

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/trace"
)

func TestWhoAsksIsToldWhereTheNamedWidgetsAre(t *testing.T) {
	test.NewTempApp(t)
	entry, hidden := Name(widget.NewEntry(), "layout.entry"), Name(widget.NewButton("x", nil), "layout.hidden")
	hidden.Hide()
	w := test.NewTempWindow(t, container.NewVBox(widget.NewLabel("above"), entry, hidden))
	w.Resize(fyne.NewSize(300, 200))
	w.Canvas().Focus(entry)
	file := filepath.Join(t.TempDir(), "trace.jsonl")
	if err := trace.To(file); err != nil {
		t.Fatal(err)
	}
	queue := &Queue{}
	TellLayout(strings.NewReader("layout\nlayout\n"), queue)
	if b, err := os.ReadFile(file); err != nil || len(b) > 0 {
		t.Fatalf("told before the goroutine of the window had its turn: %s %v", b, err)
	}
	queue.Drain()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	if len(lines) != 2 {
		t.Fatalf("two questions had %d answers", len(lines))
	}
	var answer struct {
		Event   string
		Widgets []struct {
			Name       string
			X, Y, W, H float32
			Focused    bool
		}
	}
	if err := json.Unmarshal([]byte(lines[1]), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Event != "layout" || len(answer.Widgets) != 1 {
		t.Fatalf("%+v", answer)
	}
	if g := answer.Widgets[0]; g.Name != "layout.entry" || g.Y <= 0 || g.W != entry.Size().Width || g.H != entry.Size().Height || !g.Focused {
		t.Errorf("the field is said to be at %+v, it has %v", g, entry.Size())
	}
}

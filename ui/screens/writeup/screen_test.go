package writeup

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
)

type world struct {
	*screentest.Host
	t  *testing.T
	p  *app.Project
	s  *Screen
	id feltbog.ID
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newWorld shows the evening of a session with some jottings.
func newWorld(t *testing.T, jottings ...string) *world {
	t.Helper()
	now := time.Date(2025, 3, 4, 14, 31, 0, 0, time.UTC)
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { return now }})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	id, err := p.StartSession(t.Context(), app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet hos B-07"})
	must(t, err)
	for _, text := range jottings {
		must(t, p.TypeNote(t.Context(), app.Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Session: id}, Text: text}))
		must(t, p.Settle(t.Context()))
	}
	now = now.Add(7 * time.Hour)
	w := &world{Host: screentest.New(t), t: t, p: p, id: id}
	w.s = New(w.Host, p, func(feltbog.ID) {})
	w.Put(w.s, screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: id, Part: screen.After}, 1316, 836)
	return w
}

func (w *world) settle() {
	w.s.keep.Flush()
	w.Drain()
	size := w.Window().Canvas().Size()
	w.Window().Resize(size.AddWidthHeight(0, 1))
	w.Window().Resize(size)
}

func (w *world) up() app.WriteUp {
	w.t.Helper()
	u, err := w.p.WriteUp(w.t.Context(), w.id)
	must(w.t, err)
	if len(w.Failed) > 0 {
		w.t.Fatal(w.Failed)
	}
	return u
}

func TestTheCursorStandsWhereSomethingWaitsAndWhatIsTypedIsTheNote(t *testing.T) {
	w := newWorld(t, "bus", "regn")
	if w.Window().Canvas().Focused() != fyne.Focusable(w.s.editor.Entry) {
		t.Fatal("one cannot write at once")
	}
	test.Type(w.s.editor.Entry, "Bussen kom ikke.")
	w.settle()
	w.s.reload()
	w.settle()
	test.Type(w.s.editor.Entry, " Hun ventede.")
	w.settle()
	w.s.rows[0].memo.block.Edit(-1)
	test.Type(w.s.editor.Entry, "Ventetid.")
	w.settle()
	u := w.up()
	if u.Rows[0].Note == nil || u.Rows[0].Note.Text != "Bussen kom ikke. Hun ventede." || u.Rows[0].Memo == nil || u.Rows[0].Memo.Text != "Ventetid." {
		t.Fatalf("%+v", u.Rows[0])
	}
	if u.Rows[0].Jotting.Text != "bus" || u.Rows[1].Note != nil || u.Waiting != 1 {
		t.Errorf("%+v", u)
	}
}

func TestAJottingCannotBeWrittenInHere(t *testing.T) {
	w := newWorld(t, "bus")
	w.s.editor.Leave()
	test.Tap(w.s.rows[0].jotting)
	w.s.rows[0].jotting.Edit(-1)
	if w.s.editor.At() != nil {
		t.Error("the jotting is open")
	}
}

func TestUndoTakesTheNoteAwayAndTheNextLetterMakesANewOne(t *testing.T) {
	w := newWorld(t, "bus")
	test.Type(w.s.editor.Entry, "forkert")
	w.settle()
	w.s.editor.Leave()
	w.settle()
	_, err := w.p.Undo(t.Context())
	must(t, err)
	w.s.reload()
	w.settle()
	if w.s.rows[0].note.block.Text() != "" {
		t.Fatalf("%q is still shown", w.s.rows[0].note.block.Text())
	}
	w.s.rows[0].note.block.Edit(-1)
	test.Type(w.s.editor.Entry, "rigtigt")
	w.settle()
	if n := w.up().Rows[0].Note; n == nil || n.Text != "rigtigt" {
		t.Errorf("%+v", n)
	}
}

// TestPicture leaves a picture of the screen in the folder that FELTBOG_PICTURES names.
func TestPicture(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	w := newWorld(t, "bus 13.10, tid 14.45, tør ikke den næste", "brev i hånden hele tiden", "datter læser breve")
	test.Type(w.s.editor.Entry, "Hun var kommet med bussen kl. 13.10 til en tid kl. 14.45. Den næste bus turde hun ikke satse på, så hun sad på bænken i halvanden time.")
	w.settle()
	w.s.rows[0].memo.block.Edit(-1)
	test.Type(w.s.editor.Entry, "Er det ventetiden eller det uvisse, der fylder mest?")
	w.settle()
	w.s.rows[1].note.block.Edit(-1)
	w.settle()
	f, err := os.Create(filepath.Join(dir, "writeup.png"))
	must(t, err)
	must(t, png.Encode(f, w.Window().Canvas().Capture()))
	must(t, f.Close())
}

package people

import (
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

type world struct {
	*screentest.Host
	t    *testing.T
	p    *app.Project
	s    *Screen
	pick string // the file that is chosen
	seen string // the paper that was opened
}

type files struct{ w *world }

func (f files) Open(start string, endings []string, chosen func(string)) { chosen(f.w.pick) }

type desk struct{ dir string }

func (d desk) Paper(name string, write func(io.Writer) error) (string, error) {
	path := filepath.Join(d.dir, name)
	return path, app.WritePaper(path, write)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newWorld(t *testing.T, people ...app.NewPerson) *world {
	t.Helper()
	now := time.Date(2025, 3, 4, 14, 31, 0, 0, time.UTC)
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { return now }})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	w := &world{Host: screentest.New(t), t: t, p: p}
	for _, n := range people {
		_, _, err := p.AddParticipant(t.Context(), n)
		must(t, err)
	}
	w.s = New(w.Host, p, files{w}, Desk{desk{t.TempDir()}, func(path string) error { w.seen = path; return nil }})
	return w
}

// at shows the screen; "" is the list alone, else who has that pseudonym.
func (w *world) at(pseudonym string, width, height float32) feltbog.ID {
	w.t.Helper()
	route := screen.Route{Place: screen.Field, Part: Part}
	if pseudonym != "" {
		id, err := w.p.FindParticipant(w.t.Context(), pseudonym)
		must(w.t, err)
		route = screen.Route{Place: screen.Field, Kind: feltbog.KindParticipant, ID: id}
	}
	w.Put(w.s, route, width, height)
	w.settle()
	return route.ID
}

func (w *world) settle() {
	w.Drain()
	size := w.Window().Canvas().Size()
	w.Window().Resize(size.AddWidthHeight(0, 1))
	w.Window().Resize(size)
	w.Drain()
}

// write types into a field and leaves it.
func (w *world) write(e *widgets.Entry, text string) {
	w.Window().Canvas().Focus(e)
	e.SetText(text)
	e.FocusLost()
	w.settle()
}

func (w *world) sound() {
	w.t.Helper()
	for _, err := range w.Failed {
		w.t.Error(err)
	}
}

func TestANameStandsOnTheRegistersCardAndNowhereElse(t *testing.T) {
	w := newWorld(t, app.NewPerson{Descriptor: "med rollator"})
	id := w.at("B-01", 1316, 836)
	w.write(w.s.page.register.fields[0].entry, "Åse Bjørnholt")
	page, err := w.p.Person(t.Context(), id)
	if err != nil || page.Identity == nil || page.Identity.Name != "Åse Bjørnholt" {
		t.Fatalf("%+v, %v", page.Identity, err)
	}
	w.write(w.s.page.team[1].entry, "Bjørnholts nabo")
	if below := w.s.page.team[1].below; below.Hidden || !strings.Contains(below.Text, "personens navn") {
		t.Errorf("a name among the team's words is kept: %q", below.Text)
	}
	if page, _ := w.p.Person(t.Context(), id); page.Person.Descriptor != "med rollator" {
		t.Error("the name is kept")
	}
	for _, text := range append([]string{w.s.Title(), fmt.Sprint(w.s.list.Rows()), fmt.Sprint(w.Opened)}, w.Said...) {
		if strings.Contains(text, "Bjørnholt") {
			t.Errorf("the name stands in %q", text)
		}
	}
	w.sound()
}

func TestAFormIsFilledInWithJAndN(t *testing.T) {
	w := newWorld(t, app.NewPerson{})
	id := w.at("B-01", 1316, 836)
	w.pick = filepath.Join(t.TempDir(), "Åse Bjørnholt.jpg")
	must(t, os.WriteFile(w.pick, []byte("\xff\xd8\xff signed"), 0o600))
	askConsent(w.s, w.s.page.now)
	w.settle()
	canvas := w.Window().Canvas()
	canvas.Focus(w.Dialogs[0].First)
	for _, r := range "jJn" { // participation, notes, audio
		canvas.Focused().TypedRune(r)
	}
	for _, o := range test.LaidOutObjects(w.Dialogs[0].Content) {
		if b, ok := o.(*widgets.Button); ok && b.Text == "Vedlæg det underskrevne papir" {
			test.Tap(b)
		}
	}
	test.Tap(w.Dialogs[0].Buttons[1].(*widgets.Button))
	w.settle()
	page, err := w.p.Person(t.Context(), id)
	must(t, err)
	got := map[feltbog.Scope]app.ConsentSum{}
	for _, l := range page.Scopes {
		if l.State != app.NotAsked {
			got[l.Scope] = l.State
		}
	}
	if len(got) != 3 || got[feltbog.ScopeParticipation] != app.TakingPart || got[feltbog.ScopeNotes] != app.TakingPart || got[feltbog.ScopeAudio] != app.SaidNo {
		t.Errorf("%v", got)
	}
	if len(page.Papers) != 1 || len(w.Dialogs) != 0 {
		t.Fatalf("%d papers, %d dialogs open", len(page.Papers), len(w.Dialogs))
	}
	w.s.page.register.read(page.Papers[0])
	w.settle()
	if strings.Contains(w.seen, "Bjørnholt") || filepath.Ext(w.seen) != ".jpg" {
		t.Errorf("the paper was opened as %q", w.seen)
	}
	w.sound()
}

func TestAnEmptyFormIsNotKeptAndSaysWhy(t *testing.T) {
	w := newWorld(t, app.NewPerson{})
	w.at("B-01", 1316, 836)
	askConsent(w.s, w.s.page.now)
	w.settle()
	test.Tap(w.Dialogs[0].Buttons[1].(*widgets.Button))
	w.settle()
	if len(w.Dialogs) != 1 {
		t.Error("the form is gone")
	}
	w.sound()
}

func TestSomebodyWithdrawsEverything(t *testing.T) {
	w := newWorld(t, app.NewPerson{})
	id := w.at("B-01", 1316, 836)
	w.s.page.consent.oral()
	w.settle()
	if page, _ := w.p.Person(t.Context(), id); page.Line.Consent != app.TakingPart || page.Line.Allowed != 3 {
		t.Fatalf("%+v", page.Line)
	}
	askWithdrawal(w.s, w.s.page.now)
	w.settle()
	test.Tap(w.Dialogs[0].Buttons[1].(*widgets.Button))
	w.settle()
	page, err := w.p.Person(t.Context(), id)
	if err != nil || page.Line.Consent != app.TakenBack || page.Line.Allowed != 0 {
		t.Errorf("%+v, %v", page.Line, err)
	}
	if w.s.page.state.Text != "Trukket tilbage" {
		t.Errorf("the screen says %q", w.s.page.state.Text)
	}
	w.sound()
}

func TestSomebodyNewIsAddedAndOpened(t *testing.T) {
	w := newWorld(t)
	w.at("", 1316, 836)
	if !w.s.none.Visible() {
		t.Error("nothing is said of there being nobody")
	}
	w.s.add()
	w.settle()
	test.Tap(w.Dialogs[0].Buttons[1].(*widgets.Button))
	w.settle()
	if len(w.Opened) != 1 || w.Opened[0].Kind != feltbog.KindParticipant || len(w.Dialogs) != 0 {
		t.Errorf("%v, %d dialogs", w.Opened, len(w.Dialogs))
	}
	w.sound()
}

func TestANarrowWindowShowsTheListOrThePerson(t *testing.T) {
	w := newWorld(t, app.NewPerson{})
	w.at("", 780, 600)
	if !w.s.split.left.Visible() || w.s.split.right.Visible() {
		t.Error("the list is not in front")
	}
	w.at("B-01", 780, 600)
	if w.s.split.left.Visible() || !w.s.split.right.Visible() || !w.s.page.way.Visible() {
		t.Error("the participant is not in front, with a way back")
	}
	w.sound()
}

// TestPicture draws the screen into the folder that FELTBOG_PICTURES names, to be looked at.
func TestPicture(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	people := []app.NewPerson{{Descriptor: "med rollator, ved indgangen", Identity: feltbog.Identity{Name: "Åse Bjørnholt", Phone: "20 30 40 50"}},
		{Perspective: feltbog.Relative, Pseudonym: "Solsort", Descriptor: "datter, kommer hver onsdag og søndag med mad og vasketøj fra den anden ende af byen"}, {Perspective: feltbog.Professional}, {Perspective: feltbog.Politician}, {AgeGroup: feltbog.Under15}}
	w := newWorld(t, people...)
	id, err := w.p.FindParticipant(t.Context(), "B-01")
	must(t, err)
	must(t, w.p.RecordConsent(t.Context(), app.ConsentEntry{Participant: id, Form: feltbog.Written, Answers: map[feltbog.Scope]feltbog.ConsentState{
		feltbog.ScopeParticipation: feltbog.ConsentGiven, feltbog.ScopeNotes: feltbog.ConsentGiven, feltbog.ScopeAudio: feltbog.ConsentRefused, feltbog.ScopeQuoteJoint: feltbog.ConsentGiven}}))
	_, err = w.p.WithdrawConsent(t.Context(), id, []feltbog.Scope{feltbog.ScopeQuoteJoint}, "ringede og fortrød")
	must(t, err)
	other, err := w.p.FindParticipant(t.Context(), "Solsort")
	must(t, err)
	must(t, w.p.NoteOralConsent(t.Context(), other, true))
	_, err = w.p.StartSession(t.Context(), app.NewSession{Type: feltbog.KitchenTable, PlaceName: "Køkkenet", Participants: []feltbog.ID{id}})
	must(t, err)
	draw := func(name string) {
		f, err := os.Create(filepath.Join(dir, name+".png"))
		must(t, err)
		must(t, png.Encode(f, w.Window().Canvas().Capture()))
		must(t, f.Close())
	}
	for _, look := range []struct {
		name  string
		theme fyne.Theme
		w, h  float32
	}{{"people-day", theme.New(theme.Day, 1), 1316, 836}, {"people-narrow", theme.New(theme.Evening, 1), 952, 636}, {"people-large", theme.New(theme.Day, 1.5), 1316, 836}} {
		fyne.CurrentApp().Settings().SetTheme(look.theme)
		w.at("B-01", look.w, look.h)
		draw(look.name)
	}
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Day, 1))
	w.at("B-01", 1316, 836)
	askConsent(w.s, w.s.page.now)
	w.settle()
	w.Dialogs[0].Content.Resize(fyne.NewSize(960, 620))
	w.settle()
	draw("people-form")
}

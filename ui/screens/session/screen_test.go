package session

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// today is the clock of the tests' vault.
var today = time.Date(2025, 3, 4, 14, 31, 0, 0, time.UTC)

type world struct {
	*screentest.Host
	t    testing.TB
	p    *app.Project
	s    *Screen
	id   feltbog.ID
	file string // that is chosen when one is asked for
	play []feltbog.ID
}

// playing stands in for the system's player.
func (w *world) playing(_ context.Context, id feltbog.ID) error {
	w.play = append(w.play, id)
	return nil
}

type chooser struct{ w *world }

// Open implements Files.
func (c chooser) Open(_ string, _ []string, chosen func(string)) { chosen(c.w.file) }

// Folder implements Files.
func (c chooser) Folder(_ string, chosen func(string)) { chosen(c.w.file) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newWorld begins a session and shows it.
func newWorld(t testing.TB, n app.NewSession) *world {
	t.Helper()
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Hverdag og helbred i Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { return today }})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	for _, name := range []string{"transport", "ventetid", "breve og sprog"} {
		_, err := p.TagNamed(t.Context(), name)
		must(t, err)
	}
	id, err := p.StartSession(t.Context(), n)
	must(t, err)
	if n.Type == feltbog.EthnoRaid {
		_, _, err = p.NextPerson(t.Context(), id, feltbog.Citizen)
		must(t, err)
	}
	w := &world{Host: screentest.New(t), t: t, p: p, id: id}
	w.s = New(w.Host, p, chooser{w}, grids(w.t), w.playing)
	w.Put(w.s, screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: id}, 1316, 836)
	return w
}

var raid = app.NewSession{Type: feltbog.EthnoRaid, PlaceName: "Venteområdet, Lillerup Sundhedshus",
	Questions: []string{"Hvad bringer dig her i dag?", "Hvad er godt ved at komme her?", "Hvad kan gøre det svært at komme her?"}}

func grids(t testing.TB) []feltbog.GridText {
	t.Helper()
	shelf, err := app.OpenTemplates(assets.Templates(), "da")
	if err != nil {
		t.Fatal(err)
	}
	return shelf.Grids
}

// do presses a key of the table and lets everything happen that follows.
func (w *world) do(id string) {
	w.t.Helper()
	f := w.s.Keys()[id]
	if f == nil {
		w.t.Fatalf("no key %s", id)
	}
	f()
	w.settle()
}

// settle lets everything happen, also what waits a moment.
func (w *world) settle() {
	w.s.keep.Flush()
	w.Drain()
	size := w.Window().Canvas().Size()
	w.Window().Resize(size.AddWidthHeight(0, 1))
	w.Window().Resize(size)
}

func (w *world) write(text string) {
	w.t.Helper()
	if w.Window().Canvas().Focused() != fyne.Focusable(w.s.editor.Entry) {
		w.t.Fatalf("the note has not got the focus, %T has", w.Window().Canvas().Focused())
	}
	test.Type(w.s.editor.Entry, text)
}

func (w *world) enter() {
	w.s.editor.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.settle()
}

func (w *world) page() app.SessionPage {
	w.t.Helper()
	page, err := w.p.SessionPage(w.t.Context(), w.id)
	must(w.t, err)
	if len(w.Failed) > 0 {
		w.t.Fatal(w.Failed)
	}
	return page
}

func texts(page app.SessionPage) string {
	var all []string
	for _, n := range page.Notes {
		all = append(all, n.Text)
	}
	return strings.Join(all, " | ")
}

func TestOneWritesAtOnceAndEnterBeginsTheNextNote(t *testing.T) {
	w := newWorld(t, raid)
	w.write("Sidder yderst på bænken")
	w.enter()
	w.do("note.kind.2")
	w.write("Bussen er her 13.10")
	w.settle()
	page := w.page()
	if got := texts(page); got != "Sidder yderst på bænken | Bussen er her 13.10" {
		t.Fatal(got)
	}
	if a, b := page.Notes[0], page.Notes[1]; a.Type != feltbog.SeenHeard || b.Type != feltbog.QuoteVerbatim ||
		a.Question != page.Questions[0].ID || !slices.Equal(b.Participants, []feltbog.ID{page.People[0].ID}) {
		t.Errorf("%+v\n%+v", a, b)
	}
}

func TestTheCursorStaysWhileTheScreenIsReadAgain(t *testing.T) {
	w := newWorld(t, raid)
	w.write("Hun venter")
	w.s.reload()
	w.settle()
	w.write(" på bussen")
	w.settle()
	if got := texts(w.page()); got != "Hun venter på bussen" {
		t.Error(got)
	}
}

func TestEnterInTheMiddleMakesTwoNotesAndBackspaceOneAgain(t *testing.T) {
	w := newWorld(t, raid)
	w.write("Først. Så")
	w.settle()
	w.s.writing().block.Edit(7)
	w.enter()
	if got := texts(w.page()); got != "Først.  | Så" {
		t.Fatalf("%q", got)
	}
	w.s.editor.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	w.settle()
	if got := texts(w.page()); got != "Først. Så" {
		t.Fatalf("%q", got)
	}
	w.write("snart ")
	w.settle()
	if got := texts(w.page()); got != "Først. snart Så" {
		t.Errorf("%q", got)
	}
}

func TestTheNextQuestionTakesTheNextNotes(t *testing.T) {
	w := newWorld(t, raid)
	w.write("til den første")
	w.do("session.next")
	w.write("til den anden")
	w.do("session.beside")
	w.write("til ingen")
	w.settle()
	page := w.page()
	for i, want := range []feltbog.ID{page.Questions[0].ID, page.Questions[1].ID, {}} {
		if page.Notes[i].Question != want {
			t.Errorf("note %d belongs to %v", i, page.Notes[i].Question)
		}
	}
	if !w.s.covered(page.Questions[0].ID) || w.s.covered(page.Questions[2].ID) {
		t.Error("what has notes was asked, what has none was not")
	}
}

func TestTheNextPersonIsOneActionAndTheNotesGoToThem(t *testing.T) {
	w := newWorld(t, raid)
	w.write("om den første")
	for range 19 {
		w.do("session.next_person")
	}
	w.write("om den sidste")
	w.settle()
	page := w.page()
	if len(page.People) != 20 || page.Notes[0].Participants[0] != page.People[0].ID || page.Notes[1].Participants[0] != page.People[19].ID {
		t.Errorf("%d people, notes about %v", len(page.People), page.Notes)
	}
	if page.Notes[1].Question != page.Questions[0].ID {
		t.Error("the next person does not begin with the first question")
	}
}

func TestAnOralYesIsNotedForThePersonAndShown(t *testing.T) {
	w := newWorld(t, raid)
	test.Tap(uikit.Find("session.consent.yes").(*widgets.Button))
	w.settle()
	page := w.page()
	if c := page.People[0].Consent; c == nil || c.State != feltbog.ConsentGiven || c.Form != feltbog.OralWitness || c.Witness.IsZero() {
		t.Fatalf("%+v", c)
	}
	w.write("videre") // the field has the focus again
}

func TestATagOfAKeyGoesOnTheNoteThatIsWritten(t *testing.T) {
	w := newWorld(t, raid)
	w.do("tag.2") // before the first letter
	w.write("kø")
	w.settle()
	w.do("tag.1")
	page := w.page()
	if len(page.Notes) != 1 || len(page.Notes[0].Tags) != 2 {
		t.Fatalf("%+v", page.Notes)
	}
	w.do("tag.1")
	if n := w.page().Notes[0]; !slices.Equal(n.Tags, []feltbog.ID{page.Pinned[1]}) {
		t.Errorf("%v", n.Tags)
	}
}

func TestASessionOpensWhereItWasLeft(t *testing.T) {
	w := newWorld(t, raid)
	w.do("session.next")
	w.write("en halv sæt")
	w.settle()
	// Nothing is left: the program is killed. Another one opens the session.
	again := New(w.Host, w.p, chooser{w}, grids(w.t), w.playing)
	w.Put(again, screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: w.id}, 1316, 836)
	w.Drain()
	l := again.writing()
	if again.questionAt() != 1 || l == nil || l.block.Text() != "en halv sæt" || again.editor.Entry.CursorTextOffset() != 11 {
		t.Fatalf("question %d, line %+v", again.questionAt(), l)
	}
}

func TestAFileHangsOnTheNote(t *testing.T) {
	w := newWorld(t, raid)
	w.file = filepath.Join(t.TempDir(), "program.pdf")
	must(t, os.WriteFile(w.file, []byte("%PDF-1.4 torsdag"), 0o600))
	w.write("brevet")
	w.settle()
	w.do("session.file")
	page := w.page()
	if len(page.Files) != 1 || page.Files[0].Owner != page.Notes[0].ID || page.Files[0].File.MIME != "application/pdf" {
		t.Errorf("%+v", page.Files)
	}
}

func TestSoundStandsInTheStripAndIsHandedToThePlayer(t *testing.T) {
	w := newWorld(t, raid)
	w.file = filepath.Join(t.TempDir(), "klokken.mp3")
	must(t, os.WriteFile(w.file, []byte("ID3\x03\x00\x00\x00\x00\x00\x0aTIT2\x00\x00\x00\x02\x00\x00\x00lyd"), 0o600))
	w.do("session.file")
	page := w.page()
	if len(page.Files) != 1 || page.Files[0].Type != feltbog.Sound || page.Files[0].Title != "klokken" || page.Files[0].Time.IsZero() {
		t.Fatalf("%+v", page.Files)
	}
	w.settle()
	if w.s.strip.box.Hidden || len(w.s.strip.row.Objects) != 1 {
		t.Fatal("the strip does not show it")
	}
	w.do("session.strip")
	w.do("session.strip.open")
	if !slices.Equal(w.play, []feltbog.ID{page.Files[0].ID}) {
		t.Errorf("played %v", w.play)
	}
}

// snapshot writes a picture.
func snapshot(t *testing.T, name string, shade uint8) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, img, nil))
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, b.Bytes(), 0o600))
	return path
}

func TestAPictureStandsInTheStripAndIsTaggedWithTheSameKeysAsANote(t *testing.T) {
	w := newWorld(t, raid)
	w.file = snapshot(t, "gangen.jpg", 90)
	w.write("gangen er lang")
	w.settle()
	w.do("session.file")
	page := w.page()
	if len(page.Photos) != 1 || len(page.Notes[0].Photos) != 1 || page.Notes[0].Photos[0] != page.Photos[0].ID {
		t.Fatalf("%+v", page.Photos)
	}
	if w.s.strip.box.Hidden || len(w.s.strip.row.Objects) != 1 || w.s.strip.kept[page.Photos[0].ID] == nil {
		t.Fatal("the strip does not show it")
	}
	w.do("session.strip")
	w.do("tag.2")
	page = w.page()
	if !slices.Equal(page.Photos[0].Tags, []feltbog.ID{page.Pinned[1]}) || len(page.Notes[0].Tags) != 0 {
		t.Errorf("the picture bears %v, the note %v", page.Photos[0].Tags, page.Notes[0].Tags)
	}
	w.do("session.strip") // past the first one: none
	w.do("tag.1")
	page = w.page()
	if len(page.Photos[0].Tags) != 1 || !slices.Equal(page.Notes[0].Tags, []feltbog.ID{page.Pinned[0]}) {
		t.Errorf("the picture bears %v, the note %v", page.Photos[0].Tags, page.Notes[0].Tags)
	}
}

func TestFilesThatWereCopiedInAFileManagerArePastedAsFiles(t *testing.T) {
	w := newWorld(t, raid)
	one := snapshot(t, "et billede.jpg", 40)
	w.write("ved døren")
	w.settle()
	for text, want := range map[string]bool{"en sætning": false, "/findes/ikke.jpg": false, "file://" + filepath.ToSlash(filepath.Dir(one)) + "/et%20billede.jpg\n": true} {
		if got := w.s.pasted(text); got != want {
			t.Errorf("%q is taken for files: %v", text, got)
		}
		w.Drain()
	}
	if page := w.page(); len(page.Photos) != 1 {
		t.Errorf("%+v", page.Photos)
	}
}

func TestAQuestionIsTickedByItsKey(t *testing.T) {
	w := newWorld(t, raid)
	w.do("session.asked")
	if !w.s.covered(w.s.page.Questions[0].ID) {
		t.Error("it is not ticked")
	}
	w.do("session.asked")
	if w.s.covered(w.s.page.Questions[0].ID) {
		t.Error("the tick is still there")
	}
}

func TestLinesOfAnObservationStandUnderTheirHeading(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.FieldVisit, PlaceName: "Torvet"})
	w.do("note.dimension.3")
	w.write("to hilser")
	w.enter()
	w.s.setZone("ved døren")
	w.s.setGrid(feltbog.POEMS)
	w.do("note.dimension.4")
	w.write("et skilt")
	w.settle()
	page := w.page()
	if a, b := page.Notes[0], page.Notes[1]; a.Grid != feltbog.AEIOU || a.Dimension != "interactions" || a.Zone != "" ||
		b.Grid != feltbog.POEMS || b.Dimension != "messages" || b.Zone != "ved døren" {
		t.Errorf("%+v\n%+v", a, b)
	}
}

// TestPicture leaves a picture of the screen in the folder that FELTBOG_PICTURES names.
func TestPicture(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	w := newWorld(t, raid)
	w.do("session.next")
	for i, text := range []string{"Jeg satte mig på bænken ved siden af i stedet for over for. Det gav ro.", "Sidder yderst på bænken ved døren med frakken på. Holder brevet i hånden hele tiden.",
		"»Bussen er her 13.10, og min tid er 14.45. Den næste bus tør jeg ikke satse på.«", "Er det ventetiden eller det uvisse, der fylder mest?"} {
		w.do("note.kind." + string("4123"[i]))
		w.write(text)
		w.enter()
		if i > 0 {
			w.do("tag.1")
		}
	}
	w.settle()
	for _, size := range []fyne.Size{fyne.NewSize(1316, 836), fyne.NewSize(952, 636)} {
		w.Window().Resize(size)
		w.settle()
		f, err := os.Create(filepath.Join(dir, "session-"+string(rune('0'+int(size.Width/500)))+".png"))
		must(t, err)
		must(t, png.Encode(f, w.Window().Canvas().Capture()))
		must(t, f.Close())
	}
}

func TestWhatIsReadTooEarlyNeverTakesAwayWhatWasTypedSince(t *testing.T) {
	w := newWorld(t, raid)
	old, err := w.p.SessionPage(t.Context(), w.id) // read before the first letter
	must(t, err)
	seen := map[feltbog.ID]int{}
	w.write("Hun ve")
	w.s.show(loaded{page: old, seen: seen}, nil)
	w.write("nter på ")
	w.settle()
	old = w.page()
	l := w.s.writing()
	seen[l.rec.ID] = l.edits
	w.write("bussen")
	w.s.show(loaded{page: old, seen: seen}, nil)
	w.write(" nu")
	w.enter()
	w.s.show(loaded{page: old, seen: seen}, nil)
	if got := texts(w.page()); got != "Hun venter på bussen nu" || w.s.lines[0].block.Text() != got {
		t.Errorf("%q, shown %q", got, w.s.lines[0].block.Text())
	}
}

func TestAReadingInThePauseBeforeItIsKeptTakesNothingAway(t *testing.T) {
	w := newWorld(t, raid)
	w.write("Hun venter")
	w.settle()
	w.write(" på bussen") // not kept yet
	w.s.reload()
	w.Drain()
	if got := w.s.lines[0].block.Text(); got != "Hun venter på bussen" {
		t.Errorf("on the screen %q", got)
	}
	w.write(" nu")
	w.enter()
	if got := texts(w.page()); got != "Hun venter på bussen nu" {
		t.Errorf("%q", got)
	}
}

func TestUndoTakesTheLastNoteFromTheScreen(t *testing.T) {
	w := newWorld(t, raid)
	w.write("en")
	w.enter()
	w.write("to")
	w.enter()
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.s.reload()
	w.settle()
	var shown []string
	for _, l := range w.s.lines {
		shown = append(shown, l.block.Text())
	}
	if !slices.Equal(shown, []string{"en", ""}) {
		t.Errorf("%q", shown)
	}
}

func TestALongSessionShowsItsLastNotesAndTheEarlierOnesWhenOneScrollsUp(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	for i := range 3 * atOnce {
		must(t, w.p.TypeNote(t.Context(), app.Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Session: w.id}, Text: "Note " + strconv.Itoa(i)}))
		must(t, w.p.Settle(t.Context()))
	}
	w.s.reload()
	w.settle()
	drawn := func() int { return (len(w.s.notes.Objects) + 1) / 2 }
	if drawn() != atOnce || len(w.s.lines) != 3*atOnce+1 {
		t.Fatalf("%d of %d are drawn", drawn(), len(w.s.lines))
	}
	w.s.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 1e6)})
	w.settle()
	if drawn() != 2*atOnce || w.s.scroll.Offset.Y < 100 {
		t.Errorf("%d are drawn, at %v", drawn(), w.s.scroll.Offset)
	}
	w.s.write(w.s.lines[0], -1) // an arrow leads there
	w.write(" først")
	w.settle()
	if got := w.page().Notes[0].Text; got != "Note 0 først" {
		t.Error(got)
	}
}

func TestTheHeadingOfAGridSaysWhatToLookFor(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.FieldVisit, PlaceName: "Torvet"})
	w.s.setGrid(feltbog.AEIOU)
	w.write("To venter på bussen")
	w.settle()
	w.s.dimensionAt(0)
	w.settle()
	if got := w.s.tools.look; got.Hidden || !strings.Contains(got.Text, "Hvad er folk i gang med") {
		t.Errorf("%q", got.Text)
	}
}

func TestTheNoteThatIsWrittenOrAllOfThemArePutIntoAJointInterpretation(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.KitchenTable})
	var got []app.GateItem
	w.s.Lay = func(items []app.GateItem, _ screen.Route) { got = items }
	w.write("Hun åbner ikke brevene")
	w.enter()
	w.write("Jeg ringer i morgen")
	w.do("cards.lay")
	w.settle()
	if len(got) != 1 {
		t.Fatalf("%+v", got)
	}
	w.s.editor.Leave()
	w.do("cards.lay")
	w.settle()
	if len(got) != 2 {
		t.Errorf("%+v", got)
	}
}

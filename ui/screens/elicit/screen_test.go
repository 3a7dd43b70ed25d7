package elicit

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// window is what the participant sees, written down.
type window struct {
	open  bool
	shown feltbog.ID
	told  []feltbog.ID
	ready []feltbog.ID
	step  func(int)
	gone  func()
	alone bool
}

func (w *window) Open()                 { w.open = true }
func (w *window) Showing() bool         { return w.open }
func (w *window) Show(photo feltbog.ID) { w.shown = photo; w.told = append(w.told, photo) }
func (w *window) Black()                { w.shown = feltbog.ID{}; w.told = append(w.told, w.shown) }
func (w *window) ScreenGone() bool      { return false }
func (w *window) Close() {
	w.open = false
	w.Black()
	w.gone()
}
func (w *window) Prepare(photos ...feltbog.ID) { w.ready = photos }
func (w *window) OnStep(f func(int))           { w.step = f }
func (w *window) OnClosed(f func())            { w.gone = f }
func (w *window) Alone(on bool)                { w.alone = on }
func (w *window) Forget(photo feltbog.ID) {
	if w.shown == photo {
		w.Black()
	}
}

// world is the screen over a project with a series in it.
type world struct {
	*screentest.Host
	t      testing.TB
	p      *app.Project
	s      *Screen
	other  *window
	papers []string
	set    feltbog.ID
	photos []feltbog.ID
	who    feltbog.ID
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newWorld(t testing.TB, pictures int) *world {
	t.Helper()
	now := time.Date(2025, 3, 13, 15, 0, 0, 0, time.UTC)
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { now = now.Add(time.Second); return now }})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	w := &world{Host: screentest.New(t), t: t, p: p, other: &window{}}
	shelf, err := app.OpenTemplates(assets.Templates(), "da")
	must(t, err)
	w.s = New(w.Host, p, w.other, shelf.Elicit, Desk{View: func(path string) error { w.papers = append(w.papers, path); return nil },
		Put: func(name string, write func(io.Writer) error) (string, error) { return name, write(io.Discard) }})
	w.who, _, err = p.AddParticipant(t.Context(), app.NewPerson{Perspective: feltbog.Citizen, AgeGroup: feltbog.Adult})
	must(t, err)
	dir := t.TempDir()
	for i := range pictures {
		img := image.NewGray(image.Rect(0, 0, 120, 80))
		for k := range img.Pix {
			img.Pix[k] = uint8(i*23 + k)
		}
		var b bytes.Buffer
		must(t, jpeg.Encode(&b, img, nil))
		must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.jpg", i)), b.Bytes(), 0o600))
	}
	if pictures > 0 {
		done, err := p.ImportPhotos(t.Context(), app.PhotoImport{Paths: []string{dir}}, nil, nil)
		must(t, err)
		w.photos = done.Added
	}
	w.set, err = p.MakeSeries(t.Context(), feltbog.PhotoSet{Title: "Det, der gør dagen nem", Participant: w.who}, w.photos)
	must(t, err)
	w.Put(w.s, screen.Route{Place: screen.Field, Kind: feltbog.KindPhotoSet, ID: w.set}, 1316, 836)
	w.settle()
	return w
}

func (w *world) settle() {
	w.Drain()
	size := w.Window().Canvas().Size()
	w.Window().Resize(size.AddWidthHeight(0, 1))
	w.Window().Resize(size)
	w.Drain()
}

func (w *world) do(id string) {
	w.t.Helper()
	f := w.s.Keys()[id]
	if f == nil {
		w.t.Fatalf("there is no key %q", id)
	}
	f()
	w.settle()
}

func (w *world) write(text string) {
	w.s.notes.field.SetText(text)
	w.s.notes.field.Enter()
	w.leave()
}

// leave has what was typed kept.
func (w *world) leave() {
	w.t.Helper()
	if f := w.s.keep.Flush(); f != nil {
		w.settle()
		must(w.t, f())
	}
	w.s.reload()
	w.settle()
}

func (w *world) sound() {
	w.t.Helper()
	for _, err := range w.Failed {
		w.t.Error(err)
	}
}

func (w *world) at() int { return slices.Index(w.photos, w.s.console.At()) }

func TestWhatIsWrittenHangsOnThePictureAndTheQuestionOnScreen(t *testing.T) {
	w := newWorld(t, 3)
	w.s.notes.field.SetText("for tidligt")
	w.settle()
	if w.s.notes.there {
		t.Error("something is written though nobody talks yet")
	}
	w.s.notes.fill("")
	w.s.head.start.Tap()
	w.leave()
	if !w.s.talking() || w.s.page.Session.Type != feltbog.PhotoSession || !slices.Equal(w.s.page.Session.Participants, []feltbog.ID{w.who}) {
		t.Fatalf("%+v", w.s.page.Session)
	}
	w.s.notes.field.SetText("Det er bænken.")
	w.do("session.next") // what is said to one question stays there when the next is asked
	if w.s.notes.field.Text != "" || !w.s.notes.written().IsZero() {
		t.Error("the next question goes on in the note of the one before")
	}
	w.do("note.kind.3")
	w.write("En ventetid, ikke et sted.")
	w.do("elicit.next")
	w.do("note.kind.2")
	w.s.notes.field.SetText("Her er ro")
	w.do("elicit.previous") // what is half written is kept where it was begun
	w.leave()
	first, second := w.s.page.About(w.photos[0]), w.s.page.About(w.photos[1])
	if len(first) != 2 || len(second) != 1 {
		t.Fatalf("%d and %d notes", len(first), len(second))
	}
	if n := first[0]; n.Type != feltbog.QuoteVerbatim || n.Prompt != "see" || n.Speaker != w.who || n.Text != "Det er bænken." {
		t.Errorf("%+v", n)
	}
	if n := first[1]; n.Type != feltbog.Wonder || n.Prompt != "happening" || !n.Speaker.IsZero() {
		t.Errorf("%+v", n)
	}
	if second[0].Text != "Her er ro" {
		t.Errorf("%+v", second[0])
	}
	if len(w.s.notes.list.Rows()) != 2 || w.s.notes.list.Rows()[0].prompt != "Ser" {
		t.Errorf("%+v", w.s.notes.list.Rows())
	}
	w.s.notes.edit(first[0])
	w.s.notes.field.SetText("")
	w.s.notes.finish()
	w.leave()
	if n := len(w.s.page.About(w.photos[0])); n != 1 {
		t.Errorf("%d notes after one was emptied", n)
	}
	w.sound()
}

func TestABarredPictureLeavesTheParticipantBeforeAnythingIsWritten(t *testing.T) {
	w := newWorld(t, 3)
	w.do("elicit.show")
	if !w.other.open || w.other.shown != w.photos[0] {
		t.Fatalf("%+v", w.other)
	}
	w.do("elicit.next")
	if w.other.shown != w.photos[1] {
		t.Error("the participant's screen does not follow")
	}
	w.s.Keys()["elicit.bar"]() // nothing is drained: the same frame
	if !w.other.shown.IsZero() {
		t.Error("a barred picture is shown still")
	}
	w.leave()
	if w.at() != 2 || !w.other.shown.IsZero() {
		t.Errorf("at %d, the participant sees %v", w.at(), w.other.shown)
	}
	if a, err := w.p.Photo(t.Context(), w.photos[1]); err != nil || !a.Photo.DoNotUse {
		t.Errorf("%+v %v", a.Photo, err)
	}
	w.do("elicit.show")
	must(t, w.p.DoNotUse(t.Context(), w.photos[2:], "fra en anden maskine"))
	w.leave()
	if !w.other.shown.IsZero() || w.at() != 0 {
		t.Errorf("at %d, the participant sees %v", w.at(), w.other.shown)
	}
	w.s.backOnTable(w.s.page.Series.Picture(w.photos[1]))
	if len(w.Dialogs) != 1 {
		t.Fatal("nobody asks why")
	}
	do := w.Dialogs[0].Buttons[1].(*widgets.Button)
	if do.Enabled() {
		t.Error("it may be used again without a reason")
	}
	w.Dialogs[0].First.(*widgets.Entry).SetText("Naboen har sagt ja")
	do.Tap()
	w.leave()
	if o := w.s.page.Series.Picture(w.photos[1]); o.Photo.DoNotUse || o.Photo.AllowedAgain == "" {
		t.Errorf("%+v", o.Photo)
	}
	w.sound()
}

func TestTheParticipantsScreenStaysWhenItIsToldToAndTurnsBlackWhenOneLeaves(t *testing.T) {
	w := newWorld(t, 3)
	w.do("elicit.show")
	w.do("elicit.stay")
	w.do("elicit.next")
	if w.other.shown != w.photos[0] {
		t.Error("it did not stay")
	}
	w.do("elicit.stay")
	if w.other.shown != w.photos[1] {
		t.Error("it does not follow again")
	}
	w.do("elicit.show")
	if !w.other.shown.IsZero() {
		t.Error("the key does not make it black")
	}
	w.do("elicit.show")
	if f := w.s.Leave(); f != nil {
		w.Drain()
		must(t, f())
	}
	w.Drain()
	if !w.other.shown.IsZero() {
		t.Error("a picture is left behind on the participant's screen")
	}
	w.sound()
}

func TestPicturesAreRankedTitledPointedAtAndMovedByKeys(t *testing.T) {
	w := newWorld(t, 4)
	w.s.head.start.Tap()
	w.leave()
	w.do("elicit.next")
	w.do("elicit.digit.1")
	w.do("elicit.previous")
	w.do("elicit.digit.1")
	w.leave()
	if a, b := w.s.page.Series.Picture(w.photos[0]).Place.Rank, w.s.page.Series.Picture(w.photos[1]).Place.Rank; a != 1 || b != 2 {
		t.Errorf("ranks %d, %d", a, b)
	}
	w.s.left.called.SetText("Fem kvarter")
	w.do("elicit.later")
	w.leave()
	if got := w.s.page.Series.Pictures[1].Photo; got.ID != w.photos[0] || got.ParticipantTitle != "Fem kvarter" {
		t.Errorf("%+v", got)
	}
	w.s.notes.field.SetText("Her sidder jeg")
	w.do("elicit.point")
	if !w.s.left.view.Drawing() {
		t.Fatal("nothing is being drawn")
	}
	w.s.left.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.leave()
	regions := w.s.left.regions()
	if len(regions) != 1 {
		t.Fatalf("%d spots", len(regions))
	}
	w.s.notes.finish()
	w.leave()
	if n := w.s.page.About(w.photos[0]); len(n) != 1 || !slices.Equal(n[0].Regions, []feltbog.ID{regions[0].ID}) {
		t.Errorf("%+v", n)
	}
	w.sound()
}

func TestPicturesAreSortedByDigitsAndTheStoryCountsThem(t *testing.T) {
	w := newWorld(t, 3)
	w.do("elicit.view")
	w.do("elicit.sort")
	w.do("elicit.pile")
	w.leave()
	if o := w.s.table.now(); o == nil || len(o.Piles) != 2 || len(o.Loose) != 3 {
		t.Fatalf("%+v", o)
	}
	w.do("elicit.digit.2")
	w.do("elicit.next")
	w.do("elicit.digit.2")
	w.s.table.heaps[2].name.SetText("Det nære")
	w.leave()
	if o := w.s.table.now(); o.Piles[1].Name != "Det nære" || !slices.Equal(o.Piles[1].Photos, w.photos[:2]) {
		t.Errorf("%+v", o)
	}
	w.do("elicit.digit.0")
	w.do("elicit.digit.9") // there is no such pile
	w.leave()
	if o := w.s.table.now(); !slices.Equal(o.Piles[1].Photos, w.photos[:1]) {
		t.Errorf("%+v", o)
	}
	w.do("elicit.digit.2")
	w.leave()
	w.do("elicit.view")
	w.leave()
	var asked []app.GateItem
	w.s.Settle = func(_ string, _ feltbog.Use, items []app.GateItem, _ screen.Route, _ func()) { asked = items }
	w.s.story.print()
	w.leave()
	if len(asked) == 0 || asked[0].Kind != feltbog.KindPhoto {
		t.Errorf("what would leave is not shown before it is printed: %+v", asked)
	}
	if m := w.s.story.now.Together; w.s.mode != after || m.Same[0][1] != 1 || m.Most != 1 || len(w.s.story.body.Objects) < 5 {
		t.Errorf("%s %+v", w.s.mode, m)
	}
	w.sound()
}

func TestEveryActionOfTheConsoleHasAKeyInTheTable(t *testing.T) {
	w := newWorld(t, 0)
	bound := w.s.Keys()
	for _, k := range assets.Shortcuts() {
		if k.Group == "elicit" && bound[k.ID] == nil {
			t.Errorf("%s does nothing", k.ID)
		}
	}
	for _, q := range read("Ser: Hvad ser du?\n\nHvorfor netop den?") {
		if q.Key == "" || q.Short == "" || q.Ask == "" {
			t.Errorf("%+v", q)
		}
	}
	if got := written(read("Ser: Hvad ser du?")); got != "Ser: Hvad ser du?" {
		t.Error(got)
	}
	w.s.printBrief()
	w.settle()
	if len(w.papers) != 1 {
		t.Errorf("%v", w.papers)
	}
	w.sound()
}

func TestTheAnswersAboutAPictureAreWrittenTogetherAndReadAfterwards(t *testing.T) {
	w := newWorld(t, 2)
	w.do("elicit.answers")
	if len(w.Dialogs) != 0 || len(w.Said) == 0 {
		t.Fatal("there is no conversation yet, and nobody says so")
	}
	w.s.begin()
	w.settle()
	w.do("elicit.answers")
	if len(w.Dialogs) != 1 {
		t.Fatal("nothing is asked")
	}
	field := func(name string) *widgets.Entry { return uikit.Find("elicit.answer." + name).(*widgets.Entry) }
	field("see").SetText(" bænken ")
	field("outside").SetText("vejen")
	uikit.Find("elicit.answers.keep").(*widgets.Button).Tap()
	w.leave()
	talk := w.s.page.Talks[w.photos[0]]
	if talk.See != "bænken" || talk.Outside != "vejen" || talk.Why != "" || talk.Verbatim {
		t.Fatalf("%+v", talk)
	}
	w.do("elicit.answers")
	if field("see").Text != "bænken" {
		t.Error("what was written is not there again")
	}
	w.CloseDialog()
	w.do("elicit.view")
	w.do("elicit.view")
	w.leave()
	if got := w.s.story.now.Pictures[0].Talks; len(got) != 1 || got[0].See != "bænken" {
		t.Errorf("%+v", got)
	}
	w.sound()
}

func TestTheParticipantLeafsAndMayDoSoAlone(t *testing.T) {
	w := newWorld(t, 3)
	w.do("elicit.show")
	if !slices.Equal(w.other.ready, []feltbog.ID{w.photos[0], w.photos[1], w.photos[2]}) {
		t.Errorf("made ready: %v of %v", w.other.ready, w.photos)
	}
	w.other.step(1)
	w.leave()
	if w.other.shown != w.photos[1] || w.at() != 1 {
		t.Errorf("the console is at %d", w.at())
	}
	w.do("elicit.stay")
	w.other.step(1)
	w.leave()
	if w.other.shown != w.photos[1] || w.at() != 1 {
		t.Error("a screen that stays was leafed")
	}
	w.do("elicit.alone") // and it follows again
	w.other.step(1)
	w.leave()
	if !w.other.alone || w.other.shown != w.photos[2] || w.at() != 2 {
		t.Errorf("alone %v, the console is at %d", w.other.alone, w.at())
	}
	w.other.Close() // by its own button
	if !w.s.console.Shown().IsZero() || w.s.alone {
		t.Error("the console believes that somebody sees something")
	}
	w.sound()
}

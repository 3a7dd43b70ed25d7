package guide

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// altUp is the chord that moves what is in front up.
var altUp = &desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt}

// today is the clock of the tests' vault.
var today = time.Date(2025, 3, 4, 9, 0, 0, 0, time.UTC)

// quiet is a project that tells nobody of changes, so that a test decides when the screen loads again.
type quiet struct {
	*app.Project
	bus *app.Bus
}

func (q quiet) Bus() *app.Bus { return q.bus }

type world struct {
	*screentest.Host
	t       testing.TB
	p       *app.Project
	s       *Screen
	guide   feltbog.ID
	file    string // that is chosen when one is asked for
	printed []feltbog.ID
}

func (w *world) Save(name string, chosen func(string)) {
	w.file = filepath.Join(w.t.TempDir(), name)
	chosen(w.file)
}

// chooser is the world's way to choose a file; the host opens routes by the same name.
type chooser struct{ *world }

func (c chooser) Open(_ string, _ []string, chosen func(string)) { chosen(c.file) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newWorld shows a guide of a new project.
func newWorld(t testing.TB, text feltbog.GuideText) *world {
	t.Helper()
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Hverdag og helbred i Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { return today }})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	id, err := p.AddGuide(t.Context(), text)
	must(t, err)
	w := &world{Host: screentest.New(t), t: t, p: p, guide: id}
	shelf, err := app.OpenTemplates(assets.Templates(), "da")
	must(t, err)
	w.s = New(w.Host, quiet{p, &app.Bus{}}, chooser{w}, shelf, func(id feltbog.ID) { w.printed = append(w.printed, id) })
	w.show(feltbog.KindGuide, id, "")
	return w
}

// citizens is the shipped guide for citizens.
func citizens(t testing.TB) feltbog.GuideText {
	t.Helper()
	shelf, err := app.OpenTemplates(assets.Templates(), "da")
	must(t, err)
	text, ok := shelf.Guide("citizen")
	if !ok {
		t.Fatal("there is no guide for citizens")
	}
	return text
}

// short is a guide of two themes.
func short() feltbog.GuideText {
	return feltbog.GuideText{Name: "Hverdagen", Minutes: 60, Perspective: feltbog.Citizen, Before: []string{"Aftal sted"}, After: []string{"Hvad overraskede mig?"}, Themes: []feltbog.ThemeText{
		{Title: "Velkommen", Minutes: 5, Questions: []feltbog.QuestionText{
			{Type: feltbog.MainQuestion, Priority: feltbog.Must, Text: "Hvad bringer dig her?", Under: []feltbog.QuestionText{{Type: feltbog.FollowUp, Text: "Hvem er med?"}}},
			{Type: feltbog.MainQuestion, Priority: feltbog.Should, Text: "Hvordan kom du herhen?"}}},
		{Title: "Mødet", Minutes: 15, Questions: []feltbog.QuestionText{{Type: feltbog.MainQuestion, Priority: feltbog.May, Text: "Hvad skete der?"}}}}}
}

func (w *world) show(kind feltbog.Kind, id feltbog.ID, part string) {
	w.t.Helper()
	w.Put(w.s, screen.Route{Place: screen.Field, Kind: kind, ID: id, Part: part}, 1316, 836)
	w.sound()
}

func (w *world) sound() {
	w.t.Helper()
	if len(w.Failed) > 0 {
		w.t.Fatal(w.Failed)
	}
}

// settle lets everything happen, also what waits a moment, and lays out.
func (w *world) settle() {
	w.t.Helper()
	w.s.keep.Flush()
	w.Drain()
	size := w.Window().Canvas().Size()
	w.Window().Resize(size.AddWidthHeight(0, 1))
	w.Window().Resize(size)
	w.sound()
}

// again reads the guide anew, as after a change from elsewhere.
func (w *world) again() {
	w.t.Helper()
	w.s.reload()
	w.settle()
}

// write types where the focus is.
func (w *world) write(text string) {
	w.t.Helper()
	if w.Window().Canvas().Focused() != fyne.Focusable(w.s.editor.Entry) {
		w.t.Fatalf("the text has not got the focus, %T has", w.Window().Canvas().Focused())
	}
	test.Type(w.s.editor.Entry, text)
}

func (w *world) key(name fyne.KeyName) {
	w.s.editor.Entry.TypedKey(&fyne.KeyEvent{Name: name})
	w.settle()
}

func (w *world) tap(name string) {
	w.t.Helper()
	o, ok := uikit.Find(name).(fyne.Tappable)
	if !ok {
		w.t.Fatalf("there is nothing to tap called %s", name)
	}
	o.Tapped(nil)
	w.settle()
}

// now says what the guide holds: themes with their questions, weights and what hangs under them.
func (w *world) now() string {
	w.t.Helper()
	text, err := w.p.GuideText(w.t.Context(), w.guide)
	must(w.t, err)
	var b strings.Builder
	for _, t := range text.Themes {
		b.WriteString("[" + t.Title + "]")
		for _, q := range t.Questions {
			b.WriteString(" " + string(q.Priority) + ":" + q.Text)
			for _, u := range q.Under {
				b.WriteString(" >" + string(u.Type) + ":" + u.Text)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func (w *world) has(want string) {
	w.t.Helper()
	w.sound()
	if got := w.now(); got != want {
		w.t.Fatalf("the guide holds\n%s\nand not\n%s", got, want)
	}
}

// texts are the words that stand on the screen.
func texts(o fyne.CanvasObject) string {
	var b strings.Builder
	for _, x := range test.LaidOutObjects(o) {
		switch x := x.(type) {
		case *widgets.Text:
			b.WriteString(x.Text + "\n")
		case *widgets.Marked:
			b.WriteString(x.Text + "\n")
		case *widgets.Chip:
			b.WriteString(x.Text + "\n")
		case *widgets.Button:
			b.WriteString(x.Text + "\n")
		}
	}
	return b.String()
}

func (w *world) says(all ...string) {
	w.t.Helper()
	got := texts(w.s.all)
	for _, want := range all {
		if !strings.Contains(got, want) {
			w.t.Errorf("the screen does not say %q:\n%s", want, got)
		}
	}
}

func (w *world) question(theme, i int) questionRow { return w.s.page.themes[theme].Questions[i] }

func TestAGuideIsWrittenWithTheKeysAlone(t *testing.T) {
	w := newWorld(t, feltbog.GuideText{Name: "Hverdagen"})
	w.says("Ingen temaer endnu")
	w.tap("guide.theme.first")
	enter := func() { w.s.editor.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) } // quicker than anything is kept
	w.s.editor.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.write("Velkommen")
	enter()
	w.write("At finde ro")
	enter()
	w.write("Hvad bringer dig her?")
	enter()
	w.write("Hvordan kom du herhen?")
	w.settle()
	w.has("[Velkommen] should:Hvad bringer dig her? should:Hvordan kom du herhen?\n")
	text, err := w.p.GuideText(t.Context(), w.guide)
	must(t, err)
	if text.Themes[0].Purpose != "At finde ro" {
		t.Errorf("the purpose is %q", text.Themes[0].Purpose)
	}
}

func TestAQuestionIsKeptFromItsFirstLetterAndIsOneStepForUndo(t *testing.T) {
	w := newWorld(t, short())
	w.s.newQuestion()
	w.write("H")
	w.settle()
	w.has("[Velkommen] must:Hvad bringer dig her? >follow_up:Hvem er med? should:Hvordan kom du herhen? should:H\n[Mødet] may:Hvad skete der?\n")
	w.write("vad så?")
	w.settle()
	must(t, w.p.Settle(t.Context()))
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.has("[Velkommen] must:Hvad bringer dig her? >follow_up:Hvem er med? should:Hvordan kom du herhen?\n[Mødet] may:Hvad skete der?\n")
	w.again()
	if n := len(w.s.middle.cards); n != 2 {
		t.Errorf("%d cards are shown after undo", n)
	}
}

func TestEnterInTheMiddleOfAQuestionMakesTwo(t *testing.T) {
	w := newWorld(t, short())
	w.s.middle.edit(w.question(0, 0).ID)
	for range []rune("bringer dig her?") {
		w.s.editor.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	w.key(fyne.KeyReturn)
	w.again()
	w.has("[Velkommen] must:Hvad  >follow_up:Hvem er med? should:bringer dig her? should:Hvordan kom du herhen?\n[Mødet] may:Hvad skete der?\n")
}

func TestWhatWasBegunAndLeftEmptyIsNoQuestion(t *testing.T) {
	w := newWorld(t, short())
	w.s.newQuestion()
	if n := len(w.s.middle.cards); n != 3 {
		t.Fatalf("%d cards", n)
	}
	w.again()
	w.s.middle.edit(w.question(0, 0).ID)
	w.settle()
	if n := len(w.s.middle.cards); n != 2 {
		t.Errorf("%d cards are left", n)
	}
	before := w.now()
	w.s.editor.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.key(fyne.KeyBackspace)
	w.s.editor.Leave()
	w.settle()
	w.has(before) // a question cannot be empty
	if got := w.s.middle.cards[0].text.block.Text(); got != "Hvad bringer dig her?" {
		t.Errorf("it shows %q", got)
	}
}

func TestFollowUpsAndProbesHangUnderTheirQuestion(t *testing.T) {
	w := newWorld(t, short())
	w.s.middle.edit(w.question(0, 1).ID)
	w.settle()
	w.tap("guide.follow_up")
	w.write("Gik du?")
	w.key(fyne.KeyReturn)
	w.write("Hvem kørte?")
	w.settle()
	w.s.side.probes.Opened(1)
	w.settle()
	probe := w.s.shelf.Probes.Groups[0].Probes[0]
	w.has("[Velkommen] must:Hvad bringer dig her? >follow_up:Hvem er med? should:Hvordan kom du herhen? >follow_up:Gik du? >follow_up:Hvem kørte? >probe:" + probe +
		"\n[Mødet] may:Hvad skete der?\n")
	w.says("Gik du?", probe)
	c := w.s.middle.card(w.s.front)
	c.under[2].block.Edit(-1)
	w.s.shift(-1)
	w.settle()
	if got := w.now(); !strings.Contains(got, ">follow_up:Gik du? >probe:"+probe+" >follow_up:Hvem kørte?") {
		t.Errorf("the probe did not move up: %s", got)
	}
	w.s.deleteQuestion(w.s.middle.card(w.s.front).under[0].id)
	w.settle()
	if strings.Contains(w.now(), "Gik du?") {
		t.Error("the follow-up is still there")
	}
}

func TestQuestionsAndThemesMoveByKeysAndByDragging(t *testing.T) {
	w := newWorld(t, short())
	w.s.middle.edit(w.question(0, 1).ID)
	w.s.editor.Entry.TypedShortcut(altUp)
	w.settle()
	w.has("[Velkommen] should:Hvordan kom du herhen? must:Hvad bringer dig her? >follow_up:Hvem er med?\n[Mødet] may:Hvad skete der?\n")
	c := w.s.middle.cards[0]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.s.middle.cards[1].box)
	w.s.middle.drag(c, at.AddXY(0, w.s.middle.cards[1].box.Size().Height))
	w.s.middle.drop(c)
	w.settle()
	w.has("[Velkommen] must:Hvad bringer dig her? >follow_up:Hvem er med? should:Hvordan kom du herhen?\n[Mødet] may:Hvad skete der?\n")
	w.Window().Canvas().Focus(w.s.left.list)
	w.Keys.Press("Alt+Down", w.s.left.list)
	w.settle()
	w.has("[Mødet] may:Hvad skete der?\n[Velkommen] must:Hvad bringer dig her? >follow_up:Hvem er med? should:Hvordan kom du herhen?\n")
	list := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.s.left.list)
	w.s.left.drag(1, list.AddXY(0, 2))
	w.s.left.drop()
	w.settle()
	w.has("[Velkommen] must:Hvad bringer dig her? >follow_up:Hvem er med? should:Hvordan kom du herhen?\n[Mødet] may:Hvad skete der?\n")
}

func TestAQuestionIsWeighedTimedTypedAndDeleted(t *testing.T) {
	w := newWorld(t, short())
	c := w.s.middle.cards[1]
	test.TapAt(c.priority, fyne.NewPos(5, 10))
	w.settle()
	if got := w.now(); !strings.Contains(got, "must:Hvordan kom du herhen?") {
		t.Fatal(got)
	}
	w.says("60")
	w.s.setMinutes(w.s.theme().ID, 45)
	w.settle()
	w.says("60 min af 60", "Passer", "45 min")
	w.s.setMinutes(w.s.theme().ID, 60)
	w.settle()
	w.says("75 min af 60", "For lang")
	for _, item := range w.s.questionMenu(w.s.middle.cards[1]) {
		if item.Text == "Øvelse" {
			item.Tap()
		}
	}
	w.settle()
	if q := w.question(0, 1); q.Type != feltbog.Exercise {
		t.Errorf("it is a %s", q.Type)
	}
	w.s.bring(w.question(0, 0).ID)
	w.Keys.Press("Delete", nil)
	w.settle()
	w.has("[Velkommen] must:Hvordan kom du herhen?\n[Mødet] may:Hvad skete der?\n")
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := w.now(); !strings.Contains(got, ">follow_up:Hvem er med?") {
		t.Errorf("undo did not bring back all of it: %s", got)
	}
}

func TestWhileOneWritesTheScreenSaysWhatMayBeWorthAnotherLook(t *testing.T) {
	w := newWorld(t, short())
	w.s.middle.edit(w.question(1, 0).ID)
	if w.s.middle.edit(w.question(1, 0).ID) {
		t.Fatal("the question stands in another theme")
	}
	w.s.goTo(w.s.page.themes[1].ID.String())
	w.s.middle.edit(w.question(1, 0).ID)
	w.s.editor.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.write("Har du været glad for din visitation?")
	w.settle()
	w.says("Kan besvares med ja eller nej.", "»visitation« er et fagord.")
	c := w.s.middle.card(w.s.front)
	var marked []string
	for _, m := range c.text.block.Marks {
		marked = append(marked, string([]rune(c.text.block.Text())[m.From:m.To]))
	}
	if !slices.Equal(marked, []string{"Har du", "visitation"}) {
		t.Errorf("marked are %q", marked)
	}
	w.tap("guide.proposal")
	if got := w.now(); strings.Contains(got, "visitation") || !strings.Contains(got, "Har du været glad for din ") {
		t.Errorf("the proposal was not used: %s", got)
	}
	w.tap("guide.keep")
	why, ok := uikit.Find("guide.keep.why").(*widgets.Entry)
	if !ok || len(w.Dialogs) != 1 {
		t.Fatal("nobody asks why")
	}
	why.SetText("De spørger selv sådan.")
	w.tap("guide.keep.do")
	if got := texts(w.s.middle.column); strings.Contains(got, "Prøv at begynde med") || !strings.Contains(got, "De spørger selv sådan.") {
		t.Errorf("the warning was not answered:\n%s", got)
	}
}

func TestWhatIsBeingWrittenIsNotOverwrittenByWhatIsRead(t *testing.T) {
	w := newWorld(t, short())
	w.s.middle.edit(w.question(0, 0).ID)
	w.s.reload() // reading has begun before the words came
	w.write(" Fortæl.")
	w.settle()
	if got := w.s.middle.cards[0].text.block.Text(); got != "Hvad bringer dig her? Fortæl." {
		t.Fatalf("it shows %q", got)
	}
	w.write(" Alt.")
	w.s.reload() // before the words were kept
	w.Drain()
	if got := w.s.middle.cards[0].text.block.Text(); got != "Hvad bringer dig her? Fortæl. Alt." {
		t.Fatalf("it shows %q", got)
	}
	w.s.editor.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	w.settle()
	w.again()
	w.s.goTo(w.s.page.themes[1].ID.String())
	w.s.goTo(w.s.page.themes[0].ID.String())
	if got := w.s.middle.cards[0].text.block.Text(); got != "Hvad bringer dig her? Fortæl. Alt" {
		t.Errorf("after going away and back it shows %q", got)
	}
}

func TestAReviewThatIsBeingFilledInIsNotOverwritten(t *testing.T) {
	w := newWorld(t, short())
	w.show(feltbog.KindGuide, w.guide, PartReview)
	wording := uikit.Find("guide.review.wording").(*widgets.Entry)
	wording.SetText("Hvad fik dig")
	w.settle()
	wording.SetText("Hvad fik dig hertil?")
	w.s.reload()
	w.Drain()
	if now := uikit.Find("guide.review.wording").(*widgets.Entry).Text; now != "Hvad fik dig hertil?" {
		t.Fatalf("it shows %q", now)
	}
	w.settle()
	page, err := w.p.GuidePage(t.Context(), w.guide, nil)
	must(t, err)
	if len(page.Reviews) != 1 || page.Reviews[0].Lines[0].Rewording != "Hvad fik dig hertil?" {
		t.Errorf("%+v", page.Reviews)
	}
}

func TestAQuestionThatWasWrittenInTwoPlacesSaysSo(t *testing.T) {
	w := newWorld(t, short())
	id := w.question(0, 0).ID
	w.s.page.twoWays = map[feltbog.ID]bool{id: true}
	w.s.bring(id)
	w.says("Se begge")
	w.tap("guide.two_ways")
	if r := w.Opened[len(w.Opened)-1]; r.Place != screen.Record || r.ID != id {
		t.Errorf("%+v", r)
	}
}

func TestTheListsAroundTheConversationAreWrittenLineByLine(t *testing.T) {
	w := newWorld(t, short())
	w.says("tjekliste 1", "1 spørgsmål")
	w.s.goTo(spotBefore)
	w.s.middle.points.lines[0].block.Edit(-1)
	w.key(fyne.KeyReturn)
	w.write("Tag papir med")
	w.settle()
	w.s.shift(-1)
	w.settle()
	text, err := w.p.GuideText(t.Context(), w.guide)
	must(t, err)
	if !slices.Equal(text.Before, []string{"Tag papir med", "Aftal sted"}) {
		t.Fatalf("%q", text.Before)
	}
	w.says("tjekliste 2")
	w.again()
	w.s.middle.points.menu(w.s.middle.points.lines[1])[2].Tap()
	w.settle()
	w.s.goTo(spotAfter)
	w.s.newQuestion()
	w.write("Hvad spurgte jeg ikke om?")
	w.settle()
	text, err = w.p.GuideText(t.Context(), w.guide)
	must(t, err)
	if !slices.Equal(text.Before, []string{"Tag papir med"}) || !slices.Equal(text.After, []string{"Hvad overraskede mig?", "Hvad spurgte jeg ikke om?"}) {
		t.Errorf("%q %q", text.Before, text.After)
	}
}

func TestTheGuideGoesThroughItsLifeAndAVersionStaysAsItIs(t *testing.T) {
	w := newWorld(t, short())
	w.says("Udkast", "Send til kvalificering", "Version 1")
	w.tap("guide.next")
	if r := w.Opened[len(w.Opened)-1]; r.Part != PartReview || r.ID != w.guide {
		t.Fatalf("%+v", r)
	}
	w.show(feltbog.KindGuide, w.guide, PartReview)
	w.says("Kvalificering af guiden", "Hvad bringer dig her?", "0 af 3 spørgsmål")
	test.TapAt(uikit.Find("guide.review.decision").(*widgets.Segment), fyne.NewPos(uikit.Find("guide.review.decision").MinSize().Width/2-20, 10))
	wording := uikit.Find("guide.review.wording").(*widgets.Entry)
	wording.SetText("Hvad fik dig til at komme?")
	w.settle()
	w.says("1 af 3 spørgsmål")
	w.tap("guide.review.apply")
	if got := w.now(); !strings.Contains(got, "must:Hvad fik dig til at komme?") {
		t.Fatal(got)
	}
	w.tap("guide.review.done")
	w.show(feltbog.KindGuide, w.guide, "")
	w.says("Tag i brug")
	w.tap("guide.next")
	page, err := w.p.GuidePage(t.Context(), w.guide, nil)
	must(t, err)
	if page.State != feltbog.GuideInUse || len(page.Versions) != 1 {
		t.Fatalf("%s, %d versions", page.State, len(page.Versions))
	}
	version := page.Versions[0].ID
	w.s.middle.edit(w.question(0, 0).ID)
	w.write(" Og siden?")
	w.settle()
	w.again()
	w.says("Version 2 · bygger på version 1", "Version 1 er låst")

	w.show(feltbog.KindGuideVersion, version, "")
	w.says("Denne version er låst", "Hvad fik dig til at komme?", "Lav nyt udkast")
	if w.s.middle.edit(w.question(0, 0).ID); w.s.editor.At() != nil {
		t.Error("a locked version can be written in")
	}
	before := w.now()
	w.s.newQuestion()
	w.s.newTheme()
	w.s.deleteFront()
	w.s.shift(1)
	w.settle()
	w.has(before)
	w.tap("guide.next")
	w.tap("guide.draft.do")
	if r := w.Opened[len(w.Opened)-1]; r.Kind != feltbog.KindGuide || r.ID != w.guide {
		t.Errorf("%+v", r)
	}
	if got := w.now(); strings.Contains(got, "Og siden?") {
		t.Errorf("the draft is not what the version is: %s", got)
	}
}

func TestTwoVersionsAreComparedQuestionByQuestion(t *testing.T) {
	w := newWorld(t, short())
	_, err := w.p.UseGuide(t.Context(), w.guide, "")
	must(t, err)
	w.again()
	ids := []feltbog.ID{w.question(0, 0).ID, w.question(0, 1).ID, w.question(1, 0).ID}
	must(t, w.p.EditQuestion(t.Context(), ids[0], func(q *feltbog.Question) { q.Text = "Hvad bringer dig hid?" }))
	must(t, w.p.MoveQuestion(t.Context(), ids[1], w.s.page.themes[1].ID, feltbog.ID{}, feltbog.ID{}))
	must(t, w.p.DeleteQuestion(t.Context(), ids[2]))
	_, err = w.p.AddQuestion(t.Context(), feltbog.Question{Theme: w.s.page.themes[1].ID, Text: "Hvem var der?"}, feltbog.ID{})
	must(t, err)
	w.show(feltbog.KindGuide, w.guide, PartCompare)
	w.says("1 ny", "1 fjernet", "1 omskrevet", "1 flyttet", "Hvad bringer dig her?", "Hvad bringer dig hid?", "Hvem var der?", "Hvad skete der?")
	w.s.compare.after.SetSelected(w.s.compare.before.Selected())
	w.s.compare.read()
	w.settle()
	w.says("De to er ens.")
}

func TestOnlyTheWordsThatDifferAreMarked(t *testing.T) {
	for _, c := range []struct{ a, b, x, y string }{
		{"Hvad bringer dig her i dag?", "Hvad førte dig her i dag?", "bringer", "førte"},
		{"Hvem var med?", "Hvem var med der?", "med?", "med der?"},
		{"Hvad nu?", "Hvorfor?", "Hvad nu?", "Hvorfor?"},
		{"ens", "ens", "", ""},
		{"", "nyt", "", "nyt"},
	} {
		x, y := differing(c.a, c.b)
		cut := func(s string, all []widgets.Span) string {
			if len(all) == 0 {
				return ""
			}
			return strings.TrimSpace(string([]rune(s)[all[0].From:all[0].To]))
		}
		if cut(c.a, x) != c.x || cut(c.b, y) != c.y {
			t.Errorf("%q, %q: %q, %q", c.a, c.b, cut(c.a, x), cut(c.b, y))
		}
	}
}

func TestAGuideGoesOutAsAFileAndComesIn(t *testing.T) {
	for _, ending := range []string{endingData, endingText} {
		w := newWorld(t, short())
		w.s.export(ending)
		w.settle()
		if _, err := os.Stat(w.file); err != nil || filepath.Ext(w.file) != ending {
			t.Fatalf("%s: %v", w.file, err)
		}
		before := w.now()
		w.s.importFile()
		w.settle()
		got := w.Opened[len(w.Opened)-1]
		if got.Kind != feltbog.KindGuide || got.ID == w.guide {
			t.Fatalf("%+v", got)
		}
		w.guide = got.ID
		w.has(before)
	}
	w := newWorld(t, short())
	w.file = filepath.Join(t.TempDir(), "andet.json")
	must(t, os.WriteFile(w.file, []byte(`{"feltbog":"grid"}`), 0o600))
	w.s.importFile()
	w.Drain()
	if len(w.Failed) != 1 {
		t.Errorf("a file that is no guide: %v", w.Failed)
	}
}

func TestAGuideIsCopiedNamedPrintedAndDeleted(t *testing.T) {
	w := newWorld(t, short())
	w.tap("guide.print")
	if !slices.Equal(w.printed, []feltbog.ID{w.guide}) {
		t.Errorf("printed: %v", w.printed)
	}
	w.s.about()
	uikit.Find("guide.about.name").(*widgets.Entry).SetText("En hverdag")
	uikit.Find("guide.about.minutes").(*widgets.Entry).SetText("to")
	w.tap("guide.about.do")
	if len(w.Dialogs) != 1 {
		t.Fatal("a word is no number of minutes")
	}
	uikit.Find("guide.about.minutes").(*widgets.Entry).SetText("30")
	w.tap("guide.about.do")
	w.says("En hverdag", "20 min af 30")
	w.s.copy()
	w.tap("guide.copy.do")
	made := w.Opened[len(w.Opened)-1].ID
	text, err := w.p.GuideText(t.Context(), made)
	must(t, err)
	if text.Name != "En hverdag, kopi" || len(text.Themes) != 2 {
		t.Errorf("the copy is %q with %d themes", text.Name, len(text.Themes))
	}
	w.s.deleteGuide()
	w.tap("guide.delete.do")
	lines, err := w.p.GuideRows(t.Context())
	must(t, err)
	if len(lines) != 1 || lines[0].ID != made {
		t.Errorf("%+v", lines)
	}
}

func TestResearchQuestionsSayHowManyQuestionsServeThem(t *testing.T) {
	text := short()
	text.Themes[0].Questions[0].Research = []feltbog.ResearchText{{Text: "Hvad får folk til at vente?"}}
	w := newWorld(t, text)
	w.says("Hvad får folk til at vente?", "1 spørgsmål")
	items := w.s.questionMenu(w.s.middle.cards[0])
	i := slices.IndexFunc(items, func(m widgets.MenuItem) bool { return m.Text == "Hvad får folk til at vente?" })
	if i < 0 || !items[i].On {
		t.Fatal("the question's menu does not know what it serves")
	}
	items[i].Tap()
	w.settle()
	w.says("Intet spørgsmål endnu")
}

func TestNothingIsCutOffAtAnySize(t *testing.T) {
	w := newWorld(t, citizens(t))
	w.s.goTo(w.s.page.themes[3].ID.String())
	w.s.bring(w.question(3, 0).ID)
	for _, size := range []fyne.Size{fyne.NewSize(952, 636), fyne.NewSize(1316, 836), fyne.NewSize(1796, 1016)} {
		for _, scale := range []float32{1, 1.5} {
			fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Day, scale))
			w.Window().Resize(size)
			w.settle()
			if least := w.s.all.MinSize(); least.Width > size.Width {
				t.Errorf("at %v, text %v, it wants to be %v wide", size, scale, least.Width)
			}
			for _, c := range w.s.middle.cards {
				if c.box.Size().Height < c.box.MinSize().Height-1 || c.text.block.Size().Height < c.text.block.MinSize().Height-1 {
					t.Errorf("at %v, text %v: a card is %v high and needs %v", size, scale, c.box.Size().Height, c.box.MinSize().Height)
				}
			}
		}
	}
}

// TestPicture leaves pictures of the screen in the folder that FELTBOG_PICTURES names.
func TestPicture(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	text := citizens(t)
	text.Themes[3].Questions[1].Text = "Har du været tilfreds med din visitation?"
	text.Themes[3].Questions[0].Research = []feltbog.ResearchText{{Text: "Hvad får folk til at vente?"}}
	text.Themes[1].Questions[0].Research = []feltbog.ResearchText{{Text: "Hvem hjælper, før systemet gør?"}}
	w := newWorld(t, text)
	_, err := w.p.UseGuide(t.Context(), w.guide, "")
	must(t, err)
	must(t, w.p.EditQuestion(t.Context(), w.question(3, 2).ID, func(q *feltbog.Question) { q.Text = "Hvilken hjælp har du sagt nej til?" }))
	must(t, w.p.EditQuestion(t.Context(), w.question(1, 0).ID, func(q *feltbog.Question) { q.ResearchQuestions = nil }))
	shot := func(name string) {
		w.settle()
		f, err := os.Create(filepath.Join(dir, "guide-"+name+".png"))
		must(t, err)
		must(t, png.Encode(f, w.Window().Canvas().Capture()))
		must(t, f.Close())
	}
	size := func(l theme.Look, scale, width, height float32) {
		fyne.CurrentApp().Settings().SetTheme(theme.New(l, scale))
		w.Window().Resize(fyne.NewSize(width, height))
		w.again()
	}
	w.again()
	w.s.goTo(w.s.page.themes[3].ID.String())
	w.s.bring(w.question(3, 1).ID)
	shot("day-1440")
	size(theme.Evening, 1, 1796, 1016)
	shot("evening-1920")
	size(theme.Day, 1.5, 952, 636)
	shot("day-1024-150")
	size(theme.Day, 1, 952, 636)
	shot("day-1024")
	size(theme.Day, 1, 1316, 836)
	w.s.middle.edit(w.question(3, 0).ID)
	shot("writing")
	w.s.goTo(spotBefore)
	shot("before")
	page, err := w.p.GuidePage(t.Context(), w.guide, nil)
	must(t, err)
	w.show(feltbog.KindGuideVersion, page.Versions[0].ID, "")
	shot("version")
	w.show(feltbog.KindGuide, w.guide, PartCompare)
	shot("compare")
	w.show(feltbog.KindGuide, w.guide, PartReview)
	shot("review")
}

func TestAnswersToAQuestionAreShownAcrossVersions(t *testing.T) {
	w := newWorld(t, short())
	ctx := t.Context()
	id := w.s.middle.cards[0].q.ID
	session, err := w.p.StartSession(ctx, app.NewSession{Type: feltbog.Interview, Guide: w.guide, PlaceName: "Køkkenet"})
	must(t, err)
	must(t, w.p.TypeNote(ctx, app.Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Session: session, Question: id}, Text: "Bussen kører ikke om aftenen"}))
	must(t, w.p.Settle(ctx))
	items := w.s.questionMenu(w.s.middle.cards[0])
	items[0].Tap()
	w.Drain()
	if len(w.Dialogs) != 1 {
		t.Fatalf("%d dialogs, %v", len(w.Dialogs), w.Failed)
	}
	var all strings.Builder
	for _, o := range test.LaidOutObjects(w.Dialogs[0].Content) {
		if x, ok := o.(*widgets.Text); ok {
			all.WriteString(x.Text + "\n")
		}
	}
	if !strings.Contains(all.String(), "Bussen kører ikke om aftenen") || !strings.Contains(all.String(), "ersion 1") {
		t.Errorf("%s", all.String())
	}
}

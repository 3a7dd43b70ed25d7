package project

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/widgets"
)

// today is the clock of the tests' vault.
var today = time.Date(2025, 3, 4, 9, 0, 0, 0, time.UTC)

type world struct {
	*screentest.Host
	t *testing.T
	p *app.Project
	s *Screen
}

// quiet is a project that tells nobody of changes, so that a test decides when the screen loads again.
type quiet struct {
	*app.Project
	bus *app.Bus
}

func (q quiet) Bus() *app.Bus { return q.bus }

// newWorld opens a new project.
func newWorld(t *testing.T) *world {
	t.Helper()
	r, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Hverdag og helbred i Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { return today }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	w := &world{Host: screentest.New(t), t: t, p: p}
	w.s = New(w.Host, quiet{p, &app.Bus{}}, func() {})
	return w
}

func (w *world) show(at screen.Route) {
	w.t.Helper()
	at.Place = screen.Project
	w.Put(w.s, at, 1316, 836)
}

// again loads and lays out.
func (w *world) again() {
	w.Drain()
	size := w.Window().Canvas().Size()
	w.Window().Resize(size.AddWidthHeight(0, 1))
	w.Window().Resize(size)
}

func (w *world) add(period, text string, f func(*feltbog.PlanAction)) feltbog.ID {
	w.t.Helper()
	a := feltbog.PlanAction{Text: text}
	if f != nil {
		f(&a)
	}
	plan, err := w.p.Plan(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	n := app.NewAction{Period: period, Action: a}
	for _, r := range plan.Periods {
		if r.Period == period {
			n.Row = r.ID
		}
	}
	id, err := w.p.AddAction(w.t.Context(), n)
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

func (w *world) action(id feltbog.ID) *feltbog.PlanAction {
	w.t.Helper()
	plan, err := w.p.Plan(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return actionOf(plan, id)
}

func day(t *testing.T, text string) feltbog.FuzzyDate {
	t.Helper()
	d, err := feltbog.ParseFuzzyDate(text, 2025)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// texts is everything that can be read on the screen, one text a line.
func (w *world) texts() string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(w.s.Content()) {
		switch x := o.(type) {
		case *widgets.Text:
			b.WriteString(x.Text + "\n")
		case *widgets.Button:
			b.WriteString(x.Text + "\n")
		case *widgets.Message:
			b.WriteString(x.Text + "\n")
		case *widgets.Chip:
			b.WriteString(x.Text + "\n")
		}
	}
	return b.String()
}

func (w *world) reads(want ...string) {
	w.t.Helper()
	got := w.texts()
	for _, x := range want {
		if !strings.Contains(got, x) {
			w.t.Errorf("%q is nowhere to be read in\n%s", x, got)
		}
	}
}

// write types into a field and leaves it.
func (w *world) write(e *widgets.Entry, text string) {
	w.t.Helper()
	w.Window().Canvas().Focus(e)
	e.SetText("")
	test.Type(e, text)
	w.Window().Canvas().Unfocus()
	w.again()
}

func (w *world) noFailure() {
	w.t.Helper()
	for _, err := range w.Failed {
		w.t.Error(err)
	}
}

func TestAnEmptyPlanOffersTheFirstStepAndAPlanToBeginWith(t *testing.T) {
	w := newWorld(t)
	w.show(screen.Route{})
	w.reads("Hverdag og helbred i Lillerup", i18n.T("project.plan.empty"), i18n.T("project.waiting.nothing"), i18n.T("project.purpose.none"))
	w.s.startPlan()
	w.again()
	w.reads("Køkkenbordssamtaler")
	if undo, _, _ := w.p.Undoable(t.Context()); undo != "plan.start" {
		t.Errorf("undo would take back %q", undo)
	}
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.s.reload()
	w.again()
	w.reads(i18n.T("project.plan.empty"))
	w.noFailure()
}

func TestThePlanShowsEachPeriodOnceWithDatesAsPeopleSayThem(t *testing.T) {
	w := newWorld(t)
	w.add("Januar", "Indledende møde", func(a *feltbog.PlanAction) {
		a.Status, a.Dates = feltbog.PlanDone, []feltbog.FuzzyDate{day(t, "9. januar 2025")}
	})
	w.add("Januar", "Gå rundt i problemet", func(a *feltbog.PlanAction) { a.Perspectives = []feltbog.Perspective{feltbog.Citizen} })
	w.add("Februar/marts", "Køkkenbordssamtaler", func(a *feltbog.PlanAction) { a.Caveat = "Aftales med borgerne" })
	w.show(screen.Route{})
	w.reads("9. januar 2025", i18n.T("project.status.done"), i18n.T("project.undated"), "Aftales med borgerne")
	if n := strings.Count(w.texts(), "Januar\n"); n != 1 {
		t.Errorf("the period stands there %d times", n)
	}
	w.noFailure()
}

func TestAnActionIsWrittenAddedAndOpenedForTheRest(t *testing.T) {
	w := newWorld(t)
	w.show(screen.Route{})
	w.Keys.Press("Insert", nil)
	f := w.s.editor.fresh
	if f == nil || w.Window().Canvas().Focused() != fyne.Focusable(f.text) {
		t.Fatal("the form for a new action is not open, or not in focus")
	}
	test.Type(f.text, "Etnoraid")
	f.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.again()
	w.reads(i18n.T("project.new.period"))
	test.Type(f.period, "Marts")
	f.period.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.again()
	if len(w.s.plan.lines) != 1 || w.s.editor.id != w.s.plan.lines[0].action.ID {
		t.Fatalf("%+v, open is %s", w.s.plan.lines, w.s.editor.id)
	}
	w.write(w.s.editor.form.dates[0].Entry, "13. marts kl. 15-17.30")
	if a := w.action(w.s.editor.id); len(a.Dates) != 0 {
		t.Errorf("a date without a year was taken although the plan has none: %v", a.Dates)
	}
	w.write(w.s.editor.form.dates[0].Entry, "13. marts 2025 kl. 15-17.30")
	w.write(w.s.editor.form.dates[1].Entry, "forår 2025")
	a := w.action(w.s.editor.id)
	if len(a.Dates) != 2 || a.Dates[0] != day(t, "13. marts 2025 kl. 15.00-17.30") {
		t.Errorf("%v", a.Dates)
	}
	if len(w.s.editor.form.dates) != 3 {
		t.Errorf("%d date fields for 2 dates", len(w.s.editor.form.dates))
	}
	w.noFailure()
}

func TestAFieldIsSavedWhenItIsLeftAndAnErrorStandsBelowIt(t *testing.T) {
	w := newWorld(t)
	id := w.add("Marts", "Etnoraid", nil)
	w.show(screen.Route{Kind: feltbog.KindPlanAction, ID: id})
	text := w.s.editor.text
	w.write(text.entry, "Etnoraid i blandede hold")
	if a := w.action(id); a.Text != "Etnoraid i blandede hold" {
		t.Error(a.Text)
	}
	w.write(text.entry, " ")
	if text.below.Hidden || text.below.Text == "" {
		t.Error("nothing says that an action needs a text")
	}
	if text.entry.Text != " " || text.kept == text.entry.Text {
		t.Errorf("what could not be saved passes for saved: %q, kept %q", text.entry.Text, text.kept)
	}
	if a := w.action(id); a.Text != "Etnoraid i blandede hold" {
		t.Error(a.Text)
	}
	w.write(text.entry, "Etnoraid")
	if a := w.action(id); a.Text != "Etnoraid" || !text.below.Hidden {
		t.Errorf("%q, %q", a.Text, text.below.Text)
	}
	w.noFailure()
}

func TestAChangeOfWhatWasAgreedAsksWhyAndStandsInTheLog(t *testing.T) {
	w := newWorld(t)
	id := w.add("April", "Fyraftensmøde", func(a *feltbog.PlanAction) {
		a.Status, a.Dates = feltbog.PlanPlanned, []feltbog.FuzzyDate{day(t, "8. april 2025")}
	})
	w.show(screen.Route{Kind: feltbog.KindPlanAction, ID: id})
	e := w.s.editor
	if e.reason.box.Visible() {
		t.Fatal("a reason is asked for before anything was changed")
	}
	w.write(e.form.dates[0].Entry, "15. april 2025")
	if !e.reason.box.Visible() {
		t.Fatal("no reason is asked for")
	}
	w.write(e.reason.entry, "Salen var optaget")
	w.reads(i18n.N("project.changes", 1))
	w.s.openLog(id)
	w.again()
	w.reads("Datoen er ændret fra 8. april 2025 til 15. april 2025", "4. marts 2025 · Kim")
	if got := w.s.log.form.fields[0].entry.Text; got != "Salen var optaget" {
		t.Errorf("the reason reads %q", got)
	}
	w.noFailure()
}

func TestWhatIsBeingWrittenIsSavedWhenTheScreenIsLeft(t *testing.T) {
	w := newWorld(t)
	id := w.add("April", "Fyraftensmøde", nil)
	w.show(screen.Route{Kind: feltbog.KindPlanAction, ID: id})
	w.Window().Canvas().Focus(w.s.editor.caveat.entry)
	test.Type(w.s.editor.caveat.entry, "Hvis salen er ledig")
	w.s.Leave()
	w.Drain()
	if a := w.action(id); a.Caveat != "Hvis salen er ledig" {
		t.Errorf("%q", a.Caveat)
	}
	w.s.newAction()
	test.Type(w.s.editor.fresh.text, "Halvt skrevet")
	w.s.Leave()
	w.Drain()
	w.s.reload()
	w.again()
	w.reads("Halvt skrevet")
	w.noFailure()
}

func TestKeysMoveAndDeleteTheActionInFrontAndUndoGivesItBack(t *testing.T) {
	w := newWorld(t)
	w.add("Januar", "a", nil)
	b := w.add("Januar", "b", nil)
	w.show(screen.Route{})
	list := w.s.plan.table.List
	list.GoTo(1)
	w.Keys.Press("Alt+Up", list)
	w.again()
	if l := w.s.plan.lines[0]; l.action.ID != b || list.At() != 0 {
		t.Errorf("%+v, in front is %d", l, list.At())
	}
	w.Keys.Press("Delete", list)
	w.again()
	if len(w.s.plan.lines) != 1 || len(w.Said) != 1 {
		t.Errorf("%d lines, said %v", len(w.s.plan.lines), w.Said)
	}
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.s.reload()
	w.again()
	if len(w.s.plan.lines) != 2 {
		t.Errorf("%d lines", len(w.s.plan.lines))
	}
	w.noFailure()
}

func TestTheMenuDoesWhatKeysDo(t *testing.T) {
	w := newWorld(t)
	id := w.add("Januar", "a", nil)
	w.add("Marts", "b", nil)
	w.show(screen.Route{})
	for _, item := range w.s.menu(0) {
		if item.Text == i18n.T("project.menu.down") {
			item.Tap()
		}
	}
	w.again()
	if l := w.s.plan.lines[1]; l.action == nil || l.action.ID != id || l.period.Period != "Marts" {
		t.Errorf("%+v", l)
	}
	if l := w.s.plan.lines[0]; l.action != nil || !l.first || l.period.Period != "Januar" {
		t.Errorf("an empty period vanished: %+v", l)
	}
	w.noFailure()
}

func TestWhatWaitsLeadsToTheThingItself(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	late := w.add("Januar", "Møde", func(a *feltbog.PlanAction) {
		a.Status, a.Dates = feltbog.PlanPlanned, []feltbog.FuzzyDate{day(t, "9. januar 2025")}
	})
	for _, name := range []string{"B-07", "B-11"} {
		if _, err := w.p.Put(ctx, app.Edit{Kind: feltbog.KindParticipant,
			Texts: []app.Setting{{Field: "pseudonym", Text: name}, {Field: "perspective", Text: "citizen"}}}); err != nil {
			t.Fatal(err)
		}
	}
	w.show(screen.Route{})
	w.reads(i18n.T("project.matter.overdue_actions"), i18n.T("project.matter.missing_consents"), i18n.N("project.waiting.count", 3))
	w.s.side.list.Opened(0)
	if len(w.Opened) != 1 || w.Opened[0].ID != late || w.Opened[0].Place != screen.Project {
		t.Errorf("%+v", w.Opened)
	}
	w.s.side.list.Opened(1)
	if len(w.Dialogs) != 1 || w.Dialogs[0].Name != "waiting" {
		t.Fatalf("%+v", w.Dialogs)
	}
	w.Dialogs[0].First.(*widgets.List[app.Waits]).Opened(1)
	if last := w.Opened[len(w.Opened)-1]; len(w.Dialogs) != 0 || last.Kind != feltbog.KindParticipant || last.ID.IsZero() {
		t.Errorf("%+v", last)
	}
	w.noFailure()
}

func TestTheProjectAndItsPrinciplesAreEditedWhereTheyStand(t *testing.T) {
	w := newWorld(t)
	w.show(screen.Route{Part: "about"})
	title, purpose := w.s.about.fields[0], w.s.about.fields[1]
	w.write(purpose.entry, "Hvad gør det svært at få hjælp?")
	w.reads("Vi undersøger: Hvad gør det svært at få hjælp?")
	w.write(title.entry, "")
	if title.below.Hidden {
		t.Error("nothing says that a project needs a name")
	}
	w.write(w.s.about.year.entry, "2025")
	w.write(w.s.about.starts.Entry, "januar")
	o, err := w.p.Overview(t.Context())
	if err != nil || o.Project.Title != "Hverdag og helbred i Lillerup" || o.Project.RunningYear != 2025 || o.Project.Starts != day(t, "januar") {
		t.Errorf("%+v %v", o.Project, err)
	}
	w.write(w.s.about.add.entry, "Samskabelse")
	if len(w.s.about.rows) != 1 || w.s.about.rows[0].name.entry.Text != "Samskabelse" || w.s.about.add.entry.Text != "" {
		t.Errorf("%+v", w.s.about.rows)
	}
	w.write(w.s.about.rows[0].text.entry, "Vi undersøger sammen.")
	if o, err = w.p.Overview(t.Context()); err != nil || len(o.Principles) != 1 || o.Principles[0].Text != "Vi undersøger sammen." {
		t.Errorf("%+v %v", o.Principles, err)
	}
	w.noFailure()
}

func TestTheLastCoordinatorStaysOneAndAMachineHasAName(t *testing.T) {
	w := newWorld(t)
	w.show(screen.Route{Part: "team"})
	w.write(w.s.team.machine.entry, "Den grå bærbare")
	w.write(w.s.team.rows[0].workers.entry, "Lillerup Kommune")
	test.Tap(w.s.team.rows[0].role) // opens the list; the arrow goes to the next role
	menu := w.Window().Canvas().Focused()
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.again()
	team, err := w.p.Team(t.Context())
	if err != nil || team.Device.Name != "Den grå bærbare" || team.Members[0].Organisation != "Lillerup Kommune" || team.Members[0].Role != feltbog.Coordinator {
		t.Errorf("%+v %v", team, err)
	}
	if len(w.Failed) != 1 || w.s.team.rows[0].role.Selected() != string(feltbog.Coordinator) {
		t.Errorf("told %v, shows %s", w.Failed, w.s.team.rows[0].role.Selected())
	}
}

func TestANarrowWindowFoldsTheSideColumnAndAFormSlidesOver(t *testing.T) {
	w := newWorld(t)
	id := w.add("Januar", "a", nil)
	w.s.split.narrow = false
	w.Put(w.s, screen.Route{Place: screen.Project}, 952, 636)
	if w.s.split.side.Visible() || !w.s.plan.fold.Visible() {
		t.Error("the side column takes room that is not there, or nothing leads to it")
	}
	w.s.TogglePanel()
	w.again()
	if !w.s.split.side.Visible() {
		t.Error("the side column cannot be shown")
	}
	w.s.TogglePanel()
	w.s.editAction(id)
	w.again()
	if !w.s.split.side.Visible() {
		t.Error("the form is not shown")
	}
	w.s.closeEditor()
	w.again()
	if w.s.split.side.Visible() {
		t.Error("the panel stays when the form is closed")
	}
	w.noFailure()
}

func TestEscapeGoesFromTheFieldToTheFormToThePlan(t *testing.T) {
	w := newWorld(t)
	id := w.add("Januar", "a", nil)
	w.show(screen.Route{Kind: feltbog.KindPlanAction, ID: id})
	c := w.Window().Canvas()
	test.Type(w.s.editor.text.entry, "bc ")
	w.Keys.Press("Escape", c.Focused())
	w.again()
	if !w.s.editor.open() || c.Focused() != nil || w.action(id).Text != "bc a" {
		t.Errorf("open: %v, focus: %T, saved: %q", w.s.editor.open(), c.Focused(), w.action(id).Text)
	}
	w.Keys.Press("Escape", nil)
	if w.s.editor.open() || c.Focused() != fyne.Focusable(w.s.plan.table.List) {
		t.Errorf("open: %v, focus: %T", w.s.editor.open(), c.Focused())
	}
	w.noFailure()
}

func TestTheWheelSaysWhoIsMissingAndASegmentSaysHowItIsKnown(t *testing.T) {
	w := newWorld(t)
	for name, view := range map[string]string{"B-07": "citizen", "P-02": "politician"} {
		who, err := w.p.Put(t.Context(), app.Edit{Kind: feltbog.KindParticipant,
			Texts: []app.Setting{{Field: "pseudonym", Text: name}, {Field: "perspective", Text: view}}})
		if err != nil {
			t.Fatal(err)
		}
		if view == "citizen" {
			_, err = w.p.Put(t.Context(), app.Edit{Kind: feltbog.KindNoteBlock, Texts: []app.Setting{{Field: "type", Text: "quote_verbatim"},
				{Field: "layer", Text: "note"}, {Field: "text", Text: "Bussen er kørt"}, {Field: "speaker", Text: who.ID.String()}}})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w.show(screen.Route{})
	w.reads("Vi mangler: pårørende", "politikere")
	wheel := w.s.side.heard.wheel
	w.Window().Canvas().Focus(wheel)
	wheel.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.reads("Borgere: hørt direkte, 1 person")
	wheel.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	wheel.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.reads("Pårørende: mangler")
	w.noFailure()
}

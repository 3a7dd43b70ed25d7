package shell

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// project is a project that is not there.
type project struct {
	bus  app.Bus
	kept map[string]string
	undo func() (app.Step, error)
}

func (p *project) Bus() *app.Bus { return &p.bus }
func (p *project) Facts(context.Context) (app.Facts, error) {
	return app.Facts{Title: "Hverdag og helbred i Lillerup"}, nil
}
func (p *project) Waiting(context.Context) ([]app.Waiting, error) {
	return []app.Waiting{{Matter: app.WaitJottings, N: 4}, {Matter: app.WaitMissingConsents, N: 2}, {Matter: app.WaitOverdueActions, N: 9}}, nil
}
func (p *project) Saved(context.Context) (app.Saved, error)         { return app.Saved{Unshared: 3}, nil }
func (p *project) Undo(context.Context) (app.Step, error)           { return p.undo() }
func (p *project) Redo(context.Context) (app.Step, error)           { return p.undo() }
func (p *project) Keep(_ context.Context, n, v string) error        { p.kept[n] = v; return nil }
func (p *project) Kept(_ context.Context, n string) (string, error) { return p.kept[n], nil }

// page is a screen with one text field.
type page struct {
	name  string
	field *widgets.Entry
	shown []screen.Route
	left  int
	save  func() error
	keys  map[string]func()
	busy  bool
}

func (p *page) Title() string              { return p.name }
func (p *page) Content() fyne.CanvasObject { return p.field }
func (p *page) Shown(_ context.Context, at screen.Route) {
	p.shown = append(p.shown, at)
}
func (p *page) Leave() func() error     { p.left++; return p.save }
func (p *page) Keys() map[string]func() { return p.keys }
func (p *page) Listening() bool         { return p.busy }

// house is a shell with everything around it.
type house struct {
	*Shell
	q       *uikit.Queue
	w       fyne.Window
	p       *project
	pages   map[screen.Place]*page
	locked  int
	quitted int
}

func openHouse(t *testing.T, p *project) *house { return houseOf(t, p, "") }

// houseOf is a house in which only one place can be reached; "": all.
func houseOf(t *testing.T, p *project, only screen.Place) *house {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Day, 1))
	if err := i18n.Use("da"); err != nil {
		t.Fatal(err)
	}
	h := &house{q: &uikit.Queue{}, w: test.NewTempWindow(t, nil), p: p, pages: map[screen.Place]*page{}}
	h.Shell = New(Config{Only: only, Window: h.w, Keys: shortcuts.Attach(h.w), Run: h.q, Project: p,
		Build: func(_ screen.Host, place screen.Place) screen.Screen {
			h.pages[place] = &page{name: string(place), field: widgets.NewEntry("")}
			return h.pages[place]
		},
		Search: func(screen.Host) screen.Dialog {
			f := widgets.NewEntry("")
			return screen.Dialog{Name: "search", Content: f, First: f}
		},
		Lock: func() { h.locked++ }, Quit: func() { h.quitted++ }, Idle: time.Minute})
	h.w.Resize(fyne.NewSize(1440, 900))
	h.q.Drain()
	t.Cleanup(func() { h.Close(func() {}); h.q.Drain() })
	return h
}

func newHouse(t *testing.T) *house { return openHouse(t, &project{kept: map[string]string{}}) }

// press does what the driver does with a key when nothing, or the given field, has focus.
func (h *house) press(key string) {
	if !h.Keys.Press(key, h.w.Canvas().Focused()) {
		panic("no key " + key)
	}
	h.q.Drain()
}

func (h *house) front() string {
	if sc := h.router.current(); sc != nil {
		return sc.Title()
	}
	return ""
}

// toast returns what the messages say.
func (h *house) toast() string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(h.toasts.box) {
		if x, ok := o.(*widgets.Text); ok {
			b.WriteString(x.Text + "\n")
		}
	}
	return b.String()
}

func TestPlacesAreReachedByKeyAndLedBackFrom(t *testing.T) {
	h := newHouse(t)
	if h.front() != "project" {
		t.Fatalf("it begins at %q", h.front())
	}
	h.press("F3")
	h.press("F7")
	h.press("Alt+Left")
	if h.front() != "field" {
		t.Errorf("one step back from Del is %q", h.front())
	}
	h.press("Alt+Left")
	h.press("Alt+Left")
	h.press("Alt+Right")
	if h.front() != "field" {
		t.Errorf("forward is %q", h.front())
	}
	h.press("F5")
	h.press("Alt+Right")
	if h.front() != "material" {
		t.Errorf("what lay ahead was not forgotten: %q", h.front())
	}
}

func TestFromWhatWasBegunTheWayLeadsBackToWhereOneWas(t *testing.T) {
	h := newHouse(t)
	h.Open(screen.Route{Place: screen.Photos})
	h.q.Drain()
	h.Open(screen.Route{Place: screen.Field, Begin: true})
	h.q.Drain()
	h.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindNoteBlock, ID: feltbog.NewID()})
	h.q.Drain()
	h.press("Alt+Left")
	if h.front() != "photos" {
		t.Errorf("back from a note that was begun with a key leads to %q", h.front())
	}
	h.press("Alt+Right")
	if at := h.pages[screen.Field].shown; at[len(at)-1].ID.IsZero() {
		t.Error("and forward does not lead to the note")
	}
}

func TestAPlaceIsBuiltOnceAndLeftBeforeTheNextIsShown(t *testing.T) {
	h := newHouse(t)
	h.press("F3")
	first, saved := h.pages[screen.Field], false
	first.save = func() error { saved = true; return nil }
	h.press("F2")
	h.press("F3")
	if h.pages[screen.Field] != first || len(first.shown) != 2 || first.left != 1 || !saved {
		t.Errorf("shown %d times, left %d times, saved %v", len(first.shown), first.left, saved)
	}
}

func TestTheLastPlaceIsThereAgainAfterARestart(t *testing.T) {
	p := &project{kept: map[string]string{}}
	h := openHouse(t, p)
	id := feltbog.NewID()
	h.Open(screen.Route{Place: screen.Material, Kind: feltbog.KindTag, ID: id})
	h.q.Drain()
	h.Close(func() {})
	h.q.Drain()
	h = openHouse(t, p)
	if h.front() != "material" || h.pages[screen.Material].shown[0].ID != id {
		t.Errorf("it came back to %q", h.front())
	}
}

func TestADialogHoldsBackTheKeysOfTheWindow(t *testing.T) {
	h := newHouse(t)
	h.press("Ctrl+K")
	if len(h.dialog) != 1 {
		t.Fatal("no search")
	}
	if h.Keys.Press("F5", nil) || h.front() != "project" {
		t.Error("a place was changed behind a dialog")
	}
	h.press("F12")
	if h.hidden == nil {
		t.Error("the screen could not be hidden in front of a dialog")
	}
	h.press("F12")
	h.press("Escape")
	if len(h.dialog) != 0 {
		t.Error("Escape did not close the dialog")
	}
	h.press("F5")
	if h.front() != "material" {
		t.Error("the keys did not come back")
	}
}

func TestHidingTheScreenKeepsFocusAndCursor(t *testing.T) {
	h := newHouse(t)
	f := h.pages[screen.Project].field
	f.SetText("hej Lillerup")
	h.w.Canvas().Focus(f)
	f.CursorColumn = 4
	h.press("F12")
	if h.w.Canvas().Focused() != nil || h.w.Title() != i18n.T("app.name") {
		t.Error("the field behind the cover still has focus, or the title tells the project")
	}
	h.press("F12")
	if h.w.Canvas().Focused() != fyne.Focusable(f) || f.CursorColumn != 4 {
		t.Error("focus or cursor was lost")
	}
}

func TestLockingWaitsForWhatIsBeingWritten(t *testing.T) {
	h := newHouse(t)
	var order []string
	h.pages[screen.Project].save = func() error { order = append(order, "draft"); return nil }
	h.Act(func(ctx context.Context) error { order = append(order, "act"); return ctx.Err() }, nil)
	h.Config.Lock = func() { order = append(order, "locked") }
	h.Lock()
	h.q.Drain()
	if strings.Join(order, " ") != "act draft locked" {
		t.Errorf("%v", order)
	}
}

func TestAnErrorSaysWhatItIsAndStays(t *testing.T) {
	h := newHouse(t)
	h.Act(func(context.Context) error {
		return feltbog.Errorf(feltbog.ENotFound, "tag.unknown", "no tag").With("tag", "bus")
	}, func() { t.Error("it went on after a failure") })
	h.q.Drain()
	if !strings.Contains(h.toast(), "»bus«") {
		t.Errorf("told: %q", h.toast())
	}
	h.Fail(errors.New("en stump"))
	h.q.Drain()
	if !strings.Contains(h.toast(), "en stump") {
		t.Errorf("told: %q", h.toast())
	}
}

func TestAQuietMessageTakesThePlaceOfTheOneBeforeAndAnErrorStays(t *testing.T) {
	h := newHouse(t)
	h.Fail(errors.New("en stump"))
	h.Say("første")
	h.Say("anden")
	h.q.Drain()
	if got := h.toast(); strings.Contains(got, "første") || !strings.Contains(got, "anden") || !strings.Contains(got, "en stump") {
		t.Errorf("told: %q", got)
	}
	h.Say("tredje")
	h.q.Drain()
	if got := h.toasts.stack.Objects; len(got) != 2 {
		t.Errorf("%d messages cover the screen", len(got))
	}
}

func TestUndoTellsWhatItUndid(t *testing.T) {
	h := newHouse(t)
	h.p.undo = func() (app.Step, error) {
		return app.Step{}, feltbog.Errorf(feltbog.ENotFound, "undo.nothing", "nothing")
	}
	h.press("Ctrl+Z")
	if h.toast() == "" {
		t.Error("nothing to undo is not told")
	}
	h.p.undo = func() (app.Step, error) { return app.Step{Action: "tag.add", Kept: 2}, nil }
	h.press("Ctrl+Z")
	if got := h.toast(); !strings.Contains(got, i18n.T("undone", "what", i18n.Action("tag.add", "", ""))) || !strings.Contains(got, "2 felter") {
		t.Errorf("told: %q", got)
	}
}

func TestAPauseLocksButHidesARunningSession(t *testing.T) {
	h := newHouse(t)
	h.rest(0, 59*time.Second)
	h.q.Drain()
	if h.locked != 0 {
		t.Fatal("locked too early")
	}
	h.pages[screen.Project].busy = true
	h.rest(0, 2*time.Minute)
	h.q.Drain()
	if h.locked != 0 || h.hidden == nil {
		t.Error("a running session was not hidden")
	}
	h.rest(time.Hour, 0)
	h.q.Drain()
	if h.locked != 1 {
		t.Error("a machine that slept was not locked")
	}
}

func TestTheStateIsToldInWords(t *testing.T) {
	h := newHouse(t)
	if got := h.top.state.Text; got != i18n.N("state.saved", 3) {
		t.Errorf("%q", got)
	}
	h.w.Resize(fyne.NewSize(1024, 700))
	h.q.Drain()
	if got := h.top.state.Text; got != i18n.N("state.saved.short", 3) {
		t.Errorf("narrow: %q", got)
	}
}

func TestTheRailCountsWhatWaitsAtAPlace(t *testing.T) {
	h := newHouse(t)
	if got := h.rail.items[screen.Field].Count; got != 6 {
		t.Errorf("%d wait in the field; 4 jottings and 2 consents do", got)
	}
	if h.rail.items[screen.Project].Count+h.rail.items[screen.Photos].Count != 0 {
		t.Error("something is counted where nothing waits")
	}
}

func TestAJobShowsHowFarItIsAndCanBeStopped(t *testing.T) {
	h := newHouse(t)
	var got error
	h.Start(app.Job{Title: "job.backup", Start: func(ctx context.Context, p *app.Progress) error {
		if !h.jobs.box.Visible() || len(h.jobs.running) != 1 {
			t.Error("the strip is not there")
		}
		h.jobs.stopLast()
		<-ctx.Done()
		return ctx.Err()
	}}, func(err error) { got = err })
	h.q.Drain()
	if feltbog.ErrorCode(got) != feltbog.ECancelled || !strings.Contains(h.jobs.text.Text, i18n.T("job.backup")) {
		t.Errorf("%v, told %q", got, h.jobs.text.Text)
	}
}

func TestAGuestSeesOnePlaceAndNoKeyLeadsToAnother(t *testing.T) {
	h := houseOf(t, &project{kept: map[string]string{placeKept: `{"Place":"share"}`}}, screen.Workshop)
	if h.front() != "workshop" || h.rail.box.Visible() || h.top.search.Visible() || h.top.find.Visible() {
		t.Fatalf("%q, rail %v", h.front(), h.rail.box.Visible())
	}
	for _, key := range []string{"F2", "F3", "F4", "F5", "F6", "F7", "Ctrl+K", "Ctrl+F", "F1", "Ctrl+,", "Alt+Left"} {
		h.Keys.Press(key, nil)
		h.q.Drain()
		if h.front() != "workshop" || len(h.dialog) != 0 || len(h.pages) != 1 {
			t.Errorf("%s leads to %q", key, h.front())
		}
	}
	h.Open(screen.Route{Place: screen.Share})
	h.q.Drain()
	h.w.Resize(fyne.NewSize(1024, 700)) // narrow
	h.q.Drain()
	if h.front() != "workshop" || len(h.pages) != 1 || h.top.find.Visible() {
		t.Errorf("a route leads to %q", h.front())
	}
	h.press("Ctrl+L")
	if h.locked != 1 {
		t.Error("a guest cannot lock")
	}
}

package home

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/theme"
)

type world struct {
	*screentest.Host
	t   *testing.T
	p   *app.Project
	now time.Time
}

type noFiles struct{ path string }

func (f noFiles) Open(_ string, _ []string, chosen func(string)) {
	if f.path != "" {
		chosen(f.path)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	r, err := app.NewRecovery()
	must(t, err)
	w := &world{t: t, now: time.Date(2025, 3, 4, 9, 31, 0, 0, time.UTC)}
	w.p, err = app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { return w.now }})
	must(t, err)
	t.Cleanup(func() { w.p.Close() })
	w.Host = screentest.New(t)
	return w
}

// hold holds a session with some people and jottings, and ends it.
func (w *world) hold(kind feltbog.SessionType, place string, people, jottings int, end bool) feltbog.ID {
	w.t.Helper()
	ctx := w.t.Context()
	id, err := w.p.StartSession(ctx, app.NewSession{Type: kind, PlaceName: place})
	must(w.t, err)
	for range people {
		_, _, err := w.p.NextPerson(ctx, id, "")
		must(w.t, err)
	}
	for n := range jottings {
		must(w.t, w.p.TypeNote(ctx, app.Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Session: id}, Text: fmt.Sprintf("Stikord %d", n)}))
		must(w.t, w.p.Settle(ctx))
	}
	if end {
		must(w.t, w.p.EndSession(ctx, id))
	}
	return id
}

func TestTheSessionThatRunsStandsOnTopAndTheOthersByDay(t *testing.T) {
	w := newWorld(t)
	w.hold(feltbog.Interview, "Køkkenet", 1, 2, true)
	w.now = w.now.Add(26 * time.Hour)
	w.hold(feltbog.EthnoRaid, "Torvet på Ærø", 8, 0, true)
	run := w.hold(feltbog.KitchenTable, "Hos Solsort", 1, 1, false)
	began := 0
	s := NewSessions(w.Host, w.p, func() { began++ })
	w.Put(s, screen.Route{Place: screen.Field}, 1316, 780)
	rows := s.list.Rows()
	if len(rows) != 6 || rows[0].day != "I gang" || rows[1].ID != run || rows[2].day == "" || rows[3].Place != "Torvet på Ærø" || len(rows[3].Who) != 8 || rows[5].Place != "Køkkenet" {
		t.Fatalf("%+v", rows)
	}
	if rows[5].Waiting != 2 || !rows[5].Late || rows[1].Late || s.wait.Hidden || !strings.Contains(s.wait.Text, "døgn") {
		t.Errorf("%+v; %q", rows[5], s.wait.Text)
	}
	s.list.Opened(1)
	if len(w.Opened) != 1 || w.Opened[0].Kind != feltbog.KindSession || w.Opened[0].ID != run {
		t.Errorf("%+v", w.Opened)
	}
	s.find.SetText("ærø ETNO")
	if rows := s.list.Rows(); len(rows) != 2 || rows[1].Place != "Torvet på Ærø" {
		t.Errorf("%+v", rows)
	}
	s.find.SetText("findes ikke")
	if s.miss.Hidden {
		t.Error("nothing is said of there being nothing")
	}
	if len(w.Failed) > 0 {
		t.Error(w.Failed)
	}
}

func TestALooseNoteIsOneStepAwayAndOpens(t *testing.T) {
	w := newWorld(t)
	s := NewSessions(w.Host, w.p, nil)
	w.Put(s, screen.Route{Place: screen.Field, Begin: true}, 1316, 780)
	if len(w.Failed) > 0 || len(w.Opened) != 1 || w.Opened[0].Kind != feltbog.KindNoteBlock {
		t.Errorf("opened %+v, failed %v", w.Opened, w.Failed)
	}
	s.reload()
	w.Drain()
	rows := s.list.Rows()
	if len(rows) != 2 || rows[1].note == nil || rows[1].note.ID != w.Opened[0].ID || s.none.Visible() {
		t.Fatalf("the note is not in the list: %+v", rows)
	}
	s.list.Opened(1)
	if len(w.Opened) != 2 || w.Opened[1].Kind != feltbog.KindNoteBlock || w.Opened[1].ID != rows[1].note.ID {
		t.Errorf("%+v", w.Opened)
	}
}

func TestAProjectWithNothingInItSaysHowToBegin(t *testing.T) {
	w := newWorld(t)
	s := NewSessions(w.Host, w.p, nil)
	w.Put(s, screen.Route{Place: screen.Field}, 1316, 780)
	if !s.none.Visible() || s.find.Visible() || s.list.Visible() {
		t.Error("nothing is said of there being no session")
	}
}

func TestLooseNotesStandBetweenTheSessionsOfTheirDay(t *testing.T) {
	w := newWorld(t)
	w.hold(feltbog.Interview, "Køkkenet", 1, 0, true)
	w.now = w.now.Add(time.Hour)
	id, err := w.p.LooseNote(t.Context())
	must(t, err)
	must(t, w.p.EditNote(t.Context(), id, func(n *feltbog.NoteBlock) { n.Text = "Bænken er våd\nog tom" }))
	w.now = w.now.Add(time.Hour)
	w.hold(feltbog.Interview, "Stuen", 7, 0, true)
	s := NewSessions(w.Host, w.p, nil)
	w.Put(s, screen.Route{Place: screen.Field}, 1316, 780)
	if rows := s.list.Rows(); len(rows) != 4 || rows[0].day == "" || rows[1].Place != "Stuen" || rows[2].note == nil || rows[3].Place != "Køkkenet" {
		t.Fatalf("%+v", rows)
	}
	r := newRow() // one row shows one line after another
	r.show(s.list.Rows()[1])
	r.show(s.list.Rows()[2])
	if r.title.Text != "Bænken er våd" || r.badges[0].Visible() || r.rest.Visible() || r.state.Visible() || !strings.Contains(r.meta.Text, "løs note") {
		t.Errorf("%q %q", r.title.Text, r.meta.Text)
	}
	if r.show(s.list.Rows()[3]); r.state.Hidden || r.badges[0].Hidden {
		t.Error("a session after a note lacks its badges")
	}
	s.find.SetText("våd løs")
	if rows := s.list.Rows(); len(rows) != 2 || rows[1].note == nil {
		t.Errorf("%+v", rows)
	}
	if len(w.Failed) > 0 {
		t.Error(w.Failed)
	}
}

func TestTwoHundredSessionsAreListedAndFound(t *testing.T) {
	w := newWorld(t)
	for i := range 200 {
		w.hold(feltbog.Interview, fmt.Sprintf("Sted %03d", i), 0, 0, true)
		w.now = w.now.Add(3 * time.Hour)
	}
	s := NewSessions(w.Host, w.p, nil)
	w.Put(s, screen.Route{Place: screen.Field}, 952, 636)
	days, sessions := 0, 0
	for _, r := range s.list.Rows() {
		if r.day != "" {
			days++
			continue
		}
		if want := fmt.Sprintf("Sted %03d", 199-sessions); r.Place != want {
			t.Fatalf("%s where %s should be", r.Place, want)
		}
		sessions++
	}
	if sessions != 200 || days < 25 || days > 27 {
		t.Errorf("%d sessions under %d days", sessions, days)
	}
	s.find.SetText("sted 007")
	if rows := s.list.Rows(); len(rows) != 2 || rows[1].Place != "Sted 007" {
		t.Errorf("%+v", rows)
	}
}

func shelf(t *testing.T) app.Templates {
	t.Helper()
	s, err := app.OpenTemplates(assets.Templates(), "da")
	must(t, err)
	return s
}

func TestAGuideIsMadeFromATemplateOrAFileAndOpens(t *testing.T) {
	w := newWorld(t)
	g := NewGuides(w.Host, w.p, noFiles{}, shelf(t))
	w.Put(g, screen.Route{Place: screen.Field, Part: Guides}, 1316, 780)
	items := g.choices()
	if len(items) != len(shelf(t).Guides)+len(shelf(t).Grids)+2 || len(items) < 11 {
		t.Fatalf("%d ways to begin", len(items))
	}
	items[1].Tap()
	w.Drain()
	g.reload()
	w.Drain()
	rows := g.list.Rows()
	if len(w.Failed) > 0 || len(rows) != 1 || rows[0].State != feltbog.GuideDraft || len(w.Opened) != 1 || w.Opened[0].ID != rows[0].ID {
		t.Fatalf("%v, %+v, %+v", w.Failed, rows, w.Opened)
	}
	_, err := w.p.StartSession(t.Context(), app.NewSession{Type: feltbog.Interview, Guide: rows[0].ID})
	must(t, err)
	g.reload()
	w.Drain()
	if r := g.list.Rows()[0]; r.Sessions != 1 || r.State != feltbog.GuideInUse || r.Number != 1 {
		t.Errorf("%+v", r)
	}
	file := filepath.Join(t.TempDir(), "ikke en guide.json")
	must(t, os.WriteFile(file, []byte("{}"), 0o600))
	g.files = noFiles{file}
	items = g.choices()
	items[len(items)-1].Tap()
	w.Drain()
	g.reload()
	w.Drain()
	if len(w.Failed) != 1 || len(g.list.Rows()) != 1 {
		t.Errorf("%v, %+v", w.Failed, g.list.Rows())
	}
}

func TestWhatWaitsLongestIsWrittenOutFirst(t *testing.T) {
	w := newWorld(t)
	old := w.hold(feltbog.Interview, "Køkkenet", 1, 2, true)
	w.now = w.now.Add(26 * time.Hour)
	w.hold(feltbog.Interview, "Stuen", 1, 0, true)
	w.hold(feltbog.Interview, "Haven", 1, 1, true)
	s := NewWriteOut(w.Host, w.p)
	w.Put(s, screen.Route{Place: screen.Field, Part: WriteOut}, 1316, 780)
	if rows := s.list.Rows(); len(rows) != 2 || rows[0].ID != old || s.note.Hidden {
		t.Fatalf("%+v", rows)
	}
	s.list.Opened(0)
	if len(w.Opened) != 1 || w.Opened[0].ID != old || w.Opened[0].Part != screen.After {
		t.Errorf("%+v", w.Opened)
	}
}

func TestATalkAboutPicturesIsOpenedAtItsSeries(t *testing.T) {
	w := newWorld(t)
	talk := w.hold(feltbog.PhotoSession, "Havnen", 1, 0, false)
	set, err := w.p.MakeSeries(t.Context(), feltbog.PhotoSet{Title: "Det nære", Session: talk}, nil)
	must(t, err)
	s := NewSessions(w.Host, w.p, nil)
	w.Put(s, screen.Route{Place: screen.Field}, 1200, 800)
	s.list.Opened(1)
	if len(w.Opened) != 1 || w.Opened[0].Kind != feltbog.KindPhotoSet || w.Opened[0].ID != set {
		t.Errorf("%+v", w.Opened)
	}
}

func TestTabsLeadToTheParts(t *testing.T) {
	w := newWorld(t)
	tabs := NewTabs(w.Host, "people", "series")
	w.Window().SetContent(tabs.Box)
	tabs.Show(screen.Route{Part: Guides})
	w.Window().Canvas().Focus(tabs.segment)
	tabs.segment.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if len(w.Opened) != 1 || w.Opened[0].Part != "people" {
		t.Errorf("%+v", w.Opened)
	}
}

// TestPicture draws the screens into the folder that FELTBOG_PICTURES names, to be looked at.
func TestPicture(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	w := newWorld(t)
	for i := range 12 {
		w.hold(feltbog.SessionTypes()[i%5], "Køkkenet hos Solsort og hendes søster i Ærøskøbing", i, i%3, i < 11)
		w.now = w.now.Add(5 * time.Hour)
		if i%4 == 2 {
			id, err := w.p.LooseNote(t.Context())
			must(t, err)
			must(t, w.p.EditNote(t.Context(), id, func(n *feltbog.NoteBlock) { n.Text = "Spørg Solsort, hvornår bussen holdt op med at køre" }))
		}
	}
	s, g, o := NewSessions(w.Host, w.p, nil), NewGuides(w.Host, w.p, noFiles{}, shelf(t)), NewWriteOut(w.Host, w.p)
	w.Put(g, screen.Route{}, 900, 600)
	for _, c := range g.choices()[1:6] {
		c.Tap()
		w.Drain()
	}
	for _, one := range []struct {
		name  string
		s     screen.Screen
		part  string
		theme fyne.Theme
		w, h  float32
	}{{"home", s, Sessions, theme.New(theme.Day, 1), 1316, 836}, {"home-narrow", s, Sessions, theme.New(theme.Evening, 1), 952, 636}, {"home-large", s, Sessions, theme.New(theme.Day, 1.5), 1316, 836},
		{"guides", g, Guides, theme.New(theme.Day, 1), 1316, 836}, {"writeout", o, WriteOut, theme.New(theme.Day, 1), 1316, 836}} {
		fyne.CurrentApp().Settings().SetTheme(one.theme)
		tabs := NewTabs(w.Host, "people", "series")
		tabs.Show(screen.Route{Part: one.part})
		w.Put(one.s, screen.Route{Place: screen.Field, Part: one.part}, one.w, one.h)
		w.Window().SetContent(container.NewBorder(tabs.Box, nil, nil, nil, one.s.Content()))
		w.Window().Resize(fyne.NewSize(one.w, one.h+1))
		w.Window().Resize(fyne.NewSize(one.w, one.h))
		f, err := os.Create(filepath.Join(dir, one.name+".png"))
		must(t, err)
		must(t, png.Encode(f, w.Window().Canvas().Capture()))
		must(t, f.Close())
	}
}

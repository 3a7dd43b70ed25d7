package search

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// newProject makes a project with some things to find.
func newProject(t *testing.T) *app.Project {
	t.Helper()
	r, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Hverdag og helbred i Lillerup", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func put(t *testing.T, p *app.Project, kind feltbog.Kind, fields ...string) app.Record {
	t.Helper()
	e := app.Edit{Kind: kind}
	for i := 0; i < len(fields); i += 2 {
		e.Texts = append(e.Texts, app.Setting{Field: fields[i], Text: fields[i+1]})
	}
	r, err := p.Put(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func note(t *testing.T, p *app.Project, text string) app.Record {
	return put(t, p, feltbog.KindNoteBlock, "type", "seen_heard", "layer", "jotting", "text", text, "happened", "2025-03-13T15:00:00+01:00")
}

// shown puts the card on a window.
func shown(t *testing.T, h *screentest.Host, deps Deps) *Search {
	t.Helper()
	s := New(h, deps)
	h.Show(s.Dialog())
	h.Drain()
	s.all.Resize(fyne.NewSize(width, 560))
	s.all.Resize(fyne.NewSize(width, 561))
	return s
}

// write types into the field and waits for the answer.
func write(h *screentest.Host, s *Search, text string) {
	s.field.SetText("")
	test.Type(s.field, text)
	h.Drain()
}

func titles(s *Search) string {
	var all []string
	for _, r := range s.list.Rows() {
		if !r.head {
			all = append(all, r.Title)
		}
	}
	return strings.Join(all, "|")
}

func TestResultsComeAsOneTypesAndEnterOpensTheThing(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	put(t, p, feltbog.KindTag, "name", "transport")
	n := note(t, p, "De venter på bussen, der ikke kommer.")
	row := put(t, p, feltbog.KindPlanRow, "period", "Busture i foråret")
	s := shown(t, h, p)
	if h.Window().Canvas().Focused() != s.field {
		t.Error("the field has no focus")
	}
	write(h, s, "bus")
	if got := titles(s); !strings.Contains(got, "De venter på bussen") || !strings.Contains(got, "Busture") || strings.Contains(got, "transport") {
		t.Errorf("found %q", got)
	}
	first := s.list.Rows()[s.list.At()].ID
	s.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	second := s.list.Rows()[s.list.At()].ID
	if first == second || s.field.Text != "bus" {
		t.Error("the arrow does not move in what was found")
	}
	s.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.Drain()
	want := map[feltbog.ID]screen.Route{n.ID: {Place: screen.Record, Kind: feltbog.KindNoteBlock, ID: n.ID},
		row.ID: {Place: screen.Project, Kind: feltbog.KindPlanRow, ID: row.ID}}[second]
	if len(h.Opened) != 1 || h.Opened[0] != want || len(h.Dialogs) != 0 || len(h.Failed) != 0 {
		t.Errorf("opened %+v, want %+v, %d dialogs, %v", h.Opened, want, len(h.Dialogs), h.Failed)
	}
	// The next time it is among what was opened last.
	s = shown(t, h, p)
	if got := s.list.Rows(); len(got) != 2 || !got[0].head || got[1].ID != second || s.list.At() != 1 {
		t.Errorf("%+v", got)
	}
}

func TestTheWordsThatWereLookedForAreMarked(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	note(t, p, "Æblehaven på Ærø er stor.")
	note(t, p, strings.Repeat("Der er så meget at sige om haven og husene. ", 8)+"På Ærø kører ingen bus.")
	s := shown(t, h, p)
	write(h, s, "ærø")
	if len(s.list.Rows()) != 2 {
		t.Fatalf("%+v", s.list.Rows())
	}
	for _, r := range s.list.Rows() {
		if len(r.marks) != 1 || string([]rune(r.text)[r.marks[0].From:r.marks[0].To]) != "Ærø" || r.marks[0].Kind != widgets.HitSpan {
			t.Errorf("%q %+v", r.text, r.marks)
		}
		if !r.merged && (r.marks[0].From > lead+1 || !strings.HasPrefix(r.text, "…")) {
			t.Errorf("the word is out of sight: %q %+v", r.text, r.marks)
		}
		if r.merged != strings.HasPrefix(r.text, "Æblehaven") {
			t.Errorf("a snippet stands in place of the title only when it begins with it: %q", r.text)
		}
	}
}

func TestFiltersNarrowAndAreTakenAwayAgain(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	note(t, p, "brev fra kommunen")
	s := shown(t, h, p)
	write(h, s, "brev")
	for _, name := range []string{"photos", "tags"} {
		uikit.Find("search.filter." + name).(*widgets.QuickTag).Tapped(nil)
		h.Drain()
	}
	if len(s.list.Rows()) != 0 || s.list.Visible() {
		t.Fatalf("%+v", s.list.Rows())
	}
	clear := uikit.Find("search.clear").(*widgets.Button)
	if clear.Text != "Fjern 2 filtre" {
		t.Error(clear.Text)
	}
	clear.Tapped(nil)
	h.Drain()
	if len(s.list.Rows()) != 1 || h.Window().Canvas().Focused() != s.field || s.foot.Text != "1 fund" {
		t.Errorf("%+v, %q", s.list.Rows(), s.foot.Text)
	}
	uikit.Find("search.filter.notes").(*widgets.QuickTag).Tapped(nil)
	h.Drain()
	if len(s.list.Rows()) != 1 {
		t.Error("a note is no note")
	}
	write(h, s, "nix og intet")
	if len(s.list.Rows()) != 0 || s.list.Visible() {
		t.Error("something is found that is not there")
	}
}

// slow answers when it is told to.
type slow struct {
	Deps
	asked []string
	fail  error
}

func (d *slow) Find(_ context.Context, q app.Query) (app.Sightings, error) {
	d.asked = append(d.asked, q.Text)
	return app.Sightings{Hits: []app.Sighting{{Heading: app.Heading{Kind: feltbog.KindTag, ID: feltbog.NewID(), Title: q.Text}}}}, d.fail
}
func (d *slow) Recent(context.Context) ([]app.Heading, error) { return nil, nil }

func TestOnlyTheAnswerToTheLastQuestionIsShown(t *testing.T) {
	h := screentest.New(t)
	d := &slow{}
	s := shown(t, h, d)
	test.Type(s.field, "bus") // three questions before the first answer
	h.Drain()
	if titles(s) != "bus" {
		t.Errorf("%q of %q", titles(s), d.asked)
	}
	d.fail = errors.New("nix")
	test.Type(s.field, "t")
	h.Drain()
	if len(h.Failed) != 1 {
		t.Error("a failure is not told")
	}
	test.Type(s.field, "u")
	h.CloseDialog()
	h.Drain()
	if len(h.Failed) != 1 || titles(s) != "bus" {
		t.Error("an answer that comes after the card was closed is shown")
	}
}

func TestWhatIsFoundIsPutIntoAJointInterpretation(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	note(t, p, "De venter på bussen.")
	note(t, p, "Bussen kom ikke.")
	put(t, p, feltbog.KindTag, "name", "bus")
	s := New(h, p)
	var got [][]app.GateItem
	s.Lay = func(items []app.GateItem) { got = append(got, items) }
	h.Show(s.Dialog())
	h.Drain()
	if s.cards.Visible() {
		t.Error("it is offered with nothing found")
	}
	write(h, s, "bus")
	if !s.cards.Visible() {
		t.Fatal("it is not offered")
	}
	s.list.PickAll() // as with Shift and arrows
	s.field.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if len(got) != 1 || len(got[0]) != 2 || got[0][0].Kind != feltbog.KindNoteBlock || len(h.Dialogs) != 0 {
		t.Errorf("%+v", got)
	}
}

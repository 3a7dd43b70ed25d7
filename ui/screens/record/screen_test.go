package record

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

func newProject(t *testing.T) *app.Project {
	t.Helper()
	r, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Ida", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func newPlace(t *testing.T, p *app.Project) app.Record {
	t.Helper()
	r, err := p.Put(t.Context(), app.Edit{Kind: feltbog.KindPlace, Texts: []app.Setting{{Field: "name", Text: "Torvet"}, {Field: "area", Text: "midtbyen"}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func shown(t *testing.T, h *screentest.Host, deps Deps, r app.Record) *Screen {
	t.Helper()
	s := New(h, deps, func(context.Context, feltbog.ID) error { return nil })
	h.Put(s, screen.Route{Place: screen.Record, Kind: r.Kind, ID: r.ID}, 1200, 800)
	return s
}

func field(t *testing.T, p *app.Project, r app.Record, name string) string {
	t.Helper()
	got, err := p.Get(t.Context(), r.Kind, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	if raw := got.Fields[name]; raw != nil {
		if err := json.Unmarshal(raw, &text); err != nil {
			t.Fatal(err)
		}
	}
	return text
}

// write puts a text into a field and leaves it.
func write(h *screentest.Host, name, text string) *widgets.Entry {
	e := uikit.Find("record.field." + name).(*widgets.Entry)
	h.Window().Canvas().Focus(e)
	e.SetText(text)
	h.Window().Canvas().Unfocus()
	h.Drain()
	return e
}

func TestATextIsSavedWhenOneLeavesIt(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	r := newPlace(t, p)
	s := shown(t, h, p, r)
	write(h, "area", "havnen")
	if got := field(t, p, r, "area"); got != "havnen" {
		t.Errorf("%q", got)
	}
	if s.page.Title != "Torvet" || len(h.Failed) != 0 || len(h.Said) != 0 {
		t.Errorf("%+v %v %q", s.page, h.Failed, h.Said)
	}
	// What cannot be saved says why below the field and stays there.
	e := write(h, "name", "")
	if ed := s.editors["name"]; !ed.wrong.Visible() || ed.wrong.Text == "" || e.Text != "" || field(t, p, r, "name") != "Torvet" {
		t.Errorf("%q", ed.wrong.Text)
	}
	write(h, "name", "Det nye torv")
	if s.editors["name"].wrong.Visible() || field(t, p, r, "name") != "Det nye torv" {
		t.Error("the error stays, or the text is not saved")
	}
	if recent, err := p.Recent(t.Context()); err != nil || len(recent) != 1 || recent[0].ID != r.ID {
		t.Errorf("%+v, %v", recent, err)
	}
}

func TestLeavingThePageSavesWhatIsBeingWritten(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	r := newPlace(t, p)
	s := shown(t, h, p, r)
	test.Type(uikit.Find("record.field.area").(*widgets.Entry), "ved ")
	finish := s.Leave()
	if finish == nil {
		t.Fatal("there is nothing to finish")
	}
	if err := finish(); err != nil || !strings.Contains(field(t, p, r, "area"), "ved ") {
		t.Errorf("%v, %q", err, field(t, p, r, "area"))
	}
	if s.Leave() != nil {
		t.Error("it is saved twice")
	}
}

func TestWhatIsBeingWrittenStaysWhenTheRecordIsReadAgain(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	r := newPlace(t, p)
	s := shown(t, h, p, r)
	e := uikit.Find("record.field.area").(*widgets.Entry)
	h.Window().Canvas().Focus(e)
	e.SetText("halvt skrev")
	if _, err := p.Put(t.Context(), app.Edit{Kind: r.Kind, ID: r.ID, Texts: []app.Setting{{Field: "name", Text: "Byens torv"}}}); err != nil {
		t.Fatal(err)
	}
	s.reload()
	h.Drain()
	if e.Text != "halvt skrev" || h.Window().Canvas().Focused() != e || s.editors["name"].entry.Text != "Byens torv" || s.editors["area"].entry != e {
		t.Errorf("%q, name %q", e.Text, s.editors["name"].entry.Text)
	}
}

func TestDeletingLeadsToTheTrashAndBack(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	r := newPlace(t, p)
	s := shown(t, h, p, r)
	uikit.Find("record.delete").(*widgets.Button).Tapped(nil)
	h.Drain()
	if s.page.Status != app.Trashed || len(h.Said) != 1 || !strings.Contains(h.Said[0], "stedet »Torvet«") {
		t.Errorf("%s %q", s.page.Status, h.Said)
	}
	uikit.Find("record.restore").(*widgets.Button).Tapped(nil)
	h.Drain()
	if s.page.Status != app.Present || field(t, p, r, "area") != "midtbyen" {
		t.Errorf("%s", s.page.Status)
	}
	if err := p.Erase(t.Context(), r.Kind, r.ID, "x"); err != nil {
		t.Fatal(err)
	}
	s.reload()
	h.Drain()
	if len(h.Failed) != 0 || len(s.left.Objects) != 0 {
		t.Errorf("%v", h.Failed)
	}
}

// two is a place of which there are two versions.
type two struct {
	*app.Project
	page     app.Page
	resolved []app.Choice
}

func (d *two) Page(context.Context, feltbog.Kind, feltbog.ID) (app.Page, error) { return d.page, nil }
func (d *two) Resolve(_ context.Context, _ feltbog.Kind, _ feltbog.ID, _ string, c app.Choice) error {
	d.resolved = append(d.resolved, c)
	d.page.Two = nil
	return nil
}

func TestTwoVersionsStandBesideEachOtherAndOneIsChosen(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	r := newPlace(t, p)
	page, err := p.Page(t.Context(), r.Kind, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	version := func(change, who, text string) app.OneVersion {
		return app.OneVersion{Change: change, Name: who, At: time.Now(), Value: app.Value{Field: "area", As: app.AsText, Text: text}}
	}
	page.Two = []app.TwoOf{{Field: "area", Versions: []app.OneVersion{version("en", "Ida", "midtbyen"), version("to", "", "havnen")}},
		{Field: app.Deleted, Versions: []app.OneVersion{{Name: "Bo"}}}}
	d := &two{Project: p, page: page}
	s := shown(t, h, d, r)
	if len(s.left.Objects) != 3 {
		t.Fatalf("%d parts", len(s.left.Objects))
	}
	uikit.Find("record.take.area.2").(*widgets.Button).Tapped(nil)
	h.Drain()
	if len(d.resolved) != 1 || d.resolved[0].Take != "to" || len(s.left.Objects) != 1 {
		t.Errorf("%+v", d.resolved)
	}
}

func TestANameInALooseNoteIsOfferedToBeReplacedWhenOneLeavesIt(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	if _, _, err := p.AddParticipant(t.Context(), app.NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}}); err != nil {
		t.Fatal(err)
	}
	note, err := p.Put(t.Context(), app.Edit{Kind: feltbog.KindNoteBlock, Texts: []app.Setting{{Field: "type", Text: "seen_heard"}, {Field: "layer", Text: "jotting"}}})
	if err != nil {
		t.Fatal(err)
	}
	s := shown(t, h, p, note)
	write(h, "text", "Karen kom forbi")
	h.Drain()
	offer := s.editors["text"].offer
	var replace *widgets.Button
	for _, o := range test.LaidOutObjects(offer) {
		if b, ok := o.(*widgets.Button); ok && b.Text == "Erstat med B-01" {
			replace = b
		}
	}
	if replace == nil {
		t.Fatal("nothing is offered")
	}
	test.Tap(replace)
	h.Drain()
	h.Drain()
	if got := field(t, p, note, "text"); got != "B-01 kom forbi" || len(offer.Objects) != 0 || len(h.Failed) > 0 {
		t.Errorf("%q, %d offers, %v", got, len(offer.Objects), h.Failed)
	}
}

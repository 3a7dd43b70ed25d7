package trash

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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

// thrown writes something and deletes it.
func thrown(t *testing.T, p *app.Project, kind feltbog.Kind, name string) app.Record {
	t.Helper()
	r, err := p.Put(t.Context(), app.Edit{Kind: kind, Texts: []app.Setting{{Field: "name", Text: name}}})
	if err == nil {
		err = p.Delete(t.Context(), r.Kind, r.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func shown(t *testing.T, h *screentest.Host, deps Deps) *Screen {
	t.Helper()
	s := New(h, deps)
	h.Put(s, screen.Route{Place: screen.Trash}, 1200, 800)
	return s
}

func TestAnEmptyTrashSaysWhatItIsFor(t *testing.T) {
	h := screentest.New(t)
	s := shown(t, h, newProject(t))
	if !s.empty.Visible() || s.list.Visible() || s.back.Enabled() {
		t.Error("an empty trash looks full")
	}
}

func TestAThingIsBroughtBackAndThatIsTold(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	first := thrown(t, p, feltbog.KindPlace, "Torvet")
	thrown(t, p, feltbog.KindTag, "bus")
	s := shown(t, h, p)
	if rows := s.list.Rows(); len(rows) != 2 || rows[0].Title != "bus" || !strings.Contains(meta(rows[1]), "Sted · slettet ") || !strings.Contains(meta(rows[1]), "Ida") {
		t.Fatalf("%+v", rows)
	}
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.back.Tapped(nil)
	h.Drain()
	if len(h.Said) != 1 || h.Said[0] != "Hentet tilbage: stedet »Torvet«" || len(s.list.Rows()) != 1 {
		t.Errorf("%q, %+v", h.Said, s.list.Rows())
	}
	if r, err := p.Get(t.Context(), first.Kind, first.ID); err != nil || r.Status != app.Present {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestOneKindIsShownAndTheOthersAgainWhenItIsEmpty(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	thrown(t, p, feltbog.KindPlace, "Torvet")
	thrown(t, p, feltbog.KindTag, "bus")
	s := shown(t, h, p)
	s.only(string(feltbog.KindPlace))
	h.Drain()
	if rows := s.list.Rows(); len(rows) != 1 || rows[0].Title != "Torvet" {
		t.Fatalf("%+v", rows)
	}
	s.back.Tapped(nil)
	h.Drain()
	if rows := s.list.Rows(); len(rows) != 1 || rows[0].Title != "bus" {
		t.Errorf("%+v", rows)
	}
}

func TestErasingForGoodWantsAReason(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	r := thrown(t, p, feltbog.KindPlace, "Torvet")
	s := shown(t, h, p)
	s.erase.Tapped(nil)
	do, reason := uikit.Find("trash.erase.do").(*widgets.Button), uikit.Find("trash.reason").(*widgets.Entry)
	if len(h.Dialogs) != 1 || do.Enabled() {
		t.Fatal("it erases without a reason")
	}
	test.Type(reason, "  ")
	if do.Enabled() {
		t.Error("blanks are a reason")
	}
	test.Type(reason, "Deltageren bad om det")
	do.Tapped(nil)
	h.Drain()
	if len(h.Failed) != 0 || len(h.Said) != 1 || strings.Contains(h.Said[0], "Torvet") || len(s.list.Rows()) != 0 {
		t.Errorf("%v %q %+v", h.Failed, h.Said, s.list.Rows())
	}
	if _, err := p.Get(t.Context(), r.Kind, r.ID); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Error(err)
	}
	all, err := p.Past(t.Context(), app.PastQuery{Limit: 1})
	if err != nil || all.Deeds[0].Reason != "Deltageren bad om det" {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestOnlyACoordinatorIsOfferedToErase(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	thrown(t, p, feltbog.KindPlace, "Torvet")
	s := shown(t, h, p)
	if !s.erase.Visible() || len(s.menu(0)) != 3 {
		t.Error("a coordinator is not offered it")
	}
	s.show(app.Trash{Items: s.list.Rows(), Total: 1, Kinds: map[feltbog.Kind]int{feltbog.KindPlace: 1}})
	if s.erase.Visible() || len(s.menu(0)) != 2 {
		t.Error("others are offered it")
	}
}

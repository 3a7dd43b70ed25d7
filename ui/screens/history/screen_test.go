package history

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

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

func place(t *testing.T, p *app.Project, name string) app.Record {
	t.Helper()
	r, err := p.Put(t.Context(), app.Edit{Kind: feltbog.KindPlace, Texts: []app.Setting{{Field: "name", Text: name}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// words are the first lines as a person reads them.
func words(s *Screen, n int) string {
	var all []string
	for _, r := range s.list.Rows() {
		if r.day == "" && len(all) < n {
			all = append(all, sentence(r.Deed))
		}
	}
	return strings.Join(all, "|")
}

func shown(t *testing.T, h *screentest.Host, p *app.Project) *Screen {
	t.Helper()
	s := New(h, p)
	h.Put(s, screen.Route{Place: screen.History}, 1200, 800)
	return s
}

// item returns what can be done with a row, by its words.
func item(t *testing.T, s *Screen, i int, text string) widgets.MenuItem {
	t.Helper()
	for _, m := range s.menu(i) {
		if strings.HasPrefix(m.Text, text) {
			return m
		}
	}
	t.Fatalf("the menu of row %d lacks %q", i, text)
	return widgets.MenuItem{}
}

func TestTheHistorySaysInWordsWhoDidWhat(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	r := place(t, p, "Torvet")
	if err := p.Delete(t.Context(), r.Kind, r.ID); err != nil {
		t.Fatal(err)
	}
	s := shown(t, h, p)
	if got := words(s, 2); got != "Slettede stedet »Torvet«|Tilføjede stedet »Torvet«" {
		t.Error(got)
	}
	rows := s.list.Rows()
	if rows[0].day != "I dag" || byline(rows[1].Deed) != "Du" || !strings.Contains(byline(rows[len(rows)-1].Deed), "1 post mere") {
		t.Errorf("%+v", rows)
	}
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(h.Opened) != 1 || h.Opened[0] != (screen.Route{Place: screen.Record, Kind: r.Kind, ID: r.ID}) {
		t.Errorf("%+v", h.Opened)
	}
}

func TestTheOwnLastActionIsUndoneAtOnceAndSeveralAfterAsking(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	place(t, p, "Torvet")
	place(t, p, "Havnen")
	place(t, p, "Skoven")
	s := shown(t, h, p)
	item(t, s, 1, "Fortryd").Tap()
	h.Drain()
	if len(h.Said) != 1 || h.Said[0] != "Fortrudt: Tilføjede stedet »Skoven«" {
		t.Errorf("%q", h.Said)
	}
	if got := words(s, 2); got != "Fortrudt: Tilføjede stedet »Skoven«|Tilføjede stedet »Skoven«" {
		t.Error(got)
	}
	if rows := s.list.Rows(); !rows[2].Undone || len(s.menu(2)) != 1 {
		t.Errorf("what was undone can be undone again: %+v", rows[2])
	}
	item(t, s, 4, "Fortryd til og med denne (2 handlinger)").Tap() // Torvet
	if len(h.Dialogs) != 1 {
		t.Fatal("going back far is not asked about")
	}
	uikit.Find("history.undo.do").(*widgets.Button).Tapped(nil)
	h.Drain()
	if len(h.Dialogs) != 0 || h.Said[len(h.Said)-1] != "2 handlinger er fortrudt." || len(h.Failed) != 0 {
		t.Errorf("%q %v", h.Said, h.Failed)
	}
	all, err := p.Trash(t.Context(), app.TrashQuery{})
	if err != nil || all.Total != 3 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestAFilterShowsWhatOneMemberDid(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	place(t, p, "Torvet")
	s := shown(t, h, p)
	before := len(s.deeds)
	s.who.TypedRune('i') // Ida
	h.Drain()
	if !strings.HasPrefix(s.who.Shown(), "Ida") || s.by.IsZero() {
		t.Fatalf("chosen %q", s.who.Shown())
	}
	if got := words(s, 1); got != "Tilføjede stedet »Torvet«" || len(s.deeds) >= before {
		t.Errorf("%q, %d of %d", got, len(s.deeds), before)
	}
}

func TestOlderActionsComeWhenTheyAreAskedFor(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	for range piece + 5 {
		place(t, p, "Torvet")
	}
	s := shown(t, h, p)
	if !s.more.Visible() || len(s.deeds) != piece {
		t.Fatalf("%d, %v", len(s.deeds), s.more.Visible())
	}
	s.more.Tapped(nil)
	h.Drain()
	if s.more.Visible() || len(s.deeds) <= piece+5 {
		t.Errorf("%d, %v", len(s.deeds), s.more.Visible())
	}
}

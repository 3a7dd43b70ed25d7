package place

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/widgets"
)

func project(t *testing.T) *app.Project {
	t.Helper()
	r, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func put(t *testing.T, p *app.Project, kind feltbog.Kind, texts ...app.Setting) app.Record {
	t.Helper()
	r, err := p.Put(t.Context(), app.Edit{Kind: kind, Texts: texts})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func texts(s *Screen) string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(s.Content()) {
		if x, ok := o.(*widgets.Text); ok && o.Visible() {
			b.WriteString(x.Text + "\n")
		}
	}
	return b.String()
}

func TestAnEmptyPlaceSaysWhatToBeginWith(t *testing.T) {
	h := screentest.New(t)
	s := New(h, project(t), screen.Material)
	h.Put(s, screen.Route{Place: screen.Material}, 1440, 900)
	if !strings.Contains(texts(s), i18n.T("empty.material")) {
		t.Errorf("%s", texts(s))
	}
}

func TestAPlaceListsItsRecordsByKindAndOpensThem(t *testing.T) {
	h, p := screentest.New(t), project(t)
	note := put(t, p, feltbog.KindNoteBlock, app.Setting{Field: "type", Text: "seen_heard"}, app.Setting{Field: "layer", Text: "jotting"},
		app.Setting{Field: "text", Text: "Syv uåbnede breve på køkkenbordet"})
	put(t, p, feltbog.KindParticipant, app.Setting{Field: "pseudonym", Text: "B-07"}, app.Setting{Field: "perspective", Text: "citizen"})
	put(t, p, feltbog.KindTag, app.Setting{Field: "name", Text: "ventetid"})
	s := New(h, p, screen.Field)
	h.Put(s, screen.Route{Place: screen.Field}, 1440, 900)
	if got := texts(s); !strings.Contains(got, "Syv uåbnede breve") || strings.Contains(got, "ventetid") {
		t.Errorf("%s", got)
	}
	s.list.Opened(0)
	h.Drain()
	if len(h.Opened) != 1 || h.Opened[0].ID != note.ID || h.Opened[0].Place != screen.Field {
		t.Errorf("opened %+v", h.Opened)
	}
	h.Put(s, screen.Route{Place: screen.Field, Part: "participant"}, 1440, 900)
	if rows := s.list.Rows(); len(rows) != 1 || rows[0].Title != "B-07" {
		t.Errorf("%+v", rows)
	}
}

func TestALongListIsShownPieceByPiece(t *testing.T) {
	h, p := screentest.New(t), project(t)
	for range page + 5 {
		put(t, p, feltbog.KindTag, app.Setting{Field: "name", Text: "mærkat"})
	}
	s := New(h, p, screen.Material)
	h.Put(s, screen.Route{Place: screen.Material}, 1024, 700)
	if len(s.list.Rows()) != page || !s.more.Visible() {
		t.Fatalf("%d rows", len(s.list.Rows()))
	}
	test.Tap(s.more)
	h.Drain()
	if len(s.list.Rows()) != page+5 || s.more.Visible() {
		t.Errorf("%d rows after asking for more", len(s.list.Rows()))
	}
}

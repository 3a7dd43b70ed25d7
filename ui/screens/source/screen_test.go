package source

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type chosen string

func (c chosen) Open(_ string, _ []string, f func(string)) { f(string(c)) }

func newProject(t *testing.T) *app.Project {
	t.Helper()
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	return p
}

func talk(t *testing.T, n int) string {
	t.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d\n00:%02d:%02d,000 --> 00:%02d:%02d,500\n%s: %s\n\n", i+1, i/15, i%15*4, i/15, i%15*4+1, []string{"Ingrid", "Kim"}[i%2],
			[]string{"Bussen kører ikke om aftenen, og så bliver man hjemme hos Karen eller går den lange vej rundt om søen.", "Hvad gør du så?"}[i%2])
	}
	path := filepath.Join(t.TempDir(), "samtale.srt")
	must(t, os.WriteFile(path, []byte(b.String()), 0o600))
	return path
}

func TestATranscriptIsBroughtInAndRead(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	ingrid, _, err := p.AddParticipant(t.Context(), app.NewPerson{Pseudonym: "Solsort", Identity: feltbog.Identity{Name: "Ingrid Dahl"}})
	must(t, err)
	session, err := p.StartSession(t.Context(), app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	must(t, err)
	path := talk(t, 400)
	Pick(h, p, chosen(path), session)
	h.Drain()
	if len(h.Dialogs) != 1 {
		t.Fatalf("%d dialogs, %v", len(h.Dialogs), h.Failed)
	}
	var picks []*widgets.Select
	for _, o := range test.LaidOutObjects(h.Dialogs[0].Content) {
		if s, ok := o.(*widgets.Select); ok {
			picks = append(picks, s)
		}
	}
	if len(picks) != 2 {
		t.Fatalf("%d speakers", len(picks))
	}
	picks[0].SetSelected(ingrid.String())
	picks[1].SetSelected(interviewer)
	test.Tap(h.Dialogs[0].Buttons[1].(*widgets.Button))
	h.Drain()
	if len(h.Opened) != 1 || h.Opened[0].Kind != feltbog.KindSource {
		t.Fatalf("%v, %v", h.Opened, h.Failed)
	}
	s := New(h, p)
	h.Put(s, h.Opened[0], 1316, 836)
	if len(s.now.page.Lines) != 400 || s.now.page.Lines[0].Speaker != "Solsort" || s.now.page.Lines[1].Speaker != "Interviewer" || len(s.rows.Objects) != piece || s.session.Hidden {
		t.Fatalf("%+v, %d rows", s.now.page.Lines[0], len(s.rows.Objects))
	}
	s.find.SetText("LANGE VEJ")
	h.Drain()
	if !strings.Contains(s.count.Text, "200") {
		t.Errorf("%q", s.count.Text)
	}
	for range 90 { // past what was drawn
		s.next()
	}
	if s.at < piece || len(s.rows.Objects) <= s.at {
		t.Errorf("at %d of %d rows", s.at, len(s.rows.Objects))
	}
	test.Tap(s.session)
	if h.Opened[1].ID != session {
		t.Errorf("%+v", h.Opened[1])
	}
	Ask(h, p, session, path)
	h.Drain()
	said := false
	for _, o := range test.LaidOutObjects(h.Dialogs[0].Content) {
		if m, ok := o.(*widgets.Message); ok && strings.Contains(m.Text, "allerede") {
			said = true
		}
	}
	if !said || len(h.Failed) > 0 {
		t.Errorf("that the file was taken in before is not said; %v", h.Failed)
	}
}

func TestAFileThatIsNoTranscriptOpensNothing(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	path := filepath.Join(t.TempDir(), "a.docx")
	must(t, os.WriteFile(path, []byte("no zip"), 0o600))
	Ask(h, p, feltbog.ID{}, path)
	h.Drain()
	if len(h.Dialogs) != 0 {
		t.Error("it asks who speaks in it")
	}
}

func TestANameThatIsLearntLaterIsOfferedToBeReplaced(t *testing.T) {
	h, p := screentest.New(t), newProject(t)
	f, err := p.ReadTranscript(t.Context(), talk(t, 4))
	must(t, err)
	id, err := p.ImportTranscript(t.Context(), f, app.TranscriptImport{Say: i18n.T, Title: "Samtale"})
	must(t, err)
	_, _, err = p.AddParticipant(t.Context(), app.NewPerson{Pseudonym: "Isfugl", Identity: feltbog.Identity{Name: "Karen Holm"}})
	must(t, err)
	s := New(h, p)
	h.Put(s, screen.Route{Place: screen.Material, Kind: feltbog.KindSource, ID: id}, 1316, 836)
	for _, o := range test.LaidOutObjects(s.offer) {
		if b, ok := o.(*widgets.Button); ok && b.Text == "Erstat med Isfugl" {
			test.Tap(b)
			break
		}
	}
	h.Drain()
	h.Drain()
	if page, err := p.Source(t.Context(), id); err != nil || strings.Contains(page.Source.Text, "Karen") || !strings.Contains(page.Source.Text, "Isfugl") || len(h.Failed) > 0 {
		t.Errorf("%v, %v, %q", err, h.Failed, page.Source.Text)
	}
}

// TestPicture draws the screen into the folder that FELTBOG_PICTURES names, to be looked at.
func TestPicture(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	h, p := screentest.New(t), newProject(t)
	_, _, err := p.AddParticipant(t.Context(), app.NewPerson{Pseudonym: "Isfugl", Identity: feltbog.Identity{Name: "Karen Holm"}})
	must(t, err)
	f, err := p.ReadTranscript(t.Context(), talk(t, 30))
	must(t, err)
	id, err := p.ImportTranscript(t.Context(), f, app.TranscriptImport{Say: i18n.T, Title: "Samtale i køkkenet", KeepNames: true})
	must(t, err)
	s := New(h, p)
	for name, look := range map[string]struct {
		theme fyne.Theme
		w, h  float32
	}{"source": {theme.New(theme.Day, 1), 1316, 836}, "source-narrow": {theme.New(theme.Evening, 1), 952, 636}} {
		fyne.CurrentApp().Settings().SetTheme(look.theme)
		h.Put(s, screen.Route{Place: screen.Material, Kind: feltbog.KindSource, ID: id}, look.w, look.h)
		s.find.SetText("bussen")
		h.Drain()
		h.Window().Resize(fyne.NewSize(look.w, look.h+1))
		h.Window().Resize(fyne.NewSize(look.w, look.h))
		out, err := os.Create(filepath.Join(dir, name+".png"))
		must(t, err)
		must(t, png.Encode(out, h.Window().Canvas().Capture()))
		must(t, out.Close())
	}
}

package debrief

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/theme"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type world struct {
	*screentest.Host
	p  *app.Project
	s  *Screen
	id feltbog.ID
}

func newWorld(t *testing.T, guide string, kind feltbog.SessionType) *world {
	t.Helper()
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { return time.Date(2025, 3, 4, 14, 31, 0, 0, time.UTC) }})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	shelf, err := app.OpenTemplates(assets.Templates(), "da")
	must(t, err)
	text, _ := shelf.Guide(guide)
	g, err := p.AddGuide(t.Context(), text)
	must(t, err)
	id, err := p.StartSession(t.Context(), app.NewSession{Type: kind, PlaceName: "Køkkenet hos Solsort", Guide: g})
	must(t, err)
	w := &world{Host: screentest.New(t), p: p, id: id}
	w.s = New(w.Host, p)
	w.Put(w.s, screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: id, Part: screen.Debrief}, 1316, 836)
	return w
}

func (w *world) ask(key string) *ask {
	for _, a := range w.s.asks {
		if a.key == key {
			return a
		}
	}
	return nil
}

func TestWhatIsWrittenAfterASessionIsKeptAndTheGuidesOwnQuestionsAreAsked(t *testing.T) {
	w := newWorld(t, "citizen", feltbog.KitchenTable)
	w.ask("guide_change").entry.SetText("Spørg om nattesøvn")
	quotes := w.ask("Tre citater, ordret")
	if quotes == nil || len(w.s.asks) != 6 {
		t.Fatalf("%d questions; the guide's own one is missing, or others are asked twice", len(w.s.asks))
	}
	if f := w.s.Leave(); f != nil {
		w.Go(func() { must(t, f()) })
	}
	w.Drain()
	quotes.entry.SetText("»Bussen går ikke«")
	if f := w.s.Leave(); f != nil {
		w.Go(func() { must(t, f()) })
	}
	w.Drain()
	d, err := w.p.Debrief(t.Context(), w.id)
	if err != nil || d.Debrief.GuideChange != "Spørg om nattesøvn" || len(d.Debrief.Answers) != 1 || d.Debrief.Answers[0].Text != "»Bussen går ikke«" {
		t.Errorf("%+v, %v", d.Debrief, err)
	}
	if w.s.coverage.Hidden || len(w.s.missed.Objects) == 0 || len(w.Failed) > 0 {
		t.Errorf("nothing was asked, and that is not said: %v", w.Failed)
	}
}

func TestAfterAnEthnoRaidTheTeamIsAsked(t *testing.T) {
	w := newWorld(t, "ethno_raid", feltbog.EthnoRaid)
	if w.ask("seen_by_all") == nil || w.ask("unsaid") != nil || len(w.s.asks) != 6 {
		t.Errorf("%d questions", len(w.s.asks))
	}
}

// TestPicture draws the screen into the folder that FELTBOG_PICTURES names, to be looked at.
func TestPicture(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	w := newWorld(t, "citizen", feltbog.KitchenTable)
	w.ask("surprise").entry.SetText("At hun ikke har brugt bussen i to år, selv om den holder lige uden for døren.")
	for name, look := range map[string]struct {
		theme fyne.Theme
		w, h  float32
	}{"debrief": {theme.New(theme.Day, 1), 1316, 836}, "debrief-narrow": {theme.New(theme.Evening, 1), 952, 636}} {
		fyne.CurrentApp().Settings().SetTheme(look.theme)
		w.Put(w.s, screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: w.id, Part: screen.Debrief}, look.w, look.h)
		f, err := os.Create(filepath.Join(dir, name+".png"))
		must(t, err)
		must(t, png.Encode(f, w.Window().Canvas().Capture()))
		must(t, f.Close())
	}
}

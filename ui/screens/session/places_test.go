package session

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// shown lists the places that are offered, and the one that is chosen of them.
func (p *places) shown() (all []string, on string) {
	for _, o := range p.tags.Objects {
		tag := o.(*widgets.QuickTag)
		all = append(all, tag.Text)
		if tag.State == widgets.TagOn {
			on = tag.Text
		}
	}
	return all, on
}

func (w *world) visit(names ...string) {
	w.t.Helper()
	for _, name := range names {
		_, err := w.p.StartSession(w.t.Context(), app.NewSession{Type: feltbog.Interview, PlaceName: name})
		must(w.t, err)
	}
}

func TestAPlaceOneKnowsIsOfferedWhileItsNameIsWritten(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	w.visit("Biblioteket", "Torvet på Ærø", "Havnen ved torvet", "Torvehallen")
	f := newForm(w.Host, w.p, w.choices(), nil)
	f.show()
	if all, _ := f.places.shown(); len(all) != 0 || f.places.box.Visible() {
		t.Errorf("the place of the last session stands there, and %v is offered", all)
	}
	w.Window().Canvas().Focus(f.place)
	f.place.SetText("")
	if all, _ := f.places.shown(); len(all) != shownPlaces || f.places.fresh.Visible() {
		t.Errorf("of an empty field: %v", all)
	}
	test.Type(f.place, "TORV")
	if all, on := f.places.shown(); !slices.Equal(all, []string{"Torvehallen", "Torvet på Ærø", "Havnen ved torvet"}) || on != "" || !f.places.fresh.Visible() {
		t.Fatalf("%v %q", all, on)
	}
	down, up := &fyne.KeyEvent{Name: fyne.KeyDown}, &fyne.KeyEvent{Name: fyne.KeyUp}
	f.place.TypedKey(down)
	f.place.TypedKey(down)
	if _, on := f.places.shown(); on != "Torvet på Ærø" || f.place.Text != on || f.places.fresh.Visible() {
		t.Errorf("%q, %q", on, f.place.Text)
	}
	f.place.TypedKey(up)
	f.place.TypedKey(up)
	if f.place.Text != "TORV" { // what was written comes back
		t.Errorf("%q", f.place.Text)
	}
	test.Tap(f.places.tags.Objects[1].(*widgets.QuickTag))
	if all, _ := f.places.shown(); f.place.Text != "Torvet på Ærø" || len(all) != 0 {
		t.Errorf("%q, %v", f.place.Text, all)
	}
	f.place.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	w.settle()
	if len(w.Opened) != 1 || len(w.Failed) > 0 {
		t.Fatalf("%v, %v", w.Opened, w.Failed)
	}
	page, err := w.p.SessionPage(t.Context(), w.Opened[0].ID)
	must(t, err)
	if c := w.choices(); page.Place != "Torvet på Ærø" || len(c.Places) != 5 {
		t.Errorf("%q of %v", page.Place, c.Places)
	}
}

func TestANameOfNoPlaceYetIsSaidToBeOne(t *testing.T) {
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	f := newForm(w.Host, w.p, w.choices(), nil)
	f.show()
	f.place.SetText("Stuen")
	if !f.places.fresh.Visible() {
		t.Error("nothing is said of the new place")
	}
	f.place.SetText(" køkkenet ")
	if f.places.box.Visible() {
		t.Error("a known place is taken for a new one")
	}
}

func TestALongNameIsOfferedShortAndTakenWhole(t *testing.T) {
	long := "Venteområdet ved siden af den gamle indgang til sundhedshuset"
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: long})
	f := newForm(w.Host, w.p, w.choices(), nil)
	f.show()
	f.place.SetText("vente")
	tag := f.places.tags.Objects[0].(*widgets.QuickTag)
	if len([]rune(tag.Text)) > longestPlace {
		t.Errorf("%q", tag.Text)
	}
	if test.Tap(tag); f.place.Text != long {
		t.Errorf("%q", f.place.Text)
	}
}

// TestPictureOfTheDialog draws the dialog into the folder that FELTBOG_PICTURES names, to be looked at.
func TestPictureOfTheDialog(t *testing.T) {
	dir := os.Getenv("FELTBOG_PICTURES")
	if dir == "" {
		t.Skip("FELTBOG_PICTURES names no folder")
	}
	w := newWorld(t, app.NewSession{Type: feltbog.Interview, PlaceName: "Køkkenet"})
	w.visit("Biblioteket", "Torvet på Ærø", "Havnen ved torvet", "Torvehallen", "Torvedagenes lange sted med et navn, der ikke vil ende")
	for name, look := range map[string]fyne.Theme{"new": theme.New(theme.Day, 1), "new-evening": theme.New(theme.Evening, 1), "new-large": theme.New(theme.Day, 1.5)} {
		fyne.CurrentApp().Settings().SetTheme(look)
		f := newForm(w.Host, w.p, w.choices(), nil)
		f.show()
		f.place.SetText("Torv")
		f.place.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		w.Window().Resize(fyne.NewSize(680, 701))
		w.Window().Resize(fyne.NewSize(680, 700))
		out, err := os.Create(filepath.Join(dir, name+".png"))
		must(t, err)
		must(t, png.Encode(out, w.Window().Canvas().Capture()))
		must(t, out.Close())
		w.CloseDialog()
	}
}

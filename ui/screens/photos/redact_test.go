package photos

import (
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// inMode is a world in which a picture is being covered.
func inMode(t testing.TB) (*world, feltbog.ID) {
	t.Helper()
	w, _ := brought(t, 3)
	id := w.s.grid.Key(0)
	w.do("redact")
	r := w.Opened[len(w.Opened)-1]
	if r.ID != id || r.Part != redactPart {
		t.Fatalf("%+v", r)
	}
	w.show(r)
	if !w.s.redact.on || !w.s.single.view.Has() || w.s.Keys()["photos.tag.1"] != nil {
		t.Fatal("the mode is not there")
	}
	return w, id
}

func (w *world) typed(names ...fyne.KeyName) {
	w.t.Helper()
	for _, n := range names {
		w.s.single.view.TypedKey(&fyne.KeyEvent{Name: n})
		w.Drain()
	}
}

// covered is what is covered in a picture, once nothing waits to be written.
func (w *world) covered(id feltbog.ID) app.CoveredPhoto {
	w.t.Helper()
	w.leave()
	w.settle()
	c, err := w.p.Redactions(w.t.Context(), id)
	must(w.t, err)
	return c
}

func TestAFaceIsCoveredMovedAndUncoveredByKeysAlone(t *testing.T) {
	w, id := inMode(t)
	w.do("redact.new")
	w.typed(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyUp)
	c := w.covered(id)
	if len(c.All) != 1 || c.All[0].Method != feltbog.BoxOver || c.All[0].Subject != feltbog.CoversFace {
		t.Fatalf("%+v", c.All)
	}
	if x, y := c.All[0].X, c.All[0].Y; x < 0.415 || x > 0.425 || y < 0.425 || y > 0.435 {
		t.Errorf("it lies at %v, %v", x, y)
	}
	w.until("it stays in front", func() bool { return w.s.redact.covering() != nil })
	w.do("redact.method.3")
	w.do("redact.text")
	c = w.covered(id)
	if c.All[0].Method != feltbog.Blur || c.All[0].Subject != feltbog.CoversText {
		t.Fatalf("%+v", c.All)
	}
	w.until("the stronger method is recommended", func() bool { return w.s.redact.side.weak.Visible() && w.s.redact.side.rows[0].Text != "" })
	w.do("redact.new")
	w.until("two", func() bool { return len(w.s.redact.marks) == 2 })
	w.s.redact.choose(w.s.redact.marks[0])
	if !w.s.single.view.AcceptsTab() {
		t.Error("Tab leaves the picture before the last box")
	}
	w.typed(fyne.KeyTab)
	if w.s.redact.front != w.s.redact.marks[1] || w.s.single.view.AcceptsTab() {
		t.Errorf("Tab goes to %+v", w.s.redact.front)
	}
	w.typed(fyne.KeyDelete)
	if c = w.covered(id); len(c.All) != 1 {
		t.Fatalf("%d are left", len(c.All))
	}
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.until("undo brings it back", func() bool { return len(w.s.redact.marks) == 2 })
	w.sound()
}

func TestTheCoveredCopyIsMadeFromTheWindowAndFollows(t *testing.T) {
	w, id := inMode(t)
	before := w.photo(id)
	state := func() string { w.settle(); return w.s.redact.side.copy.Text }
	none := state()
	w.do("redact.make") // of nothing
	w.do("redact.new")
	drawn := state()
	w.do("redact.make")
	if c := w.covered(id); !c.Made {
		t.Fatalf("%+v", c)
	}
	w.until("the panel says so", func() bool { return w.s.redact.side.copy.Text != drawn })
	if made := state(); none == drawn || drawn == made || none == made {
		t.Errorf("%q, %q, %q", none, drawn, made)
	}
	w.typed(fyne.KeyRight)
	if c := w.covered(id); !c.Made || !c.Asked {
		t.Errorf("the copy does not follow: %+v", c)
	}
	if now := w.photo(id); now.Original != before.Original || now.Travel != before.Travel {
		t.Error("the original was changed")
	}
	w.do("redact.copy")
	w.until("the copy is shown", func() bool { return w.s.redact.look == lookCopy && w.s.single.view.Has() })
	w.do("redact.copy")
	if w.s.redact.look != lookDraw {
		t.Error("there is no way back from the copy")
	}
	w.sound()
}

func TestProposalsAreAcceptedOneByOneOrAllAndCoverNothingBefore(t *testing.T) {
	w, id := inMode(t)
	w.s.redact.proposed = []app.Covering{{Method: feltbog.BoxOver, Subject: feltbog.CoversFace, X: 0.1, Y: 0.1, W: 0.1, H: 0.1}, {Method: feltbog.BoxOver, X: 0.3, Y: 0.1, W: 0.1, H: 0.1},
		{Method: feltbog.BoxOver, X: 0.5, Y: 0.1, W: 0.1, H: 0.1}, {Method: feltbog.BoxOver, X: 0.7, Y: 0.1, W: 0.1, H: 0.1}}
	w.s.redact.page()
	if c := w.covered(id); len(c.All) > 0 || len(w.s.redact.marks) != 4 {
		t.Fatalf("%+v", c)
	}
	w.typed(fyne.KeyTab, fyne.KeyReturn) // the first is one
	w.until("one is covered", func() bool { return len(w.covered(id).All) == 1 })
	w.s.redact.choose(standing{proposal: 1})
	w.typed(fyne.KeyDelete) // the second is none
	w.s.redact.choose(standing{proposal: 1})
	w.do("redact.person") // the third is somebody
	w.until("somebody is written down", func() bool { return len(w.s.inspect.now.Seen) == 1 })
	w.do("redact.accept")
	w.until("all are covered", func() bool { return len(w.covered(id).All) == 2 && len(w.s.redact.proposed) == 0 })
	d := w.s.inspect.now.Seen[0]
	if d.Resolved() || w.s.redact.region(d.Region) == nil || w.s.redact.region(d.Region).X != 0.5 {
		t.Errorf("%+v", d)
	}
	w.s.redact.choose(standing{person: d.ID})
	w.typed(fyne.KeyReturn)
	w.until("the person is covered", func() bool { return len(w.covered(id).All) == 3 })
	w.do("redact.make")
	w.until("and settled by the copy", func() bool { return w.s.inspect.now.Seen[0].Status == feltbog.DepictedBlurred })
	w.sound()
}

func TestUndoWorksWhereverTheFocusIs(t *testing.T) {
	w, _ := inMode(t)
	n := 0
	t.Cleanup(w.Keys.On("undo", func() { n++ }))
	w.s.single.view.TypedShortcut(&fyne.ShortcutUndo{})
	w.s.redact.bar.undo.Tap()
	w.s.redact.out()
	w.show(w.Opened[len(w.Opened)-1])
	w.s.single.view.TypedShortcut(&fyne.ShortcutUndo{})
	w.show(screen.Route{Place: screen.Photos})
	w.s.grid.TypedShortcut(&fyne.ShortcutUndo{})
	if n != 4 {
		t.Errorf("it is undone %d times, of 4", n)
	}
	w.s.inspect.fields[0].entry.TypedShortcut(&fyne.ShortcutUndo{}) // what is being written is the field's
	if n != 4 {
		t.Error("a field that is written in undoes what was done before")
	}
}

func TestTheReminderOfWhatCanBeReadGoesAwayWhenItIsCovered(t *testing.T) {
	w, id := inMode(t)
	uikit.Find("redact.reads." + string(feltbog.ShowsDoorSign)).(*widgets.Check).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	w.until("it reminds", func() bool { return w.s.redact.side.reminder.Visible() && w.s.inspect.now.Covered.Unread })
	w.do("redact.text")
	w.do("redact.new")
	w.until("it is quiet", func() bool { return !w.s.redact.side.reminder.Visible() })
	if c := w.covered(id); c.Unread || len(c.Readable) != 1 {
		t.Errorf("%+v", c)
	}
	w.sound()
}

func TestPicturesAreLetOutAndWhatIsKeptBackIsListedWithItsReasons(t *testing.T) {
	w, ids := brought(t, 3)
	for _, id := range ids[:2] {
		must(t, w.p.EditPhoto(t.Context(), id, func(o *feltbog.Photo) { o.Children = feltbog.No }))
	}
	var asked feltbog.ID
	w.s.Rights = func(id feltbog.ID) { asked = id }
	w.s.grid.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.do("photos.export")
	if len(w.Dialogs) != 1 {
		t.Fatal("nothing is asked")
	}
	to := t.TempDir()
	fill := func(name, text string) { uikit.Find("photos.export." + name).(*widgets.Entry).SetText(text) }
	do := uikit.Find("photos.export.do").(*widgets.Button)
	fill("recipient", "Lillerup Kommune")
	fill("folder", to)
	if do.Enabled() {
		t.Error("it goes without a reason")
	}
	fill("reason", "rapporten")
	if !do.Enabled() {
		t.Fatal("it does not go")
	}
	held := w.photo(ids[2])
	if uikit.Find("photos.export.rights."+i18n.Padded(held.Number)) == nil {
		t.Error("what is kept back has no way to its rights")
	}
	do.Tap()
	w.Drain()
	files, err := filepath.Glob(filepath.Join(to, "*"))
	must(t, err)
	if len(files) != 2 {
		t.Fatalf("%v", files)
	}
	f, err := os.Open(files[0])
	must(t, err)
	defer f.Close()
	if img, err := jpeg.Decode(f); err != nil || img.Bounds().Dx() != 120 {
		t.Error(err)
	}
	if len(w.Dialogs) != 1 || w.Dialogs[0].Name != "photos.exported" {
		t.Fatalf("%d dialogs", len(w.Dialogs))
	}
	uikit.Find("photos.export.rights." + i18n.Padded(held.Number)).(*widgets.Button).Tap()
	w.Drain()
	if asked != ids[2] || len(w.Dialogs) != 0 {
		t.Error("the way to the rights leads nowhere")
	}
	w.do("photos.export") // the folder is remembered
	if got := uikit.Find("photos.export.folder").(*widgets.Entry).Text; got != to {
		t.Errorf("the folder is %q", got)
	}
	w.sound()
}

func TestASpotIsTiedToSomebodyWhoIsSeen(t *testing.T) {
	w, _ := brought(t, 1)
	id := w.s.grid.Key(0)
	w.show(screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: id})
	w.do("photos.region")
	w.typed(fyne.KeyReturn)
	w.until("the spot is there", func() bool { return w.s.inspect.spot.box.Visible() })
	w.s.inspect.spot.tie(someone)
	w.until("somebody is written down", func() bool { return len(w.s.inspect.now.Seen) == 1 })
	seen := w.s.inspect.now.Seen[0]
	if seen.Region != w.s.inspect.pointed[0].ID || w.s.inspect.pointed[0].Type != feltbog.RegionPerson || w.s.inspect.now.State != app.PhotoMissing {
		t.Errorf("%+v", seen)
	}
	if !w.s.single.gaps.Visible() {
		t.Error("the picture does not say what is missing")
	}
	w.s.inspect.spot.tie("")
	w.until("and untied", func() bool { return w.s.inspect.now.Seen[0].Region.IsZero() })
	w.sound()
}

func TestAPictureWithoutAnyRoomIsNotDrawn(t *testing.T) {
	w, _ := inMode(t)
	v := w.s.single.view
	was := v.Size()
	for _, s := range []fyne.Size{{Width: -40, Height: 300}, {Width: 300, Height: -8}, {}} {
		v.Resize(s)
		v.Fit()
		w.Drain()
	}
	v.Resize(was)
	w.Drain()
	if !v.Has() || v.Percent() <= 0 {
		t.Error("it does not come back")
	}
	w.sound()
}

package photos

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/widgets"
)

// world is the screen over a project with pictures in it.
type world struct {
	*screentest.Host
	t    testing.TB
	p    *app.Project
	s    *Screen
	pick string
}

type picker struct{ w *world }

func (f picker) Open(_ string, _ []string, chosen func(string)) { chosen(f.w.pick) }
func (f picker) Folder(_ string, chosen func(string))           { chosen(f.w.pick) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newWorld(t testing.TB) *world {
	t.Helper()
	now := time.Date(2025, 3, 13, 15, 0, 0, 0, time.UTC)
	r, err := app.NewRecovery()
	must(t, err)
	p, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "lillerup.feltbog"),
		app.Founding{Project: "Lillerup", Member: "Kim", Device: "Bærbar 1", Passphrase: "fire gule bier i haven", Recovery: r},
		app.Options{Config: t.TempDir(), Anywhere: true, CheapKeys: true, Now: func() time.Time { now = now.Add(time.Second); return now }})
	must(t, err)
	t.Cleanup(func() { p.Close() })
	w := &world{Host: screentest.New(t), t: t, p: p}
	w.s = New(w.Host, p, picker{w})
	return w
}

// draw writes n pictures into a folder, of which no two are alike.
func draw(t testing.TB, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		img := image.NewGray(image.Rect(0, 0, 120, 80))
		for k := range img.Pix {
			img.Pix[k] = uint8(i*23 + k)
		}
		var b bytes.Buffer
		must(t, jpeg.Encode(&b, img, nil))
		must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.jpg", i)), b.Bytes(), 0o600))
	}
	return dir
}

func (w *world) show(r screen.Route) {
	w.t.Helper()
	w.Put(w.s, r, 1316, 836)
	w.settle()
}

func (w *world) settle() {
	w.Drain()
	size := w.Window().Canvas().Size()
	w.Window().Resize(size.AddWidthHeight(0, 1))
	w.Window().Resize(size)
	w.Drain()
}

// until waits for what an event that others send brings about: the bus tells its listeners on goroutines of their own.
func (w *world) until(what string, holds func() bool) {
	w.t.Helper()
	ctx, stop := context.WithTimeout(w.t.Context(), time.Minute)
	defer stop()
	for !holds() {
		if ctx.Err() != nil {
			w.t.Fatalf("%s: never", what)
		}
		w.settle()
		runtime.Gosched()
	}
}

func (w *world) key(names ...fyne.KeyName) {
	w.t.Helper()
	for _, n := range names {
		w.s.grid.TypedKey(&fyne.KeyEvent{Name: n})
		w.Drain()
	}
}

func (w *world) do(id string) {
	w.t.Helper()
	f := w.s.Keys()[id]
	if f == nil {
		w.t.Fatalf("there is no key %q", id)
	}
	f()
	w.settle()
}

// leave has what was typed kept.
func (w *world) leave() {
	w.t.Helper()
	f := w.s.Leave()
	w.settle()
	if f != nil {
		must(w.t, f())
	}
}

func (w *world) sound() {
	w.t.Helper()
	for _, err := range w.Failed {
		w.t.Error(err)
	}
}

func (w *world) photo(id feltbog.ID) feltbog.Photo {
	w.t.Helper()
	page, err := w.p.Photo(w.t.Context(), id)
	must(w.t, err)
	return page.Photo
}

func TestAFolderIsBroughtInWithTwoKeysAndStandsInTheGrid(t *testing.T) {
	w := newWorld(t)
	w.show(screen.Route{Place: screen.Photos})
	if len(w.s.empty.Objects) == 0 {
		t.Error("an empty place says nothing")
	}
	w.pick = draw(t, 12)
	must(t, os.WriteFile(filepath.Join(w.pick, "skadet.jpg"), []byte("\xff\xd8\xff\xe0 intet"), 0o600))
	w.do("photos.bring")
	if len(w.Dialogs) != 1 || w.Dialogs[0].Name != "photos.bring" {
		t.Fatalf("%d dialogs", len(w.Dialogs))
	}
	w.press(1)
	w.settle()
	if w.s.grid.Len() != 12 || w.s.shelf.Lines[0].Number == 0 {
		t.Fatalf("%d in the grid", w.s.grid.Len())
	}
	if len(w.Dialogs) != 1 || w.Dialogs[0].Name != "photos.unread" {
		t.Fatal("what could not be read is not told")
	}
	w.press(1) // keep the original
	w.settle()
	if w.s.grid.Len() != 13 {
		t.Errorf("%d after the original was kept", w.s.grid.Len())
	}
	w.sound()
}

// press presses a button of the dialog in front.
func (w *world) press(i int) {
	w.t.Helper()
	d := w.Dialogs[len(w.Dialogs)-1]
	d.Buttons[i].(*widgets.Button).Tapped(nil)
	w.Drain()
}

// brought is a world with n pictures in it.
func brought(t testing.TB, n int) (*world, []feltbog.ID) {
	t.Helper()
	w := newWorld(t)
	done, err := w.p.ImportPhotos(t.Context(), app.PhotoImport{Paths: []string{draw(t, n)}}, nil, nil)
	must(t, err)
	for _, name := range []string{"bus", "ventetid", "kø"} {
		id, err := w.p.TagNamed(t.Context(), name)
		must(t, err)
		must(t, w.p.TagPhotos(t.Context(), done.Added[:1], id, true))
	}
	w.show(screen.Route{Place: screen.Photos})
	if w.s.grid.Len() != n {
		t.Fatalf("%d in the grid", w.s.grid.Len())
	}
	return w, done.Added
}

func TestKeysSelectTagAndMarkManyPicturesAtOnce(t *testing.T) {
	w, _ := brought(t, 9)
	if len(w.s.shelf.Pinned) < 2 {
		t.Fatalf("%d tags have a key", len(w.s.shelf.Pinned))
	}
	w.s.grid.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.Drain()
	if w.s.grid.CountSelected() != 9 {
		t.Fatalf("%d selected", w.s.grid.CountSelected())
	}
	second := w.s.shelf.Pinned[1]
	w.do("photos.tag.2")
	for _, l := range w.s.shelf.Lines {
		if !slices.Contains(l.Tags, second) {
			t.Errorf("%d bears %v", l.Number, l.Tags)
		}
	}
	w.do("photos.bar")
	w.do("photos.important")
	for _, l := range w.s.shelf.Lines {
		if !l.Important || l.State != app.PhotoNot {
			t.Errorf("%+v", l)
		}
	}
	if _, err := w.p.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.until("the mark is undone", func() bool { return !w.s.shelf.Lines[3].Important })
	if _, err := w.p.Undo(t.Context()); err != nil { // passes over the no, which is taken back for a reason only
		t.Fatal(err)
	}
	w.until("the tag is undone", func() bool { return len(w.s.shelf.Lines[3].Tags) == 0 })
	if l := w.s.shelf.Lines[3]; l.State != app.PhotoNot {
		t.Errorf("after undo: %+v", l)
	}
	if _, err := w.p.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.key(fyne.KeyEscape)
	w.s.filter.Untagged = true
	w.s.refilter()
	w.settle()
	w.until("the tag is on again", func() bool { return w.s.grid.Len() == 0 })
	if len(w.s.empty.Objects) == 0 {
		t.Error("nothing is untagged, and that is not said")
	}
	w.sound()
}

func TestASpotIsDrawnNamedTurnedAndTakenAway(t *testing.T) {
	w, ids := brought(t, 3)
	w.show(screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: ids[1]})
	if !w.s.single.on || !w.s.single.view.Has() {
		t.Fatal("the picture is not shown")
	}
	w.s.single.drawn(widgets.Mark{Shape: widgets.BoxMark, X: .1, Y: .2, W: .3, H: .4})
	w.settle()
	if len(w.s.inspect.now.Regions) != 1 || w.s.inspect.spot.id.IsZero() {
		t.Fatal("the spot is not there")
	}
	w.s.inspect.spot.label.SetText("bænken")
	w.leave()
	w.do("photos.turn")
	r := w.s.inspect.now.Regions[0]
	if r.Label != "bænken" || r.X < .39 || r.X > .41 || w.photo(ids[1]).Turn != 1 {
		t.Errorf("%+v", r)
	}
	w.s.single.step(1)
	w.settle()
	if w.s.single.id == ids[1] {
		t.Error("there is no next picture")
	}
	w.sound()
}

func TestTheParticipantsWordsAndTheTeamsStandInFieldsOfTheirOwn(t *testing.T) {
	w, ids := brought(t, 1)
	for i, text := range []string{"Seks trin for meget", "Her vender min nabo om", "Trappen", "Hovedindgangen"} {
		w.s.inspect.fields[i].entry.SetText(text)
	}
	w.leave()
	o := w.photo(ids[0])
	if o.ParticipantTitle != "Seks trin for meget" || o.ParticipantCaption != "Her vender min nabo om" || o.ResearcherTitle != "Trappen" || o.ResearcherCaption != "Hovedindgangen" {
		t.Errorf("%+v", o)
	}
	w.sound()
}

// many is a project of very many pictures that draws them itself, and counts how many it is asked for.
type many struct {
	*app.Project
	shelf app.PhotoShelf
	drawn int
}

func (m *many) Photos(_ context.Context, limit int) (app.PhotoShelf, error) {
	s := m.shelf
	if limit > 0 && limit < len(s.Lines) {
		s.Lines, s.Partial = s.Lines[:limit], true
	}
	return s, nil
}

func (m *many) PhotoThumb(_ context.Context, _ feltbog.ID, w, h int) (image.Image, error) {
	m.drawn++
	return image.NewRGBA(image.Rect(0, 0, w, h)), nil
}

func crowd(t testing.TB, n int) (*world, *many) {
	t.Helper()
	w := newWorld(t)
	m := &many{Project: w.p, shelf: app.PhotoShelf{Sessions: map[feltbog.ID]app.PhotoSession{}, Places: map[feltbog.ID]string{}, People: map[feltbog.ID]app.PhotoPerson{}}}
	for i := range n {
		m.shelf.Lines = append(m.shelf.Lines, app.PhotoLine{ID: feltbog.NewID(), Number: n - i, State: app.PhotoMissing,
			Taken: feltbog.NewInstant(time.Date(2025, 3, 13, 15, 0, 0, 0, time.UTC).Add(-time.Duration(i) * time.Minute))})
	}
	w.s = New(w.Host, m, picker{w})
	w.show(screen.Route{Place: screen.Photos})
	return w, m
}

func TestAHundredThousandPicturesAreDrawnOnlyWhereOneLooks(t *testing.T) {
	w, m := crowd(t, 100_000)
	if w.s.grid.Len() != 100_000 {
		t.Fatalf("%d in the grid", w.s.grid.Len())
	}
	if in := len(w.s.grid.InView()); in == 0 || in > 200 {
		t.Fatalf("%d in view", in)
	}
	m.drawn = 0
	for range 50 {
		w.key(fyne.KeyPageDown)
	}
	most := 50 * 200
	if m.drawn == 0 || m.drawn > most {
		t.Errorf("%d pictures were drawn for 50 pages", m.drawn)
	}
	w.key(fyne.KeyEnd)
	if w.s.grid.At() != 99_999 {
		t.Errorf("the end is %d", w.s.grid.At())
	}
	w.sound()
}

func BenchmarkScroll(b *testing.B) {
	for _, n := range []int{10_000, 100_000} { // both have more than is looked at, so that each picture is new
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w, _ := crowd(b, n)
			down := true
			for b.Loop() {
				if at := w.s.grid.At(); at > n-200 || at < 200 && !down {
					down = !down
				}
				name := fyne.KeyPageUp
				if down {
					name = fyne.KeyPageDown
				}
				w.s.grid.TypedKey(&fyne.KeyEvent{Name: name})
				w.Drain()
			}
			b.ReportMetric(resident(), "MB-resident")
		})
	}
}

// resident is the memory that this process has in RAM, in MB; 0 where the system does not tell.
func resident() (mb float64) {
	b, _ := os.ReadFile("/proc/self/status")
	if _, rest, ok := strings.Cut(string(b), "VmRSS:"); ok {
		_, _ = fmt.Sscan(rest, &mb)
	}
	return mb / 1024
}

func TestPicturesAreUsedAgainOnlyForAReasonAndPutIntoASeries(t *testing.T) {
	w, ids := brought(t, 3)
	w.s.grid.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.Drain()
	w.do("photos.bar")
	w.until("they are out", func() bool { return w.s.shelf.Lines[0].State == app.PhotoNot })
	w.do("photos.bar")
	if len(w.Dialogs) != 1 || !w.photo(ids[0]).DoNotUse {
		t.Fatalf("%d dialogs; it is used again without a word", len(w.Dialogs))
	}
	do := w.Dialogs[0].Buttons[1].(*widgets.Button)
	if do.Enabled() {
		t.Error("no reason is asked for")
	}
	w.Dialogs[0].First.(*widgets.Entry).SetText("Alle har sagt ja")
	do.Tap()
	w.settle()
	w.until("they are used again", func() bool { return !w.photo(ids[0]).DoNotUse })
	if o := w.photo(ids[1]); o.AllowedAgain != "Alle har sagt ja" {
		t.Errorf("%+v", o)
	}
	w.do("photos.series")
	w.Dialogs[0].First.(*widgets.Entry).SetText("Det nære")
	w.Dialogs[0].Buttons[1].(*widgets.Button).Tap()
	w.settle()
	all, err := w.p.SeriesList(t.Context())
	must(t, err)
	if len(all) != 1 || all[0].Pictures != 3 || len(w.Opened) != 1 || w.Opened[0].ID != all[0].ID {
		t.Errorf("%+v, %+v", all, w.Opened)
	}
	w.sound()
}

func TestSelectedPicturesAndTheOneThatIsOpenArePutIntoAJointInterpretation(t *testing.T) {
	w, ids := brought(t, 3)
	var got []app.GateItem
	var back screen.Route
	w.s.Lay = func(items []app.GateItem, at screen.Route) { got, back = items, at }
	w.s.grid.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.Drain()
	w.do("cards.lay")
	if len(got) != 3 || got[0].Kind != feltbog.KindPhoto || !back.ID.IsZero() {
		t.Errorf("%+v %+v", got, back)
	}
	w.show(screen.Route{Place: screen.Photos, Kind: feltbog.KindPhoto, ID: ids[1]})
	w.settle()
	w.do("cards.lay")
	if len(got) != 1 || got[0].ID != ids[1] || back.ID != ids[1] {
		t.Errorf("%+v %+v", got, back)
	}
	w.sound()
}

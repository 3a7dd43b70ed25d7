package share

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// desk is a project on a machine of its own, with its place Del in a window.
type desk struct {
	*screentest.Host
	t      *testing.T
	dir    string
	p      *app.Project
	s      *Screen
	chosen string // what the next file dialog answers
}

func (d *desk) Open(r screen.Route) { d.Host.Open(r); d.s.Shown(d.t.Context(), r) } // all routes here stay at the place

// asks is the part of the desk that answers for files; its Open is another than the host's.
type asks struct{ d *desk }

func (a asks) Open(_ string, _ []string, f func(string)) { f(a.d.chosen) }
func (a asks) Folder(_ string, f func(string))           { f(a.d.chosen) }

func options(dir string) app.Options {
	return app.Options{Config: filepath.Join(dir, "config"), Anywhere: true, CheapKeys: true}
}

func founding(t *testing.T, member string) app.Founding {
	rec, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	return app.Founding{Project: "Lillerup", Member: member, Device: "Maskine " + member, Passphrase: "fire gule bier i haven", Recovery: rec}
}

func newDesk(t *testing.T, member string) *desk {
	t.Helper()
	dir := t.TempDir()
	p, err := app.Create(t.Context(), filepath.Join(dir, "a.feltbog"), founding(t, member), options(dir))
	return deskOf(t, dir, p, err)
}

func deskOf(t *testing.T, dir string, p *app.Project, err error) *desk {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	d := &desk{Host: screentest.New(t), t: t, dir: dir, p: p}
	d.s = New(d, p, asks{d}, func() {})
	d.Put(d.s, screen.Route{Place: screen.Share}, 1440, 900)
	return d
}

// joins makes a colleague's vault of a pakke.
func (d *desk) joins(member, file, words string) *desk {
	d.t.Helper()
	p, err := app.JoinBundle(d.t.Context(), filepath.Join(d.dir, member+".feltbog"), file, app.BundleKey{Words: words}, founding(d.t, member), options(filepath.Join(d.dir, member)), nil)
	return deskOf(d.t, d.dir, p, err)
}

func (d *desk) find(name string) fyne.CanvasObject {
	d.t.Helper()
	o := uikit.Find(name)
	if o == nil {
		d.t.Fatalf("there is no %s", name)
	}
	return o
}

func (d *desk) tap(name string) {
	d.t.Helper()
	d.find(name).(fyne.Tappable).Tapped(&fyne.PointEvent{})
	d.Drain()
}

func (d *desk) note(text string) feltbog.ID {
	d.t.Helper()
	r, err := d.p.Put(d.t.Context(), app.Edit{Kind: feltbog.KindNoteBlock, Texts: []app.Setting{{Field: "text", Text: text}, {Field: "type", Text: "seen_heard"}, {Field: "layer", Text: "jotting"}}})
	if err != nil {
		d.t.Fatal(err)
	}
	d.Drain()
	return r.ID
}

func (d *desk) dialog(name string) screen.Dialog {
	d.t.Helper()
	if n := len(d.Dialogs); n == 0 || d.Dialogs[n-1].Name != name {
		d.t.Fatalf("%s is not open: %+v, failed %v", name, d.Dialogs, d.Failed)
	}
	return d.Dialogs[len(d.Dialogs)-1]
}

// makes makes a pakke for six words and returns its file and the words as they were shown.
func (d *desk) makes(name string) (file, words string) {
	d.t.Helper()
	d.Open(screen.Route{Place: screen.Share, Part: Make})
	d.Drain()
	d.tap("share.for.words")
	file = filepath.Join(d.dir, name+app.BundleEnding)
	d.find("share.file").(*widgets.Entry).SetText(file)
	d.tap("share.make.do")
	words = d.s.packer.words
	if _, err := os.Stat(file); err != nil || len(strings.Fields(words)) != 6 {
		d.t.Fatal(err, words, d.Failed)
	}
	d.tap("share.made.done")
	return file, words
}

func TestWhatAPakkeWouldDoIsShownAndNothingHappensBeforeItIsSaid(t *testing.T) {
	a := newDesk(t, "Anna")
	a.note("fra Anna")
	file, words := a.makes("Til Bo")
	b := a.joins("Bo", file, words)
	id := b.note("fra Bo")
	back, words := b.makes("Fra Bo")

	Take(a, a.p, back)
	a.Drain()
	a.dialog("share.words")
	a.find("share.words").(*widgets.Entry).SetText("gule bier i haven er væk")
	a.tap("share.words.open")
	a.dialog("share.words") // asked again, with the reason
	a.find("share.words").(*widgets.Entry).SetText(words)
	a.tap("share.words.open")
	a.dialog("share.preview")
	if _, err := a.p.Get(t.Context(), feltbog.KindNoteBlock, id); err == nil {
		t.Fatal("it was taken in before anybody said so")
	}
	a.tap("share.preview.do")
	if r, err := a.p.Get(t.Context(), feltbog.KindNoteBlock, id); err != nil || r.Status == app.Trashed {
		t.Fatal("it did not come", err)
	}
	if len(a.s.now.imports) != 1 || len(a.Dialogs) != 0 {
		t.Fatalf("%+v", a.s.now.imports)
	}
	// Own edits are listed and stay.
	if _, err := a.p.Put(t.Context(), app.Edit{Kind: feltbog.KindNoteBlock, ID: id, Texts: []app.Setting{{Field: "text", Text: "læst af Anna"}}}); err != nil {
		t.Fatal(err)
	}
	a.tap("share.import.undo1")
	a.dialog("share.undo")
	a.tap("share.undo.do")
	if im := a.s.now.imports; len(im) != 1 || !im[0].Withheld {
		t.Fatalf("%+v", im)
	}
	a.tap("share.import.again1")
	if im := a.s.now.imports; im[0].Withheld {
		t.Errorf("%+v", im)
	}
	// Once more nothing is new, and nothing can be taken.
	Take(a, a.p, back)
	a.Drain()
	a.find("share.words").(*widgets.Entry).SetText(words)
	a.tap("share.words.open")
	if d := a.dialog("share.preview"); len(d.Buttons) != 1 {
		t.Error("a pakke without anything new can be taken in")
	}
	a.CloseDialog()
	if len(a.Failed) != 0 {
		t.Error(a.Failed)
	}
}

func TestAMemberIsAddedOnlyWhenTheWordsWereCompared(t *testing.T) {
	other := newDesk(t, "Cecilie")
	a := newDesk(t, "Anna")
	card, err := other.p.KeyCard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	a.chosen = filepath.Join(a.dir, "cecilie.png")
	if err := card.WritePicture(a.chosen); err != nil {
		t.Fatal(err)
	}
	a.tap("share.member.add")
	a.dialog("share.member")
	do := a.find("share.member.do").(*widgets.Button)
	if do.Enabled() {
		t.Error("it can be added before the words were compared")
	}
	a.find("share.member.name").(*widgets.Entry).SetText("Cecilie")
	a.tap("share.member.same")
	a.tap("share.member.do")
	a.Drain()
	i := slices.IndexFunc(a.s.now.members, func(m app.MemberLine) bool { return m.Name == "Cecilie" })
	if i < 0 || a.s.now.members[i].Words != card.Words {
		t.Fatalf("%+v %v", a.s.now.members, a.Failed)
	}
	// A pakke for her needs no words, and needs somebody chosen.
	a.Open(screen.Route{Place: screen.Share, Part: Make})
	a.Drain()
	a.find("share.file").(*widgets.Entry).SetText(filepath.Join(a.dir, "til hende"))
	a.tap("share.make.do")
	if a.s.packer.wrong.Hidden {
		t.Error("a pakke for nobody")
	}
	a.tap("share.member1")
	a.tap("share.make.do")
	if _, err := os.Stat(filepath.Join(a.dir, "til hende"+app.BundleEnding)); err != nil || a.s.packer.words != "" {
		t.Error(err, a.s.packer.words)
	}
}

func TestTextsThatPointAtPeopleAreShownBeforeAPakkeLeaves(t *testing.T) {
	a := newDesk(t, "Anna")
	a.note("Ring til hende på 28 73 65 91 i morgen")
	a.Open(screen.Route{Place: screen.Share, Part: Make})
	a.Drain()
	a.tap("share.for.words")
	file := filepath.Join(a.dir, "x"+app.BundleEnding)
	a.find("share.file").(*widgets.Entry).SetText(file)
	a.tap("share.make.do")
	if _, err := os.Stat(file); !os.IsNotExist(err) || a.s.packer.found.Hidden {
		t.Fatal("it left all the same", err)
	}
	a.tap("share.found.seen")
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

func TestTheKeyIsSavedAsAFileAndAsAPicture(t *testing.T) {
	a := newDesk(t, "Anna")
	a.chosen = a.dir
	a.tap("share.key.save")
	a.tap("share.key.show")
	a.dialog("share.key")
	a.tap("share.key.picture")
	for _, name := range []string{"Nøgle Anna.json", "Nøgle Anna.png"} {
		if card, err := app.ReadKeyCard(filepath.Join(a.dir, name)); err != nil || card.Key != a.s.now.card.Key || card.Member != a.s.now.card.Member {
			t.Errorf("%s: %+v %v", name, card, err)
		}
	}
}

func TestWordsOfAPakkeThatWasMadeBehindAnotherScreenAreStillShown(t *testing.T) {
	a := newDesk(t, "Anna")
	a.Open(screen.Route{Place: screen.Share, Part: Make})
	a.Drain()
	a.tap("share.for.words")
	a.find("share.file").(*widgets.Entry).SetText(filepath.Join(a.dir, "x"+app.BundleEnding))
	a.find("share.make.do").(fyne.Tappable).Tapped(&fyne.PointEvent{})
	a.Open(screen.Route{Place: screen.Share}) // before it is done
	a.Drain()
	if !a.s.making || a.s.packer.end == nil || len(strings.Fields(a.s.packer.words)) != 6 {
		t.Error("the words are lost")
	}
}

func TestWhatStoodInATextBeforeIsErasedWhereThePakkeWouldTakeItAlong(t *testing.T) {
	a := newDesk(t, "Anna")
	id := a.note("Hun siger sit nummer: 010140-1234")
	if _, err := a.p.Put(t.Context(), app.Edit{Kind: feltbog.KindNoteBlock, ID: id, Texts: []app.Setting{{Field: "text", Text: "Hun siger sit nummer"}}}); err != nil {
		t.Fatal(err)
	}
	a.Open(screen.Route{Place: screen.Share, Part: Make})
	a.Drain()
	a.tap("share.for.words")
	file := filepath.Join(a.dir, "hel"+app.BundleEnding)
	a.find("share.file").(*widgets.Entry).SetText(file)
	a.tap("share.make.do")
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Fatal("the pakke was made with the number in its history", err)
	}
	a.tap("share.found1")
	a.tap("share.make.do")
	if _, err := os.Stat(file); err != nil {
		t.Error(err, a.Failed)
	}
}

func TestTheNamesTravelOnlyInAPakkeOfTheirOwnAndWithAReason(t *testing.T) {
	a := newDesk(t, "Anna")
	file, words := a.makes("begynd")
	b := a.joins("Bo", file, words)
	card, err := b.p.KeyCard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.p.AddMember(t.Context(), card, ""); err != nil {
		t.Fatal(err)
	}
	a.Open(screen.Route{Place: screen.Share, Part: Make})
	a.Drain()
	p := a.s.packer
	a.tap("share.member1")
	before := p.file.Text
	p.what.SetSelected(names)
	p.ofWhat(names)
	a.Drain()
	if o, lacks := p.order(); lacks != i18n.T("share.register.lacks") {
		t.Errorf("without a reason it is %q for %+v", lacks, o)
	}
	p.reason.SetText("Navnene samles hos tovholderen")
	o, lacks := p.order()
	if lacks != "" || o.Space != feltbog.RegisterSpace || o.New || o.Originals || o.File == before {
		t.Errorf("%q %+v", lacks, o)
	}
	if p.naming.Hidden || !p.originals.Hidden {
		t.Error("it is not said what it means")
	}
	p.forWhom(true)
	if o, _ := p.order(); o.Space != "" {
		t.Error("the names would leave for six words")
	}
}

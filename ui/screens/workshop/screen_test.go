package workshop

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screen/screentest"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// desk is a project with a workshop, and its board in a window.
type desk struct {
	*screentest.Host
	t      *testing.T
	dir    string
	p      *app.Project
	s      *Screen
	id     feltbog.ID
	people map[feltbog.Perspective]feltbog.ID

	printed [][]int // the numbers that were printed
}

type folders struct{ dir string }

func (f folders) Folder(_ string, chosen func(string)) { chosen(f.dir) }

func founding(t *testing.T, member string) app.Founding {
	t.Helper()
	rec, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	return app.Founding{Project: "Lillerup", Member: member, Device: "Maskine " + member, Passphrase: "fire gule bier i haven", Recovery: rec}
}

func options(dir string) app.Options {
	return app.Options{Config: filepath.Join(dir, "config"), Anywhere: true, CheapKeys: true}
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
	p, err := app.Create(t.Context(), filepath.Join(dir, "a.feltbog"), founding(t, "Anna"), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	d := &desk{Host: screentest.New(t), t: t, dir: dir, p: p, people: map[feltbog.Perspective]feltbog.ID{}}
	if d.id, err = p.MakeWorkshop(t.Context(), app.NewWorkshop{Title: "Fællestolkning", Question: "Hvad gør det nemt eller svært at få hjælp i Lillerup?", PlaceName: "Forsamlingshuset"}); err != nil {
		t.Fatal(err)
	}
	return d
}

// speaks is somebody of a perspective who said yes to a joint interpretation.
func (d *desk) speaks(as feltbog.Perspective) feltbog.ID {
	d.t.Helper()
	if id, ok := d.people[as]; ok {
		return id
	}
	id, _, err := d.p.AddParticipant(d.t.Context(), app.NewPerson{Perspective: as, Identity: feltbog.Identity{Name: "Æskil Zimbalist" + string(as)}})
	if err == nil {
		answers := map[feltbog.Scope]feltbog.ConsentState{}
		for _, s := range feltbog.Scopes() {
			answers[s] = feltbog.ConsentGiven
		}
		err = d.p.RecordConsent(d.t.Context(), app.ConsentEntry{Participant: id, Form: feltbog.Electronic, Answers: answers})
	}
	if err != nil {
		d.t.Fatal(err)
	}
	d.people[as] = id
	return id
}

func (d *desk) note(as feltbog.Perspective, text string) app.GateItem {
	d.t.Helper()
	id := feltbog.NewID()
	if err := d.p.TypeNote(d.t.Context(), app.Written{ID: id, Fill: feltbog.NoteBlock{Type: feltbog.QuoteVerbatim, Speaker: d.speaks(as)}, Text: text}); err != nil {
		d.t.Fatal(err)
	}
	return app.GateItem{Kind: feltbog.KindNoteBlock, ID: id}
}

// cards makes cards and returns their numbers by what they say.
func (d *desk) cards(items ...app.GateItem) app.CardsMade {
	d.t.Helper()
	if err := d.p.Settle(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	made, err := d.p.AddCards(d.t.Context(), d.id, items)
	if err != nil {
		d.t.Fatal(err)
	}
	return made
}

// opens shows the board.
func (d *desk) opens() {
	d.t.Helper()
	d.s = New(d, d.p, folders{d.dir})
	d.s.Print = func(_ context.Context, _ feltbog.ID, numbers []int) error {
		d.printed = append(d.printed, numbers)
		return nil
	}
	d.Put(d.s, screen.Route{Place: screen.Workshop, Kind: feltbog.KindWorkshop, ID: d.id}, 1316, 836)
	if d.s.now == nil {
		d.t.Fatal(d.Failed)
	}
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

func (d *desk) write(name, text string) { d.find(name).(*widgets.Entry).SetText(text) }

func (d *desk) key(names ...fyne.KeyName) {
	d.t.Helper()
	for _, n := range names {
		d.s.wall.TypedKey(&fyne.KeyEvent{Name: n})
		d.Drain()
	}
}

// lies says where a card lies: the number of its bunke, and its place in it.
func (d *desk) lies(number int) (bunke, place int) {
	for _, c := range d.s.wall.columns {
		for i, v := range c.cards {
			if v.card.Number == number {
				return c.number, i
			}
		}
	}
	return -1, -1
}

func (d *desk) bunke(title string) feltbog.ID {
	d.t.Helper()
	id, err := d.p.AddCluster(d.t.Context(), d.id, title)
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

// three is a board with three cards and two bunker.
func three(t *testing.T) *desk {
	d := newDesk(t)
	d.cards(d.note(feltbog.Citizen, "Den næste bus tør jeg ikke satse på."), d.note(feltbog.Citizen, "Jeg ringer, når det er slemt."), d.note(feltbog.Professional, "De kommer med brevet i hånden."))
	d.bunke("Bussen bestemmer, hvornår vi kan være syge")
	d.bunke("Vi venter hellere derhjemme")
	d.opens()
	return d
}

func TestACardIsMovedByItsKeyAndLiesWhereItIsSaid(t *testing.T) {
	d := three(t)
	d.key(fyne.KeyHome, fyne.Key2)
	if b, _ := d.lies(1); b != 2 || d.s.side.told.Text != "K-001 ligger nu i bunke 2." || !d.s.side.told.Visible() {
		t.Fatalf("K-001 lies in %d: %q %v", b, d.s.side.told.Text, d.Failed)
	}
	if d.s.wall.at.card.IsZero() || d.s.wall.at.cluster != d.s.wall.columns[2].cluster {
		t.Error("the card is not chosen where it lies now")
	}
	d.key(fyne.Key0)
	if b, _ := d.lies(1); b != 0 {
		t.Errorf("K-001 lies in %d", b)
	}
	d.key(fyne.Key7) // there is none
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
	d.s.Shown(t.Context(), screen.Route{Place: screen.Workshop, Kind: feltbog.KindWorkshop, ID: d.id}) // coming back to it
	d.Window().Canvas().Unfocus()
	d.Drain()
	if d.Window().Canvas().Focused() != d.s.wall {
		t.Error("the wall does not have the focus again")
	}
	d.tap("board.undo")
	if b, _ := d.lies(1); b != 2 || !strings.HasPrefix(d.s.side.told.Text, "Fortrudt") {
		t.Errorf("it was not taken back: %d %q", b, d.s.side.told.Text)
	}
}

func TestMarkedCardsMoveTogetherAndKeepTheirOrder(t *testing.T) {
	d := three(t)
	d.key(fyne.KeyHome, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.Key1)
	for n := 1; n <= 3; n++ {
		if b, i := d.lies(n); b != 1 || i != n-1 {
			t.Fatalf("K-%03d lies in %d at %d", n, b, i)
		}
	}
	if len(d.s.wall.picked) != 0 {
		t.Error("they are still marked")
	}
	d.key(fyne.KeyEnd)
	d.s.wall.goTo(1, 2)
	d.s.shift(-1)
	d.Drain()
	d.s.shift(-1)
	d.Drain()
	if b, i := d.lies(3); b != 1 || i != 0 {
		t.Errorf("K-003 was moved to %d at %d", b, i)
	}
	d.s.shift(1)
	d.Drain()
	if _, i := d.lies(3); i != 1 {
		t.Errorf("K-003 was moved to %d", i)
	}
}

func TestACardIsDraggedIntoABunke(t *testing.T) {
	d := three(t)
	card := d.s.wall.columns[0].cards[1]
	to := d.s.wall.columns[2]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(to.box).Add(fyne.NewPos(60, 160))
	card.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}})
	if d.s.wall.over != to || !to.mark.Visible() || !card.lifted {
		t.Fatal("nothing shows where it would come to lie")
	}
	card.DragEnd()
	d.Drain()
	if b, _ := d.lies(card.card.Number); b != 2 || to.mark.Visible() {
		t.Errorf("it lies in %d", b)
	}
	other := d.s.wall.columns[0].cards[0]
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(to.list)
	other.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: top.Add(fyne.NewPos(20, 1))}})
	other.DragEnd()
	d.Drain()
	if b, i := d.lies(other.card.Number); b != 2 || i != 0 {
		t.Errorf("dragged above the first it lies in %d at %d", b, i)
	}
	other = d.s.wall.columns[0].cards[0]
	other.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(-50, -50)}})
	other.DragEnd()
	d.Drain()
	if b, _ := d.lies(other.card.Number); b != 0 || len(d.Failed) > 0 {
		t.Errorf("dropped outside it lies in %d: %v", b, d.Failed)
	}
}

func TestNumbersFromPaperPlaceCardsAndAWrongOneIsToldBesideTheField(t *testing.T) {
	d := three(t)
	d.write("board.paper", "K-002 -> 1")
	d.s.side.entry.Enter()
	d.Drain()
	if b, _ := d.lies(2); b != 1 || d.s.side.entry.Text != "" {
		t.Fatalf("K-002 lies in %d, %v", b, d.Failed)
	}
	for _, wrong := range []string{"K-099 -> 1", "K-002 -> 9", "hvad som helst"} {
		d.write("board.paper", wrong)
		d.s.side.entry.Enter()
		d.Drain()
		if d.s.side.told.Tone != widgets.Red || d.s.side.entry.Text != wrong {
			t.Errorf("%q: %q", wrong, d.s.side.told.Text)
		}
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

func TestReadingsStandSideBySideByRoleAndNoneTakesThePlaceOfAnother(t *testing.T) {
	d := three(t)
	read := func(role feltbog.Perspective, text, cards string) {
		d.s.askReading()
		d.find("board.reading.role").(*widgets.Select).SetSelected(string(role))
		d.write("board.reading.text", text)
		d.write("board.reading.cards", cards)
		d.tap("board.reading.do")
	}
	d.key(fyne.KeyHome, fyne.Key1)
	d.s.wall.goTo(1, -1) // the bunke
	read(feltbog.Citizen, "Man er bange for at være til besvær.", "K-001, 3")
	read(feltbog.Leader, "Det er et spørgsmål om bemanding.", "")
	read(feltbog.Citizen, "Bussen kører ikke.", "k1")
	b := d.s.now.board
	all := b.About(d.s.wall.columns[1].cluster)
	if len(d.s.readings.row.Objects) != 2 || len(all) != 2 || len(all[0].Readings) != 2 || len(all[0].Readings[0].Cards) != 2 {
		t.Fatalf("%+v %v", all, d.Failed)
	}
	if said := texts(d.s.readings.row); !strings.Contains(said, "Peger på K-001, K-003") || strings.Count(said, i18n.T("board.bare")) != 1 || !strings.Contains(said, "Borgere") {
		t.Errorf("%s", said)
	}
	d.s.askReading()
	d.write("board.reading.text", "x")
	d.write("board.reading.cards", "K-077")
	d.tap("board.reading.do")
	if len(d.Dialogs) != 1 {
		t.Error("a reading points at a card that is not there")
	}
	d.CloseDialog()
	d.s.askApart()
	d.write("board.apart.point", "Er det brevet eller telefonen?")
	d.tap("board.apart.do")
	if len(d.s.readings.row.Objects) != 3 || !strings.Contains(texts(d.s.readings.row), "Undersøg mere") {
		t.Errorf("the disagreement is not kept: %s %v", texts(d.s.readings.row), d.Failed)
	}
}

// texts are all words in an object.
func texts(o fyne.CanvasObject) string {
	var out []string
	switch x := o.(type) {
	case *widgets.Text:
		out = append(out, x.Text)
	case *widgets.Chip:
		out = append(out, x.Text)
	case *fyne.Container:
		for _, c := range x.Objects {
			out = append(out, texts(c))
		}
	case *container.Scroll:
		out = append(out, texts(x.Content))
	}
	return strings.Join(out, "\n")
}

func TestABunkeIsMadeNamedMovedAndRemoved(t *testing.T) {
	d := three(t)
	d.s.addCluster()
	d.write("board.cluster.title", "Nogen skal kende dig")
	d.tap("board.cluster.do")
	if n := len(d.s.now.board.Clusters); n != 3 || d.s.wall.at.cluster != d.s.now.board.Clusters[2].Cluster.ID {
		t.Fatalf("%d bunker, %v", n, d.Failed)
	}
	d.s.moveCluster(-1)
	d.Drain()
	d.s.moveCluster(-1)
	d.Drain()
	if c := d.s.now.board.Clusters; c[0].Cluster.Title != "Nogen skal kende dig" {
		t.Fatalf("%+v", c)
	}
	d.s.moveCluster(-1) // it is the first already
	d.s.moveCluster(1)
	d.Drain()
	if c := d.s.now.board.Clusters; c[1].Cluster.Title != "Nogen skal kende dig" {
		t.Fatalf("%+v", c)
	}
	d.s.nameCluster()
	d.write("board.cluster.title", "Nogen skal kende dig, før du spørger")
	d.tap("board.cluster.do")
	if c := d.s.now.board.Clusters; c[1].Cluster.Title != "Nogen skal kende dig, før du spørger" {
		t.Fatalf("%+v", c)
	}
	d.s.removeChosen()
	d.Drain()
	if len(d.s.now.board.Clusters) != 2 || len(d.Failed) > 0 {
		t.Errorf("%+v %v", d.s.now.board.Clusters, d.Failed)
	}
}

func TestWhoWasNotHeardIsCounted(t *testing.T) {
	d := three(t)
	said := texts(d.s.side.heard)
	if !strings.HasPrefix(strings.TrimSpace(said), "Borgere") && !strings.Contains(said, "2") {
		t.Errorf("%s", said)
	}
	hints := hinted(&d.s.now.board, map[feltbog.Perspective]int{feltbog.Citizen: 2, feltbog.Professional: 1})
	if len(hints) != 2 || hints[0].text != "Ingen kort fra civilsamfundet. Hvem i rummet kender én?" {
		t.Errorf("%+v", hints)
	}
	if hinted(&app.Board{}, nil) != nil {
		t.Error("an empty wall lacks somebody")
	}
}

func TestACardThatMayNotBeUsedAnyMoreIsToldAndTakenOut(t *testing.T) {
	d := three(t)
	if len(d.s.tell.Objects) != 0 {
		t.Fatal("something is told already")
	}
	if _, err := d.p.WithdrawConsent(t.Context(), d.people[feltbog.Professional], []feltbog.Scope{feltbog.ScopeQuoteJoint}, "ringede"); err != nil {
		t.Fatal(err)
	}
	d.s.reload()
	d.Drain()
	if len(d.s.tell.Objects) != 1 || len(d.s.wall.held) != 1 {
		t.Fatal("it is not told")
	}
	d.tap("board.held.out")
	if n := len(d.s.now.board.Cards()); n != 2 || len(d.s.tell.Objects) != 0 {
		t.Errorf("%d cards, %v", n, d.Failed)
	}
}

func TestAGuestSeesTheBoardReadsInARoleAndSendsItBack(t *testing.T) {
	d := three(t)
	d.s.askPack()
	d.Drain()
	file := filepath.Join(d.dir, "kort"+app.BundleEnding)
	d.write("board.pack.file", file)
	d.tap("board.pack.do")
	if n := len(d.Dialogs); n != 1 || d.Dialogs[0].Name != "board.packed" {
		t.Fatalf("%+v %v", d.Dialogs, d.Failed)
	}
	six := d.find("board.packed.words").(*widgets.Text).Text
	d.CloseDialog()
	if len(strings.Fields(six)) != 6 {
		t.Fatal(six)
	}
	p, err := app.JoinBundle(t.Context(), filepath.Join(d.dir, "g.feltbog"), file, app.BundleKey{Words: six}, founding(t, "Gæst"), options(filepath.Join(d.dir, "g")), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	g := &desk{Host: screentest.New(t), t: t, dir: t.TempDir(), p: p}
	g.opens()
	if !g.s.guest || g.s.all.Objects[0] != g.s.roles {
		t.Fatal("a guest is not asked for a role first")
	}
	g.tap("board.role.politician")
	if g.s.all.Objects[0] != g.s.panel || g.s.role != feltbog.Politician || len(g.s.now.board.Cards()) != 3 {
		t.Fatalf("%s %v", g.s.role, g.Failed)
	}
	g.key(fyne.KeyHome, fyne.Key2)
	if b, _ := g.lies(1); b != 2 {
		t.Errorf("K-001 lies in %d %v", b, g.Failed)
	}
	g.s.askReading()
	g.write("board.reading.text", "Det handler om tillid.")
	g.tap("board.reading.do")
	g.s.removeCluster() // of others: the guest may not
	g.s.askApart()
	g.Drain()
	if r := g.s.now.board.Readings; len(r) != 1 || r[0].Perspective != feltbog.Politician || len(g.Dialogs) != 0 {
		t.Fatalf("%+v %v", r, g.Failed)
	}
	if keys := g.s.Keys(); keys["board.apart"] != nil {
		t.Error("a guest can keep a disagreement")
	}
	g.s.askPack()
	g.Drain()
	back := filepath.Join(g.dir, "svar"+app.BundleEnding)
	g.write("board.pack.file", back)
	g.tap("board.pack.do")
	if _, err := os.Stat(back); err != nil {
		t.Fatal(err, g.Failed)
	}
	six = g.find("board.packed.words").(*widgets.Text).Text
	var done app.TakenIn
	if err := d.p.TakeIn(back, app.BundleKey{Words: six}, &done).Run(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	d.s.reload()
	d.Drain()
	if b, _ := d.lies(1); b != 2 || len(d.s.now.board.Readings) != 1 {
		t.Errorf("what the guest did did not come: %d %+v", b, d.s.now.board.Readings)
	}
}

func TestThreeHundredCardsMoveWithoutMakingTheWallAnew(t *testing.T) {
	d := newDesk(t)
	var items []app.GateItem
	for i := range 300 {
		items = append(items, d.note([]feltbog.Perspective{feltbog.Citizen, feltbog.Professional}[i%2], fmt.Sprintf("Kort %d: bussen kører ikke om aftenen.", i)))
	}
	d.cards(items...)
	d.bunke("Bussen bestemmer")
	d.opens()
	before := map[feltbog.ID]*cardView{}
	for _, c := range d.s.wall.columns {
		for _, v := range c.cards {
			before[v.card.ID] = v
		}
	}
	if len(before) != 300 {
		t.Fatal(len(before), d.Failed)
	}
	looks := 0
	for _, v := range before {
		if v.made() {
			looks++
		}
	}
	if looks == 0 || looks > 60 {
		t.Errorf("%d of 300 cards have a look, and a screen of them is seen", looks)
	}
	d.s.wall.goTo(0, 299)
	if last := d.s.wall.columns[0].cards[299]; !last.made() || d.s.wall.columns[0].scroll.Offset.Y == 0 {
		t.Error("the last card is chosen and cannot be seen")
	}
	d.key(fyne.KeyHome, fyne.KeyDown, fyne.KeyDown, fyne.Key1)
	made := 0
	for _, c := range d.s.wall.columns {
		for _, v := range c.cards {
			if before[v.card.ID] != v {
				made++
			}
		}
	}
	if b, _ := d.lies(3); b != 1 || made != 0 {
		t.Errorf("K-003 lies in %d, and %d cards were made anew", b, made)
	}
}

func TestAWorkshopIsMadeInTheListAndOpened(t *testing.T) {
	d := newDesk(t)
	l := NewList(d, d.p)
	d.Put(l, screen.Route{Place: screen.Workshop}, 1200, 800)
	if len(l.list.Rows()) != 1 {
		t.Fatal(l.list.Rows(), d.Failed)
	}
	d.tap("workshop.new")
	d.tap("workshop.do")
	if len(d.Dialogs) != 1 {
		t.Fatal("one is made without a name")
	}
	d.write("workshop.title", "Anden gang")
	d.write("workshop.time", "27. marts 2025")
	d.tap("workshop.do")
	if len(d.Opened) != 1 || d.Opened[0].Kind != feltbog.KindWorkshop {
		t.Fatal(d.Opened, d.Failed)
	}
	l.reload()
	d.Drain()
	i := slices.IndexFunc(l.list.Rows(), func(w app.WorkshopLine) bool { return w.Workshop.Title == "Anden gang" })
	if i < 0 || i18n.Fuzzy(l.list.Rows()[i].Workshop.Time) != "27. marts 2025" {
		t.Fatalf("%+v", l.list.Rows())
	}
	l.menu(i)[2].Tap()
	l.reload()
	d.Drain()
	if len(l.list.Rows()) != 1 {
		t.Error(l.list.Rows(), d.Failed)
	}
}

func TestChoosingForAWorkshopAsksWhichOrMakesOne(t *testing.T) {
	d := newDesk(t)
	var got feltbog.Workshop
	Pick(d, d.p, 3, func(w feltbog.Workshop) { got = w })
	d.Drain()
	d.tap("workshop.pick.do")
	if got.ID != d.id || len(d.Dialogs) != 0 {
		t.Fatalf("%+v", got)
	}
	Pick(d, d.p, 1, func(w feltbog.Workshop) { got = w })
	d.Drain()
	d.find("workshop.pick.which").(*widgets.Select).SetSelected("")
	d.write("workshop.pick.title", "Ny")
	d.tap("workshop.pick.do")
	if got.Title != "Ny" || got.ID.IsZero() || got.ID == d.id {
		t.Errorf("%+v %v", got, d.Failed)
	}
}

func TestTheCardsThatAreMarkedArePrintedElseAll(t *testing.T) {
	d := three(t)
	d.tap("board.print")
	d.key(fyne.KeyHome, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	d.s.print()
	d.Drain()
	if len(d.printed) != 2 || d.printed[0] != nil || !slices.Equal(d.printed[1], []int{1, 2}) {
		t.Errorf("%v %v", d.printed, d.Failed)
	}
}

func TestALetterThatOpensAFieldIsNotTypedIntoIt(t *testing.T) {
	d := three(t)
	d.s.wall.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	d.Drain()
	d.s.wall.TypedKey(&fyne.KeyEvent{Name: fyne.KeyL})
	if len(d.Dialogs) != 0 {
		t.Fatal("it opens before the letter has been typed")
	}
	d.Drain()
	if len(d.Dialogs) != 1 || d.Dialogs[0].Name != "board.reading" {
		t.Error(d.Dialogs)
	}
}

// The loose cards take the room that few bunker leave, and never more than a bunke has.
func TestTheLooseCardsTakeTheRoomThereIs(t *testing.T) {
	for _, c := range []struct {
		view          float32
		n             int
		least, atMost float32
	}{
		{700, 0, columnMost, columnMost}, {250, 0, 250, 250}, {1400, 2, columnMost, columnMost}, {1400, 6, looseWide, looseWide}, {860, 2, looseWide, columnMost},
	} {
		l := &wallLayout{view: c.view}
		loose, each := l.wide(c.n)
		if loose < c.least || loose > c.atMost {
			t.Errorf("%d bunker in %.0f: the loose cards have %.0f", c.n, c.view, loose)
		}
		if c.n > 0 && (loose > each || each < 200 || each > columnMost) {
			t.Errorf("%d bunker in %.0f: %.0f for each, %.0f for the loose cards", c.n, c.view, each, loose)
		}
		if seen := loose + float32(min(c.n, 2))*(each+wallGap); seen > c.view+1 {
			t.Errorf("%d bunker in %.0f: two of them end at %.0f", c.n, c.view, seen)
		}
	}
}

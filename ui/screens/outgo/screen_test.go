package outgo

import (
	"context"
	"fmt"
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
)

// desk is a project with somebody in it, and the screen in a window.
type desk struct {
	*screentest.Host
	t    *testing.T
	p    *app.Project
	s    *Screen
	tray Tray
	who  feltbog.ID
	out  []app.GateItem // what was let go on
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
	rec, err := app.NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	p, err := app.Create(t.Context(), filepath.Join(dir, "a.feltbog"), app.Founding{Project: "Lillerup", Member: "Anna", Device: "Maskine", Passphrase: "fire gule bier i haven", Recovery: rec},
		app.Options{Config: filepath.Join(dir, "config"), Anywhere: true, CheapKeys: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	d := &desk{Host: screentest.New(t), t: t, p: p}
	if d.who, _, err = p.AddParticipant(t.Context(), app.NewPerson{Perspective: feltbog.Citizen, Identity: feltbog.Identity{Name: "Karen Østergaard"}}); err != nil {
		t.Fatal(err)
	}
	d.says(feltbog.ConsentGiven)
	d.s = New(d, p, &d.tray)
	return d
}

// says enters the answer to quotes in a joint interpretation.
func (d *desk) says(state feltbog.ConsentState) {
	d.t.Helper()
	if err := d.p.RecordConsent(d.t.Context(), app.ConsentEntry{Participant: d.who, Form: feltbog.Electronic, Answers: map[feltbog.Scope]feltbog.ConsentState{
		feltbog.ScopeParticipation: feltbog.ConsentGiven, feltbog.ScopeNotes: feltbog.ConsentGiven, feltbog.ScopeQuoteJoint: state}}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) quote(text string) app.GateItem {
	d.t.Helper()
	id := feltbog.NewID()
	if err := d.p.TypeNote(d.t.Context(), app.Written{ID: id, Fill: feltbog.NoteBlock{Type: feltbog.QuoteVerbatim, Speaker: d.who}, Text: text}); err != nil {
		d.t.Fatal(err)
	}
	if err := d.p.Settle(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
	return app.GateItem{Kind: feltbog.KindNoteBlock, ID: id}
}

func (d *desk) asks(items ...app.GateItem) {
	d.tray.Put(Ask{Use: feltbog.UseInterpretation, Items: items, Title: "Kort", Do: func(n int) string { return fmt.Sprint("Lav ", n) }, Icon: "check",
		Then: func(items []app.GateItem) { d.out = items }, Back: screen.Route{Place: screen.Photos}})
	d.Put(d.s, screen.Route{Place: screen.Workshop, Part: Part}, 1300, 800)
}

func (d *desk) key(name fyne.KeyName) {
	d.t.Helper()
	d.s.list.TypedKey(&fyne.KeyEvent{Name: name})
	d.Drain()
}

func (d *desk) goTo(match func(line) bool) line {
	d.t.Helper()
	i := slices.IndexFunc(d.s.list.Rows(), match)
	if i < 0 {
		d.t.Fatal("there is no such row")
	}
	d.s.list.GoTo(i)
	d.s.detail.show(d.s.list.Rows()[i])
	return d.s.list.Rows()[i]
}

func (d *desk) counts() counts { return count(d.s.all) }

func TestAFindingIsDecidedByKeyAndTheNextOneComes(t *testing.T) {
	d := newDesk(t)
	d.asks(d.quote("Ring på 20 30 40 50 i morgen"), d.quote("Skriv til ole@example.dk"), d.quote("Karen sov"))
	if n := d.counts(); n.open != 2 || n.goes != 1 || n.stays != 0 || n.settled != 1 {
		t.Fatalf("%+v %v", n, d.Failed)
	}
	if f, ok := d.s.detail.now.finding(); !ok || f.Finding != "phone" {
		t.Fatalf("the first that has to be decided is not in front: %+v", f)
	}
	d.key(fyne.KeyU)
	if f, _ := d.s.detail.now.finding(); f.Finding != "email" || !f.Open() {
		t.Fatalf("the next is not in front: %+v %v", f, d.Failed)
	}
	d.key(fyne.KeyB)
	if n := d.counts(); n.open != 0 || n.goes != 3 {
		t.Fatalf("%+v", n)
	}
	d.s.do.Tapped(nil)
	if len(d.out) != 3 || d.out[0] != d.s.ask.Items[0] {
		t.Error(d.out)
	}
	words := map[string]bool{}
	for _, e := range d.s.all {
		words[strings.Join(e.words, "")] = true
	}
	for _, want := range []string{"Ring på […] i morgen", "Skriv til ole@example.dk", "[borger] sov"} {
		if !words[want] {
			t.Errorf("%q is not shown: %v", want, words)
		}
	}
}

func TestADecisionIsTakenBackAndAskedAgain(t *testing.T) {
	d := newDesk(t)
	d.asks(d.quote("Ring på 20 30 40 50"))
	d.s.detail.instead.SetText("[nummeret]")
	d.key(fyne.KeyE)
	if e := d.s.all[0]; len(e.words) != 1 || e.words[0] != "Ring på [nummeret]" {
		t.Fatalf("%+v %v", e, d.Failed)
	}
	d.goTo(func(l line) bool { f, ok := l.finding(); return ok && f.Decided })
	d.key(fyne.KeyF)
	if n := d.counts(); n.open != 1 || n.goes != 0 || len(d.Said) != 1 {
		t.Errorf("%+v %v %v", n, d.Said, d.Failed)
	}
	d.key(fyne.KeyF) // nothing is decided any more
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

func TestACPRNumberIsNeverKeptAndNotShownWhole(t *testing.T) {
	d := newDesk(t)
	d.asks(d.quote("Der stod 010190-1234 på sedlen"))
	d.key(fyne.KeyB)
	if n := d.counts(); n.open != 1 || d.s.detail.keep.Enabled() || d.s.detail.wrong.Text == "" {
		t.Errorf("%+v", n)
	}
	f, _ := d.s.detail.now.finding()
	if sentence, _ := shown(f); strings.Contains(sentence, "1234") || !strings.Contains(sentence, "010190-••••") {
		t.Errorf("%q", sentence)
	}
	d.key(fyne.KeyU)
	if n := d.counts(); n.open != 0 || n.goes != 1 {
		t.Errorf("%+v %v", n, d.Failed)
	}
}

func TestARegisteredNameIsReplacedWithoutAskingAndSaidSo(t *testing.T) {
	d := newDesk(t)
	d.asks(d.quote("Så sagde Karen nej"))
	l := d.goTo(func(l line) bool { _, ok := l.finding(); return ok })
	f, _ := l.finding()
	text, _ := done(f)
	if f.Open() || f.Decided || text != "Fra registret: [borger]" || d.s.all[0].words[0] != "Så sagde [borger] nej" {
		t.Errorf("%+v %q %v", f, text, d.s.all[0].words)
	}
}

func TestWhatStaysInSaysWhyAndLeadsToTheRecord(t *testing.T) {
	d := newDesk(t)
	d.says(feltbog.ConsentRefused)
	item := d.quote("Jeg åbner dem ikke")
	d.asks(item)
	if n := d.counts(); n.stays != 1 || n.goes != 0 || d.s.do.Enabled() {
		t.Fatalf("%+v", n)
	}
	if got := reason(d.s.all[0].reasons()[0]); !strings.HasPrefix(got, "B-01 har ") || !strings.HasSuffix(got, ".") {
		t.Errorf("%q", got)
	}
	d.key(fyne.KeyReturn)
	if len(d.Opened) != 1 || d.Opened[0].ID != item.ID {
		t.Error(d.Opened)
	}
	uikit.Find("outgo.back").(fyne.Tappable).Tapped(nil)
	if len(d.Opened) != 2 || d.Opened[1].Place != screen.Photos {
		t.Error(d.Opened)
	}
}

func TestAYesThatComesMeanwhileIsHeard(t *testing.T) {
	d := newDesk(t)
	d.says(feltbog.ConsentRefused)
	d.asks(d.quote("Jeg åbner dem ikke"))
	d.says(feltbog.ConsentGiven)
	d.s.changed(app.RecordsChanged{All: true})
	d.Drain()
	if n := d.counts(); n.goes != 1 || n.stays != 0 {
		t.Errorf("%+v", n)
	}
}

// behind is a project whose register is locked.
type behind struct {
	Deps
	why  *feltbog.Error
	gave string
}

func (b *behind) Cover(ctx context.Context, use feltbog.Use, items []app.GateItem) (app.CoveredCopies, []app.ScanFinding, []app.Refusal, error) {
	if b.why == nil {
		return b.Deps.Cover(ctx, use, items)
	}
	var refused []app.Refusal
	for _, it := range items {
		refused = append(refused, app.Refusal{Item: it, Verdict: "unknown", Reasons: []app.GateReason{{Key: b.why.Key, Why: b.why}}})
	}
	return app.CoveredCopies{}, nil, refused, nil
}

func (b *behind) UnlockRegister(_ context.Context, passphrase string) error {
	b.gave, b.why = passphrase, nil
	return nil
}

func TestALockedRegisterIsExplainedAndUnlocked(t *testing.T) {
	d := newDesk(t)
	b := &behind{Deps: d.p, why: feltbog.Errorf(feltbog.ERefused, "gate.blind", "locked")}
	d.s = New(d, b, &d.tray)
	d.asks(d.quote("Karen sov"))
	if !d.s.lock.box.Visible() || !d.s.lock.unlock.Visible() || d.s.do.Enabled() {
		t.Fatal("nobody is told that the register is locked")
	}
	d.s.lock.secret.SetText("hemmelig")
	uikit.Find("outgo.unlock").(fyne.Tappable).Tapped(nil)
	d.Drain()
	if d.s.lock.box.Visible() || b.gave != "hemmelig" || d.counts().goes != 1 || d.s.lock.secret.Text != "" {
		t.Errorf("%q %+v", b.gave, d.counts())
	}
	b.why = feltbog.Errorf(feltbog.ERefused, "gate.blind.none", "no register").With("machines", "Bærbar 2")
	d.s.again(d.s.ask.Items)
	d.Drain()
	if !d.s.lock.box.Visible() || d.s.lock.unlock.Visible() || !strings.Contains(d.s.lock.say.Text, "Bærbar 2") {
		t.Errorf("%q", d.s.lock.say.Text)
	}
}

func TestNothingChosenSaysWhatTheScreenIsFor(t *testing.T) {
	d := newDesk(t)
	d.Put(d.s, screen.Route{Place: screen.Workshop, Part: Part}, 1300, 800)
	if d.s.content.Objects[0] != d.s.none {
		t.Error("there is no empty state")
	}
	d.s.finish()
	d.s.leave()
	if len(d.Opened) > 0 {
		t.Error(d.Opened)
	}
}

func TestFiveHundredItemsAreLookedThroughPieceByPiece(t *testing.T) {
	d := newDesk(t)
	var items []app.GateItem
	for range 500 {
		items = append(items, app.GateItem{Kind: feltbog.KindNoteBlock, ID: feltbog.NewID()}) // gone, so that it costs no notes to write
	}
	items[499] = d.quote("Ring på 20 30 40 50")
	pieces := 0
	d.s = New(d, counting{d.p, &pieces}, &d.tray)
	d.asks(items...)
	if n := d.counts(); n.waits != 0 || n.open != 1 || n.stays != 499 || pieces != 500/piece {
		t.Errorf("%+v in %d pieces %v", n, pieces, d.Failed)
	}
	if l := d.s.detail.now; l.e == nil || l.e.item != items[499] {
		t.Error("what has to be decided does not stand first")
	}
}

type counting struct {
	Deps
	n *int
}

func (c counting) Cover(ctx context.Context, use feltbog.Use, items []app.GateItem) (app.CoveredCopies, []app.ScanFinding, []app.Refusal, error) {
	*c.n++
	return c.Deps.Cover(ctx, use, items)
}

func TestAPassageStandsInItsSentenceWithSomeWordsBefore(t *testing.T) {
	got, spans := around("Det regnede hele dagen, og så kom Æskil forbi igen", "Æskil", 10)
	if len(spans) != 1 || !strings.HasPrefix(got, "… og så kom") || string([]rune(got)[spans[0].From:spans[0].To]) != "Æskil" {
		t.Errorf("%q %+v", got, spans)
	}
	if got, spans := around("Æskil kom", "Bo", 3); got != "Æskil kom" || spans != nil {
		t.Errorf("%q %+v", got, spans)
	}
	if i18n.T("outgo.key.keep") != "B" {
		t.Error("the caps say other keys than the table")
	}
}

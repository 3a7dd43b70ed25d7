package change

import (
	"crypto/ed25519"
	"slices"
	"testing"

	"feltbog/internal/feltbog"
)

// two is a pair of machines that share a space.
type two struct {
	t    *testing.T
	a, b *peer
}

type peer struct {
	*Replica
	t     *testing.T
	chain *Chain
	clock Clock
}

func newTwo(t *testing.T) two {
	return two{t, &peer{NewReplica(testSpace), t, testChain(2), 100}, &peer{NewReplica(testSpace), t, testChain(3), 100}}
}

// do seals and applies an action and returns its set.
func (p *peer) do(fill func(d *Draft, c Clock)) *Set {
	p.t.Helper()
	p.clock++
	s := sealed(p.t, p.chain, func(d *Draft) { fill(d, p.clock) })
	p.take(s)
	return s
}

// take receives a set as it would come over the wire.
func (p *peer) take(sets ...*Set) {
	p.t.Helper()
	for _, s := range sets {
		again, err := Decode(wire(p.t, s))
		if err != nil {
			p.t.Fatal(err)
		}
		if _, err := p.Receive(again); err != nil {
			p.t.Fatal(err)
		}
		p.clock = max(p.clock, s.Clock)
	}
}

// put writes over the heads given, or over the shown one.
func (p *peer) put(value string, over ...ID) *Set {
	p.t.Helper()
	if over == nil {
		if h, ok := p.field("text").Shown(); ok {
			over = []ID{h.ID}
		}
	}
	return p.do(func(d *Draft, c Clock) { d.Put(testRecord, "note_block", "text", text(value), over, c) })
}

func (p *peer) field(name string) *Field {
	if s := p.states[testRecord]; s != nil {
		return s.Fields[name]
	}
	return nil
}

// shows returns the visible values of the field text, the shown one first.
func (p *peer) shows() []string {
	var out []string
	for _, h := range p.field("text").Visible() {
		data, _, _ := p.Value(h.ID, "text")
		v, _ := Plain(data)
		s, _ := v.(string)
		out = append(out, s)
	}
	return out
}

func (p *peer) status() Status { return p.states[testRecord].Status() }

func (p *peer) sees(want ...string) {
	p.t.Helper()
	if got := p.shows(); !slices.Equal(got, want) {
		p.t.Errorf("it shows %q, want %q", got, want)
	}
}

func TestTwoVersionsStayUntilSomebodyWhoWasShownBothChooses(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("første"))
	x := m.a.put("Annas")
	m.b.clock += 10
	y := m.b.put("Bos")
	m.a.take(y)
	m.b.take(x)
	m.a.sees("Bos", "Annas")
	m.b.sees("Bos", "Annas")
	// Typing on in the shown text covers the shown one alone.
	z := m.a.put("Bos, rettet")
	m.b.take(z)
	m.b.sees("Bos, rettet", "Annas")
	m.b.take(m.a.put("begge", m.a.field("text").HeadIDs()...))
	m.b.sees("begge")
	if m.a.Digest() != m.b.Digest() {
		t.Error("they do not agree")
	}
}

func TestWhatWasWrittenOverBeforeItArrivedDoesNotReappear(t *testing.T) {
	m := newTwo(t)
	first := m.a.put("gammel")
	second := m.a.put("ny")
	m.b.take(second, first)
	m.b.sees("ny")
}

func TestCoveringIsNotPassedOnFromOneToTheNext(t *testing.T) {
	m := newTwo(t)
	first := m.a.put("et")
	second := m.a.put("to")
	third := m.a.put("tre")
	// Without the second, nobody has said that the first is written over.
	m.b.take(first, third)
	m.b.sees("tre", "et")
	m.b.take(second)
	m.b.sees("tre")
}

func TestAnAddedTagSurvivesARemovalThatDidNotSeeIt(t *testing.T) {
	m := newTwo(t)
	add := func(p *peer) *Set {
		return p.do(func(d *Draft, c Clock) { d.Add(testRecord, "note_block", "tags", text("bus"), c) })
	}
	m.b.take(add(m.a))
	again := add(m.b)
	gone := m.a.do(func(d *Draft, c Clock) {
		d.Remove(testRecord, "note_block", "tags", []ElemID{m.a.field("tags").Elems[0].ID}, c)
	})
	m.a.take(again)
	m.b.take(gone)
	for _, p := range []*peer{m.a, m.b} {
		if n := len(p.field("tags").Elems); n != 1 {
			t.Errorf("%d tags are left, want the one that was added again", n)
		}
	}
}

func TestAnEditThatADeletionHadNotSeenKeepsTheRecordVisibly(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("noget"))
	gone := m.a.do(func(d *Draft, c Clock) { d.Delete(testRecord, m.a.states[testRecord], c) })
	if m.a.status() != Trashed {
		t.Fatal("the record is not in the trash")
	}
	edit := m.b.put("noget nyt")
	m.a.take(edit)
	m.b.take(gone)
	if m.a.status() != Revived || m.b.status() != Revived {
		t.Errorf("status %d and %d, want the edit to win and to be pointed out", m.a.status(), m.b.status())
	}
	m.b.take(m.a.do(func(d *Draft, c Clock) { d.Restore(testRecord, m.a.states[testRecord], c) }))
	if m.b.status() != Alive {
		t.Error("settling it did not bring the record back for good")
	}
}

func TestAnErasureReachesWhatArrivesLaterAndIsNeverUndone(t *testing.T) {
	m := newTwo(t)
	first := m.a.put("privat")
	late := m.a.put("også privat")
	erase := m.a.do(func(d *Draft, c Clock) { d.Erase(Erasure{Records: []feltbog.ID{testRecord}}, c) })
	m.b.take(erase, late, first)
	for _, p := range []*peer{m.a, m.b} {
		if p.status() != Gone || len(p.shows()) != 0 {
			t.Errorf("something is left: %q", p.shows())
		}
	}
	m.b.Withhold([]SetID{erase.ID()}, true)
	if m.b.status() != Gone {
		t.Error("withholding an import brought erased text back")
	}
	if _, _, err := Inverse(erase, m.a, 999); keyOf(err) != "undo.never" {
		t.Errorf("an erasure can be undone: %v", err)
	}
	if m.a.Digest() != m.b.Digest() {
		t.Error("they do not agree")
	}
}

func TestWithholdingAnImportLeavesOwnValuesAndCanBeTakenBack(t *testing.T) {
	m := newTwo(t)
	theirs := m.a.put("deres")
	m.b.take(theirs)
	before := m.b.Digest()
	own := m.b.put("mit, bygget på deres")
	m.b.Withhold([]SetID{theirs.ID()}, true)
	m.b.sees("mit, bygget på deres")
	m.b.Withhold([]SetID{theirs.ID()}, false)
	m.a.take(own)
	if m.a.Digest() != m.b.Digest() || before == m.b.Digest() {
		t.Error("after taking the import in again they do not agree")
	}
}

func TestTwoSetsOfOneNameAreRefusedAndChangeNothing(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("et"))
	clone := testChain(2)
	twin := sealed(t, clone, func(d *Draft) { d.Put(testRecord, "note_block", "text", text("et andet"), nil, 5) })
	before := m.b.Digest()
	if _, err := m.b.Receive(twin); keyOf(err) != "change.twice" {
		t.Errorf("a second set of the same name: %v", err)
	}
	if m.b.Digest() != before {
		t.Error("the refused set changed the state")
	}
}

func TestASignatureCoversEverythingBeforeIt(t *testing.T) {
	public, private, _ := ed25519.GenerateKey(nil)
	c := testChain(2)
	sealed(t, c, func(d *Draft) { d.Put(testRecord, "tag", "name", text("Bus"), nil, 1) })
	sig := c.Sign(private)
	if err := c.Verify(public, sig); err != nil {
		t.Fatal(err)
	}
	other := *c
	other.Hash[0] ^= 1
	if other.Verify(public, sig) == nil {
		t.Error("a signature fits another chain")
	}
}

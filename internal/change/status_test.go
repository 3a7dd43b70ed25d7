package change

import (
	"slices"
	"testing"

	"feltbog/internal/feltbog"
)

func (p *peer) tag(word string) *Set {
	p.t.Helper()
	return p.do(func(d *Draft, c Clock) { d.Add(testRecord, "note_block", "tags", text(word), c) })
}

func (p *peer) remove() *Set {
	p.t.Helper()
	return p.do(func(d *Draft, c Clock) { d.Delete(testRecord, p.states[testRecord], c) })
}

func (p *peer) giveBack() *Set {
	p.t.Helper()
	return p.do(func(d *Draft, c Clock) { d.Restore(testRecord, p.states[testRecord], c) })
}

func (p *peer) is(want Status) {
	p.t.Helper()
	if got := p.status(); got != want {
		p.t.Errorf("the record's status is %d, want %d", got, want)
	}
}

func TestATagThatTheDeleterHadNotSeenKeepsTheRecord(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("note"), m.a.tag("bus"))
	gone, tagged := m.a.remove(), m.b.tag("tog")
	m.a.is(Trashed)
	m.a.take(tagged)
	m.b.take(gone)
	m.a.is(Revived)
	m.b.is(Revived)
	m.a.take(m.b.remove())
	m.a.is(Trashed)
}

func TestTakingATagOutDoesNotBringADeletedRecordBack(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("note"), m.a.tag("bus"))
	out := m.b.do(func(d *Draft, c Clock) {
		d.Remove(testRecord, "note_block", "tags", []ElemID{m.b.field("tags").Elems[0].ID}, c)
	})
	m.a.remove()
	m.a.take(out)
	m.a.is(Trashed)
}

func TestWhatIsWrittenAndDeletedInOneActionIsInTheTrash(t *testing.T) {
	p := newTwo(t).a
	p.put("note")
	s := p.do(func(d *Draft, c Clock) {
		d.Put(testRecord, "note_block", "text", text("noten, skrevet ind i en anden"), p.field("text").HeadIDs(), c)
		d.Add(testRecord, "note_block", "tags", text("flettet"), c)
		d.Delete(testRecord, p.states[testRecord], c)
	})
	p.is(Trashed)
	undone, kept := p.takeBack(s)
	p.is(Alive)
	p.sees("note")
	if kept != 0 || len(p.field("tags").Elems) != 0 {
		t.Errorf("%d fields were kept, %d tags are left", kept, len(p.field("tags").Elems))
	}
	p.takeBack(undone)
	p.is(Trashed)
	p.sees("noten, skrevet ind i en anden")
}

func TestADeletedRecordCanBeGivenBackAndDeletedAgain(t *testing.T) {
	m := newTwo(t)
	sets := []*Set{m.a.put("note"), m.a.remove(), m.a.giveBack()}
	m.a.is(Alive)
	sets = append(sets, m.a.remove())
	m.a.is(Trashed)
	slices.Reverse(sets)
	m.b.take(sets...)
	m.b.is(Trashed)
	if m.a.Digest() != m.b.Digest() {
		t.Error("they do not agree")
	}
}

func TestARecordThatOneGaveBackWhileAnotherDeletedItAgainStays(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("note"), m.a.remove())
	back, again := m.a.giveBack(), m.b.remove()
	m.a.take(again)
	m.b.take(back)
	m.a.is(Revived)
	m.b.is(Revived)
}

func TestTwoWhoDeletedWhatTheyHadSeenHaveDeletedAllOfIt(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("note"))
	x, y := m.a.put("Annas"), m.b.tag("bus")
	gone, also := m.a.remove(), m.b.remove()
	m.a.take(y, also)
	m.b.take(gone, x)
	m.a.is(Trashed)
	m.b.is(Trashed)
}

func TestTheLargestClockIsShownAndOfEqualClocksTheLargestDevice(t *testing.T) {
	m := newTwo(t)
	x, y := m.a.put("Annas"), m.b.put("Bos")
	if x.Changes[0].Clock != y.Changes[0].Clock {
		t.Fatal("they were not written at one moment")
	}
	m.a.take(y)
	m.b.take(x)
	m.a.sees("Bos", "Annas")
	m.b.sees("Bos", "Annas")
}

func TestPositionsNeverShowTwoVersions(t *testing.T) {
	m := newTwo(t)
	for _, p := range []*peer{m.a, m.b} {
		p.do(func(d *Draft, c Clock) {
			d.Put(testRecord, "tag", "order", text("V"), nil, c)
			d.Put(testRecord, "tag", "name", text("Bus"), nil, c)
		})
	}
	m.a.take(m.b.Sets()...)
	st := m.a.states[testRecord]
	silent := func(f string) bool { field, ok := feltbog.SchemaOf("tag").Field(f); return ok && field.Silent }
	if got := st.Conflicts(silent); !slices.Equal(got, []string{"name"}) {
		t.Errorf("two versions of %v, want of the name alone", got)
	}
}

func TestARecordOfTwoKindsIsOfOneKindOnEveryMachine(t *testing.T) {
	m := newTwo(t)
	x := m.a.do(func(d *Draft, c Clock) { d.Put(testRecord, "tag", "name", text("Bus"), nil, c) })
	y := m.b.do(func(d *Draft, c Clock) { d.Put(testRecord, "note_block", "text", text("Bus"), nil, c) })
	m.a.take(y)
	m.b.take(x)
	if m.a.Digest() != m.b.Digest() {
		t.Error("they do not agree")
	}
}

func TestACopyOfAStateDoesNotChangeWithIt(t *testing.T) {
	p := newTwo(t).a
	p.put("note")
	p.tag("bus")
	c := p.states[testRecord].Clone()
	before := digestOf(c)
	p.put("note, rettet")
	p.tag("tog")
	if digestOf(c) != before || digestOf(p.states[testRecord]) == before {
		t.Error("the copy changed with the record")
	}
}

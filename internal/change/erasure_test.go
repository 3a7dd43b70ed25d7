package change

import (
	"testing"

	"feltbog/internal/feltbog"
)

var anna, bo = feltbog.ID{0xa}, feltbog.ID{0xb}

func TestAnErasureOfAPersonTakesWhatIsAboutThemAndNothingElse(t *testing.T) {
	m := newTwo(t)
	about := func(field, value string, who ...feltbog.ID) *Set {
		return m.a.do(func(d *Draft, c Clock) {
			d.Put(testRecord, "note_block", field, text(value), nil, c)
			d.About(testRecord, who)
		})
	}
	sets := []*Set{about("text", "Anna siger", bo, anna), about("title", "Bo siger", bo), about("place", "Stationen")}
	erase := m.a.do(func(d *Draft, c Clock) { d.Erase(Erasure{Subjects: []feltbog.ID{anna}}, c) })
	m.b.take(sets[2], erase, sets[0], sets[1])
	for _, p := range []*peer{m.a, m.b} {
		for i, field := range []string{"text", "title", "place"} {
			_, there, _ := p.Value(sets[i].ChangeID(0), field)
			if _, shown := p.field(field).Shown(); there != shown || shown != (i > 0) {
				t.Errorf("%s: shown is %v, in the log is %v", field, shown, there)
			}
		}
	}
}

func TestReplacingANameErasesTheEarlierTextOnEveryMachine(t *testing.T) {
	m := newTwo(t)
	first := m.a.put("Jens Hansen siger")
	m.b.take(first)
	replaced := m.a.do(func(d *Draft, c Clock) {
		d.Put(testRecord, "note_block", "text", text("[navn] siger"), []ID{first.ChangeID(0)}, c)
		d.Erase(Erasure{Values: []ValueRef{{ID: first.ChangeID(0), Field: "text"}}}, c)
	})
	m.b.take(replaced)
	m.b.sees("[navn] siger")
	for _, p := range []*peer{m.a, m.b} {
		if data, ok, _ := p.Value(first.ChangeID(0), "text"); ok {
			t.Errorf("the earlier text is still there: %q", data)
		}
	}
	if m.a.Digest() != m.b.Digest() {
		t.Error("they do not agree")
	}
}

func TestWhoGetsTheErasedCopyFirstAgreesWithWhoGotTheWholeOne(t *testing.T) {
	m := newTwo(t)
	first, tagged := m.a.put("privat"), m.a.do(func(d *Draft, c Clock) { d.Add(testRecord, "note_block", "tags", text("bus"), c) })
	late := newTwo(t).b
	late.take(first, tagged)
	erase := m.a.do(func(d *Draft, c Clock) { d.Erase(Erasure{Records: []feltbog.ID{testRecord}}, c) })
	m.b.take(m.a.sets[first.ID()], m.a.sets[tagged.ID()]) // as machine a passes them on: without the values
	if _, ok, _ := m.b.Value(first.ChangeID(0), "text"); ok || m.b.status() != Gone {
		t.Fatal("the copy was not erased")
	}
	late.take(erase)
	m.b.take(erase)
	for _, p := range []*peer{m.b, late} {
		if p.Digest() != m.a.Digest() || p.status() != Gone {
			t.Error("they do not agree")
		}
	}
}

func TestAReasonGoesWithWhatItsActionWrote(t *testing.T) {
	other := feltbog.ID{4}
	for name, e := range map[string]func(first *Set) Erasure{
		"a record": func(*Set) Erasure { return Erasure{Records: []feltbog.ID{testRecord}} },
		"a person": func(*Set) Erasure { return Erasure{Subjects: []feltbog.ID{anna}} },
		"a value":  func(s *Set) Erasure { return Erasure{Values: []ValueRef{{ID: s.ChangeID(0), Field: "text"}}} },
	} {
		m := newTwo(t)
		first := m.a.do(func(d *Draft, c Clock) {
			d.Reason = "Anna bad om det"
			d.Put(testRecord, "note_block", "text", text("privat"), nil, c)
			d.About(testRecord, []feltbog.ID{anna})
		})
		apart := m.a.do(func(d *Draft, c Clock) {
			d.Reason = "et andet sted"
			d.Put(other, "note_block", "text", text("andet"), nil, c)
		})
		m.b.take(first, apart)
		erase := m.a.do(func(d *Draft, c Clock) { d.Reason = "hun fortrød"; d.Erase(e(first), c) })
		late := newTwo(t).b
		m.b.take(erase)
		late.take(erase, first, apart)
		for _, p := range []*peer{m.a, m.b, late} {
			for set, want := range map[*Set]string{first: "", apart: "et andet sted", erase: "hun fortrød"} {
				if got := p.sets[set.ID()].ReasonText(); got != want {
					t.Errorf("%s: the reason is %q, want %q", name, got, want)
				}
				if h, err := Hash(p.sets[set.ID()]); err != nil || h != p.hashes[set.ID()] {
					t.Errorf("%s: the chain does not hold: %v", name, err)
				}
			}
		}
	}
}

func TestTheReasonForTheTrashGoesWithTheRecord(t *testing.T) {
	p := newTwo(t).a
	p.put("privat")
	trash := p.do(func(d *Draft, c Clock) { d.Reason = "Anna bad om det"; d.Delete(testRecord, p.state(testRecord), c) })
	p.do(func(d *Draft, c Clock) { d.Erase(Erasure{Records: []feltbog.ID{testRecord}}, c) })
	if got := p.sets[trash.ID()].ReasonText(); got != "" {
		t.Errorf("there is still %q", got)
	}
}

func TestAnErasureNamesNoRecord(t *testing.T) {
	p := newTwo(t).a
	p.put("privat")
	mixed := p.do(func(d *Draft, c Clock) {
		d.Put(feltbog.ID{4}, "note_block", "text", text("også"), nil, c)
		d.Erase(Erasure{Records: []feltbog.ID{testRecord}}, c)
	})
	p.do(func(d *Draft, c Clock) { d.Erase(Erasure{Records: []feltbog.ID{{4}}}, c) })
	p.Withhold([]SetID{mixed.ID()}, true)
	p.Withhold([]SetID{mixed.ID()}, false)
	if got := p.Records(); len(got) != 2 {
		t.Errorf("%d records are known, want the two that were written", len(got))
	}
	if e := NewErasures(); !e.Empty() || p.erasures.Empty() {
		t.Error("a list that erases something is not told from one that does not")
	}
}

func TestADeletionOutlivesTheErasureOfItsRecord(t *testing.T) {
	p := newTwo(t).a
	p.put("privat")
	s := p.do(func(d *Draft, c Clock) { d.Delete(testRecord, p.states[testRecord], c) })
	p.do(func(d *Draft, c Clock) { d.Erase(Erasure{Records: []feltbog.ID{testRecord}}, c) })
	e := p.sets[s.ID()].Changes[0].Edits[0]
	if e.Value.Erased() || !isTrue(e.Value.Data()) {
		t.Error("the deletion was erased with the record: it would come back for who never heard of it")
	}
}

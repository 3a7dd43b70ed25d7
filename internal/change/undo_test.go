package change

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
)

// takeBack undoes a set, or redoes when it undid something itself.
func (p *peer) takeBack(s *Set) (*Set, int) {
	p.t.Helper()
	p.clock++
	d, kept, err := Inverse(s, p, p.clock)
	if err != nil {
		p.t.Fatal(err)
	}
	if d.Empty() {
		return nil, kept
	}
	return p.do(func(into *Draft, _ Clock) { *into = *d }), kept
}

func TestUndoPutsBackWhatWasThereAndRedoPutsItAgain(t *testing.T) {
	p := newTwo(t).a
	p.put("før")
	edit := p.put("efter")
	undone, _ := p.takeBack(edit)
	p.sees("før")
	redone, _ := p.takeBack(undone)
	p.sees("efter")
	p.takeBack(redone)
	p.sees("før")
}

func TestUndoGoesBackSeveralStepsInOneFieldAndRedoForwardAgain(t *testing.T) {
	p := newTwo(t).a
	sets := []*Set{p.put("en"), p.put("to"), p.put("tre")}
	var undone []*Set
	for i, want := range []string{"to", "en", ""} {
		s, kept := p.takeBack(sets[len(sets)-1-i])
		if s == nil || kept != 0 {
			t.Fatalf("step %d: %v, kept %d", i+1, s, kept)
		}
		undone = append(undone, s)
		if want != "" {
			p.sees(want)
		}
	}
	if p.status() != Trashed {
		t.Errorf("the note is not in the trash after its creation was undone: status %d", p.status())
	}
	var redone []*Set
	for i, want := range []string{"en", "to", "tre"} {
		s, kept := p.takeBack(undone[len(undone)-1-i])
		if s == nil || kept != 0 {
			t.Fatalf("redo %d: %v, kept %d", i+1, s, kept)
		}
		redone = append(redone, s)
		p.sees(want)
	}
	p.takeBack(redone[2])
	p.sees("to")
	p.takeBack(redone[1])
	p.sees("en")
}

func TestUndoLeavesAFieldThatSomebodyWroteOverSince(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("før"))
	edit := m.a.put("efter")
	m.b.take(edit)
	m.a.take(m.b.put("Bos"))
	if s, kept := m.a.takeBack(edit); s != nil || kept != 1 {
		t.Errorf("undo wrote %v and kept %d fields", s, kept)
	}
	m.a.sees("Bos")
}

func TestUndoOfARecordsCreationPutsItInTheTrash(t *testing.T) {
	p := newTwo(t).a
	undone, _ := p.takeBack(p.put("ny note"))
	if p.status() != Trashed {
		t.Fatalf("status %d", p.status())
	}
	p.takeBack(undone)
	if p.status() != Alive {
		t.Errorf("redo did not bring it back: status %d", p.status())
	}
	p.sees("ny note")
}

func TestUndoOfACreationLeavesNoShellOfWhatWasFilledInLater(t *testing.T) {
	p := newTwo(t).a
	made := p.put("ny note")
	later := p.do(func(d *Draft, c Clock) {
		d.Put(testRecord, "note_block", "zone", text("ved døren"), nil, c)
	})
	p.takeBack(later)
	undone, kept := p.takeBack(made)
	if p.status() != Trashed || kept != 0 {
		t.Fatalf("status %d, kept %d", p.status(), kept)
	}
	p.takeBack(undone)
	if p.status() != Alive {
		t.Errorf("redo did not bring it back: status %d", p.status())
	}
	p.sees("ny note")
}

func TestUndoOfASettledConflictUnsettlesIt(t *testing.T) {
	m := newTwo(t)
	x, y := m.a.put("Annas"), m.b.put("Bos")
	m.a.take(y)
	m.b.take(x)
	was := m.a.shows()
	undone, _ := m.a.takeBack(m.a.put("fælles", m.a.field("text").HeadIDs()...))
	got := m.a.shows()
	slices.Sort(was)
	slices.Sort(got)
	if !slices.Equal(got, was) {
		t.Errorf("after undo it shows %q, before settling %q", got, was)
	}
	m.a.takeBack(undone)
	m.a.sees("fælles")
}

func TestUndoOfATagTakesOutThatTagAndRedoAddsIt(t *testing.T) {
	p := newTwo(t).a
	p.put("note")
	tags := func() int {
		n := 0
		for _, e := range p.field("tags").Elems {
			if e.Data != nil {
				n++
			}
		}
		return n
	}
	added := p.do(func(d *Draft, c Clock) { d.Add(testRecord, "note_block", "tags", text("bus"), c) })
	undone, _ := p.takeBack(added)
	if tags() != 0 {
		t.Error("the tag is still there")
	}
	p.takeBack(undone)
	if tags() != 1 {
		t.Error("redo did not add the tag")
	}
}

func TestConsentIsCorrectedNeverUndone(t *testing.T) {
	c := testChain(2)
	s := sealed(t, c, func(d *Draft) { d.Put(testRecord, feltbog.KindConsent, "state", text("given"), nil, 1) })
	if Undoable(s) {
		t.Error("a consent can be undone")
	}
}

func TestTheUndoStackIsReadFromTheHistory(t *testing.T) {
	a, b, c, ua, ub, rb := feltbog.ID{1}, feltbog.ID{2}, feltbog.ID{3}, feltbog.ID{4}, feltbog.ID{5}, feltbog.ID{6}
	history := []Step{{a, feltbog.ID{}, true}, {b, feltbog.ID{}, true}, {ub, b, true}, {ua, a, true}}
	undo, redo := Stacks(history)
	if len(undo) != 0 || !slices.Equal(redo, []feltbog.ID{ua, ub}) {
		t.Errorf("after two undos: %v, %v", undo, redo)
	}
	undo, redo = Stacks(append(history, Step{feltbog.ID{7}, ua, true}, Step{rb, ub, true}))
	if !slices.Equal(undo, []feltbog.ID{rb, {7}}) || len(redo) != 0 {
		t.Errorf("after two redos: %v, %v", undo, redo)
	}
	undo, redo = Stacks(append(history, Step{c, feltbog.ID{}, true}))
	if !slices.Equal(undo, []feltbog.ID{c}) || len(redo) != 0 {
		t.Errorf("a new action must clear redo: %v, %v", undo, redo)
	}
}

func TestThereIsAlwaysAPositionBetweenTwo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := []string{}
		for range rapid.IntRange(1, 60).Draw(t, "n") {
			at := rapid.IntRange(0, len(list)).Draw(t, "at")
			before, after := "", ""
			if at > 0 {
				before = list[at-1]
			}
			if at < len(list) {
				after = list[at]
			}
			p, err := Between(before, after)
			if err != nil || p <= before || (after != "" && p >= after) {
				t.Fatalf("between %q and %q: %q, %v", before, after, p, err)
			}
			list = slices.Insert(list, at, p)
		}
	})
	if _, err := Between("B", "A"); err == nil {
		t.Error("there is a position between two that stand the wrong way")
	}
}

package change

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
)

// words returns the live tags, sorted, each once.
func (p *peer) words() []string {
	var out []string
	if p.field("tags") == nil {
		return nil
	}
	for _, e := range p.field("tags").Elems {
		v, _ := Plain(e.Data)
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// untag takes a word out by every addition of it, as the program does.
func (p *peer) untag(word string) *Set {
	p.t.Helper()
	return p.do(func(d *Draft, c Clock) {
		var ids []ElemID
		for _, e := range p.field("tags").Elems {
			if bytes.Equal(e.Data, text(word)) {
				ids = append(ids, e.ID)
			}
		}
		d.Remove(testRecord, "note_block", "tags", ids, c)
	})
}

func TestWhatUndoWritesAnewIsErasedWithThePersonItIsAbout(t *testing.T) {
	p := newTwo(t).a
	write := func(v string, who feltbog.ID) *Set {
		return p.do(func(d *Draft, c Clock) {
			d.Put(testRecord, "note_block", "text", text(v), p.field("text").HeadIDs(), c)
			d.About(testRecord, []feltbog.ID{who})
		})
	}
	tagged := p.do(func(d *Draft, c Clock) {
		d.Add(testRecord, "note_block", "tags", text("Anna"), c)
		d.About(testRecord, []feltbog.ID{anna})
	})
	write("Anna siger", anna)
	out := p.do(func(d *Draft, c Clock) {
		d.Remove(testRecord, "note_block", "tags", []ElemID{{ID: tagged.ChangeID(0)}}, c)
	})
	p.takeBack(write("nogen siger", bo))
	p.takeBack(out)
	p.sees("Anna siger")
	p.do(func(d *Draft, c Clock) { d.Erase(Erasure{Subjects: []feltbog.ID{anna}}, c) })
	if got := append(p.shows(), p.words()...); len(got) != 0 {
		t.Errorf("undo kept %q from erasure", got)
	}
}

func TestUndoBesideAnothersVersionLeavesTheirs(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("fælles"))
	mine := m.a.put("mit")
	m.a.take(m.b.put("Bos"))
	undone, _ := m.a.takeBack(mine)
	m.a.sees("Bos")
	m.b.take(mine, undone)
	m.b.sees("Bos")
}

func TestUndoOfATagLeavesTheOneThatAnotherAdded(t *testing.T) {
	m := newTwo(t)
	m.b.take(m.a.put("note"))
	mine := m.a.tag("bus")
	m.a.take(m.b.tag("bus"))
	m.a.takeBack(mine)
	if got := m.a.words(); !slices.Equal(got, []string{"bus"}) {
		t.Errorf("the tags are %q", got)
	}
}

func TestUndoOfARemovedTagDoesNotDoubleOneThatIsBackAlready(t *testing.T) {
	p := newTwo(t).a
	p.put("note")
	p.tag("bus")
	out := p.untag("bus")
	again, _ := p.takeBack(out)
	if got := p.words(); !slices.Equal(got, []string{"bus"}) {
		t.Errorf("undo left the tags %q", got)
	}
	p.takeBack(again)
	p.tag("bus")
	if s, _ := p.takeBack(out); s != nil {
		t.Errorf("undo added the tag a second time: %q", p.words())
	}
}

func TestUndoDoesNotBringBackWhatIsErasedOrWithheld(t *testing.T) {
	m := newTwo(t)
	theirs := m.a.put("deres")
	m.b.take(theirs)
	over := m.b.put("mit")
	m.b.Withhold([]SetID{theirs.ID()}, true)
	if m.b.takeBack(over); len(m.b.shows()) != 1 || m.b.shows()[0] != "" {
		t.Errorf("undo showed %q", m.b.shows())
	}
	p := newTwo(t).a
	first := p.put("privat")
	second := p.put("[navn]")
	p.do(func(d *Draft, c Clock) {
		d.Erase(Erasure{Values: []ValueRef{{ID: first.ChangeID(0), Field: "text"}}}, c)
	})
	if p.takeBack(second); slices.Contains(p.shows(), "privat") {
		t.Error("undo brought erased text back")
	}
}

func TestUndoOfADeletionGivesTheRecordBackAndRedoDeletesItAgain(t *testing.T) {
	p := newTwo(t).a
	p.put("note")
	back, _ := p.takeBack(p.remove())
	p.is(Alive)
	again, _ := p.takeBack(back)
	p.is(Trashed)
	p.takeBack(again)
	p.is(Alive)
	gone := p.remove()
	p.giveBack()
	if s, kept := p.takeBack(gone); s != nil || kept != 1 {
		t.Errorf("undo of a deletion that was taken back by hand wrote %v and kept %d", s, kept)
	}
}

func TestWhatHasAVerbOfItsOwnIsNeverUndone(t *testing.T) {
	ruled := 0
	for _, schema := range feltbog.Schemas() {
		s := sealed(t, testChain(2), func(d *Draft) {
			d.Put(testRecord, "note_block", "text", text("x"), nil, 1)
			d.Put(feltbog.ID{4}, schema.Kind, "x", text("x"), nil, 1)
		})
		if Undoable(s) != (schema.Verb == "") {
			t.Errorf("%s: may be undone is %v", schema.Kind, Undoable(s))
		}
		if schema.Verb != "" {
			ruled++
			if _, _, err := Inverse(s, NewReplica(testSpace), 2); keyOf(err) != "undo.never" {
				t.Errorf("%s: %v", schema.Kind, err)
			}
		}
	}
	if ruled == 0 {
		t.Error("no kind has a verb of its own")
	}
	if Undoable(sealed(t, testChain(2), func(*Draft) {})) {
		t.Error("an action that changed nothing can be undone")
	}
}

// Whatever one person does, undoing all of it in turn leads back through the same views, and redoing leads forward.
func TestUndoLeadsBackThroughEveryViewAndRedoForwardAgain(t *testing.T) {
	type view struct {
		Status Status
		Text   string
		Tags   string
	}
	rapid.Check(t, func(rt *rapid.T) {
		p := newTwo(t).a
		look := func() view {
			v := view{Status: Gone}
			if st := p.states[testRecord]; st != nil {
				v.Status = st.Status()
			}
			if s := p.shows(); len(s) > 0 {
				v.Text = s[0]
			}
			v.Tags = strings.Join(p.words(), " ")
			return v
		}
		p.put("først")
		views := []view{look()}
		var sets []*Set
		for range rapid.IntRange(1, 8).Draw(rt, "actions") {
			var s *Set
			switch k := rapid.IntRange(0, 4).Draw(rt, "action"); {
			case p.status() != Alive: // nobody edits what is in the trash
				s = p.giveBack()
			case k == 0:
				s = p.remove()
			case k == 1 && len(p.words()) > 0:
				s = p.untag(p.words()[0])
			case k < 3:
				s = p.tag(rapid.SampledFrom([]string{"bus", "tog", "cykel"}).Draw(rt, "tag"))
			default:
				s = p.put(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(rt, "text"))
			}
			sets, views = append(sets, s), append(views, look())
		}
		var undone []*Set
		for i := len(sets) - 1; i >= 0; i-- {
			s, _ := p.takeBack(sets[i])
			if got := look(); got != views[i] {
				rt.Fatalf("undo of action %d shows %v, before it was %v", i, got, views[i])
			}
			undone = append(undone, s)
		}
		for i := range sets {
			if s := undone[len(undone)-1-i]; s != nil {
				p.takeBack(s)
			}
			if got := look(); got != views[i+1] {
				rt.Fatalf("redo of action %d shows %v, after it was %v", i, got, views[i+1])
			}
		}
	})
}

package change

import (
	"bytes"
	"slices"
	"testing"

	"feltbog/internal/feltbog"
)

func ref(device byte, seq uint64) ID { return ID{Device: feltbog.ID{device}, Seq: seq} }

func TestTypingOnKeepsWhatTheWriterWasShownFirst(t *testing.T) {
	d := &Draft{}
	d.Put(testRecord, "note_block", "text", text("B"), []ID{ref(9, 2), ref(9, 1), ref(9, 2)}, 5)
	d.Put(testRecord, "note_block", "text", text("Bus"), []ID{ref(8, 7)}, 4)
	e := d.Changes[0].Edits[0]
	if want := []ID{ref(9, 1), ref(9, 2)}; len(d.Changes) != 1 || !slices.Equal(e.Over, want) {
		t.Errorf("it writes over %v, want %v", e.Over, want)
	}
	if !bytes.Equal(e.Value.Data(), text("Bus")) || d.Changes[0].Clock != 5 {
		t.Errorf("it holds %q at clock %d", e.Value.Data(), d.Changes[0].Clock)
	}
}

func TestADraftKeepsItsFieldsInOrderAndItsRecordsApart(t *testing.T) {
	d := &Draft{Action: "test"}
	for _, f := range []string{"text", "a", "title", "b"} {
		d.Put(testRecord, "note_block", f, text(f), nil, 1)
		d.Put(feltbog.ID{4}, "note_block", f, text(f), nil, 1)
	}
	d.About(feltbog.ID{4}, []feltbog.ID{{8}, {7}, {8}})
	if len(d.Changes) != 2 || len(d.Changes[0].Subjects) != 0 || !slices.Equal(d.Changes[1].Subjects, []feltbog.ID{{7}, {8}}) {
		t.Errorf("the draft became %+v", d.Changes)
	}
	if _, err := testChain(2).Seal(d, 1); err != nil {
		t.Error(err)
	}
}

func TestEveryChangeOfARecordGetsItsSubjects(t *testing.T) {
	d := &Draft{}
	d.Put(testRecord, "note_block", "text", text("en"), nil, 1)
	d.Changes = append(d.Changes, Change{Record: testRecord, Kind: "note_block"}, Change{Record: feltbog.ID{4}})
	d.About(testRecord, []feltbog.ID{{7}})
	if len(d.Changes[0].Subjects) != 1 || len(d.Changes[1].Subjects) != 1 || len(d.Changes[2].Subjects) != 0 {
		t.Errorf("the draft became %+v", d.Changes)
	}
}

func TestATagTakenBackWhileTypingLeavesNothingToSeal(t *testing.T) {
	d := &Draft{}
	d.Add(testRecord, "note_block", "tags", text("bus"), 1)
	d.Add(testRecord, "note_block", "tags", text("tog"), 1)
	if d.TakeBack(testRecord, "tags", text("cykel")) || d.TakeBack(feltbog.ID{4}, "tags", text("bus")) {
		t.Error("it took back what was not there")
	}
	if !d.TakeBack(testRecord, "tags", text("bus")) || d.Empty() {
		t.Error("taking one tag back took more, or nothing")
	}
	if !d.TakeBack(testRecord, "tags", text("tog")) || !d.Empty() {
		t.Error("a draft without tags is not empty")
	}
	if d.Tidy(); len(d.Changes) != 0 {
		t.Errorf("%d changes are left", len(d.Changes))
	}
}

func TestRemovingNothingWritesNothing(t *testing.T) {
	d := &Draft{}
	d.Remove(testRecord, "note_block", "tags", nil, 1)
	if len(d.Changes) != 0 {
		t.Error("a removal of nothing made a change")
	}
	d.Remove(testRecord, "note_block", "tags", []ElemID{{ID: ref(9, 2)}, {ID: ref(9, 1)}, {ID: ref(9, 2)}}, 1)
	if want := []ElemID{{ID: ref(9, 1)}, {ID: ref(9, 2)}}; !slices.Equal(d.Changes[0].Edits[0].Remove, want) {
		t.Errorf("it removes %v, want %v", d.Changes[0].Edits[0].Remove, want)
	}
}

func TestADeletionListsWhatItsWriterHadSeen(t *testing.T) {
	p := newTwo(t).a
	first := p.put("første")
	tagged := p.do(func(d *Draft, c Clock) { d.Add(testRecord, "note_block", "tags", text("bus"), c) })
	second := p.put("anden")
	d := &Draft{}
	d.Delete(testRecord, p.states[testRecord], 9)
	e := d.Changes[0].Edits[0]
	if want := []ID{tagged.ChangeID(0), second.ChangeID(0)}; !slices.Equal(e.Seen, want) {
		t.Errorf("it lists %v, want %v but not %v", e.Seen, want, first.ChangeID(0))
	}
	d.Restore(testRecord, p.states[testRecord], 9)
	if e := d.Changes[0].Edits[0]; len(d.Changes) != 1 || e.Seen != nil || isTrue(e.Value.Data()) {
		t.Errorf("giving it back in the same draft left %+v", e)
	}
}

func TestAnErasureStandsApartFromTheEditsAroundIt(t *testing.T) {
	d := &Draft{Action: "replace"}
	d.Put(testRecord, "note_block", "text", text("[navn]"), []ID{ref(9, 1)}, 1)
	d.Erase(Erasure{Values: []ValueRef{{ID: ref(9, 1), Field: "text"}}}, 2)
	d.Put(testRecord, "note_block", "title", text("Bus"), nil, 3)
	if len(d.Changes) != 2 || len(d.Changes[0].Edits) != 2 || d.Changes[1].Kind != KindErase {
		t.Fatalf("the draft became %+v", d.Changes)
	}
	s, err := testChain(2).Seal(d, 4)
	if err != nil || !s.Erases() || Undoable(s) {
		t.Errorf("%v", err)
	}
}

func TestADraftIsKeptAsItWas(t *testing.T) {
	d := &Draft{Action: "note.add", ActionID: feltbog.ID{1}, Actor: feltbog.ID{2}, Reason: "fordi", Undoes: &SetID{Device: feltbog.ID{9}, Seq: 3}}
	d.Put(testRecord, "note_block", "text", text("Bussen kom ikke"), []ID{ref(9, 1)}, 7)
	d.Add(testRecord, "note_block", "tags", text("bus"), 7)
	d.Erase(Erasure{Records: []feltbog.ID{{6}}}, 8)
	b, err := EncodeDraft(d)
	if err != nil {
		t.Fatal(err)
	}
	back, err := DecodeDraft(b)
	if err != nil {
		t.Fatal(err)
	}
	again, err := EncodeDraft(back)
	if err != nil || !bytes.Equal(again, b) {
		t.Errorf("the draft came back otherwise: %v", err)
	}
	if !bytes.Equal(back.Changes[0].Edits[1].Value.Data(), text("Bussen kom ikke")) || back.Reason != "fordi" {
		t.Errorf("it came back as %+v", back)
	}
	if _, err := DecodeDraft(b[:len(b)-1]); feltbog.ErrorCode(err) != feltbog.EDamaged {
		t.Errorf("half a draft: %v", err)
	}
}

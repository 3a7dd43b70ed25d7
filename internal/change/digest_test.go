package change

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestTheDigestDoesNotDependOnTheOrderOfArrival(t *testing.T) {
	m := newTwo(t)
	sets := []*Set{m.a.put("en"), m.a.put("to")}
	sets = append(sets, m.a.do(func(d *Draft, c Clock) { d.Add(testRecord, "note_block", "tags", text("bus"), c) }))
	sets = append(sets, m.a.do(func(d *Draft, c Clock) { d.Put(feltbog.ID{4}, "tag", "name", text("Bus"), nil, c) }))
	for _, order := range [][]int{{3, 2, 1, 0}, {1, 0, 3, 2}, {2, 3, 0, 1}, {0, 0, 3, 1, 3, 2}} {
		r := newTwo(t).b
		for _, i := range order {
			r.take(sets[i])
		}
		if r.Digest() != m.a.Digest() {
			t.Errorf("in order %v the digest is another", order)
		}
	}
	if NewReplica(feltbog.ID{9}).Digest() == NewReplica(testSpace).Digest() {
		t.Error("two spaces have one digest")
	}
}

// digestOf returns the digest of a single record.
func digestOf(s *State) [32]byte {
	d := NewDigest(testSpace)
	d.Add(testRecord, s)
	return d.Sum()
}

func TestTheDigestChangesWithEverythingThatCanBeSeen(t *testing.T) {
	base := func() *State {
		return &State{Kind: "note_block", Fields: map[string]*Field{
			"text": {Heads: []Head{{ID: ref(2, 2), Clock: 2}, {ID: ref(3, 1), Clock: 1}}},
			"tags": {Elems: []Elem{{ID: ElemID{ID: ref(2, 1)}, Data: []byte{1}}}},
		}}
	}
	seen := map[[32]byte]string{digestOf(base()): "nothing"}
	for name, alter := range map[string]func(*State){
		"a second version gone":     func(s *State) { s.Fields["text"].Heads = s.Fields["text"].Heads[:1] },
		"another version":           func(s *State) { s.Fields["text"].Heads[1].ID.Seq = 9 },
		"another change of the set": func(s *State) { s.Fields["text"].Heads[1].ID.N = 9 },
		"another field":             func(s *State) { s.Fields["title"] = s.Fields["text"]; delete(s.Fields, "text") },
		"another kind":              func(s *State) { s.Kind = "tag" },
		"a tag gone":                func(s *State) { delete(s.Fields, "tags") },
		"another tag of the change": func(s *State) { s.Fields["tags"].Elems[0].ID.K = 1 },
		"a deletion": func(s *State) {
			s.Fields[Deleted] = &Field{Heads: []Head{{ID: ref(2, 3), Delete: true, Seen: s.SeenIDs()}}}
		},
	} {
		s := base()
		alter(s)
		d := digestOf(s)
		if other, ok := seen[d]; ok {
			t.Errorf("%s changes the digest no more than %s", name, other)
		}
		seen[d] = name
	}
}

func TestTheDigestPassesOverWhatNobodyCanSee(t *testing.T) {
	s := &State{Kind: "note_block", Fields: map[string]*Field{"text": {Heads: []Head{{ID: ref(2, 2), Clock: 2}}}}}
	want := digestOf(s)
	s.Fields["text"].Heads = append(s.Fields["text"].Heads, Head{ID: ref(3, 1), Erased: true})
	s.Fields["text"].Covered = []ID{ref(4, 1)}
	s.Fields["tags"] = &Field{Elems: []Elem{{ID: ElemID{ID: ref(2, 1)}}}, Removed: []ElemID{{ID: ref(4, 1)}}}
	s.Fields["title"] = &Field{Heads: []Head{{ID: ref(3, 2), Erased: true}}}
	if digestOf(s) != want {
		t.Error("erased and covered values are part of the digest")
	}
	if digestOf(&State{Kind: "note_block"}) != NewDigest(testSpace).Sum() {
		t.Error("a record of which nothing is left is part of the digest")
	}
}

func TestTheRegisterOfDisclosuresIsNoPartOfTheDigest(t *testing.T) {
	m := newTwo(t)
	m.a.put("en")
	before := m.a.Digest()
	m.a.do(func(d *Draft, c Clock) { d.Put(feltbog.ID{4}, feltbog.KindDisclosure, "title", text("Pakke"), nil, c) })
	if m.a.Digest() != before {
		t.Error("a line in the register changed the digest")
	}
}

package store

import (
	"slices"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

// setsOf returns an iterator over every set that s knows.
func setsOf(t testing.TB, s *Store) func() ([]byte, error) {
	t.Helper()
	var all [][]byte
	if err := s.Sets(ctx, nil, func(_ change.SetID, body []byte) error {
		all = append(all, slices.Clone(body))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return func() ([]byte, error) {
		if len(all) == 0 {
			return nil, nil
		}
		b := all[0]
		all = all[1:]
		return b, nil
	}
}

func same(t testing.TB, a, b *Store) {
	t.Helper()
	x, err := a.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	y, err := b.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if x != y {
		t.Error("two machines that know the same do not agree")
	}
}

func TestTwoMachinesThatMetShowBothVersions(t *testing.T) {
	a, b := openTest(t), openTest(t)
	tag := &feltbog.Tag{Name: "Bus"}
	put(t, a, tag)
	hand(t, a, b)
	put(t, a, &feltbog.Tag{Base: tag.Base, Name: "Bussen"})
	put(t, b, &feltbog.Tag{Base: tag.Base, Name: "Rutebil"})
	hand(t, a, b)
	hand(t, b, a)
	same(t, a, b)
	for _, s := range []*Store{a, b} {
		all, err := s.Conflicts(ctx)
		if err != nil || len(all) != 1 || all[0].Field != "name" || len(all[0].Versions) != 2 {
			t.Fatalf("conflicts: %+v, %v", all, err)
		}
		sound(t, s)
	}
	if _, err := a.Write(ctx, Action{Name: "resolve"}, func(w *Writer) error {
		return w.Resolve(tag.ID, "name", change.Scalar("Bus og rutebil"))
	}); err != nil {
		t.Fatal(err)
	}
	hand(t, a, b)
	same(t, a, b)
	if n, _ := b.ConflictCount(ctx); n != 0 {
		t.Errorf("%d conflicts are left after settling", n)
	}
	if ids := find(t, b, "rutebil"); len(ids) != 1 {
		t.Errorf("the settled text is not found: %v", ids)
	}
	sound(t, b)
}

// An id is random, so this is damage or malice; still every machine has to come to the same.
func TestTwoMachinesThatMadeDifferentThingsUnderOneIDAgreeAndWithholdingGoesBack(t *testing.T) {
	a, b := openTest(t), openTest(t)
	id := feltbog.Base{ID: feltbog.NewID()}
	put(t, a, &feltbog.Tag{Base: id, Name: "Ventetid"})
	put(t, b, &feltbog.NoteBlock{Base: id, Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: "Syv uåbnede breve"})
	before, err := a.Digest(ctx)
	if err != nil {
		t.Fatal(err)
	}
	hand(t, b, a)
	hand(t, a, b)
	same(t, a, b)
	sound(t, a)
	sound(t, b)
	if hits, _, err := a.Search(ctx, search.Query{Text: "breve"}); err != nil || len(hits) != 1 || hits[0].Kind != feltbog.KindNoteBlock {
		t.Errorf("found %+v, %v", hits, err)
	}
	all, err := a.Imports(ctx)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	if err := a.Withhold(ctx, all[0].N, true); err != nil {
		t.Fatal(err)
	}
	sound(t, a)
	if after, err := a.Digest(ctx); err != nil || after != before {
		t.Error("the tag is not what it was before the import")
	}
	if rec, info, err := a.Get(ctx, id.ID); err != nil || info.Kind != feltbog.KindTag || rec.(*feltbog.Tag).Name != "Ventetid" {
		t.Errorf("%+v %+v %v", rec, info, err)
	}
	if hits, _, err := a.Search(ctx, search.Query{Text: "breve"}); err != nil || len(hits) != 0 {
		t.Errorf("what is withheld is found: %+v, %v", hits, err)
	}
	if err := a.Withhold(ctx, all[0].N, false); err != nil {
		t.Fatal(err)
	}
	same(t, a, b)
	sound(t, a)
}

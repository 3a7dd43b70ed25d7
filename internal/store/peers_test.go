package store

import (
	"slices"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
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

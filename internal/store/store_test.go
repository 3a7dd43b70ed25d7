package store

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/search"
)

var ctx = context.Background()

// testSpace is a space that several test machines share.
var testSpace = feltbog.ID{7}

func testVFS(t testing.TB) *cryptvfs.VFS {
	t.Helper()
	v, err := cryptvfs.Register(bytes.Repeat([]byte{9}, 32))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

// openTest opens a fresh team space with a clock that moves a second at each look.
func openTest(t testing.TB) *Store {
	t.Helper()
	return openAt(t, testVFS(t), filepath.Join(t.TempDir(), "team.db"), feltbog.NewID())
}

func openAt(t testing.TB, v *cryptvfs.VFS, path string, device feltbog.ID) *Store {
	t.Helper()
	now := time.Date(2025, 3, 13, 15, 0, 0, 0, time.UTC)
	s, err := Open(ctx, v, path, Options{Space: testSpace, Kind: feltbog.TeamSpace, Create: true,
		Now: func() time.Time { now = now.Add(time.Second); return now }})
	if err == nil {
		err = s.Begin(ctx, device, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// put writes records in one action.
func put(t testing.TB, s *Store, recs ...feltbog.Record) {
	t.Helper()
	_, err := s.Write(ctx, Action{Name: "test.put"}, func(w *Writer) error {
		for _, r := range recs {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sound fails the test when verify finds anything.
func sound(t testing.TB, s *Store) {
	t.Helper()
	found, err := s.Verify(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("verify: %s", f.What)
	}
}

// hand gives everything that from knows to to.
func hand(t testing.TB, from, to *Store) Received {
	t.Helper()
	got, err := to.Receive(ctx, "test", setsOf(t, from), nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func find(t testing.TB, s *Store, text string) []feltbog.ID {
	t.Helper()
	hits, _, err := s.Search(ctx, search.Query{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	var ids []feltbog.ID
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func TestWhatIsWrittenIsReadBackAndFound(t *testing.T) {
	s := openTest(t)
	tag := &feltbog.Tag{Name: "Ensomhed", Description: "Når nogen savner selskab i Ærøskøbing"}
	put(t, s, tag)
	rec, info, err := s.Get(ctx, tag.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.(*feltbog.Tag); got.Name != "Ensomhed" || got.Description != tag.Description || len(info.Conflicts) != 0 {
		t.Errorf("read back %+v, %+v", got, info)
	}
	if ids := find(t, s, "aeroskobing"); len(ids) != 1 || ids[0] != tag.ID {
		t.Errorf("search found %v", ids)
	}
	sound(t, s)
}

func TestEveryKindCanBeListedAndNarrowedByEveryField(t *testing.T) {
	s := openTest(t)
	for _, schema := range feltbog.Schemas() {
		for _, f := range schema.Fields {
			if _, err := s.List(ctx, schema.Kind, []Where{{Field: f.Name, Value: "x"}}, 1); err != nil {
				t.Errorf("%s by %s: %v", schema.Kind, f.Name, err)
			}
		}
	}
}

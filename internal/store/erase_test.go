package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/testkit"
)

var testKey = bytes.Repeat([]byte{9}, 32)

// The words of what will be erased; nothing else in the tests begins like them.
const (
	secretWord  = "Qvæstrupgårdsøen"
	earlierWord = "Zsøndermarkåvej"
	keptWord    = "Xylofonhåndværk"
)

// traces returns which of the words lie anywhere in the database's files: live pages, free pages and old frames.
func traces(t testing.TB, s *Store, words ...string) []string {
	t.Helper()
	return testkit.Found(testkit.Database(t, testKey, s.Path()), testkit.Tails(words...))
}

func about(person feltbog.ID, text string) *feltbog.NoteBlock {
	return &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: text, Speaker: person}
}

func erase(t testing.TB, s *Store, e change.Erasure) {
	t.Helper()
	if _, err := s.Write(ctx, Action{Name: "erase"}, func(w *Writer) error { return w.Erase(e) }); err != nil {
		t.Fatal(err)
	}
}

// textIDs returns the changes that gave the record's text its values, oldest first.
func textIDs(t testing.TB, s *Store, id feltbog.ID) []change.ValueRef {
	t.Helper()
	all, err := s.History(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var refs []change.ValueRef
	for _, e := range all {
		for _, ed := range e.Edits {
			if ed.Field == "text" {
				refs = append(refs, change.ValueRef{ID: e.ID, Field: "text"})
			}
		}
	}
	return refs
}

func TestErasureLeavesNoTraceInPagesLogIndexOrVocabulary(t *testing.T) {
	t.Parallel()
	person := feltbog.NewID()
	for name, e := range map[string]func(s *Store, n *feltbog.NoteBlock) change.Erasure{
		"a record": func(_ *Store, n *feltbog.NoteBlock) change.Erasure {
			return change.Erasure{Records: []feltbog.ID{n.ID}}
		},
		"a participant": func(*Store, *feltbog.NoteBlock) change.Erasure { return change.Erasure{Subjects: []feltbog.ID{person}} },
		"earlier values": func(s *Store, n *feltbog.NoteBlock) change.Erasure {
			return change.Erasure{Values: textIDs(t, s, n.ID)}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, other := openTest(t), openTest(t)
			for range 30 {
				put(t, s, about(feltbog.ID{}, "almindelig tekst om "+keptWord))
			}
			n := about(person, secretWord)
			// The name is in the reason alone.
			if _, err := s.Write(ctx, Action{Name: "note.put", Reason: earlierWord}, func(w *Writer) error { return w.Put(n) }); err != nil {
				t.Fatal(err)
			}
			n.Text = secretWord + " igen"
			put(t, s, n)
			hand(t, s, other)
			if len(traces(t, s, secretWord, earlierWord, keptWord)) != 3 {
				t.Fatal("the scanner is blind: it does not find what is there")
			}
			erase(t, s, e(s, n))
			if w := traces(t, s, secretWord, earlierWord); len(w) != 0 {
				t.Errorf("still on disk: %v", w)
			}
			if len(traces(t, s, keptWord)) != 1 {
				t.Error("what was to stay is gone")
			}
			var words int
			if err := s.ro.QueryRowContext(ctx, "SELECT count(*) FROM word WHERE w LIKE 'qv%' OR w LIKE 'zs%'").Scan(&words); err != nil || words > 0 {
				t.Errorf("%d erased words are in the vocabulary, %v", words, err)
			}
			if ids := find(t, s, secretWord); len(ids) > 0 {
				t.Error("search finds it")
			}
			sound(t, s)
			hand(t, s, other)
			same(t, s, other)
			if w := traces(t, other, secretWord, earlierWord); len(w) != 0 {
				t.Errorf("still on the other machine's disk: %v", w)
			}
			sound(t, other)
		})
	}
}

func TestWritingOnAnErasedRecordIsRefusedInsteadOfLost(t *testing.T) {
	s := openTest(t)
	n := about(feltbog.ID{}, secretWord)
	put(t, s, n)
	erase(t, s, change.Erasure{Records: []feltbog.ID{n.ID}})
	write := func(w *Writer) error { return w.Put(n) }
	if _, err := s.Write(ctx, Action{Name: "note.put"}, write); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Errorf("a text is saved on an erased record: %v", err)
	}
	if err := s.SaveDraft(ctx, Action{Name: "note.type", ID: feltbog.NewID()}, write); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Errorf("a draft is saved on an erased record: %v", err)
	}
	sound(t, s)
}

func TestALateArrivalCannotBringBackWhatWasErased(t *testing.T) {
	person := feltbog.NewID()
	a, b, c := openTest(t), openTest(t), openTest(t)
	n := about(person, secretWord)
	put(t, a, n)
	hand(t, a, b)
	n.Text += " og " + earlierWord
	put(t, a, n) // never reaches b before the erasure
	late := setsOf(t, a)
	erase(t, b, change.Erasure{Subjects: []feltbog.ID{person}, Records: []feltbog.ID{n.ID}})
	if _, err := b.Receive(ctx, "late", late, nil); err != nil {
		t.Fatal(err)
	}
	// A third machine hears of the words and of their erasure in one import, the words first.
	wires := [][]byte{}
	for _, next := range []func() ([]byte, error){setsOf(t, a), setsOf(t, b)} {
		for w, _ := next(); w != nil; w, _ = next() {
			wires = append(wires, w)
		}
	}
	if _, err := c.Receive(ctx, "both", func() ([]byte, error) {
		if len(wires) == 0 {
			return nil, nil
		}
		w := wires[0]
		wires = wires[1:]
		return w, nil
	}, nil); err != nil {
		t.Fatal(err)
	}
	for _, s := range []*Store{b, c} {
		if w := traces(t, s, secretWord, earlierWord); len(w) != 0 {
			t.Errorf("a late arrival brought back %v", w)
		}
		sound(t, s)
	}
	hand(t, b, a)
	same(t, a, b)
	same(t, b, c)
}

func TestAnErasureThatWasCutOffIsFinishedAtTheNextOpening(t *testing.T) {
	t.Parallel()
	disk := &testkit.Disk{}
	v, err := cryptvfs.Register(testKey, disk.Layer())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	device := feltbog.NewID()
	for cut := range 12 {
		dir := t.TempDir()
		s := openAt(t, v, filepath.Join(dir, "team.db"), device)
		n := about(feltbog.ID{}, secretWord)
		put(t, s, n, about(feltbog.ID{}, keptWord))
		hold := errors.New("switched off")
		disk.BreakAfter(0, hold, "team.db", "t") // the first truncation comes after the erasure's commit
		if cut > 0 {
			disk.BreakAfter(6*cut, hold, "team.db", "wts")
		}
		_, err := s.Write(ctx, Action{Name: "erase"}, func(w *Writer) error { return w.Erase(change.Erasure{Records: []feltbog.ID{n.ID}}) })
		after := filepath.Join(t.TempDir(), "after")
		testkit.CopyTree(t, dir, after)
		disk.Free()
		if err != nil && cut == 0 && len(testkit.Found(testkit.Database(t, testKey, filepath.Join(after, "team.db")), testkit.Tails(secretWord))) == 0 {
			t.Fatal("nothing was left to finish: the cut came too late")
		}
		_ = os.Remove(filepath.Join(after, "team.db-shm"))
		again := openAt(t, v, filepath.Join(after, "team.db"), device)
		if _, _, err := again.Get(ctx, n.ID); err == nil {
			if cut == 0 {
				t.Error("the erasure was not committed")
			}
			continue // the cut came before the commit
		}
		if w := traces(t, again, secretWord); len(w) != 0 {
			t.Errorf("cut %d: still there after the next opening: %v", cut, w)
		}
		if len(find(t, again, keptWord)) != 1 {
			t.Errorf("cut %d: search lost what was to stay", cut)
		}
		sound(t, again)
	}
}

func TestAnErasureWaitsForAReaderAndIsFinishedLater(t *testing.T) {
	s := openTest(t)
	n := about(feltbog.ID{}, secretWord)
	put(t, s, n)
	if _, err := s.w.ExecContext(ctx, "PRAGMA busy_timeout=1"); err != nil {
		t.Fatal(err)
	}
	c, err := s.ro.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var sets int
	if _, err = c.ExecContext(ctx, "BEGIN"); err == nil {
		err = c.QueryRowContext(ctx, "SELECT count(*) FROM log").Scan(&sets)
	}
	if err != nil {
		t.Fatal(err)
	}
	erase(t, s, change.Erasure{Records: []feltbog.ID{n.ID}})
	if _, err := c.ExecContext(ctx, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	c.Close()
	put(t, s, about(feltbog.ID{}, keptWord))
	if w := traces(t, s, secretWord); len(w) != 0 {
		t.Errorf("a reader kept %v in the log for good", w)
	}
}

package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// timedSession writes a session and one observation in it.
func timedSession(t *testing.T, p *Project, from, to, line string) (session, note feltbog.ID) {
	t.Helper()
	at := func(s string) feltbog.Instant {
		if s == "" {
			return 0
		}
		v, err := feltbog.ParseInstant("2025-03-13T" + s + ":00+01:00")
		must(t, err)
		return v
	}
	s := &feltbog.Session{Type: feltbog.EthnoRaid, Started: at(from), Ended: at(to)}
	s.ID = feltbog.NewID()
	n := &feltbog.NoteBlock{Session: s.ID, Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: "ved bænken", Happened: at(line)}
	n.ID = feltbog.NewID()
	must(t, p.act(t.Context(), "note_block.add", func(_ *vault.Space, w *store.Writer) error {
		if err := w.Put(s); err != nil || line == "" {
			return err
		}
		return w.Put(n)
	}))
	return s.ID, n.ID
}

func TestPicturesAreProposedToTheSessionAndTheLineTheyWereTakenAt(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	morning, bench := timedSession(t, p, "09:00", "10:00", "09:30")
	afternoon, _ := timedSession(t, p, "13:00", "", "")
	at := func(s string) feltbog.Instant {
		v, err := feltbog.ParseInstant("2025-03-13T" + s + ":00+01:00")
		must(t, err)
		return v
	}
	times := []string{"09:31", "10:15", "11:30", "14:00", ""}
	ids := putPhotos(t, p, len(times), func(i int, o *feltbog.Photo) {
		o.Taken = 0
		if times[i] != "" {
			o.Taken = at(times[i])
		}
	})
	got, err := p.MatchPhotos(ctx, ids, 0)
	must(t, err)
	if len(got) != 3 || got[0].Session != morning || got[0].Note != bench || got[0].Outside != 0 || got[1].Session != morning || !got[1].Note.IsZero() ||
		got[1].Outside != 15*time.Minute || got[2].Session != afternoon {
		t.Fatalf("%+v", got)
	}
	// The camera was 105 minutes ahead: now the third fits too, and the others no longer do.
	offset := -105 * time.Minute
	got, err = p.MatchPhotos(ctx, ids, offset)
	must(t, err)
	if len(got) != 1 || got[0].Photo != ids[2] || got[0].Session != morning {
		t.Fatalf("%+v", got)
	}
	must(t, p.AcceptMatches(ctx, got[:1], offset))
	o := photoOf(t, p, got[0].Photo)
	if o.Session != got[0].Session || !o.Taken.Time().Equal(at(times[2]).Time().Add(offset)) {
		t.Errorf("%+v", o)
	}
	if left, err := p.MatchPhotos(ctx, ids[2:3], 0); err != nil || len(left) != 0 {
		t.Errorf("it is proposed again: %+v (%v)", left, err)
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if o := photoOf(t, p, got[0].Photo); !o.Session.IsZero() || o.Taken != at(times[2]) {
		t.Errorf("after undo: %+v", o)
	}
}

func TestAWatchedFolderTellsOfPicturesThatStoppedGrowing(t *testing.T) {
	dir, ctx := t.TempDir(), t.Context()
	writeAll(t, dir, map[string][]byte{"old.jpg": snapshot(t, 1, "2025:03:13 15:00:00")})
	w := watcher{dir: dir, known: map[string]int64{}, told: map[string]bool{filepath.Join(dir, "old.jpg"): true}}
	look := func() int {
		t.Helper()
		got, err := w.look(ctx)
		must(t, err)
		for _, f := range got {
			if f.Small == nil {
				t.Errorf("%s has no small picture", f.Path)
			}
		}
		return len(got)
	}
	whole := snapshot(t, 2, "2025:03:13 15:00:00")
	writeAll(t, dir, map[string][]byte{"DCIM/new.jpg": whole[:100], "notes.txt": []byte("x")})
	if n := look(); n != 0 {
		t.Errorf("%d on first sight", n)
	}
	writeAll(t, dir, map[string][]byte{"DCIM/new.jpg": whole})
	if n := look(); n != 0 {
		t.Errorf("%d while it grows", n)
	}
	if n := look(); n != 1 {
		t.Errorf("%d when it is whole", n)
	}
	if n := look(); n != 0 {
		t.Errorf("%d told twice", n)
	}
	must(t, os.RemoveAll(dir))
	if _, err := w.look(ctx); err == nil {
		t.Error("a folder that is gone is not told")
	}
}

package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/store/media"
	"feltbog/internal/store/search"
	"feltbog/internal/testkit/text"
)

// open measures what lies between the derived keys and the first rows on a screen: opening the database, checking the
// end of the own chain, the fifty newest sessions, the number of conflicts and the list of pictures. Once with the file out of the system's
// cache, where the system lets one ask for that.
func (r *runner) open(ctx context.Context) error {
	once := func() (float64, error) {
		start := time.Now()
		s, err := r.openStore(ctx, r.team(), false)
		if err != nil {
			return 0, err
		}
		_, err = s.List(ctx, feltbog.KindSession, nil, 50)
		if err == nil {
			_, err = s.ConflictCount(ctx)
		}
		var m *media.Store
		if err == nil {
			if m, err = media.Open(r.scratch, "team", r.vfs, media.Options{}); err == nil {
				_, err = m.Has(ctx, media.Hash{})
				err = errors.Join(err, m.Close())
			}
		}
		took := ms(time.Since(start))
		return took, errors.Join(err, s.Close())
	}
	if dropCache(r.team()) {
		took, err := once()
		if err != nil {
			return err
		}
		r.add(Figure{Name: "open.cold", Unit: "ms", Budget: 1000, Bound: "median"}, []float64{took})
	}
	var all []float64
	for range 11 {
		took, err := once()
		if err != nil {
			return err
		}
		all = append(all, took)
	}
	r.add(Figure{Name: "open", Unit: "ms", Budget: 1000, Bound: "median"}, all)
	return nil
}

// queries is how many terms of each class are asked for.
const queries = 200

// search measures the first fifty hits with their texts, in processor time.
func (r *runner) search(ctx context.Context) error {
	s, err := r.openStore(ctx, r.team(), false)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, class := range []text.Class{text.Common, text.Rare, text.Prefix, text.Inside} {
		if err := r.ask(ctx, s, class, false); err != nil {
			return err
		}
	}
	return r.ask(ctx, s, text.Rare, true)
}

func (r *runner) ask(ctx context.Context, s *store.Store, class text.Class, best bool) error {
	var cpu, wall []float64
	for _, term := range text.New(2).Terms(class, queries) {
		q := search.Query{Text: term, Limit: 50, AsYouType: class == text.Prefix, Best: best}
		if class == text.Inside {
			q.Text = "*" + term
		}
		start, before := time.Now(), CPUTime()
		if _, _, err := s.Search(ctx, q); err != nil {
			return err
		}
		cpu, wall = append(cpu, ms(CPUTime()-before)), append(wall, ms(time.Since(start)))
	}
	f := Figure{Name: "search." + string(class), Unit: "ms CPU", Budget: 15, Bound: "p95"}
	if best {
		f.Name, f.Budget = f.Name+".best", 100
	}
	r.add(f, cpu)
	r.add(Figure{Name: f.Name + ".wall", Unit: "ms"}, wall)
	return nil
}

// put compares one acknowledged edit of a note in the vault with one in a vault of two hundred notes on the same disk,
// in turns.
func (r *runner) put(ctx context.Context) error {
	big, err := r.openStore(ctx, r.team(), false)
	if err != nil {
		return err
	}
	defer big.Close()
	small, err := r.openStore(ctx, filepath.Join(r.scratch, "small.db"), true)
	if err != nil {
		return err
	}
	defer small.Close()
	clock := newestNote.AddDate(0, -1, 0)
	if _, err := fill(ctx, small, Options{Notes: 200, Seed: 3, Import: 1000}, &clock, nil); err != nil {
		return err
	}
	type side struct {
		s         *store.Store
		ids       []feltbog.ID
		wall, cpu []float64 // of edits
		added     []float64 // of new notes
	}
	sides := []*side{{s: big}, {s: small}}
	for _, d := range sides {
		if d.ids, err = someNotes(ctx, d.s); err != nil {
			return err
		}
	}
	const rounds = 400
	w := newWorld(9, r.space.ID, clock, nil)
	write := func(s *store.Store, note *feltbog.NoteBlock) (wall, cpu float64, err error) {
		start, before := time.Now(), CPUTime()
		_, err = s.Write(ctx, store.Action{Name: "note.edit"}, func(wr *store.Writer) error { return wr.Put(note) })
		return ms(time.Since(start)), ms(CPUTime() - before), err
	}
	for n := range rounds {
		for _, d := range sides {
			rec, _, err := d.s.Get(ctx, d.ids[n%len(d.ids)])
			if err != nil {
				return err
			}
			note := rec.(*feltbog.NoteBlock)
			note.Text = w.edited(note.Text)
			wall, cpu, err := write(d.s, note)
			if err != nil {
				return err
			}
			added, _, err := write(d.s, &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: w.text.Note(), Session: note.Session})
			if err != nil {
				return err
			}
			if n >= rounds/20 { // the first ones fill the caches of both
				d.wall, d.cpu, d.added = append(d.wall, wall), append(d.cpu, cpu), append(d.added, added)
			}
		}
	}
	f := r.add(Figure{Name: "put", Unit: "ms", Budget: 2, Bound: "ratio"}, sides[0].wall)
	f.Ratio = at(sides[0].wall, 0.5) / at(sides[1].wall, 0.5)
	r.add(Figure{Name: "put.empty", Unit: "ms"}, sides[1].wall)
	f = r.add(Figure{Name: "put.cpu", Unit: "ms CPU"}, sides[0].cpu)
	f.Ratio = at(sides[0].cpu, 0.5) / at(sides[1].cpu, 0.5)
	r.add(Figure{Name: "put.empty.cpu", Unit: "ms CPU"}, sides[1].cpu)
	f = r.add(Figure{Name: "put.new", Unit: "ms"}, sides[0].added)
	f.Ratio = at(sides[0].added, 0.5) / at(sides[1].added, 0.5)
	return nil
}

// someNotes picks notes from all over a space.
func someNotes(ctx context.Context, s *store.Store) (ids []feltbog.ID, err error) {
	for _, term := range text.New(4).Terms(text.Rare, 200) {
		hits, _, err := s.Search(ctx, search.Query{Text: term, Limit: 10, Kinds: []string{string(feltbog.KindNoteBlock)}})
		if err != nil {
			return nil, err
		}
		if len(hits) > 0 {
			ids = append(ids, hits[len(hits)-1].ID)
		}
	}
	for n := 0; len(ids) < 20 && n < 80; n++ {
		hits, _, err := s.Search(ctx, search.Query{Text: text.New(1).Word(n), Limit: 50, Kinds: []string{string(feltbog.KindNoteBlock)}})
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			ids = append(ids, h.ID)
		}
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("the vault holds none of the notes that Gen makes")
	}
	return ids, nil
}

// mergeChanges is how many changes the merge brings unless another number is asked for.
const mergeChanges = 100_000

// merge takes changes of devices that the vault has never seen in, as one import.
func (r *runner) merge(ctx context.Context) error {
	spool, err := r.spool(ctx)
	if err != nil {
		return err
	}
	defer spool.close()
	s, err := r.openStore(ctx, r.team(), false)
	if err != nil {
		return err
	}
	defer s.Close()
	runtime.GC()
	debug.FreeOSMemory()
	resetPeak()
	start, before := time.Now(), CPUTime()
	got, err := s.Receive(ctx, "bench", spool.next, nil)
	if err != nil {
		return err
	}
	took, cpu, rss := time.Since(start), CPUTime()-before, peakRSS()
	if got.Changes < r.t.Merge {
		return fmt.Errorf("%d changes arrived, not %d", got.Changes, r.t.Merge)
	}
	r.add(Figure{Name: "merge", Unit: "s", Budget: 30, Bound: "median"}, []float64{took.Seconds()})
	r.add(Figure{Name: "merge.cpu", Unit: "s CPU"}, []float64{cpu.Seconds()})
	if rss > 0 {
		r.add(Figure{Name: "merge.rss", Unit: "MB", Budget: 300, Bound: "median"}, []float64{float64(rss) / 1e6})
	}
	return nil
}

// verify checks the copy, with what was written to it, as the command of that name does.
func (r *runner) verify(ctx context.Context) error {
	s, err := r.openStore(ctx, r.team(), false)
	if err != nil {
		return err
	}
	defer s.Close()
	runtime.GC()
	debug.FreeOSMemory()
	resetPeak()
	start, before := time.Now(), CPUTime()
	found, err := s.Verify(ctx, nil)
	if err != nil {
		return err
	}
	for _, f := range found {
		return fmt.Errorf("verify: %s (%d findings)", f.What, len(found))
	}
	r.add(Figure{Name: "verify", Unit: "s"}, []float64{time.Since(start).Seconds()})
	r.add(Figure{Name: "verify.cpu", Unit: "s CPU"}, []float64{(CPUTime() - before).Seconds()})
	if rss := peakRSS(); rss > 0 {
		r.add(Figure{Name: "verify.rss", Unit: "MB"}, []float64{float64(rss) / 1e6})
	}
	return nil
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

package app

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
)

// Somebody puts a vault back from a backup, works on with a copy of its folder, or puts an older folder in the place of a
// newer one, in the middle of work with others. Whatever they do, the vault is another machine from then on, and everybody
// who takes in everything agrees; nobody has other things under the same number.
func TestAVaultThatWasPutBackOrCopiedNeverSpeaksWithTwoTongues(t *testing.T) {
	seed := testkit.Seed(t)
	r := testkit.Rand(seed)
	for round := range testkit.Rounds(6, 200) {
		m := newMachines(t)
		a, ctx := m.all[0], t.Context()
		b := m.joins("Bo")
		var ids []feltbog.ID
		mine := map[*Project][]feltbog.ID{} // what somebody has seen
		work := func(who *Project, name string) {
			t.Helper()
			for range 1 + r.IntN(4) {
				if seen := mine[who]; len(seen) > 0 && r.IntN(3) == 0 {
					m.edits(who, seen[r.IntN(len(seen))], name+" rettede "+fmt.Sprint(r.IntN(1000)))
				} else {
					id := m.note(who, name+" "+fmt.Sprint(r.IntN(1000)))
					ids, mine[who] = append(ids, id), append(mine[who], id)
				}
			}
		}
		work(a, "før")
		m.gives(a, b)
		// A state that is kept: a backup, or the folder as it lies there.
		kept := filepath.Join(m.dir, "gemt")
		way := []string{"backup", "copy", "put back"}[r.IntN(3)]
		var file string
		if way == "backup" {
			file = filepath.Join(m.dir, "gemt.feltbackup")
			must(t, a.Backup(file, new(string)).Run(ctx, nil))
		} else {
			must(t, a.Close())
			must(t, os.CopyFS(kept, os.DirFS(filepath.Join(m.dir, "a.feltbog"))))
			var err error
			a, err = Open(ctx, filepath.Join(m.dir, "a.feltbog"), Unlock{Passphrase: passphrase}, m.opt)
			must(t, err)
			opened := a
			t.Cleanup(func() { opened.Close() })
		}
		was := a.v.Identity().Stamp.Device
		work(a, "siden")
		if r.IntN(2) == 0 { // what came after the kept state has left
			m.gives(a, b)
		}
		var again *Project
		var err error
		switch dir := filepath.Join(m.dir, "igen.feltbog"); way {
		case "backup":
			again, err = Restore(ctx, file, dir, Unlock{Passphrase: passphrase}, m.opt, nil)
		case "copy":
			must(t, os.Rename(kept, dir))
			again, err = Open(ctx, dir, Unlock{Passphrase: passphrase}, m.opt)
		case "put back": // in the place of the newer one, which is gone
			m.gives(a, b)
			must(t, a.Close())
			must(t, os.RemoveAll(filepath.Join(m.dir, "a.feltbog")))
			must(t, os.Rename(kept, filepath.Join(m.dir, "a.feltbog")))
			a = nil
			again, err = Open(ctx, filepath.Join(m.dir, "a.feltbog"), Unlock{Passphrase: passphrase}, m.opt)
		}
		must(t, err)
		t.Cleanup(func() { again.Close() })
		if again.v.Identity().Stamp.Device == was {
			t.Fatalf("seed %d, round %d, %s: the vault that came back is the same machine", seed, round, way)
		}
		work(again, "igen")
		everybody := []*Project{again, b}
		if a != nil {
			work(a, "videre")
			everybody = append(everybody, a)
		}
		for range 2 {
			for _, from := range everybody {
				for _, to := range everybody {
					if from != to {
						m.gives(from, to)
					}
				}
			}
		}
		for _, p := range everybody[1:] {
			if m.digest(p) != m.digest(again) {
				t.Fatalf("seed %d, round %d, %s: two who have everything do not agree", seed, round, way)
			}
		}
		for _, id := range ids {
			if m.text(again, id) == "" {
				t.Fatalf("seed %d, round %d, %s: something that was written is gone", seed, round, way)
			}
		}
		for _, p := range everybody {
			must(t, p.Close())
		}
	}
}

func TestTwoWhoWriteTheSameHaveNothingToDecide(t *testing.T) {
	m := newMachines(t)
	a, ctx := m.all[0], t.Context()
	id := m.note(a, "Bussen går")
	b := m.joins("Bo")
	for text, want := range map[string]int{"Bussen går ikke": 0, "Bussen går": 0} {
		m.edits(a, id, text)
		m.edits(b, id, text)
		m.gives(a, b)
		m.gives(b, a)
		for _, p := range []*Project{a, b} {
			all, err := p.Conflicts(ctx)
			must(t, err)
			rec, err := p.Get(ctx, feltbog.KindNoteBlock, id)
			must(t, err)
			if len(all) != want || len(rec.TwoVersions) != want {
				t.Errorf("%d fields to decide, %v", len(all), rec.TwoVersions)
			}
			if found, err := p.v.Verify(ctx, true, nil); err != nil || len(found) > 0 {
				t.Errorf("%v %v", found, err)
			}
		}
		if m.digest(a) != m.digest(b) {
			t.Error("they do not agree")
		}
	}
	m.edits(a, id, "en ting")
	m.edits(b, id, "en anden")
	m.gives(a, b)
	if all, err := b.Conflicts(ctx); err != nil || len(all) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

package identity

import (
	"fmt"
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
)

// crashing returns a configuration and a save function that stop the rotation after n writes, counted over both. The
// write itself may or may not have reached the disk when the power went: done decides.
func crashing(c *Config, f *folder, n int, done bool) (*Config, func(Stamp) error) {
	d := *c
	left := n
	d.save = func(path string, data []byte) error {
		if left--; left >= 0 || left == -1 && done {
			if err := c.save(path, data); err != nil {
				return err
			}
		}
		if left < 0 {
			return errCrash
		}
		return nil
	}
	save := func(s Stamp) error {
		if left--; left >= 0 || left == -1 && done {
			f.stamp = s
		}
		if left < 0 {
			return errCrash
		}
		return nil
	}
	return &d, save
}

func TestACrashAtAnyPointNeverMakesANeedlessDevice(t *testing.T) {
	for _, step := range []int{0, 1, 2} {
		for _, done := range []bool{false, true} {
			for _, ending := range []bool{false, true} {
				t.Run(fmt.Sprintf("after %d writes, the next done %v, at the end %v", step, done, ending), func(t *testing.T) {
					c, f := config(t), newFolder(t)
					device := begin(t, c, f, New).Stamp.Device
					for range 3 { // crash again and again
						if ending {
							s := begin(t, c, f, Same)
							d, save := crashing(c, f, step, done)
							s.config = d
							if err := s.End(save); err == nil {
								t.Fatal("no crash")
							}
							continue
						}
						d, save := crashing(c, f, step, done)
						if _, err := d.Begin(f.claim(), save); err == nil {
							t.Fatal("no crash")
						}
					}
					if s := begin(t, c, f, Same); s.Stamp.Device != device {
						t.Fatal("another device")
					}
				})
			}
		}
	}
}

func TestACopyFromBeforeACrashedOpeningIsNeverTheSameDeviceAsTheOriginal(t *testing.T) {
	for _, step := range []int{0, 1, 2} {
		for _, done := range []bool{false, true} {
			for _, copyFirst := range []bool{false, true} {
				c, f := config(t), newFolder(t)
				end(t, begin(t, c, f, New), f)
				copied := f.copyTo(f.path)
				d, save := crashing(c, f, step, done)
				d.Begin(f.claim(), save)
				order := []*folder{f, copied}
				if copyFirst {
					order = []*folder{copied, f}
				}
				a, err := c.Begin(order[0].claim(), order[0].keep)
				if err != nil {
					t.Fatal(err)
				}
				b, err := c.Begin(order[1].claim(), order[1].keep)
				if err != nil {
					t.Fatal(err)
				}
				if a.Stamp.Device == b.Stamp.Device {
					t.Fatalf("crash after %d (%v), copy first %v: two folders, one device", step, done, copyFirst)
				}
			}
		}
	}
}

// world is a machine with a few folders of one vault on it, and the log that each holds: device and number -> what.
type world struct {
	config  *Config
	space   feltbog.ID
	vault   feltbog.ID
	folders []*life
	shared  map[string]int // what has left the machine
	next    int
}

// life is a folder with its log. clean says that it was closed as it should be since it last wrote.
type life struct {
	folder
	log     map[string]int
	session *Session
	clean   bool
}

func (l *life) copyTo(path string) *life {
	return &life{folder: *l.folder.copyTo(path), log: maps.Clone(l.log)}
}

func (l *life) refresh(space feltbog.ID) {
	l.seqs = map[feltbog.ID]uint64{space: 0}
	for n := uint64(1); ; n++ {
		if _, there := l.log[name(l.stamp.Device, n)]; !there {
			break
		}
		l.seqs[space] = n
	}
}

func name(d feltbog.ID, n uint64) string { return fmt.Sprintf("%s/%06d", d, n) }

// TestNoNumberIsEverUsedTwice plays random days on a machine: opening, writing, sharing, crashing anywhere, copying and
// putting back folders at any moment, moving them. Whatever happens, what one device calls its number n is one thing,
// in all folders and in all that was shared.
func TestNoNumberIsEverUsedTwice(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 30
	}
	accepted, refused := 0, 0
	for seed := range int64(rounds) {
		r := rand.New(rand.NewSource(seed))
		base := t.TempDir()
		c := config(t)
		c.save = func(path string, data []byte) error { return os.WriteFile(path, data, 0o600) } // speed; atomicity is place's
		w := &world{config: c, space: feltbog.NewID(), vault: feltbog.NewID(), shared: map[string]int{}}
		paths := 0
		fresh := func() string {
			paths++
			p := filepath.Join(base, fmt.Sprint(paths))
			os.Mkdir(p, 0o700)
			return p
		}
		w.folders = []*life{{folder: folder{vault: w.vault, path: fresh()}, log: map[string]int{}}}
		var snapshots []*life
		for range 60 {
			f := w.folders[r.Intn(len(w.folders))]
			switch act := r.Intn(12); {
			case act <= 3 && f.session == nil: // open, perhaps with a crash on the way
				f.refresh(w.space)
				if r.Intn(3) == 0 {
					d, save := crashing(c, &f.folder, r.Intn(3), r.Intn(2) == 0)
					d.Begin(f.claim(), save)
					break
				}
				s, err := c.Begin(f.claim(), f.keep)
				if err != nil {
					t.Fatal(err)
				}
				if s.Minted() {
					refused++
				} else {
					accepted++
				}
				f.session = s
				f.refresh(w.space)
			case act <= 6 && f.session != nil: // write
				f.seqs[w.space]++
				w.next++
				f.log[name(f.stamp.Device, f.seqs[w.space])] = w.next
				f.clean = false
				if err := f.session.Passed(w.space, f.seqs[w.space]); err != nil {
					t.Fatal(err)
				}
			case act == 7 && f.session != nil: // share all there is, which Passed has noted
				for k, v := range f.log {
					if was, there := w.shared[k]; there && was != v {
						t.Fatalf("seed %d: %s was shared twice", seed, k)
					}
					w.shared[k] = v
				}
			case act == 8 && f.session != nil: // close, perhaps with a crash on the way
				s := f.session
				f.session = nil
				if r.Intn(4) == 0 {
					d, save := crashing(c, &f.folder, r.Intn(3), r.Intn(2) == 0)
					s.config = d
					s.End(save)
					break
				}
				if err := s.End(f.keep); err != nil {
					t.Fatal(err)
				}
				f.clean = true
			case act == 9 && f.session != nil: // crash
				f.session = nil
			case act == 10: // copy, also in the middle of a session; some copies are kept for later
				if len(w.folders) < 4 && r.Intn(2) == 0 {
					w.folders = append(w.folders, f.copyTo(fresh()))
				} else {
					snapshots = append(snapshots, f.copyTo(f.path))
				}
			case act == 11 && f.session == nil && len(snapshots) > 0 && r.Intn(2) == 0: // put an old state back, unsaid
				old := snapshots[r.Intn(len(snapshots))]
				if old.path == f.path {
					back := old.copyTo(f.path)
					*f = *back
				}
			case act == 11 && f.session == nil && f.clean: // move
				to := fresh()
				os.Remove(f.path)
				f.path = to
			}
			all := maps.Clone(w.shared)
			for _, g := range w.folders {
				for k, v := range g.log {
					if was, there := all[k]; there && was != v {
						t.Fatalf("seed %d: %s names two things", seed, k)
					}
					all[k] = v
				}
			}
		}
	}
	if accepted < rounds || refused < rounds {
		t.Fatalf("the days were dull: %d accepted, %d refused", accepted, refused)
	}
}

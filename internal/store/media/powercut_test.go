package media_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/store/cryptvfs/powercut"
	"feltbog/internal/store/media"
)

// cutCount is 1000 under FELTBOG_TORTURE=1, 100 otherwise.
func cutCount() int {
	if os.Getenv("FELTBOG_TORTURE") == "1" {
		return 1000
	}
	return 100
}

// state is what must be in the store after so many calls. A nil entry: must not be there.
type state map[media.Hash]bool

// history plays a life of a store: photos, films of several segments, groups, erasures, rolled volumes. It returns the
// recording and what was promised after each call.
func history(t *testing.T, r *rand.Rand, opts []cryptvfs.Option) (*powercut.Log, []state) {
	t.Helper()
	log := &powercut.Log{}
	vfs := register(t, append(opts, cryptvfs.WithRecorder(log.Record))...)
	s := open(t, t.TempDir(), vfs, media.SmallPieces(media.Options{VolumeBytes: 2 << 20}))
	now := state{}
	states := []state{{}}
	promise := func() {
		next := state{}
		for h, here := range now {
			next[h] = here
		}
		states = append(states, next)
		log.Ack(int64(len(states) - 1))
	}
	for i := range 30 {
		switch r.IntN(5) {
		case 0:
			now[put(t, s, contents(r.Uint64(), 600<<10+r.IntN(900<<10))).Hash] = true
		case 1:
			infos, err := s.PutMany(ctx, [][]byte{contents(r.Uint64(), r.IntN(5000)), contents(r.Uint64(), r.IntN(90000))})
			if err != nil {
				t.Fatal(err)
			}
			for _, info := range infos {
				now[info.Hash] = true
			}
		case 2:
			if i > 5 {
				for h, here := range now {
					if here {
						if err := s.Erase(ctx, h); err != nil {
							t.Fatal(err)
						}
						now[h] = false
						break
					}
				}
			}
		default:
			now[put(t, s, contents(r.Uint64(), 1+r.IntN(300<<10))).Hash] = true
		}
		promise()
	}
	return log, states
}

// broken opens what a cut left and says what is wrong with it.
func broken(vfs *cryptvfs.VFS, dir string, d powercut.Disk, states []state) string {
	if err := d.WriteTo(dir); err != nil {
		return err.Error()
	}
	s, err := media.Open(dir, "team", vfs, media.SmallPieces(media.Options{VolumeBytes: 2 << 20}))
	if err != nil {
		return err.Error()
	}
	defer s.Close()
	damage, err := s.Verify(ctx, nil)
	if err != nil || len(damage) > 0 {
		return fmt.Sprint("damage: ", damage, err)
	}
	list, err := s.List(ctx)
	if err != nil {
		return err.Error()
	}
	have := map[media.Hash]bool{}
	for _, info := range list {
		have[info.Hash] = true
	}
	must, next := states[d.Acked], states[min(int(d.Acked)+1, len(states)-1)]
	for h, here := range must {
		if here && !have[h] && next[h] {
			return "an acknowledged blob is lost"
		}
		if !here && have[h] && !next[h] {
			return "an erased blob is back"
		}
	}
	for h := range have {
		if !must[h] && !next[h] {
			return "a blob from nowhere"
		}
	}
	if _, err := s.Put(ctx, bytes.NewReader([]byte("life goes on"))); err != nil {
		return "put afterwards: " + err.Error()
	}
	return ""
}

func cutAndCheck(t *testing.T, n, enough int, opts ...cryptvfs.Option) map[string]int {
	t.Helper()
	seed := rand.Uint64()
	if given := os.Getenv("FELTBOG_SEED"); given != "" {
		fmt.Sscan(given, &seed)
	}
	t.Logf("FELTBOG_SEED=%d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	log, states := history(t, r, opts)
	vfs := register(t, opts...)
	bad, count, cuts := map[string]int{}, 0, 0
	root := t.TempDir()
	log.Cuts(r, n, 1, func(d powercut.Disk) bool {
		cuts++
		dir := filepath.Join(root, fmt.Sprint(cuts))
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		if why := broken(vfs, dir, d, states); why != "" {
			bad[why]++
			count++
		}
		return count < enough
	})
	t.Logf("%d operations, %d cuts, %d broken promises %.300v", log.Len(), cuts, count, bad)
	return bad
}

func TestPowerCutLosesNoMedia(t *testing.T) {
	t.Parallel()
	if bad := cutAndCheck(t, cutCount(), 1<<30); len(bad) > 0 {
		t.Errorf("promises broken: %.1000v", bad)
	}
}

func TestPowerCutFindsTheFaultOfANaiveLayerInMedia(t *testing.T) {
	t.Parallel()
	if bad := cutAndCheck(t, 1500, 1, cryptvfs.WithNaiveSectors()); len(bad) == 0 {
		t.Error("the naive layer survived: the test does not bite")
	}
}

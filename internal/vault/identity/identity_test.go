package identity

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"feltbog/internal/feltbog"
)

// folder is a vault folder as far as identity sees it. Its files are real only in that the path exists.
type folder struct {
	vault feltbog.ID
	path  string
	stamp Stamp
	seqs  map[feltbog.ID]uint64
}

func newFolder(t *testing.T) *folder {
	return &folder{vault: feltbog.NewID(), path: t.TempDir(), seqs: map[feltbog.ID]uint64{}}
}

func (f *folder) copyTo(path string) *folder {
	g := *f
	g.path = path
	g.seqs = map[feltbog.ID]uint64{}
	for k, v := range f.seqs {
		g.seqs[k] = v
	}
	return &g
}

func (f *folder) claim() Claim {
	return Claim{Vault: f.vault, Stamp: f.stamp, Path: f.path, Seqs: f.seqs,
		Stands: func(dir string) bool { _, err := os.Stat(dir); return err == nil }}
}

func (f *folder) keep(s Stamp) error { f.stamp = s; return nil }

func config(t *testing.T) *Config {
	t.Helper()
	c, err := OpenAt(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func begin(t *testing.T, c *Config, f *folder, want Reason) *Session {
	t.Helper()
	before := f.stamp
	s, err := c.Begin(f.claim(), f.keep)
	if err != nil {
		t.Fatal(err)
	}
	if s.Reason != want {
		t.Fatalf("reason %s, want %s", s.Reason, want)
	}
	if s.Stamp != f.stamp || s.Stamp.Nonce == before.Nonce {
		t.Fatal("the nonce was not rotated in the vault")
	}
	if (s.Stamp.Device != before.Device) != s.Minted() || s.Stamp.Device.IsZero() {
		t.Fatal("device id and reason do not agree")
	}
	return s
}

func end(t *testing.T, s *Session, f *folder) {
	t.Helper()
	if err := s.End(f.keep); err != nil {
		t.Fatal(err)
	}
}

func TestAVaultStaysTheSameDeviceFromDayToDay(t *testing.T) {
	c, f := config(t), newFolder(t)
	first := begin(t, c, f, New)
	end(t, first, f)
	for range 3 {
		s := begin(t, c, f, Same)
		if s.Stamp.Device != first.Stamp.Device {
			t.Fatal("another device")
		}
		end(t, s, f)
	}
	begin(t, c, f, Same) // the program crashes in the session
	begin(t, c, f, Same)
}

func TestAVaultOnAnotherMachineIsAnotherDevice(t *testing.T) {
	f := newFolder(t)
	end(t, begin(t, config(t), f, New), f)
	other := config(t)
	end(t, begin(t, other, f, Elsewhere), f)
	begin(t, other, f, Same)
}

func TestARestoredVaultIsAlwaysAnotherDevice(t *testing.T) {
	c, f := config(t), newFolder(t)
	end(t, begin(t, c, f, New), f)
	claim := f.claim()
	claim.Restored = true
	s, err := c.Begin(claim, f.keep)
	if err != nil || s.Reason != Restored {
		t.Fatal(s.Reason, err)
	}
}

func TestAnOlderStatePutBackByHandIsAnotherDevice(t *testing.T) {
	c, f := config(t), newFolder(t)
	end(t, begin(t, c, f, New), f)
	old := f.copyTo(f.path)
	end(t, begin(t, c, f, Same), f)
	begin(t, c, old, Behind)
}

func TestACopyOpenedBesideTheOriginalIsAnotherDeviceAndTheOriginalStays(t *testing.T) {
	c, f := config(t), newFolder(t)
	end(t, begin(t, c, f, New), f)
	copied := f.copyTo(t.TempDir())
	end(t, begin(t, c, copied, Copied), copied) // the copy first
	end(t, begin(t, c, f, Same), f)
	end(t, begin(t, c, copied, Same), copied) // both have entries of their own now
	begin(t, c, f, Same)
	begin(t, c, copied, Same)
}

func TestACopyOpenedAfterTheOriginalIsAnotherDevice(t *testing.T) {
	c, f := config(t), newFolder(t)
	end(t, begin(t, c, f, New), f)
	copied := f.copyTo(t.TempDir())
	end(t, begin(t, c, f, Same), f)
	begin(t, c, copied, Behind)
	begin(t, c, f, Same)
}

func TestACopyOpenedWhileTheOriginalIsAwayTakesItsPlaceAndNeverBoth(t *testing.T) {
	c, f := config(t), newFolder(t)
	end(t, begin(t, c, f, New), f)
	copied := f.copyTo(t.TempDir())
	os.Remove(f.path) // the stick is unplugged: nothing tells the copy from a moved folder
	end(t, begin(t, c, copied, Same), copied)
	os.Mkdir(f.path, 0o700)
	begin(t, c, f, Behind)
	begin(t, c, copied, Same)
}

func TestAMovedOrRenamedFolderStaysTheSameDevice(t *testing.T) {
	c, f := config(t), newFolder(t)
	end(t, begin(t, c, f, New), f)
	to := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(f.path, to); err != nil {
		t.Fatal(err)
	}
	f.path = to
	end(t, begin(t, c, f, Same), f)
	link := filepath.Join(t.TempDir(), "link")
	if os.Symlink(to, link) == nil { // the same folder by another name
		f.path = link
		begin(t, c, f, Same)
	}
}

func TestAStateFromTheMiddleOfACrashedSessionIsKnownByWhatHadLeft(t *testing.T) {
	c, f := config(t), newFolder(t)
	space := feltbog.NewID()
	s := begin(t, c, f, New)
	f.seqs[space] = 3
	snapshot := f.copyTo(f.path)
	f.seqs[space] = 9
	for _, seq := range []uint64{9, 5} {
		if err := s.Passed(space, seq); err != nil {
			t.Fatal(err)
		}
	}
	// crash; then the same nonce comes back with fewer change sets
	begin(t, c, snapshot, Rewound)
	begin(t, c, f, Same)
}

func TestTwoCopiesOpenedAtOnceAreTwoDevices(t *testing.T) {
	dir := t.TempDir()
	c, err := OpenAt(dir)
	if err != nil {
		t.Fatal(err)
	}
	f := newFolder(t)
	end(t, begin(t, c, f, New), f)
	folders := []*folder{f, f.copyTo(f.path), f.copyTo(f.path)}
	got := make([]*Session, len(folders))
	var wg sync.WaitGroup
	for i, g := range folders {
		wg.Go(func() {
			own, err := OpenAt(dir)
			if err == nil {
				claim := g.claim()
				claim.Stands = nil // only the nonce may decide
				got[i], err = own.Begin(claim, g.keep)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	same := 0
	devices := map[feltbog.ID]bool{}
	for _, s := range got {
		devices[s.Stamp.Device] = true
		if !s.Minted() {
			same++
		}
	}
	if same != 1 || len(devices) != len(folders) {
		t.Fatalf("%d of them are the old device, %d devices in all", same, len(devices))
	}
}

func TestABrokenConfigurationMakesANewDeviceAndNoFault(t *testing.T) {
	for _, rubbish := range []string{"", "{", `{"vault":"","devices":null}`, `{"devices":{"x":null}}`, "[]"} {
		c, f := config(t), newFolder(t)
		end(t, begin(t, c, f, New), f)
		if err := os.WriteFile(c.ledgerPath(f.vault), []byte(rubbish), 0o600); err != nil {
			t.Fatal(err)
		}
		end(t, begin(t, c, f, Elsewhere), f)
		begin(t, c, f, Same)
	}
}

func TestASessionWhoseRecordWasTakenStopsLettingThingsOut(t *testing.T) {
	c, f := config(t), newFolder(t)
	s := begin(t, c, f, New)
	if err := c.Forget(f.vault); err != nil {
		t.Fatal(err)
	}
	if err := s.Passed(feltbog.NewID(), 1); feltbog.ErrorCode(err) != feltbog.EBusy {
		t.Fatal(err)
	}
	if err := s.End(f.keep); feltbog.ErrorCode(err) != feltbog.EBusy {
		t.Fatal(err)
	}
	begin(t, c, f, Elsewhere)
}

func TestTheEnvironmentPutsTheConfigurationElsewhere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "down")
	t.Setenv(EnvConfig, dir)
	c, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	f := newFolder(t)
	end(t, begin(t, c, f, New), f)
	if _, err := os.Stat(filepath.Join(dir, "vaults", f.vault.String()+".json")); err != nil {
		t.Fatal(err)
	}
	again, err := Open()
	if err != nil || again.install != c.install {
		t.Fatal("the installation changed its id", err)
	}
}

var errCrash = errors.New("crash")

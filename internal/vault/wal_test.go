package vault

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
)

func TestAShortenedLogOpensAtTheLastWholeCommitAndTellsUntilWhen(t *testing.T) {
	r := testkit.Rand(testkit.Seed(t))
	opt := testOptions(t)
	now := time.Date(2025, 3, 13, 14, 0, 0, 0, time.UTC)
	opt.Now = func() time.Time { return now }
	v := reopen(t, newVault(t, opt), opt)
	var notes []*feltbog.NoteBlock
	var at []time.Time
	for i := range 25 {
		now = now.Add(time.Minute)
		notes, at = append(notes, note(t, v, fmt.Sprint("notat ", i))), append(at, now)
	}
	crash := filepath.Join(t.TempDir(), "strøm.feltbog")
	testkit.CopyTree(t, v.Dir(), crash)
	wal, err := os.ReadFile(filepath.Join(crash, "team.db-wal"))
	if err != nil || len(wal) < 100<<10 {
		t.Fatalf("there is no log to shorten: %d bytes, %v", len(wal), err)
	}
	some, most := 0, 0
	for range testkit.Rounds(15, 200) {
		dir := filepath.Join(t.TempDir(), "afkortet.feltbog")
		testkit.CopyTree(t, crash, dir)
		_ = os.Remove(filepath.Join(dir, "team.db-shm")) // a power cut leaves none that counts
		_ = os.Remove(filepath.Join(dir, "register.db-shm"))
		if err := os.WriteFile(filepath.Join(dir, "team.db-wal"), wal[:r.IntN(len(wal))], 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
		if err != nil {
			t.Fatalf("a shortened log keeps the vault closed: %v", err)
		}
		here := 0
		for _, n := range notes {
			if _, _, err := c.Team().Get(ctx, n.ID); err == nil {
				here++
			}
		}
		for i, n := range notes {
			if _, _, err := c.Team().Get(ctx, n.ID); (err == nil) != (i < here) {
				t.Errorf("note %d is there out of order", i)
			}
		}
		if here > 0 && !c.UpTo().Equal(at[here-1]) {
			t.Errorf("%d notes are there, and the vault says %v, not %v", here, c.UpTo(), at[here-1])
		}
		if c.Identity().Stamp.Device == v.Identity().Stamp.Device {
			t.Error("the copy writes under the original's device")
		}
		sound(t, c)
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if some++; here > 15 {
			most++
		}
	}
	t.Logf("%d shortened logs, %d of them with most notes", some, most)
}

// The same folder, put back to an earlier state by a disk that lied: numbers that were noted are never given twice.
func TestALogShortenedInPlaceMakesANewDevice(t *testing.T) {
	opt := testOptions(t)
	v := reopen(t, newVault(t, opt), opt)
	for i := range 10 {
		note(t, v, fmt.Sprint("notat ", i))
	}
	if err := v.pass(); err != nil {
		t.Fatal(err)
	}
	dir, device := v.Dir(), v.Identity().Stamp.Device
	crash := filepath.Join(t.TempDir(), "strøm")
	testkit.CopyTree(t, dir, crash)
	config := filepath.Join(t.TempDir(), "config")
	testkit.CopyTree(t, opt.Config, config)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	testkit.CopyTree(t, crash, dir)
	opt.Config = config
	wal := filepath.Join(dir, "team.db-wal")
	info, err := os.Stat(wal)
	if err == nil {
		err = os.Truncate(wal, info.Size()*3/4)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = os.Remove(filepath.Join(dir, "team.db-shm"))
	v, err = Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	if v.Identity().Stamp.Device == device {
		t.Error("numbers that were given may be given again")
	}
	sound(t, v)
}

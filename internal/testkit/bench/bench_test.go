package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"feltbog/internal/vault"
	"feltbog/internal/vault/keys"
)

const passphrase = "fire gule bier i haven"

func cheapKeys(t testing.TB) vault.Options {
	return vault.Options{Anywhere: true, Config: t.TempDir(),
		Keys: keys.Options{Weak: true, Cost: keys.Cost{Time: 1, Memory: 64, Threads: 1}}}
}

// TestAMadeVaultIsSound makes a small vault and verifies it.
func TestAMadeVaultIsSound(t *testing.T) {
	ctx := context.Background()
	opt := cheapKeys(t)
	dir := filepath.Join(t.TempDir(), "v.feltbog")
	made, err := Gen(ctx, Options{Dir: dir, Notes: 3000, Seed: 1, Passphrase: passphrase, Vault: opt, Import: 1000})
	if err != nil {
		t.Fatal(err)
	}
	v, err := vault.Open(ctx, dir, vault.Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	found, err := v.Verify(ctx, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("verify: %s", f.What)
	}
	if n := made.Stat.Kinds["note_block"] + made.Stat.Trash; n != 3000 {
		t.Errorf("%d notes are there or in the trash, not 3000", n)
	}
	if len(made.Stat.Devices) < 6 || made.Stat.Trash == 0 {
		t.Errorf("too little history: %+v", made.Stat)
	}
}

// TestFigures makes a vault of FELTBOG_BENCH_NOTES notes in FELTBOG_BENCH_DIR (kept there) and prints the figures.
func TestFigures(t *testing.T) {
	notes, _ := strconv.Atoi(os.Getenv("FELTBOG_BENCH_NOTES"))
	if notes == 0 {
		t.Skip("set FELTBOG_BENCH_NOTES to the number of notes")
	}
	ctx := context.Background()
	opt := cheapKeys(t)
	base := os.Getenv("FELTBOG_BENCH_DIR")
	if base == "" {
		base = t.TempDir()
	}
	opt.Config = filepath.Join(base, "config")
	dir := filepath.Join(base, "v.feltbog")
	if _, err := os.Stat(dir); err != nil {
		last := time.Now()
		made, err := Gen(ctx, Options{Dir: dir, Notes: notes, Seed: 1, Passphrase: passphrase, Vault: opt,
			Progress: func(done, total int) {
				if time.Since(last) > 10*time.Second {
					last = time.Now()
					fmt.Printf("%d of %d, peak %d MB\n", done, total, peakRSS()>>20)
				}
			}})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("made %d notes, %d changes in %.1f s (%.1f s CPU), peak %d MB; %+v %+v trash %d conflicts %d sets %d words %d\n", made.Notes, made.Changes,
			made.Took.Seconds(), made.CPU.Seconds(), made.PeakRSS>>20, made.Stat.Bytes, made.Stat.Kinds, made.Stat.Trash, made.Stat.Conflicts, made.Stat.Sets, made.Stat.Words)
	}
	var what []string
	if w := os.Getenv("FELTBOG_BENCH_WHAT"); w == "none" {
		return
	} else if w != "" {
		what = strings.Split(w, ",")
	}
	figures, err := Run(ctx, Target{Dir: dir, Passphrase: passphrase, Keys: opt.Keys}, what...)
	for _, f := range figures {
		fmt.Println(f)
	}
	if err != nil {
		t.Fatal(err)
	}
}

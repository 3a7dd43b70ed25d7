package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
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
	made, err := Gen(ctx, Options{Dir: dir, Notes: 3000, Photos: 250, Seed: 1, Passphrase: passphrase, Vault: opt, Import: 1000})
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
	if made.Photos != 250 || made.Stat.Kinds["photo"] != 250 {
		t.Errorf("%d photos, %+v", made.Photos, made.Stat.Kinds)
	}
	if len(made.Stat.Devices) < 6 || made.Stat.Trash == 0 {
		t.Errorf("too little history: %+v", made.Stat)
	}
}

// TestFiguresOfASmallVault measures nearly everything once, on little: the figures are not judged, only that there are some, and
// that the vault is as it was.
func TestFiguresOfASmallVault(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	ctx := context.Background()
	opt := cheapKeys(t)
	dir := filepath.Join(t.TempDir(), "v.feltbog")
	if _, err := Gen(ctx, Options{Dir: dir, Notes: 2000, Seed: 1, Passphrase: passphrase, Vault: opt, Import: 1000}); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, "team.db"))
	if err != nil {
		t.Fatal(err)
	}
	figures, err := Run(ctx, Target{Dir: dir, Passphrase: passphrase, Keys: opt.Keys, Merge: 2000}, "open", "search", "put", "merge", "verify")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.N == 0 || f.Median < 0 || f.String() == "" {
			t.Errorf("no figure: %+v", f)
		}
	}
	if len(figures) < 15 {
		t.Errorf("only %d figures", len(figures))
	}
	after, err := os.ReadFile(filepath.Join(dir, "team.db"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("measuring changed the vault (%v)", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), "feltbog-bench-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := Run(ctx, Target{Dir: dir}, "speed"); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Errorf("an unknown figure is no error: %v", err)
	}
}

// BenchmarkVault measures a vault of 20 000 notes, part by part, with what "feltbogctl bench" measures.
func BenchmarkVault(b *testing.B) {
	ctx := context.Background()
	opt := cheapKeys(b)
	dir := filepath.Join(b.TempDir(), "v.feltbog")
	if _, err := Gen(ctx, Options{Dir: dir, Notes: 20_000, Seed: 1, Passphrase: passphrase, Vault: opt}); err != nil {
		b.Fatal(err)
	}
	for _, what := range What() {
		b.Run(what, func(b *testing.B) {
			for b.Loop() {
				figures, err := Run(ctx, Target{Dir: dir, Passphrase: passphrase, Keys: opt.Keys, Merge: 10_000}, what)
				if err != nil {
					b.Fatal(err)
				}
				for _, f := range figures {
					unit := strings.ReplaceAll(f.Unit, " ", "-")
					b.ReportMetric(f.Median, f.Name+"-"+unit)
					if f.Ratio > 0 {
						b.ReportMetric(f.Ratio, f.Name+"-ratio")
					}
				}
			}
		})
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
		made, err := Gen(ctx, Options{Dir: dir, Notes: notes, Photos: notes / 10, Seed: 1, Passphrase: passphrase, Vault: opt,
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

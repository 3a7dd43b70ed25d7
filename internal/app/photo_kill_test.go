package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
)

// What a killed import is told.
const (
	killVault  = "FELTBOG_TEST_VAULT"
	killConfig = "FELTBOG_TEST_CONFIG_DIR"
	killFrom   = "FELTBOG_TEST_FROM"
)

// importPart brings pictures in and says how far it is, until it is killed.
func importPart() {
	p, err := Open(context.Background(), os.Getenv(killVault), Unlock{Passphrase: passphrase}, Options{Config: os.Getenv(killConfig), Anywhere: true, CheapKeys: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, "panic:", err)
		os.Exit(1)
	}
	var mu sync.Mutex
	say := func(a ...any) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Println(a...)
	}
	var progress Progress
	go func() {
		for last := int64(-1); ; {
			if n := progress.done.Load(); n != last {
				last = n
				say("at", n)
			}
			time.Sleep(100 * time.Microsecond) // the child's pace, not the test's
		}
	}()
	_, err = p.ImportPhotos(context.Background(), PhotoImport{Paths: []string{os.Getenv(killFrom)}}, &progress, func(d PhotoImported) { say("in", len(d.Added)) })
	if err != nil {
		fmt.Fprintln(os.Stderr, "panic:", err)
		os.Exit(1)
	}
	for { // it is killed also when it is done
		say("done")
		time.Sleep(time.Millisecond)
	}
}

func TestAnImportThatIsKilledGoesOnWhereItStoppedAndBringsNothingInTwice(t *testing.T) {
	seed := testkit.Seed(t)
	random := testkit.Rand(seed)
	const jpegs, pngs = 90, 6
	from := t.TempDir()
	files := map[string][]byte{}
	for n := range jpegs {
		files[fmt.Sprintf("%02d.jpg", n)] = snapshot(t, n, "2025:03:13 15:00:00")
	}
	for n := range pngs {
		files[fmt.Sprintf("tegning%d.png", n)] = drawnPNG(t, 100+n, 80)
	}
	writeAll(t, from, files)
	for round := range testkit.Rounds(3, 20) {
		config, dir := t.TempDir(), filepath.Join(t.TempDir(), "lillerup.feltbog")
		opt := Options{Config: config, Anywhere: true, CheapKeys: true}
		r, err := NewRecovery()
		must(t, err)
		p, err := Create(t.Context(), dir, Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: passphrase, Recovery: r}, opt)
		must(t, err)
		must(t, p.Close())
		child := testkit.Start(t, "import", killVault+"="+dir, killConfig+"="+config, killFrom+"="+from)
		said := child.KillSometime(random, 80)
		p, err = Open(t.Context(), dir, Unlock{Passphrase: passphrase}, opt)
		must(t, err)
		told := 0
		for _, line := range said {
			_, _ = fmt.Sscanf(line, "in %d", &told)
		}
		before := pictures(t, p, 0).Lines
		if len(before) < told {
			t.Fatalf("round %d: %d were said to be in, %d are", round, told, len(before))
		}
		nothingHalf(t, p, round)
		left, err := p.UnfinishedImport(t.Context())
		must(t, err)
		if left == nil && len(before) < jpegs+pngs {
			t.Errorf("round %d: %d of %d are in, and going on is not offered", round, len(before), jpegs+pngs)
		}
		bring(t, p, PhotoImport{Paths: []string{from}})
		must(t, p.DevelopPhotos(t.Context(), nil))
		seen := map[[32]byte]bool{}
		for _, l := range pictures(t, p, 0).Lines {
			o := photoOf(t, p, l.ID)
			if seen[o.Original.Hash] {
				t.Errorf("round %d: %s is in twice", round, o.FileName)
			}
			seen[o.Original.Hash] = true
			if _, err := p.PhotoThumb(t.Context(), l.ID, 30, 20); err != nil || o.Travel.IsZero() {
				t.Errorf("round %d: %s: %v", round, o.FileName, err)
			}
		}
		if len(seen) != jpegs+pngs {
			t.Errorf("round %d: %d pictures after going on", round, len(seen))
		}
		nothingHalf(t, p, round)
		if left, err := p.UnfinishedImport(t.Context()); left != nil || err != nil {
			t.Errorf("round %d: going on is still offered (%v)", round, err)
		}
		must(t, p.Close())
	}
}

// nothingHalf checks that every picture has its files, whole, and that the vault is sound.
func nothingHalf(t *testing.T, p *Project, round int) {
	t.Helper()
	var found []Finding
	must(t, p.Verify(true, &found).Start(t.Context(), nil))
	for _, f := range found {
		t.Errorf("round %d: %+v", round, f)
	}
	for _, l := range pictures(t, p, 0).Lines {
		o := photoOf(t, p, l.ID)
		for _, ref := range []feltbog.BlobRef{o.Original, o.Travel} {
			if ref.IsZero() {
				continue
			}
			if _, err := p.ReadFile(t.Context(), ref, 1<<24); err != nil {
				t.Errorf("round %d: %s: %v", round, o.FileName, err)
			}
		}
	}
}

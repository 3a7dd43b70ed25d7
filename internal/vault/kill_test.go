package vault

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/testkit"
	"feltbog/internal/vault/identity"
)

// erased is what the ledger holds of a record that was erased: nothing may ever be seen of it again.
const erased = "erased"

// ledger is what the killed writer has said to be on the disk.
type ledger struct {
	seqs map[string]uint64
	recs map[string]string
	acks int
}

// read takes in what one writer said, and returns the step that was under way when it was killed.
func (l *ledger) read(t *testing.T, lines []string) said {
	t.Helper()
	var open said
	for _, line := range lines {
		var s said
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatalf("the writer said %q: %v", line, err)
		}
		if s.Intent {
			open = s
			continue
		}
		if open.All { // what the writer did not know of, such as records of a withheld import, may have changed too
			maps.DeleteFunc(l.recs, func(_, text string) bool { return text != erased })
		}
		l.acks++
		for k, n := range s.Seqs {
			l.seqs[k] = max(l.seqs[k], n)
		}
		for id, text := range s.Recs {
			if open.Op == "erase" {
				text = erased
			}
			l.recs[id] = text
		}
		open = said{}
	}
	return open
}

// compare checks that everything acknowledged is there; records of the step that was cut may have their old or their
// new state, and are taken as they are from then on.
func (l *ledger) compare(t *testing.T, v *Vault, cut said) {
	t.Helper()
	for _, s := range v.Spaces() {
		vector := s.Vector()
		for key, n := range l.seqs {
			kind, device, _ := strings.Cut(key, " ")
			id, err := feltbog.ParseID(device)
			if err != nil {
				t.Fatal(err)
			}
			if kind == string(s.Kind()) && vector[id] < n {
				t.Errorf("%s: set %d of device %s was acknowledged and is gone; %d are here", kind, n, device, vector[id])
			}
		}
	}
	for id, want := range l.recs {
		rec, err := feltbog.ParseID(id)
		if err != nil {
			t.Fatal(err)
		}
		got := shown(v.Team(), rec)
		_, mine := cut.Recs[id]
		switch {
		case want == erased:
			if got != "x" {
				t.Errorf("record %s was erased and is back: %q", id, got)
			}
		case cut.All || mine:
			l.recs[id] = got
		case got != want:
			t.Errorf("record %s shows %q, %q was acknowledged (cut in %q)", id, got, want, cut.Op)
		}
	}
	for id := range cut.Recs {
		rec, _ := feltbog.ParseID(id)
		if l.recs[id] == erased {
			continue
		}
		l.recs[id] = shown(v.Team(), rec)
	}
}

func TestAKilledVaultLosesNothingAcknowledgedAndLeavesNothingReadable(t *testing.T) {
	seed := testkit.Seed(t)
	r := testkit.Rand(seed)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	opt := testOptions(t)
	v := newVault(t, opt)
	device := v.Identity().Stamp.Device
	l := &ledger{seqs: map[string]uint64{}, recs: map[string]string{}}
	rounds, files := testkit.Rounds(20, 250), 0
	cuts := map[string]int{}
	markers := testkit.Markers(planted...)
	for round := range rounds {
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
		child := testkit.Start(t, "writer", "WRITER_VAULT="+v.Dir(), "WRITER_CONFIG="+opt.Config, fmt.Sprint("WRITER_SEED=", r.Uint64()))
		cut := l.read(t, child.KillSometime(r, 60))
		cuts[cut.Op]++
		files += testkit.ScanTree(t, markers, v.Dir(), opt.Config, temp)
		var err error
		if v, err = Open(ctx, v.Dir(), Unlock{Passphrase: passphrase}, opt); err != nil {
			t.Fatalf("round %d, cut in %q: %v", round, cut.Op, err)
		}
		if v.Identity().Reason != identity.Same || v.Identity().Stamp.Device != device {
			t.Errorf("round %d: a kill made another device: %s", round, v.Identity().Reason)
		}
		l.compare(t, v, cut)
		sound(t, v)
		if t.Failed() {
			t.Fatalf("round %d, cut in %q", round, cut.Op)
		}
	}
	files += testkit.ScanTree(t, markers, v.Dir(), opt.Config, temp)
	t.Logf("%d rounds, %d acknowledged steps, %d records, %d files scanned; cut in %v", rounds, l.acks, len(l.recs), files, cuts)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheScannerSeesAPlainDatabase(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", filepath.Join(dir, "plain.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA encoding='UTF-16le'; CREATE TABLE note(t); INSERT INTO note VALUES(?)", "et ord: "+planted[2]); err != nil {
		t.Fatal(err)
	}
	hits := testkit.Hits(t, testkit.Markers(planted...), dir)
	if !slices.ContainsFunc(hits, func(h string) bool { return strings.HasSuffix(h, planted[2]) }) ||
		!slices.ContainsFunc(hits, func(h string) bool { return strings.HasSuffix(h, "a plain database") }) {
		t.Errorf("the scanner sees only %v", hits)
	}
}

func TestTheScannerSeesPlaintextInEveryForm(t *testing.T) {
	for _, m := range testkit.Markers(planted[1], planted[7]) {
		for n, form := range m.Forms {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "page"), append([]byte("xx\x00"), form...), 0o600); err != nil {
				t.Fatal(err)
			}
			if len(testkit.Hits(t, []testkit.Marker{m}, dir)) == 0 {
				t.Errorf("form %d of %s is not seen", n, m.Word)
			}
		}
	}
}

package vault

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/testkit"
)

// contents is everything a vault holds, to be compared: every set but those of other devices than the given, byte for
// byte, and every note and name as it is shown.
func contents(v *Vault, device feltbog.ID) (map[string]string, error) {
	out := map[string]string{}
	for _, s := range v.Spaces() {
		err := s.Sets(ctx, nil, func(id change.SetID, body []byte) error {
			if id.Device == device {
				out[string(s.Kind())+" "+id.String()] = string(body)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		for _, kind := range []feltbog.Kind{feltbog.KindNoteBlock, feltbog.KindIdentity, feltbog.KindParticipant} {
			recs, err := s.List(ctx, kind, nil, 0)
			if err != nil {
				return nil, err
			}
			for _, rec := range recs {
				out[rec.RecordID().String()] = fmt.Sprintf("%+v", rec)
			}
		}
	}
	return out, nil
}

// flip turns one bit over. Files of blocks are hit in blocks that hold something.
func flip(r *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	for {
		at := r.IntN(len(out))
		if block := out[at&^4095 : min(at&^4095+4096, len(out))]; bytes.Count(block, []byte{0}) < len(block) {
			out[at] ^= 1 << r.IntN(8)
			return out
		}
	}
}

// caught reports whether an error or a finding names the file: by its name, or as the space it holds.
func caught(err error, found []Finding, file string) bool {
	var e *feltbog.Error
	if err != nil && (strings.Contains(err.Error(), file) || errors.As(err, &e) && strings.Contains(fmt.Sprint(e.Args), file)) {
		return true
	}
	return slices.ContainsFunc(found, func(f Finding) bool { return filepath.Base(f.File) == file })
}

// damagedVault makes a vault with some life in it and returns its closed folder, a snapshot in it, and its contents.
func damagedVault(t *testing.T) (dir, snapshot string, device feltbog.ID, want map[string]string) {
	t.Helper()
	opt := testOptions(t)
	v := newVault(t, opt)
	reg, err := v.Register()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		p := &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: fmt.Sprint("B-", i), Perspective: feltbog.Citizen}
		n := newNote(strings.Repeat(fmt.Sprintf("%s nr %d. ", planted[i%len(planted)], i), 1+i*i/4))
		n.Speaker = p.ID
		_, err := v.Do(ctx, store.Action{Name: "note.add"}, Work{
			reg: func(w *store.Writer) error {
				return w.Put(&feltbog.Identity{Participant: p.ID, Name: "Navn " + planted[i%len(planted)]})
			},
			v.Team(): func(w *store.Writer) error { return errors.Join(w.Put(p), w.Put(n)) },
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if snapshot, err = v.Backup(ctx, 0, nil); err != nil {
		t.Fatal(err)
	}
	device = v.Identity().Stamp.Device
	if want, err = contents(v, device); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	return v.Dir(), snapshot, device, want
}

func TestAFlippedBitIsFoundAndTheFileNamed(t *testing.T) {
	r := testkit.Rand(testkit.Seed(t))
	dir, _, device, want := damagedVault(t)
	tally := map[string]int{}
	for range testkit.Rounds(12, 300) {
		for _, file := range []string{"team.db", "register.db", "vault.keys"} {
			data, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			bad := filepath.Join(t.TempDir(), "skadet.feltbog")
			testkit.CopyTree(t, dir, bad)
			if err := os.WriteFile(filepath.Join(bad, file), flip(r, data), 0o600); err != nil {
				t.Fatal(err)
			}
			var found []Finding
			var have map[string]string
			v, err := Open(ctx, bad, Unlock{Passphrase: passphrase}, testOptions(t))
			if err == nil {
				if found, err = v.Verify(ctx, true, nil); err == nil {
					have, _ = contents(v, device)
				}
				_ = v.Close() // a damaged vault may not even close well
			}
			switch {
			case caught(err, found, file):
				tally[file+" named"]++
			case err == nil && len(found) == 0 && maps.Equal(have, want):
				tally[file+" harmless"]++
			default:
				t.Errorf("%s: damage is not told: error %v, findings %v, same contents %v", file, err, found, maps.Equal(have, want))
			}
			_ = os.RemoveAll(bad)
		}
	}
	t.Log(tally)
	for _, file := range []string{"team.db", "register.db", "vault.keys"} {
		if tally[file+" named"] < tally[file+" harmless"] {
			t.Errorf("%s: most flips did no harm: they were not in live data", file)
		}
	}
}

func TestAFlippedBitInABackupIsFoundAndTheFileNamed(t *testing.T) {
	r := testkit.Rand(testkit.Seed(t))
	dir, snapshot, device, want := damagedVault(t)
	tally := map[string]int{}
	stamp := filepath.Base(snapshot)
	for range testkit.Rounds(6, 150) {
		for _, file := range []string{stamp + "/team.log", stamp + "/register.log", stamp + "/vault.keys", stamp + "/manifest.json", "keys-team.db", "keys-register.db"} {
			data, err := os.ReadFile(filepath.Join(dir, backupFolder, file))
			if err != nil {
				t.Fatal(err)
			}
			base := t.TempDir()
			testkit.CopyTree(t, filepath.Join(dir, backupFolder), base)
			if err := os.WriteFile(filepath.Join(base, file), flip(r, data), 0o600); err != nil {
				t.Fatal(err)
			}
			var have map[string]string
			var found []Finding
			to := filepath.Join(t.TempDir(), "igen.feltbog")
			v, err := Restore(ctx, filepath.Join(base, stamp), to, Unlock{Passphrase: passphrase}, testOptions(t), nil)
			if err == nil {
				if found, err = v.Verify(ctx, true, nil); err == nil {
					have, _ = contents(v, device)
				}
				_ = v.Close()
			} else if _, e := os.Stat(to); e == nil {
				t.Errorf("%s: a failed restore left a folder", file)
			}
			name := filepath.Base(file)
			switch {
			case caught(err, found, name):
				tally[name+" named"]++
			case err == nil && len(found) == 0 && maps.Equal(have, want):
				tally[name+" harmless"]++
			default:
				t.Errorf("%s: damage is not told: error %v, findings %v, same contents %v", file, err, found, maps.Equal(have, want))
			}
		}
	}
	t.Log(tally)
}

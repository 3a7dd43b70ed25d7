package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestBackupsAreMadeWhenTheyAreDueAndTheOldestLetGo(t *testing.T) {
	c := newClock()
	m := newMachine(t, c, t.TempDir())
	dir, _ := newVault(t, m)
	p, err := m.Open(t.Context(), dir, Unlock{Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	stick := t.TempDir()
	foreign := filepath.Join(stick, "andet 20250101-000000.feltbog-backup")
	if err := os.WriteFile(foreign, []byte("en anden feltbogs"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, plan := range []BackupPlan{{Days: 2, Keep: 2}, {Folder: stick, Days: 2, Keep: 2}} {
		var made []string
		for range 3 {
			if due, err := p.BackupDue(t.Context(), plan); !due || err != nil {
				t.Fatalf("%v is not due: %v", plan, err)
			}
			var path string
			if err := p.BackupPlanned(plan, &path).Run(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			made = append(made, path)
			c.at = c.at.Add(47 * time.Hour)
			if due, err := p.BackupDue(t.Context(), plan); due || err != nil {
				t.Fatalf("%v is due again too early: %v", plan, err)
			}
			c.at = c.at.Add(time.Hour)
		}
		all, err := p.Backups(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		var here []string
		for _, b := range all {
			if b.Own == (plan.Folder == "") {
				here = append(here, b.Path)
			}
			if b.Bytes == 0 {
				t.Errorf("%s has no size", b.Path)
			}
		}
		if len(here) != 2 || here[0] != made[2] || here[1] != made[1] {
			t.Errorf("%v of %v are kept", here, made)
		}
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error(err)
	}
}

func TestABackupIsTriedWithoutATrace(t *testing.T) {
	c, config := newClock(), t.TempDir()
	m := newMachine(t, c, config)
	dir, r := newVault(t, m)
	p, err := m.Open(t.Context(), dir, Unlock{Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	putPlace(t, p, "Torvet")
	var made string
	if err := p.BackupPlanned(BackupPlan{Folder: t.TempDir(), Keep: 3}, &made).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	before := tree(t, config)
	for _, u := range []Unlock{{Passphrase: passphrase}, {Words: strings.Join(r.Words, " ")}} {
		var found Trial
		if err := m.TryBackup(made, u, &found).Run(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if found.Title != "Lillerup" || len(found.Findings) != 0 {
			t.Errorf("%+v", found)
		}
	}
	var found Trial
	if err := m.TryBackup(made, Unlock{Passphrase: "forkert kodesætning"}, &found).Run(t.Context(), nil); key(err) != "vault.passphrase" {
		t.Error(err)
	}
	if err := os.Truncate(made, 5000); err != nil {
		t.Fatal(err)
	}
	if err := m.TryBackup(made, Unlock{Passphrase: passphrase}, &found).Run(t.Context(), nil); err == nil {
		t.Error("a backup that was cut off passes its trial")
	}
	if after := tree(t, config); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// tree lists the files below a folder.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all.WriteString(p + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func TestAVaultIsRestoredFromABackup(t *testing.T) {
	m := newMachine(t, newClock(), t.TempDir())
	dir, _ := newVault(t, m)
	p, err := m.Open(t.Context(), dir, Unlock{Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	var file string
	if err := p.BackupPlanned(BackupPlan{Folder: t.TempDir(), Keep: 3}, &file).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	p.Close()
	to := filepath.Join(t.TempDir(), "igen.feltbog")
	if err := m.Restore(file, to, Unlock{Passphrase: passphrase}, &p).Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if f, err := p.Facts(t.Context()); err != nil || f.Title != "Lillerup" {
		t.Errorf("%+v, %v", f, err)
	}
	if all, _ := m.Vaults(); len(all) != 2 || all[0].Folder != to {
		t.Errorf("%+v", all)
	}
}

func TestABackupTellsWhoseItIs(t *testing.T) {
	for path, want := range map[string]string{
		"/mnt/stick/lillerup 20250327-150000.feltbog-backup":       "lillerup",
		"/mnt/stick/hverdag på Ærø 20250327-150000.feltbog-backup": "hverdag på Ærø",
		"/home/lillerup.feltbog/backups/20250327-150000":           "lillerup",
		"/mnt/stick/kopi.tar": "kopi",
	} {
		if got := BackupOf(filepath.FromSlash(path)); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}

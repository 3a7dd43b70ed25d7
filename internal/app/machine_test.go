package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

// clock is a time that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newMachine(t *testing.T, c *clock, config string) *Machine {
	t.Helper()
	m, err := OpenMachine(Options{Config: config, Anywhere: true, CheapKeys: true, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func newClock() *clock { return &clock{time.Date(2025, 3, 27, 15, 0, 0, 0, time.UTC)} }

// newVault makes a vault on a machine and closes it.
func newVault(t *testing.T, m *Machine) (dir string, r Recovery) {
	t.Helper()
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(t.TempDir(), "lillerup.feltbog")
	p, err := m.Create(t.Context(), dir, Founding{Project: "Lillerup", Device: "Bærbar 1", Passphrase: passphrase, Recovery: r})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, r
}

func key(err error) string {
	var coded *feltbog.Error
	if !errors.As(err, &coded) {
		return ""
	}
	return coded.Key
}

func TestAWrongPassphraseWaitsLongerEachTime(t *testing.T) {
	c, config := newClock(), t.TempDir()
	m := newMachine(t, c, config)
	dir, _ := newVault(t, m)
	for _, want := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
		if _, err := m.Open(t.Context(), dir, Unlock{Passphrase: "forkert kodesætning"}); key(err) != "vault.passphrase" {
			t.Fatal(err)
		}
		left, err := m.Wait(dir)
		if err != nil || left != want*time.Second {
			t.Fatalf("waits %v, not %d s: %v", left, want, err)
		}
		m = newMachine(t, c, config) // a restart does not help
		if _, err := m.Open(t.Context(), dir, Unlock{Passphrase: passphrase}); key(err) != "vault.wait" {
			t.Fatalf("the right passphrase was looked at too early: %v", err)
		}
		c.at = c.at.Add(want * time.Second)
	}
	p, err := m.Open(t.Context(), dir, Unlock{Passphrase: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if left, err := m.Wait(dir); left != 0 || err != nil {
		t.Errorf("waits %v after the right passphrase: %v", left, err)
	}
}

func TestAClockThatWasSetBackDoesNotLockAnybodyOut(t *testing.T) {
	c := newClock()
	m := newMachine(t, c, t.TempDir())
	dir, _ := newVault(t, m)
	_, _ = m.Open(t.Context(), dir, Unlock{Passphrase: "forkert kodesætning"})
	c.at = c.at.AddDate(-1, 0, 0)
	if left, err := m.Wait(dir); left > time.Second || err != nil {
		t.Errorf("waits %v: %v", left, err)
	}
}

func TestRecoveringEndsTheWait(t *testing.T) {
	c := newClock()
	m := newMachine(t, c, t.TempDir())
	dir, r := newVault(t, m)
	_, _ = m.Open(t.Context(), dir, Unlock{Passphrase: "forkert kodesætning"})
	p, err := m.Recover(t.Context(), dir, strings.Join(r.Words, " "), "nye ord til den gamle bog")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p, err = m.Open(t.Context(), dir, Unlock{Passphrase: "nye ord til den gamle bog"})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}

func TestTheMachineKnowsVaultsByFolderAndNameOnly(t *testing.T) {
	c, config := newClock(), t.TempDir()
	m := newMachine(t, c, config)
	first, _ := newVault(t, m)
	second, _ := newVault(t, m)
	all, err := newMachine(t, c, config).Vaults()
	if err != nil || len(all) != 2 || all[0] != (Known{Folder: second, Name: "lillerup"}) || all[1].Folder != first {
		t.Fatalf("%+v, %v", all, err)
	}
	b, err := os.ReadFile(filepath.Join(config, machineName))
	if err != nil || strings.Contains(string(b), "Bærbar") || strings.Contains(string(b), "Lillerup") {
		t.Errorf("%v: %s", err, b)
	}
	if err := os.RemoveAll(first); err != nil {
		t.Fatal(err)
	}
	if all, _ = m.Vaults(); !all[1].Gone || all[0].Gone {
		t.Errorf("%+v", all)
	}
	if err := m.ForgetVault(first); err != nil {
		t.Fatal(err)
	}
	if all, _ = m.Vaults(); len(all) != 1 {
		t.Errorf("%+v", all)
	}
}

func TestSettingsStayWithinTheirLimits(t *testing.T) {
	c, config := newClock(), t.TempDir()
	m := newMachine(t, c, config)
	if s, err := m.Settings(); err != nil || s != DefaultSettings() {
		t.Fatalf("%+v, %v", s, err)
	}
	_, err := m.Choose(func(s *Settings) {
		s.Language, s.Look, s.Scale, s.IdleMinutes = "da", "aften", 130, 100000
		s.Backup = BackupPlan{Folder: " /mnt/stick ", Days: -1, Keep: 0}
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Settings{Language: "da", Look: "aften", Scale: 130, IdleMinutes: MaxIdleMinutes, Backup: BackupPlan{Folder: "/mnt/stick", Keep: 1}}
	if s, err := newMachine(t, c, config).Settings(); err != nil || s != want {
		t.Errorf("%+v, %v", s, err)
	}
	if s, _ := m.Choose(func(s *Settings) { s.Scale = 900; s.Look = "lilla" }); s.Scale != 100 || s.Look != DefaultSettings().Look {
		t.Errorf("%+v", s)
	}
}

func TestUnreadableSettingsArePutAside(t *testing.T) {
	c, config := newClock(), t.TempDir()
	path := filepath.Join(config, machineName)
	if err := os.WriteFile(path, []byte(`{"settings": {"scale": "stor"`), 0o600); err != nil {
		t.Fatal(err)
	}
	m := newMachine(t, c, config)
	if s, err := m.Settings(); err != nil || s != DefaultSettings() {
		t.Errorf("%+v, %v", s, err)
	}
	b, err := os.ReadFile(m.Broken)
	if err != nil || !strings.Contains(string(b), "stor") {
		t.Errorf("%v: %s", err, b)
	}
}

func TestAVaultIsProposedWhereItMayLie(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	m, err := OpenMachine(Options{Config: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	dir := m.ProposeFolder("Hverdag/helbred: Ærø?")
	if filepath.Base(dir) != "Hverdag-helbred- Ærø.feltbog" || !strings.HasPrefix(dir, home) {
		t.Error(dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if again := m.ProposeFolder("Hverdag/helbred: Ærø?"); again == dir || m.CheckPlace(again) != nil {
		t.Error(again)
	}
	synced := filepath.Join(home, "OneDrive", "Feltbog")
	if err := m.CheckPlace(synced); key(err) != "vault.synced" {
		t.Error(err)
	}
	for folder, want := range map[string]string{"": "place.unnamed", "kun et navn": "place.unnamed"} {
		if err := m.CheckPlace(folder); key(err) != want {
			t.Errorf("%q: %v", folder, err)
		}
	}
}

func TestAVaultIsFoundInTheFolderAroundIt(t *testing.T) {
	m := newMachine(t, newClock(), t.TempDir())
	dir, _ := newVault(t, m)
	for _, given := range []string{dir, filepath.Dir(dir)} {
		if found, err := FindVault(given); found != dir || err != nil {
			t.Errorf("%s: %v", found, err)
		}
	}
	if _, err := FindVault(t.TempDir()); key(err) != "vault.keys.missing" {
		t.Error(err)
	}
	if err := m.CheckPlace(dir); key(err) != "vault.keys.exists" {
		t.Error(err)
	}
}

func TestAVaultThatIsStoppedWhileItIsMadeLeavesNothing(t *testing.T) {
	m := newMachine(t, newClock(), t.TempDir())
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := filepath.Join(t.TempDir(), "ny.feltbog")
	_, err = m.Create(ctx, dir, Founding{Project: "Ny", Device: "Her", Passphrase: passphrase, Recovery: r})
	if feltbog.ErrorCode(err) != feltbog.ECancelled {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder is there: %v", err)
	}
}

package vault

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"feltbog/internal/store/cryptvfs"
	"feltbog/internal/testkit"
)

// workUntilKilled begins a backup or a restoration and, in the middle of it, waits to be killed.
func workUntilKilled() {
	dir, file := os.Getenv("WORK_VAULT"), os.Getenv("WORK_FILE")
	reached := "snapshot"
	if os.Getenv("WORK_JOB") == "restore" {
		reached = "team.db"
	}
	begun := false
	opt := Options{Anywhere: true, Config: os.Getenv("WORK_CONFIG"), Keys: cheapKeys(),
		Layer: []cryptvfs.Option{cryptvfs.WithFault(func(op cryptvfs.Op) error {
			if begun && strings.Contains(op.Path, reached) {
				fmt.Println("half way")
				select {}
			}
			return nil
		})}}
	if os.Getenv("WORK_JOB") == "restore" {
		begun = true
		_, err := Restore(ctx, file, dir, Unlock{Passphrase: passphrase}, opt, nil)
		panic(fmt.Sprint("the restoration was not stopped: ", err))
	}
	v, err := Open(ctx, dir, Unlock{Passphrase: passphrase}, opt)
	check(err)
	begun = true
	panic(fmt.Sprint("the backup was not stopped: ", v.BackupTo(ctx, file, nil)))
}

// left lists what lies in a folder and begins like work folders do.
func left(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".feltbog-") {
			names = append(names, e.Name())
		}
	}
	return names
}

func TestWhatAKilledBackupOrRestorationLeftIsGoneAfterTheNextOpening(t *testing.T) {
	opt := testOptions(t)
	temp := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temp)
	}
	v := newVault(t, opt)
	note(t, v, "først")
	stick := t.TempDir()
	file := filepath.Join(stick, "lillerup.feltbog-backup")
	if err := v.BackupTo(ctx, file, nil); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	near := filepath.Dir(v.Dir())
	r := testkit.Rand(testkit.Seed(t))
	for _, c := range []struct{ job, dir, file, in string }{
		{"backup", v.Dir(), filepath.Join(stick, "to.feltbog-backup"), stick},
		{"restore", filepath.Join(near, "igen.feltbog"), file, near},
	} {
		child := testkit.Start(t, "work", "WORK_JOB="+c.job, "WORK_VAULT="+c.dir, "WORK_FILE="+c.file, "WORK_CONFIG="+opt.Config)
		child.KillSometime(r, 1)
		if n := left(t, c.in); len(n) != 1 {
			t.Fatalf("%s: the kill left %v: this test tries nothing", c.job, n)
		}
	}
	if err := os.MkdirAll(filepath.Join(temp, testWork+"1"), 0o700); err != nil { // as a kill leaves it
		t.Fatal(err)
	}
	again, err := Open(ctx, v.Dir(), Unlock{Passphrase: passphrase}, opt)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for _, dir := range []string{stick, near, temp} {
		if n := left(t, dir); len(n) > 0 {
			t.Errorf("there is still %v", n)
		}
	}
	if l, err := again.Team().Locals(ctx, rememberedWork); err != nil || len(l) > 0 {
		t.Errorf("it would look again: %v, %v", l, err)
	}
	sound(t, again)
	r2, err := Restore(ctx, file, filepath.Join(t.TempDir(), "ud.feltbog"), Unlock{Passphrase: passphrase}, testOptions(t), nil)
	if err != nil {
		t.Fatalf("the older backup: %v", err)
	}
	defer r2.Close()
	sound(t, r2)
}

func TestABackupUnderWayIsLeftAlone(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	w, done, err := v.backupWorkIn(ctx, filepath.Dir(v.Dir()))
	if err != nil {
		t.Fatal(err)
	}
	if err := v.sweepWork(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(w.Path(".")); err != nil {
		t.Errorf("its folder was swept: %v", err)
	}
	done()
	if n := left(t, filepath.Dir(v.Dir())); len(n) > 0 {
		t.Errorf("there is still %v", n)
	}
}

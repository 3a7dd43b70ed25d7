package place

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

func TestASweepTakesTheWorkOfTheDeadAndLeavesThatOfTheLiving(t *testing.T) {
	dir := t.TempDir()
	mine, err := MakeWork(dir, ".work-")
	if err != nil {
		t.Fatal(err)
	}
	work := func() *exec.Cmd {
		cmd, out := other(t, "work", dir)
		if _, err := io.ReadFull(out, make([]byte, 5)); err != nil {
			t.Fatal(err)
		}
		return cmd
	}
	killed, living := work(), work()
	if err := killed.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = killed.Wait()
	for _, name := range []string{".work-before the lock", "else"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "inner"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(list(t, dir)); n != 5 {
		t.Fatalf("there are %d folders: %v", n, list(t, dir))
	}
	if !SweepWork(dir, ".work-") {
		t.Error("it did not look")
	}
	if left := list(t, dir); len(left) != 3 {
		t.Errorf("left are %v: want this process's, the living one's and the foreign folder", left)
	}
	if _, err := os.Stat(mine.Path(workLock)); err != nil {
		t.Error(err)
	}
	if err := living.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = living.Wait()
	if err := mine.Remove(); err != nil {
		t.Error(err)
	}
	SweepWork(dir, ".work-")
	if left := list(t, dir); len(left) != 1 || left[0] != "else" {
		t.Errorf("left are %v", left)
	}
	if SweepWork(filepath.Join(dir, "nowhere"), ".work-") {
		t.Error("it looked where nothing is")
	}
}

func TestASweepFollowsNoLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a link needs rights there")
	}
	dir, foreign := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "dear"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(foreign, filepath.Join(dir, ".work-link")); err != nil {
		t.Fatal(err)
	}
	SweepWork(dir, ".work-")
	if got := list(t, foreign); len(got) != 1 {
		t.Errorf("behind the link are %v", got)
	}
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

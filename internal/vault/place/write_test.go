package place

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestAWriterThatIsKilledLeavesOldOrNewContentWhole(t *testing.T) {
	for round := range 8 {
		dir := t.TempDir()
		cmd, out := other(t, "write", dir)
		lines := bufio.NewScanner(out)
		last := ""
		time.AfterFunc(time.Duration(30+7*round)*time.Millisecond, func() { cmd.Process.Kill() })
		for lines.Scan() {
			last = lines.Text()
		}
		cmd.Wait()
		if last == "" {
			continue // killed before the first write was done
		}
		got, err := os.ReadFile(filepath.Join(dir, "file"))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 10_000 || !bytes.Equal(got, bytes.Repeat(got[:1], len(got))) {
			t.Fatalf("a torn file of %d bytes after write %s", len(got), last)
		}
		if err := AtomicWrite(filepath.Join(dir, "file"), content(1)); err != nil {
			t.Fatal("the next write stumbles over the leftover:", err)
		}
		if _, err := os.Stat(filepath.Join(dir, "file"+tempSuffix)); err == nil {
			t.Fatal("a temporary file is left")
		}
	}
}

func TestOnlyTheOwnerCanReadWhatIsWritten(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows keeps rights elsewhere")
	}
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := AtomicWrite(path, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if fi, _ := os.Stat(path); fi.Mode().Perm() != 0o600 {
		t.Fatal(fi.Mode())
	}
}

func TestAFailedWriteLeavesTheOldContent(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	if err := os.MkdirAll(filepath.Join(path, "x"), 0o700); err != nil { // a folder in the way cannot be replaced
		t.Fatal(err)
	}
	if err := AtomicWrite(path, []byte("x")); err == nil {
		t.Fatal("replaced a folder")
	}
	if _, err := os.Stat(path + tempSuffix); err == nil {
		t.Fatal("a temporary file is left")
	}
}

func TestFreeSpaceIsKnown(t *testing.T) {
	n, err := FreeSpace(t.TempDir())
	if err != nil || n == 0 {
		t.Fatal(n, err)
	}
}

package place

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

// TestMain lets the test binary be the other process.
func TestMain(m *testing.M) {
	switch os.Getenv("PLACE_TEST_ROLE") {
	case "hold":
		if _, err := Lock(os.Getenv("PLACE_TEST_DIR")); err != nil {
			os.Stdout.WriteString("no\n")
			os.Exit(1)
		}
		os.Stdout.WriteString("held\n")
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	case "work":
		w, err := MakeWork(os.Getenv("PLACE_TEST_DIR"), ".work-")
		if err != nil {
			os.Stdout.WriteString(err.Error())
			os.Exit(1)
		}
		if _, err := w.Make("inner"); err != nil {
			os.Exit(1)
		}
		os.Stdout.WriteString("made\n")
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	case "write":
		path := filepath.Join(os.Getenv("PLACE_TEST_DIR"), "file")
		for i := 0; ; i++ {
			if err := AtomicWrite(path, content(i)); err != nil {
				os.Stdout.WriteString(err.Error())
				os.Exit(1)
			}
			os.Stdout.WriteString(strconv.Itoa(i) + "\n")
		}
	}
	os.Exit(m.Run())
}

// content is a file whose bytes all agree, so that a mixture of two is seen.
func content(i int) []byte { return bytes.Repeat([]byte{byte(i)}, 10_000) }

func other(t *testing.T, role, dir string) (*exec.Cmd, io.ReadCloser) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PLACE_TEST_ROLE="+role, "PLACE_TEST_DIR="+dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); cmd.Process.Kill(); cmd.Wait() })
	return cmd, out
}

func TestOneProcessHasTheVaultAndAKilledOneGivesItBack(t *testing.T) {
	dir := t.TempDir()
	cmd, out := other(t, "hold", dir)
	if _, err := io.ReadFull(out, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}

	_, err := Lock(dir)
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Code != feltbog.EBusy || e.Key != "vault.busy" {
		t.Fatalf("want vault.busy, got %v", err)
	}
	host, _ := os.Hostname()
	if e.Args["pid"] != strconv.Itoa(cmd.Process.Pid) || e.Args["host"] != host {
		t.Errorf("the message names the wrong holder: %v", e.Args)
	}
	if since, err := time.Parse(time.RFC3339, e.Args["since"]); err != nil || time.Since(since) > time.Hour {
		t.Errorf("since %q", e.Args["since"])
	}

	cmd.Process.Kill()
	cmd.Wait()
	h, err := Lock(dir)
	if err != nil {
		t.Fatalf("a stale lock file locks: %v", err)
	}
	if err := h.Release(); err != nil {
		t.Fatal(err)
	}
	if err := h.Release(); err != nil {
		t.Fatal("releasing twice:", err)
	}
}

func TestTheSameProcessCannotOpenAVaultTwice(t *testing.T) {
	dir := t.TempDir()
	h, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(dir); feltbog.ErrorCode(err) != feltbog.EBusy {
		t.Fatalf("got %v", err)
	}
	h.Release()
	h, err = Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	h.Release()
}

func TestDeletingTheLockFileDoesNotOpenTheVault(t *testing.T) {
	dir := t.TempDir()
	h, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Release()
	if err := os.Remove(filepath.Join(dir, LockName)); err != nil {
		if runtime.GOOS == "windows" {
			return // refused by the system, which is as good
		}
		t.Fatal(err)
	}
	_, err = Lock(dir)
	var e *feltbog.Error
	if !errors.As(err, &e) || e.Key != "vault.busy" {
		t.Fatalf("got %v", err)
	}
	if e.Args["pid"] == strconv.Itoa(os.Getpid()) {
		t.Error("the refused one is named as the holder")
	}
}

func TestRubbishInALockFileIsNoProblem(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, LockName), bytes.Repeat([]byte("x"), 100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	h.Release()
}

//go:build window && linux

package windowtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// programs are what the tests drive, and where they leave pictures.
var programs struct {
	window string // cmd/feltbog
	ctl    string // cmd/feltbogctl, to look at a vault from outside
	// windowsExe is cmd/feltbog for Windows, which make has built.
	windowsExe string
	shots      string
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "feltbog-window-")
	if err == nil {
		err = build(dir)
	}
	status := 1
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		status = m.Run()
	}
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

func build(dir string) error {
	programs.window, programs.ctl = filepath.Join(dir, "feltbog"), filepath.Join(dir, "feltbogctl")
	programs.windowsExe = os.Getenv("FELTBOG_WINDOWS_EXE")
	programs.shots = os.Getenv("FELTBOG_SHOTS")
	if programs.shots == "" {
		programs.shots = filepath.Join(dir, "shots")
	}
	if err := os.MkdirAll(programs.shots, 0o755); err != nil {
		return err
	}
	// With feltbog_debug, reading files, SQL and key derivation on the goroutine that draws the window end the program.
	args := []string{"build", "-tags", "feltbog_debug,no_animations,nodynamic", "-o", programs.window}
	if os.Getenv("FELTBOG_RACE") != "" {
		args = append(args, "-race")
	}
	for _, args := range [][]string{append(args, "feltbog/cmd/feltbog"), {"build", "-tags", "nodynamic", "-o", programs.ctl, "feltbog/cmd/feltbogctl"}} {
		if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
			return fmt.Errorf("go %v: %w\n%s", args, err, out)
		}
	}
	return nil
}

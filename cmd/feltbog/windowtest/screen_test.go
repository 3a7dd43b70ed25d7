//go:build window && linux

package windowtest

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for anything. It is there to end a run that hangs, not to measure.
const patience = 60 * time.Second

// screen is an X server in memory with a window manager and a Danish keyboard.
type screen struct {
	t       *testing.T
	display string
}

// newScreen starts one on a display that is free and ends it with the test.
func newScreen(t *testing.T) *screen {
	t.Helper()
	return newScreenOf(t, "1920x1080")
}

// newScreenOf starts one of a size.
func newScreenOf(t *testing.T, size string) *screen {
	t.Helper()
	says, tell, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer says.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", size+"x24", "+extension", "GLX", "-nolisten", "tcp", "-noreset")
	x.ExtraFiles = []*os.File{tell}
	background(t, x)
	_ = tell.Close()
	number, err := firstLine(says)
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	s := &screen{t: t, display: ":" + number}
	// A Danish keyboard has the Danish letters on keys of their own, as the keyboards of its users.
	s.run("setxkbmap", "-layout", "dk", "-variant", "nodeadkeys")
	config := filepath.Join(t.TempDir(), "rc.xml")
	if err := os.WriteFile(config, []byte(windowManager), 0o600); err != nil {
		t.Fatal(err)
	}
	wm := exec.Command("openbox", "--sm-disable", "--config-file", config)
	wm.Env = s.env()
	background(t, wm)
	until(t, "the window manager", func() bool {
		out, err := s.try("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		return err == nil && strings.Contains(out, "window id")
	})
	return s
}

// windowManager gives new windows the focus and takes no key but Alt+F4 from them.
const windowManager = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
<focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
<desktops><number>1</number><popupTime>0</popupTime></desktops>
<keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
<mouse><context name="Client"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind></context></mouse>
</openbox_config>
`

func (s *screen) env() []string {
	return append(os.Environ(), "DISPLAY="+s.display, "WAYLAND_DISPLAY=")
}

// try runs a command on the screen and returns what it printed.
func (s *screen) try(name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Env = append(s.env(), "LC_ALL=C.UTF-8") // xdotool reads its text by it
	out, err := c.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// run is try for what must succeed.
func (s *screen) run(name string, args ...string) string {
	s.t.Helper()
	out, err := s.try(name, args...)
	if err != nil {
		s.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return out
}

// shot writes a picture of the whole screen and returns its path.
func (s *screen) shot(name string) string {
	file := filepath.Join(programs.shots, name+".png")
	if out, err := s.try("import", "-silent", "-window", "root", file); err != nil {
		s.t.Logf("no picture: %v %s", err, out)
	}
	return file
}

// background starts a command that ends with the test, and with the test program however that ends.
func background(t *testing.T, c *exec.Cmd) {
	t.Helper()
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := c.Start(); err != nil {
		t.Fatalf("start %s: %v", c.Path, err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
}

// until asks again and again whether something of the system holds that nobody announces.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("waited %s for %s in vain", patience, what)
		}
	}
}

func firstLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(r).ReadString('\n')
	return strings.TrimSpace(line), err
}

//go:build window && linux

package windowtest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// machine is a computer as far as Feltbog is concerned: a screen, and folders that outlive one run of the program.
type machine struct {
	t      *testing.T
	screen *screen
	home   string
	wine   string // the folder of a Windows under Wine; empty on Linux
	// user is the folder in which dialogs for files begin; empty: home.
	user string
	// opener is a folder with the program that shows files; empty: there is none.
	opener string
	// program is what is started, when it is not the one that was built for the tests.
	program string
	starts  int
}

// newMachine makes one that Feltbog has never run on.
func newMachine(t *testing.T) *machine {
	t.Helper()
	return &machine{t: t, screen: newScreen(t), home: t.TempDir()}
}

// Start starts Feltbog with flags after those that every test needs, and returns when its first screen is there and its
// window has the focus.
func (m *machine) Start(flags ...string) *App {
	m.t.Helper()
	m.starts++
	run := filepath.Join(m.home, fmt.Sprintf("run-%d", m.starts))
	if err := os.MkdirAll(run, 0o700); err != nil {
		m.t.Fatal(err)
	}
	trace, said := filepath.Join(run, "trace.jsonl"), filepath.Join(run, "said.txt")
	out, err := os.Create(said)
	if err != nil {
		m.t.Fatal(err)
	}
	defer out.Close()
	all := append([]string{"--data", m.path("feltbog-data"), "--seed", "1", "--lang", "da", "--size", "1440x900",
		"--theme", "lyst", "--trace", m.outside(trace)}, flags...)
	a := &App{t: m.t, screen: m.screen, cmd: m.command(all), trace: newTrace(trace), said: said, delay: "30", ended: make(chan struct{})}
	a.cmd.Dir, a.cmd.Env, a.cmd.Stderr, a.cmd.Stdout = run, m.env(), out, out
	a.launch()
	if m.wine != "" {
		a.findWindow("--name", "^Feltbog")
	} else {
		a.findWindow("--pid", fmt.Sprint(a.cmd.Process.Pid))
	}
	return a
}

func (m *machine) command(args []string) *exec.Cmd {
	if m.wine != "" {
		return exec.Command(wineLoader, append([]string{programs.windowsExe}, args...)...)
	}
	if m.program != "" {
		return exec.Command(m.program, args...)
	}
	return exec.Command(programs.window, args...)
}

// path names a file of the machine as the program is told it.
func (m *machine) path(name string) string { return m.outside(filepath.Join(m.home, name)) }

func (m *machine) outside(file string) string {
	if m.wine != "" {
		return "Z:" + file
	}
	return file
}

// env is what the program sees of the machine: one pixel a unit, no graphics card, nothing of the developer's own.
func (m *machine) env() []string {
	user := m.user
	if user == "" {
		user = m.home
	}
	env := append(m.screen.env(), "HOME="+user, "XDG_CONFIG_HOME="+filepath.Join(m.home, "config"),
		"XDG_CACHE_HOME="+filepath.Join(m.home, "cache"), "XDG_DATA_HOME="+filepath.Join(m.home, "share"),
		"PATH="+m.opener+string(os.PathListSeparator)+os.Getenv("PATH"), "LANG=da_DK.UTF-8", "LC_ALL=da_DK.UTF-8", "FYNE_SCALE=1", "LIBGL_ALWAYS_SOFTWARE=1",
		"DBUS_SESSION_BUS_ADDRESS=disabled:", "GOTRACEBACK=all")
	if m.wine != "" {
		env = append(env, "WINEPREFIX="+m.wine, "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=bcryptprimitives=n;mscoree=;mshtml=")
	}
	return env
}

// Ctl runs feltbogctl on a vault, to look at it from outside, and returns what it printed. The vault has keys as people
// have them: what tests make with cheap keys it refuses.
func (m *machine) Ctl(vault string, args ...string) string {
	m.t.Helper()
	c := exec.Command(programs.ctl, append([]string{"--vault", vault}, args...)...)
	c.Env = append(m.env(), "FELTBOG_CONFIG="+m.path("feltbog-data"), "FELTBOG_PASSPHRASE="+phrase)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		m.t.Fatalf("feltbogctl %v: %v\n%s", args, err, said.String())
	}
	return string(out)
}

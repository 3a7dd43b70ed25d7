//go:build window && linux

package windowtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestFigures measures the window on this machine and prints a table; make figures runs it. Nothing is asserted: times
// on a shared machine say little alone, so memory stands beside that of an empty window of the same toolkit.
func TestFigures(t *testing.T) {
	actions, err := strconv.Atoi(os.Getenv("FELTBOG_FIGURES"))
	if err != nil {
		t.Skip("make figures measures; FELTBOG_FIGURES is how many keys are pressed")
	}
	var starts []int
	for range 10 {
		m := newMachine(t)
		a := m.Start(forTests...)
		e := a.Wait("shown", With("name", "door"))
		starts = append(starts, e.Number("t"))
		a.Close()
	}
	slices.Sort(starts)

	empty := filepath.Join(t.TempDir(), "empty")
	if out, err := exec.Command("go", "build", "-o", empty, "./testdata/empty").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	m := newMachine(t)
	c := exec.Command(empty)
	c.Env = m.env()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	settle(c.Process.Pid)
	bare, bareCode := resident(t, c.Process.Pid), memory(t, c.Process.Pid, "RssFile:")
	_ = c.Process.Kill()
	_ = c.Wait()

	a := m.Start(forTests...)
	found(a, "Lillerup")
	a.Click("project.plan.start")
	a.Wait("shown", With("name", "project"))
	pid := a.cmd.Process.Pid
	settle(pid)
	before := busy(t, pid)
	const watched = 15 * time.Second
	<-time.After(watched) // idle CPU is measured over time; nothing is waited for
	cpu := float64(busy(t, pid)-before) / 100 / watched.Seconds()
	idle, code := resident(t, pid), memory(t, pid, "RssFile:") // after a pause, in which the program has given back what it does not use

	// No Alt: pressed this fast beside Ctrl it reaches the window manager as its own chord.
	round := []string{"F3", "F4", "F5", "F6", "F7", "F1", "F2", "ctrl+k", "b", "u", "s", "Down", "Escape", "F12", "F12", "ctrl+z", "ctrl+y", "F2", "F4", "F2"}
	done := 0
	for done < actions {
		var keys []string
		for range 25 {
			keys = append(keys, round...)
		}
		a.screen.run("xdotool", append([]string{"key", "--delay", "20", "--"}, keys...)...)
		a.Layout() // it has come so far
		done += len(keys)
	}
	settle(pid)
	after := resident(t, pid)
	a.Key("ctrl+q")
	longest := a.Wait("longest")

	first, usable := picturesCome(t)

	binary, err := os.Stat(programs.window)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range [][2]string{
		{"start to the door, median of 10", fmt.Sprintf("%d ms (%d to %d)", starts[5], starts[0], starts[9])},
		{"resident, empty Fyne window", fmt.Sprintf("%d MB, %d of them files", bare>>20, bareCode>>20)},
		{"resident, idle in a project", fmt.Sprintf("%d MB, %d of them files, %.2f of empty", idle>>20, code>>20, float64(idle)/float64(bare))},
		{fmt.Sprintf("resident after %d keys", done), fmt.Sprintf("%d MB", after>>20)},
		{"idle CPU", fmt.Sprintf("%.1f %% of a core", cpu*100)},
		{"longest call on the UI goroutine", fmt.Sprintf("%.1f ms (%s)", float64(longest.Number("us"))/1000, longest.Text("name"))},
		{"size of the binary, with symbols", fmt.Sprintf("%d MB", binary.Size()>>20)},
		{"from Enter at the door to the project", fmt.Sprintf("%d ms, median of 5", usable.Milliseconds())},
		{"from the start of an import to the grid", fmt.Sprintf("%d ms", first.Milliseconds())},
	} {
		fmt.Printf("%-36s %s\n", line[0], line[1])
	}
	for _, figure := range [][2]string{ // what feltbench reads
		{"window.start", fmt.Sprint(starts[5])},
		{"window.idle.above", fmt.Sprintf("%.1f", float64(idle-bare)/(1<<20))},
		{"window.usable", fmt.Sprint(usable.Milliseconds())},
		{"window.import.first", fmt.Sprint(first.Milliseconds())},
	} {
		fmt.Println("figure", figure[0], figure[1])
	}
}

// picturesCome unlocks a project, with a passphrase that costs nothing to try, and brings two hundred pictures in. It
// returns how long it takes until the first of them stand in the grid, and the median of how long the project took to be
// there.
func picturesCome(t *testing.T) (first, usable time.Duration) {
	m := newMachine(t)
	m.photographs(m.home, 200, func(i int) time.Time { return time.Date(2025, 3, 13, 9, i, 0, 0, time.UTC) })
	a := m.Start(forTests...)
	found(a, "Lillerup")
	a.Close()
	var took []time.Duration
	for range 5 {
		a = m.Start(forTests...)
		a.Wait("shown", With("name", "door"))
		a.Fill("door.passphrase", phrase)
		start := time.Now()
		a.Key("Return")
		a.Wait("unlocked")
		a.Wait("shown")
		took = append(took, time.Since(start))
		if len(took) < 5 {
			a.Close()
		}
	}
	slices.Sort(took)
	a.Mark()
	a.Key("F4")
	a.Wait("shown", With("name", "photos"))
	a.Key("ctrl+o")
	a.chooseHere()
	a.Wait("dialog", With("name", "photos.bring"))
	a.Mark()
	a.Click("photos.bring.do")
	begun := a.Wait("job", With("title", "job.photos"))
	in := a.Wait("shown", With("name", "photos"), Where("some picture", func(e Event) bool { return e.Number("all") > 0 }))
	a.Wait("brought", With("added", 200), With("failed", false))
	a.Close()
	return time.Duration(in.Number("t")-begun.Number("t")) * time.Millisecond, took[2]
}

// settle waits until a program takes next to no time any more.
func settle(pid int) {
	last := -1
	for range 60 {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			return
		}
		now := ticks(string(b))
		if last >= 0 && now-last <= 5 {
			return
		}
		last = now
		<-time.After(time.Second)
	}
}

// ticks is the time a program has used, in hundredths of a second (proc(5), utime and stime).
func ticks(stat string) int {
	f := strings.Fields(stat[strings.LastIndex(stat, ")")+1:])
	u, _ := strconv.Atoi(f[11])
	s, _ := strconv.Atoi(f[12])
	return u + s
}

func busy(t *testing.T, pid int) int {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	return ticks(string(b))
}

// resident is the memory of a program that is in RAM, in bytes.
func resident(t *testing.T, pid int) int64 { t.Helper(); return memory(t, pid, "VmRSS:") }

// memory is one line of what the system tells of a program's memory, in bytes.
func memory(t *testing.T, pid int, line string) int64 {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range strings.Split(string(b), "\n") {
		if rest, ok := strings.CutPrefix(l, line); ok {
			kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb << 10
		}
	}
	t.Fatal("no " + line)
	return 0
}

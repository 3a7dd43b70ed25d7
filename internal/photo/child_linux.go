package photo

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// confine gives the child what it may use at most, in case nobody watches: it dies with its parent.
func confine() {
	const most = maxMemory + maxMemory/2
	_ = unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: most, Max: most})
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_PDEATHSIG, uintptr(unix.SIGKILL), 0, 0, 0)
}

// alone keeps the keys of a terminal away from the child.
func alone(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func bound(*os.Process) func() { return func() {} }

// ticks is how many there are in a second of CPU time; it has been 100 on every Linux for decades.
const ticks = 100

// usage reads what a process uses: bytes resident, and CPU time.
func usage(pid int) (memory int64, cpu time.Duration, ok bool) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, 0, false
	}
	i := bytes.LastIndexByte(b, ')')
	fields := bytes.Fields(b[i+1:])
	if i < 0 || len(fields) < 22 {
		return 0, 0, false
	}
	at := func(n int) int64 { v, _ := strconv.ParseInt(string(fields[n]), 10, 64); return v }
	return at(21) * int64(os.Getpagesize()), time.Duration(at(11)+at(12)) * time.Second / ticks, true
}

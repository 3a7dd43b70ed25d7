//go:build !linux && !windows

package photo

import (
	"os"
	"os/exec"
	"syscall"
	"time"
)

// confine gives the child a limit of memory, as far as the system keeps it.
func confine() {
	const most = 4 * maxMemory // here it counts addresses, of which Go reserves many
	_ = syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: most, Max: most})
}

func alone(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func bound(*os.Process) func() { return func() {} }

func usage(int) (memory int64, cpu time.Duration, ok bool) { return 0, 0, false }

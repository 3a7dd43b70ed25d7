package keys

import "golang.org/x/sys/unix"

// totalMemory returns the machine's memory in bytes, 0 when it does not say.
func totalMemory() uint64 {
	var s unix.Sysinfo_t
	if unix.Sysinfo(&s) != nil {
		return 0
	}
	return uint64(s.Totalram) * uint64(s.Unit)
}

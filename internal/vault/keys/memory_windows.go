package keys

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var globalMemoryStatusEx = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")

// totalMemory returns the machine's memory in bytes, 0 when it does not say.
func totalMemory() uint64 {
	var status struct { // MEMORYSTATUSEX
		length, load                                          uint32
		total, free, totalPage, freePage, totalVirt, freeVirt uint64
		freeExtended                                          uint64
	}
	status.length = uint32(unsafe.Sizeof(status))
	if ok, _, _ := globalMemoryStatusEx.Call(uintptr(unsafe.Pointer(&status))); ok == 0 {
		return 0
	}
	return status.total
}

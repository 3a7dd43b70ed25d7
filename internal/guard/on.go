//go:build feltbog_debug

package guard

import (
	"bytes"
	"runtime"
	"strconv"
	"sync/atomic"
)

// On reports whether this build checks.
const On = true

var window atomic.Int64 // the number of the goroutine that draws

// Mark says that this goroutine draws the window.
func Mark() { window.Store(number()) }

// Check panics when it is called on the goroutine that draws the window. what names the work.
func Check(what string) {
	if w := window.Load(); w != 0 && w == number() {
		panic("guard: " + what + " on the goroutine that draws the window")
	}
}

// number reads the goroutine's number from the head of its stack, "goroutine 18 [running]:".
func number() int64 {
	var b [64]byte
	fields := bytes.Fields(b[:runtime.Stack(b[:], false)])
	n, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		panic("guard: the stack begins otherwise than expected: " + err.Error())
	}
	return n
}

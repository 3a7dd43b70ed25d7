//go:build !feltbog_debug

package guard

// On reports whether this build checks.
const On = false

// Mark says that this goroutine draws the window.
func Mark() {}

// Check does nothing in this build.
func Check(string) {}

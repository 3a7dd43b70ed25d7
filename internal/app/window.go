package app

import "feltbog/internal/guard"

// OnWindow says that the calling goroutine draws the window. A build with the tag feltbog_debug then panics when a use
// case reads files, runs SQL or derives keys on it; other builds do nothing.
func OnWindow() { guard.Mark() }

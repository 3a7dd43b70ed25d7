//go:build window && linux

// Package windowtest drives the real Feltbog: a built program, in a window, on an X server in memory, by mouse and
// keyboard. It waits for what the program says became true (its trace), never for time; every wait ends after a minute
// with what it waited for, the last lines of the trace, and a picture.
//
// The program is built without the tag migrated_fynedo and runs in a folder without FyneApp.toml, so that the toolkit
// logs each call from a wrong goroutine; such a line, a panic or a data race fails the test that caused it.
package windowtest

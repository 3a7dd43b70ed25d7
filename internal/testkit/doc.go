// Package testkit holds what tests of several packages share: finding plain text on a disk, and running a part of a test
// as a process of its own that can be killed. Nothing but tests, and the benchmarks of feltbogctl, may import it.
package testkit

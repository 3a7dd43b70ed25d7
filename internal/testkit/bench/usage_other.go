//go:build !unix

package bench

import "time"

// CPUTime is 0 here: the system is not asked.
func CPUTime() time.Duration { return 0 }
func resetPeak()             {}
func peakRSS() int64         { return 0 }

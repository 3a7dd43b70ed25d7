package app

import (
	"testing"

	"feltbog/internal/testkit"
)

// TestMain lets the test binary be a worker that looks at pictures, and the ones that get killed or measured.
func TestMain(m *testing.M) {
	Main()
	testkit.Main(m, map[string]func(){"take": takeUntilKilled, "bench-pack": benchPack, "bench-join": benchJoin, "import": importPart, "talk": talkPart})
}

package vault

import (
	"testing"

	"feltbog/internal/testkit"
)

// TestMain lets the test binary be the one that gets killed.
func TestMain(m *testing.M) {
	testkit.Main(m, map[string]func(){"writer": writeUntilKilled, "work": workUntilKilled})
}

package cryptvfs

import (
	"testing"
	"time"
)

func TestSelfTestPassesAndIsQuick(t *testing.T) {
	start := time.Now()
	if err := SelfTest(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	t.Logf("self-test took %v", time.Since(start))
}

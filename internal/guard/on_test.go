//go:build feltbog_debug

package guard

import "testing"

func TestLongWorkOnTheDrawingGoroutinePanics(t *testing.T) {
	defer window.Store(0)
	Mark()
	elsewhere := make(chan bool)
	go func() {
		defer func() { elsewhere <- recover() == nil }()
		Check("sql")
	}()
	if !<-elsewhere {
		t.Error("work elsewhere was refused")
	}
	defer func() {
		if recover() == nil {
			t.Error("work here was let through")
		}
	}()
	Check("sql")
}

package ui

import "testing"

// A toolkit that never ends must not keep the program: without leave its process stays behind, and nobody sees it.
func TestAProgramWhoseToolkitDoesNotEndEndsNevertheless(t *testing.T) {
	left := make(chan int, 1)
	w := &Window{gone: make(chan struct{}), exit: func(code int) { left <- code }}
	w.leave()
	if code := <-left; code != 0 {
		t.Errorf("it ended with %d, as if something had gone wrong", code)
	}

	close(w.gone)
	w.leave()
	if len(left) > 0 {
		t.Error("a program that had ended was ended once more")
	}
}

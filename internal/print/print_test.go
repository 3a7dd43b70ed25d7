package print

import (
	"bytes"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/letter"
)

func TestWhatDidNotPassTheGateIsNotPrinted(t *testing.T) {
	for name, print := range map[string]func(*bytes.Buffer) error{
		"letter": func(b *bytes.Buffer) error { return Letter(b, gate.Cleared{}, letter.Say) },
		"form":   func(b *bytes.Buffer) error { return ConsentForm(b, gate.Cleared{}, gate.Cleared{}, letter.Say) },
		"cards":  func(b *bytes.Buffer) error { return Cards(b, gate.Cleared{}, []int{1}, letter.Say) },
		"guide":  func(b *bytes.Buffer) error { return Guide(b, []gate.Cleared{{}}, letter.Say) },
	} {
		var b bytes.Buffer
		if err := print(&b); feltbog.ErrorCode(err) != feltbog.ERefused || b.Len() > 0 {
			t.Errorf("%s: %d bytes, %v", name, b.Len(), err)
		}
	}
}

func TestAGuideOfNothingIsNoGuide(t *testing.T) {
	var b bytes.Buffer
	if err := Guide(&b, nil, letter.Say); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Error(err)
	}
}

func TestCardNumbersAreReadTheSameEverywhere(t *testing.T) {
	for n, want := range map[int]string{1: "S-001", 12: "S-012", 2345: "S-2345"} {
		if got := CardNumber(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

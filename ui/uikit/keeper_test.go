package uikit

import (
	"context"
	"strings"
	"testing"
)

func TestATextOfOneFieldNeverTakesThePlaceOfAnothers(t *testing.T) {
	q := &Queue{}
	var wrote []string
	k := Keeper{Run: q}
	write := func(text string) func(context.Context) error {
		return func(context.Context) error { wrote = append(wrote, text); return nil }
	}
	k.Later("a", write("a1"), nil)
	k.Later("a", write("a2"), nil)
	k.Later("b", write("b1"), nil)
	k.Then(write("then"), nil)
	q.Drain()
	if got := strings.Join(wrote, " "); got != "a2 b1 then" {
		t.Errorf("%q", got)
	}
}

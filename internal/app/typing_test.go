package app

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestWhatIsTypedIsKeptAtEachPauseAndIsOneStepForUndo(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	r := putPlace(t, p, "Torvet")
	before, err := p.Saved(ctx)
	must(t, err)
	for _, text := range []string{"Torvet p", "Torvet på Æ", "Torvet på Ærø"} {
		must(t, p.Type(ctx, Edit{Kind: feltbog.KindPlace, ID: r.ID, Texts: []Setting{{"name", text}}}))
		if now, err := p.Get(ctx, r.Kind, r.ID); err != nil || string(now.Fields["name"]) != `"`+text+`"` {
			t.Fatalf("%s, %v: %q was typed", now.Fields["name"], err, text)
		}
	}
	must(t, p.Settle(ctx))
	must(t, p.Settle(ctx)) // once more does nothing
	if after, err := p.Saved(ctx); err != nil || after.Unshared != before.Unshared+1 {
		t.Errorf("three pauses made %d actions", after.Unshared-before.Unshared)
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if now, err := p.Get(ctx, r.Kind, r.ID); err != nil || string(now.Fields["name"]) != `"Torvet"` {
		t.Errorf("undo left %s, %v", now.Fields["name"], err)
	}
}

func TestNothingIsTypedInTheTrash(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	r := putPlace(t, p, "Torvet")
	must(t, p.Delete(ctx, r.Kind, r.ID))
	if err := p.Type(ctx, Edit{Kind: r.Kind, ID: r.ID, Texts: []Setting{{"name", "Haven"}}}); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Error(err)
	}
}

package app

import (
	"fmt"
	"slices"
	"testing"

	"feltbog/internal/feltbog"
)

func past(t *testing.T, p *Project, q PastQuery) Past {
	t.Helper()
	got, err := p.Past(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// deeds words the newest of a history for comparing.
func deeds(all []Deed, n int) []string {
	var out []string
	for _, d := range all[:min(n, len(all))] {
		out = append(out, fmt.Sprintf("%s %q turn=%s undone=%v steps=%d", d.Action, d.About.Title, d.Turn, d.Undone, d.Steps))
	}
	return out
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestThePastTellsWhatWasUndoneAndHowFarUndoReaches(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	place := putPlace(t, p, "Torvet")
	putText(t, p, feltbog.KindPlace, "id", place.ID.String(), "area", "midtbyen")
	putNote(t, p, "en note")
	same(t, deeds(past(t, p, PastQuery{}).Deeds, 4), []string{
		`note_block.add "en note" turn= undone=false steps=1`,
		`place.edit "Torvet" turn= undone=false steps=2`,
		`place.add "Torvet" turn= undone=false steps=3`,
		`device.add "Bærbar 1" turn= undone=false steps=0`})
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if s, err := p.Redo(ctx); err != nil || s.Action != "place.edit" || s.Title != "Torvet" || s.ID != place.ID || s.Kind != feltbog.KindPlace {
		t.Errorf("%+v, %v", s, err)
	}
	all := past(t, p, PastQuery{}).Deeds
	want := []string{
		`place.edit "Torvet" turn=redid undone=false steps=1`,
		`place.edit "Torvet" turn=undid undone=true steps=0`,
		`note_block.add "en note" turn=undid undone=false steps=0`,
		`note_block.add "en note" turn= undone=true steps=0`,
		`place.edit "Torvet" turn= undone=false steps=0`,
		`place.add "Torvet" turn= undone=false steps=2`}
	same(t, deeds(all, 6), want)
	if !all[0].Own || all[0].Name != "Bærbar 1" || all[0].About.ID != place.ID {
		t.Errorf("%+v", all[0])
	}
	// In pieces it says the same, though what was undone lies before the piece that tells of the undo.
	var pieces []Deed
	for next, n := "", 0; n < 20; n++ {
		piece := past(t, p, PastQuery{Limit: 2, Next: next})
		pieces = append(pieces, piece.Deeds...)
		if next = piece.Next; next == "" {
			break
		}
	}
	same(t, deeds(pieces, 6), want)
	if len(pieces) != len(all) {
		t.Errorf("%d in pieces, %d at once", len(pieces), len(all))
	}
	if got := past(t, p, PastQuery{By: feltbog.NewID()}); len(got.Deeds) != 0 || got.Next != "" {
		t.Errorf("somebody who did nothing: %+v", got)
	}
	if got := past(t, p, PastQuery{By: all[0].By, Limit: 3}); len(got.Deeds) != 3 || got.Next == "" {
		t.Errorf("only mine: %+v", got)
	}
	if _, err := p.Past(ctx, PastQuery{Next: "nix"}); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Error(err)
	}
}

func TestUndoGoesBackToAChosenAction(t *testing.T) {
	p := newProject(t)
	place := putPlace(t, p, "Torvet")
	putText(t, p, feltbog.KindPlace, "id", place.ID.String(), "area", "midtbyen")
	putText(t, p, feltbog.KindPlace, "id", place.ID.String(), "area", "havnen")
	putNote(t, p, "en note")
	all := past(t, p, PastQuery{}).Deeds
	steps, err := p.UndoTo(t.Context(), all[2].ID) // down to the first edit
	if err != nil || len(steps) != 3 || steps[0].Title != "en note" || steps[2].Action != "place.edit" {
		t.Fatalf("%+v, %v", steps, err)
	}
	r, err := p.Get(t.Context(), place.Kind, place.ID)
	if err != nil || string(r.Fields["name"]) != `"Torvet"` || r.Fields["area"] != nil {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := p.UndoTo(t.Context(), all[2].ID); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Errorf("twice: %v", err)
	}
	if _, err := p.UndoTo(t.Context(), feltbog.NewID()); feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Errorf("an action that there is not: %v", err)
	}
	for range 3 {
		if _, err := p.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if r, err = p.Get(t.Context(), place.Kind, place.ID); err != nil || string(r.Fields["area"]) != `"havnen"` {
		t.Errorf("%+v, %v", r, err)
	}
}

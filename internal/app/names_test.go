package app

import (
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store/search"
)

// noted types a note and settles it.
func noted(t *testing.T, p *Project, texts ...string) feltbog.ID {
	t.Helper()
	id := feltbog.NewID()
	for _, text := range texts {
		if err := p.TypeNote(t.Context(), Written{ID: id, Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	return id
}

func TestANameInANoteIsFoundWithThePseudonym(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	karen := person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen Holm", Nicknames: []string{"Kalle"}}})
	id := noted(t, p, "Æblet: Karens nabo ringede 20 30 40 50")
	got, err := p.NamesIn(ctx, id, "Æblet: Karens nabo ringede 20 30 40 50")
	if err != nil || got.Blind || len(got.All) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	if f := got.All[0]; f.Text != "Karens" || f.From != 7 || f.To != 13 || f.Participant != karen || f.Pseudonym != "B-01" || !slices.Equal(f.Instead, []string{"B-01s"}) {
		t.Errorf("%+v", f)
	}
	if f := got.All[1]; f.Text != "20 30 40 50" || f.Pseudonym != "" || f.Instead != nil {
		t.Errorf("%+v", f)
	}
	if err := p.LetStand(ctx, id, "karens"); err != nil {
		t.Fatal(err)
	}
	if got, _ := p.NamesIn(ctx, id, "Karens nabo"); len(got.All) != 0 {
		t.Errorf("asked again: %+v", got)
	}
	if got, _ := p.NamesIn(ctx, feltbog.NewID(), "Karens nabo"); len(got.All) != 1 {
		t.Error("what may stand in one note may stand in all")
	}
	if err := p.EditIdentity(ctx, karen, func(who *feltbog.Identity) { who.Name = "Birgitte Holm" }); err != nil { // the register was corrected
		t.Fatal(err)
	}
	if got, _ := p.NamesIn(ctx, feltbog.NewID(), "Birgitte og Karen"); len(got.All) != 1 || got.All[0].Text != "Birgitte" {
		t.Errorf("%+v", got)
	}
}

func TestReplacingANameErasesItFromTheLogAndTheSearch(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	id := noted(t, p, "Kar", "Karen kom", "Karen kom, og Karen gik")
	if err := p.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if err := p.EditNote(ctx, id, func(n *feltbog.NoteBlock) { n.Type = feltbog.Wonder }); err != nil {
		t.Fatal(err)
	}
	if err := p.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", "Karen", "B-01"); err != nil {
		t.Fatal(err)
	}
	text := func() string {
		t.Helper()
		rec, _, err := p.v.Team().Get(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return rec.(*feltbog.NoteBlock).Text
	}
	if got := text(); got != "B-01 kom, og B-01 gik" {
		t.Fatalf("%q", got)
	}
	history, err := p.v.Team().History(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	left := 0
	for _, e := range history {
		for _, ed := range e.Edits {
			if ed.Value != nil && strings.Contains(string(ed.Value.Data()), "Karen") {
				t.Errorf("%s still says the name", e.Action)
			}
			if ed.Field == "text" && ed.Value != nil && ed.Value.Data() != nil {
				left++
			}
		}
	}
	if left != 1 {
		t.Errorf("%d values of the text are left", left)
	}
	if hits, _, err := p.v.Team().Search(ctx, search.Query{Text: "karen"}); err != nil || len(hits) > 0 {
		t.Errorf("%v, %v", hits, err)
	}
	for range 4 { // nothing brings it back
		if _, err := p.Undo(ctx); err != nil {
			break
		}
		if rec, _, err := p.v.Team().Get(ctx, id); err == nil && strings.Contains(rec.(*feltbog.NoteBlock).Text, "Karen") {
			t.Fatal("undo brought the name back")
		}
	}
	findings, err := p.v.Verify(ctx, true, nil)
	if err != nil || len(findings) > 0 {
		t.Errorf("%v, %v", findings, err)
	}
}

func TestWithTheRegisterLockedOnlyNumbersAreKnown(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	person(t, p, NewPerson{Identity: feltbog.Identity{Name: "Karen Holm"}})
	if got, _ := p.NamesIn(ctx, feltbog.NewID(), "Karen"); len(got.All) != 1 {
		t.Fatalf("%+v", got)
	}
	r, err := NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.ProtectRegister(registerPassphrase, r); err != nil {
		t.Fatal(err)
	}
	if err := p.LockRegister(ctx); err != nil {
		t.Fatal(err)
	}
	if got, err := p.NamesIn(ctx, feltbog.NewID(), "Karen 010190-1234"); err != nil || !got.Blind || len(got.All) != 1 || got.All[0].Text != "010190-1234" {
		t.Errorf("%+v, %v", got, err)
	}
	if err := p.UnlockRegister(ctx, registerPassphrase); err != nil {
		t.Fatal(err)
	}
	if got, _ := p.NamesIn(ctx, feltbog.NewID(), "Karen"); got.Blind || len(got.All) != 1 {
		t.Errorf("%+v", got)
	}
}

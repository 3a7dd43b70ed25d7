package app

import (
	"testing"

	"feltbog/internal/feltbog"
)

func TestTwoVersionsAreShownWithWhatBothWereWrittenFrom(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	id := m.note(a, "Bussen kom ikke. Hun ventede. Det regnede. Så gik hun.")
	b := m.joins("Bo")
	m.edits(a, id, "Bussen kom slet ikke. Hun ventede. Det regnede. Så gik hun.")
	m.edits(a, id, "Bussen kom slet ikke den dag. Hun ventede. Det regnede. Så gik hun.")
	m.edits(b, id, "Bussen kom ikke. Hun ventede. Det regnede. Så gik hun hjem.")
	m.gives(b, a)
	d, err := a.Dispute(t.Context(), feltbog.KindNoteBlock, id, "text")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Versions) != 2 || d.Versions[0].Name != "Bo" || d.Versions[1].Name != "Anna" || d.Versions[0].At.Before(d.Versions[1].At) {
		t.Errorf("%+v", d.Versions)
	}
	if d.Ancestor == nil || string(d.Ancestor.Value) != `"Bussen kom ikke. Hun ventede. Det regnede. Så gik hun."` || d.Ancestor.Name != "Anna" {
		t.Errorf("%+v", d.Ancestor)
	}
	merged := "Bussen kom slet ikke den dag. Hun ventede. Det regnede. Så gik hun hjem."
	if d.Merged == nil || *d.Merged != merged || d.Both == nil || !d.Text {
		t.Errorf("%+v", d)
	}
	m.note(a, "der arbejdes videre") // while it waits
	if err := a.Resolve(t.Context(), feltbog.KindNoteBlock, id, "text", Choice{Merge: true}); err != nil || m.text(a, id) != merged {
		t.Error(m.text(a, id), err)
	}
	m.gives(a, b)
	if m.text(b, id) != merged || m.digest(a) != m.digest(b) {
		t.Error("that it was settled did not travel")
	}
	if _, err := a.Dispute(t.Context(), feltbog.KindNoteBlock, id, "text"); keyOf(err) != "conflict.none" {
		t.Error(err)
	}
}

func TestWhereBothChangedTheSameSentenceNothingIsProposed(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	id := m.note(a, "Bussen kom ikke.")
	b := m.joins("Bo")
	m.edits(a, id, "Bussen kom aldrig.")
	m.edits(b, id, "Bussen kom for sent.")
	m.gives(b, a)
	d, err := a.Dispute(t.Context(), feltbog.KindNoteBlock, id, "text")
	if err != nil || d.Merged != nil || d.Both == nil || *d.Both != "Bussen kom aldrig.\n\nBussen kom for sent." {
		t.Fatalf("%+v %v", d, err)
	}
	if err := a.Resolve(t.Context(), feltbog.KindNoteBlock, id, "text", Choice{Merge: true}); keyOf(err) != "conflict.nomerge" {
		t.Error(err)
	}
	if err := a.Resolve(t.Context(), feltbog.KindNoteBlock, id, "text", Choice{Both: true}); err != nil || m.text(a, id) != "Bussen kom aldrig.\\n\\nBussen kom for sent." {
		t.Error(m.text(a, id), err)
	}
}

// Deleted by one and edited by another: one version only, the deletion, and nothing to merge.
func TestADeletionAgainstAnEditIsSettledToo(t *testing.T) {
	m := newMachines(t)
	a := m.all[0]
	id := m.note(a, "skal den blive?")
	b := m.joins("Bo")
	if err := a.Delete(t.Context(), feltbog.KindNoteBlock, id); err != nil {
		t.Fatal(err)
	}
	m.edits(b, id, "ja, den skal blive")
	m.gives(b, a)
	d, err := a.Dispute(t.Context(), feltbog.KindNoteBlock, id, Deleted)
	if err != nil || len(d.Versions) != 1 || d.Merged != nil || d.Both != nil || d.Ancestor != nil {
		t.Fatalf("%+v %v", d, err)
	}
	if err := a.Resolve(t.Context(), feltbog.KindNoteBlock, id, Deleted, Choice{Text: "nej"}); err != nil || m.text(a, id) != "ja, den skal blive" {
		t.Error(err)
	}
}

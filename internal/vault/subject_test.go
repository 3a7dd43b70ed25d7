package vault

import (
	"testing"

	"feltbog/internal/feltbog"
)

// A participant's own record, the name in the register and what was written with the participant named all go; other
// people's material stays.
func TestErasingAParticipantReachesBothSpacesAndLeavesOthersAlone(t *testing.T) {
	opt := testOptions(t)
	v := newVault(t, opt)
	reg, err := v.Register()
	if err != nil {
		t.Fatal(err)
	}
	p := &feltbog.Participant{Base: feltbog.Base{ID: feltbog.NewID()}, Pseudonym: "B-07 " + secretWord, Perspective: feltbog.Citizen}
	who := &feltbog.Identity{Participant: p.ID, Name: earlierWord}
	said := newNote(secretWord + " sagde " + earlierWord)
	said.Speaker = p.ID
	put(t, v, reg, who)
	put(t, v, v.Team(), p, said)
	other := note(t, v, "en andens ord")
	v = reopen(t, v, opt)
	if err := v.EraseParticipant(ctx, p.ID, "ønsket af personen"); err != nil {
		t.Fatal(err)
	}
	for _, s := range v.Spaces() {
		if w := onDisk(t, v, s); len(w) > 0 {
			t.Errorf("%s: still %v", s.Kind(), w)
		}
	}
	if _, _, err := v.Team().Get(ctx, other.ID); err != nil {
		t.Errorf("another's note went too: %v", err)
	}
	v = reopen(t, v, opt)
	if _, done, err := v.Undo(ctx); err != nil || done && hits(t, v, secretWord) > 0 {
		t.Errorf("undo brings it back: %v", err)
	}
	for _, s := range v.Spaces() {
		if w := onDisk(t, v, s); len(w) > 0 {
			t.Errorf("%s: after undo %v", s.Kind(), w)
		}
	}
	sound(t, v)
}

package app

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// oralScopes are what somebody met in passing is asked about in one breath: to take part, that notes are taken, and that
// the words may stand without a name on a card in the joint interpretation. Everything else is asked by the form.
var oralScopes = []feltbog.Scope{feltbog.ScopeParticipation, feltbog.ScopeNotes, feltbog.ScopeQuoteJoint}

// NoteOralConsent notes what somebody answered by word of mouth, heard by the one who writes: given for all that is asked
// in passing, or no to taking part. It is never undone; another answer is a new entry.
func (p *Project) NoteOralConsent(ctx context.Context, person feltbog.ID, given bool) error {
	now := p.v.Now()
	witness := p.v.Actor(ctx)
	scopes, state, takes := oralScopes, feltbog.ConsentGiven, feltbog.TakesPartYes
	if !given {
		scopes, state, takes = oralScopes[:1], feltbog.ConsentRefused, feltbog.TakesPartNo
	}
	return p.act(ctx, "consent.oral", func(s *vault.Space, w *store.Writer) error {
		for _, scope := range scopes {
			c := &feltbog.Consent{Participant: person, Scope: scope, State: state, From: feltbog.FuzzyDay(now), Form: feltbog.OralWitness,
				GivenBy: feltbog.Self, ExplainedBy: witness, Witness: witness, Recorded: feltbog.NewInstant(now)}
			c.ID = feltbog.NewID()
			if err := w.Put(c); err != nil {
				return err
			}
		}
		_, err := edit(ctx, s, w, person, func(p *feltbog.Participant) { p.TakesPart = takes })
		return err
	})
}

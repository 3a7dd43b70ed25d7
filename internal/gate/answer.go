package gate

import (
	"slices"

	"feltbog/internal/feltbog"
)

// Verdict is what the gate says. Anything but Yes keeps the material in.
type Verdict string

// The verdicts.
const (
	Yes     Verdict = "yes"
	No      Verdict = "no"
	Unknown Verdict = "unknown" // nobody has asked, or nobody knows whose it is
)

// Reason says why the gate holds something back, in words that are looked up in the translations.
type Reason struct {
	// Participant who stands in the way; zero when it is not a person.
	Participant feltbog.ID
	// Scope that is missing; "" when it is not one.
	Scope feltbog.Scope
	// Verdict that follows from this reason alone.
	Verdict Verdict
	// Why as a sentence.
	Why *feltbog.Error
}

// Answer is a verdict with all reasons, not only the first, and what a yes rests on.
type Answer struct {
	Verdict Verdict
	// Reasons why not; empty for Yes.
	Reasons []Reason
	// Subjects are those whose yes was asked for.
	Subjects []feltbog.ID
	// Consents that a yes rests on.
	Consents []feltbog.ID
}

// deny adds a reason. A plain no is said even where something else is unknown.
func (a *Answer) deny(r Reason) {
	a.Reasons = append(a.Reasons, r)
	if a.Verdict != No {
		a.Verdict = r.Verdict
	}
}

// add denies because of a person.
func (a *Answer) add(who *feltbog.Participant, scope feltbog.Scope, v Verdict, why *feltbog.Error) {
	a.and(Answer{Reasons: []Reason{{Participant: who.ID, Scope: scope, Verdict: v, Why: why}}})
}

// rest adds a consent that the yes rests on.
func (a *Answer) rest(id feltbog.ID) {
	if !slices.Contains(a.Consents, id) {
		a.Consents = append(a.Consents, id)
	}
}

// and holds back what either holds back.
func (a *Answer) and(b Answer) {
	for _, r := range b.Reasons {
		if !slices.ContainsFunc(a.Reasons, func(o Reason) bool {
			return o.Participant == r.Participant && o.Scope == r.Scope && o.Why.Key == r.Why.Key
		}) {
			a.deny(r)
		}
	}
	for _, id := range b.Subjects {
		if !slices.Contains(a.Subjects, id) {
			a.Subjects = append(a.Subjects, id)
		}
	}
	for _, id := range b.Consents {
		a.rest(id)
	}
}

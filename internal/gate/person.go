package gate

import (
	"slices"
	"time"

	"feltbog/internal/feltbog"
)

// mayOf asks one person about one kind of material.
func (s *state) mayOf(use feltbog.Use, person feltbog.ID, m feltbog.Material, at time.Time) Answer {
	a := Answer{Verdict: Yes, Subjects: []feltbog.ID{person}}
	if s.project != nil && s.project.LegalBasis.Bars(use) {
		a.deny(barred())
	}
	who := s.people[person]
	if who == nil {
		a.deny(Reason{Participant: person, Verdict: Unknown, Why: feltbog.Errorf(feltbog.ERefused, "gate.person", "nobody knows whose it is")})
		return a
	}
	if who.TakesPart == feltbog.TakesPartNo || who.TakesPart == feltbog.TakesPartWithdrawn {
		a.add(who, "", No, feltbog.Errorf(feltbog.ERefused, "gate.left", "%s does not take part", who.Pseudonym).With("who", who.Pseudonym))
	}
	if s.takenBack(person, "", at) {
		a.add(who, "", No, feltbog.Errorf(feltbog.ERefused, "gate.case", "%s has asked to have it taken back", who.Pseudonym).With("who", who.Pseudonym))
	}
	scopes, ok := feltbog.ScopesFor(use, m)
	if !ok {
		a.add(who, "", No, feltbog.Errorf(feltbog.ERefused, "gate.never", "the form does not ask %s about this, so it stays in", who.Pseudonym).With("who", who.Pseudonym))
	}
	for _, scope := range scopes {
		s.asked(&a, who, scope, at)
	}
	return a
}

// takenBack reports whether somebody has asked to have everything taken back, or what a scope covers, or one item.
// From the day the wish came nothing of it leaves, until there is a newer yes to the very question.
func (s *state) takenBack(person feltbog.ID, scope feltbog.Scope, at time.Time) bool {
	return slices.ContainsFunc(s.cases, func(c *feltbog.WithdrawalCase) bool {
		if c.Participant != person || later(c.Received, at) {
			return false
		}
		all := c.Extent == "" || c.Extent == feltbog.WithdrawParticipation || c.Extent == feltbog.WithdrawAll
		if all && scope == "" {
			scope = feltbog.ScopeParticipation
		} else if !all && (scope == "" || !slices.Contains(c.Scopes, scope)) {
			return false
		}
		newest := feltbog.Newest(s.answers[person][scope], "", at)
		return newest == nil || newest.State != feltbog.ConsentGiven || newest.From.Compare(c.Received) <= 0
	})
}

// later reports whether a date is certainly after the day of a moment.
func later(d feltbog.FuzzyDate, at time.Time) bool {
	start, ok := d.Start()
	y, m, day := at.Date()
	return ok && start.After(time.Date(y, m, day, 0, 0, 0, 0, time.UTC))
}

// asked adds what a person answered to one question of the form, by everybody whose yes is needed.
func (s *state) asked(a *Answer, who *feltbog.Participant, scope feltbog.Scope, at time.Time) {
	all := s.answers[who.ID][scope]
	self, guardian := feltbog.Newest(all, feltbog.Self, at), feltbog.Newest(all, feltbog.Guardian, at)
	switch who.AgeGroup {
	case feltbog.Under15:
		if self != nil && guardian == nil {
			s.also(a, who, scope, "gate.guardian", "%s is under 15, and the guardian has not said yes to %w")
		} else {
			s.one(a, who, scope, guardian, at)
		}
		if self == nil && guardian != nil {
			s.also(a, who, scope, "gate.child", "%s is under 15 and has not said yes to %w besides the guardian")
		} else {
			s.one(a, who, scope, self, at)
		}
	case feltbog.From15To17:
		s.one(a, who, scope, self, at)
	default:
		s.one(a, who, scope, feltbog.Newest(all, "", at), at)
		if self != nil { // a no of one's own is not outvoted
			s.one(a, who, scope, self, at)
		}
	}
	if s.takenBack(who.ID, scope, at) && !s.takenBack(who.ID, "", at) { // which is said once, not for each question
		a.add(who, scope, No, feltbog.Errorf(feltbog.ERefused, "gate.withdrawn", "%s has taken back the yes to %w", who.Pseudonym, named(scope)).With("who", who.Pseudonym))
	}
}

// holds reports whether an answer is a yes that has not run out.
func (s *state) holds(who *feltbog.Participant, c *feltbog.Consent, at time.Time) bool {
	if c == nil || c.State != feltbog.ConsentGiven {
		return false
	}
	out, withProject := s.runOut(c, at)
	return !out || withProject && s.kept(who, at)
}

func (s *state) runOut(c *feltbog.Consent, at time.Time) (out, withProject bool) {
	var ends feltbog.FuzzyDate
	if s.project != nil && c.Scope != feltbog.ScopeKeepAfterProject { // which is about the time after it
		ends = s.project.Ends
	}
	return c.RunOut(at, ends)
}

// kept reports whether somebody agreed that the material is kept after the project; then what else was agreed holds on.
func (s *state) kept(who *feltbog.Participant, at time.Time) bool {
	a := Answer{Verdict: Yes}
	s.asked(&a, who, feltbog.ScopeKeepAfterProject, at)
	return a.Verdict == Yes
}

// one adds one answer: a consent that the yes rests on, or a reason.
func (s *state) one(a *Answer, who *feltbog.Participant, scope feltbog.Scope, c *feltbog.Consent, at time.Time) {
	if s.holds(who, c, at) {
		a.rest(c.ID)
		return
	}
	name, on := who.Pseudonym, named(scope)
	switch {
	case c == nil:
		a.add(who, scope, Unknown, feltbog.Errorf(feltbog.ERefused, "gate.unasked", "%s has not said yes to %w", name, on).With("who", name))
	case c.State == feltbog.ConsentRefused:
		a.add(who, scope, No, feltbog.Errorf(feltbog.ERefused, "gate.refused", "%s has said no to %w", name, on).With("who", name))
	case c.State == feltbog.ConsentWithdrawn:
		a.add(who, scope, No, feltbog.Errorf(feltbog.ERefused, "gate.withdrawn", "%s has taken back the yes to %w", name, on).With("who", name))
	default:
		if _, withProject := s.runOut(c, at); withProject {
			a.add(who, scope, No, feltbog.Errorf(feltbog.ERefused, "gate.ended", "the project is over, and the yes of %s to %w ended with it", name, on).With("who", name))
		} else {
			a.add(who, scope, No, feltbog.Errorf(feltbog.ERefused, "gate.expired", "the yes of %s to %w has run out", name, on).With("who", name))
		}
	}
}

// also says that of two who must both say yes only one has been asked.
func (s *state) also(a *Answer, who *feltbog.Participant, scope feltbog.Scope, key, text string) {
	a.add(who, scope, Unknown, feltbog.Errorf(feltbog.ERefused, key, text, who.Pseudonym, named(scope)).With("who", who.Pseudonym))
}

// named is the name of a scope, to be put into a sentence.
func named(scope feltbog.Scope) error {
	return &feltbog.Error{Code: feltbog.ERefused, Key: "choice.scope." + string(scope), Text: string(scope)}
}

// barred says that the legal basis closes a use.
func barred() Reason {
	return Reason{Verdict: No, Why: feltbog.Errorf(feltbog.ERefused, "gate.research",
		"the data are handled for research alone and may not be passed on or published")}
}

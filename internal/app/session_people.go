package app

import (
	"context"
	"fmt"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// NextPerson adds somebody new to a session: nobody's name is asked, only the code is new. It returns who it is and the
// code, such as B-15.
func (p *Project) NextPerson(ctx context.Context, session feltbog.ID, of feltbog.Perspective) (feltbog.ID, string, error) {
	if of == "" {
		of = feltbog.Citizen
	}
	code, err := p.NextCode(ctx, of)
	if err != nil {
		return feltbog.ID{}, "", cancelled(ctx, err)
	}
	person := &feltbog.Participant{Pseudonym: code, Perspective: of}
	person.ID = feltbog.NewID()
	err = p.act(ctx, "session.next_person", func(s *vault.Space, w *store.Writer) error {
		if err := w.Put(person); err != nil {
			return err
		}
		_, err := edit(ctx, s, w, session, func(s *feltbog.Session) { s.Participants = append(s.Participants, person.ID) })
		return err
	})
	return person.ID, code, err
}

// JoinSession adds somebody the team knows to a session; LeaveSession takes a person off it again.
func (p *Project) JoinSession(ctx context.Context, session, person feltbog.ID) error {
	return p.editSession(ctx, session, "session.edit", func(s *feltbog.Session) {
		if !slices.Contains(s.Participants, person) {
			s.Participants = append(s.Participants, person)
		}
	})
}

// LeaveSession takes a person off a session; notes about the person stay.
func (p *Project) LeaveSession(ctx context.Context, session, person feltbog.ID) error {
	return p.editSession(ctx, session, "session.edit", func(s *feltbog.Session) {
		s.Participants = slices.DeleteFunc(s.Participants, func(id feltbog.ID) bool { return id == person })
	})
}

// DescribePerson changes what tells a person apart from others without a name, or the perspective.
func (p *Project) DescribePerson(ctx context.Context, person feltbog.ID, f func(*feltbog.Participant)) error {
	return p.act(ctx, "participant.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, person, f)
		return err
	})
}

// codeLetters begin the codes of people by their perspective; A and K are taken by recommendations and cards.
var codeLetters = map[feltbog.Perspective]string{
	feltbog.Citizen: "B", feltbog.Relative: "Å", feltbog.CivilSociety: "C", feltbog.Professional: "F", feltbog.Leader: "L",
	feltbog.Politician: "P", feltbog.Administrator: "M", feltbog.Researcher: "T",
}

// NextCode returns the next free code of a perspective, such as B-07. This machine never gives it again.
func (p *Project) NextCode(ctx context.Context, of feltbog.Perspective) (string, error) {
	letter := codeLetters[of]
	if letter == "" {
		letter = "N"
	}
	taken := map[string]bool{}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return "", err
	}
	for _, o := range people {
		taken[o.Pseudonym] = true
	}
	for {
		n, err := p.v.NextNumber(ctx, feltbog.CitizenNumbers)
		if err != nil {
			return "", err
		}
		if code := fmt.Sprintf("%s-%02d", letter, n); !taken[code] {
			return code, nil
		}
	}
}

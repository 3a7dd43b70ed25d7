package gate

import (
	"context"

	"feltbog/internal/feltbog"
)

// Reader is what the gate reads of the team space.
type Reader interface {
	// Record returns a record that is there; for one that is not, or lies in the trash, an error with the code
	// feltbog.ENotFound.
	Record(ctx context.Context, id feltbog.ID) (feltbog.Record, error)
	// Project returns the vault's project.
	Project(ctx context.Context) (*feltbog.Project, error)
	// Participants returns all of them.
	Participants(ctx context.Context) ([]*feltbog.Participant, error)
	// Consents returns every answer that was ever entered.
	Consents(ctx context.Context) ([]*feltbog.Consent, error)
	// Withdrawals returns the cases of those who took something back.
	Withdrawals(ctx context.Context) ([]*feltbog.WithdrawalCase, error)
	// Depicted returns who can be seen in a picture.
	Depicted(ctx context.Context, photo feltbog.ID) ([]*feltbog.DepictedPerson, error)
	// Redactions returns what is covered in a picture.
	Redactions(ctx context.Context, photo feltbog.ID) (feltbog.PhotoRedactions, error)
}

// Registrar writes the register of disclosures.
type Registrar interface {
	// Register writes one line durably. Before it does, with all other writing held off, it calls still, and writes
	// nothing when that returns an error, which it hands on.
	Register(ctx context.Context, d *feltbog.Disclosure, still func(context.Context) error) error
}

// Cover takes out of a record what must not leave with it: names, details, faces.
type Cover interface {
	// Cover returns a copy in which everything is covered that can be without asking, and why the record must stay in
	// all the same: a finding that nobody has decided about, or names that nobody here can look for. about are those whose
	// material it is. It never changes the record it is given.
	Cover(ctx context.Context, use feltbog.Use, rec feltbog.Record, about []feltbog.ID) (feltbog.Record, []Reason, error)
	Derivatives
}

// Derivatives makes of a picture the copy that may leave: covered where somebody asked for it, flattened, upright,
// without anything but pixels. For a picture of which there is none it returns an error with the code feltbog.ENotFound.
type Derivatives interface {
	Derivative(ctx context.Context, photo *feltbog.Photo) ([]byte, error)
}

// state is what the gate knows of people, as read at one moment.
type state struct {
	project *feltbog.Project
	people  map[feltbog.ID]*feltbog.Participant
	answers map[feltbog.ID]map[feltbog.Scope][]*feltbog.Consent
	cases   []*feltbog.WithdrawalCase
}

func read(ctx context.Context, r Reader) (*state, error) {
	s := &state{people: map[feltbog.ID]*feltbog.Participant{}, answers: map[feltbog.ID]map[feltbog.Scope][]*feltbog.Consent{}}
	var err error
	if s.project, err = r.Project(ctx); err != nil {
		return nil, err
	}
	people, err := r.Participants(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		s.people[p.ID] = p
	}
	all, err := r.Consents(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		of := s.answers[c.Participant]
		if of == nil {
			of = map[feltbog.Scope][]*feltbog.Consent{}
			s.answers[c.Participant] = of
		}
		of[c.Scope] = append(of[c.Scope], c)
	}
	s.cases, err = r.Withdrawals(ctx)
	return s, err
}

package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// NewPerson describes somebody the team meets. What the team knows and who it is are kept apart: the Identity goes to the
// register, everything else to the team.
type NewPerson struct {
	Pseudonym   string // "": the next code of the perspective, such as B-07
	Perspective feltbog.Perspective
	AgeGroup    feltbog.AgeGroup
	Descriptor  string
	Identity    feltbog.Identity // without a name none is written
}

// AddParticipant writes both parts as one action, the register's first. It returns who it is and the pseudonym.
func (p *Project) AddParticipant(ctx context.Context, n NewPerson) (feltbog.ID, string, error) {
	if n.Perspective == "" {
		n.Perspective = feltbog.Citizen
	}
	person := &feltbog.Participant{Pseudonym: strings.TrimSpace(n.Pseudonym), Perspective: n.Perspective, AgeGroup: n.AgeGroup,
		Descriptor: strings.TrimSpace(n.Descriptor)}
	person.ID = feltbog.NewID()
	n.Identity.Name = strings.TrimSpace(n.Identity.Name)
	if err := p.freePseudonym(ctx, person); err != nil {
		return feltbog.ID{}, "", err
	}
	if err := tells(person, &n.Identity); err != nil {
		return feltbog.ID{}, "", err
	}
	if person.Pseudonym == "" {
		code, err := p.NextCode(ctx, n.Perspective)
		if err != nil {
			return feltbog.ID{}, "", cancelled(ctx, err)
		}
		person.Pseudonym = code
	}
	team := p.v.Team()
	if team == nil {
		return feltbog.ID{}, "", feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	work := vault.Work{team: func(w *store.Writer) error { return w.Put(person) }}
	if n.Identity.Name != "" {
		register, err := p.v.Register()
		if err != nil {
			return feltbog.ID{}, "", err
		}
		who := n.Identity
		who.ID, who.Participant = feltbog.NewID(), person.ID
		work[register] = func(w *store.Writer) error { return w.Put(&who) }
	}
	_, err := p.v.Do(ctx, store.Action{Name: "participant.add"}, work)
	return person.ID, person.Pseudonym, cancelled(ctx, err)
}

// freePseudonym refuses one that somebody else has.
func (p *Project) freePseudonym(ctx context.Context, person *feltbog.Participant) error {
	if person.Pseudonym == "" {
		return nil
	}
	all, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return cancelled(ctx, err)
	}
	for _, o := range all {
		if o.ID != person.ID && strings.EqualFold(o.Pseudonym, person.Pseudonym) {
			return feltbog.Errorf(feltbog.EInvalid, "participant.taken", "somebody else is called %s already", person.Pseudonym).With("name", person.Pseudonym)
		}
	}
	return nil
}

// shortest is how many letters a part of a name has at least to be looked for in what the team reads.
const shortest = 3

// tells refuses what the team would read about somebody when it holds a part of the name.
func tells(person *feltbog.Participant, who *feltbog.Identity) error {
	seen := map[string]string{}
	texts := []string{person.Pseudonym, person.Descriptor, person.Note}
	for _, a := range person.Attributes {
		texts = append(texts, a.Name, a.Value)
	}
	for _, text := range texts {
		for _, w := range nameParts(text) {
			seen[w] = text
		}
	}
	for _, name := range append([]string{who.Name}, who.Nicknames...) {
		for _, w := range nameParts(name) {
			for _, form := range []string{w, w + "s", w + "es"} {
				if _, ok := seen[form]; ok {
					return feltbog.Errorf(feltbog.EInvalid, "participant.telling",
						"what the team reads about a participant must not hold the person's name; write something else")
				}
			}
		}
	}
	return nil
}

// nameParts are the parts of a name that are long enough to be told by, in lower case.
func nameParts(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune(" \t\n-.,;:()/'’", r) })
	return slices.DeleteFunc(words, func(w string) bool { return len([]rune(w)) < shortest })
}

// EditParticipant changes what the team knows about somebody. With the register open, the person's name is refused in it.
func (p *Project) EditParticipant(ctx context.Context, id feltbog.ID, f func(*feltbog.Participant)) error {
	who, err := p.identity(ctx, id)
	if err != nil {
		return err
	}
	rec, err := p.participant(ctx, id)
	if err != nil {
		return err
	}
	f(rec)
	if err := p.freePseudonym(ctx, rec); err != nil {
		return err
	}
	return p.act(ctx, "participant.edit", func(s *vault.Space, w *store.Writer) error {
		var wrong error
		_, err := edit(ctx, s, w, id, func(r *feltbog.Participant) {
			f(r)
			if who != nil {
				wrong = tells(r, who)
			}
		})
		if wrong != nil {
			return wrong
		}
		return err
	})
}

// EditIdentity changes who somebody is, in the register; the first time it is made. A name that the team's own words
// about the person hold is refused.
func (p *Project) EditIdentity(ctx context.Context, id feltbog.ID, f func(*feltbog.Identity)) error {
	register, err := p.v.Register()
	if err != nil {
		return err
	}
	person, err := p.participant(ctx, id)
	if err != nil {
		return err
	}
	before, err := p.identity(ctx, id)
	if err != nil {
		return err
	}
	fresh := before == nil
	if fresh {
		before = &feltbog.Identity{Participant: id}
		before.ID = feltbog.NewID()
	}
	_, err = p.v.Do(ctx, store.Action{Name: "identity.edit"}, vault.Work{register: func(w *store.Writer) error {
		var wrong error
		set := func(who *feltbog.Identity) {
			who.Participant = id
			f(who)
			wrong = tells(person, who)
		}
		if fresh {
			if set(before); wrong != nil {
				return wrong
			}
			return w.Put(before)
		}
		_, err := edit(ctx, register, w, before.ID, set)
		if wrong != nil {
			return wrong
		}
		return err
	}})
	return cancelled(ctx, err)
}

// participant reads one, with a plain error when there is none.
func (p *Project) participant(ctx context.Context, id feltbog.ID) (*feltbog.Participant, error) {
	team := p.v.Team()
	if team == nil {
		return nil, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	rec, info, err := team.Get(ctx, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	person, ok := rec.(*feltbog.Participant)
	switch {
	case !ok && rec != nil:
		return nil, otherKind(id, info.Kind, feltbog.KindParticipant)
	case !ok || status(info) == Trashed:
		return nil, feltbog.Errorf(feltbog.ENotFound, "participant.gone", "this participant lies in the trash")
	}
	return person, nil
}

// identity reads who somebody is; nil when nobody wrote it, or when the register is not open here.
func (p *Project) identity(ctx context.Context, participant feltbog.ID) (*feltbog.Identity, error) {
	register, err := p.v.Register()
	if err != nil {
		return nil, nil // locked or elsewhere: nothing here knows the name
	}
	recs, err := register.List(ctx, feltbog.KindIdentity, []store.Where{{Field: "participant", Value: participant}}, 1)
	if err != nil || len(recs) == 0 {
		return nil, cancelled(ctx, err)
	}
	return recs[0].(*feltbog.Identity), nil
}

// FindParticipant returns who a pseudonym or an id means.
func (p *Project) FindParticipant(ctx context.Context, text string) (feltbog.ID, error) {
	if id, err := feltbog.ParseID(text); err == nil {
		_, err := p.participant(ctx, id)
		return id, err
	}
	all, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	for _, o := range all {
		if strings.EqualFold(o.Pseudonym, strings.TrimSpace(text)) {
			return o.ID, nil
		}
	}
	return feltbog.ID{}, feltbog.Errorf(feltbog.ENotFound, "participant.none", "there is no participant called %s", text).With("who", text)
}

// FreePseudonyms are those of a list that nobody here has.
func (p *Project) FreePseudonyms(ctx context.Context, of []string) ([]string, error) {
	all, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	taken := map[string]bool{}
	for _, o := range all {
		taken[strings.ToLower(o.Pseudonym)] = true
	}
	return slices.DeleteFunc(slices.Clone(of), func(n string) bool { return taken[strings.ToLower(n)] }), nil
}

// ParseDate reads a date as people write it, in the project's running year when it names none. Empty is no date.
func (p *Project) ParseDate(ctx context.Context, text string) (feltbog.FuzzyDate, error) {
	if strings.TrimSpace(text) == "" {
		return feltbog.FuzzyDate{}, nil
	}
	return feltbog.ParseFuzzyDate(text, p.runningYear(ctx))
}

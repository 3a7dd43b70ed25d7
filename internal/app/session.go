package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// NewSession is what is known of a session when it begins. Only its type is needed.
type NewSession struct {
	Type  feltbog.SessionType
	Title string
	// Place it happens at. PlaceName names one by its name instead; a place of a new name is made.
	Place     feltbog.ID
	PlaceName string
	Time      feltbog.FuzzyDate
	// Guide is a guide to ask by: its newest version, which is frozen when its draft has never been used. Version is one
	// certain version instead.
	Guide, Version feltbog.ID
	Team           []feltbog.TeamRole
	Participants   []feltbog.ID
	Principles     []feltbog.ID
	Questions      []string
	Purpose        string
	Access         string
	Participation  feltbog.Participation
	Focus          feltbog.Focus
}

// StartSession begins a session as one action; a place of a new name comes into being with it. A guide is frozen first.
func (p *Project) StartSession(ctx context.Context, n NewSession) (feltbog.ID, error) {
	rec := &feltbog.Session{Type: n.Type, Title: strings.TrimSpace(n.Title), Place: n.Place, Time: n.Time, Started: feltbog.NewInstant(p.v.Now()),
		Team: n.Team, Participants: n.Participants, Principles: n.Principles, GuideVersion: n.Version, Purpose: n.Purpose, Access: n.Access,
		Participation: n.Participation, Focus: n.Focus}
	rec.ID = feltbog.NewID()
	for _, q := range n.Questions {
		if q = strings.TrimSpace(q); q != "" {
			rec.Questions = append(rec.Questions, q)
		}
	}
	if len(rec.Team) == 0 {
		rec.Team = []feltbog.TeamRole{{Member: p.v.Actor(ctx), Role: feltbog.Interviewer}}
	}
	if rec.GuideVersion.IsZero() && !n.Guide.IsZero() { // an action of its own: a frozen guide stays, also when the session is undone
		err := p.act(ctx, "guide.use", func(s *vault.Space, w *store.Writer) error {
			version, err := p.freezeForUse(ctx, s, w, n.Guide)
			if err == nil {
				rec.GuideVersion = version.ID
			}
			return err
		})
		if err != nil {
			return feltbog.ID{}, err
		}
	}
	err := p.act(ctx, "session.add", func(s *vault.Space, w *store.Writer) error {
		if name := strings.TrimSpace(n.PlaceName); rec.Place.IsZero() && name != "" {
			place, err := p.placeNamed(ctx, s, w, name)
			if err != nil {
				return err
			}
			rec.Place = place
		}
		return w.Put(rec)
	})
	return rec.ID, err
}

// placeNamed returns the place of a name, whatever the case of its letters; a new one when there is none.
func (p *Project) placeNamed(ctx context.Context, s *vault.Space, w *store.Writer, name string) (feltbog.ID, error) {
	var found feltbog.ID
	err := s.Each(ctx, feltbog.KindPlace, nil, 0, func(r feltbog.Record) error {
		if strings.EqualFold(r.(*feltbog.Place).Name, name) {
			found = r.RecordID()
		}
		return nil
	})
	if err != nil || !found.IsZero() {
		return found, err
	}
	place := &feltbog.Place{Name: name}
	place.ID = feltbog.NewID()
	return place.ID, w.Put(place)
}

// SessionLikeLast proposes the next session: as the last one that was begun, without its people. The first of a project
// is a conversation at a kitchen table.
func (p *Project) SessionLikeLast(ctx context.Context) (NewSession, error) {
	last, err := p.lastSession(ctx)
	if err != nil || last == nil {
		return NewSession{Type: feltbog.KitchenTable}, cancelled(ctx, err)
	}
	return NewSession{Type: last.Type, Place: last.Place, Version: last.GuideVersion, Team: last.Team, Principles: last.Principles,
		Questions: last.Questions, Participation: last.Participation, Focus: last.Focus}, nil
}

// lastSession is the session that was begun last; nil in a new project.
func (p *Project) lastSession(ctx context.Context) (*feltbog.Session, error) {
	all, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if len(all) == 0 {
		return nil, err
	}
	return slices.MaxFunc(all, func(a, b *feltbog.Session) int { return a.Started.Time().Compare(b.Started.Time()) }), err
}

// EndSession closes a session now. It can be written in later all the same.
func (p *Project) EndSession(ctx context.Context, id feltbog.ID) error {
	return p.editSession(ctx, id, "session.end", func(s *feltbog.Session) { s.Ended = feltbog.NewInstant(p.v.Now()) })
}

// ResumeSession opens a closed session again.
func (p *Project) ResumeSession(ctx context.Context, id feltbog.ID) error {
	return p.editSession(ctx, id, "session.resume", func(s *feltbog.Session) { s.Ended = 0 })
}

// EditSession changes what is known of a session.
func (p *Project) EditSession(ctx context.Context, id feltbog.ID, f func(*feltbog.Session)) error {
	return p.editSession(ctx, id, "session.edit", f)
}

// EditSessionAt is EditSession with the place by its name; a new place is made when there is none of that name, and an empty
// name takes the place away.
func (p *Project) EditSessionAt(ctx context.Context, id feltbog.ID, place string, f func(*feltbog.Session)) error {
	return p.act(ctx, "session.edit", func(s *vault.Space, w *store.Writer) error {
		var at feltbog.ID
		if place = strings.TrimSpace(place); place != "" {
			var err error
			if at, err = p.placeNamed(ctx, s, w, place); err != nil {
				return err
			}
		}
		_, err := edit(ctx, s, w, id, func(s *feltbog.Session) {
			f(s)
			s.Place = at
		})
		return err
	})
}

func (p *Project) editSession(ctx context.Context, id feltbog.ID, name string, f func(*feltbog.Session)) error {
	return p.act(ctx, name, func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

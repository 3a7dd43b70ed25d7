package sample

import (
	"fmt"

	"feltbog/internal/feltbog"
)

type sessionText struct {
	As, Title, Place, Time, Day, From, To, Guide, Access, Purpose string
	Type                                                          feltbog.SessionType
	Role                                                          feltbog.FieldRole
	Guest                                                         feltbog.Perspective
	Participation                                                 feltbog.Participation
	Focus                                                         feltbog.Focus
	People, Principles, Asked, Skipped, Declined                  []string
	Notes                                                         []noteText
	Debrief                                                       *debriefText
}

type debriefText struct {
	SeenByAll   string `json:"seen_by_all"`
	SeenByOne   string `json:"seen_by_one"`
	Surprise    string
	Unknown     string
	Unsaid      string
	OwnRole     string `json:"own_role"`
	GuideChange string `json:"guide_change"`
	FollowUp    string `json:"follow_up"`
}

// field reads what was done in the field. What has no name is no session: its notes are loose.
func (b *book) field(text []byte) error {
	var all []sessionText
	if err := strict(text, &all); err != nil {
		return err
	}
	for _, t := range all {
		if err := b.session(t); err != nil {
			return fmt.Errorf("%s: %w", t.Title, err)
		}
	}
	return nil
}

func (b *book) session(t sessionText) error {
	if t.As == "" {
		return b.notes(t, feltbog.ID{})
	}
	s := &feltbog.Session{Type: t.Type, Title: t.Title, Place: b.id(t.Place), Participants: b.allIDs(t.People), Purpose: t.Purpose,
		Access: t.Access, Principles: b.allIDs(t.Principles), Participation: t.Participation, Focus: t.Focus}
	s.ID = b.id(t.As)
	s.Team = []feltbog.TeamRole{{Member: b.id("member"), Role: t.Role}}
	if t.Guest != "" {
		s.Team = append(s.Team, feltbog.TeamRole{Perspective: t.Guest, Role: feltbog.Companion})
	}
	if t.Guide != "" {
		s.GuideVersion = b.id(t.Guide + " v1")
	}
	var err error
	if s.Time, err = date(t.Time); err != nil {
		return err
	}
	if s.Started, err = moment(t.Day, t.From); err != nil {
		return err
	}
	if s.Ended, err = moment(t.Day, t.To); err != nil {
		return err
	}
	if err := b.added(s); err != nil {
		return err
	}
	if err := b.notes(t, s.ID); err != nil {
		return err
	}
	if err := b.covered(t, s); err != nil || t.Debrief == nil {
		return err
	}
	d := t.Debrief
	debrief := &feltbog.Debrief{Session: s.ID, Member: b.id("member"), Held: s.Ended, SeenByAll: d.SeenByAll, SeenByOne: d.SeenByOne,
		Surprise: d.Surprise, Unknown: d.Unknown, Unsaid: d.Unsaid, OwnRole: d.OwnRole, GuideChange: d.GuideChange, FollowUp: d.FollowUp}
	debrief.ID = feltbog.NewID()
	return b.added(debrief)
}

// covered writes what became of the guide's questions.
func (b *book) covered(t sessionText, s *feltbog.Session) error {
	for _, c := range []struct {
		what      feltbog.Coverage
		questions []string
	}{{feltbog.Asked, t.Asked}, {feltbog.Skipped, t.Skipped}, {feltbog.Declined, t.Declined}} {
		for _, q := range c.questions {
			a := &feltbog.Answer{Session: s.ID, Question: b.id(q), Coverage: c.what, Noted: s.Ended}
			a.ID = feltbog.NewID()
			if err := b.added(a); err != nil {
				return err
			}
		}
	}
	return nil
}

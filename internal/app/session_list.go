package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
)

// SessionLine is a session in a list.
type SessionLine struct {
	ID      feltbog.ID          `json:"id"`
	Type    feltbog.SessionType `json:"type"`
	Title   string              `json:"title,omitempty"`
	Place   string              `json:"place,omitempty"`
	Started feltbog.Instant     `json:"started"`
	Ended   feltbog.Instant     `json:"ended,omitzero"`
	People  int                 `json:"people"`
}

// Sessions lists the sessions, the one begun last first.
func (p *Project) Sessions(ctx context.Context) ([]SessionLine, error) {
	all, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	places, err := list[*feltbog.Place](ctx, p, feltbog.KindPlace)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	names := map[feltbog.ID]string{}
	for _, place := range places {
		names[place.ID] = place.Name
	}
	out := []SessionLine{}
	for _, s := range all {
		out = append(out, SessionLine{ID: s.ID, Type: s.Type, Title: s.Title, Place: names[s.Place], Started: s.Started, Ended: s.Ended, People: len(s.Participants)})
	}
	slices.SortStableFunc(out, func(a, b SessionLine) int { return b.Started.Time().Compare(a.Started.Time()) })
	return out, nil
}

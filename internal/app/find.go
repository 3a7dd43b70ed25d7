package app

import (
	"context"
	"time"
)

// Sighting is one record that was found, with all that a line about it shows.
type Sighting struct {
	Heading
	Snippet string `json:"snippet"`
	Marks   []Span `json:"marks"` // the words that were looked for, in the snippet
}

// Sightings are what Find found.
type Sightings struct {
	Hits         []Sighting
	More         bool // than the limit lets through
	Milliseconds float64
}

// Find is Search for somebody who reads: each hit has its title. Only the hits that are returned are read.
func (p *Project) Find(ctx context.Context, q Query) (Sightings, error) {
	start := time.Now()
	limit := q.Limit
	if limit <= 0 {
		limit = 50
	}
	q.Limit = limit + 1
	found, err := p.Search(ctx, q)
	if err != nil {
		return Sightings{}, err
	}
	out := Sightings{More: len(found.Hits) > limit, Hits: make([]Sighting, 0, len(found.Hits))}
	n := p.namer()
	for _, h := range found.Hits[:min(limit, len(found.Hits))] {
		s := Sighting{Snippet: h.Snippet, Marks: h.Marks, Heading: Heading{Kind: h.Kind, ID: h.ID, Place: PlaceOf(h.Kind), Status: Present}}
		if h.record != nil {
			s.Heading = n.of(ctx, h.record, aboveMost)
		}
		out.Hits = append(out.Hits, s)
		if err := ctx.Err(); err != nil {
			return Sightings{}, cancelled(ctx, err)
		}
	}
	out.Milliseconds = float64(time.Since(start).Microseconds()) / 1000
	return out, nil
}

package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// PhotoMatch proposes to which session, and to which line in it, a picture belongs by its time.
type PhotoMatch struct {
	Photo   feltbog.ID
	Session feltbog.ID
	Title   string        // of the session, as lists name it
	Begun   time.Time     // of the session
	Outside time.Duration // how long before or after the session the picture was taken; 0: during it
	Note    feltbog.ID    // the line that was written down about then; zero: none
	Text    string        // of the line
	Apart   time.Duration // between the line and the picture
}

// How far in time a picture may be from what it is proposed to.
const (
	aroundSession = 20 * time.Minute
	aroundLine    = 3 * time.Minute
	openSession   = 3 * time.Hour // how long a session is taken to last that nobody ended
)

// MatchPhotos proposes, for pictures that belong to no session yet, the session during which they were taken, and the
// line that was written about then. offset is added to each picture's time first: what the camera's clock was behind.
// Pictures without a time, and those that fit nowhere, are left out.
func (p *Project) MatchPhotos(ctx context.Context, ids []feltbog.ID, offset time.Duration) ([]PhotoMatch, error) {
	team := p.v.Team()
	if team == nil {
		return nil, nil
	}
	sessions, err := p.sessionSpans(ctx)
	if err != nil || len(sessions) == 0 {
		return nil, err
	}
	lines := map[feltbog.ID][]feltbog.NoteBlock{}
	var out []PhotoMatch
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, cancelled(ctx, err)
		}
		rec, info, err := team.Get(ctx, id)
		if err != nil {
			return nil, cancelled(ctx, err)
		}
		o, ok := rec.(*feltbog.Photo)
		if !ok || status(info) == Trashed || !o.Session.IsZero() || o.Taken.IsZero() {
			continue
		}
		at := o.Taken.Time().Add(offset)
		best, ok := nearestSession(sessions, at)
		if !ok {
			continue
		}
		m := PhotoMatch{Photo: id, Session: best.id, Title: best.title, Begun: best.from, Outside: best.outside(at)}
		notes, read := lines[best.id]
		if !read {
			if err := each(ctx, team, "session", best.id, &notes); err != nil {
				return nil, cancelled(ctx, err)
			}
			lines[best.id] = notes
		}
		m.nearestLine(notes, at)
		out = append(out, m)
	}
	return out, nil
}

// span is when a session was.
type span struct {
	id       feltbog.ID
	title    string
	from, to time.Time
}

// outside is how long before or after the session a moment is.
func (s span) outside(at time.Time) time.Duration {
	switch {
	case at.Before(s.from):
		return s.from.Sub(at)
	case at.After(s.to):
		return at.Sub(s.to)
	}
	return 0
}

func (p *Project) sessionSpans(ctx context.Context) ([]span, error) {
	all, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	var out []span
	for _, s := range all {
		if s.Started.IsZero() {
			continue
		}
		h, err := p.Heading(ctx, feltbog.KindSession, s.ID)
		if err != nil {
			return nil, err
		}
		sp := span{id: s.ID, title: h.Title, from: s.Started.Time(), to: s.Started.Time().Add(openSession)}
		if !s.Ended.IsZero() {
			sp.to = s.Ended.Time()
		}
		out = append(out, sp)
	}
	return out, nil
}

// nearestSession is the one that a moment lies in or nearest to; of several it lies in, the one that began last.
func nearestSession(all []span, at time.Time) (span, bool) {
	best := slices.MinFunc(all, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.outside(at), b.outside(at)), b.from.Compare(a.from))
	})
	return best, best.outside(at) <= aroundSession
}

// nearestLine finds the line that was written down about when the picture was taken.
func (m *PhotoMatch) nearestLine(notes []feltbog.NoteBlock, at time.Time) {
	for _, n := range notes {
		if n.Happened.IsZero() || !n.DerivedFrom.IsZero() {
			continue
		}
		d := n.Happened.Time().Sub(at).Abs()
		if d <= aroundLine && (m.Note.IsZero() || d < m.Apart) {
			m.Note, m.Text, m.Apart = n.ID, n.Text, d
		}
	}
}

// AcceptMatches ties pictures to what was proposed, and sets their clock right, as one action.
func (p *Project) AcceptMatches(ctx context.Context, all []PhotoMatch, offset time.Duration) error {
	if len(all) == 0 {
		return nil
	}
	return p.act(ctx, "photo.match", func(s *vault.Space, w *store.Writer) error {
		byNote := map[feltbog.ID][]feltbog.ID{}
		for _, m := range all {
			_, err := edit(ctx, s, w, m.Photo, func(o *feltbog.Photo) {
				o.Session = m.Session
				o.Taken = shifted(o.Taken, offset)
			})
			if err != nil {
				return err
			}
			if !m.Note.IsZero() {
				byNote[m.Note] = append(byNote[m.Note], m.Photo)
			}
		}
		for note, photos := range byNote {
			_, err := edit(ctx, s, w, note, func(n *feltbog.NoteBlock) {
				for _, id := range photos {
					if !slices.Contains(n.Photos, id) {
						n.Photos = append(n.Photos, id)
					}
				}
			})
			if err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

// ShiftPhotos sets the clock of pictures right: what the camera's was behind is added.
func (p *Project) ShiftPhotos(ctx context.Context, ids []feltbog.ID, offset time.Duration) error {
	return p.editPhotos(ctx, "photo.clock", ids, func(o *feltbog.Photo) bool {
		was := o.Taken
		o.Taken = shifted(o.Taken, offset)
		return o.Taken != was
	})
}

func shifted(at feltbog.Instant, by time.Duration) feltbog.Instant {
	if at.IsZero() || by == 0 {
		return at
	}
	return feltbog.NewInstant(at.Time().Add(by))
}

// BindPhotos ties pictures to a session by hand; the zero ID unties them.
func (p *Project) BindPhotos(ctx context.Context, ids []feltbog.ID, session feltbog.ID) error {
	return p.editPhotos(ctx, "photo.bind", ids, func(o *feltbog.Photo) bool {
		was := o.Session
		o.Session = session
		return was != session
	})
}

package app

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// Someone is a participant as a list shows one: by pseudonym and perspective.
type Someone struct {
	ID          feltbog.ID          `json:"id"`
	Pseudonym   string              `json:"pseudonym"`
	Perspective feltbog.Perspective `json:"perspective"`
}

// SessionRow is a session in the list of the place Felt.
type SessionRow struct {
	SessionLine
	Guide   string    `json:"guide,omitempty"`
	Who     []Someone `json:"who"`
	Notes   int       `json:"notes"`
	Files   int       `json:"files"`
	Photos  int       `json:"photos"`
	Unasked int       `json:"unasked"`        // questions that must be asked by its guide and were not
	Waiting int       `json:"waiting"`        // jottings that were not written out
	Late    bool      `json:"late,omitempty"` // one has waited too long
	// Series is the series of pictures that is talked about.
	Series feltbog.ID `json:"series,omitzero"`
}

// FieldHome is what the place Felt shows.
type FieldHome struct {
	Sessions []SessionRow // the one begun last first
	Loose    []LooseNote  // that belong to no session, the newest first
	Waiting  int          // sessions with something to write out
	Late     bool
	Guides   int
	People   int
}

// FieldHome reads it, in a number of queries that does not grow with what there is.
func (p *Project) FieldHome(ctx context.Context) (FieldHome, error) {
	lines, err := p.Sessions(ctx)
	if err != nil {
		return FieldHome{}, err
	}
	team := p.v.Team()
	if team == nil {
		return FieldHome{}, nil
	}
	rows := make([]SessionRow, len(lines))
	at := map[feltbog.ID]*SessionRow{}
	for i, l := range lines {
		rows[i].SessionLine, rows[i].Who = l, []Someone{}
		at[l.ID] = &rows[i]
	}
	h := FieldHome{Sessions: rows}
	covered := covering{}
	if err := p.countNotes(ctx, &h, at, covered); err != nil {
		return h, err
	}
	if err := covered.answers(ctx, p); err != nil {
		return h, err
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return h, cancelled(ctx, err)
	}
	h.People = len(people)
	who := map[feltbog.ID]Someone{}
	for _, o := range people {
		who[o.ID] = Someone{o.ID, o.Pseudonym, o.Perspective}
	}
	guides, versions, err := p.usedGuides(ctx)
	if err != nil {
		return h, err
	}
	h.Guides = guides
	err = team.Each(ctx, feltbog.KindSession, []store.Where{}, 0, func(rec feltbog.Record) error {
		s, r := rec.(*feltbog.Session), at[rec.RecordID()]
		if r == nil {
			return nil
		}
		if v, ok := versions[s.GuideVersion]; ok {
			r.Guide, r.Unasked = v.name, covered.missed(s.ID, v.must)
		}
		for _, id := range s.Participants {
			if one, ok := who[id]; ok {
				r.Who = append(r.Who, one)
			}
		}
		return nil
	})
	if err == nil {
		err = team.Each(ctx, feltbog.KindPhotoSet, nil, 0, func(rec feltbog.Record) error {
			if set := rec.(*feltbog.PhotoSet); at[set.Session] != nil {
				at[set.Session].Series = set.ID
			}
			return nil
		})
	}
	for _, r := range rows {
		if r.Waiting > 0 {
			h.Waiting++
			h.Late = h.Late || r.Late
		}
	}
	return h, cancelled(ctx, err)
}

// countNotes counts notes, jottings that wait, pictures and files by session, and lists the notes of none.
func (p *Project) countNotes(ctx context.Context, h *FieldHome, at map[feltbog.ID]*SessionRow, covered covering) error {
	owners, out := map[feltbog.ID]feltbog.ID{}, map[feltbog.ID]bool{}
	type jot struct {
		id, session feltbog.ID
		noted       feltbog.Instant
	}
	var jots []jot
	err := p.v.Team().Each(ctx, feltbog.KindNoteBlock, nil, 0, func(rec feltbog.Record) error {
		n := rec.(*feltbog.NoteBlock)
		if !n.DerivedFrom.IsZero() {
			out[n.DerivedFrom] = true
		}
		if n.Session.IsZero() {
			if n.DerivedFrom.IsZero() {
				h.Loose = append(h.Loose, looseNote(n))
			}
			return nil
		}
		owners[n.ID] = n.Session
		if r := at[n.Session]; r != nil && n.DerivedFrom.IsZero() {
			r.Notes++
			covered.add(n.Session, n.Question)
		}
		if n.Layer == feltbog.Jotting {
			jots = append(jots, jot{n.ID, n.Session, n.Noted})
		}
		return nil
	})
	if err != nil {
		return cancelled(ctx, err)
	}
	byNoted(h.Loose)
	now := p.v.Now()
	for _, j := range jots {
		r := at[j.session]
		if r == nil || out[j.id] {
			continue
		}
		r.Waiting++
		r.Late = r.Late || !j.noted.IsZero() && now.Sub(j.noted.Time()) > WriteOutWithin
	}
	return p.countFiles(ctx, at, owners)
}

// countFiles counts pictures and files by session; owners are the sessions of the notes.
func (p *Project) countFiles(ctx context.Context, at map[feltbog.ID]*SessionRow, owners map[feltbog.ID]feltbog.ID) error {
	files, err := list[*feltbog.Attachment](ctx, p, feltbog.KindAttachment)
	if err != nil {
		return cancelled(ctx, err)
	}
	for _, f := range files {
		session := f.Owner
		if s, ok := owners[f.Owner]; ok {
			session = s
		}
		if r := at[session]; r != nil {
			r.Files++
		}
	}
	photos, err := list[*feltbog.Photo](ctx, p, feltbog.KindPhoto)
	for _, one := range photos {
		if r := at[one.Session]; r != nil {
			r.Photos++
		}
	}
	return cancelled(ctx, err)
}

// usedGuide is a version of a guide by its name, with what it says must be asked.
type usedGuide struct {
	name string
	must []feltbog.ID
}

// usedGuides counts the guides and reads their versions.
func (p *Project) usedGuides(ctx context.Context) (int, map[feltbog.ID]usedGuide, error) {
	guides, err := list[*feltbog.Guide](ctx, p, feltbog.KindGuide)
	if err != nil {
		return 0, nil, cancelled(ctx, err)
	}
	versions, err := list[*feltbog.GuideVersion](ctx, p, feltbog.KindGuideVersion)
	all := map[feltbog.ID]usedGuide{}
	for _, v := range versions {
		all[v.ID] = usedGuide{v.Name, mustAsk(v)}
	}
	return len(guides), all, cancelled(ctx, err)
}

package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// SessionPage is everything that is shown while a session runs.
type SessionPage struct {
	Session feltbog.Session
	Place   string
	// Guide is the frozen guide that is asked by; nil without one.
	Guide *feltbog.GuideVersion
	// Questions are what is asked or ticked off, in order: of the guide, or the session's own short ones.
	Questions []SessionQuestion
	// Notes of the session in their order; those that were written out from others are left out.
	Notes []feltbog.NoteBlock
	// Answers say what became of the questions.
	Answers []feltbog.Answer
	// People of the session in the order in which they came.
	People []SessionPerson
	// Tags of the project by name, and which of them this machine has pinned, in the order of the keys.
	Tags   []feltbog.Tag
	Pinned []feltbog.ID
	// Photos and Files that belong to the session or its notes.
	Photos []feltbog.Photo
	Files  []feltbog.Attachment
}

// SessionPerson is one of the people of a session.
type SessionPerson struct {
	feltbog.Participant
	// Consent is the newest answer to whether the person takes part; nil when nobody has asked.
	Consent *feltbog.Consent
}

// SessionPage reads a session with all that belongs to it.
func (p *Project) SessionPage(ctx context.Context, id feltbog.ID) (SessionPage, error) {
	var page SessionPage
	team := p.v.Team()
	if team == nil {
		return page, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
	}
	rec, _, err := team.Get(ctx, id)
	if err != nil {
		return page, cancelled(ctx, err)
	}
	s, ok := rec.(*feltbog.Session)
	if !ok {
		return page, otherKind(id, rec.Kind(), feltbog.KindSession)
	}
	page.Session = *s
	for _, read := range []func(context.Context, *vault.Space, *SessionPage) error{
		readSessionFrame, readSessionNotes, p.readSessionPeople, p.readSessionTags} {
		if err := read(ctx, team, &page); err != nil {
			return page, cancelled(ctx, err)
		}
	}
	page.Questions = questionsOf(&page)
	return page, nil
}

// SessionQuestion is a line of the outline with what hangs under it.
type SessionQuestion struct {
	feltbog.FrozenQuestion
	// Theme it stands under; empty for a session's own short question.
	Theme   feltbog.ID
	Title   string // of the theme
	Minutes int    // of the theme
	Under   []feltbog.FrozenQuestion
}

// questionsOf lists what is asked in a session. A short question of the session has an id made of the session and its
// words, so that notes can point to it.
func questionsOf(page *SessionPage) []SessionQuestion {
	var out []SessionQuestion
	if page.Guide == nil {
		for _, text := range page.Session.Questions {
			q := SessionQuestion{FrozenQuestion: feltbog.FrozenQuestion{Type: feltbog.MainQuestion, Priority: feltbog.Should, Text: text}}
			sum := sha256.Sum256(append(page.Session.ID[:], text...))
			copy(q.ID[:], sum[:])
			out = append(out, q)
		}
		return out
	}
	for _, t := range page.Guide.Themes {
		at := map[feltbog.ID]int{}
		for _, q := range t.Questions {
			if i, ok := at[q.Parent]; ok && !q.Parent.IsZero() {
				out[i].Under = append(out[i].Under, q)
				at[q.ID] = i
				continue
			}
			at[q.ID] = len(out)
			out = append(out, SessionQuestion{FrozenQuestion: q, Theme: t.ID, Title: t.Title, Minutes: t.Minutes})
		}
	}
	return out
}

// readSessionFrame reads the place and the guide. What was erased or has not come yet is left out.
func readSessionFrame(ctx context.Context, s *vault.Space, page *SessionPage) error {
	for _, id := range []feltbog.ID{page.Session.Place, page.Session.GuideVersion} {
		if id.IsZero() {
			continue
		}
		rec, _, err := s.Get(ctx, id)
		if feltbog.ErrorCode(err) == feltbog.ENotFound {
			continue
		}
		if err != nil {
			return err
		}
		switch r := rec.(type) {
		case *feltbog.Place:
			page.Place = r.Name
		case *feltbog.GuideVersion:
			page.Guide = r
		}
	}
	return nil
}

// each reads the records of a kind that name the session in a field.
func each[T any, R interface {
	*T
	feltbog.Record
}](ctx context.Context, s *vault.Space, field string, id feltbog.ID, into *[]T) error {
	var none T
	return s.Each(ctx, R(&none).Kind(), []store.Where{{Field: field, Value: id}}, 0, func(r feltbog.Record) error {
		*into = append(*into, *r.(R))
		return nil
	})
}

func readSessionNotes(ctx context.Context, s *vault.Space, page *SessionPage) error {
	id := page.Session.ID
	if err := each(ctx, s, "session", id, &page.Notes); err != nil {
		return err
	}
	owners := []feltbog.ID{id}
	page.Notes = slices.DeleteFunc(page.Notes, func(n feltbog.NoteBlock) bool {
		owners = append(owners, n.ID)
		return !n.DerivedFrom.IsZero()
	})
	slices.SortFunc(page.Notes, func(a, b feltbog.NoteBlock) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	if err := each(ctx, s, "session", id, &page.Answers); err != nil {
		return err
	}
	if err := each(ctx, s, "session", id, &page.Photos); err != nil {
		return err
	}
	slices.SortFunc(page.Photos, func(a, b feltbog.Photo) int {
		return cmp.Or(a.Taken.Time().Compare(b.Taken.Time()), byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}))
	})
	return s.Each(ctx, feltbog.KindAttachment, nil, 0, func(r feltbog.Record) error {
		if f := r.(*feltbog.Attachment); slices.Contains(owners, f.Owner) {
			page.Files = append(page.Files, *f)
		}
		return nil
	})
}

// readSessionPeople reads them in the order in which they were first written down.
func (p *Project) readSessionPeople(ctx context.Context, s *vault.Space, page *SessionPage) error {
	if len(page.Session.Participants) == 0 {
		return nil
	}
	err := s.Each(ctx, feltbog.KindParticipant, nil, 0, func(r feltbog.Record) error {
		if slices.Contains(page.Session.Participants, r.RecordID()) {
			page.People = append(page.People, SessionPerson{Participant: *r.(*feltbog.Participant)})
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.Reverse(page.People) // Each begins with the newest
	for i := range page.People {
		one := &page.People[i]
		var consents []feltbog.Consent
		if err := each(ctx, s, "participant", one.ID, &consents); err != nil {
			return err
		}
		for _, c := range consents {
			if c.Scope == feltbog.ScopeParticipation && (one.Consent == nil || c.Recorded.Time().After(one.Consent.Recorded.Time())) {
				one.Consent = &c
			}
		}
	}
	return nil
}

func (p *Project) readSessionTags(ctx context.Context, s *vault.Space, page *SessionPage) error {
	if err := s.Each(ctx, feltbog.KindTag, nil, 0, func(r feltbog.Record) error {
		page.Tags = append(page.Tags, *r.(*feltbog.Tag))
		return nil
	}); err != nil {
		return err
	}
	slices.SortFunc(page.Tags, func(a, b feltbog.Tag) int { return cmp.Compare(a.Name, b.Name) })
	pinned, err := p.PinnedTags(ctx)
	page.Pinned = pinned
	return err
}

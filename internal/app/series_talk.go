package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// TalkPage is a conversation about a series: the session with its notes, the pictures, and what was pointed at.
type TalkPage struct {
	SessionPage
	Series  Series
	Talks   map[feltbog.ID]feltbog.PhotoTalk // by picture
	Regions map[feltbog.ID][]feltbog.Region  // by picture, in the order in which they were drawn
}

// About returns the notes of the session that are bound to a picture.
func (t *TalkPage) About(photo feltbog.ID) []feltbog.NoteBlock {
	var out []feltbog.NoteBlock
	for _, n := range t.Notes {
		if slices.Contains(n.Photos, photo) {
			out = append(out, n)
		}
	}
	return out
}

// TalkPage reads a conversation. Without a series it is the one that names the session; a session without any has an empty
// one.
func (p *Project) TalkPage(ctx context.Context, session, set feltbog.ID) (TalkPage, error) {
	t := TalkPage{Talks: map[feltbog.ID]feltbog.PhotoTalk{}, Regions: map[feltbog.ID][]feltbog.Region{}}
	var err error
	if t.SessionPage, err = p.SessionPage(ctx, session); err != nil {
		return t, err
	}
	team := p.v.Team()
	if set.IsZero() {
		var all []feltbog.PhotoSet
		if err := each(ctx, team, "session", session, &all); err != nil {
			return t, cancelled(ctx, err)
		}
		if len(all) == 0 {
			return t, nil
		}
		set = slices.MinFunc(all, func(a, b feltbog.PhotoSet) int { return byOrder(ordered{id: a.ID}, ordered{id: b.ID}) }).ID
	}
	if t.Series, err = p.Series(ctx, set); err != nil {
		return t, err
	}
	var talks []feltbog.PhotoTalk
	if err := each(ctx, team, "session", session, &talks); err != nil {
		return t, cancelled(ctx, err)
	}
	for _, o := range talks {
		if old, ok := t.Talks[o.Photo]; !ok || byOrder(ordered{id: o.ID}, ordered{id: old.ID}) < 0 {
			t.Talks[o.Photo] = o
		}
	}
	for _, pic := range t.Series.Pictures {
		if t.Regions[pic.Photo.ID], err = regionsOf(ctx, team, pic.Photo.ID); err != nil {
			return t, cancelled(ctx, err)
		}
	}
	return t, nil
}

func regionsOf(ctx context.Context, s *vault.Space, photo feltbog.ID) ([]feltbog.Region, error) {
	var all []feltbog.Region
	err := each(ctx, s, "photo", photo, &all)
	slices.SortFunc(all, func(a, b feltbog.Region) int { return byOrder(ordered{id: a.ID}, ordered{id: b.ID}) })
	return all, err
}

// TalkAbout changes what is kept of the conversation about one picture; the first change makes it.
func (p *Project) TalkAbout(ctx context.Context, session, set, photo feltbog.ID, f func(*feltbog.PhotoTalk)) error {
	return p.act(ctx, "photo_talk.edit", func(s *vault.Space, w *store.Writer) error {
		t, err := talkOf(ctx, s, session, set, photo)
		if err != nil {
			return err
		}
		f(&t)
		return w.Put(&t)
	})
}

// talkOf finds the conversation about a picture in a session, or begins it with whose series it is.
func talkOf(ctx context.Context, s *vault.Space, session, set, photo feltbog.ID) (feltbog.PhotoTalk, error) {
	var all []feltbog.PhotoTalk
	if err := each(ctx, s, "photo", photo, &all); err != nil {
		return feltbog.PhotoTalk{}, err
	}
	slices.SortFunc(all, func(a, b feltbog.PhotoTalk) int { return byOrder(ordered{id: a.ID}, ordered{id: b.ID}) })
	for _, t := range all {
		if t.Session == session {
			return t, nil
		}
	}
	t := feltbog.PhotoTalk{Photo: photo, Session: session, Set: set}
	t.ID = feltbog.NewID()
	if set.IsZero() {
		return t, nil
	}
	rec, _, err := s.Get(ctx, set)
	if o, ok := rec.(*feltbog.PhotoSet); ok {
		t.Participant = o.Participant
	}
	return t, err
}

// Pointed is a spot in the picture on screen that somebody pointed at.
type Pointed struct {
	Session, Set feltbog.ID
	Region       feltbog.Region
	Note         feltbog.ID // the note in which it is written down; may be zero
}

// PointAt keeps a spot that was pointed at: in the picture, in the conversation about it, and in the note.
func (p *Project) PointAt(ctx context.Context, at Pointed) (feltbog.ID, error) {
	r := at.Region
	if r.ID.IsZero() {
		r.ID = feltbog.NewID()
	}
	if r.Type == "" {
		r.Type = feltbog.RegionContent
	}
	if r.Shape == "" {
		r.Shape = feltbog.Rect
	}
	return r.ID, p.act(ctx, "region.point", func(s *vault.Space, w *store.Writer) error {
		if err := w.Put(&r); err != nil {
			return err
		}
		t, err := talkOf(ctx, s, at.Session, at.Set, r.Photo)
		if err != nil {
			return err
		}
		t.Regions = append(slices.Clone(t.Regions), r.ID)
		if err := w.Put(&t); err != nil || at.Note.IsZero() {
			return err
		}
		_, err = edit(ctx, s, w, at.Note, func(n *feltbog.NoteBlock) { n.Regions = append(slices.Clone(n.Regions), r.ID) })
		return err
	})
}

// TitlePhoto keeps the participant's own title of a picture. The team's is another field.
func (p *Project) TitlePhoto(ctx context.Context, photo feltbog.ID, title string) error {
	return p.act(ctx, "photo.title", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, photo, func(o *feltbog.Photo) { o.ParticipantTitle = strings.TrimSpace(title) })
		return err
	})
}

// WishForPhoto keeps what the person whose picture it is wants done with it.
func (p *Project) WishForPhoto(ctx context.Context, photo feltbog.ID, wish feltbog.PhotoWish) error {
	return p.act(ctx, "photo.wish", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, photo, func(o *feltbog.Photo) { o.Wish = wish })
		return err
	})
}

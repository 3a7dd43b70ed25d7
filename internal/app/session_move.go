package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Whither says where notes are moved to: to a person, to a question, or both; nil leaves what stands.
type Whither struct {
	Person   *feltbog.ID // zero: nobody in particular
	Question *feltbog.ID // zero: beside the guide
	Theme    feltbog.ID  // of the question
}

// MoveLast moves the last notes of a session, with the pictures taken of them and whom both are about, to another person
// or question ("Flyt de sidste noter"). It returns how many notes were moved.
func (p *Project) MoveLast(ctx context.Context, session feltbog.ID, count int, to Whither) (moved int, err error) {
	err = p.act(ctx, "session.move_last", func(s *vault.Space, w *store.Writer) error {
		page := SessionPage{Session: feltbog.Session{Base: feltbog.Base{ID: session}}}
		if err := readSessionNotes(ctx, s, &page); err != nil {
			return err
		}
		slices.SortStableFunc(page.Notes, func(a, b feltbog.NoteBlock) int { return a.Noted.Time().Compare(b.Noted.Time()) })
		last := page.Notes[max(len(page.Notes)-count, 0):]
		moved = len(last)
		from := map[feltbog.ID]bool{} // people whose notes are moved
		var photos, files []feltbog.ID
		for _, n := range last {
			for _, id := range append(slices.Clone(n.Participants), n.Speaker) {
				from[id] = true
			}
			photos = append(photos, n.Photos...)
			files = append(files, n.ID)
			to.note(&n)
			if err := w.Put(&n); err != nil {
				return err
			}
		}
		if to.Person == nil || moved == 0 {
			return nil
		}
		return movePictures(w, page, last[0].Noted, from, photos, files, *to.Person)
	})
	return moved, err
}

// note moves one note.
func (to Whither) note(n *feltbog.NoteBlock) {
	if to.Question != nil {
		n.Question, n.Theme = *to.Question, to.Theme
	}
	if to.Person == nil {
		return
	}
	n.Participants = people(*to.Person)
	if !n.Speaker.IsZero() || n.Type.Quotes() {
		n.Speaker = *to.Person
	}
}

func people(id feltbog.ID) []feltbog.ID {
	if id.IsZero() {
		return nil
	}
	return []feltbog.ID{id}
}

// movePictures gives the pictures of the moved notes, and those taken since the first of them, to the other person: the
// one who took it where that was one of those moved from. Files of the notes go along.
func movePictures(w *store.Writer, page SessionPage, since feltbog.Instant, from map[feltbog.ID]bool, photos, owners []feltbog.ID, to feltbog.ID) error {
	for _, ph := range page.Photos {
		if ph.Photographer.IsZero() || !from[ph.Photographer] || !slices.Contains(photos, ph.ID) && ph.Imported.Time().Before(since.Time()) {
			continue
		}
		ph.Photographer = to
		if err := w.Put(&ph); err != nil {
			return err
		}
	}
	for _, f := range page.Files {
		if !slices.Contains(owners, f.Owner) || len(f.Participants) == 0 {
			continue
		}
		f.Participants = people(to)
		if err := w.Put(&f); err != nil {
			return err
		}
	}
	return nil
}

package app

import (
	"context"
	"slices"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
)

// WriteOutWithin is how long a jotting may wait before one is reminded: memory fades over night.
const WriteOutWithin = 24 * time.Hour

// WriteUp is a session as it is written out in the evening: each jotting with the note and the memo made of it.
type WriteUp struct {
	Session feltbog.Session
	Place   string
	// Unasked are the questions that must be asked and were not, as they are worded.
	Unasked []string
	Rows    []WrittenOut
	// Waiting counts the jottings that were not written out; Late says that one has waited too long.
	Waiting int
	Late    bool
}

// WrittenOut is one jotting with what was made of it; nil where nothing was yet.
type WrittenOut struct {
	Jotting    feltbog.NoteBlock
	Note, Memo *feltbog.NoteBlock
}

// WriteUp reads a session to write it out.
func (p *Project) WriteUp(ctx context.Context, session feltbog.ID) (WriteUp, error) {
	page, err := p.SessionPage(ctx, session)
	if err != nil {
		return WriteUp{}, err
	}
	u := WriteUp{Session: page.Session, Place: page.Place}
	var all []feltbog.NoteBlock
	if err := each(ctx, p.v.Team(), "session", session, &all); err != nil {
		return u, cancelled(ctx, err)
	}
	slices.SortFunc(all, func(a, b feltbog.NoteBlock) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	made := map[feltbog.ID]*feltbog.NoteBlock{} // the first that was made of each
	for i := range all {
		if from := all[i].DerivedFrom; !from.IsZero() && made[from] == nil {
			made[from] = &all[i]
		}
	}
	now := p.v.Now()
	for _, jot := range page.Notes {
		row := WrittenOut{Jotting: jot, Note: made[jot.ID]}
		if row.Note != nil {
			row.Memo = made[row.Note.ID]
		} else if jot.Layer == feltbog.Jotting {
			u.Waiting++
			u.Late = u.Late || !jot.Noted.IsZero() && now.Sub(jot.Noted.Time()) > WriteOutWithin
		}
		u.Rows = append(u.Rows, row)
	}
	for _, q := range page.Questions {
		if q.Priority == feltbog.Must && !asked(&page, q.ID) {
			u.Unasked = append(u.Unasked, q.Text)
		}
	}
	return u, nil
}

// asked reports whether a question was asked of anybody in a session, or declined: somebody said so, or a note answers it.
func asked(page *SessionPage, question feltbog.ID) bool {
	for _, a := range page.Answers {
		if a.Question == question && a.Coverage != feltbog.Skipped {
			return true
		}
	}
	return slices.ContainsFunc(page.Notes, func(n feltbog.NoteBlock) bool { return n.Question == question })
}

// OutOf is what a note begins with that writes out another: the same moment, question, people, pictures and marks, one
// layer on. The other is left as it is.
func OutOf(from feltbog.NoteBlock) feltbog.NoteBlock {
	n := from
	n.ID, n.Text, n.Noted, n.DerivedFrom = feltbog.NewID(), "", 0, from.ID
	n.Layer = feltbog.FieldNote
	if from.Layer != feltbog.Jotting {
		n.Layer = feltbog.Memo
	}
	return n
}

// ToWrite is a session with jottings that were not written out.
type ToWrite struct {
	Session feltbog.Session
	Waiting int
	Late    bool
}

// ToWriteOut lists the sessions that wait to be written out, the one that waits longest first.
func (p *Project) ToWriteOut(ctx context.Context) ([]ToWrite, error) {
	team := p.v.Team()
	if team == nil {
		return nil, nil
	}
	out, waits := map[feltbog.ID]bool{}, map[feltbog.ID]*ToWrite{}
	var jots []*feltbog.NoteBlock
	err := team.Each(ctx, feltbog.KindNoteBlock, nil, 0, func(r feltbog.Record) error {
		n := r.(*feltbog.NoteBlock)
		if !n.DerivedFrom.IsZero() {
			out[n.DerivedFrom] = true
		}
		if n.Layer == feltbog.Jotting && !n.Session.IsZero() {
			jots = append(jots, n)
		}
		return nil
	})
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	now := p.v.Now()
	for _, n := range jots {
		if out[n.ID] {
			continue
		}
		w := waits[n.Session]
		if w == nil {
			w = &ToWrite{}
			waits[n.Session] = w
		}
		w.Waiting++
		w.Late = w.Late || !n.Noted.IsZero() && now.Sub(n.Noted.Time()) > WriteOutWithin
	}
	var all []ToWrite
	err = team.Each(ctx, feltbog.KindSession, []store.Where{}, 0, func(r feltbog.Record) error {
		if w := waits[r.RecordID()]; w != nil {
			w.Session = *r.(*feltbog.Session)
			all = append(all, *w)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b ToWrite) int { return a.Session.Started.Time().Compare(b.Session.Started.Time()) })
	return all, cancelled(ctx, err)
}

package sample

import (
	"fmt"

	"feltbog/internal/feltbog"
)

type noteText struct {
	As, Day, At, Text, Zone, Speaker, Question string
	Type                                       feltbog.NoteType
	Layer                                      feltbog.NoteLayer
	Perspective                                feltbog.Perspective
	Tags, About                                []string
	From                                       string // clock time of the jotting that this one works out
}

// notes writes the notes of a session, or loose ones, in the order in which they were taken.
func (b *book) notes(t sessionText, session feltbog.ID) error {
	byTime := map[string]*feltbog.NoteBlock{}
	for _, n := range t.Notes {
		if n.Day == "" {
			n.Day = t.Day
		}
		rec, err := b.note(n, session, byTime[n.From])
		if err == nil {
			err = b.added(rec)
		}
		if err != nil {
			return fmt.Errorf("the note of %s: %w", n.At, err)
		}
		byTime[n.At] = rec
	}
	return nil
}

// note makes one note; from is the jotting that it works out, if any.
func (b *book) note(t noteText, session feltbog.ID, from *feltbog.NoteBlock) (*feltbog.NoteBlock, error) {
	n := &feltbog.NoteBlock{Session: session, Type: t.Type, Layer: t.Layer, Text: t.Text, Zone: t.Zone, Perspective: t.Perspective,
		Speaker: b.id(t.Speaker), Question: b.id(t.Question), Tags: b.allIDs(t.Tags)}
	n.ID = b.own(t.As)
	if n.Layer == "" {
		n.Layer = feltbog.Jotting
	}
	about := t.About
	if t.Speaker != "" {
		about = append(about, t.Speaker)
	}
	n.Participants = b.allIDs(about)
	var err error
	if n.Noted, err = moment(t.Day, t.At); err != nil {
		return nil, err
	}
	n.Happened = n.Noted
	switch {
	case from != nil:
		n.DerivedFrom, n.Happened = from.ID, from.Happened
	case t.From != "":
		return nil, fmt.Errorf("there is no jotting of %s", t.From)
	}
	n.Order, err = b.next("notes of " + session.String())
	return n, err
}

package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Written is a note as it is being written: the text of one paragraph and what was chosen for it.
type Written struct {
	// ID of the note; a new one is made under it by the first call.
	ID feltbog.ID
	// After is the note that a new one comes after; zero is last in its session.
	After feltbog.ID
	// Fill is what a new note begins with: session, type, question, person. Its text, times and order are set here.
	Fill feltbog.NoteBlock
	Text string
}

// TypeNote keeps a note that is being written, durably, without ending the action (see Type). A new one is put into its
// place in the session, and remembers when it was noted, and that it happened then.
func (p *Project) TypeNote(ctx context.Context, n Written) error {
	return p.typing(ctx, feltbog.KindNoteBlock, n.ID, func(s *vault.Space, w *store.Writer, rec feltbog.Record) error {
		b := rec.(*feltbog.NoteBlock)
		if b.Layer == "" { // new: a layer is required
			if err := p.beginNote(ctx, s, w, b, n); err != nil {
				return err
			}
		}
		b.Text = n.Text
		return w.Put(b)
	})
}

// beginNote fills a new note.
func (p *Project) beginNote(ctx context.Context, s *vault.Space, w *store.Writer, b *feltbog.NoteBlock, n Written) error {
	*b = n.Fill
	b.ID = n.ID
	if b.Layer == "" {
		b.Layer = feltbog.Jotting
	}
	if b.Type == "" {
		b.Type = feltbog.SeenHeard
	}
	b.Noted = feltbog.NewInstant(p.v.Now())
	if b.Happened.IsZero() {
		b.Happened = b.Noted
	}
	if b.Session.IsZero() {
		return nil
	}
	var notes []feltbog.NoteBlock
	if err := each(ctx, s, "session", b.Session, &notes); err != nil {
		return err
	}
	var orders []ordered
	for _, o := range notes {
		orders = append(orders, ordered{o.ID, o.Order})
	}
	after := n.After
	if after.IsZero() {
		after = b.ID // not in the list: last
	}
	changed, err := placeAfter(orders, b.ID, after)
	if err != nil {
		return err
	}
	b.Order = changed[b.ID]
	for _, o := range notes {
		if order, ok := changed[o.ID]; ok {
			o.Order = order
			if err := w.Put(&o); err != nil {
				return err
			}
		}
	}
	return nil
}

// EditNote changes what is chosen for a note: its type, its question, its people, its marks.
func (p *Project) EditNote(ctx context.Context, id feltbog.ID, f func(*feltbog.NoteBlock)) error {
	return p.act(ctx, "note_block.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// MarkNote puts a tag on a note or takes it off, and reports whether it is on now.
func (p *Project) MarkNote(ctx context.Context, id, tag feltbog.ID) (on bool, err error) {
	err = p.act(ctx, "note_block.tag", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, func(b *feltbog.NoteBlock) {
			if on = !slices.Contains(b.Tags, tag); on {
				b.Tags = append(b.Tags, tag)
			} else {
				b.Tags = slices.DeleteFunc(b.Tags, func(t feltbog.ID) bool { return t == tag })
			}
		})
		return err
	})
	return on, err
}

// DeleteNote puts a note into the trash.
func (p *Project) DeleteNote(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "note_block.delete", func(_ *vault.Space, w *store.Writer) error { return w.Delete(id) })
}

// JoinNotes puts the text of a note behind that of the one before it, and the note into the trash, as one action.
func (p *Project) JoinNotes(ctx context.Context, first, second feltbog.ID, text string) error {
	return p.act(ctx, "note_block.join", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, first, func(b *feltbog.NoteBlock) { b.Text = text })
		if err != nil {
			return err
		}
		return w.Delete(second)
	})
}

// AnswerQuestion says what became of a question in a session, for one person where the person is named; an empty
// coverage takes back what was said.
func (p *Project) AnswerQuestion(ctx context.Context, session, question, person feltbog.ID, c feltbog.Coverage) error {
	return p.act(ctx, "answer.tick", func(s *vault.Space, w *store.Writer) error {
		var answers []feltbog.Answer
		if err := each(ctx, s, "session", session, &answers); err != nil {
			return err
		}
		i := slices.IndexFunc(answers, func(a feltbog.Answer) bool { return a.Question == question && a.Participant == person })
		if i < 0 && c == "" {
			return nil
		}
		if i >= 0 && c == "" {
			return w.Delete(answers[i].ID)
		}
		a := feltbog.Answer{Session: session, Question: question, Participant: person}
		if i >= 0 {
			a = answers[i]
		} else {
			a.ID = feltbog.NewID()
		}
		a.Coverage, a.Noted = c, feltbog.NewInstant(p.v.Now())
		return w.Put(&a)
	})
}

// LooseNote begins a note that belongs to nothing yet, with the time of now.
func (p *Project) LooseNote(ctx context.Context) (feltbog.ID, error) {
	now := feltbog.NewInstant(p.v.Now())
	n := &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Happened: now, Noted: now}
	n.ID = feltbog.NewID()
	return n.ID, p.act(ctx, "note_block.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(n) })
}

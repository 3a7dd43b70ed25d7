package writeup

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/telling"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
)

// check looks for names in the notes and memos that were left since they were looked through last.
func (s *Screen) check() {
	type look struct {
		c     *cell
		id    feltbog.ID
		text  string
		found app.Tellings
	}
	var looks []*look
	for _, r := range s.rows {
		for _, c := range r.cells() {
			if text := c.block.Text(); c.saved == c.edits && !s.busy(c) && text != c.checked {
				c.checked = text
				looks = append(looks, &look{c: c, id: c.rec.ID, text: text})
			}
		}
	}
	if len(looks) == 0 {
		s.offer()
		return
	}
	s.host.Act(func(ctx context.Context) (err error) {
		for _, k := range looks {
			if k.found, err = s.deps.NamesIn(ctx, k.id, k.text); err != nil {
				return err
			}
		}
		return nil
	}, func() {
		n := 0
		for _, k := range looks {
			if k.c.block.Text() != k.text {
				continue
			}
			n += len(k.found.All)
			k.c.block.Marks = telling.Spans(k.found)
			k.c.offer = telling.Offer(k.found, func(t app.Telling, with string) { s.replace(k.c, t, with) }, func(t app.Telling) { s.stay(k.c, t) })
			k.c.block.Refresh()
		}
		telling.ShowBlind(s.blind, looks[0].found.Blind)
		s.offer()
		s.all.Refresh()
		trace.Event("checked", "notes", len(looks), "found", n)
	})
}

// busy reports whether a cell is being written in at this moment.
func (s *Screen) busy(c *cell) bool {
	at := uikit.CanvasOf(c.block)
	return c.block.Editing() && at != nil && at.Focused() == fyne.Focusable(s.editor.Entry)
}

// offer shows below each row what can be done about the names in it.
func (s *Screen) offer() {
	for _, r := range s.rows {
		was := len(r.offers.Objects)
		r.offers.Objects = nil
		for _, c := range r.cells() {
			if c.offer != nil && !s.busy(c) {
				r.offers.Add(c.offer)
			}
		}
		if was+len(r.offers.Objects) > 0 {
			r.offers.Refresh()
		}
	}
}

// replace puts something else in the place of a name, and has what stood there before erased.
func (s *Screen) replace(c *cell, t app.Telling, with string) {
	s.writeOn()
	id := c.rec.ID
	s.keep.Then(func(ctx context.Context) error {
		return s.deps.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", t.Text, with)
	}, func() {
		s.host.Say(i18n.T("names.replaced"))
		trace.Event("replaced", "id", id.String())
		s.reload()
	})
}

// stay lets a name stand in a note.
func (s *Screen) stay(c *cell, t app.Telling) {
	s.writeOn()
	id := c.rec.ID
	s.keep.Then(func(ctx context.Context) error { return s.deps.LetStand(ctx, id, t.Text) }, func() {
		c.checked = ""
		s.check()
	})
}

// writeOn gives the focus back to the note that is written in: an offer is no reason to lose one's place.
func (s *Screen) writeOn() {
	if at := s.editor.At(); at != nil {
		if c := uikit.CanvasOf(at); c != nil {
			c.Focus(s.editor.Entry)
		}
	}
}

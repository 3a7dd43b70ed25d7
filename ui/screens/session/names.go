package session

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/telling"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
)

// check looks for names in the notes that were left since they were looked through last.
func (s *Screen) check() {
	type look struct {
		l     *line
		id    feltbog.ID
		text  string
		found app.Tellings
	}
	var looks []*look
	for _, l := range s.lines {
		if text := l.block.Text(); l.there && !s.busy(l) && text != l.checked {
			l.checked = text
			looks = append(looks, &look{l: l, id: l.rec.ID, text: text})
		}
	}
	if len(looks) == 0 {
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
		changed, n := false, 0
		for _, k := range looks {
			if k.l.block.Text() != k.text {
				continue
			}
			n += len(k.found.All)
			if len(k.found.All) == 0 && k.l.offer == nil {
				continue
			}
			changed = true
			k.l.block.Marks = telling.Spans(k.found)
			k.l.offer = telling.Offer(k.found, func(t app.Telling, with string) { s.replace(k.l, t, with) }, func(t app.Telling) { s.stay(k.l, t) })
			k.l.block.Refresh()
		}
		if telling.ShowBlind(s.blind, looks[0].found.Blind) {
			s.all.Refresh()
		}
		if changed {
			s.drawAround()
		}
		trace.Event("checked", "notes", len(looks), "found", n)
	})
}

// drawAround shows the notes anew and leaves the one that is written in where it stands on the screen.
func (s *Screen) drawAround() {
	l := s.writing()
	if l == nil {
		s.drawNotes()
		return
	}
	before := l.block.Position().Y
	s.drawNotes()
	if by := l.block.Position().Y - before; by != 0 {
		s.scroll.ScrollToOffset(s.scroll.Offset.AddXY(0, by))
	}
}

// offerAgain shows what is offered about the notes that are not written in any more.
func (s *Screen) offerAgain() {
	for _, l := range s.lines {
		if l.offer != nil && slices.Contains(s.notes.Objects, l.offer) == s.busy(l) {
			s.drawAround()
			return
		}
	}
}

// busy reports whether a note is being written in at this moment.
func (s *Screen) busy(l *line) bool {
	c := uikit.CanvasOf(l.block)
	return l.block.Editing() && c != nil && c.Focused() == fyne.Focusable(s.editor.Entry)
}

// writeOn gives the focus back to the note that is written in: an offer is no reason to lose one's place.
func (s *Screen) writeOn() {
	if l := s.writing(); l != nil {
		if c := uikit.CanvasOf(l.block); c != nil {
			c.Focus(s.editor.Entry)
		}
	}
}

// replace puts something else in the place of a name, and has what stood there before erased.
func (s *Screen) replace(l *line, t app.Telling, with string) {
	s.writeOn()
	id := l.rec.ID
	s.keep.Then(func(ctx context.Context) error {
		return s.deps.ReplaceTelling(ctx, feltbog.KindNoteBlock, id, "text", t.Text, with)
	}, func() {
		s.host.Say(i18n.T("names.replaced"))
		trace.Event("replaced", "id", id.String())
		s.reload()
	})
}

// stay lets a name stand in a note.
func (s *Screen) stay(l *line, t app.Telling) {
	s.writeOn()
	id := l.rec.ID
	s.keep.Then(func(ctx context.Context) error { return s.deps.LetStand(ctx, id, t.Text) }, func() {
		l.checked = ""
		s.check()
	})
}

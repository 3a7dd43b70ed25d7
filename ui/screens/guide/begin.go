package guide

import (
	"slices"
	"strings"

	"feltbog/internal/feltbog"
)

// beginQuestion shows an empty card behind a question; its first letter puts it into the vault.
func (s *Screen) beginQuestion(after feltbog.ID, text string) {
	t := s.theme()
	q := questionRow{FrozenQuestion: feltbog.FrozenQuestion{ID: feltbog.NewID(), Type: feltbog.MainQuestion, Priority: feltbog.Should}}
	c := newCard(s.middle, q)
	c.after = after
	c.begin(c.text, q, t.ID, after)
	at := len(s.middle.cards)
	if i := slices.IndexFunc(s.middle.cards, func(o *card) bool { return o.q.ID == after }); i >= 0 {
		at = i + 1
	}
	s.middle.cards = slices.Insert(s.middle.cards, at, c)
	if text != "" {
		c.text.block.SetText(text)
		s.typed(c.text, text)
	}
	s.front = q.ID
	s.middle.show(nil)
	s.middle.reveal(c.box)
	c.text.block.Edit(0)
}

// split begins a question with what stands after the cursor.
func (s *Screen) split(c *card, before, after string) {
	if blank(before) {
		return
	}
	if after != "" {
		s.typed(c.text, before)
	}
	s.settle()
	s.beginQuestion(c.q.ID, strings.TrimSpace(after))
}

// joined takes an emptied question away.
func (s *Screen) joined(c *card, text string) {
	if !blank(text) {
		return
	}
	i := slices.Index(s.middle.cards, c)
	if c.text.fresh() {
		s.middle.walk(c, -1)
		s.middle.sweep(s.editor.At())
		return
	}
	s.deleteQuestion(c.q.ID)
	if i > 0 {
		s.middle.cards[i-1].text.block.Edit(-1)
	}
}

// addUnder begins a follow-up or a probe.
func (s *Screen) addUnder(c *card, kind feltbog.QuestionType) {
	s.beginUnder(c, kind, len(c.under), "")
}

func (s *Screen) beginUnder(c *card, kind feltbog.QuestionType, at int, text string) {
	q := questionRow{FrozenQuestion: feltbog.FrozenQuestion{ID: feltbog.NewID(), Parent: c.q.ID, Type: kind}}
	l := c.underLine(q)
	after := feltbog.ID{}
	if at > 0 {
		after = c.under[at-1].id
	}
	c.begin(l, q, s.theme().ID, after)
	c.under = slices.Insert(c.under, at, l)
	if text != "" {
		l.block.SetText(text)
		s.typed(l, text)
	}
	c.show(nil)
	s.middle.column.Refresh()
	l.block.Edit(0)
}

// splitUnder begins the next line of the kind; in one that is empty it goes on with the next question.
func (s *Screen) splitUnder(c *card, l *line, kind feltbog.QuestionType, before, after string) {
	if blank(before) && blank(after) {
		if l.fresh() {
			s.beginQuestion(c.q.ID, "")
		}
		return
	}
	if after != "" {
		s.typed(l, before)
	}
	s.settle()
	s.beginUnder(c, kind, slices.Index(c.under, l)+1, strings.TrimSpace(after))
}

// joinedUnder takes an emptied line away.
func (s *Screen) joinedUnder(c *card, l *line, text string) {
	if !blank(text) {
		return
	}
	i := slices.Index(c.under, l)
	fresh, id := l.fresh(), l.id
	c.walk(l, -1)
	if fresh {
		s.middle.sweep(s.editor.At())
		return
	}
	if i >= 0 {
		s.deleteQuestion(id)
	}
}

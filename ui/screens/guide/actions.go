package guide

import (
	"context"
	"slices"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/trace"
	"feltbog/ui/widgets"
)

// act does one thing after everything typed was written, and shows what came of it.
func (s *Screen) act(f func(context.Context) error) { s.then(f, s.reload) }

func (s *Screen) then(f func(context.Context) error, done func()) {
	s.settle()
	s.keep.Then(f, done)
}

// chord is how a key of the table is printed.
func chord(id string) string {
	for _, k := range assets.Shortcuts() {
		if k.ID == id {
			return i18n.Chords(k.Keys)[0]
		}
	}
	return ""
}

// entered is called when the writing begins in a line: its question comes to the front, and one that was begun elsewhere
// and left empty goes away.
func (s *Screen) entered(at *widgets.NoteBlock) {
	for _, c := range s.middle.cards {
		if c.lineOf(at) != nil {
			s.bring(c.q.ID)
		}
	}
	s.middle.sweep(at)
}

// sweep takes away what was begun and left empty.
func (m *middle) sweep(at *widgets.NoteBlock) {
	n := len(m.cards)
	m.cards = slices.DeleteFunc(m.cards, func(c *card) bool { return c.text.fresh() && c.text.block != at })
	for _, c := range m.cards {
		k := len(c.under)
		c.under = slices.DeleteFunc(c.under, func(l *line) bool { return l.fresh() && l.block != at })
		n += k - len(c.under)
	}
	if n != len(m.cards) {
		m.show(nil)
	}
}

// bring brings a question to the front.
func (s *Screen) bring(id feltbog.ID) {
	if s.front == id {
		return
	}
	before := s.middle.card(s.front)
	s.front = id
	for _, c := range []*card{before, s.middle.card(id)} {
		if c != nil {
			c.show(nil)
		}
	}
	s.middle.column.Refresh()
	trace.Event("guide.front", "id", id.String())
}

// enter goes from the list into the page.
func (s *Screen) enter(spot string) {
	s.goTo(spot)
	switch {
	case spot == spotBefore || spot == spotAfter:
		if len(s.middle.points.lines) > 0 {
			s.middle.points.lines[0].block.Edit(-1)
		}
	case s.middle.title != nil:
		s.middle.title.block.Edit(-1)
	}
}

// newQuestion begins a question behind the one in front, or last in the theme.
func (s *Screen) newQuestion() {
	if !s.editable() {
		return
	}
	if s.spot == spotBefore || s.spot == spotAfter {
		p := s.middle.points
		p.insert(len(p.lines), "").block.Edit(-1)
		return
	}
	if s.theme() == nil {
		return
	}
	after := feltbog.ID{}
	if n := len(s.middle.cards); n > 0 {
		after = s.middle.cards[n-1].q.ID
		if c := s.middle.card(s.front); c != nil {
			after = c.q.ID
		}
	}
	s.beginQuestion(after, "")
}

// firstQuestion goes on from the purpose of a theme.
func (s *Screen) firstQuestion() {
	if len(s.middle.cards) > 0 {
		s.middle.walk(nil, 1)
		return
	}
	s.newQuestion()
}

// weigh says how much it matters that a question is asked.
func (s *Screen) weigh(c *card, p feltbog.Priority) {
	s.bring(c.q.ID)
	c.q.Priority = p
	s.questionDo(c.q.ID, func(q *questionRow) { q.Priority = p })
	s.side.show()
	if c.text.fresh() {
		t := s.theme()
		c.begin(c.text, c.q, t.ID, c.after)
		return
	}
	s.changeQuestion(c.q.ID, func(q *feltbog.Question) { q.Priority = p })
}

func (s *Screen) changeQuestion(id feltbog.ID, f func(*feltbog.Question)) {
	s.act(func(ctx context.Context) error { return s.deps.EditQuestion(ctx, id, f) })
}

// insertProbe puts something to say under the question in front.
func (s *Screen) insertProbe(text string) {
	c := s.middle.card(s.front)
	if c == nil || c.text.fresh() {
		s.host.Say(i18n.T("guide.probes.where"))
		return
	}
	id := c.q.ID
	s.then(func(ctx context.Context) error { return s.deps.InsertProbes(ctx, id, []string{text}) }, func() {
		s.host.Say(i18n.T("guide.probes.in", "text", text))
		trace.Event("saved", "kind", string(feltbog.KindQuestion))
		s.reload()
	})
}

// deleteFront takes the question in front away, where nothing is being written.
func (s *Screen) deleteFront() {
	if c := s.middle.card(s.front); c != nil && s.editable() {
		s.deleteQuestion(c.q.ID)
	}
}

// deleteQuestion puts a question, with what hangs under it, into the trash. Undo gives it back, so nothing is asked.
func (s *Screen) deleteQuestion(id feltbog.ID) {
	m := s.middle
	if c := m.card(id); c != nil && c.text.fresh() {
		s.editor.Leave()
		m.sweep(nil)
		return
	}
	if m.card(id) != nil || slices.ContainsFunc(m.all(), func(l *line) bool { return l.id == id && l.block == s.editor.At() }) {
		s.editor.Leave()
	}
	s.then(func(ctx context.Context) error { return s.deps.DeleteQuestion(ctx, id) }, func() {
		m.cards = slices.DeleteFunc(m.cards, func(c *card) bool { return c.q.ID == id })
		s.host.Say(i18n.T("guide.question.deleted"))
		s.reload()
	})
}

func (s *Screen) moveQuestion(id, theme, after feltbog.ID) {
	s.act(func(ctx context.Context) error { return s.deps.MoveQuestion(ctx, id, theme, feltbog.ID{}, after) })
}

// shift moves what is in front up or down: the line that is written in, the question, the theme when the list has the focus.
func (s *Screen) shift(by int) {
	if !s.editable() {
		return
	}
	if s.host.Window().Canvas().Focused() == s.left.focusable() {
		if t := s.theme(); t != nil {
			s.shiftTheme(t.ID, by)
		}
		return
	}
	if s.spot == spotBefore || s.spot == spotAfter {
		s.middle.points.shift(by)
		return
	}
	c := s.middle.card(s.front)
	if c == nil || c.text.fresh() {
		return
	}
	id := c.q.ID
	if l := s.middle.writing(); l != nil && slices.Contains(c.under, l) {
		id = l.id
		if l.fresh() {
			return
		}
	}
	s.shiftQuestion(id, by)
}

func (s *Screen) shiftQuestion(id feltbog.ID, by int) {
	s.act(func(ctx context.Context) error { return s.deps.ShiftQuestion(ctx, id, by) })
}

// step goes to the next main question, over the end of a theme too.
func (s *Screen) step(by int) {
	type place struct{ theme, question feltbog.ID }
	var all []place
	at := -1
	for _, t := range s.page.themes {
		for _, q := range t.Questions {
			if q.ID == s.front {
				at = len(all)
			}
			all = append(all, place{t.ID, q.ID})
		}
	}
	if at < 0 { // from the beginning of the theme
		at = slices.IndexFunc(all, func(p place) bool { return p.theme.String() == s.spot })
		if by > 0 {
			at--
		}
	}
	at += by
	if at < 0 || at >= len(all) {
		return
	}
	s.goTo(all[at].theme.String())
	if s.page.frozen() {
		s.bring(all[at].question)
		return
	}
	s.middle.edit(all[at].question)
}

// newTheme adds a theme last and begins to name it.
func (s *Screen) newTheme() {
	if !s.editable() {
		return
	}
	id, title := s.page.guide.ID, i18n.T("guide.theme.new")
	var made feltbog.ID
	s.then(func(ctx context.Context) (err error) {
		made, err = s.deps.AddTheme(ctx, id, title, feltbog.ID{})
		return err
	}, func() {
		s.editor.Leave()
		s.spot, s.front, s.begin = made.String(), feltbog.ID{}, made
		s.reload()
	})
}

func (s *Screen) shiftTheme(id feltbog.ID, by int) {
	s.act(func(ctx context.Context) error { return s.deps.ShiftTheme(ctx, id, by) })
}

func (s *Screen) moveTheme(id, after feltbog.ID) {
	s.act(func(ctx context.Context) error { return s.deps.MoveTheme(ctx, id, after) })
}

// deleteTheme puts a theme with its questions into the trash.
func (s *Screen) deleteTheme(id feltbog.ID) {
	s.editor.Leave()
	s.then(func(ctx context.Context) error { return s.deps.DeleteTheme(ctx, id) }, func() {
		s.host.Say(i18n.T("guide.theme.deleted"))
		s.reload()
	})
}

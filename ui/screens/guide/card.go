package guide

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// card is one question with what hangs under it. The one in front shows all of it, to be written in; the others say it in
// a few lines.
type card struct {
	m        *middle
	q        questionRow
	after    feltbog.ID // a fresh one comes after this question
	text     *line
	comment  *line
	under    []*line
	priority *widgets.Segment
	rest     *fyne.Container // at rest: follow-ups and probes in a few lines
	write    *fyne.Container // in front: each in a line of its own
	warn     *fyne.Container
	said     string // what warn says, so that it is drawn anew only when that changed
	buttons  *fyne.Container
	body     *fyne.Container
	plate    *plate
	grip     *grip
	box      *fyne.Container
}

func newCard(m *middle, q questionRow) *card {
	s := m.s
	c := &card{m: m, q: q, rest: widgets.Column(theme.Gap4), write: widgets.Column(0), warn: widgets.Column(theme.Gap8), buttons: widgets.Flow(theme.Gap8)}
	c.text = c.questionLine(q)
	c.text.block.Prompt = i18n.T("guide.question.prompt")
	c.text.block.Split = func(before, after string) { s.split(c, before, after) }
	c.text.block.Join = func(text string) { s.joined(c, text) }
	c.text.block.Up, c.text.block.Down = func() { m.walk(c, -1) }, func() { c.down() }
	c.text.block.Menu = func() []widgets.MenuItem { return s.questionMenu(c) }
	var options []widgets.Option
	for _, p := range feltbog.Priorities() {
		options = append(options, widgets.Option{Value: string(p), Text: i18n.Choice("priority", string(p))})
	}
	c.priority = widgets.NewSegment(options, string(q.Priority), func(v string) { s.weigh(c, feltbog.Priority(v)) })
	c.grip = newGrip(nil, func(at fyne.Position) { m.drag(c, at) }, func() { m.drop(c) })
	if s.page.frozen() {
		c.grip.Hide()
	}
	row := container.New(&beside{gap: theme.Gap8, left: 24, least: 260}, widgets.Pad(c.grip, theme.Gap12, 0, 0, 0), c.text.block, c.priority)
	c.body = widgets.Column(theme.Gap4, row, container.New(&indented{}, widgets.Column(theme.Gap4, c.rest, c.write, c.warn)))
	c.plate = newPlate(widgets.Pad(c.body, theme.Gap8, theme.Gap12, theme.Gap12, theme.Gap4), func() { s.bring(c.q.ID) }, func() []widgets.MenuItem { return s.questionMenu(c) })
	c.box = widgets.Column(theme.Gap8, c.plate, widgets.Pad(c.buttons, 0, 0, theme.Gap8, theme.Gap28))
	return c
}

// questionLine is the line of a question or of what hangs under one.
func (c *card) questionLine(q questionRow) *line {
	s := c.m.s
	l := s.newLine(q.ID.String(), q.ID, q.Text)
	l.must = true
	id := q.ID
	l.into = func(text string) {
		s.questionDo(id, func(q *questionRow) { q.Text = text })
	}
	l.keep = func(text string) func(context.Context) error {
		return s.keepText(feltbog.KindQuestion, id, "text", text)
	}
	return l
}

// begin makes a line one of a question that is not in the vault yet: its first letter puts it there.
func (c *card) begin(l *line, q questionRow, themeID, after feltbog.ID) {
	s := c.m.s
	w := app.WrittenQuestion{ID: q.ID, After: after, Fill: feltbog.Question{Guide: s.page.guide.ID, Theme: themeID, Parent: q.Parent, Type: q.Type,
		Priority: q.Priority}}
	l.keep = func(text string) func(context.Context) error {
		w := w
		w.Text = text
		return func(ctx context.Context) error { return s.deps.TypeQuestion(ctx, w) }
	}
}

func (c *card) lines() []*line {
	all := append([]*line{c.text}, c.under...)
	if c.comment != nil {
		all = append(all, c.comment)
	}
	return all
}

func (c *card) lineOf(b *widgets.NoteBlock) *line {
	for _, l := range c.lines() {
		if l.block == b {
			return l
		}
	}
	return nil
}

func (c *card) front() bool { return c.m.s.front == c.q.ID }

// show puts the card up to date.
func (c *card) show(seen map[string]int) {
	s := c.m.s
	if c.text.there {
		c.text.refill(c.q.Text, seen)
	}
	c.priority.SetSelected(string(c.q.Priority))
	c.priority.SetEnabled(!s.page.frozen())
	front := c.front() && !s.page.frozen()
	c.plate.front(c.front())
	c.mergeUnder(seen)
	c.showRest()
	c.showWrite(seen)
	c.rest.Hidden, c.write.Hidden = front || len(c.rest.Objects) == 0, !front
	if front {
		uikit.Name(c.priority, "guide.priority")
	}
	c.said = "\x00"
	c.look()
	c.box.Refresh()
}

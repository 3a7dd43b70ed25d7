package guide

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// kinds of what hangs under a question, in the order of a card.
var kinds = []feltbog.QuestionType{feltbog.FollowUp, feltbog.Probe}

// showRest says in a few lines what hangs under the question and what else is known of it.
func (c *card) showRest() {
	c.rest.Objects = nil
	line := func(label, words string) {
		if words != "" {
			c.rest.Add(widgets.Pad(container.New(&beside{gap: theme.Gap8, left: 92}, widgets.NewText(label, theme.Meta, theme.Ink3).Bold(), widgets.NewText(words, theme.Small, theme.Ink)), 0, 0, 0, 10))
		}
	}
	if c.q.Type != feltbog.MainQuestion {
		line(i18n.T("guide.type"), i18n.Upper(i18n.Choice("question_type", string(c.q.Type))))
	}
	for _, k := range kinds {
		line(i18n.T("guide.under."+string(k)), strings.Join(c.textsOf(k), " · "))
	}
	line(i18n.T("guide.comment"), c.q.Comment)
	line(i18n.T("guide.serves"), c.research())
	for _, w := range c.m.s.page.warnings {
		if lead, _ := words(w); w.Question == c.q.ID && w.Kept && lead != "" {
			c.rest.Add(widgets.Pad(widgets.Quiet(lead+" "+i18n.T("guide.kept.line")), 0, 0, 0, 10))
		}
	}
}

func (c *card) textsOf(k feltbog.QuestionType) []string {
	var all []string
	for _, u := range flat(c.q.Under) {
		if (u.Type == feltbog.Probe) == (k == feltbog.Probe) {
			all = append(all, u.Text)
		}
	}
	return all
}

// flat is everything below, in order.
func flat(all []questionRow) []questionRow {
	var out []questionRow
	for _, q := range all {
		out = append(append(out, q), flat(q.Under)...)
	}
	return out
}

// research are the research questions that it serves.
func (c *card) research() string {
	var all []string
	for _, r := range c.m.s.page.research {
		if slices.Contains(c.q.ResearchQuestions, r.ID) {
			all = append(all, r.Text)
		}
	}
	return strings.Join(all, " · ")
}

// mergeUnder brings the lines below up to date; one that is begun here stays.
func (c *card) mergeUnder(seen map[string]int) {
	var lines []*line
	for _, u := range flat(c.q.Under) {
		i := slices.IndexFunc(c.under, func(l *line) bool { return l.id == u.ID })
		if i < 0 {
			l := c.underLine(u)
			l.there = true
			lines = append(lines, l)
			continue
		}
		c.under[i].refill(u.Text, seen)
		lines = append(lines, c.under[i])
	}
	for i, l := range c.under {
		if !l.there && !slices.Contains(lines, l) {
			lines = slices.Insert(lines, min(i, len(lines)), l)
		}
	}
	if at := c.m.s.editor.At(); at != nil && slices.ContainsFunc(c.under, func(l *line) bool { return l.block == at && !slices.Contains(lines, l) }) {
		c.m.s.editor.Leave()
	}
	c.under = lines
}

func (c *card) underLine(u questionRow) *line {
	s := c.m.s
	l := c.questionLine(u)
	l.block.As = theme.Body
	l.block.Kind = i18n.T("guide.under." + string(u.Type))
	if u.Type != feltbog.Probe {
		l.block.Kind = i18n.T("guide.under.follow_up")
	}
	l.block.Prompt = i18n.T("guide.under.prompt")
	l.block.Split = func(before, after string) { s.splitUnder(c, l, u.Type, before, after) }
	l.block.Join = func(text string) { s.joinedUnder(c, l, text) }
	l.block.Up, l.block.Down = func() { c.walk(l, -1) }, func() { c.walk(l, 1) }
	l.block.Menu = func() []widgets.MenuItem { return s.underMenu(c, l, u) }
	return l
}

// showWrite shows the lines that are written in, in front.
func (c *card) showWrite(seen map[string]int) {
	s := c.m.s
	if !c.front() || s.page.frozen() {
		return
	}
	if c.comment == nil {
		id := c.q.ID
		c.comment = s.newLine(id.String()+".comment", id, c.q.Comment)
		c.comment.block.As, c.comment.block.Kind, c.comment.block.Prompt = theme.Body, i18n.T("guide.comment"), i18n.T("guide.comment.prompt")
		c.comment.keep = func(text string) func(context.Context) error {
			return s.keepText(feltbog.KindQuestion, id, "comment", text)
		}
		c.comment.into = func(text string) { s.questionDo(id, func(q *questionRow) { q.Comment = text }) }
		c.comment.block.Split = func(string, string) { s.newQuestion() }
		c.comment.block.Up, c.comment.block.Down = func() { c.walk(c.comment, -1) }, func() { c.m.walk(c, 1) }
	}
	c.comment.refill(c.q.Comment, seen)
	c.write.Objects = nil
	for _, l := range c.under {
		c.write.Add(l.block)
	}
	if !c.text.fresh() {
		c.write.Add(c.comment.block)
	}
	if r := c.research(); r != "" {
		c.write.Add(widgets.Pad(container.New(&beside{gap: theme.Gap8, left: 132}, widgets.NewText(i18n.T("guide.serves"), theme.Small, theme.Ink2), widgets.NewText(r, theme.Small, theme.Ink)),
			theme.Gap4, 0, theme.Gap8, 10))
	}
}

// down goes from the question to the first line below it.
func (c *card) down() {
	if c.front() && len(c.under) > 0 {
		c.under[0].block.Edit(-1)
		return
	}
	c.m.walk(c, 1)
}

// walk goes between the lines of the card.
func (c *card) walk(l *line, by int) {
	all := c.lines()
	i := slices.Index(all, l) + by
	switch {
	case i < 0:
		c.m.walk(c, -1)
	case i >= len(all):
		c.m.walk(c, 1)
	default:
		all[i].block.Edit(-1)
	}
}

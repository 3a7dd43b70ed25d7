package guide

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// compare is the page of what became of each question from one version to another, the two beside each other.
type compare struct {
	s             *Screen
	box           fyne.CanvasObject
	before, after *widgets.Select
	load          uikit.Loader[[]feltbog.QuestionChange]
	sum           *widgets.Text
	names         *fyne.Container
	rows          *fyne.Container
	changes       []feltbog.QuestionChange
}

// draft stands for the guide as it is now among its versions.
const draft = "draft"

func newCompare(s *Screen) *compare {
	c := &compare{s: s, sum: widgets.Quiet(""), rows: widgets.Column(theme.Gap8)}
	c.load.Run = s.host
	c.before = uikit.Name(widgets.NewSelect(nil, "", func(string) { c.read() }), "guide.compare.before")
	c.after = uikit.Name(widgets.NewSelect(nil, "", func(string) { c.read() }), "guide.compare.after")
	c.names = widgets.Columns(theme.Gap16, []float32{1, 1}, widgets.Field(i18n.T("guide.compare.before"), c.before, ""), widgets.Field(i18n.T("guide.compare.after"), c.after, ""))
	top := widgets.Column(theme.Gap12, widgets.Titled(i18n.T("guide.compare")), c.names, c.sum)
	c.box = widgets.Pad(container.NewBorder(widgets.Pad(top, 0, 0, theme.Gap12, 0), nil, nil, nil, container.NewVScroll(widgets.Pad(c.rows, 0, theme.Gap12, theme.Gap40, 0))),
		theme.Gap20, theme.Gap28, 0, theme.Gap28)
	return c
}

// show offers the versions: at first the newest, or the one shown, and the draft.
func (c *compare) show() {
	p := &c.s.page
	var options []widgets.Option
	for _, v := range p.versions {
		options = append(options, widgets.Option{Value: v.ID.String(), Text: i18n.T("guide.version.line", "n", i18n.Number(v.Number), "state", i18n.Choice("guide_state", string(v.State)))})
	}
	options = append(options, widgets.Option{Value: draft, Text: i18n.T("guide.compare.draft")})
	c.before.SetOptions(options)
	c.after.SetOptions(options)
	known := func(v string) bool {
		return slices.ContainsFunc(options, func(o widgets.Option) bool { return o.Value == v })
	}
	if !known(c.before.Selected()) {
		before := options[0].Value
		switch {
		case p.frozen():
			before = p.version.ID.String()
		case p.base != nil:
			before = p.base.ID.String()
		}
		c.before.SetSelected(before)
	}
	if !known(c.after.Selected()) {
		c.after.SetSelected(draft)
	}
	c.read()
}

func (c *compare) read() {
	before, after, guide := c.before.Selected(), c.after.Selected(), c.s.page.guide.ID
	c.load.Load(c.s.ctx, func(ctx context.Context) ([]feltbog.QuestionChange, error) {
		var ids [2]feltbog.ID
		for i, v := range []string{before, after} {
			ids[i] = guide
			if v != draft {
				id, err := feltbog.ParseID(v)
				if err != nil {
					return nil, err
				}
				ids[i] = id
			}
		}
		got, err := c.s.deps.CompareGuides(ctx, ids[0], ids[1])
		return got.Changes, err
	}, func(all []feltbog.QuestionChange, err error) {
		if err != nil {
			c.s.host.Fail(err)
			return
		}
		c.changes = all
		c.draw()
		trace.Event("shown", "name", "guide.compare", "rows", len(all))
	})
}

// draw shows a row for each question that became another.
func (c *compare) draw() {
	c.rows.Objects = nil
	n := map[feltbog.QuestionChangeKind]int{}
	for _, ch := range c.changes {
		for _, w := range ch.What {
			n[w]++
		}
		c.rows.Add(row(ch))
	}
	var parts []string
	for _, w := range []feltbog.QuestionChangeKind{feltbog.QuestionAdded, feltbog.QuestionRemoved, feltbog.QuestionReworded, feltbog.QuestionMoved, feltbog.QuestionWeighed, feltbog.QuestionRetyped} {
		if n[w] > 0 {
			parts = append(parts, i18n.N("guide.change."+string(w), n[w]))
		}
	}
	c.sum.SetText(strings.Join(parts, " · "))
	if len(c.changes) == 0 {
		c.sum.SetText("")
		c.rows.Add(widgets.NewEmpty("check", i18n.T("guide.compare.same"), nil))
	}
	c.rows.Refresh()
}

var changeTones = map[feltbog.QuestionChangeKind]widgets.Tone{
	feltbog.QuestionAdded: widgets.Green, feltbog.QuestionRemoved: widgets.Amber, feltbog.QuestionReworded: widgets.Accent,
}

// row is a question in both versions, with what became of it in words.
func row(ch feltbog.QuestionChange) fyne.CanvasObject {
	chips := widgets.Flow(theme.Gap4)
	for _, w := range ch.What {
		chips.Add(widgets.NewChip(i18n.T("guide.changed."+string(w)), changeTones[w], ""))
	}
	var a, b []widgets.Span
	if ch.Before != nil && ch.After != nil {
		a, b = differing(ch.Before.Text, ch.After.Text)
	}
	return widgets.CardPadded(widgets.Column(theme.Gap8, chips, widgets.Columns(theme.Gap16, []float32{1, 1}, half(ch.Before, ch.OldTheme, a, widgets.MineSpan), half(ch.After, ch.NewTheme, b, widgets.TheirsSpan))), theme.Gap12)
}

// half is a question as it stands in one version; empty where it does not stand there.
func half(q *feltbog.FrozenQuestion, under string, spans []widgets.Span, kind widgets.SpanKind) fyne.CanvasObject {
	if q == nil {
		return widgets.NewText(i18n.T("guide.compare.none"), theme.Small, theme.Ink3).Italic()
	}
	for i := range spans {
		spans[i].Kind = kind
	}
	where := []string{under}
	if q.Type != feltbog.MainQuestion {
		where = append(where, i18n.Choice("question_type", string(q.Type)))
	}
	if q.Priority != "" {
		where = append(where, i18n.Choice("priority", string(q.Priority)))
	}
	words := widgets.NewMarked(q.Text, spans)
	words.As = theme.Read
	return widgets.Column(theme.Gap4, words, widgets.Quiet(strings.Join(where, " · ")))
}

// differing marks what is not the same in two texts: whole words, between the beginning and the end that they share.
func differing(a, b string) (x, y []widgets.Span) {
	if a == b {
		return nil, nil
	}
	p, q := []rune(a), []rune(b)
	from := 0
	for from < len(p) && from < len(q) && p[from] == q[from] {
		from++
	}
	for from > 0 && (from < len(p) && p[from-1] != ' ' || from < len(q) && q[from-1] != ' ') {
		from--
	}
	end := 0
	for end < len(p)-from && end < len(q)-from && p[len(p)-1-end] == q[len(q)-1-end] {
		end++
	}
	for end > 0 && p[len(p)-end] != ' ' {
		end--
	}
	span := func(n int) []widgets.Span {
		if n-end <= from {
			return nil
		}
		return []widgets.Span{{From: from, To: n - end}}
	}
	return span(len(p)), span(len(q))
}

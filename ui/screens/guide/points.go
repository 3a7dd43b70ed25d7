package guide

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// points are the checklist before the conversation, or the questions one answers oneself after it: one line each.
type points struct {
	m     *middle
	lines []*line
	edits int // how often the list was changed here
	saved int // how many of these changes are in the vault
	next  int // numbers the lines
	add   *widgets.Button
}

func newPoints(m *middle) *points {
	p := &points{m: m}
	p.add = uikit.Name(widgets.NewButton(i18n.T("guide.point.add"), "plus", func() { p.insert(len(p.lines), "").block.Edit(-1) }), "guide.point.add")
	p.add.Key = i18n.Chords([]string{string(fyne.KeyReturn)})[0]
	return p
}

// show returns the page.
func (p *points) show(seen map[string]int) []fyne.CanvasObject {
	s := p.m.s
	if seen != nil && !slices.Equal(p.texts(), s.page.list(s.spot)) && p.unchanged(seen) || p.lines == nil {
		s.editor.Leave()
		p.lines = nil
		for _, text := range s.page.list(s.spot) {
			p.lines = append(p.lines, p.line(text))
		}
	}
	title, help, empty := "guide.before", "guide.before.help", "guide.before.empty"
	if s.spot == spotAfter {
		title, help, empty = "guide.after", "guide.after.help", "guide.after.empty"
	}
	all := []fyne.CanvasObject{widgets.Pad(widgets.Column(theme.Gap4, widgets.NewText(i18n.T(title), theme.Section, theme.Ink).Bold(), widgets.Quiet(i18n.T(help))), 0, 0, theme.Gap8, theme.Gap8)}
	var rows []fyne.CanvasObject
	for i, l := range p.lines {
		var sign fyne.CanvasObject = widgets.Pad(widgets.Icon("ring", theme.Ink3, theme.Gap16), theme.Gap16, 0, 0, theme.Gap4)
		if s.spot == spotAfter {
			sign = widgets.Pad(widgets.NewText(i18n.Number(i+1), theme.Small, theme.Ink2).Bold().Line(), theme.Gap12, 0, 0, theme.Gap4)
		}
		rows = append(rows, container.New(&beside{gap: theme.Gap8, left: 28}, sign, l.block))
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.Quiet(i18n.T(empty)))
	}
	all = append(all, widgets.CardPadded(widgets.Column(0, rows...), theme.Gap8))
	if !s.page.frozen() {
		all = append(all, container.NewHBox(p.add))
	}
	return all
}

func (p *points) unchanged(seen map[string]int) bool {
	n, ok := seen[pointsKey]
	return p.edits == 0 || ok && n == p.edits
}

const pointsKey = "points"

func (p *points) line(text string) *line {
	s := p.m.s
	p.next++
	l := s.newLine(pointsKey+strconv.Itoa(p.next), s.page.guide.ID, text)
	l.there = true
	l.block.Prompt = i18n.T("guide.point.prompt")
	l.keep = func(string) func(context.Context) error {
		p.edits++
		return p.write()
	}
	l.block.Done = func(string) { s.settle() }
	l.block.Split = func(before, after string) {
		if blank(before) && blank(after) {
			return
		}
		if after != "" {
			s.typed(l, before)
		}
		n := p.insert(slices.Index(p.lines, l)+1, after)
		if after != "" {
			s.typed(n, after)
		}
		s.settle()
		n.block.Edit(0)
	}
	l.block.Join = func(text string) { p.join(l, text) }
	l.block.Up, l.block.Down = func() { p.walk(l, -1) }, func() { p.walk(l, 1) }
	l.block.Menu = func() []widgets.MenuItem { return p.menu(l) }
	return l
}

// texts are the points that say something.
func (p *points) texts() []string {
	var all []string
	for _, l := range p.lines {
		if t := l.block.Text(); !blank(t) {
			all = append(all, t)
		}
	}
	return all
}

// write returns what writes the whole list.
func (p *points) write() func(context.Context) error {
	s := p.m.s
	texts, field, id := p.texts(), s.spot, s.page.guide.ID
	if field == spotBefore {
		s.page.guide.Before = texts
	} else {
		s.page.guide.After = texts
	}
	if texts == nil {
		texts = []string{}
	}
	raw, err := json.Marshal(texts)
	return func(ctx context.Context) error {
		if err != nil {
			return err
		}
		return s.deps.Type(ctx, app.Edit{Kind: feltbog.KindGuide, ID: id, Fields: map[string]json.RawMessage{field: raw}})
	}
}

func (p *points) insert(at int, text string) *line {
	l := p.line(text)
	p.lines = slices.Insert(p.lines, at, l)
	p.m.show(nil)
	return l
}

// changed writes the list after a point went or moved.
func (p *points) changed() {
	p.edits++
	edits := p.edits
	p.m.s.keep.Later(p, p.write(), func() {
		p.saved = edits
		p.m.s.left.show()
	})
	p.m.s.settle()
	p.m.show(nil)
}

// join puts what stands in a point behind the one before it.
func (p *points) join(l *line, text string) {
	i := slices.Index(p.lines, l)
	if i <= 0 && text != "" || len(p.lines) == 1 {
		return
	}
	p.m.s.editor.Leave()
	p.lines = slices.Delete(p.lines, i, i+1)
	to := p.lines[max(i-1, 0)]
	at := len([]rune(to.block.Text()))
	to.block.SetText(to.block.Text() + text)
	p.changed()
	to.block.Edit(at)
}

func (p *points) walk(l *line, by int) {
	if i := slices.Index(p.lines, l) + by; i >= 0 && i < len(p.lines) {
		p.lines[i].block.Edit(-1)
	}
}

// shift moves the point that is written in up or down.
func (p *points) shift(by int) {
	at := p.m.s.editor.At()
	i := slices.IndexFunc(p.lines, func(l *line) bool { return l.block == at })
	if i < 0 || i+by < 0 || i+by >= len(p.lines) {
		return
	}
	p.lines[i], p.lines[i+by] = p.lines[i+by], p.lines[i]
	p.changed()
	p.lines[i+by].block.Edit(-1)
}

func (p *points) menu(l *line) []widgets.MenuItem {
	if !p.m.s.editable() {
		return nil
	}
	return []widgets.MenuItem{
		{Text: i18n.T("guide.menu.up"), Icon: "up", Key: chord("guide.up"), Tap: func() { l.block.Edit(-1); p.shift(-1) }},
		{Text: i18n.T("guide.menu.down"), Icon: "down", Key: chord("guide.down"), Tap: func() { l.block.Edit(-1); p.shift(1) }},
		{Text: i18n.T("guide.point.delete"), Icon: "trash", Danger: true, Rule: true, Tap: func() {
			p.m.s.editor.Leave()
			p.lines = slices.DeleteFunc(p.lines, func(o *line) bool { return o == l })
			p.changed()
		}},
	}
}

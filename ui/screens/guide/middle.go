package guide

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// middle is the page of a theme with its questions, or one of the two lists.
type middle struct {
	s      *Screen
	box    fyne.CanvasObject
	scroll *container.Scroll
	column *fyne.Container
	mark   *widgets.Box // where a dragged question would come to stand
	notice *fyne.Container

	spot           string
	number         *widgets.Text
	title, purpose *line
	minutes        *widgets.Button
	cards          []*card
	points         *points
	add            *widgets.Button
	target         int // the place a dragged question is over; -1 none
}

func newMiddle(s *Screen) *middle {
	m := &middle{s: s, column: widgets.Column(theme.Gap8), mark: widgets.NewBox(theme.Accent, "", 0), notice: widgets.Column(theme.Gap8), target: -1}
	m.mark.Hide()
	m.number = widgets.NewText("", theme.Meta, theme.Ink2).Bold()
	m.minutes = uikit.Name(widgets.NewButton("", "clock", func() { s.askMinutes(m.minutes) }), "guide.minutes")
	m.add = uikit.Name(widgets.NewButton(i18n.T("guide.question.new"), "plus", s.newQuestion), "guide.question.add")
	m.add.Key = i18n.Chords([]string{string(fyne.KeyReturn)})[0]
	m.points = newPoints(m)
	m.scroll = container.NewVScroll(container.NewStack(widgets.Pad(container.New(&readable{}, m.column), theme.Gap16, theme.Gap20, theme.Gap40, theme.Gap20), container.NewWithoutLayout(m.mark)))
	m.box = m.scroll
	return m
}

// readable keeps the questions no wider than one can read, at the left.
type readable struct{}

const widest = 860

// Layout implements fyne.Layout.
func (l *readable) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(size.Width, widest*theme.Scale()), size.Height))
}

// MinSize implements fyne.Layout.
func (l *readable) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// clear forgets what was shown.
func (m *middle) clear() {
	m.spot, m.title, m.purpose, m.cards = "", nil, nil, nil
	m.points.lines = nil
	m.column.RemoveAll()
}

// show puts the page up to date.
func (m *middle) show(seen map[string]int) {
	s := m.s
	if m.spot != s.spot {
		m.clear()
		m.spot = s.spot
		m.scroll.ScrollToTop()
	}
	m.notice.Objects = nil
	if s.page.frozen() {
		m.notice.Add(widgets.NewMessage(widgets.Accent, "lock", i18n.T("guide.frozen.here"), nil))
	}
	m.notice.Hidden = len(m.notice.Objects) == 0
	all := []fyne.CanvasObject{m.notice}
	t := s.theme()
	switch {
	case s.spot == spotBefore || s.spot == spotAfter:
		all = append(all, m.points.show(seen)...)
	case t == nil:
		all = append(all, widgets.NewEmpty("felt", i18n.T("guide.themes.empty"), uikit.Name(widgets.NewPrimary(i18n.T("guide.theme.first"), "plus", s.newTheme), "guide.theme.first")))
	default:
		all = append(all, m.showTheme(t, seen)...)
	}
	m.column.Objects = all
	m.column.Refresh()
}

func (m *middle) showTheme(t *themeRow, seen map[string]int) []fyne.CanvasObject {
	s := m.s
	id := t.ID
	if m.title == nil {
		m.title = s.newLine(id.String()+".title", id, t.Title)
		m.title.must, m.title.block.As, m.title.block.Bold, m.title.block.Prompt = true, theme.Section, true, i18n.T("guide.theme.title")
		m.title.keep = func(text string) func(context.Context) error {
			return s.keepText(feltbog.KindGuideTheme, id, "title", text)
		}
		m.title.into = func(text string) { s.themeDo(id, func(t *themeRow) { t.Title = text }) }
		m.purpose = s.newLine(id.String()+".purpose", id, t.Purpose)
		m.purpose.block.As, m.purpose.block.Prompt = theme.Body, i18n.T("guide.theme.purpose")
		m.purpose.keep = func(text string) func(context.Context) error {
			return s.keepText(feltbog.KindGuideTheme, id, "purpose", text)
		}
		m.purpose.into = func(text string) { s.themeDo(id, func(t *themeRow) { t.Purpose = text }) }
		m.title.block.Split = func(string, string) { m.title.block.Edit(-1); m.purpose.block.Edit(-1) }
		m.purpose.block.Split = func(string, string) { s.firstQuestion() }
		m.title.block.Down, m.purpose.block.Up = func() { m.purpose.block.Edit(-1) }, func() { m.title.block.Edit(-1) }
		m.purpose.block.Down = func() { m.walk(nil, 1) }
	}
	m.title.refill(t.Title, seen)
	m.purpose.refill(t.Purpose, seen)
	m.number.SetText(i18n.T("guide.theme.number", "n", i18n.Number(s.page.themeAt(id)+1)))
	m.minutes.SetText(i18n.T("guide.theme.untimed"))
	if t.Minutes > 0 {
		m.minutes.SetText(i18n.T("guide.minutes", "n", i18n.Number(t.Minutes)))
	}
	m.minutes.Enable(!s.page.frozen())
	words := widgets.Column(0, widgets.Pad(m.number, 0, 0, 0, theme.Gap8), m.title.block, m.purpose.block)
	all := []fyne.CanvasObject{container.New(&beside{gap: theme.Gap12, least: 240}, widgets.NewBox("", "", 0), words, m.minutes)}
	m.merge(t, seen)
	for i, c := range m.cards {
		c.show(seen)
		uikit.Name(c.grip, "guide.grip."+i18n.Number(i+1))
		all = append(all, c.box)
	}
	if len(m.cards) == 0 {
		all = append(all, widgets.Pad(widgets.Quiet(i18n.T("guide.theme.empty")), theme.Gap8, 0, theme.Gap8, theme.Gap8))
	}
	if !s.page.frozen() {
		all = append(all, container.NewHBox(m.add))
	}
	return all
}

// merge brings the cards up to date with the questions of the theme. A question that is begun and not yet in the vault
// keeps its place.
func (m *middle) merge(t *themeRow, seen map[string]int) {
	var cards []*card
	for _, q := range t.Questions {
		i := slices.IndexFunc(m.cards, func(c *card) bool { return c.q.ID == q.ID })
		var c *card
		if i >= 0 {
			c = m.cards[i]
		} else {
			c = newCard(m, q)
			c.text.there = true
		}
		c.q = q
		cards = append(cards, c)
	}
	for _, c := range m.cards { // begun here
		if slices.Contains(cards, c) || c.text.there && seen != nil {
			continue
		}
		if _, read := seen[c.text.key]; read && c.text.there {
			continue
		}
		at := len(cards)
		if i := slices.IndexFunc(cards, func(o *card) bool { return o.q.ID == c.after }); i >= 0 {
			at = i + 1
		}
		cards = slices.Insert(cards, at, c)
	}
	if at := m.s.editor.At(); at != nil && at != m.title.block && at != m.purpose.block &&
		!slices.ContainsFunc(cards, func(c *card) bool { return c.lineOf(at) != nil }) {
		m.s.editor.Leave()
	}
	m.cards = cards
}

// all are the lines of the page.
func (m *middle) all() []*line {
	var all []*line
	if m.title != nil {
		all = append(all, m.title, m.purpose)
	}
	for _, c := range m.cards {
		all = append(all, c.lines()...)
	}
	return append(all, m.points.lines...)
}

func (m *middle) seen() map[string]int {
	seen := map[string]int{}
	if m.points.saved == m.points.edits {
		seen[pointsKey] = m.points.edits
	}
	for _, l := range m.all() {
		if l.saved == l.edits {
			seen[l.key] = l.edits
		}
	}
	return seen
}

// writing is the line that is written in, nil for none.
func (m *middle) writing() *line {
	at := m.s.editor.At()
	if at == nil {
		return nil
	}
	for _, l := range m.all() {
		if l.block == at {
			return l
		}
	}
	return nil
}

func (m *middle) card(id feltbog.ID) *card {
	i := slices.IndexFunc(m.cards, func(c *card) bool { return c.q.ID == id })
	if i < 0 {
		return nil
	}
	return m.cards[i]
}

// edit begins to write in a question or the theme, and reports whether that is there.
func (m *middle) edit(id feltbog.ID) bool {
	if t := m.s.theme(); t != nil && t.ID == id {
		m.title.block.Edit(-1)
		return true
	}
	c := m.card(id)
	if c == nil {
		return false
	}
	m.s.bring(id)
	c.text.block.Edit(-1)
	m.reveal(c.box)
	return true
}

// paused looks anew at what is being written.
func (m *middle) paused(l *line) {
	if slices.Contains(m.points.lines, l) && l.saved == l.edits {
		m.points.saved = m.points.edits
	}
	if l == m.title || slices.Contains(m.points.lines, l) {
		m.s.left.show()
	}
	for _, c := range m.cards {
		if c.text == l || slices.Contains(c.under, l) {
			c.look()
		}
	}
}

// walk goes to the question before or after one; from none to the first.
func (m *middle) walk(c *card, by int) {
	i := slices.Index(m.cards, c) + by
	switch {
	case i >= 0 && i < len(m.cards):
		m.s.bring(m.cards[i].q.ID)
		m.cards[i].text.block.Edit(-1)
		m.reveal(m.cards[i].box)
	case i < 0 && m.purpose != nil:
		m.purpose.block.Edit(-1)
	}
}

// reveal brings something into view.
func (m *middle) reveal(o fyne.CanvasObject) {
	y, high := o.Position().Y+theme.Gap16, o.MinSize().Height
	top, view := m.scroll.Offset.Y, m.scroll.Size().Height
	switch {
	case y < top:
		m.scroll.ScrollToOffset(fyne.NewPos(0, max(y-theme.Gap16, 0)))
	case y+high > top+view && high < view:
		m.scroll.ScrollToOffset(fyne.NewPos(0, y+high-view+theme.Gap16))
	}
}

// keepText returns what writes one field of a record.
func (s *Screen) keepText(kind feltbog.Kind, id feltbog.ID, field, text string) func(context.Context) error {
	return func(ctx context.Context) error {
		return s.deps.Type(ctx, app.Edit{Kind: kind, ID: id, Texts: []app.Setting{{Field: field, Text: text}}})
	}
}

// themeDo changes what was read of a theme.
func (s *Screen) themeDo(id feltbog.ID, f func(*themeRow)) {
	if i := s.page.themeAt(id); i >= 0 {
		f(&s.page.themes[i])
	}
}

// questionDo changes what was read of a question.
func (s *Screen) questionDo(id feltbog.ID, f func(*questionRow)) {
	if _, q := s.page.find(id); q != nil {
		f(q)
	}
}

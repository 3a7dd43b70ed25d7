package guide

import (
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// menu is what can be done with the guide.
func (s *Screen) menu() []widgets.MenuItem {
	if !s.there {
		return nil
	}
	draft := !s.page.frozen()
	items := []widgets.MenuItem{
		{Text: i18n.T("guide.about"), Icon: "edit", Tap: s.about, Off: !draft},
		{Text: i18n.T("guide.copy"), Icon: "copy", Tap: s.copy},
		{Text: i18n.T("guide.compare"), Icon: "split", Tap: s.openCompare, Off: len(s.page.versions) == 0},
		{Text: i18n.T("guide.review.open"), Icon: "tolkning", Tap: s.openReview, Off: !draft},
		{Text: i18n.T("guide.export.json"), Icon: "doc", Rule: true, Tap: func() { s.export(endingData) }},
		{Text: i18n.T("guide.export.md"), Icon: "doc", Tap: func() { s.export(endingText) }},
		{Text: i18n.T("guide.import"), Icon: "import", Tap: s.importFile},
	}
	switch {
	case draft:
	case s.page.state == feltbog.GuideInUse:
		items = append(items, widgets.MenuItem{Text: i18n.T("guide.close"), Icon: "lock", Rule: true, Tap: s.closeVersion})
	case s.page.state == feltbog.GuideClosed:
		items = append(items, widgets.MenuItem{Text: i18n.T("guide.reopen"), Icon: "play", Rule: true, Tap: s.closeVersion})
	}
	if draft {
		items = append(items, widgets.MenuItem{Text: i18n.T("guide.delete"), Icon: "trash", Rule: true, Danger: true, Tap: s.deleteGuide})
	}
	return items
}

// themeMenu is what can be done with a theme.
func (s *Screen) themeMenu(spot string) []widgets.MenuItem {
	id, err := feltbog.ParseID(spot)
	if err != nil || !s.editable() {
		return []widgets.MenuItem{{Text: i18n.T("guide.theme.open"), Icon: "edit", Tap: func() { s.enter(spot) }}}
	}
	at := s.page.themeAt(id)
	return []widgets.MenuItem{
		{Text: i18n.T("guide.theme.rename"), Icon: "edit", Tap: func() { s.enter(spot) }},
		{Text: i18n.T("guide.theme.minutes"), Icon: "clock", Tap: func() { s.goTo(spot); s.askMinutes(s.left.list) }},
		{Text: i18n.T("guide.menu.up"), Icon: "up", Key: chord("guide.up"), Rule: true, Off: at <= 0, Tap: func() { s.shiftTheme(id, -1) }},
		{Text: i18n.T("guide.menu.down"), Icon: "down", Key: chord("guide.down"), Off: at == len(s.page.themes)-1, Tap: func() { s.shiftTheme(id, 1) }},
		{Text: i18n.T("guide.theme.add"), Icon: "plus", Tap: s.newTheme},
		{Text: i18n.T("guide.theme.delete"), Icon: "trash", Danger: true, Rule: true, Tap: func() { s.deleteTheme(id) }},
	}
}

// questionMenu is what can be done with a question.
func (s *Screen) questionMenu(c *card) []widgets.MenuItem {
	if c.text.fresh() {
		return nil
	}
	id := c.q.ID
	answers := widgets.MenuItem{Text: i18n.T("guide.answers"), Icon: "bubble", Tap: func() { s.answers(id) }}
	if !s.editable() {
		return []widgets.MenuItem{answers}
	}
	items := []widgets.MenuItem{answers,
		{Text: i18n.T("guide.menu.up"), Icon: "up", Key: chord("guide.up"), Tap: func() { s.shiftQuestion(id, -1) }},
		{Text: i18n.T("guide.menu.down"), Icon: "down", Key: chord("guide.down"), Tap: func() { s.shiftQuestion(id, 1) }},
		{Text: i18n.T("guide.question.move"), Icon: "arrow", Off: len(s.page.themes) < 2, Tap: func() { s.askTheme(c) }},
		{Text: i18n.T("guide.type"), Quiet: true, Rule: true},
	}
	for _, t := range []feltbog.QuestionType{feltbog.MainQuestion, feltbog.Exercise, feltbog.Checkpoint} {
		items = append(items, widgets.MenuItem{Text: i18n.Upper(i18n.Choice("question_type", string(t))), On: c.q.Type == t, Tap: func() {
			s.changeQuestion(id, func(q *feltbog.Question) { q.Type = t })
		}})
	}
	if len(s.page.research) > 0 {
		items = append(items, widgets.MenuItem{Text: i18n.T("guide.serves"), Quiet: true, Rule: true})
	}
	for _, r := range s.page.research {
		items = append(items, widgets.MenuItem{Text: r.Text, On: slices.Contains(c.q.ResearchQuestions, r.ID), Tap: func() {
			s.changeQuestion(id, func(q *feltbog.Question) { q.ResearchQuestions = toggled(q.ResearchQuestions, r.ID) })
		}})
	}
	return append(items, widgets.MenuItem{Text: i18n.T("guide.question.delete"), Icon: "trash", Key: chord("guide.delete"), Danger: true, Rule: true, Tap: func() { s.deleteQuestion(id) }})
}

// underMenu is what can be done with what hangs under a question.
func (s *Screen) underMenu(c *card, l *line, u questionRow) []widgets.MenuItem {
	if !s.editable() || l.fresh() {
		return nil
	}
	other := feltbog.Probe
	if u.Type == feltbog.Probe {
		other = feltbog.FollowUp
	}
	return []widgets.MenuItem{
		{Text: i18n.T("guide.menu.up"), Icon: "up", Key: chord("guide.up"), Tap: func() { s.shiftQuestion(l.id, -1) }},
		{Text: i18n.T("guide.menu.down"), Icon: "down", Key: chord("guide.down"), Tap: func() { s.shiftQuestion(l.id, 1) }},
		{Text: i18n.T("guide.under.to." + string(other)), Tap: func() {
			c.under = slices.DeleteFunc(c.under, func(o *line) bool { return o == l }) // it is made anew, under its new name
			s.changeQuestion(l.id, func(q *feltbog.Question) { q.Type = other })
		}},
		{Text: i18n.T("guide.under.delete"), Icon: "trash", Danger: true, Rule: true, Tap: func() { s.deleteQuestion(l.id) }},
	}
}

// toggled returns a set with a member added, or without it.
func toggled[T comparable](set []T, v T) []T {
	if slices.Contains(set, v) {
		return slices.DeleteFunc(slices.Clone(set), func(x T) bool { return x == v })
	}
	return append(slices.Clone(set), v)
}

// askTheme asks where a question belongs.
func (s *Screen) askTheme(c *card) {
	var options []widgets.Option
	for i, t := range s.page.themes {
		if t.ID.String() != s.spot {
			options = append(options, widgets.Option{Value: t.ID.String(), Text: i18n.T("guide.theme.named", "n", i18n.Number(i+1), "title", t.Title)})
		}
	}
	to := uikit.Name(widgets.NewSelect(options, options[0].Value, nil), "guide.move.to")
	done := func() {
		theme, err := feltbog.ParseID(to.Selected())
		s.host.CloseDialog()
		if err != nil {
			return
		}
		last := feltbog.ID{}
		if i := s.page.themeAt(theme); i >= 0 {
			if n := len(s.page.themes[i].Questions); n > 0 {
				last = s.page.themes[i].Questions[n-1].ID
			}
		}
		s.editor.Leave()
		s.moveQuestion(c.q.ID, theme, last)
	}
	s.host.Show(screen.Dialog{Name: "theme", Title: i18n.T("guide.question.move"), First: to,
		Content: widgets.Field(i18n.T("guide.theme.title"), to, ""),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("guide.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(i18n.T("guide.question.move.do"), "", done), "guide.move.do")}})
}

// askMinutes offers how long a theme is to take.
func (s *Screen) askMinutes(below fyne.CanvasObject) {
	t := s.theme()
	if t == nil || !s.editable() {
		return
	}
	var items []widgets.MenuItem
	for _, n := range []int{0, 5, 10, 15, 20, 25, 30, 45, 60, 90} {
		text := i18n.T("guide.theme.untimed")
		if n > 0 {
			text = i18n.T("guide.minutes", "n", i18n.Number(n))
		}
		items = append(items, widgets.MenuItem{Text: text, On: n == t.Minutes, Tap: func() { s.setMinutes(t.ID, n) }})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("guide.minutes.other"), Rule: true, Tap: func() { s.askOwnMinutes(t.ID, t.Minutes) }})
	widgets.NewMenu(items...).ShowBelow(below)
}

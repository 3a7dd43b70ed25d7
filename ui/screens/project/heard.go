package project

import (
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// heardCard says whom we have heard, and whom not.
type heardCard struct {
	s     *Screen
	box   fyne.CanvasObject
	count *widgets.Text
	rows  *fyne.Container
	miss  *widgets.Message
}

func newHeardCard(s *Screen) *heardCard {
	c := &heardCard{s: s, count: widgets.NewText("", theme.Small, theme.Ink2), rows: widgets.Column(theme.Gap8)}
	c.miss = widgets.NewMessage(widgets.Amber, "ear", "", nil)
	c.box = widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("project.heard")), c.count, c.rows, c.miss))
	return c
}

var hearings = map[app.Hearing]widgets.Hearing{
	app.HeardDirectly: widgets.Heard, app.ToldByOthers: widgets.Told, app.Guessed: widgets.Guessed, app.NotHeard: widgets.Missing,
}

// set shows the perspectives.
func (c *heardCard) set(all []app.Perspective) {
	c.rows.Objects = nil
	direct := 0
	var missing []string
	for _, p := range all {
		name, word := i18n.T("project.views."+string(p.Perspective)), i18n.T("project.hearing."+string(p.Hearing))
		switch p.Hearing {
		case app.HeardDirectly:
			direct++
			word = i18n.N("project.people", p.People)
		case app.NotHeard:
			missing = append(missing, strings.ToLower(name))
		}
		title, state := widgets.NewText(name, theme.Small, theme.Ink), widgets.NewText(word, theme.Small, theme.Ink2).Line()
		if p.Hearing == app.NotHeard {
			title.Bold()
			state.Bold()
		}
		c.rows.Add(widgets.Row(theme.Gap12, widgets.NewBadge(widgets.RoleOf(string(p.Perspective)), hearings[p.Hearing], 26), title, widgets.Spacer(), state))
	}
	c.count.SetText(i18n.T("project.heard.count", "n", i18n.Number(direct), "all", i18n.Number(len(all))))
	c.miss.Hidden = len(missing) == 0 || direct == 0
	c.miss.Set(widgets.Amber, "ear", i18n.T("project.heard.missing", "who", strings.Join(missing, ", ")))
	c.box.Refresh()
}

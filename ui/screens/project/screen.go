// Package project is the place Projekt: the process plan, what waits for somebody, whom we have heard, and the project
// itself with its principles, its team and the log of how the plan was changed. Everything is edited where it stands
// and saved when a field is left; nothing here has a Save button.
package project

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// The parts of the place, as a route names them.
const (
	partPlan  = "plan"
	partAbout = "about"
	partTeam  = "team"
	partLog   = "log"
)

// Screen is the place Projekt.
type Screen struct {
	host   screen.Host
	uses   Uses
	papers func() // opens letters and cards
	ctx    context.Context
	at     screen.Route // to open when the plan has been loaded

	title, purpose *widgets.Text
	tabs           *widgets.Segment
	part           string
	bar            *fyne.Container // tabs and buttons
	body           *fyne.Container // the part in front
	all            fyne.CanvasObject
	split          *split

	plan   *planPart
	side   *sidePart
	editor *editor
	about  *aboutPart
	team   *teamPart
	log    *logPart

	plans uikit.Loader[shown]
	sides uikit.Loader[aside]
	logs  uikit.Loader[[]app.PlanChange]
}

// New returns the screen. papers opens the letter, the consent form and the cards.
func New(host screen.Host, uses Uses, papers func()) *Screen {
	s := &Screen{host: host, uses: uses, papers: papers, ctx: context.Background(), part: partPlan}
	s.plans.Run, s.sides.Run, s.logs.Run = host, host, host
	s.title = widgets.Titled("")
	s.purpose = widgets.NewText("", theme.Small, theme.Ink2)
	s.purpose.Lines = 2
	s.plan, s.side, s.editor = newPlanPart(s), newSidePart(s), newEditor(s)
	s.about, s.team, s.log = newAboutPart(s), newTeamPart(s), newLogPart(s)
	s.tabs = uikit.Name(widgets.NewSegment([]widgets.Option{
		{Value: partPlan, Text: i18n.T("project.plan")}, {Value: partAbout, Text: i18n.T("project.about")},
		{Value: partTeam, Text: i18n.T("project.team")}, {Value: partLog, Text: i18n.T("project.log")},
	}, partPlan, s.show), "project.tabs")
	s.body = container.NewStack()
	s.split = &split{main: s.main(), side: container.NewStack(s.side.box)}
	s.split.folded = func(folded bool) {
		if s.plan.fold.Hidden == folded {
			s.plan.fold.Hidden = !folded
			s.bar.Refresh()
		}
	}
	s.all = container.New(s.split, s.split.main, s.split.side)
	s.show(partPlan)
	return s
}

// main is everything but the side panel.
func (s *Screen) main() fyne.CanvasObject {
	begin := uikit.Name(widgets.NewPrimary(i18n.T("project.begin"), "felt", func() {
		s.host.Open(screen.Route{Place: screen.Field})
	}), "project.begin")
	head := container.NewBorder(nil, nil, nil, widgets.Pad(container.NewVBox(begin), 0, 0, 0, theme.Gap16),
		widgets.Column(theme.Gap4, s.title, s.purpose))
	s.plan.fold = uikit.Name(widgets.NewButton("", "list", s.TogglePanel), "project.panel")
	s.plan.fold.Hide()
	s.bar = container.New(&tools{}, s.tabs, s.plan.fold, s.plan.add)
	return container.NewBorder(widgets.Pad(widgets.Column(theme.Gap12, head, s.bar), 0, 0, theme.Gap12, 0), nil, nil, nil, s.body)
}

// Title implements screen.Screen.
func (s *Screen) Title() string { return i18n.T("place.project") }

// Content implements screen.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.all }

// Shown implements screen.Screen.
func (s *Screen) Shown(ctx context.Context, at screen.Route) {
	s.ctx, s.at = ctx, at
	sub := app.Subscribe(s.uses.Bus(), func(app.RecordsChanged) { s.host.Do(s.reload) })
	context.AfterFunc(ctx, sub.Close)
	switch {
	case at.Part == partAbout || at.Kind == feltbog.KindProject || at.Kind == feltbog.KindPrinciple:
		s.show(partAbout)
	case at.Part == partTeam || at.Kind == feltbog.KindMember || at.Kind == feltbog.KindDevice:
		s.show(partTeam)
	case at.Part == partLog || at.Kind == feltbog.KindPlanChange:
		s.show(partLog)
	case at.Part == partPlan || !at.ID.IsZero():
		s.show(partPlan)
	}
	s.reload()
}

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	return map[string]func(){
		"plan.add":    s.newAction,
		"plan.up":     func() { s.shift(-1) },
		"plan.down":   func() { s.shift(1) },
		"plan.delete": func() { s.deleteLine(s.plan.front()) },
		"out":         s.out,
	}
}

// TogglePanel implements screen.Paneled. A form that is open in the panel is saved and closed with it.
func (s *Screen) TogglePanel() {
	s.split.wanted = !s.split.open()
	if s.editor.open() {
		s.closeEditor()
	}
	s.split.chosen = true
	s.all.Refresh()
}

// Leave implements screen.Leaver: what was written and not left yet is saved.
func (s *Screen) Leave() func() error {
	s.editor.leave()
	s.about.form.leave()
	s.team.form.leave()
	s.log.leave()
	return nil
}

// show brings a part to the front.
func (s *Screen) show(part string) {
	s.part = part
	s.tabs.SetSelected(part)
	content := map[string]fyne.CanvasObject{partPlan: s.plan.box, partAbout: s.about.box, partTeam: s.team.box, partLog: s.log.box}[part]
	s.body.Objects = []fyne.CanvasObject{content}
	s.plan.add.Hidden = part != partPlan
	if part == partLog {
		s.loadLog()
	}
	if part != partPlan && s.editor.open() {
		s.closeEditor()
	}
	s.body.Refresh()
	if s.all != nil {
		s.all.Refresh()
	}
}

// setSide puts the side column, or the form of an action, into the panel.
func (s *Screen) setSide(o fyne.CanvasObject) {
	if len(s.split.side.Objects) == 1 && s.split.side.Objects[0] == o {
		return
	}
	s.split.side.Objects = []fyne.CanvasObject{o}
	s.split.side.Refresh()
	s.all.Refresh()
}

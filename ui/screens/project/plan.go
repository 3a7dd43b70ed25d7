package project

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// line is one row of the table: an action, or a period that has none yet.
type line struct {
	period  feltbog.PlanRow
	first   bool // of its period: the label stands here
	action  *feltbog.PlanAction
	changed int  // lines in the change log
	two     bool // shows one of two versions
}

func (l line) id() feltbog.ID {
	if l.action != nil {
		return l.action.ID
	}
	return l.period.ID
}

// planPart is the process plan: the table Tid, Handling, Dato, Status.
type planPart struct {
	s     *Screen
	box   *fyne.Container
	table *widgets.Table[line]
	lines []line
	plan  app.Plan
	add   *widgets.Button
	fold  *widgets.Button // shows and hides the side column where there is no room for it
	why   *widgets.Button // leads to the change log
	empty fyne.CanvasObject
}

func newPlanPart(s *Screen) *planPart {
	p := &planPart{s: s}
	p.add = uikit.Name(widgets.NewButton(i18n.T("project.action.new"), "plus", s.newAction), "project.action.new")
	p.why = uikit.Name(widgets.NewLink("", func() { s.openLog(feltbog.ID{}) }), "project.why")
	p.why.Hide()
	p.table = widgets.NewTable([]widgets.TableColumn[line]{
		{Title: i18n.T("project.column.period"), Weight: 1, Least: 96, Make: makePeriod, Show: showPeriod},
		{Title: i18n.T("project.column.action"), Weight: 5, Least: 170, Make: makeAction, Show: showAction},
		{Title: i18n.T("project.column.date"), Weight: 3, Least: 150, Make: makeDate, Show: showDate},
		{Title: i18n.T("project.column.status"), Weight: 0, Least: 146, Make: makeStatus, Show: showStatus},
	}, 56)
	list := p.table.List
	list.Key = func(l line) string { return l.id().String() }
	list.Opened = func(i int) { s.edit(p.lines[i]) }
	list.Menu = func(i int) []widgets.MenuItem { return s.menu(i) }
	list.Tone = func(l line) fyne.ThemeColorName {
		if l.action != nil && (l.action.Status == feltbog.PlanRunning || l.action.ID == s.editor.id) {
			return theme.AccentSoft
		}
		return ""
	}
	uikit.Name(p.table.List, "project.plan")
	begin := uikit.Name(widgets.NewPrimary(i18n.T("project.plan.first"), "plus", s.newAction), "project.plan.first")
	start := uikit.Name(widgets.NewButton(i18n.T("project.plan.start"), "list", s.startPlan), "project.plan.start")
	words := widgets.NewEmpty("cal", i18n.T("project.plan.empty"), nil)
	p.empty = container.NewStack(widgets.NewBox(theme.Card, theme.Line, theme.RadiusCard), container.NewCenter(
		widgets.Column(theme.Gap12, widgets.AtLeast(words, 460, 0), container.NewCenter(begin), container.NewCenter(start))))
	p.box = container.NewStack()
	return p
}

// set shows the plan.
func (p *planPart) set(plan app.Plan) {
	p.plan, p.lines = plan, nil
	for _, r := range plan.Periods {
		for i := range r.Actions {
			a := &r.Actions[i]
			p.lines = append(p.lines, line{r.PlanRow, i == 0, a, plan.Changed[a.ID], plan.TwoVersions[a.ID] || i == 0 && plan.TwoVersions[r.ID]})
		}
		if len(r.Actions) == 0 {
			p.lines = append(p.lines, line{period: r.PlanRow, first: true, two: plan.TwoVersions[r.ID]})
		}
	}
	p.table.SetRows(p.lines)
	p.why.SetText(i18n.N("project.changes", plan.Changes))
	p.why.Hidden = plan.Changes == 0
	if len(p.lines) == 0 {
		p.box.Objects = []fyne.CanvasObject{p.empty}
	} else {
		p.box.Objects = []fyne.CanvasObject{container.NewBorder(nil, widgets.Row(0, widgets.Spacer(), p.why), nil, nil, p.table)}
	}
	p.box.Refresh()
}

// setWaiting says on the button of the folded side column how much waits there.
func (p *planPart) setWaiting(all []app.Waiting) {
	n := 0
	for _, w := range all {
		n += w.N
	}
	p.fold.SetText(i18n.N("project.fold", n))
}

// front returns the line in front, nil when there is none.
func (p *planPart) front() *line {
	if i := p.table.List.At(); i >= 0 && i < len(p.lines) {
		return &p.lines[i]
	}
	return nil
}

func (p *planPart) goToPeriod(id feltbog.ID) {
	for i, l := range p.lines {
		if l.period.ID == id {
			p.table.List.GoTo(i)
			return
		}
	}
}

func makePeriod() fyne.CanvasObject { return widgets.NewText("", theme.Body, theme.Ink).Bold() }

func showPeriod(cell fyne.CanvasObject, l line) {
	text := ""
	if l.first {
		if text = l.period.Period; l.period.ID.IsZero() {
			text = i18n.T("project.period.gone")
		}
	}
	cell.(*widgets.Text).SetText(text)
}

func makeDate() fyne.CanvasObject { return widgets.NewText("", theme.Small, theme.Ink2) }

func showDate(cell fyne.CanvasObject, l line) {
	cell.(*widgets.Text).SetText(dates(l.action))
}

// dates words when an action happens, with what that depends on.
func dates(a *feltbog.PlanAction) string {
	if a == nil {
		return ""
	}
	var parts []string
	for _, d := range a.Dates {
		parts = append(parts, capital(i18n.Fuzzy(d)))
	}
	if len(parts) == 0 && a.Caveat == "" {
		parts = append(parts, i18n.T("project.undated"))
	}
	if a.Caveat != "" {
		parts = append(parts, a.Caveat)
	}
	return strings.Join(parts, "\n")
}

func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[0])) + string(r[1:])
}

func makeStatus() fyne.CanvasObject { return widgets.NewChip("", widgets.Neutral, "") }

func showStatus(cell fyne.CanvasObject, l line) {
	chip := cell.(*widgets.Chip)
	chip.Hidden = l.action == nil
	if l.action != nil {
		look := statusLook(l.action.Status)
		chip.Set(statusName(l.action.Status), look.tone, look.icon)
	}
}

type look struct {
	tone widgets.Tone
	icon string
}

// statusLook is the tone and the sign of a status; the word always stands beside it.
func statusLook(s feltbog.PlanStatus) look {
	switch s {
	case feltbog.PlanDone:
		return look{widgets.Green, "check"}
	case feltbog.PlanRunning:
		return look{widgets.Outline, "dot"}
	case feltbog.PlanPlanned:
		return look{widgets.Neutral, "cal"}
	case feltbog.PlanMoved:
		return look{widgets.Amber, "undo"}
	case feltbog.PlanCancelled:
		return look{widgets.Neutral, "ban"}
	}
	return look{widgets.Outline, "help"}
}

func statusName(s feltbog.PlanStatus) string {
	if s == "" {
		s = feltbog.PlanIdea
	}
	return i18n.T("project.status." + string(s))
}

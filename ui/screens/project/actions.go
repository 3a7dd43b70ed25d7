package project

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// act does one thing and shows what came of it.
func (s *Screen) act(f func(context.Context) error) { s.host.Act(f, s.reload) }

// menu is what can be done with a line: everything that a key does, and more.
func (s *Screen) menu(i int) []widgets.MenuItem {
	if i < 0 || i >= len(s.plan.lines) {
		return nil
	}
	l := s.plan.lines[i]
	key := func(id string) string {
		for _, k := range assets.Shortcuts() {
			if k.ID == id {
				return i18n.Chords(k.Keys)[0]
			}
		}
		return ""
	}
	var items []widgets.MenuItem
	if l.action != nil {
		items = append(items, widgets.MenuItem{Text: i18n.T("project.menu.edit"), Icon: "note", Tap: func() { s.edit(l) }})
	}
	items = append(items,
		widgets.MenuItem{Text: i18n.T("project.action.new"), Icon: "plus", Key: key("plan.add"), Tap: func() { s.addAfter(l) }},
		widgets.MenuItem{Text: i18n.T("project.period.new"), Icon: "plus", Tap: func() { s.askPeriod(feltbog.PlanRow{}, l.period.ID) }})
	if l.action != nil {
		items = append(items,
			widgets.MenuItem{Text: i18n.T("project.menu.up"), Icon: "up", Key: key("plan.up"), Rule: true, Tap: func() { s.shiftLine(l, -1) }},
			widgets.MenuItem{Text: i18n.T("project.menu.down"), Icon: "down", Key: key("plan.down"), Tap: func() { s.shiftLine(l, 1) }})
	}
	if !l.period.ID.IsZero() {
		items = append(items,
			widgets.MenuItem{Text: i18n.T("project.period.rename"), Icon: "note", Rule: true, Tap: func() { s.askPeriod(l.period, feltbog.ID{}) }},
			widgets.MenuItem{Text: i18n.T("project.period.up"), Icon: "up", Tap: func() { s.shiftPeriod(l, -1) }},
			widgets.MenuItem{Text: i18n.T("project.period.down"), Icon: "down", Tap: func() { s.shiftPeriod(l, 1) }})
	}
	if l.changed > 0 {
		items = append(items, widgets.MenuItem{Text: i18n.N("project.changes", l.changed), Icon: "clock", Rule: true, Tap: func() { s.openLog(l.id()) }})
	}
	if l.action != nil {
		items = append(items, widgets.MenuItem{Text: i18n.T("project.action.delete"), Icon: "trash", Danger: true, Rule: true,
			Key: key("plan.delete"), Tap: func() { s.deleteLine(&l) }})
	}
	if !l.period.ID.IsZero() {
		items = append(items, widgets.MenuItem{Text: i18n.T("project.period.delete"), Icon: "trash", Danger: true, Tap: func() { s.deletePeriod(l) }})
	}
	return items
}

// edit opens the form of a line: of its action, or for the first action of an empty period.
func (s *Screen) edit(l line) {
	if l.action != nil {
		s.editAction(l.action.ID)
		return
	}
	s.addAfter(l)
}

func (s *Screen) editAction(id feltbog.ID) {
	s.show(partPlan)
	s.editor.leave()
	s.editor.edit(id, s.plan.plan)
	s.openEditor()
}

// newAction opens the form for a new action behind the line in front, or last in the plan.
func (s *Screen) newAction() {
	l := s.plan.front()
	if l == nil && len(s.plan.lines) > 0 {
		l = &s.plan.lines[len(s.plan.lines)-1]
	}
	if l == nil {
		l = &line{}
	}
	s.addAfter(*l)
}

func (s *Screen) addAfter(l line) {
	s.show(partPlan)
	s.editor.leave()
	after := feltbog.ID{}
	if l.action != nil {
		after = l.action.ID
	}
	s.editor.begin(l.period, after)
	s.openEditor()
}

func (s *Screen) openEditor() {
	s.split.forced = true
	s.setSide(s.editor.box)
	s.plan.table.List.Refresh()
	s.all.Refresh()
	s.host.Window().Canvas().Focus(s.editor.first())
}

// closeEditor saves what is being written and gives the panel back to the side column.
func (s *Screen) closeEditor() {
	s.editor.leave()
	s.editor.close()
	s.split.forced = false
	s.setSide(s.side.box)
	s.plan.table.List.Refresh()
	s.all.Refresh()
}

// out goes one step out: from a field to the form, from the form to the plan, from the plan to the window.
func (s *Screen) out() {
	c := s.host.Window().Canvas()
	_, writing := c.Focused().(*widgets.Entry)
	switch {
	case s.editor.open() && !writing:
		s.closeEditor()
		c.Focus(s.plan.table.List)
	case s.split.narrow && s.split.open() && !s.editor.open():
		s.TogglePanel()
	default:
		c.Unfocus()
	}
}

// shift moves the line in front up or down.
func (s *Screen) shift(by int) {
	if l := s.plan.front(); l != nil && s.part == partPlan {
		s.shiftLine(*l, by)
	}
}

func (s *Screen) shiftLine(l line, by int) {
	if l.action == nil {
		s.shiftPeriod(l, by)
		return
	}
	s.act(func(ctx context.Context) error { return s.uses.ShiftAction(ctx, l.action.ID, by) })
}

func (s *Screen) shiftPeriod(l line, by int) {
	s.act(func(ctx context.Context) error { return s.uses.ShiftPeriod(ctx, l.period.ID, by) })
}

// deleteLine puts an action, or an empty period, into the trash. Undo gives it back, so nothing is asked.
func (s *Screen) deleteLine(l *line) {
	switch {
	case l == nil || s.part != partPlan:
	case l.action == nil:
		s.deletePeriod(*l)
	default:
		id := l.action.ID
		if s.editor.id == id {
			s.closeEditor()
		}
		s.host.Act(func(ctx context.Context) error { return s.uses.DeleteAction(ctx, id, wordDeletion) }, func() {
			s.host.Say(i18n.T("project.action.deleted"))
			s.reload()
		})
	}
}

func (s *Screen) deletePeriod(l line) {
	if s.editor.open() {
		s.closeEditor()
	}
	s.host.Act(func(ctx context.Context) error { return s.uses.DeletePeriod(ctx, l.period.ID, wordDeletion) }, func() {
		s.host.Say(i18n.T("project.period.deleted", "period", l.period.Period))
		s.reload()
	})
}

// startPlan fills an empty plan with the usual phases.
func (s *Screen) startPlan() {
	var start []app.PlanStart
	for _, p := range assets.PlanTemplate(i18n.Language()) {
		start = append(start, app.PlanStart(p))
	}
	s.act(func(ctx context.Context) error { return s.uses.StartPlan(ctx, start) })
}

// askPeriod asks for the label of a period: a new one behind another, or one that is there.
func (s *Screen) askPeriod(row feltbog.PlanRow, after feltbog.ID) {
	name := uikit.Name(widgets.NewEntry(i18n.T("project.period.example")), "project.period.name")
	name.SetText(row.Period)
	title, button := i18n.T("project.period.new"), i18n.T("project.period.add")
	if !row.ID.IsZero() {
		title, button = i18n.T("project.period.rename"), i18n.T("project.period.save")
	}
	done := func() {
		label := strings.TrimSpace(name.Text)
		if label == "" {
			s.host.Window().Canvas().Focus(name)
			return
		}
		s.host.CloseDialog()
		s.act(func(ctx context.Context) error {
			if row.ID.IsZero() {
				_, err := s.uses.AddPeriod(ctx, label, after)
				return err
			}
			return s.uses.EditPeriod(ctx, row.ID, func(r *feltbog.PlanRow) { r.Period = label })
		})
	}
	name.Enter = done
	s.host.Show(screen.Dialog{Name: "period", Title: title, First: name,
		Content: widgets.Field(i18n.T("project.period.label"), widgets.Tall(name), i18n.T("project.period.help")),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(button, "", done), "project.period.done")}})
}

// wordChange is the line of the change log for what was agreed and is changed.
func wordChange(before, after feltbog.PlanAction) string {
	var parts []string
	if b, a := datesOnly(before), datesOnly(after); b != a {
		parts = append(parts, i18n.T("project.log.dates", "before", b, "after", a))
	}
	if before.Status != after.Status {
		parts = append(parts, i18n.T("project.log.status", "before", statusName(before.Status), "after", statusName(after.Status)))
	}
	return strings.Join(parts, ". ")
}

func datesOnly(a feltbog.PlanAction) string {
	var parts []string
	for _, d := range a.Dates {
		parts = append(parts, i18n.Fuzzy(d))
	}
	if len(parts) == 0 {
		return strings.ToLower(i18n.T("project.undated"))
	}
	return strings.Join(parts, ", ")
}

func wordDeletion(a feltbog.PlanAction) string {
	return i18n.T("project.log.deleted", "action", a.Text)
}

// openLog shows the change log, of one action or of the whole plan.
func (s *Screen) openLog(of feltbog.ID) {
	s.log.of = of
	s.show(partLog)
	s.body.Refresh()
}

package project

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// editor is the form of one action in the side panel, or of one that is to be added. Each field is saved when it is
// left.
type editor struct {
	s    *Screen
	box  *fyne.Container
	body *fyne.Container
	head *widgets.Text
	id   feltbog.ID // of the action; zero: none is open, or a new one is written
	plan app.Plan
	now  feltbog.PlanAction // as it is saved

	form    form
	text    *field
	period  *widgets.Select
	status  *widgets.Select
	method  *widgets.Select
	caveat  *field
	days    *fyne.Container
	who     map[feltbog.Perspective]*widgets.QuickTag
	members *fyne.Container
	history *widgets.Button
	reason  *reason
	two     *widgets.Message // there are two versions of a field

	fresh *freshAction // while a new action is written
}

func newEditor(s *Screen) *editor {
	e := &editor{s: s, who: map[feltbog.Perspective]*widgets.QuickTag{}}
	e.head, e.body, e.days, e.members = widgets.Headed(""), widgets.Column(theme.Gap16), widgets.Column(theme.Gap8), widgets.Flow(theme.Gap8)
	shut := uikit.Name(widgets.NewLink("", s.closeEditor), "project.editor.close")
	shut.Icon = "x"
	top := container.NewBorder(nil, nil, nil, shut, e.head)
	inner := container.NewBorder(widgets.Pad(top, theme.Gap8, theme.Gap8, theme.Gap4, theme.Gap16), nil, nil, nil,
		container.NewVScroll(widgets.Pad(e.body, theme.Gap4, theme.Gap16, theme.Gap16, theme.Gap16)))
	e.box = container.NewStack(widgets.NewBox(theme.Card, theme.Edge, theme.RadiusCard), inner)
	e.build()
	return e
}

// build makes the fields once; set fills them.
func (e *editor) build() {
	e.form.s = e.s
	e.text = e.form.text("project.action.text", i18n.T("project.action.text"), "", 2, func(v string) func(context.Context) error {
		return e.change(func(a *feltbog.PlanAction) { a.Text = v })
	})
	e.period = uikit.Name(widgets.NewSelect(nil, "", e.moveTo), "project.action.period")
	e.status = uikit.Name(widgets.NewSelect(statusOptions(), "", func(v string) {
		e.save(func(a *feltbog.PlanAction) { a.Status = feltbog.PlanStatus(v) })
	}), "project.action.status")
	e.method = uikit.Name(widgets.NewSelect(nil, "", func(v string) {
		id, _ := feltbog.ParseID(v)
		e.save(func(a *feltbog.PlanAction) { a.Method = id })
	}), "project.action.method")
	e.caveat = e.form.text("project.action.caveat", i18n.T("project.action.caveat"), i18n.T("project.action.caveat.help"), 1,
		func(v string) func(context.Context) error {
			return e.change(func(a *feltbog.PlanAction) { a.Caveat = v })
		})
	e.reason = newReason(e)
	e.two = widgets.NewMessage(widgets.Red, "split", i18n.T("project.action.two"), widgets.NewButton(i18n.T("project.action.choose"), "", func() {
		e.s.host.Open(screen.Route{Place: screen.Record, Kind: feltbog.KindPlanAction, ID: e.id})
	}))
	e.history = uikit.Name(widgets.NewLink("", func() { e.s.openLog(e.id) }), "project.action.history")
}

func statusOptions() []widgets.Option {
	var all []widgets.Option
	for _, v := range feltbog.PlanStatuses() {
		all = append(all, widgets.Option{Value: string(v), Text: statusName(v), Icon: statusLook(v).icon})
	}
	return all
}

// layout puts the fields of an action that is there into the panel.
func (e *editor) layout() {
	who := widgets.Flow(theme.Gap8)
	for _, v := range feltbog.Perspectives() {
		tag := widgets.NewQuickTag(perspectiveOne(v), "", func() { e.toggle(v) })
		e.who[v] = uikit.Name(tag, "project.action.who."+string(v))
		who.Add(tag)
	}
	remove := uikit.Name(widgets.NewDanger(i18n.T("project.action.delete"), "trash", func() {
		e.s.deleteLine(&line{action: &feltbog.PlanAction{Base: feltbog.Base{ID: e.id}}})
	}), "project.action.delete")
	e.body.Objects = []fyne.CanvasObject{
		e.two, e.text.box,
		widgets.Field(i18n.T("project.column.period"), e.period, ""),
		widgets.Field(i18n.T("project.column.date"), e.days, i18n.T("project.action.date.help")),
		widgets.Field(i18n.T("project.column.status"), e.status, ""),
		e.reason.box,
		widgets.Field(i18n.T("project.action.who"), who, ""),
		widgets.Field(i18n.T("project.action.responsible"), e.members, ""),
		widgets.Field(i18n.T("project.action.method"), e.method, ""),
		e.caveat.box,
		widgets.Row(0, e.history),
		widgets.Row(0, remove),
	}
}

// edit opens an action.
func (e *editor) edit(id feltbog.ID, plan app.Plan) {
	if id != e.id || e.fresh != nil {
		e.reset()
		e.id = id
		e.layout()
	}
	e.head.SetText(i18n.T("project.action"))
	e.set(plan)
	trace.Event("opened", "kind", string(feltbog.KindPlanAction), "id", id.String())
}

// reset forgets the action that was open.
func (e *editor) reset() {
	e.id, e.fresh, e.now = feltbog.ID{}, nil, feltbog.PlanAction{}
	e.days.Objects, e.form.dates = nil, nil
	e.reason.hide()
	e.text.empty()
	e.caveat.empty()
}

func (e *editor) close() {
	e.reset()
	e.body.Objects = nil
}

func (e *editor) open() bool { return !e.id.IsZero() || e.fresh != nil }

func (e *editor) first() fyne.Focusable {
	if e.fresh != nil {
		return e.fresh.text
	}
	return e.text.entry
}

// set fills the fields from a plan that was loaded; an action that is gone closes the form.
func (e *editor) set(plan app.Plan) {
	e.plan = plan
	if e.id.IsZero() {
		return
	}
	a := actionOf(plan, e.id)
	if a == nil {
		e.id = feltbog.ID{} // nothing is left to save
		e.s.closeEditor()
		return
	}
	e.now = *a
	e.text.set(a.Text)
	e.caveat.set(a.Caveat)
	var periods []widgets.Option
	for _, r := range plan.Periods {
		if !r.ID.IsZero() {
			periods = append(periods, widgets.Option{Value: r.ID.String(), Text: r.Period})
		}
	}
	e.period.SetOptions(periods)
	e.period.SetSelected(a.Row.String())
	status := a.Status
	if status == "" {
		status = feltbog.PlanIdea
	}
	e.status.SetSelected(string(status))
	methods := []widgets.Option{{Value: feltbog.ID{}.String(), Text: i18n.T("project.method.none")}}
	for _, m := range plan.Methods {
		methods = append(methods, widgets.Option{Value: m.ID.String(), Text: m.Name})
	}
	e.method.SetOptions(methods)
	e.method.SetSelected(a.Method.String())
	for v, tag := range e.who {
		tag.SetState(stateOf(slices.Contains(a.Perspectives, v)))
	}
	e.two.Hidden = !plan.TwoVersions[e.id]
	e.setMembers()
	e.setDays()
	e.history.SetText(i18n.N("project.changes", plan.Changed[e.id]))
	e.history.Hidden = plan.Changed[e.id] == 0
	e.body.Refresh()
}

func stateOf(on bool) widgets.TagState {
	if on {
		return widgets.TagOn
	}
	return widgets.TagOff
}

func actionOf(plan app.Plan, id feltbog.ID) *feltbog.PlanAction {
	for _, r := range plan.Periods {
		for i := range r.Actions {
			if r.Actions[i].ID == id {
				return &r.Actions[i]
			}
		}
	}
	return nil
}

// leave saves what was written and not left yet, a new action too.
func (e *editor) leave() {
	switch {
	case e.fresh != nil:
		e.fresh.add(false)
	case !e.id.IsZero():
		e.form.leave()
		e.reason.leave()
	}
}

func perspectiveOne(v feltbog.Perspective) string {
	return i18n.T("project.view." + string(v))
}

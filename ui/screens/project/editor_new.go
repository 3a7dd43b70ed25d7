package project

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// freshAction is an action that is written and not in the plan yet: what is done, and when.
type freshAction struct {
	e      *editor
	text   *widgets.Entry
	period *widgets.Entry
	below  *widgets.Text
	row    feltbog.PlanRow // that the period was filled in from
	after  feltbog.ID
}

// begin opens the form for a new action in a period, behind another action or last.
func (e *editor) begin(row feltbog.PlanRow, after feltbog.ID) {
	e.reset()
	f := &freshAction{e: e, row: row, after: after, below: widgets.NewText("", theme.Meta, theme.RedText)}
	f.text = uikit.Name(widgets.NewEntry(i18n.T("project.action.example")), "project.new.text")
	f.period = uikit.Name(widgets.NewEntry(i18n.T("project.period.example")), "project.new.period")
	f.period.SetText(row.Period)
	f.text.Enter = func() { f.add(true) }
	f.period.Enter = f.text.Enter
	f.below.Hide()
	add := uikit.Name(widgets.NewPrimary(i18n.T("project.new.add"), "plus", func() { f.add(true) }), "project.new.add")
	e.fresh = f
	e.head.SetText(i18n.T("project.action.new"))
	e.body.Objects = []fyne.CanvasObject{
		widgets.Field(i18n.T("project.action.text"), widgets.Tall(f.text), ""),
		widgets.Field(i18n.T("project.period.label"), widgets.Tall(f.period), i18n.T("project.period.help")),
		f.below, add, widgets.Quiet(i18n.T("project.new.help")),
	}
	e.body.Refresh()
	trace.Event("opened", "kind", string(feltbog.KindPlanAction), "id", "new")
}

// add puts the action into the plan and, when told so, opens it for the rest.
func (f *freshAction) add(open bool) {
	text, label := strings.TrimSpace(f.text.Text), strings.TrimSpace(f.period.Text)
	if text == "" {
		if open {
			f.say(i18n.T("project.new.text"))
			f.e.s.host.Window().Canvas().Focus(f.text)
		}
		return
	}
	if label == "" {
		if open {
			f.say(i18n.T("project.new.period"))
			f.e.s.host.Window().Canvas().Focus(f.period)
			return
		}
		label = i18n.T("project.period.unnamed") // what was written is not lost for want of a period
	}
	n := app.NewAction{Period: label, Action: feltbog.PlanAction{Text: text}}
	for _, r := range f.e.plan.Periods {
		if !r.ID.IsZero() && strings.EqualFold(strings.TrimSpace(r.Period), label) {
			n.Row = r.ID
		}
	}
	if n.Row == f.row.ID {
		n.After = f.after
	}
	f.text.SetText("")
	var id feltbog.ID
	f.e.s.host.Act(func(ctx context.Context) (err error) {
		id, err = f.e.s.uses.AddAction(ctx, n)
		return err
	}, func() {
		trace.Event("saved", "kind", string(feltbog.KindPlanAction), "id", id.String())
		if open && f.e.fresh == f {
			f.e.s.at.Kind, f.e.s.at.ID = feltbog.KindPlanAction, id
			f.e.reset()
		}
		f.e.s.reload()
	})
}

func (f *freshAction) say(text string) {
	f.below.SetText(text)
	f.below.Show()
	f.e.body.Refresh()
}

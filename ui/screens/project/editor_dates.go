package project

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// setDays shows the dates of the action with an empty field behind them, unless they stand there already.
func (e *editor) setDays() {
	if len(e.form.dates) > 0 && slices.Equal(e.written(), e.now.Dates) {
		return
	}
	focused := e.s.host.Window().Canvas().Focused()
	for _, d := range e.form.dates {
		if focused == fyne.Focusable(d.Entry) && d.Entry.Text != "" {
			return // somebody is writing; what is written is saved when the field is left
		}
	}
	e.form.dates, e.days.Objects = nil, nil
	for _, v := range e.now.Dates {
		e.addDay(v)
	}
	e.addDay(feltbog.FuzzyDate{})
	e.days.Refresh()
}

// addDay adds a field for one more date.
func (e *editor) addDay(v feltbog.FuzzyDate) {
	d := widgets.NewDateField(func(text string) (feltbog.FuzzyDate, error) {
		return feltbog.ParseFuzzyDate(text, e.plan.Year)
	}, i18n.Fuzzy, func(feltbog.FuzzyDate) { e.saveDays() })
	d.SetValue(v)
	e.form.dates = append(e.form.dates, d)
	e.days.Add(d)
	uikit.Name(d.Entry, "project.action.date."+string(rune('0'+min(len(e.form.dates), 9))))
}

// written are the dates that stand in the fields.
func (e *editor) written() []feltbog.FuzzyDate {
	var all []feltbog.FuzzyDate
	for _, d := range e.form.dates {
		if v, _ := d.Value(); !v.IsZero() {
			all = append(all, v)
		}
	}
	return all
}

// saveDays saves all dates together and makes room for one more.
func (e *editor) saveDays() {
	all := e.written()
	if n := len(e.form.dates); n > 0 && e.form.dates[n-1].Entry.Text != "" {
		e.addDay(feltbog.FuzzyDate{})
		e.days.Refresh()
	}
	e.save(func(a *feltbog.PlanAction) { a.Dates = all })
}

// reason asks why something agreed was changed. It may be left empty: the line of the change log is there already.
type reason struct {
	e     *editor
	box   *fyne.Container
	entry *widgets.Entry
	line  feltbog.ID
}

func newReason(e *editor) *reason {
	r := &reason{e: e, entry: uikit.Name(widgets.NewTextArea("", 2), "project.action.reason")}
	r.entry.Left = r.leave
	ask := widgets.Field(i18n.T("project.reason"), r.entry, i18n.T("project.reason.help"))
	r.box = container.NewStack(widgets.NewBox(theme.AccentSoft, "", theme.RadiusField), widgets.Pad(ask, theme.Gap12, theme.Gap12, theme.Gap12, theme.Gap12))
	r.box.Hide()
	return r
}

// ask shows the question, if the action is still open.
func (r *reason) ask(action, line feltbog.ID) {
	if r.e.id != action {
		return
	}
	r.leave()
	r.line = line
	r.entry.SetText("")
	r.box.Show()
	r.e.body.Refresh()
}

func (r *reason) hide() {
	r.line = feltbog.ID{}
	r.entry.SetText("")
	r.box.Hide()
}

// leave saves the reason.
func (r *reason) leave() {
	text, line := r.entry.Text, r.line
	if text == "" || line.IsZero() {
		return
	}
	r.hide()
	r.e.body.Refresh()
	r.e.s.act(func(ctx context.Context) error { return r.e.s.uses.GiveReason(ctx, line, text) })
}

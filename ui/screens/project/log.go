package project

import (
	"context"
	"strconv"
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

// logPart is the change log of the plan: what was changed, why, when and by whom.
type logPart struct {
	s     *Screen
	box   *fyne.Container
	of    feltbog.ID // only of this action; zero: of the whole plan
	only  *fyne.Container
	lines *fyne.Container
	form  form
	ids   []feltbog.ID
	what  *widgets.Entry
	why   *widgets.Entry
}

func newLogPart(s *Screen) *logPart {
	p := &logPart{s: s, form: form{s: s}, only: widgets.Row(theme.Gap12), lines: widgets.Column(theme.Gap12)}
	p.what = uikit.Name(widgets.NewEntry(i18n.T("project.log.what")), "project.log.what")
	p.why = uikit.Name(widgets.NewEntry(i18n.T("project.log.why")), "project.log.why")
	p.what.Enter = p.add
	p.why.Enter = p.add
	add := uikit.Name(widgets.NewButton(i18n.T("project.log.add"), "plus", p.add), "project.log.add")
	write := widgets.Card(widgets.Column(theme.Gap12, widgets.Label(i18n.T("project.log.new")), widgets.Tall(p.what), widgets.Tall(p.why),
		widgets.Row(0, widgets.Spacer(), add)))
	all := widgets.AtMost(widgets.Column(theme.Gap12, write, p.only, p.lines), 760)
	p.box = container.NewStack(scrolled(all))
	p.only.Hide()
	return p
}

// add writes a line by hand.
func (p *logPart) add() {
	what, why, of := strings.TrimSpace(p.what.Text), strings.TrimSpace(p.why.Text), p.of
	if what == "" {
		p.s.host.Window().Canvas().Focus(p.what)
		return
	}
	p.what.SetText("")
	p.why.SetText("")
	p.s.act(func(ctx context.Context) error { return p.s.uses.AddPlanChange(ctx, of, what, why) })
}

// leave saves what was written: a reason in a line, or a whole new line.
func (p *logPart) leave() {
	p.form.leave()
	if strings.TrimSpace(p.what.Text) != "" {
		p.add()
	}
}

// set shows the lines, newest first.
func (p *logPart) set(lines []app.PlanChange) {
	p.only.Hidden = p.of.IsZero()
	if !p.of.IsZero() {
		name := ""
		if len(lines) > 0 {
			name = lines[0].What
		}
		p.only.Objects = []fyne.CanvasObject{widgets.NewText(i18n.T("project.log.only", "action", name), theme.Small, theme.Ink2), widgets.Spacer(),
			uikit.Name(widgets.NewLink(i18n.T("project.log.all"), func() { p.s.openLog(feltbog.ID{}) }), "project.log.all")}
	}
	same := len(lines) == len(p.ids) && len(lines) > 0
	for i := range lines {
		same = same && p.ids[i] == lines[i].ID
	}
	if !same {
		p.form.leave()
		p.form.fields, p.ids, p.lines.Objects = nil, nil, nil
		for i, l := range lines {
			p.ids = append(p.ids, l.ID)
			p.lines.Add(p.line(i, l))
		}
		if len(lines) == 0 {
			p.lines.Add(widgets.NewEmpty("clock", i18n.T("project.log.empty"), nil))
		}
	}
	for i, l := range lines {
		p.form.fields[i].set(l.Reason)
	}
	p.box.Refresh()
}

// line is one change: when and who, what, and why, which can be written later.
func (p *logPart) line(i int, l app.PlanChange) fyne.CanvasObject {
	id := l.ID
	meta := capital(i18n.Fuzzy(l.Date))
	if l.Who != "" {
		meta = i18n.T("project.log.meta", "date", meta, "who", l.Who)
	}
	why := p.form.bare("project.log.reason."+strconv.Itoa(i+1), i18n.T("project.log.why"), func(v string) func(context.Context) error {
		return func(ctx context.Context) error { return p.s.uses.GiveReason(ctx, id, v) }
	})
	c := widgets.Column(theme.Gap4, widgets.Quiet(meta))
	if l.What != "" {
		c.Add(widgets.Plain(l.What).Bold())
	}
	c.Add(widgets.Plain(l.Text))
	c.Add(why.box)
	return widgets.Card(c)
}

package project

import (
	"context"
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

// teamPart is who works on the project, and what this machine is called.
type teamPart struct {
	s       *Screen
	box     *fyne.Container
	form    form
	members *fyne.Container
	rows    []memberRow
	shown   string // who stands there, and who may write what
	machine *field
	others  *widgets.Text
}

// memberRow is one member.
type memberRow struct {
	id            feltbog.ID
	name, workers *field
	role          *widgets.Select
}

func newTeamPart(s *Screen) *teamPart {
	p := &teamPart{s: s, form: form{s: s}, members: widgets.Column(theme.Gap12), others: widgets.Quiet("")}
	p.machine = p.form.text("project.device", i18n.T("project.device"), i18n.T("project.device.help"), 1, func(v string) func(context.Context) error {
		return func(ctx context.Context) error { return s.uses.NameDevice(ctx, v) }
	})
	all := widgets.Column(theme.Gap12, p.members,
		widgets.Card(widgets.Column(theme.Gap16, widgets.Headed(i18n.T("project.machine")), p.machine.box, p.others)))
	p.box = container.NewStack(scrolled(widgets.AtMost(all, 760)))
	return p
}

// set shows the team. The fields are made anew when others stand there than before.
func (p *teamPart) set(t app.Team) {
	who := ""
	for _, m := range t.Members {
		who += m.ID.String()
	}
	if t.Coordinator {
		who += "*"
	}
	if who != p.shown {
		p.form.leave()
		p.shown, p.rows, p.members.Objects = who, nil, nil
		p.form.fields = p.form.fields[:1] // the machine's
		for _, m := range t.Members {
			p.members.Add(p.member(m, t))
		}
		p.members.Refresh()
	}
	for _, r := range p.rows {
		for _, m := range t.Members {
			if m.ID == r.id {
				r.name.set(m.Name)
				r.workers.set(m.Organisation)
				r.role.SetSelected(string(m.Role))
			}
		}
	}
	p.machine.set(t.Device.Name)
	var others []string
	for _, d := range t.Devices {
		if d.ID != t.Device.ID && d.Name != "" {
			others = append(others, d.Name)
		}
	}
	p.others.Hidden = len(others) == 0
	p.others.SetText(i18n.T("project.devices", "names", strings.Join(others, ", ")))
}

// member is the card of one member: fields for who may write in them, words for the others.
func (p *teamPart) member(m feltbog.Member, t app.Team) fyne.CanvasObject {
	id, at := m.ID, "project.member."+m.ID.String()
	own := m.ID == t.Own
	if own {
		at = "project.member.own"
	}
	edit := func(of func(*feltbog.Member) *string) saving {
		return func(v string) func(context.Context) error {
			return func(ctx context.Context) error {
				return p.s.uses.EditMember(ctx, id, func(r *feltbog.Member) { *of(r) = v })
			}
		}
	}
	role := func(v feltbog.MemberRole) string { return i18n.T("project.role." + string(v)) }
	if !own && !t.Coordinator {
		return widgets.Card(widgets.Column(theme.Gap4, widgets.Plain(m.Name).Bold(),
			widgets.Quiet(strings.Trim(role(m.Role)+" · "+m.Organisation, " ·"))))
	}
	row := memberRow{id: id,
		name:    p.form.text(at+".name", i18n.T("project.member.name"), "", 1, edit(func(r *feltbog.Member) *string { return &r.Name })),
		workers: p.form.text(at+".organisation", i18n.T("project.member.organisation"), "", 1, edit(func(r *feltbog.Member) *string { return &r.Organisation }))}
	var roles []widgets.Option
	for _, v := range feltbog.MemberRoles() {
		roles = append(roles, widgets.Option{Value: string(v), Text: role(v)})
	}
	row.role = uikit.Name(widgets.NewSelect(roles, string(m.Role), func(v string) {
		p.s.host.Act(func(ctx context.Context) error {
			return p.s.uses.EditMember(ctx, id, func(r *feltbog.Member) { r.Role = feltbog.MemberRole(v) })
		}, p.s.reload)
		row.role.SetSelected(string(m.Role)) // until it has been allowed
	}), at+".role")
	row.role.SetEnabled(t.Coordinator)
	p.rows = append(p.rows, row)
	title := i18n.T("project.member")
	if own {
		title = i18n.T("project.member.own")
	}
	return widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(title),
		widgets.Columns(theme.Gap16, []float32{1, 1}, row.name.box, row.workers.box),
		widgets.Field(i18n.T("project.member.role"), row.role, i18n.T("project.member.role.help"))))
}

package session

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// more is what one seldom changes about a session: what it is called, when it is, who of the team does what, more
// participants, the principles it serves, what was agreed with the place, and how an observer looks.
type more struct {
	f             *form
	title         *widgets.Entry
	time          *widgets.DateField
	access        *widgets.Entry
	roles         []*widgets.Select // of the members, in their order
	people        []feltbog.ID
	chips         *fyne.Container
	add           *widgets.Select
	principles    []*widgets.Check
	participation *widgets.Select
	focus         *widgets.Select
	looks         *fyne.Container
	box           *fyne.Container
}

func newMore(f *form) *more {
	m := &more{f: f, people: slices.Clone(f.c.Last.Participants), chips: widgets.Flow(theme.Gap8)}
	m.title = uikit.Name(widgets.NewEntry(i18n.T("session.new.title.prompt")), "session.new.title")
	m.title.SetText(f.c.Last.Title)
	m.title.Enter = f.done
	m.time = widgets.NewDateField(func(text string) (feltbog.FuzzyDate, error) { return f.deps.ParseDate(context.Background(), text) }, i18n.Fuzzy, nil)
	m.time.Help = i18n.T("session.new.time.help")
	uikit.Name(m.time.Entry, "session.new.time")
	if !f.c.Last.Time.IsZero() {
		m.time.SetValue(f.c.Last.Time)
	}
	m.access = uikit.Name(widgets.NewTextArea(i18n.T("session.new.access.prompt"), 2), "session.new.access")
	m.access.SetText(f.c.Last.Access)
	m.add = uikit.Name(widgets.NewSelect(nil, "", m.join), "session.new.join")
	m.showPeople()
	m.looks = m.observer()
	m.box = widgets.Column(theme.Gap16, widgets.Rule(),
		widgets.Columns(theme.Gap12, []float32{3, 2}, widgets.Field(i18n.T("session.new.title"), widgets.Tall(m.title), ""), widgets.Field(i18n.T("session.new.time"), m.time, "")),
		widgets.Column(6, widgets.Label(i18n.T("session.new.people")), m.chips, m.add), m.team(), m.served(), m.looks,
		widgets.Field(i18n.T("session.new.access"), m.access, ""))
	return m
}

// fit shows what the type asks for.
func (m *more) fit(kind feltbog.SessionType) {
	m.looks.Hidden = kind != feltbog.FieldVisit && kind != feltbog.EthnoRaid
}

// team is what each member does.
func (m *more) team() fyne.CanvasObject {
	box := widgets.Column(6, widgets.Label(i18n.T("session.new.team")))
	roles := []widgets.Option{{Text: i18n.T("session.new.role.none")}}
	for _, r := range feltbog.FieldRoles() {
		roles = append(roles, widgets.Option{Value: string(r), Text: i18n.Upper(i18n.Choice("field_role", string(r)))})
	}
	for i, member := range m.f.c.Members {
		role := ""
		if m.f.old == nil && len(m.f.c.Last.Team) == 0 && member.ID == m.f.c.Me {
			role = string(feltbog.Interviewer)
		}
		for _, t := range m.f.c.Last.Team {
			if t.Member == member.ID {
				role = string(t.Role)
			}
		}
		s := uikit.Name(widgets.NewSelect(roles, role, nil), "session.new.role."+i18n.Number(i+1))
		m.roles = append(m.roles, s)
		box.Add(widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Pad(widgets.Plain(member.Name), theme.Gap12, 0, 0, 0), s))
	}
	return box
}

// served are the principles that the session serves.
func (m *more) served() fyne.CanvasObject {
	box := widgets.Column(0, widgets.Label(i18n.T("session.new.principles")))
	for _, p := range m.f.c.Principles {
		c := widgets.NewCheck(p.Name, slices.Contains(m.f.c.Last.Principles, p.ID), nil)
		m.principles = append(m.principles, c)
		box.Add(c)
	}
	box.Hidden = len(m.principles) == 0
	return box
}

// observer is how far one takes part, and how wide one looks.
func (m *more) observer() *fyne.Container {
	parts, wide := []widgets.Option{{Text: i18n.T("session.new.role.unsaid")}}, []widgets.Option{{Text: i18n.T("session.new.role.unsaid")}}
	for _, v := range feltbog.Participations() {
		parts = append(parts, widgets.Option{Value: string(v), Text: i18n.Upper(i18n.Choice("participation", string(v)))})
	}
	for _, v := range feltbog.Focuses() {
		wide = append(wide, widgets.Option{Value: string(v), Text: i18n.Upper(i18n.Choice("focus", string(v)))})
	}
	m.participation = uikit.Name(widgets.NewSelect(parts, string(m.f.c.Last.Participation), nil), "session.new.participation")
	m.focus = uikit.Name(widgets.NewSelect(wide, string(m.f.c.Last.Focus), nil), "session.new.focus")
	return widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("session.new.participation"), m.participation, ""), widgets.Field(i18n.T("session.new.focus"), m.focus, ""))
}

// join adds somebody.
func (m *more) join(value string) {
	if id, err := feltbog.ParseID(value); err == nil && value != "" && !slices.Contains(m.people, id) {
		m.people = append(m.people, id)
	}
	m.showPeople()
}

// showPeople shows who is added, and who can be.
func (m *more) showPeople() {
	m.chips.Objects = nil
	options := []widgets.Option{{Text: i18n.T("session.new.join")}}
	for _, p := range m.f.c.People {
		if !slices.Contains(m.people, p.ID) {
			options = append(options, widgets.Option{Value: p.ID.String(), Text: p.Name})
			continue
		}
		tag := widgets.NewQuickTag(p.Name, "", func() {
			m.people = slices.DeleteFunc(m.people, func(id feltbog.ID) bool { return id == p.ID })
			m.showPeople()
		})
		tag.State = widgets.TagOn
		m.chips.Add(tag)
	}
	m.add.SetOptions(options)
	m.add.SetSelected("")
	m.chips.Hidden = len(m.chips.Objects) == 0
	m.chips.Refresh()
	if m.f.body != nil {
		m.f.body.Refresh()
	}
}

// read puts what was chosen into a session, and reports whether all of it can be understood.
func (m *more) read(n *app.NewSession) bool {
	time, err := m.time.Value()
	if err != nil { // why stands below the field
		m.box.Show()
		m.f.host.Window().Canvas().Focus(m.time.Entry)
		return false
	}
	n.Title, n.Time, n.Access, n.Participants = strings.TrimSpace(m.title.Text), time, strings.TrimSpace(m.access.Text), m.people
	for i, s := range m.roles {
		if s.Selected() != "" {
			n.Team = append(n.Team, feltbog.TeamRole{Member: m.f.c.Members[i].ID, Role: feltbog.FieldRole(s.Selected())})
		}
	}
	for i, c := range m.principles {
		if c.On() {
			n.Principles = append(n.Principles, m.f.c.Principles[i].ID)
		}
	}
	if !m.looks.Hidden {
		n.Participation, n.Focus = feltbog.Participation(m.participation.Selected()), feltbog.Focus(m.focus.Selected())
	}
	return true
}

package people

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

// page is the participant in front: a card of the team, one of the register, one of consent, one of what there is.
type page struct {
	s     *Screen
	now   app.PersonPage
	badge *widgets.Badge
	title *widgets.Text
	state *widgets.Chip
	back  *widgets.Button
	way   *fyne.Container // back to the list

	team        []*field
	perspective *widgets.Select
	age         *widgets.Select
	register    *registerCard
	consent     *consentCard
	met         *fyne.Container
	scroll      *container.Scroll
	hint        fyne.CanvasObject
	all         *fyne.Container
}

func newPage(s *Screen) *page {
	p := &page{s: s, badge: widgets.NewBadge(widgets.RoleOf(""), widgets.Heard, 32), title: widgets.Titled(""), state: widgets.NewChip("", widgets.Neutral, ""), met: widgets.Column(0)}
	p.back = uikit.Name(widgets.NewLink(i18n.T("people.all"), func() { s.host.Open(screen.Route{Place: screen.Field, Part: Part}) }), "people.back")
	text := func(name string, rows int, of func(*feltbog.Participant) *string) fyne.CanvasObject {
		f := newField(s, "people."+name, i18n.FieldName(name), rows, func(v string) func(context.Context) error {
			return p.edit(func(r *feltbog.Participant) { *of(r) = v })
		})
		p.team = append(p.team, f)
		return f.box
	}
	p.perspective = uikit.Name(widgets.NewSelect(perspectives(), "", func(v string) {
		p.choose(func(r *feltbog.Participant) { r.Perspective = feltbog.Perspective(v) })
	}), "people.perspective")
	p.age = uikit.Name(widgets.NewSelect(ages(), "", func(v string) { p.choose(func(r *feltbog.Participant) { r.AgeGroup = feltbog.AgeGroup(v) }) }), "people.age_group")
	team := widgets.Card(widgets.Column(theme.Gap16, widgets.Headed(i18n.T("people.team")), widgets.Quiet(i18n.T("people.team.help")),
		widgets.Columns(theme.Gap16, []float32{1, 1}, text("pseudonym", 1, func(r *feltbog.Participant) *string { return &r.Pseudonym }),
			widgets.Field(i18n.FieldName("perspective"), p.perspective, "")),
		widgets.Columns(theme.Gap16, []float32{1, 1}, text("descriptor", 1, func(r *feltbog.Participant) *string { return &r.Descriptor }),
			widgets.Field(i18n.FieldName("age_group"), p.age, "")),
		text("note", 2, func(r *feltbog.Participant) *string { return &r.Note })))
	p.register, p.consent = newRegisterCard(s, p), newConsentCard(s, p)
	met := widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("people.met.title")), p.met))
	p.scroll = container.NewVScroll(widgets.Pad(widgets.AtMost(widgets.Column(theme.Gap16, p.consent.box, team, p.register.box, met), 860), 2, theme.Gap16, theme.Gap20, 2))
	p.way = widgets.Row(0, p.back, widgets.Spacer())
	head := widgets.Pad(widgets.Column(theme.Gap8, p.way, widgets.Row(theme.Gap12, p.badge, p.title.Line(), p.state, widgets.Spacer())), 0, 0, theme.Gap16, 0)
	p.hint = widgets.NewEmpty("person", i18n.T("people.hint"), nil)
	p.all = container.NewStack(container.NewBorder(head, nil, nil, nil, p.scroll), p.hint)
	p.empty()
	return p
}

// empty shows nobody.
func (p *page) empty() {
	p.leave()
	p.now = app.PersonPage{}
	p.all.Objects[0].Hide()
	p.hint.Show()
}

func (p *page) show(now app.PersonPage) {
	another := now.Person.ID != p.now.Person.ID
	p.now = now
	r := now.Person
	p.badge.Set(widgets.RoleOf(string(r.Perspective)), widgets.Heard)
	p.title.SetText(r.Pseudonym)
	tone, icon := look(now.Line.Consent)
	p.state.Set(i18n.T("people.consent."+string(now.Line.Consent)), tone, icon)
	p.way.Hidden = !p.s.split.narrow
	for i, v := range []string{r.Pseudonym, r.Descriptor, r.Note} {
		p.team[i].set(v, another)
	}
	p.perspective.SetSelected(string(r.Perspective))
	p.age.SetSelected(string(r.AgeGroup))
	p.register.show(now, another)
	p.consent.show(now)
	p.met.Objects = p.sessions(now)
	p.met.Refresh()
	if another {
		p.scroll.ScrollToTop()
	}
	p.hint.Hide()
	p.all.Objects[0].Show()
	p.all.Refresh()
}

// sessions lists when and where one met; a tap opens it.
func (p *page) sessions(now app.PersonPage) []fyne.CanvasObject {
	if len(now.Sessions) == 0 {
		return []fyne.CanvasObject{widgets.Quiet(i18n.T("people.met.none"))}
	}
	all := []fyne.CanvasObject{widgets.Quiet(i18n.N("people.notes", now.Notes))}
	for _, m := range now.Sessions {
		text := i18n.T("people.session", "day", i18n.Moment(m.Started.Time().Local()), "type", i18n.Choice("session_type", string(m.Type)))
		if m.Place != "" {
			text = i18n.T("people.session.at", "session", text, "place", m.Place)
		}
		all = append(all, widgets.NewLink(text, func() { p.s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: m.ID}) }))
	}
	return all
}

// edit changes what the team knows.
func (p *page) edit(f func(*feltbog.Participant)) func(context.Context) error {
	id := p.now.Person.ID
	return func(ctx context.Context) error { return p.s.deps.EditParticipant(ctx, id, f) }
}

func (p *page) choose(f func(*feltbog.Participant)) {
	if !p.now.Person.ID.IsZero() {
		p.s.host.Act(p.edit(f), p.s.reload)
	}
}

// leave keeps what was written and not left yet.
func (p *page) leave() {
	for _, f := range p.team {
		f.leave()
	}
	if p.register != nil {
		p.register.leave()
	}
}

// focus goes to the first field.
func (p *page) focus() { p.s.host.Window().Canvas().Focus(p.team[0].entry) }

func perspectives() []widgets.Option {
	var all []widgets.Option
	for _, v := range feltbog.Perspectives() {
		all = append(all, widgets.Option{Value: string(v), Text: i18n.Upper(i18n.Choice("perspective", string(v)))})
	}
	return all
}

func ages() []widgets.Option {
	all := []widgets.Option{{Text: i18n.T("people.age.unknown")}}
	for _, v := range feltbog.AgeGroups() {
		all = append(all, widgets.Option{Value: string(v), Text: i18n.Upper(i18n.Choice("age_group", string(v)))})
	}
	return all
}

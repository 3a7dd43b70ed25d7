package session

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Beginner are the use cases of the dialog that begins a session, or changes what is known of one.
type Beginner interface {
	SessionChoices(ctx context.Context) (app.SessionChoices, error)
	StartSession(ctx context.Context, n app.NewSession) (feltbog.ID, error)
	NextPerson(ctx context.Context, session feltbog.ID, of feltbog.Perspective) (feltbog.ID, string, error)
	SessionPage(ctx context.Context, id feltbog.ID) (app.SessionPage, error)
	EditSessionAt(ctx context.Context, id feltbog.ID, place string, f func(*feltbog.Session)) error
	ParseDate(ctx context.Context, text string) (feltbog.FuzzyDate, error)
}

// begun are the types of session that one begins here; the others come from their own places.
var begun = []feltbog.SessionType{feltbog.KitchenTable, feltbog.Interview, feltbog.GroupTalk, feltbog.EthnoRaid, feltbog.FieldVisit}

// newPerson is the choice of somebody nobody has met yet.
const newPerson = "new"

// Begin shows the dialog that begins a session: everything stands as the last time, and Enter starts.
func Begin(host screen.Host, deps Beginner) {
	var c app.SessionChoices
	host.Act(func(ctx context.Context) (err error) {
		c, err = deps.SessionChoices(ctx)
		return err
	}, func() { newForm(host, deps, c, nil).show() })
}

// Edit shows the same dialog for a session that is there.
func Edit(host screen.Host, deps Beginner, id feltbog.ID) {
	var c app.SessionChoices
	var page app.SessionPage
	host.Act(func(ctx context.Context) (err error) {
		if page, err = deps.SessionPage(ctx, id); err == nil {
			c, err = deps.SessionChoices(ctx)
		}
		return err
	}, func() {
		s := page.Session
		c.PlaceName = page.Place
		c.Last = app.NewSession{Type: s.Type, Title: s.Title, Time: s.Time, Team: s.Team, Participants: s.Participants, Principles: s.Principles,
			Questions: s.Questions, Purpose: s.Purpose, Access: s.Access, Participation: s.Participation, Focus: s.Focus}
		newForm(host, deps, c, &s).show()
	})
}

// form is the dialog.
type form struct {
	host       screen.Host
	deps       Beginner
	c          app.SessionChoices
	old        *feltbog.Session // that is changed; nil: one begins
	kind       *widgets.Select
	guide      *widgets.Select
	place      *widgets.Entry
	places     *places
	person     *widgets.Select
	of         *widgets.Select
	questions  *widgets.Entry
	purpose    *widgets.Entry
	asks, meet *fyne.Container
	more       *more
	opened     *widgets.Button
	body       *fyne.Container
}

func newForm(host screen.Host, deps Beginner, c app.SessionChoices, old *feltbog.Session) *form {
	f := &form{host: host, deps: deps, c: c, old: old}
	var types []widgets.Option
	for _, t := range begun {
		types = append(types, widgets.Option{Value: string(t), Text: i18n.Upper(i18n.Choice("session_type", string(t)))})
	}
	if !slices.Contains(begun, c.Last.Type) {
		if old == nil { // the last one was of a type that begins elsewhere
			f.c.Last.Type = feltbog.KitchenTable
		} else {
			types = append(types, widgets.Option{Value: string(old.Type), Text: i18n.Upper(i18n.Choice("session_type", string(old.Type)))})
		}
	}
	f.kind = uikit.Name(widgets.NewSelect(types, string(f.c.Last.Type), func(string) { f.fit() }), "session.new.type")
	guides := []widgets.Option{{Value: "", Text: i18n.T("session.new.no_guide")}}
	for _, g := range c.Guides {
		guides = append(guides, widgets.Option{Value: g.ID.String(), Text: g.Name})
	}
	last := ""
	if !c.Guide.IsZero() {
		last = c.Guide.String()
	}
	f.guide = uikit.Name(widgets.NewSelect(guides, last, func(string) { f.fit() }), "session.new.guide")
	f.place = uikit.Name(widgets.NewEntry(i18n.T("session.new.place.prompt")), "session.new.place")
	f.place.SetText(c.PlaceName)
	f.place.Enter = f.done
	f.places = offerPlaces(f.place, c.Places, func() {
		if f.body != nil {
			f.body.Refresh()
		}
	})
	people := []widgets.Option{{Value: newPerson, Text: i18n.T("session.new.person.new")}}
	for _, p := range c.People {
		people = append(people, widgets.Option{Value: p.ID.String(), Text: p.Name})
	}
	people = append(people, widgets.Option{Value: "", Text: i18n.T("session.new.person.none")})
	f.person = uikit.Name(widgets.NewSelect(people, newPerson, func(string) { f.fit() }), "session.new.person")
	f.of = uikit.Name(widgets.NewSelect(views(), string(feltbog.Citizen), nil), "session.new.perspective")
	f.questions = uikit.Name(widgets.NewTextArea(i18n.T("session.new.questions.prompt"), 3), "session.new.questions")
	f.questions.SetText(strings.Join(c.Last.Questions, "\n"))
	f.purpose = uikit.Name(widgets.NewEntry(i18n.T("session.new.purpose.prompt")), "session.new.purpose")
	f.purpose.Enter = f.done
	if old != nil {
		f.purpose.SetText(c.Last.Purpose)
	}
	f.asks = widgets.Field(i18n.T("session.new.questions"), f.questions, "")
	f.meet = widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("session.new.person"), f.person, ""),
		widgets.Field(i18n.T("session.new.perspective"), f.of, ""))
	f.more = newMore(f)
	f.more.box.Hidden = old == nil
	f.opened = uikit.Name(widgets.NewLink(i18n.T("session.new.more"), func() {
		f.more.box.Show()
		f.opened.Hide()
		f.body.Refresh()
	}), "session.new.more")
	f.opened.Hidden = old != nil
	f.fit()
	return f
}

func views() []widgets.Option {
	var all []widgets.Option
	for _, p := range feltbog.Perspectives() {
		all = append(all, widgets.Option{Value: string(p), Text: i18n.Upper(i18n.Choice("perspective", string(p)))})
	}
	return all
}

// fit shows what the type asks for.
func (f *form) fit() {
	kind := feltbog.SessionType(f.kind.Selected())
	f.asks.Hidden = kind != feltbog.EthnoRaid || f.guide.Selected() != "" && f.old == nil || f.old != nil && !f.old.GuideVersion.IsZero()
	f.meet.Hidden = kind == feltbog.FieldVisit || f.old != nil
	f.of.SetEnabled(f.person.Selected() == newPerson)
	f.more.fit(kind)
}

func (f *form) show() {
	title, do := i18n.T("session.new"), i18n.T("session.new.start")
	first := fyne.CanvasObject(widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("session.new.type"), f.kind, ""), widgets.Field(i18n.T("session.new.guide"), f.guide, "")))
	if f.old != nil { // a session keeps the guide it was asked by
		title, do = i18n.T("session.edit"), i18n.T("session.edit.save")
		first = widgets.Field(i18n.T("session.new.type"), f.kind, "")
	}
	f.body = widgets.Column(theme.Gap12, first, widgets.Column(6, widgets.Field(i18n.T("session.new.place"), widgets.Tall(f.place), ""), f.places.box), f.meet, f.asks,
		widgets.Field(i18n.T("session.new.purpose"), widgets.Tall(f.purpose), ""), widgets.Row(0, f.opened, widgets.Spacer()), f.more.box)
	f.host.Show(screen.Dialog{Name: "session", Title: title, Width: 680, First: f.place,
		Content: widgets.Pad(f.body, 2, theme.Gap12, 2, 2),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("project.cancel"), "", f.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(do, "", f.done), "session.new.start")}})
}

// done begins the session, or changes it.
func (f *form) done() {
	if f.old != nil {
		f.save()
		return
	}
	f.start()
}

// start begins the session and opens it.
func (f *form) start() {
	n := app.NewSession{Type: feltbog.SessionType(f.kind.Selected()), PlaceName: f.place.Text, Purpose: strings.TrimSpace(f.purpose.Text)}
	if !f.more.read(&n) {
		return
	}
	n.Guide, _ = feltbog.ParseID(f.guide.Selected())
	if n.Guide.IsZero() && n.Type == feltbog.EthnoRaid {
		n.Questions = strings.Split(f.questions.Text, "\n")
	}
	whom, of := f.person.Selected(), feltbog.Perspective(f.of.Selected())
	if n.Type == feltbog.FieldVisit {
		whom = ""
	}
	if id, err := feltbog.ParseID(whom); err == nil && whom != "" && !slices.Contains(n.Participants, id) {
		n.Participants = append([]feltbog.ID{id}, n.Participants...)
	}
	f.host.CloseDialog()
	var id feltbog.ID
	var code string
	f.host.Act(func(ctx context.Context) (err error) {
		if id, err = f.deps.StartSession(ctx, n); err != nil || whom != newPerson {
			return err
		}
		_, code, err = f.deps.NextPerson(ctx, id, of)
		return err
	}, func() {
		trace.Event("started.session", "type", string(n.Type), "code", code)
		f.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: id})
	})
}

// save changes what is known of the session.
func (f *form) save() {
	n := app.NewSession{Type: feltbog.SessionType(f.kind.Selected()), Purpose: strings.TrimSpace(f.purpose.Text)}
	if !f.more.read(&n) {
		return
	}
	var questions []string
	for _, q := range strings.Split(f.questions.Text, "\n") {
		if q = strings.TrimSpace(q); q != "" {
			questions = append(questions, q)
		}
	}
	id, place, ask := f.old.ID, f.place.Text, !f.asks.Hidden
	f.host.CloseDialog()
	f.host.Act(func(ctx context.Context) error {
		return f.deps.EditSessionAt(ctx, id, place, func(s *feltbog.Session) {
			s.Type, s.Title, s.Time, s.Team, s.Participants, s.Principles = n.Type, n.Title, n.Time, n.Team, n.Participants, n.Principles
			s.Purpose, s.Access, s.Participation, s.Focus = n.Purpose, n.Access, n.Participation, n.Focus
			if ask {
				s.Questions = questions
			}
		})
	}, func() { trace.Event("saved", "kind", string(feltbog.KindSession)) })
}

package session

import (
	"context"
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

// Beginner are the use cases of the dialog that begins a session.
type Beginner interface {
	SessionChoices(ctx context.Context) (app.SessionChoices, error)
	StartSession(ctx context.Context, n app.NewSession) (feltbog.ID, error)
	NextPerson(ctx context.Context, session feltbog.ID, of feltbog.Perspective) (feltbog.ID, string, error)
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
	}, func() { newForm(host, deps, c).show() })
}

// form is the dialog.
type form struct {
	host       screen.Host
	deps       Beginner
	c          app.SessionChoices
	kind       *widgets.Select
	guide      *widgets.Select
	place      *widgets.Entry
	person     *widgets.Select
	of         *widgets.Select
	questions  *widgets.Entry
	purpose    *widgets.Entry
	asks, meet *fyne.Container
}

func newForm(host screen.Host, deps Beginner, c app.SessionChoices) *form {
	f := &form{host: host, deps: deps, c: c}
	var types []widgets.Option
	for _, t := range begun {
		types = append(types, widgets.Option{Value: string(t), Text: i18n.Upper(i18n.Choice("session_type", string(t)))})
	}
	f.kind = uikit.Name(widgets.NewSelect(types, string(c.Last.Type), func(string) { f.fit() }), "session.new.type")
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
	f.place.Enter = f.start
	people := []widgets.Option{{Value: newPerson, Text: i18n.T("session.new.person.new")}}
	for _, p := range c.People {
		people = append(people, widgets.Option{Value: p.ID.String(), Text: p.Name})
	}
	people = append(people, widgets.Option{Value: "", Text: i18n.T("session.new.person.none")})
	f.person = uikit.Name(widgets.NewSelect(people, newPerson, func(string) { f.fit() }), "session.new.person")
	var views []widgets.Option
	for _, p := range feltbog.Perspectives() {
		views = append(views, widgets.Option{Value: string(p), Text: i18n.Upper(i18n.Choice("perspective", string(p)))})
	}
	f.of = uikit.Name(widgets.NewSelect(views, string(feltbog.Citizen), nil), "session.new.perspective")
	f.questions = uikit.Name(widgets.NewTextArea(i18n.T("session.new.questions.prompt"), 3), "session.new.questions")
	f.questions.SetText(strings.Join(c.Last.Questions, "\n"))
	f.purpose = uikit.Name(widgets.NewEntry(i18n.T("session.new.purpose.prompt")), "session.new.purpose")
	f.purpose.Enter = f.start
	f.asks = widgets.Field(i18n.T("session.new.questions"), f.questions, "")
	f.meet = widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("session.new.person"), f.person, ""),
		widgets.Field(i18n.T("session.new.perspective"), f.of, ""))
	f.fit()
	return f
}

// fit shows what the type asks for.
func (f *form) fit() {
	f.asks.Hidden = feltbog.SessionType(f.kind.Selected()) != feltbog.EthnoRaid || f.guide.Selected() != ""
	f.meet.Hidden = feltbog.SessionType(f.kind.Selected()) == feltbog.FieldVisit
	f.of.SetEnabled(f.person.Selected() == newPerson)
}

func (f *form) show() {
	f.host.Show(screen.Dialog{Name: "session", Title: i18n.T("session.new"), Width: 640, First: f.place,
		Content: widgets.Column(theme.Gap12,
			widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("session.new.type"), f.kind, ""), widgets.Field(i18n.T("session.new.guide"), f.guide, "")),
			widgets.Field(i18n.T("session.new.place"), widgets.Tall(f.place), ""), f.meet, f.asks,
			widgets.Field(i18n.T("session.new.purpose"), widgets.Tall(f.purpose), "")),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("project.cancel"), "", f.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(i18n.T("session.new.start"), "", f.start), "session.new.start")}})
}

// start begins the session and opens it.
func (f *form) start() {
	n := app.NewSession{Type: feltbog.SessionType(f.kind.Selected()), PlaceName: f.place.Text, Team: f.c.Last.Team,
		Principles: f.c.Last.Principles, Purpose: strings.TrimSpace(f.purpose.Text), Participation: f.c.Last.Participation, Focus: f.c.Last.Focus}
	n.Guide, _ = feltbog.ParseID(f.guide.Selected())
	if n.Guide.IsZero() && n.Type == feltbog.EthnoRaid {
		n.Questions = strings.Split(f.questions.Text, "\n")
	}
	whom, of := f.person.Selected(), feltbog.Perspective(f.of.Selected())
	if n.Type == feltbog.FieldVisit {
		whom = ""
	}
	if id, err := feltbog.ParseID(whom); err == nil && whom != "" {
		n.Participants = []feltbog.ID{id}
	}
	f.host.CloseDialog()
	var id feltbog.ID
	f.host.Act(func(ctx context.Context) (err error) {
		if id, err = f.deps.StartSession(ctx, n); err != nil || whom != newPerson {
			return err
		}
		_, _, err = f.deps.NextPerson(ctx, id, of)
		return err
	}, func() {
		trace.Event("started.session", "type", string(n.Type))
		f.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: id})
	})
}

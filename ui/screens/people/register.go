package people

import (
	"context"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// registerCard is who somebody is: the only place of the window where a participant's name stands.
type registerCard struct {
	s      *Screen
	p      *page
	state  *widgets.Message
	secret *widgets.Entry
	unlock *fyne.Container
	fields []*field
	form   *fyne.Container
	papers *fyne.Container
	box    fyne.CanvasObject
}

// identityFields are shown in this order; rows of text.
var identityFields = []struct {
	name string
	rows int
	of   func(*feltbog.Identity) *string
}{
	{"name", 1, func(i *feltbog.Identity) *string { return &i.Name }},
	{"phone", 1, func(i *feltbog.Identity) *string { return &i.Phone }},
	{"email", 1, func(i *feltbog.Identity) *string { return &i.Email }},
	{"address", 2, func(i *feltbog.Identity) *string { return &i.Address }},
	{"guardian", 1, func(i *feltbog.Identity) *string { return &i.Guardian }},
	{"guardian_contact", 1, func(i *feltbog.Identity) *string { return &i.GuardianContact }},
	{"interpreter", 1, func(i *feltbog.Identity) *string { return &i.Interpreter }},
	{"companion", 1, func(i *feltbog.Identity) *string { return &i.Companion }},
	{"needs", 2, func(i *feltbog.Identity) *string { return &i.Needs }},
}

func newRegisterCard(s *Screen, p *page) *registerCard {
	c := &registerCard{s: s, p: p, state: widgets.NewMessage(widgets.Neutral, "lock", "", nil), papers: widgets.Column(theme.Gap4), form: widgets.Column(theme.Gap12)}
	c.secret = uikit.Name(widgets.NewSecret(i18n.T("people.register.passphrase")), "people.register.passphrase")
	c.secret.Enter = c.open
	button := uikit.Name(widgets.NewButton(i18n.T("people.register.unlock"), "open", c.open), "people.register.unlock")
	c.unlock = widgets.Row(theme.Gap12, widgets.AtLeast(widgets.Tall(c.secret), 300, 0), button)
	var boxes []fyne.CanvasObject
	for _, spec := range identityFields {
		f := newField(s, "people.register."+spec.name, i18n.FieldName(spec.name), spec.rows, func(v string) func(context.Context) error {
			id := p.now.Person.ID
			return func(ctx context.Context) error {
				return s.deps.EditIdentity(ctx, id, func(who *feltbog.Identity) { *spec.of(who) = v })
			}
		})
		c.fields = append(c.fields, f)
		boxes = append(boxes, f.box)
	}
	pair := func(a, b int) fyne.CanvasObject {
		return widgets.Columns(theme.Gap16, []float32{1, 1}, boxes[a], boxes[b])
	}
	for _, o := range []fyne.CanvasObject{boxes[0], pair(1, 2), boxes[3], pair(4, 5), pair(6, 7), boxes[8]} {
		c.form.Add(o)
	}
	c.box = widgets.Card(widgets.Column(theme.Gap12, widgets.Row(theme.Gap8, widgets.Icon("lock", theme.Ink2, 20), widgets.Headed(i18n.T("people.register")).Line(), widgets.Spacer()),
		widgets.Quiet(i18n.T("people.register.help")), c.state, c.unlock, c.form, c.papers))
	return c
}

func (c *registerCard) show(now app.PersonPage, another bool) {
	open := now.Register == app.RegisterOpen
	c.unlock.Hidden = now.Register != app.RegisterLocked
	c.form.Hidden = !open
	c.state.Hidden = open
	switch now.Register {
	case app.RegisterLocked:
		c.state.Set(widgets.Neutral, "lock", i18n.T("people.register.locked"))
	case app.RegisterAway:
		c.state.Set(widgets.Neutral, "lock", i18n.T("people.register.away"))
	}
	var who feltbog.Identity
	if now.Identity != nil {
		who = *now.Identity
	}
	for i, spec := range identityFields {
		c.fields[i].set(*spec.of(&who), another)
		if i > 0 { // nothing is kept about somebody without a name
			c.fields[i].box.(*fyne.Container).Hidden = who.Name == ""
		}
	}
	c.papers.Objects = nil
	for n, paper := range now.Papers {
		text := i18n.T("people.paper", "type", i18n.Upper(i18n.Choice("paper_type", string(paper.Type))), "day", i18n.Fuzzy(paper.Signed))
		link := uikit.Name(widgets.NewLink(text, func() { c.read(paper) }), "people.paper."+i18n.Number(n+1))
		c.papers.Add(widgets.Row(theme.Gap8, widgets.Icon("doc", theme.Ink2, 18), link, widgets.Spacer()))
	}
	c.papers.Hidden = !open || len(now.Papers) == 0
	c.box.Refresh()
}

// open unlocks a register with a passphrase of its own.
func (c *registerCard) open() {
	secret := c.secret.Text
	c.secret.SetText("")
	c.s.host.Act(func(ctx context.Context) error { return c.s.deps.UnlockRegister(ctx, secret) }, c.s.reload)
}

// read shows a signed paper with the system's viewer.
func (c *registerCard) read(paper feltbog.Paper) {
	c.s.host.Act(func(ctx context.Context) error {
		path, err := c.s.deps.OpenPaper(ctx, c.s.desk.Desk, paper.File)
		if err == nil {
			err = c.s.desk.View(path)
		}
		return err
	}, nil)
}

func (c *registerCard) leave() {
	for _, f := range c.fields {
		f.leave()
	}
}

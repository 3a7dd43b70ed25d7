package people

import (
	"context"
	"strings"

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

// consentCard is what somebody said yes and no to, question by question.
type consentCard struct {
	s       *Screen
	p       *page
	state   *widgets.Message
	rows    *fyne.Container
	take    *widgets.Button
	history *widgets.Button
	box     fyne.CanvasObject
}

func newConsentCard(s *Screen, p *page) *consentCard {
	c := &consentCard{s: s, p: p, rows: widgets.Column(0), state: widgets.NewMessage(widgets.Amber, "warn", "", nil)}
	form := uikit.Name(widgets.NewPrimary(i18n.T("people.consent.form"), "edit", func() { askConsent(s, p.now) }), "people.consent.form")
	oral := uikit.Name(widgets.NewButton(i18n.T("people.consent.oral"), "ear", c.oral), "people.consent.oral")
	c.take = uikit.Name(widgets.NewButton(i18n.T("people.consent.take"), "withdrawn", func() { askWithdrawal(s, p.now) }), "people.consent.take")
	c.history = uikit.Name(widgets.NewLink(i18n.T("people.consent.history"), c.past), "people.consent.history")
	c.box = widgets.Card(widgets.Column(theme.Gap12, widgets.Headed(i18n.T("people.consent")), widgets.Flow(theme.Gap8, form, oral, c.take), c.state, c.rows,
		widgets.Row(0, c.history, widgets.Spacer())))
	return c
}

func (c *consentCard) show(now app.PersonPage) {
	c.rows.Objects = nil
	answered, unasked := 0, 0
	for _, l := range now.Scopes {
		if l.State == app.NotAsked && len(l.History) == 0 {
			unasked++
			continue
		}
		if answered > 0 {
			c.rows.Add(widgets.Rule())
		}
		answered++
		c.rows.Add(scopeRow(now, l))
	}
	if answered > 0 && unasked > 0 {
		c.rows.Add(widgets.Rule())
		c.rows.Add(widgets.Pad(widgets.Quiet(i18n.N("people.consent.unasked", unasked)), theme.Gap8, 0, 0, 0))
	}
	c.rows.Hidden, c.history.Hidden = answered == 0, answered == 0
	c.take.Enable(now.Line.Consent != app.TakenBack || now.Line.Allowed > 0)
	c.state.Hidden = true
	switch {
	case answered == 0:
		c.say(widgets.Neutral, "info", i18n.T("people.consent.nothing"))
	case now.Line.Consent == app.HalfAllowed:
		c.say(widgets.Amber, "warn", i18n.T("people.consent.half"))
	case now.Line.Consent == app.TakenBack:
		c.say(widgets.Amber, "withdrawn", i18n.T("people.consent.back"))
	}
	c.box.Refresh()
}

func (c *consentCard) say(tone widgets.Tone, icon, text string) {
	c.state.Set(tone, icon, text)
	c.state.Hidden = false
}

// scopeRow is one question: what, the answer, and how it was given.
func scopeRow(now app.PersonPage, l app.ScopeLine) fyne.CanvasObject {
	tone, icon := look(l.State)
	chip := widgets.NewChip(i18n.T("people.answer."+string(l.State)), tone, icon)
	return widgets.Pad(container.NewBorder(nil, nil, nil, container.NewCenter(chip),
		widgets.Column(2, widgets.Plain(i18n.Upper(i18n.Choice("scope", string(l.Scope)))), widgets.Quiet(how(now, l.Newest)))), theme.Gap8, 0, theme.Gap8, 0)
}

// how says of an answer when, in which form and by whom it was given.
func how(now app.PersonPage, a feltbog.Consent) string {
	parts := []string{i18n.Fuzzy(a.From)}
	if a.Form != "" {
		parts = append(parts, i18n.Choice("consent_form", string(a.Form)))
	}
	if a.GivenBy == feltbog.Guardian && a.Form != feltbog.ByGuardian {
		parts = append(parts, i18n.Choice("consent_giver", string(a.GivenBy)))
	}
	for _, letter := range now.Letters {
		if letter.ID == a.Letter {
			parts = append(parts, i18n.T("people.letter", "number", i18n.Number(letter.Number)))
		}
	}
	if !a.Until.IsZero() {
		parts = append(parts, i18n.T("people.until", "day", i18n.Fuzzy(a.Until)))
	}
	for _, m := range now.Team {
		if m.ID == a.Witness {
			parts = append(parts, i18n.T("people.witness", "name", m.Name))
		}
	}
	if a.Note != "" {
		parts = append(parts, a.Note)
	}
	return strings.Join(parts, " · ")
}

// oral notes the short answer that is given in passing.
func (c *consentCard) oral() {
	id := c.p.now.Person.ID
	c.s.host.Act(func(ctx context.Context) error { return c.s.deps.NoteOralConsent(ctx, id, true) }, func() {
		c.s.host.Say(i18n.T("people.consent.oral.said"))
		c.s.reload()
	})
}

// past shows all answers that were ever given, the newest first.
func (c *consentCard) past() {
	now := c.p.now
	rows := widgets.Column(0)
	for _, l := range now.Scopes {
		for i, a := range l.History {
			if i == 0 {
				rows.Add(widgets.Pad(widgets.Headed(i18n.Upper(i18n.Choice("scope", string(l.Scope)))), theme.Gap12, 0, theme.Gap4, 0))
			}
			rows.Add(widgets.Plain(i18n.T("people.history.line", "when", i18n.Moment(a.Recorded.Time().Local()),
				"state", i18n.Choice("consent_state", string(a.State)), "how", how(now, a))))
		}
	}
	shut := uikit.Name(widgets.NewPrimary(i18n.T("papers.close"), "", c.s.host.CloseDialog), "people.history.close")
	c.s.host.Show(screen.Dialog{Name: "people.history", Title: i18n.T("people.history", "who", now.Person.Pseudonym), Width: 720,
		Content: widgets.AtLeast(container.NewVScroll(widgets.Pad(rows, 0, theme.Gap12, 0, 0)), 0, 420), Buttons: []fyne.CanvasObject{shut}})
}

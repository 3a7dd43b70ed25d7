package rights

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// person is somebody who is seen in the picture.
type person struct {
	d      *dialog
	rec    feltbog.DepictedPerson
	box    *fyne.Container
	title  *widgets.Text
	status *widgets.Select
	who    *widgets.Select
	card   *widgets.Entry
	reason *widgets.Entry
	covers *widgets.Check
	ward   *widgets.Check
	uses   map[feltbog.Use]*widgets.Check
	gone   *widgets.Button

	consent, judged, onCard *fyne.Container
}

func newPerson(d *dialog, rec feltbog.DepictedPerson) *person {
	p := &person{d: d, rec: rec, title: widgets.Plain("").Bold().Line(), uses: map[feltbog.Use]*widgets.Check{}}
	states := []widgets.Option{{Text: i18n.T("rights.open")}}
	for _, s := range feltbog.DepictedStatuses() {
		states = append(states, widgets.Option{Value: string(s), Text: i18n.Upper(i18n.Choice("depicted_status", string(s)))})
	}
	p.status = widgets.NewSelect(states, string(rec.Status), func(string) { p.fit() })
	p.who = widgets.NewSelect(d.people, idText(rec.Participant), func(string) { p.fit() })
	p.card, p.reason = widgets.NewEntry(i18n.T("rights.card.prompt")), widgets.NewTextArea("", 2)
	p.card.SetText(rec.CardNumber)
	p.reason.SetText(rec.Reason)
	p.covers = widgets.NewCheck(i18n.T("rights.covers"), rec.WantsBlur, nil)
	p.ward = widgets.NewCheck(i18n.T("rights.guardian"), rec.ByGuardian, nil)
	all := widgets.Column(0)
	for _, u := range feltbog.Uses() {
		c := widgets.NewCheck(i18n.Upper(i18n.Choice("use", string(u))), slices.Contains(rec.Uses, u), nil)
		p.uses[u] = c
		all.Add(c)
	}
	p.gone = widgets.NewButton("", "trash", func() { d.remove(p) })
	p.onCard = widgets.Field(i18n.T("rights.uses"), all, "")
	p.consent = widgets.Column(theme.Gap12, widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("rights.who"), p.who, ""), widgets.Field(i18n.T("rights.card"), widgets.Tall(p.card), "")),
		p.onCard, p.ward)
	p.judged = widgets.Field(i18n.T("rights.reason"), p.reason, i18n.T("rights.reason.help"))
	p.box = widgets.CardPadded(widgets.Column(theme.Gap12, container.NewBorder(nil, nil, container.NewCenter(p.title), p.gone), p.status, p.consent, p.judged, p.covers), theme.Gap12)
	p.fit()
	return p
}

// fields are what has a name in tests of the window.
func (p *person) fields() map[string]fyne.CanvasObject {
	return map[string]fyne.CanvasObject{"status": p.status, "who": p.who, "card": p.card, "reason": p.reason, "remove": p.gone, "covers": p.covers}
}

// fit shows what the way it was settled asks for.
func (p *person) fit() {
	status := feltbog.DepictedStatus(p.status.Selected())
	p.consent.Hidden = status != feltbog.DepictedConsent
	p.onCard.Hidden = p.who.Selected() != ""
	p.judged.Hidden = status != feltbog.NotRecognisable && status != feltbog.DepictedReasoned
	if p.box != nil {
		p.box.Refresh()
		p.d.list.Refresh()
	}
}

// record is the person as it is filled in.
func (p *person) record() feltbog.DepictedPerson {
	r := p.rec
	r.Status, r.Participant, r.CardNumber = feltbog.DepictedStatus(p.status.Selected()), idOf(p.who.Selected()), strings.TrimSpace(p.card.Text)
	r.WantsBlur, r.ByGuardian, r.Reason = p.covers.On(), p.ward.On(), strings.TrimSpace(p.reason.Text)
	r.Uses = nil
	for _, u := range feltbog.Uses() {
		if p.uses[u].On() {
			r.Uses = append(r.Uses, u)
		}
	}
	return r
}

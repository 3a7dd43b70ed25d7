package photos

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// seenTitle names somebody who is seen: by a number, and by pseudonym or card.
func seenTitle(i int, d *app.PhotoSeen) string {
	who := i18n.T("redact.person.unknown")
	if d.Name != "" {
		who = d.Name
	} else if d.CardNumber != "" {
		who = d.CardNumber
	}
	return i18n.T("redact.person.title", "n", i18n.Number(i+1), "who", who)
}

// seenWords say how it stands with somebody.
func seenWords(d *app.PhotoSeen) string {
	switch {
	case d.Bare:
		return i18n.T("redact.person.bare.long")
	case d.Over && (!d.Resolved() || d.WantsBlur && d.Status == feltbog.DepictedConsent):
		return i18n.T("redact.person.over.long")
	case !d.Resolved() && d.WantsBlur:
		return i18n.T("redact.person.wants.long")
	case !d.Resolved():
		return i18n.T("redact.person.open.long")
	case d.Status == feltbog.DepictedConsent && d.WantsBlur:
		return i18n.T("redact.person.wants.long")
	case d.Status == feltbog.DepictedConsent && d.ByGuardian:
		return i18n.T("rights.guardian")
	case d.Status == feltbog.DepictedBlurred || d.Status == feltbog.DepictedCropped:
		return i18n.T("redact.person.covered.long")
	case !d.Assessed.IsZero():
		words := i18n.T("redact.person.judged", "who", d.By, "day", i18n.Day(d.Assessed.Time()))
		if d.Reason != "" {
			words = d.Reason + " · " + words
		}
		return words
	}
	return ""
}

// seenRow is somebody who is seen, with what can be done where something is missing.
func seenRow(i int, d *app.PhotoSeen, name string, tap func(), doing ...fyne.CanvasObject) fyne.CanvasObject {
	look := lookOf(d)
	chip := widgets.NewChip(i18n.Upper(i18n.T(look.word)), look.tone, look.icon)
	title := uikit.Name(widgets.NewLink(seenTitle(i, d), tap), name+"."+i18n.Number(i+1))
	title.Left = true
	body := widgets.Column(theme.Gap4, container.NewBorder(nil, nil, nil, container.NewCenter(chip), title))
	if words := seenWords(d); words != "" {
		body.Add(widgets.NewText(words, theme.Small, theme.Ink2))
	}
	if len(doing) > 0 {
		body.Add(widgets.Flow(theme.Gap8, doing...))
	}
	return widgets.CardPadded(body, theme.Gap8)
}

// showPeople lists who is seen in the picture.
func (p *redactSide) showPeople(now *app.PhotoPage) {
	r := p.r
	p.people.Objects = nil
	for i := range now.Seen {
		d := &now.Seen[i]
		id := d.ID
		var doing []fyne.CanvasObject
		n := i18n.Number(i + 1)
		if lookOf(d).tone == widgets.Amber {
			doing = append(doing, uikit.Name(widgets.NewButton(i18n.T("redact.person.cover"), "mask", func() { r.coverPerson(id) }), "redact.person.cover."+n))
		}
		if !d.Resolved() {
			doing = append(doing, uikit.Name(widgets.NewButton(i18n.T("redact.person.consents"), "doc", r.s.rights), "redact.person.consents."+n),
				uikit.Name(widgets.NewButton(i18n.T("redact.person.cannot"), "ring", func() { r.settle(id, feltbog.NotRecognisable) }), "redact.person.cannot."+n))
		}
		if r.region(d.Region) == nil {
			doing = append(doing, uikit.Name(widgets.NewButton(i18n.T("redact.person.point"), "point", func() { r.drawPerson(id) }), "redact.person.point."+n))
		}
		p.people.Add(seenRow(i, d, "redact.seen", func() { r.choose(standing{person: id}) }, doing...))
	}
	if len(now.Seen) == 0 {
		p.people.Add(widgets.Quiet(i18n.T("redact.people.none")))
	}
	p.people.Add(widgets.Row(0, uikit.Name(widgets.NewButton(i18n.T("redact.person.new"), "plus", r.person), "redact.person.new"), widgets.Spacer()))
	p.people.Refresh()
}

// showPeople lists who is seen in the picture, in the panel about it.
func (p *inspector) showPeople() {
	p.people.Objects = []fyne.CanvasObject{widgets.Label(i18n.T("rights.people"))}
	for i := range p.now.Seen {
		d := &p.now.Seen[i]
		id := d.ID
		var doing []fyne.CanvasObject
		if !d.Resolved() {
			n := i18n.Number(i + 1)
			doing = append(doing, uikit.Name(widgets.NewButton(i18n.T("redact.person.cover"), "mask", p.s.redactOpen), "photos.seen.cover."+n),
				uikit.Name(widgets.NewButton(i18n.T("redact.person.consents"), "doc", p.s.rights), "photos.seen.consents."+n),
				uikit.Name(widgets.NewButton(i18n.T("redact.person.cannot"), "ring", func() {
					p.s.keep.Then(func(ctx context.Context) error {
						return p.s.deps.EditDepicted(ctx, id, func(d *feltbog.DepictedPerson) { d.Status = feltbog.NotRecognisable })
					}, func() { trace.Event("saved", "kind", string(feltbog.KindDepictedPerson), "id", id.String()) })
				}), "photos.seen.cannot."+n))
		}
		p.people.Add(seenRow(i, d, "photos.seen", p.s.rights, doing...))
	}
	if len(p.now.Seen) == 0 {
		p.people.Add(widgets.Quiet(i18n.T("redact.people.none")))
	}
	rights := uikit.Name(widgets.NewButton(i18n.T("photos.rights"), "shield", p.s.rights), "photos.inspect.rights")
	rights.Key = chord("photos.rights")
	cover := uikit.Name(widgets.NewButton(i18n.T("redact"), "mask", p.s.redactOpen), "photos.inspect.redact")
	cover.Key = chord("redact")
	p.people.Add(widgets.Flow(theme.Gap8, rights, cover))
	p.people.Refresh()
}

// showOpen says what is open about the picture, whose it is, and what is covered.
func (p *inspector) showOpen() {
	p.facts.Objects = nil
	if !p.s.single.on { // over the large picture it stands already
		for _, w := range gapWords(p.now.Open) {
			p.facts.Add(container.NewBorder(nil, nil, container.NewCenter(widgets.Icon("warn", theme.AmberText, 18)), nil,
				widgets.Pad(widgets.NewText(w, theme.Small, theme.AmberText), 0, 0, 0, theme.Gap8)))
		}
	}
	o := &p.now.Photo
	fact := func(key, value string) {
		if value != "" {
			p.facts.Add(widgets.NewText(i18n.T(key, "what", value), theme.Small, theme.Ink2))
		}
	}
	fact("photos.fact.owner", o.Owner)
	fact("photos.fact.licence", o.LicenceText)
	if c := &p.now.Covered; len(c.All) > 0 {
		key := "redact.state.none"
		if c.Made {
			key = "redact.state.made"
		} else if c.Asked {
			key = "redact.state.again"
		}
		fact("photos.fact.covered", i18n.N("redact.places", len(c.All))+" · "+i18n.T(key))
	}
	fact("photos.fact.sensitive", sensitiveWords(o.Sensitive))
	p.facts.Hidden = len(p.facts.Objects) == 0
	p.facts.Refresh()
}

func sensitiveWords(all []feltbog.SensitiveContent) string {
	var words []string
	for _, c := range all {
		words = append(words, i18n.Choice("sensitive_content", string(c)))
	}
	return strings.Join(words, ", ")
}

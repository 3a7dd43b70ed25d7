package session

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// personHead says whom one talks with: by code, by what tells them apart, and whether they said yes. Where several are
// met one chooses among them.
type personHead struct {
	s       *Screen
	box     *fyne.Container
	badge   *widgets.Badge
	code    *widgets.Text
	what    *widgets.Entry // what tells the person apart
	consent *fyne.Container
	place   *widgets.Chip
	row     *fyne.Container
	others  *fyne.Container
	shown   feltbog.ID
}

func newPersonHead(s *Screen) *personHead {
	h := &personHead{s: s, badge: widgets.NewBadge(widgets.RoleOf(""), widgets.Heard, 30), code: widgets.NewText("", theme.Section, theme.Ink).Bold().Line(),
		consent: widgets.Row(theme.Gap8), place: widgets.NewChip("", widgets.Neutral, "pin"), others: widgets.Flow(theme.Gap8)}
	h.what = uikit.Name(widgets.NewEntry(i18n.T("session.person.prompt")), "session.person.what")
	h.what.OnChanged = func(text string) {
		if p := s.personNow(); p != nil && p.Descriptor != text {
			p.Descriptor = text
			id := p.ID
			s.keep.Later(h, func(ctx context.Context) error {
				return s.deps.DescribePerson(ctx, id, func(p *feltbog.Participant) { p.Descriptor = text })
			}, nil)
		}
	}
	h.what.Enter = func() { s.write(s.last(), -1) }
	next := uikit.Name(widgets.NewButton(i18n.T("session.next_person"), "nextp", s.nextPerson), "session.next_person.head")
	folded := container.New(&onlyIf{func() bool { return s.raid() && s.folded() }}, next) // the side panel has the same button
	place := container.New(&onlyIf{func() bool { return s.page.Place != "" && !s.folded() }}, container.NewCenter(h.place))
	what := container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap8, place, container.NewCenter(h.consent)), widgets.Pad(widgets.Tall(h.what), 0, theme.Gap12, 0, theme.Gap8))
	h.row = container.NewBorder(nil, nil, widgets.Row(theme.Gap12, container.NewCenter(h.badge), container.NewCenter(h.code)), folded, what)
	h.box = widgets.Column(theme.Gap8, h.row, h.others)
	return h
}

func (h *personHead) show() {
	s := h.s
	p := s.personNow()
	h.row.Hidden = p == nil
	h.others.Objects = nil
	if p != nil {
		h.badge.Set(widgets.RoleOf(string(p.Perspective)), widgets.Heard)
		h.code.SetText(p.Pseudonym)
		if h.shown != p.ID || h.what.Text != p.Descriptor && fyne.CurrentApp().Driver().CanvasForObject(h.what) != nil && !h.writing() {
			h.shown = p.ID
			h.what.SetText(p.Descriptor)
		}
		h.showConsent()
	}
	if !s.raid() && len(s.page.People) > 1 {
		for i, o := range s.page.People {
			tag := widgets.NewQuickTag(o.Pseudonym, "", func() { s.goPerson(o.ID) })
			if o.ID == s.state.Person {
				tag.State = widgets.TagOn
			}
			h.others.Add(uikit.Name(tag, "session.person."+digit(i)))
		}
	}
	h.place.Set(s.page.Place, widgets.Neutral, "pin")
	if p == nil {
		name := s.name()
		if s.page.Place != "" {
			name += " · " + s.page.Place
		}
		h.others.Add(widgets.NewText(name, theme.Section, theme.Ink).Bold().Line())
	}
	h.others.Hidden = len(h.others.Objects) == 0
	h.box.Refresh()
}

func (h *personHead) writing() bool {
	c := uikit.CanvasOf(h.what)
	return c != nil && c.Focused() == fyne.Focusable(h.what)
}

// showConsent says what the person answered, or asks.
func (h *personHead) showConsent() {
	s, p := h.s, h.s.personNow()
	h.consent.Objects = nil
	switch c := p.Consent; {
	case c == nil:
		yes := uikit.Name(widgets.NewButton(i18n.T("session.consent.yes"), "check", func() { s.consent(true) }), "session.consent.yes")
		no := uikit.Name(widgets.NewButton(i18n.T("session.consent.no"), "", func() { s.consent(false) }), "session.consent.no")
		h.consent.Objects = []fyne.CanvasObject{yes, no}
	case c.State == feltbog.ConsentGiven && c.Form == feltbog.OralWitness:
		h.consent.Objects = []fyne.CanvasObject{widgets.NewChip(i18n.T("session.consent.oral", "clock", i18n.Clock(c.Recorded.Time())), widgets.Green, "check")}
	case c.State == feltbog.ConsentGiven:
		h.consent.Objects = []fyne.CanvasObject{widgets.NewChip(i18n.T("session.consent.given"), widgets.Green, "check")}
	default:
		h.consent.Objects = []fyne.CanvasObject{widgets.NewChip(i18n.T("session.consent."+string(c.State)), widgets.Red, "ban")}
	}
	h.consent.Refresh()
}

// questionHead is the question that is asked now, large.
type questionHead struct {
	s        *Screen
	box      *fyne.Container
	number   *widgets.Text
	must     *widgets.Chip
	text     *widgets.Text
	comment  *widgets.Text
	under    *fyne.Container
	prev     *widgets.Button
	next     *widgets.Button
	tick     *widgets.Button
	controls *fyne.Container
}

func newQuestionHead(s *Screen) *questionHead {
	h := &questionHead{s: s, number: widgets.Label("").Line(), must: widgets.NewChip("", widgets.Accent, ""),
		text: widgets.NewText("", theme.Question, theme.Ink).Bold(), comment: widgets.NewText("", theme.Small, theme.Ink2), under: widgets.Flow(theme.Gap8)}
	h.prev = uikit.Name(widgets.NewButton("", "left", func() { s.step(-1) }), "session.previous")
	h.next = uikit.Name(widgets.NewButton(i18n.T("session.next"), "", func() { s.step(1) }), "session.next")
	h.next.Key = chord("Ctrl+Down")
	h.tick = uikit.Name(widgets.NewButton(i18n.T("session.asked"), "check", s.asked), "session.asked")
	h.tick.Key = chord("Ctrl+Return")
	h.controls = container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap8, h.tick, h.prev, h.next), h.under)
	h.box = widgets.Column(theme.Gap8, widgets.Row(theme.Gap8, h.number, h.must), h.text, h.comment, h.controls)
	return h
}

func chord(keys string) string { return i18n.Chords([]string{keys})[0] }

func (h *questionHead) show() {
	s := h.s
	h.box.Hidden = len(s.page.Questions) == 0
	if h.box.Hidden {
		return
	}
	h.under.Objects = nil
	q := s.questionNow()
	h.must.Hidden, h.comment.Hidden = q == nil, q == nil || q.Comment == ""
	h.tick.Hidden = q == nil
	if q == nil {
		h.number.SetText(i18n.T("session.beside.label"))
		h.text.SetText(i18n.T("session.beside"))
	} else {
		h.number.SetText(i18n.T("session.question.number", "n", i18n.Number(s.questionAt()+1), "of", i18n.Number(len(s.page.Questions))))
		h.must.Set(i18n.T("session.priority."+string(q.Priority)), widgets.Accent, "")
		h.must.Hidden = q.Priority == ""
		h.text.SetText(q.Text)
		h.comment.SetText(q.Comment)
		for _, u := range q.Under {
			h.under.Add(widgets.NewChip(u.Text, widgets.Accent, ""))
		}
		words := "session.asked"
		if s.coverage(q.ID) != "" {
			words = "session.unasked"
		}
		h.tick.SetText(i18n.T(words))
	}
	h.box.Refresh()
}

// onlyIf gives its object room while something holds, asked anew each time the window is laid out.
type onlyIf struct{ holds func() bool }

// MinSize implements fyne.Layout.
func (l *onlyIf) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !l.holds() {
		return fyne.Size{}
	}
	return o[0].MinSize()
}

// Layout implements fyne.Layout.
func (l *onlyIf) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if !l.holds() {
		o[0].Hide()
		return
	}
	o[0].Show()
	o[0].Resize(size)
}

// folded reports whether there is no room for the side panel beside the notes.
func (s *Screen) folded() bool { return s.panel != nil && s.panel.Narrow() }

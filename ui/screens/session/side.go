package session

import (
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// side is the panel: the time, the next person, the guide with its ticks, and who was met.
type side struct {
	s        *Screen
	box      fyne.CanvasObject
	what     *widgets.Text
	clock    *widgets.Text
	theme    *widgets.Text
	pause    *widgets.Button
	next     *widgets.Button
	nextHelp *widgets.Text
	end      *widgets.Button
	guide    *widgets.Text
	version  *widgets.Chip
	strip    *widgets.Strip
	count    *widgets.Text
	list     *widgets.List[app.SessionQuestion]
	outline  *fyne.Container
	beside   *widgets.Button
	met      *widgets.Text
	people   *fyne.Container
	today    *fyne.Container
	missing  *fyne.Container
}

func newSide(s *Screen) *side {
	d := &side{s: s, what: widgets.Label("").Line(), clock: widgets.NewText("", theme.Number, theme.Ink).Bold().Line(), theme: widgets.Quiet(""),
		nextHelp: widgets.Quiet(""), guide: widgets.NewText("", theme.Body, theme.Ink).Bold(), version: widgets.NewChip("", widgets.Neutral, ""),
		strip: widgets.NewStrip(), count: widgets.Quiet(""), met: widgets.Quiet(""), people: widgets.Flow(theme.Gap4), missing: widgets.Column(theme.Gap8)}
	d.pause = uikit.Name(widgets.NewButton(i18n.T("session.pause"), "pause", s.pause), "session.pause")
	d.next = uikit.Name(widgets.NewPrimary(i18n.T("session.next_person"), "nextp", s.nextPerson), "session.next_person")
	d.next.Key = chord("Ctrl+N")
	d.end = uikit.Name(widgets.NewButton(i18n.T("session.end"), "check", s.end), "session.end")
	d.list = uikit.Name(widgets.NewList(58, newOutlineRow, d.fill), "session.outline")
	d.list.Grow, d.list.Whole = true, true
	d.list.Key = func(q app.SessionQuestion) string { return q.ID.String() }
	d.list.Tone = func(q app.SessionQuestion) fyne.ThemeColorName {
		if q.ID == s.state.Question {
			return theme.AccentSoft
		}
		return ""
	}
	d.list.Opened = func(i int) { s.goQuestion(s.page.Questions[i].ID) }
	d.list.Menu = s.questionMenu
	d.beside = uikit.Name(widgets.NewLink(i18n.T("session.beside"), s.beside), "session.beside")
	d.beside.Key = chord("Ctrl+0")
	move := uikit.Name(widgets.NewLink(i18n.T("session.move"), s.move), "session.move")
	move.Key = chord("Ctrl+M")
	out := uikit.Name(widgets.NewButton(i18n.T("writeup.title"), "edit", s.writeOut), "session.writeout")
	clock := container.NewBorder(nil, nil, nil, container.NewCenter(d.pause), widgets.Column(0, d.what, d.clock, d.theme))
	d.outline = widgets.Column(theme.Gap8, widgets.Rule(), container.NewBorder(nil, nil, nil, container.NewCenter(d.version), d.guide), d.strip, d.count, d.list, d.beside)
	d.today = widgets.Column(theme.Gap8, widgets.Rule(), widgets.Row(theme.Gap8, widgets.NewText(i18n.T("session.met"), theme.Body, theme.Ink).Bold().Line(), widgets.Spacer(), d.met), d.people, d.missing)
	col := widgets.Column(theme.Gap16, clock, widgets.Column(theme.Gap4, d.next, d.nextHelp), d.outline, d.today, widgets.Column(theme.Gap8, widgets.Rule(), move, out, d.end))
	d.box = container.NewStack(widgets.NewBox(theme.Card, "", 0), container.NewVScroll(widgets.Pad(col, theme.Gap20, theme.Gap20, theme.Gap20, theme.Gap20)))
	return d
}

// show puts everything up to date.
func (d *side) show() {
	s := d.s
	page := &s.page
	d.next.Hidden = !s.raid()
	d.nextHelp.Hidden = !s.raid()
	d.nextHelp.SetText(i18n.T("session.next_person.help"))
	words, icon := "session.pause", "pause"
	if s.state.Paused {
		words, icon = "session.go_on", "play"
	}
	d.pause.Text, d.pause.Icon = i18n.T(words), icon
	d.pause.Refresh()
	words = "session.end"
	if !page.Session.Ended.IsZero() {
		words = "session.resume"
	}
	d.end.SetText(i18n.T(words))
	d.showTime()
	d.outline.Hidden = len(page.Questions) == 0
	d.guide.SetText(i18n.T("session.short"))
	d.version.Hidden = page.Guide == nil
	if page.Guide != nil {
		d.guide.SetText(page.Guide.Name)
		d.version.Set(i18n.T("session.version", "n", i18n.Number(page.Guide.Number)), widgets.Neutral, "")
	}
	var parts []widgets.StripPart
	done, must := 0, 0
	for _, q := range page.Questions {
		part := widgets.StripPart{}
		switch covered := s.covered(q.ID); {
		case covered:
			done++
			part.State = widgets.StripFull
		case q.ID == s.state.Question:
			part.State = widgets.StripNow
		}
		if !s.covered(q.ID) && q.Priority == feltbog.Must {
			must++
		}
		parts = append(parts, part)
	}
	d.strip.Set(parts...)
	count := i18n.T("session.count", "n", i18n.Number(done), "of", i18n.Number(len(page.Questions)))
	if must > 0 {
		count += " · " + i18n.N("session.must", must)
	}
	d.count.SetText(count)
	d.list.SetRows(page.Questions)
	d.list.GoTo(s.questionAt())
	d.showPeople()
}

// showTime shows how long one has talked with the person, or at all, and with the theme.
func (d *side) showTime() {
	s := d.s
	what := i18n.Upper(i18n.Choice("session_type", string(s.page.Session.Type)))
	if p := s.personNow(); p != nil {
		what = i18n.T("session.time.with", "type", what, "code", p.Pseudonym)
	}
	d.what.SetText(what)
	d.clock.SetText(minutes(s.state.Times[s.state.Person.String()+"p"]))
	d.theme.Hidden = true
	if q := s.questionNow(); q != nil && q.Minutes > 0 {
		d.theme.Hidden = false
		d.theme.SetText(i18n.T("session.time.theme", "theme", q.Title, "time", minutes(s.state.Times[q.Theme.String()]), "planned", i18n.Number(q.Minutes)))
	}
}

func minutes(ms int64) string {
	t := time.Duration(ms) * time.Millisecond
	return fmt.Sprintf("%02d:%02d", int(t.Minutes()), int(t.Seconds())%60)
}

// showPeople shows who was met, and who of the main perspectives was not.
func (d *side) showPeople() {
	s := d.s
	d.today.Hidden = !s.raid()
	if d.today.Hidden {
		return
	}
	d.met.SetText(i18n.N("session.people", len(s.page.People)))
	d.people.Objects = nil
	heard := map[feltbog.Perspective]bool{}
	for i, p := range s.page.People {
		heard[p.Perspective] = true
		b := uikit.Name(newPersonButton(p, p.ID == s.state.Person, func() { s.goPerson(p.ID) }), fmt.Sprintf("session.met.%d", i+1))
		d.people.Add(b)
	}
	d.people.Refresh()
	d.missing.Objects = nil
	for _, want := range []feltbog.Perspective{feltbog.Citizen, feltbog.Relative, feltbog.Professional} {
		if len(s.page.People) >= 3 && !heard[want] {
			d.missing.Add(widgets.NewMessage(widgets.Amber, "ear", i18n.T("session.unheard."+string(want)), nil))
		}
	}
	d.missing.Refresh()
}

// newPersonButton is a badge one can press.
func newPersonButton(p app.SessionPerson, on bool, tap func()) *widgets.QuickTag {
	t := widgets.NewQuickTag(p.Pseudonym, "", tap)
	t.State = onOff(on)
	return t
}

// outlineRow is a question of the outline: its tick, its words, how it is meant, how many notes it has.
type outlineRow struct {
	icon              *fyne.Container
	text, meta, notes *widgets.Text
}

func newOutlineRow() fyne.CanvasObject {
	r := &outlineRow{icon: container.NewStack(), text: widgets.NewText("", theme.Body, theme.Ink), meta: widgets.Quiet("").Line(), notes: widgets.Quiet("").Line()}
	inner := container.NewBorder(nil, nil, widgets.Pad(widgets.AtLeast(container.NewVBox(r.icon), 22, 22), 2, theme.Gap8, 0, 0), container.NewVBox(r.notes), widgets.Column(0, r.text, r.meta))
	return container.New(r, widgets.Pad(inner, theme.Gap8, theme.Gap8, theme.Gap8, theme.Gap8))
}

// Layout implements fyne.Layout.
func (*outlineRow) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// MinSize implements fyne.Layout.
func (*outlineRow) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (d *side) fill(o fyne.CanvasObject, q app.SessionQuestion, _ int) {
	s, r := d.s, o.(*fyne.Container).Layout.(*outlineRow)
	icon, ink := "ring", theme.Ink3
	switch {
	case q.ID == s.state.Question:
		icon, ink = "right", theme.AccentText
	case s.coverage(q.ID) == feltbog.Skipped || s.coverage(q.ID) == feltbog.Declined:
		icon = "minus"
	case s.covered(q.ID):
		icon, ink = "check", theme.AccentText
	}
	r.icon.Objects = []fyne.CanvasObject{widgets.Icon(icon, ink, 20)}
	r.icon.Refresh()
	r.text.Style.Bold = q.ID == s.state.Question
	r.text.SetText(q.Text)
	r.text.Refresh()
	meta := ""
	if q.Priority != "" {
		meta = i18n.Choice("priority", string(q.Priority))
	}
	if c := s.coverage(q.ID); c != "" {
		meta += " · " + i18n.Choice("coverage", string(c))
	}
	r.meta.SetText(meta)
	notes := ""
	if n := s.notesTo(q.ID); n > 0 {
		notes = i18n.N("session.notes", n)
	}
	r.notes.SetText(notes)
}

// notesTo counts the notes to a question with the person one talks with.
func (s *Screen) notesTo(q feltbog.ID) int {
	n := 0
	for i := range s.page.Notes {
		o := &s.page.Notes[i]
		if o.Question == q && (s.state.Person.IsZero() || len(o.Participants) == 0 || slices.Contains(o.Participants, s.state.Person)) {
			n++
		}
	}
	return n
}

// coverage is what somebody said became of a question.
func (s *Screen) coverage(q feltbog.ID) feltbog.Coverage {
	for _, a := range s.page.Answers {
		if a.Question == q && a.Participant == s.asksWhom() {
			return a.Coverage
		}
	}
	return ""
}

// asksWhom is the person that ticks belong to: each of a raid has their own, others share the session's.
func (s *Screen) asksWhom() feltbog.ID {
	if s.raid() {
		return s.state.Person
	}
	return feltbog.ID{}
}

// covered reports whether a question was asked: somebody said so, or there are notes to it.
func (s *Screen) covered(q feltbog.ID) bool {
	c := s.coverage(q)
	return c == feltbog.Asked || c == feltbog.Declined || c == "" && s.notesTo(q) > 0
}

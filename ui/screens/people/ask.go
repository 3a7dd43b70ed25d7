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
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// The answers of a form.
const (
	yes     = "given"
	no      = "refused"
	unasked = ""
)

// consentForm is the form as it is filled in. Nothing is ticked beforehand.
type consentForm struct {
	s       *Screen
	now     app.PersonPage
	answers map[feltbog.Scope]*widgets.Segment
	form    *widgets.Select
	letter  *widgets.Select
	witness *widgets.Select
	by      *widgets.Segment
	from    *widgets.DateField
	until   *widgets.DateField
	interp  *widgets.Check
	note    *widgets.Entry
	paper   string
	chosen  *widgets.Text
	who     fyne.CanvasObject // the witness
	wrong   *widgets.Text
}

// roundForm is how much of the window's height the rest of the dialog takes.
const roundForm = 270

// askConsent opens the form. J and N answer a question and go to the next.
func askConsent(s *Screen, now app.PersonPage) {
	f := &consentForm{s: s, now: now, answers: map[feltbog.Scope]*widgets.Segment{}, wrong: widgets.NewText("", theme.Small, theme.RedText), chosen: widgets.Quiet("")}
	f.wrong.Hide()
	rows := widgets.Column(0)
	var all []*widgets.Segment
	for i, l := range now.Scopes {
		seg := uikit.Name(widgets.NewSegment([]widgets.Option{{Value: yes, Text: i18n.T("people.answer.yes")}, {Value: no, Text: i18n.T("people.answer.no")},
			{Value: unasked, Text: i18n.T("people.answer.not_asked")}}, unasked, nil), "people.form."+string(l.Scope))
		seg.Letters = map[rune]string{[]rune(i18n.T("people.key.yes"))[0]: yes, []rune(i18n.T("people.key.no"))[0]: no}
		all = append(all, seg)
		f.answers[l.Scope] = seg
		if i > 0 {
			rows.Add(widgets.Rule())
		}
		rows.Add(widgets.Pad(container.NewBorder(nil, nil, nil, seg, widgets.Pad(widgets.Plain(i18n.Upper(i18n.Choice("scope", string(l.Scope)))), theme.Gap12, theme.Gap8, 0, 0)), theme.Gap4, 0, theme.Gap4, 0))
	}
	scroll := container.NewVScroll(widgets.Pad(rows, 2, theme.Gap16, 2, 2))
	for i, seg := range all {
		seg.Answered = func() {
			if i+1 < len(all) {
				s.host.Window().Canvas().Focus(all[i+1])
				f.reveal(scroll, all[i+1])
			}
		}
	}
	save := uikit.Name(widgets.NewPrimary(i18n.T("people.form.save"), "check", f.save), "people.form.save")
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "people.form.cancel")
	body := widgets.AtLeast(widgets.Columns(theme.Gap28, []float32{5, 4}, scroll, container.NewVScroll(widgets.Pad(f.how(), 2, theme.Gap12, 2, 2))), 0, min(470, s.host.Window().Canvas().Size().Height-roundForm))
	s.host.Show(screen.Dialog{Name: "people.form", Title: i18n.T("people.form", "who", now.Person.Pseudonym), Width: 960, First: all[0],
		Content: widgets.Column(theme.Gap12, widgets.Quiet(i18n.T("people.form.help")), body, f.wrong), Buttons: []fyne.CanvasObject{shut, save}})
}

// reveal scrolls to a question that lies outside.
func (f *consentForm) reveal(scroll *container.Scroll, seg *widgets.Segment) {
	d := fyne.CurrentApp().Driver()
	y := d.AbsolutePositionForObject(seg).Y - d.AbsolutePositionForObject(scroll).Y
	if bottom := y + 2*seg.Size().Height; bottom > scroll.Size().Height {
		scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+bottom-scroll.Size().Height))
	}
}

// how is the part about the way in which it was given.
func (f *consentForm) how() fyne.CanvasObject {
	var forms []widgets.Option
	for _, v := range feltbog.ConsentForms() {
		forms = append(forms, widgets.Option{Value: string(v), Text: i18n.Upper(i18n.Choice("consent_form", string(v)))})
	}
	f.form = uikit.Name(widgets.NewSelect(forms, string(feltbog.Written), func(string) { f.fit() }), "people.form.form")
	var givers []widgets.Option
	for _, v := range feltbog.ConsentGivers() {
		givers = append(givers, widgets.Option{Value: string(v), Text: i18n.Upper(i18n.T("people.giver." + string(v)))})
	}
	f.by = uikit.Name(widgets.NewSegment(givers, string(feltbog.Self), nil), "people.form.by")
	parse := func(text string) (feltbog.FuzzyDate, error) { return f.s.deps.ParseDate(context.Background(), text) }
	f.from, f.until = widgets.NewDateField(parse, i18n.Fuzzy, nil), widgets.NewDateField(parse, i18n.Fuzzy, nil)
	f.from.Help, f.until.Help = i18n.T("people.form.from.help"), i18n.T("people.form.until.help")
	uikit.Name(f.from.Entry, "people.form.from")
	uikit.Name(f.until.Entry, "people.form.until")
	letters, first := []widgets.Option{{Text: i18n.T("people.form.letter.none")}}, ""
	for i, l := range f.now.Letters {
		o := widgets.Option{Value: l.ID.String(), Text: i18n.T("people.form.letter.version", "number", i18n.Number(l.Number), "day", i18n.Day(l.Made.Time().Local()))}
		if l.Simple {
			o.Text = i18n.T("people.form.letter.simple", "number", i18n.Number(l.Number), "day", i18n.Day(l.Made.Time().Local()))
		}
		letters = append(letters, o)
		if i == 0 {
			first = o.Value
		}
	}
	f.letter = uikit.Name(widgets.NewSelect(letters, first, nil), "people.form.letter")
	var team []widgets.Option
	for _, m := range f.now.Team {
		team = append(team, widgets.Option{Value: m.ID.String(), Text: m.Name})
	}
	f.witness = uikit.Name(widgets.NewSelect(team, f.now.Me.String(), nil), "people.form.witness")
	f.interp = uikit.Name(widgets.NewCheck(i18n.T("people.form.interpreter"), false, nil), "people.form.interpreter")
	f.note = uikit.Name(widgets.NewTextArea(i18n.T("people.form.note.prompt"), 2), "people.form.note")
	pick := uikit.Name(widgets.NewButton(i18n.T("people.form.paper"), "camera", func() {
		f.s.files.Open("", nil, func(path string) {
			f.paper = path
			f.chosen.SetText(i18n.T("people.form.paper.chosen", "name", app.FileName(path)))
		})
	}), "people.form.paper")
	pick.Enable(f.now.Register == app.RegisterOpen)
	f.chosen.SetText(i18n.T("people.form.paper.help"))
	f.who = widgets.Field(i18n.T("people.form.witness"), f.witness, "")
	f.fit()
	return widgets.Column(theme.Gap12, widgets.Field(i18n.T("people.form.form"), f.form, ""), widgets.Field(i18n.T("people.form.by"), f.by, ""), f.who,
		widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("people.form.from"), f.from, ""), widgets.Field(i18n.T("people.form.until"), f.until, "")),
		widgets.Field(i18n.T("people.form.letter"), f.letter, ""), f.interp, widgets.Column(theme.Gap4, widgets.Row(0, pick, widgets.Spacer()), f.chosen),
		widgets.Field(i18n.T("people.form.note"), f.note, ""))
}

// fit shows what the form of the answer asks for.
func (f *consentForm) fit() {
	form := feltbog.ConsentForm(f.form.Selected())
	if f.who != nil {
		f.who.(*fyne.Container).Hidden = form != feltbog.OralWitness
		f.who.Refresh()
	}
	if form == feltbog.ByGuardian {
		f.by.SetSelected(string(feltbog.Guardian))
	}
	f.by.SetEnabled(form != feltbog.ByGuardian)
}

// save writes the form; what is wrong with it stands below and the form stays.
func (f *consentForm) save() {
	e := app.ConsentEntry{Participant: f.now.Person.ID, Answers: map[feltbog.Scope]feltbog.ConsentState{}, Form: feltbog.ConsentForm(f.form.Selected()),
		GivenBy: feltbog.ConsentGiver(f.by.Selected()), Interpreted: f.interp.On(), Note: f.note.Text, Paper: f.paper}
	for scope, seg := range f.answers {
		if seg.Selected() != unasked {
			e.Answers[scope] = feltbog.ConsentState(seg.Selected())
		}
	}
	e.Letter, _ = feltbog.ParseID(f.letter.Selected())
	if e.Form == feltbog.OralWitness {
		e.Witness, _ = feltbog.ParseID(f.witness.Selected())
	}
	var err error
	if e.From, err = f.from.Value(); err == nil {
		e.Until, err = f.until.Value()
	}
	if err != nil {
		f.say(err)
		return
	}
	f.s.host.Act(func(ctx context.Context) error {
		err = f.s.deps.RecordConsent(ctx, e)
		return nil
	}, func() {
		if err != nil {
			f.say(err)
			return
		}
		f.s.host.CloseDialog()
		f.s.host.Say(i18n.N("people.form.saved", len(e.Answers)))
		trace.Event("consent", "answers", len(e.Answers))
		f.s.reload()
	})
}

func (f *consentForm) say(err error) {
	f.wrong.SetText(i18n.Error(err))
	f.wrong.Show()
}

// askWithdrawal asks what is taken back.
func askWithdrawal(s *Screen, now app.PersonPage) {
	checks := map[feltbog.Scope]*widgets.Check{}
	list := widgets.Column(0)
	note := uikit.Name(widgets.NewTextArea(i18n.T("people.take.note.prompt"), 2), "people.take.note")
	whole := uikit.Name(widgets.NewCheck(i18n.T("people.take.all"), true, func(on bool) {
		for _, c := range checks {
			c.SetEnabled(!on)
		}
	}), "people.take.all")
	for _, l := range now.Scopes {
		if l.Scope == feltbog.ScopeParticipation || l.State != app.TakingPart && l.State != app.HalfAllowed {
			continue
		}
		c := uikit.Name(widgets.NewCheck(i18n.Upper(i18n.Choice("scope", string(l.Scope))), false, nil), "people.take."+string(l.Scope))
		c.SetEnabled(false)
		checks[l.Scope] = c
		list.Add(c)
	}
	take := func() {
		var scopes []feltbog.Scope
		if !whole.On() {
			for _, l := range now.Scopes {
				if c := checks[l.Scope]; c != nil && c.On() {
					scopes = append(scopes, l.Scope)
				}
			}
			if len(scopes) == 0 {
				return
			}
		}
		text := note.Text
		s.host.CloseDialog()
		n := 0
		s.host.Act(func(ctx context.Context) (err error) {
			n, err = s.deps.WithdrawConsent(ctx, now.Person.ID, scopes, text)
			return err
		}, func() {
			s.host.Say(i18n.N("people.take.said", n))
			s.reload()
		})
	}
	shut := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", s.host.CloseDialog), "people.take.cancel")
	do := uikit.Name(widgets.NewDanger(i18n.T("people.take.do"), "withdrawn", take), "people.take.do")
	s.host.Show(screen.Dialog{Name: "people.take", Title: i18n.T("people.take", "who", now.Person.Pseudonym), Width: 560,
		Content: widgets.Column(theme.Gap12, widgets.Plain(i18n.T("people.take.help")), whole, widgets.AtLeast(container.NewVScroll(list), 0, min(float32(len(checks))*theme.Target, 260)),
			widgets.Field(i18n.T("people.take.note"), note, "")), Buttons: []fyne.CanvasObject{shut, do}})
}

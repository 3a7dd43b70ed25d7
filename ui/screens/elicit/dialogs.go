package elicit

import (
	"context"
	"strconv"
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

// askWhy asks for a reason, and does something with it. must says that there has to be one.
func (s *Screen) askWhy(name, title, text, help, do string, must bool, then func(why string)) {
	why := uikit.Name(widgets.NewTextArea("", 3), "elicit."+name+".why")
	button := uikit.Name(widgets.NewPrimary(do, "check", func() {
		if must && !filled(why.Text) {
			return
		}
		s.host.CloseDialog()
		then(strings.TrimSpace(why.Text))
	}), "elicit."+name+".do")
	button.Enable(!must)
	why.OnChanged = func(text string) { button.Enable(!must || filled(text)) }
	s.host.Show(screen.Dialog{Name: "elicit." + name, Title: title, Content: widgets.Field(text, why, help), First: why,
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("elicit.stop"), "", s.host.CloseDialog), button}})
}

// backOnTable brings a picture back that was put away; one that somebody said not to use only for a reason.
func (s *Screen) backOnTable(o *app.SeriesPicture) {
	set, id := s.id, o.Photo.ID
	if !o.Photo.DoNotUse {
		s.keep.Then(func(ctx context.Context) error { return s.deps.ChoosePhoto(ctx, set, id, feltbog.Candidate, "") }, s.reload)
		return
	}
	s.askWhy("again", i18n.T("elicit.again"), i18n.T("elicit.again.why"), i18n.T("elicit.again.help"), i18n.T("elicit.again.do"), true, func(why string) {
		s.keep.Then(func(ctx context.Context) error { return s.deps.UseAgain(ctx, []feltbog.ID{id}, why) }, func() {
			trace.Event("barred", "n", 1, "on", false)
			s.reload()
		})
	})
}

// leaveOut takes the picture off the table, with the reason if there is one.
func (s *Screen) leaveOut() {
	o := s.now()
	if o == nil {
		return
	}
	set, id := s.id, o.Photo.ID
	s.askWhy("out", i18n.T("elicit.out"), i18n.T("elicit.out.why", "who", s.who()), i18n.T("elicit.out.help"), i18n.T("elicit.out.do"), false, func(why string) {
		s.notes.finish()
		s.keep.Then(func(ctx context.Context) error { return s.deps.ChoosePhoto(ctx, set, id, feltbog.LeftOut, why) }, s.reload)
	})
}

// chooseIt says why the picture was chosen.
func (s *Screen) chooseIt() {
	o := s.now()
	if o == nil {
		return
	}
	set, id := s.id, o.Photo.ID
	s.askWhy("choose", i18n.T("elicit.choose"), i18n.T("elicit.choose.why", "who", s.who()), "", i18n.T("elicit.choose.do"), false, func(why string) {
		s.keep.Then(func(ctx context.Context) error { return s.deps.ChoosePhoto(ctx, set, id, feltbog.Chosen, why) }, s.reload)
	})
}

// rights shows what is settled about the picture.
func (s *Screen) rights() {
	if o := s.now(); o != nil && s.Rights != nil {
		s.Rights(o.Photo.ID)
	}
}

// takeOut takes the picture out of the series; what was said of it stays.
func (s *Screen) takeOut() {
	o := s.now()
	if o == nil {
		return
	}
	set, id := s.id, o.Photo.ID
	s.notes.finish()
	s.keep.Then(func(ctx context.Context) error { return s.deps.TakeFromSeries(ctx, set, []feltbog.ID{id}) }, func() {
		s.host.Say(i18n.T("elicit.taken"))
		s.reload()
	})
}

func (s *Screen) remove() {
	id := s.id
	s.notes.finish()
	s.keep.Then(func(ctx context.Context) error { return s.deps.DeleteSeries(ctx, id) }, func() {
		s.host.Say(i18n.T("elicit.deleted"))
		s.host.Open(screen.Route{Place: screen.Field, Part: Part})
	})
}

func (s *Screen) endOrResume() {
	id, ended := s.page.Session.ID, !s.page.Session.Ended.IsZero()
	s.notes.finish()
	s.keep.Then(func(ctx context.Context) error {
		if ended {
			return s.deps.ResumeSession(ctx, id)
		}
		return s.deps.EndSession(ctx, id)
	}, s.reload)
}

// printBrief prints the card with the task for the participant.
func (s *Screen) printBrief() {
	id := s.id
	s.print("brief", func(ctx context.Context) (app.Printed, error) { return s.deps.PrintBrief(ctx, s.desk, id, s.form) })
}

// printCards prints a sheet of numbered cards for people in pictures.
func (s *Screen) printCards() {
	s.print("cards", func(ctx context.Context) (app.Printed, error) { return s.deps.PrintCards(ctx, s.desk, 1) })
}

func (s *Screen) print(what string, print func(context.Context) (app.Printed, error)) {
	s.host.Act(func(ctx context.Context) error {
		made, err := print(ctx)
		if err == nil {
			err = s.desk.View(made.Path)
		}
		return err
	}, func() {
		s.host.Say(i18n.T("papers.printed"))
		trace.Event("printed", "what", what)
	})
}

// closing asks what is asked at the end: which picture says most, which one is missing, who may see them.
func (s *Screen) closing() {
	set := s.page.Series.Set
	options := []widgets.Option{{Value: "", Text: i18n.T("elicit.most.none")}}
	for i := range s.page.Series.Pictures {
		if o := &s.page.Series.Pictures[i]; o.OnTable() {
			options = append(options, widgets.Option{Value: o.Photo.ID.String(), Text: titleOf(&o.Photo)})
		}
	}
	most := ""
	if !set.SaysMost.IsZero() {
		most = set.SaysMost.String()
	}
	says := uikit.Name(widgets.NewSelect(options, most, nil), "elicit.most")
	missing := uikit.Name(widgets.NewTextArea("", 3), "elicit.missing")
	missing.SetText(set.Missing)
	audience := uikit.Name(widgets.NewTextArea("", 2), "elicit.audience")
	audience.SetText(set.Audience)
	words := make([]string, 3)
	copy(words, s.form.Closing)
	id := s.id
	keep := uikit.Name(widgets.NewPrimary(i18n.T("elicit.keep"), "check", func() {
		s.host.CloseDialog()
		s.keep.Then(func(ctx context.Context) error {
			return s.deps.EditSeries(ctx, id, func(o *feltbog.PhotoSet) {
				o.SaysMost, o.Missing, o.Audience = feltbog.ID{}, strings.TrimSpace(missing.Text), strings.TrimSpace(audience.Text)
				if v, err := feltbog.ParseID(says.Selected()); err == nil {
					o.SaysMost = v
				}
			})
		}, s.reload)
	}), "elicit.closing.keep")
	s.host.Show(screen.Dialog{Name: "elicit.closing", Title: i18n.T("elicit.closing"), Width: 640,
		Content: widgets.Column(theme.Gap16, widgets.Field(words[0], says, ""), widgets.Field(words[1], missing, ""), widgets.Field(words[2], audience, "")),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("elicit.stop"), "", s.host.CloseDialog), keep}})
}

// about changes what is known of the series.
func (s *Screen) about() {
	set := s.page.Series.Set
	var c app.SessionChoices
	s.host.Act(func(ctx context.Context) (err error) {
		c, err = s.deps.SessionChoices(ctx)
		return err
	}, func() {
		askAbout(s.host, s.deps, c, set, func(o feltbog.PhotoSet) {
			s.keep.Then(func(ctx context.Context) error {
				return s.deps.EditSeries(ctx, set.ID, func(to *feltbog.PhotoSet) {
					to.Title, to.MadeBy, to.Participant, to.Task, to.Due, to.MostPictures, to.Prompts = o.Title, o.MadeBy, o.Participant, o.Task, o.Due, o.MostPictures, o.Prompts
				})
			}, s.reload)
		})
	})
}

// askAbout asks what a series is about: its title, whose it is, its task.
func askAbout(host screen.Host, deps Deps, c app.SessionChoices, set feltbog.PhotoSet, then func(feltbog.PhotoSet)) {
	title := uikit.Name(widgets.NewEntry(i18n.T("elicit.about.title.prompt")), "elicit.about.title")
	title.SetText(set.Title)
	people := []widgets.Option{{Value: "", Text: i18n.T("elicit.about.nobody")}}
	for _, p := range c.People {
		people = append(people, widgets.Option{Value: p.ID.String(), Text: p.Name})
	}
	of := ""
	if !set.Participant.IsZero() {
		of = set.Participant.String()
	}
	who := uikit.Name(widgets.NewSelect(people, of, nil), "elicit.about.who")
	var makers []widgets.Option
	for _, m := range feltbog.MadeBys() {
		makers = append(makers, widgets.Option{Value: string(m), Text: i18n.T("elicit.made_by." + string(m))})
	}
	by := uikit.Name(widgets.NewSelect(makers, string(set.MadeBy), nil), "elicit.about.by")
	task := uikit.Name(widgets.NewTextArea(i18n.T("elicit.about.task.prompt"), 2), "elicit.about.task")
	task.SetText(set.Task)
	due := uikit.Name(widgets.NewDateField(func(text string) (feltbog.FuzzyDate, error) { return deps.ParseDate(context.Background(), text) }, i18n.Fuzzy, nil), "elicit.about.due")
	due.SetValue(set.Due)
	most := uikit.Name(widgets.NewEntry(""), "elicit.about.most")
	if set.MostPictures > 0 {
		most.SetText(strconv.Itoa(set.MostPictures))
	}
	own := uikit.Name(widgets.NewTextArea(i18n.T("elicit.about.prompts.prompt"), 3), "elicit.about.prompts")
	own.SetText(written(set.Prompts))
	keep := uikit.Name(widgets.NewPrimary(i18n.T("elicit.keep"), "check", nil), "elicit.about.keep")
	keep.Tap = func() {
		if !filled(title.Text) {
			host.Window().Canvas().Focus(title)
			return
		}
		due.Commit()
		set.Title, set.MadeBy, set.Task = strings.TrimSpace(title.Text), feltbog.MadeBy(by.Selected()), strings.TrimSpace(task.Text)
		set.Participant, set.MostPictures, set.Prompts = feltbog.ID{}, 0, read(own.Text)
		if id, err := feltbog.ParseID(who.Selected()); err == nil {
			set.Participant = id
		}
		if n, err := strconv.Atoi(strings.TrimSpace(most.Text)); err == nil && n > 0 {
			set.MostPictures = n
		}
		if v, err := due.Value(); err == nil {
			set.Due = v
		}
		host.CloseDialog()
		then(set)
	}
	title.Enter = keep.Tap
	host.Show(screen.Dialog{Name: "elicit.about", Title: i18n.T("elicit.about"), Width: 680, First: title,
		Content: widgets.Column(theme.Gap12, widgets.Field(i18n.T("elicit.about.title"), widgets.Tall(title), ""),
			widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("elicit.about.who"), who, ""), widgets.Field(i18n.T("elicit.about.by"), by, "")),
			widgets.Field(i18n.T("elicit.about.task"), task, ""),
			widgets.Columns(theme.Gap12, []float32{1, 1}, widgets.Field(i18n.T("elicit.about.due"), due, ""), widgets.Field(i18n.T("elicit.about.most"), widgets.Tall(most), "")),
			widgets.Field(i18n.T("elicit.about.prompts"), own, i18n.T("elicit.about.prompts.help"))),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("elicit.stop"), "", host.CloseDialog), keep}})
}

// written is the team's own questions as they are edited: a line each, its short word before the colon.
func written(all []feltbog.PhotoPrompt) string {
	var lines []string
	for _, p := range all {
		lines = append(lines, p.Short+": "+p.Ask)
	}
	return strings.Join(lines, "\n")
}

// read is the other way round. A line without a short word takes its first one.
func read(text string) []feltbog.PhotoPrompt {
	var out []feltbog.PhotoPrompt
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		short, ask, found := strings.Cut(line, ":")
		if short, ask = strings.TrimSpace(short), strings.TrimSpace(ask); !found || short == "" || ask == "" {
			short, ask = strings.Fields(line)[0], line
		}
		out = append(out, feltbog.PhotoPrompt{Key: "own." + strconv.Itoa(len(out)+1), Short: short, Ask: ask})
	}
	return out
}

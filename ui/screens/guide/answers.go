package guide

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

// answers shows what was answered to a question, in all sessions and however it was worded there.
func (s *Screen) answers(question feltbog.ID) {
	var all app.QuestionAnswers
	s.host.Act(func(ctx context.Context) (err error) {
		all, err = s.deps.AnswersByQuestion(ctx, question)
		return err
	}, func() {
		shut := uikit.Name(widgets.NewPrimary(i18n.T("papers.close"), "", s.host.CloseDialog), "guide.answers.close")
		s.host.Show(screen.Dialog{Name: "guide.answers", Title: i18n.T("guide.answers"), Width: 760,
			Content: widgets.AtLeast(container.NewVScroll(widgets.Pad(s.answered(all), 0, theme.Gap12, 0, 0)), 0, 440), Buttons: []fyne.CanvasObject{shut}})
		trace.Event("shown", "name", "answers", "rows", len(all.Answers))
	})
}

// answered lists the wordings, and under them the answers with who gave them, where and when.
func (s *Screen) answered(all app.QuestionAnswers) fyne.CanvasObject {
	rows := widgets.Column(theme.Gap12)
	for _, w := range all.Wordings {
		versions := widgets.Flow(theme.Gap8)
		for _, v := range w.Versions {
			versions.Add(widgets.NewChip(i18n.T("home.version", "n", i18n.Number(v.Number)), widgets.Neutral, ""))
		}
		rows.Add(widgets.Column(theme.Gap4, widgets.Plain(w.Text).Bold(), versions))
	}
	if len(all.Answers) == 0 {
		rows.Add(widgets.Quiet(i18n.T("guide.answers.none")))
		return rows
	}
	for _, a := range all.Answers {
		rows.Add(widgets.Rule())
		meta := i18n.Moment(a.Started.Time().Local())
		if a.Title != "" {
			meta = i18n.T("guide.answers.at", "when", meta, "session", a.Title)
		}
		if a.Person != "" {
			meta = i18n.T("guide.answers.who", "who", a.Person, "when", meta)
		}
		if a.Number > 0 {
			meta = i18n.T("guide.answers.version", "when", meta, "n", i18n.Number(a.Number))
		}
		text := a.Text
		if text == "" {
			text = i18n.Upper(i18n.Choice("coverage", string(a.Coverage)))
		}
		open := widgets.NewLink(meta, func() {
			s.host.CloseDialog()
			s.host.Open(screen.Route{Place: screen.Field, Kind: feltbog.KindSession, ID: a.Session})
		})
		rows.Add(widgets.Column(0, widgets.Row(0, open, widgets.Spacer()), widgets.Pad(widgets.Plain(text), 0, 0, 0, theme.Gap4)))
	}
	return rows
}

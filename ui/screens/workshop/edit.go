package workshop

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

// Edit asks what a workshop is about: of old, or of a new one where old is nil. made may be nil.
func Edit(host screen.Host, deps Deps, old *feltbog.Workshop, made func(feltbog.ID)) {
	now := feltbog.Workshop{}
	if old != nil {
		now = *old
	}
	title := uikit.Name(widgets.NewEntry(i18n.T("board.field.title.hint")), "workshop.title")
	title.SetText(now.Title)
	question := uikit.Name(widgets.NewTextArea(i18n.T("board.field.question.hint"), 2), "workshop.question")
	question.SetText(now.Question)
	place := uikit.Name(widgets.NewEntry(""), "workshop.place")
	place.SetText(now.PlaceName)
	when := widgets.NewDateField(func(text string) (feltbog.FuzzyDate, error) { return deps.ParseDate(context.Background(), text) }, i18n.Fuzzy, nil)
	uikit.Name(when.Entry, "workshop.time")
	when.SetValue(now.Time)
	wrong := widgets.NewText("", theme.Small, theme.RedText)
	wrong.Hide()
	words := i18n.T("board.new.do")
	if old != nil {
		words = i18n.T("board.edit.do")
	}
	do := uikit.Name(widgets.NewPrimary(words, "check", nil), "workshop.do")
	do.Tap = func() {
		date, err := when.Value()
		switch {
		case strings.TrimSpace(title.Text) == "":
			wrong.SetText(i18n.T("board.field.title.lacks"))
			wrong.Show()
			host.Window().Canvas().Focus(title)
			return
		case err != nil:
			host.Window().Canvas().Focus(when.Entry)
			return
		}
		n := app.NewWorkshop{Title: strings.TrimSpace(title.Text), Question: strings.TrimSpace(question.Text), Time: date, PlaceName: strings.TrimSpace(place.Text)}
		id := now.ID
		host.Act(func(ctx context.Context) (err error) {
			if old == nil {
				id, err = deps.MakeWorkshop(ctx, n)
				return err
			}
			return deps.EditWorkshop(ctx, id, func(w *feltbog.Workshop) {
				w.Title, w.Question, w.Time, w.PlaceName = n.Title, n.Question, n.Time, n.PlaceName
			})
		}, func() {
			host.CloseDialog()
			trace.Event("workshop", "id", id.String(), "new", old == nil)
			if made != nil {
				made(id)
			}
		})
	}
	title.Enter = do.Tap
	stop := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", host.CloseDialog), "workshop.stop")
	name := "board.new"
	if old != nil {
		name = "board.edit"
	}
	host.Show(screen.Dialog{Name: "workshop", Title: i18n.T(name), Width: 640, First: title, Buttons: []fyne.CanvasObject{stop, do},
		Content: widgets.Column(theme.Gap16, widgets.Field(i18n.T("board.field.title"), widgets.Tall(title), ""), widgets.Field(i18n.T("board.field.question"), question, ""),
			widgets.Columns(theme.Gap16, []float32{1, 1}, widgets.Field(i18n.T("board.field.time"), when, ""), widgets.Field(i18n.T("board.field.place"), widgets.Tall(place), "")), wrong)})
}

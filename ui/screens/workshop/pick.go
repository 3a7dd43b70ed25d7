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
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// Pick asks for which workshop something is to become cards, the last one first, and hands it on; a new one can be made.
func Pick(host screen.Host, deps Deps, n int, chosen func(feltbog.Workshop)) {
	var all []app.WorkshopLine
	host.Act(func(ctx context.Context) (err error) {
		all, err = deps.Workshops(ctx)
		return err
	}, func() {
		options := []widgets.Option{}
		for _, w := range all {
			if w.Here {
				options = append(options, widgets.Option{Value: w.Workshop.ID.String(), Text: strings.Join(append([]string{w.Workshop.Title}, about(w.Workshop)...), " · ")})
			}
		}
		options = append(options, widgets.Option{Text: i18n.T("board.new")})
		title := uikit.Name(widgets.NewEntry(i18n.T("board.field.title.hint")), "workshop.pick.title")
		named := widgets.Field(i18n.T("board.field.title"), widgets.Tall(title), "")
		named.Hidden = len(options) > 1
		box := widgets.Column(theme.Gap12)
		which := uikit.Name(widgets.NewSelect(options, options[0].Value, func(v string) {
			named.Hidden = v != ""
			box.Refresh()
		}), "workshop.pick.which")
		box.Objects = []fyne.CanvasObject{widgets.Plain(i18n.T("board.pick.help")), widgets.Field(i18n.T("board.pick.which"), which, ""), named, widgets.Gap(2)}
		do := uikit.Name(widgets.NewPrimary(i18n.T("board.pick.do"), "right", nil), "workshop.pick.do")
		do.Tap = func() {
			for _, w := range all {
				if w.Workshop.ID.String() == which.Selected() {
					host.CloseDialog()
					chosen(w.Workshop)
					return
				}
			}
			name := strings.TrimSpace(title.Text)
			if name == "" {
				host.Window().Canvas().Focus(title)
				return
			}
			made := feltbog.Workshop{Title: name}
			host.Act(func(ctx context.Context) (err error) {
				made.ID, err = deps.MakeWorkshop(ctx, app.NewWorkshop{Title: name})
				return err
			}, func() {
				host.CloseDialog()
				chosen(made)
			})
		}
		title.Enter = do.Tap
		first := fyne.Focusable(do)
		if len(options) == 1 {
			first = title
		}
		stop := uikit.Name(widgets.NewButton(i18n.T("project.cancel"), "", host.CloseDialog), "workshop.pick.stop")
		host.Show(screen.Dialog{Name: "workshop.pick", Title: i18n.N("board.pick", n), Width: 600, Content: box, First: first, Buttons: []fyne.CanvasObject{stop, do}})
	})
}

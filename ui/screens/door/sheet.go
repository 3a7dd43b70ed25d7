package door

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/secret"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// sheet shows the twelve words and makes the vault when two of them were typed.
type sheet struct {
	of   founding
	card *secret.Sheet
	foot *busy
	box  *fyne.Container
}

// founding is a vault that is about to be made, and the page that asked for what it needs.
type founding struct {
	d             *Door
	from          page
	project, dir  string
	drawn         app.Recovery
	title, button string // of the job, and of the button: keys of their names
	make          func(context.Context, *app.Progress) (*app.Project, error)
}

func newSheet(of founding) *sheet {
	d := of.d
	s := &sheet{of: of}
	s.card = secret.NewSheet(d.desk(), app.Sheet{Project: of.project, Vault: app.VaultName(of.dir),
		Date: i18n.Day(time.Now()), Words: of.drawn.Words}, "door", s.create)
	back := widgets.NewButton(i18n.T("door.back"), "left", s.back)
	back.Tall = true
	create := widgets.NewPrimary(i18n.T(of.button), "right", s.create)
	create.After = true
	s.foot = newBusy(d, widgets.Row(theme.Gap12, uikit.Name(back, "door.back"), widgets.Spacer(), uikit.Name(create, "door.create")))
	s.box = widgets.Column(theme.Gap20, widgets.NewText(i18n.T("door.sheet.title"), theme.Number, theme.Ink).Bold(),
		widgets.NewText(i18n.T("door.sheet.lead"), theme.Read, theme.Ink2), s.card.Content(), s.foot.content())
	return s
}

func (s *sheet) content() fyne.CanvasObject { return s.box }
func (s *sheet) name() string               { return "sheet" }

func (s *sheet) first() fyne.Focusable {
	f, _ := uikit.Find("door.print").(fyne.Focusable)
	return f
}

// back returns to the fields as they were left.
func (s *sheet) back() { s.of.d.show(s.of.from) }

// create makes the vault when both words are right.
func (s *sheet) create() {
	if wrong := s.card.Confirm.Right(); wrong != nil {
		s.of.d.focus(wrong)
		return
	}
	s.foot.opening(s.of.title, s.of.make, func(err error) { s.foot.fail(i18n.Error(err)) })
}

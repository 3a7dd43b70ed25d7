package door

import (
	"strings"
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
	from *create
	card *secret.Sheet
	foot *busy
	box  *fyne.Container
}

func newSheet(from *create) *sheet {
	d := from.d
	s := &sheet{from: from}
	s.card = secret.NewSheet(d.desk(), app.Sheet{Project: strings.TrimSpace(from.title.Text), Vault: app.VaultName(from.folder.path()),
		Date: i18n.Day(time.Now()), Words: from.drawn.Words}, "door", s.create)
	back := widgets.NewButton(i18n.T("door.back"), "left", s.back)
	back.Tall = true
	create := widgets.NewPrimary(i18n.T("door.create"), "right", s.create)
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
func (s *sheet) back() { s.from.d.show(s.from) }

// create makes the vault when both words are right.
func (s *sheet) create() {
	if wrong := s.card.Confirm.Right(); wrong != nil {
		s.from.d.focus(wrong)
		return
	}
	s.foot.opening("job.create", s.from.make, func(err error) { s.foot.fail(i18n.Error(err)) })
}

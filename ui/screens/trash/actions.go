package trash

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// at returns the thing of a row.
func (s *Screen) at(i int) (app.Binned, bool) {
	rows := s.list.Rows()
	if i < 0 || i >= len(rows) {
		return app.Binned{}, false
	}
	return rows[i], true
}

// enable lets the buttons act on the row in front, when there is one.
func (s *Screen) enable() {
	_, any := s.at(s.list.At())
	s.back.Enable(any)
	s.erase.Enable(any)
	s.erase.Hidden = !s.mayErase
}

// open shows what the thing was.
func (s *Screen) open(i int) {
	if b, ok := s.at(i); ok {
		s.host.Open(screen.To(b.Heading))
	}
}

func (s *Screen) menu(i int) []widgets.MenuItem {
	items := []widgets.MenuItem{
		{Text: i18n.T("trash.restore"), Icon: "undo", Tap: func() { s.restore(i) }},
		{Text: i18n.T("trash.see"), Icon: "eye", Tap: func() { s.open(i) }},
	}
	if s.mayErase {
		items = append(items, widgets.MenuItem{Text: i18n.T("trash.erase"), Icon: "trash", Danger: true, Rule: true, Tap: func() { s.ask(i) }})
	}
	return items
}

// restore brings a thing back and tells what came.
func (s *Screen) restore(i int) {
	b, ok := s.at(i)
	if !ok {
		return
	}
	var back []app.Heading
	s.host.Act(func(ctx context.Context) error {
		var err error
		back, err = s.deps.Restore(ctx, b.Kind, b.ID)
		return err
	}, func() {
		what := kinds.Thing(b.Heading)
		if others := len(back) - 1; others > 0 {
			s.host.Say(i18n.N("trash.restored.with", others, "what", what))
		} else {
			s.host.Say(i18n.T("trash.restored", "what", what))
		}
		trace.Event("restored", "kind", string(b.Kind), "id", b.ID.String(), "n", len(back))
		s.reload()
	})
}

// ask wants a reason before something is erased for good.
func (s *Screen) ask(i int) {
	b, ok := s.at(i)
	if !ok {
		return
	}
	reason := uikit.Name(widgets.NewTextArea(i18n.T("trash.reason.prompt"), 3), "trash.reason")
	keep := uikit.Name(widgets.NewButton(i18n.T("trash.keep"), "", s.host.CloseDialog), "trash.keep")
	do := uikit.Name(widgets.NewDanger(i18n.T("trash.erase.do"), "trash", func() {
		s.host.CloseDialog()
		s.gone(b, strings.TrimSpace(reason.Text))
	}), "trash.erase.do")
	do.Enable(false)
	reason.OnChanged = func(text string) { do.Enable(strings.TrimSpace(text) != "") }
	content := widgets.Column(theme.Gap16,
		widgets.Plain(i18n.T("trash.erase.text", "what", kinds.Thing(b.Heading))),
		widgets.Field(i18n.T("trash.reason"), reason, i18n.T("trash.reason.help")))
	s.host.Show(screen.Dialog{Name: "erase", Title: i18n.T("trash.erase.title"), Content: content, Buttons: []fyne.CanvasObject{keep, do}, First: reason})
}

// gone erases a thing for good.
func (s *Screen) gone(b app.Binned, reason string) {
	s.host.Act(func(ctx context.Context) error { return s.deps.Erase(ctx, b.Kind, b.ID, reason) }, func() {
		s.host.Say(i18n.T("trash.erased", "what", kinds.Thing(app.Heading{Kind: b.Kind}))) // its name is gone, too
		trace.Event("erased", "kind", string(b.Kind), "id", b.ID.String())
		s.reload()
	})
}

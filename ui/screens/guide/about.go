package guide

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// about is the form of what a guide is for: name, whom it is meant for, why, how long. One change is one action.
func (s *Screen) about() {
	g := s.page.guide
	entry := func(name, text string) *widgets.Entry {
		e := uikit.Name(widgets.NewEntry(""), "guide.about."+name)
		e.SetText(text)
		return e
	}
	name, audience, minutes := entry("name", g.Name), entry("audience", g.Audience), entry("minutes", "")
	if g.Minutes > 0 {
		minutes.SetText(strconv.Itoa(g.Minutes))
	}
	purpose := uikit.Name(widgets.NewTextArea("", 3), "guide.about.purpose")
	purpose.SetText(g.Purpose)
	options := []widgets.Option{{Text: i18n.T("guide.about.anybody")}}
	for _, p := range feltbog.Perspectives() {
		options = append(options, widgets.Option{Value: string(p), Text: i18n.Upper(i18n.Choice("perspective", string(p)))})
	}
	of := uikit.Name(widgets.NewSelect(options, string(g.Perspective), nil), "guide.about.perspective")
	wrong := widgets.NewText("", theme.Meta, theme.AmberText)
	wrong.Hide()
	done := func() {
		n, err := minutesOf(minutes.Text)
		if blank(name.Text) || err != nil {
			wrong.SetText(i18n.T("guide.about.wrong"))
			wrong.Show()
			return
		}
		s.host.CloseDialog()
		s.act(func(ctx context.Context) error {
			return s.deps.EditGuide(ctx, g.ID, func(x *feltbog.Guide) {
				x.Name, x.Audience, x.Purpose, x.Minutes = strings.TrimSpace(name.Text), strings.TrimSpace(audience.Text), strings.TrimSpace(purpose.Text), n
				x.Perspective = feltbog.Perspective(of.Selected())
			})
		})
	}
	name.Enter, audience.Enter, minutes.Enter = done, done, done
	s.host.Show(screen.Dialog{Name: "guide.about", Title: i18n.T("guide.about"), First: name,
		Content: widgets.Column(theme.Gap12, widgets.Field(i18n.FieldName("name"), widgets.Tall(name), ""), widgets.Field(i18n.T("guide.about.perspective"), of, i18n.T("guide.about.perspective.help")),
			widgets.Field(i18n.T("guide.about.audience"), widgets.Tall(audience), ""), widgets.Field(i18n.T("guide.about.purpose"), widgets.Tall(purpose), ""),
			widgets.Field(i18n.T("guide.about.minutes"), widgets.Tall(minutes), ""), wrong),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("guide.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(i18n.T("guide.about.do"), "", done), "guide.about.do")}})
}

// minutesOf reads a number of minutes; nothing is none.
func minutesOf(text string) (int, error) {
	if blank(text) {
		return 0, nil
	}
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 12)
	return int(n), err
}

// askOwnMinutes asks for any number.
func (s *Screen) askOwnMinutes(id feltbog.ID, now int) {
	e := uikit.Name(widgets.NewEntry(""), "guide.minutes.own")
	if now > 0 {
		e.SetText(strconv.Itoa(now))
	}
	done := func() {
		n, err := minutesOf(e.Text)
		if err != nil {
			s.host.Window().Canvas().Focus(e)
			return
		}
		s.host.CloseDialog()
		s.setMinutes(id, n)
	}
	e.Enter = done
	s.host.Show(screen.Dialog{Name: "minutes", Title: i18n.T("guide.theme.minutes"), First: e, Content: widgets.Field(i18n.T("guide.minutes.field"), widgets.Tall(e), ""),
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("guide.cancel"), "", s.host.CloseDialog),
			uikit.Name(widgets.NewPrimary(i18n.T("guide.about.do"), "", done), "guide.minutes.do")}})
}

func (s *Screen) setMinutes(id feltbog.ID, n int) {
	s.act(func(ctx context.Context) error {
		return s.deps.EditTheme(ctx, id, func(t *feltbog.GuideTheme) { t.Minutes = n })
	})
}

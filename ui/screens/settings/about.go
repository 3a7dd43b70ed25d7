package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// about is the part about the program: its version, where data lie, and what it is made of.
type about struct {
	copy *widgets.Button
	box  fyne.CanvasObject
}

func newAbout(s *Screen) *about {
	a := &about{}
	a.copy = uikit.Name(widgets.NewButton(i18n.T("settings.about.copy"), "", func() {
		fyne.CurrentApp().Clipboard().SetContent(s.Project.Dir())
		s.host.Say(i18n.T("settings.about.copied"))
	}), "settings.about.copy")
	parts := widgets.Column(theme.Gap4)
	for _, l := range assets.Licences() {
		name := widgets.NewText(l.Name, theme.Small, theme.Ink)
		parts.Add(container.NewBorder(nil, nil, nil, widgets.NewText(l.Licence, theme.Small, theme.Ink2).Line(), name))
	}
	a.box = widgets.Column(theme.Gap16,
		section(i18n.T("app.name"), i18n.T("settings.about.what"), fact("settings.about.version", s.Version)),
		section(i18n.T("settings.about.where"), i18n.T("settings.about.where.lead"),
			fact("settings.about.vault", app.Trail(s.Project.Dir())), fact("settings.about.machine", app.Trail(s.Machine.Folder())), left(a.copy)),
		section(i18n.T("settings.about.licences"), i18n.T("settings.about.licences.lead"), parts))
	return a
}

func (a *about) content() fyne.CanvasObject { return a.box }
func (a *about) first() fyne.Focusable      { return a.copy }
func (a *about) shown(context.Context)      {}

// fact is a name and what belongs to it.
func fact(name, value string) fyne.CanvasObject {
	return widgets.Columns(theme.Gap16, []float32{1, 3}, widgets.NewText(i18n.T(name), theme.Small, theme.Ink2), widgets.NewText(value, theme.Body, theme.Ink))
}

package door

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/assets"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// side is the promise at the left: what Feltbog is for, and what it does with what is written in it.
func (d *Door) side() fyne.CanvasObject {
	logo := widgets.Row(theme.Gap12, widgets.Icon("seed", theme.AccentText, 40),
		widgets.NewText(i18n.T("app.name"), theme.Question, theme.AccentText).Bold().Line())
	promise := widgets.NewText(i18n.T("door.promise"), theme.Title, theme.Ink)
	col := widgets.Column(theme.Gap28, logo, promise, newScene(d.host, assets.Welcome))
	lines := widgets.Column(theme.Gap12)
	for _, l := range [][2]string{{"lock", "door.promise.locked"}, {"check", "door.promise.local"}, {"shield", "door.promise.consent"}} {
		lines.Add(container.NewBorder(nil, nil, container.NewVBox(widgets.Pad(widgets.Icon(l[0], theme.AccentText, 22), 0, theme.Gap12, 0, 0)), nil,
			widgets.NewText(i18n.T(l[1]), theme.Read, theme.Ink)))
	}
	col.Add(lines)
	foot := widgets.Quiet(i18n.T("door.foot", "language", i18n.T("language."+i18n.Language()), "version", d.Version))
	return container.NewStack(widgets.NewBox(theme.AccentSoft, "", 0),
		container.New(&sideways{}, col, foot))
}

// sideways keeps the promise inside the panel; what does not fit below is cut off, never drawn over the foot.
type sideways struct{}

func (sideways) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side, above := float32(52), float32(64)
	if size.Width < 400 {
		side, above = theme.Gap28, theme.Gap40
	}
	w := max(size.Width-2*side, 0)
	o[1].Resize(fyne.NewSize(w, o[1].MinSize().Height))
	below := o[1].MinSize().Height + theme.Gap28
	o[1].Move(fyne.NewPos(side, size.Height-below))
	box := o[0].(*fyne.Container)
	// The lines count more than the picture when there is no room for both.
	for _, c := range box.Objects {
		if p, ok := c.(*scene); ok {
			p.Show()
			o[0].Resize(fyne.NewSize(w, o[0].MinSize().Height))
			if o[0].MinSize().Height+above+below > size.Height {
				p.Hide()
			}
		}
	}
	o[0].Move(fyne.NewPos(side, above))
	o[0].Resize(fyne.NewSize(w, o[0].MinSize().Height))
}

func (sideways) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

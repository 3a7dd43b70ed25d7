package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// icons of the places.
var placeIcons = map[screen.Place]string{
	screen.Project: "projekt", screen.Field: "felt", screen.Photos: "billeder", screen.Material: "materiale",
	screen.Workshop: "tolkning", screen.Share: "del", screen.Help: "help", screen.Settings: "settings",
}

// rail is the list of places at the left.
type rail struct {
	box   *fyne.Container
	items map[screen.Place]*widgets.RailItem
}

func newRail(s *Shell) *rail {
	r := &rail{items: map[screen.Place]*widgets.RailItem{}}
	col := widgets.Column(0)
	add := func(p screen.Place, low bool) {
		name := i18n.T("place." + string(p))
		item := widgets.NewRailItem(name, placeIcons[p], low, func() { s.Open(screen.Route{Place: p}) })
		if p == screen.Workshop {
			item.Short = i18n.T("place.workshop.short")
		}
		item.Seen = func() { s.top.hint(name) }
		r.items[p] = uikit.Name(item, "rail."+string(p))
		col.Add(item)
	}
	col.Add(widgets.Gap(theme.Gap8))
	for _, p := range screen.Places() {
		add(p, false)
	}
	col.Add(widgets.Spacer())
	add(screen.Help, true)
	add(screen.Settings, true)
	col.Add(widgets.Gap(theme.Gap8))
	r.box = container.NewStack(widgets.NewBox(theme.Sunk, "", 0), col)
	r.box.Hidden = s.Config.Only != ""
	return r
}

func (r *rail) narrow(on bool) {
	for _, i := range r.items {
		i.Narrow(on)
	}
}

func (r *rail) selectPlace(p screen.Place) {
	for place, i := range r.items {
		i.Select(place == p)
	}
}

package share

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// side is the register in short: what left lately, and the way to all of it.
type side struct {
	s    *Screen
	list *fyne.Container
	none *widgets.Text
	box  fyne.CanvasObject
}

func newSide(s *Screen, papers func()) *side {
	d := &side{s: s, list: widgets.Column(0), none: widgets.NewText(i18n.T("empty.share"), theme.Body, theme.Ink2)}
	all := uikit.Name(widgets.NewButton(i18n.T("share.register.all"), "list", func() { s.host.Open(screen.Route{Place: screen.Share, Part: Register}) }), "share.register")
	print := uikit.Name(widgets.NewButton(i18n.T("papers.open"), "print", papers), "share.papers")
	body := widgets.Column(theme.Gap12, widgets.Column(theme.Gap4, widgets.Headed(i18n.T("share.register")), widgets.Quiet(i18n.T("share.register.help"))), d.none, d.list)
	d.box = container.NewStack(widgets.NewBox(theme.Card, "", 0), widgets.Pad(container.NewBorder(nil, widgets.Pad(widgets.Column(theme.Gap8, all, print), theme.Gap12, 0, 0, 0), nil, nil,
		container.NewVScroll(body)), theme.Gap20, theme.Gap20, theme.Gap16, theme.Gap20))
	return d
}

func (d *side) set(page app.DisclosurePage) {
	d.none.Hidden = len(page.Lines) > 0
	d.list.Objects = nil
	for i, l := range page.Lines {
		if i > 0 {
			d.list.Add(widgets.Pad(widgets.Rule(), theme.Gap8, 0, theme.Gap8, 0))
		}
		who := l.Recipient
		if who == "" {
			who = l.Title
		}
		name := widgets.NewLink(who, func() { d.s.host.Open(screen.Route{Place: screen.Record, Kind: feltbog.KindDisclosure, ID: l.ID}) })
		meta := i18n.Day(l.Time.Time().Local()) + " · " + i18n.Choice("use", string(l.Use))
		if l.By != "" {
			meta += " · " + l.By
		}
		d.list.Add(widgets.Pad(widgets.Row(0, name), 0, 0, 0, -theme.Gap4)) // the words stand under the heading
		if l.Title != who {
			d.list.Add(widgets.NewText(l.Title, theme.Small, theme.Ink))
		}
		d.list.Add(widgets.Quiet(meta))
		if l.HoldsWithdrawn {
			d.list.Add(widgets.NewMessage(widgets.Amber, "undo", i18n.T("share.register.withdrawn"), nil))
		}
	}
	d.list.Refresh()
}

package door

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// The two ways that a person chooses between first.
const (
	modeNew  = "new"
	modeOpen = "open"
)

// head is a page's title with the choice between a new vault and one there is.
func (d *Door) head(title, mode string) fyne.CanvasObject {
	seg := widgets.NewSegment([]widgets.Option{
		{Value: modeNew, Text: i18n.T("door.mode.new")},
		{Value: modeOpen, Text: i18n.T("door.mode.open")},
	}, mode, func(to string) {
		if to == mode {
			return
		}
		if to == modeNew {
			d.show(newCreate(d))
			return
		}
		d.openOther()
	})
	return container.New(&headline{}, widgets.NewText(title, theme.Number, theme.Ink).Bold(), uikit.Name(seg, "door.mode"))
}

// buttons is the foot of a page: other ways in at the left, the page's own buttons at the right.
func (d *Door) buttons(own ...fyne.CanvasObject) fyne.CanvasObject {
	restore := uikit.Name(widgets.NewLink(i18n.T("door.restore.link"), func() { d.show(newRestore(d)) }), "door.restore")
	join := uikit.Name(widgets.NewLink(i18n.T("door.join.link"), func() { d.show(newJoin(d, "")) }), "door.join")
	ways := []fyne.CanvasObject{join, restore}
	if d.Sample != nil {
		ways = append(ways, uikit.Name(widgets.NewLink(i18n.T("door.sample"), func() { d.show(newSample(d)) }), "door.look"))
	}
	if len(own) == 0 {
		return widgets.Flow(theme.Gap12, ways...)
	}
	return container.NewBorder(nil, nil, nil, widgets.Row(theme.Gap12, own...), widgets.Flow(theme.Gap4, ways...))
}

// openOther shows the vaults of this machine, or the way to one elsewhere.
func (d *Door) openOther() { d.show(newOpenPage(d)) }

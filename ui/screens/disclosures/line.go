package disclosures

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// line is one row: what left, and below it when, to whom, for what, by whom and with whose material.
type line struct {
	widget.BaseWidget
	title, meta *widgets.Text
	withdrawn   *widgets.Chip
	root        *fyne.Container
}

func newLine() *line {
	l := &line{title: widgets.Plain("").Ellipsis(), meta: widgets.Quiet("").Ellipsis(), withdrawn: widgets.NewChip(i18n.T("disclosure.withdrawn"), widgets.Amber, "undo")}
	l.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.Icon("del", theme.Ink2, 20)), 0, theme.Gap12, 0, 0),
		container.NewCenter(l.withdrawn), widgets.Column(2, l.title, l.meta)), 6, theme.Gap8, 6, theme.Gap8)
	l.ExtendBaseWidget(l)
	return l
}

// show fills the row.
func (l *line) show(d app.DisclosureLine) {
	l.title.SetText(d.Title)
	l.meta.SetText(meta(d))
	l.withdrawn.Hidden = !d.HoldsWithdrawn
	l.root.Refresh()
}

func meta(d app.DisclosureLine) string {
	parts := []string{i18n.Moment(d.Time.Time().Local())}
	if d.Recipient != "" {
		parts = append(parts, i18n.T("disclosure.to", "who", d.Recipient))
	}
	parts = append(parts, i18n.Choice("use", string(d.Use)))
	if len(d.People) > 0 {
		parts = append(parts, strings.Join(d.People, ", "))
	}
	if d.Refused > 0 {
		parts = append(parts, i18n.N("disclosure.refused", d.Refused))
	}
	if !d.Expires.IsZero() {
		parts = append(parts, i18n.T("disclosure.expires", "date", i18n.Fuzzy(d.Expires)))
	}
	if d.By != "" {
		parts = append(parts, d.By)
	}
	return strings.Join(parts, " · ")
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.root) }

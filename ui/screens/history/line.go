package history

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// line is one row: when and what, below it by whom and why, and at the right whether it was undone.
type line struct {
	widget.BaseWidget
	head, what, by *widgets.Text
	clock          *widgets.Text
	icon           *fyne.Container
	sign           string
	state          *widgets.Chip
	body           *fyne.Container
	root           *fyne.Container
}

func newLine() *line {
	l := &line{head: widgets.Label(""), what: widgets.Plain("").Ellipsis(), by: widgets.Quiet("").Ellipsis(), clock: widgets.NewText("", theme.Small, theme.Ink2).Line(),
		icon: container.NewStack(), state: widgets.NewChip("", widgets.Neutral, "")}
	left := widgets.Row(theme.Gap12, container.NewCenter(widgets.AtLeast(l.clock, 52, 0)), container.NewCenter(widgets.AtLeast(l.icon, 22, 22)))
	l.body = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(left, 0, theme.Gap12, 0, 0), container.NewCenter(l.state),
		container.NewBorder(nil, nil, nil, nil, widgets.Column(2, l.what, l.by))), 6, theme.Gap8, 6, theme.Gap8)
	l.root = container.NewStack(l.body, widgets.Pad(l.head, 28, 0, 6, theme.Gap8))
	l.ExtendBaseWidget(l)
	return l
}

// show fills the line.
func (l *line) show(r row) {
	l.head.Hidden, l.body.Hidden = r.day == "", r.day != ""
	if r.day != "" {
		l.head.SetText(r.day)
		return
	}
	if s := kinds.Icon(r.About.Kind); s != l.sign {
		l.sign = s
		l.icon.Objects = []fyne.CanvasObject{widgets.Icon(s, theme.Ink2, 20)}
		l.icon.Refresh()
	}
	l.clock.SetText(i18n.Clock(r.At.Local()))
	l.what.SetText(sentence(r.Deed))
	l.by.SetText(byline(r.Deed))
	ink := theme.Ink
	if r.Undone || r.Withheld {
		ink = theme.Ink3
	}
	l.what.SetColor(ink)
	l.state.Hidden = !r.Undone && !r.Withheld
	if r.Withheld {
		l.state.Set(i18n.T("history.withheld"), widgets.Amber, "")
	} else {
		l.state.Set(i18n.T("history.undone"), widgets.Neutral, "undo")
	}
	l.root.Refresh()
}

// sentence says what an action did.
func sentence(d app.Deed) string {
	what := i18n.Action(d.Action, d.About.Kind, d.About.Title)
	switch d.Turn {
	case app.Undid:
		return i18n.T("undone", "what", what)
	case app.Redid:
		return i18n.T("redone", "what", what)
	}
	return what
}

// byline says who did it, to how much, and why.
func byline(d app.Deed) string {
	who := d.Name
	if d.Own {
		who = i18n.T("history.you")
	} else if who == "" {
		who = i18n.T("history.somebody")
	}
	parts := []string{who}
	if d.Others > 0 {
		parts = append(parts, i18n.N("history.others", d.Others))
	}
	if d.Reason != "" {
		parts = append(parts, d.Reason)
	}
	return strings.Join(parts, " · ")
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.root) }

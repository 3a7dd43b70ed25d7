package trash

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/kinds"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// line is one row: what it is, and below it which kind, when it was deleted and by whom.
type line struct {
	widget.BaseWidget
	icon        *fyne.Container
	sign        string
	title, meta *widgets.Text
	root        *fyne.Container
}

func newLine() *line {
	l := &line{icon: container.NewStack(), title: widgets.Plain("").Ellipsis(), meta: widgets.Quiet("").Ellipsis()}
	l.root = widgets.Pad(container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.AtLeast(l.icon, 22, 22)), 0, theme.Gap12, 0, 0), nil,
		widgets.Column(2, l.title, l.meta)), 6, theme.Gap8, 6, theme.Gap8)
	l.ExtendBaseWidget(l)
	return l
}

// show fills the line.
func (l *line) show(b app.Binned) {
	if s := kinds.Icon(b.Kind); s != l.sign {
		l.sign = s
		l.icon.Objects = []fyne.CanvasObject{widgets.Icon(s, theme.Ink2, 20)}
		l.icon.Refresh()
	}
	l.title.SetText(kinds.Title(b.Heading))
	l.meta.SetText(meta(b))
}

// meta says which kind a thing is, when it was deleted, by whom, and with how many others.
func meta(b app.Binned) string {
	text := kinds.Name(b.Kind)
	if !b.At.IsZero() {
		text += " · " + i18n.T("trash.deleted", "when", i18n.Moment(b.At.Local()))
	}
	if b.Name != "" {
		text += " · " + b.Name
	}
	if b.Others > 0 {
		text += " · " + i18n.N("trash.others", b.Others)
	}
	return text
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.root) }

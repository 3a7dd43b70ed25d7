package search

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/kinds"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// line is one row: a sign, what the thing is called and where the words stand in it, and what it is at the right.
type line struct {
	widget.BaseWidget
	icon  *fyne.Container
	sign  string
	title *widgets.Text
	text  *widgets.Marked
	meta  *widgets.Text
	head  *widgets.Text
	body  *fyne.Container
	root  *fyne.Container
}

func newLine() *line {
	l := &line{icon: container.NewStack(), title: widgets.Plain("").Bold().Ellipsis(), text: widgets.NewMarked("", nil), meta: widgets.Quiet("").Ellipsis(),
		head: widgets.Label("")}
	l.text.As, l.text.Color, l.text.Lines = theme.Small, theme.Ink2, 1
	words := container.NewBorder(nil, nil, nil, nil, widgets.Column(2, l.title, l.text))
	l.body = container.NewBorder(nil, nil, widgets.Pad(container.NewCenter(widgets.AtLeast(l.icon, 22, 22)), 0, theme.Gap12, 0, theme.Gap8),
		widgets.Pad(container.NewCenter(container.New(aside{}, l.meta)), 0, theme.Gap8, 0, theme.Gap12),
		container.New(&middle{}, words))
	l.meta.Align = fyne.TextAlignTrailing
	l.root = container.NewStack(l.body, widgets.Pad(container.New(&lower{}, l.head), 0, 0, 6, theme.Gap8))
	l.ExtendBaseWidget(l)
	return l
}

// aside gives what stands at the right one width in all rows, which grows with the text.
type aside struct{}

func (aside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(11.7*theme.LineHeight(theme.Meta), o[0].MinSize().Height)
}

func (aside) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// show fills the line.
func (l *line) show(r row) {
	l.head.Hidden, l.body.Hidden = !r.head, r.head
	if r.head {
		l.head.SetText(r.label)
		return
	}
	if s := iconOf(r); s != l.sign {
		l.sign = s
		l.icon.Objects = []fyne.CanvasObject{widgets.Icon(s, theme.Ink2, 22)}
		l.icon.Refresh()
	}
	l.title.Hidden, l.text.Hidden = r.merged, r.text == ""
	l.title.SetText(kinds.Title(r.Heading))
	l.text.As, l.text.Color, l.text.Lines = theme.Small, theme.Ink2, 1
	if r.merged {
		l.text.As, l.text.Color, l.text.Lines = theme.Body, theme.Ink, 2
	}
	l.text.Set(r.text, r.marks)
	l.meta.SetText(kinds.Meta(r.Heading))
	l.root.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.root) }

// middle puts words in the middle of the height, and lower at the lower end.
type (
	middle struct{}
	lower  struct{}
)

func (middle) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
	h := min(o[0].MinSize().Height, s.Height)
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (lower) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := min(o[0].MinSize().Height, s.Height)
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, s.Height-h))
}

func (lower) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

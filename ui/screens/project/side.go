package project

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// sidePart is the column beside the plan: what waits, and whom we have heard.
type sidePart struct {
	s       *Screen
	box     fyne.CanvasObject
	count   *widgets.Text
	list    *widgets.List[app.Waiting]
	nothing fyne.CanvasObject
	heard   *heardCard
}

func newSidePart(s *Screen) *sidePart {
	p := &sidePart{s: s, count: widgets.Quiet(""), heard: newHeardCard(s)}
	p.count.Line()
	p.list = uikit.Name(widgets.NewList(44, makeMatter, showMatter), "project.waiting")
	p.list.Whole, p.list.Rules = true, true
	p.list.Opened = func(i int) { s.openMatter(p.list.Rows()[i]) }
	p.nothing = widgets.Pad(widgets.NewText(i18n.T("project.waiting.nothing"), theme.Body, theme.Ink2), 0, theme.Gap16, theme.Gap12, theme.Gap16)
	head := widgets.Pad(widgets.Row(theme.Gap12, widgets.Headed(i18n.T("project.waiting")), widgets.Spacer(), p.count), theme.Gap12, theme.Gap16, theme.Gap8, theme.Gap16)
	p.list.Hide()
	waiting := container.NewStack(widgets.NewBox(theme.Card, theme.Line, theme.RadiusCard),
		widgets.Column(0, head, p.nothing, widgets.Pad(p.list, 0, 2, theme.Gap4, 2)))
	p.box = container.NewStack(widgets.NewBox(theme.Paper, "", theme.RadiusCard),
		scrolled(widgets.Column(theme.Gap12, waiting, p.heard.box)))
	return p
}

// set shows what waits and who was heard.
func (p *sidePart) set(v aside) {
	n := 0
	for _, w := range v.waiting {
		n += w.N
	}
	p.count.SetText(i18n.N("project.waiting.count", n))
	p.count.Hidden = n == 0
	p.nothing.(*fyne.Container).Hidden = n > 0
	p.list.Hidden = n == 0
	p.list.SetRows(v.waiting)
	p.heard.set(v.heard)
	p.box.Refresh()
}

// matterRow lays one line of a list and knows its parts: a sign, words, and what stands at the right.
type matterRow struct {
	laid
	sign  *fyne.Container
	text  *widgets.Text
	right *widgets.Text
}

// laid is the layout that does the work.
type laid interface{ fyne.Layout }

func newMatterRow(right *widgets.Text, behind ...fyne.CanvasObject) fyne.CanvasObject {
	sign, text := container.NewStack(), widgets.NewText("", theme.Small, theme.Ink)
	end := container.NewCenter(widgets.Row(theme.Gap8, append([]fyne.CanvasObject{right}, behind...)...))
	words := widgets.Pad(container.New(middle{}, text), 0, theme.Gap8, 0, theme.Gap12)
	row := container.NewBorder(nil, nil, sign, end, words)
	row.Layout = &matterRow{row.Layout, sign, text, right}
	return widgets.Pad(row, theme.Gap8, 14, theme.Gap8, 14)
}

func matterOf(row fyne.CanvasObject) *matterRow {
	return row.(*fyne.Container).Objects[0].(*fyne.Container).Layout.(*matterRow)
}

var matterIcons = map[app.Matter]string{
	app.WaitJottings: "felt", app.WaitUnsettledPhotos: "billeder", app.WaitTwoVersions: "split", app.WaitOverdueActions: "cal",
	app.WaitMissingConsents: "shield", app.WaitExpiringConsents: "clock", app.WaitOpenWithdrawals: "undo",
}

func makeMatter() fyne.CanvasObject {
	return newMatterRow(widgets.NewText("", theme.Body, theme.Ink).Bold().Line(), widgets.Icon("right", theme.Ink3, 18))
}

func showMatter(row fyne.CanvasObject, w app.Waiting, _ int) {
	m := matterOf(row)
	ink, sign := theme.Ink, theme.Ink2
	if w.Matter == app.WaitOpenWithdrawals { // somebody has asked for something
		ink, sign = theme.AmberText, theme.AmberText
	}
	m.sign.Objects = []fyne.CanvasObject{widgets.Icon(matterIcons[w.Matter], sign, 20)}
	m.text.SetText(matterText(w))
	m.text.SetColor(ink)
	m.right.SetText(i18n.Number(w.N))
	m.right.SetColor(ink)
	row.Refresh()
}

func matterText(w app.Waiting) string {
	if w.Matter == app.WaitOpenWithdrawals && w.N == 1 && w.Items[0].Text != "" {
		return i18n.T("project.matter.withdrawal", "who", w.Items[0].Text)
	}
	return i18n.T("project.matter." + string(w.Matter))
}

// middle puts wrapping text in the middle of the height.
type middle struct{}

func (middle) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, 0))
	h := min(o[0].MinSize().Height, s.Height)
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// openMatter goes to the one thing that waits, or lists them.
func (s *Screen) openMatter(w app.Waiting) {
	if w.N == 1 {
		s.host.Open(routeTo(w.Items[0]))
		return
	}
	list := uikit.Name(widgets.NewList(48, func() fyne.CanvasObject { return newMatterRow(widgets.Quiet("").Line()) },
		func(row fyne.CanvasObject, x app.Waits, _ int) {
			m := matterOf(row)
			m.text.SetText(waitsText(x))
			m.right.SetText(i18n.Fuzzy(x.Due))
			row.Refresh()
		}), "project.waiting.items")
	list.Grow = true
	list.Rules = true
	list.Opened = func(i int) {
		s.host.CloseDialog()
		s.host.Open(routeTo(w.Items[i]))
	}
	list.SetRows(w.Items)
	content := widgets.Column(theme.Gap8, widgets.Quiet(i18n.T("project.matter.help")), widgets.AtLeast(list, 0, min(float32(len(w.Items))*48, 400)))
	if w.N > len(w.Items) {
		content.Add(widgets.Quiet(i18n.T("project.matter.more", "shown", i18n.Number(len(w.Items)), "all", i18n.Number(w.N))))
	}
	s.host.Show(screen.Dialog{Name: "waiting", Title: matterText(w), Width: 640, Content: content, First: list,
		Buttons: []fyne.CanvasObject{widgets.NewButton(i18n.T("project.close"), "", s.host.CloseDialog)}})
}

func waitsText(x app.Waits) string {
	if x.Text == "" {
		return i18n.T("project.nameless")
	}
	return x.Text
}

// routeTo is where a thing that waits is looked after.
func routeTo(x app.Waits) screen.Route {
	if x.Field != "" {
		return screen.Route{Place: screen.Share, Part: screen.Versions, Kind: x.Kind, ID: x.ID}
	}
	return screen.To(app.Heading{Kind: x.Kind, ID: x.ID, Place: app.PlaceOf(x.Kind)})
}

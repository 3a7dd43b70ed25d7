package guide

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// left is the list of themes, and of what comes before and after the conversation.
type left struct {
	s    *Screen
	box  fyne.CanvasObject
	list *widgets.List[leftRow]
	add  *widgets.Button
	rows map[fyne.CanvasObject]*themeLine // by what the list shows
	over int                              // the row that a dragged theme is over; -1 none
	from int
}

// leftRow is a theme, or one of the two lists.
type leftRow struct {
	spot   string
	number int // of a theme
	title  string
	aside  string
}

func newLeft(s *Screen) *left {
	l := &left{s: s, over: -1, from: -1, rows: map[fyne.CanvasObject]*themeLine{}}
	l.add = uikit.Name(widgets.NewButton("", "plus", s.newTheme), "guide.theme.add")
	l.list = uikit.Name(widgets.NewList(52, l.newRow, l.fill), "guide.themes")
	l.list.Grow, l.list.Whole = true, true
	l.list.Key = func(r leftRow) string { return r.spot }
	l.list.Chosen = func(i int) { s.goTo(l.list.Rows()[i].spot) }
	l.list.Opened = func(i int) { s.enter(l.list.Rows()[i].spot) }
	l.list.Menu = func(i int) []widgets.MenuItem { return s.themeMenu(l.list.Rows()[i].spot) }
	l.list.Tone = func(r leftRow) fyne.ThemeColorName {
		if l.over >= 0 && l.over < len(l.list.Rows()) && l.list.Rows()[l.over].spot == r.spot {
			return theme.AmberGround
		}
		return ""
	}
	head := container.NewBorder(nil, nil, nil, l.add, container.NewVBox(widgets.Spacer(), widgets.NewText(i18n.T("guide.themes"), theme.Body, theme.Ink).Bold().Line(), widgets.Spacer()))
	l.box = container.NewVScroll(widgets.Pad(widgets.Column(theme.Gap8, widgets.Pad(head, 0, theme.Gap4, 0, theme.Gap8), l.list), theme.Gap12, theme.Gap8, theme.Gap28, theme.Gap16))
	return l
}

// newRow makes the look of a row: number, title, minutes. A theme is dragged by any of them.
func (l *left) newRow() fyne.CanvasObject {
	number, title, aside := widgets.NewText("", theme.Small, theme.Ink2).Bold().Line(), widgets.NewText("", theme.Small, theme.Ink), widgets.Quiet("").Line()
	words := container.New(&beside{gap: theme.Gap8, left: 18, least: 88}, number, title, aside)
	row := &themeLine{number: number, title: title, aside: aside, at: -1}
	row.grip = newGrip(widgets.Pad(words, theme.Gap12, 0, theme.Gap12, theme.Gap8), func(at fyne.Position) { l.drag(row.at, at) }, l.drop)
	rule := widgets.Rule()
	row.rule = rule
	box := container.NewBorder(rule, nil, nil, nil, row.grip)
	l.rows[box] = row
	return box
}

type themeLine struct {
	number, title, aside *widgets.Text
	rule                 fyne.CanvasObject
	grip                 *grip
	at                   int
}

func (l *left) fill(o fyne.CanvasObject, r leftRow, i int) {
	row := l.rows[o]
	row.at = i
	front := r.spot == l.s.spot
	row.number.SetText("")
	row.number.Hidden = r.number == 0
	if r.number > 0 {
		row.number.SetText(i18n.Number(r.number))
	}
	row.title.Style.Bold, row.title.Color = front, theme.Ink
	row.aside.Style.Bold, row.aside.Color = front, theme.Ink3
	if front {
		row.title.Color, row.aside.Color = theme.AccentText, theme.AccentText
	}
	row.title.SetText(r.title)
	row.aside.SetText(r.aside)
	if row.rule.Visible() != (r.spot == spotBefore) {
		if r.spot == spotBefore {
			row.rule.Show()
		} else {
			row.rule.Hide()
		}
	}
	o.Refresh()
}

// focusable is the list, to see whether it has the focus.
func (l *left) focusable() fyne.Focusable { return l.list }

// show puts the list up to date.
func (l *left) show() {
	p := &l.s.page
	var rows []leftRow
	at := -1
	for i, t := range p.themes {
		aside := ""
		if t.Minutes > 0 {
			aside = i18n.T("guide.minutes", "n", i18n.Number(t.Minutes))
		}
		rows = append(rows, leftRow{spot: t.ID.String(), number: i + 1, title: t.Title, aside: aside})
	}
	rows = append(rows, leftRow{spot: spotBefore, title: i18n.T("guide.before"), aside: i18n.N("guide.before.count", len(p.list(spotBefore)))},
		leftRow{spot: spotAfter, title: i18n.T("guide.after"), aside: i18n.N("guide.after.count", len(p.list(spotAfter)))})
	for i, r := range rows {
		if r.spot == l.s.spot {
			at = i
		}
	}
	l.add.Hidden = p.frozen()
	l.list.SetRows(rows)
	l.list.GoTo(at)
	l.box.Refresh()
}

// drag shows where a theme would come to stand.
func (l *left) drag(from int, at fyne.Position) {
	n := len(l.s.page.themes)
	if !l.s.editable() || from < 0 || from >= n {
		return
	}
	l.from = from
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.list).Y
	over := n - 1
	if h := l.list.Size().Height; h > 0 {
		over = min(max(int((at.Y-top)/(h/float32(len(l.list.Rows())))), 0), n-1)
	}
	if over != l.over {
		l.over = over
		l.list.Refresh()
	}
}

func (l *left) drop() {
	from, to := l.from, l.over
	l.from, l.over = -1, -1
	l.list.Refresh()
	if from < 0 || to < 0 || from == to {
		return
	}
	after := feltbog.ID{}
	switch {
	case to > from:
		after = l.s.page.themes[to].ID
	case to > 0:
		after = l.s.page.themes[to-1].ID
	}
	l.s.moveTheme(l.s.page.themes[from].ID, after)
}

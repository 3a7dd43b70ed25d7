package photos

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// bar stands over the grid: what is shown of all, and how.
type bar struct {
	s         *Screen
	box       fyne.CanvasObject
	all       *widgets.QuickTag
	untagged  *widgets.QuickTag
	missing   *widgets.QuickTag
	unhandled *widgets.QuickTag
	more      *widgets.Button
	how       *widgets.Button
	days      *widgets.Select
	bring     *widgets.Button
	line      *widgets.Text // the filters that are on, in words
	clear     *widgets.Button
	said      *fyne.Container
}

func newBar(s *Screen) *bar {
	b := &bar{s: s, line: widgets.Quiet("")}
	quick := func(name string, tap func()) *widgets.QuickTag {
		return uikit.Name(widgets.NewQuickTag("", "", tap), "photos."+name)
	}
	b.all = quick("all", s.unfilter)
	b.untagged = quick("untagged", func() { s.filter.Untagged = !s.filter.Untagged; s.refilter() })
	b.missing = quick("missing", func() { s.filter.Missing = !s.filter.Missing; s.refilter() })
	b.unhandled = quick("unhandled", func() { s.filter.Unhandled = !s.filter.Unhandled; s.refilter() })
	b.more = uikit.Name(widgets.NewButton(i18n.T("photos.filter"), "filter", s.askFilter), "photos.filter")
	b.how = uikit.Name(widgets.NewButton(i18n.T("photos.view"), "grid", b.menu), "photos.view")
	b.days = uikit.Name(widgets.NewSelect(nil, "", func(v string) { s.jumps.to(v) }), "photos.jump")
	b.days.Icon = "cal"
	b.clear = uikit.Name(widgets.NewLink("", s.unfilter), "photos.filter.clear")
	b.said = widgets.Row(theme.Gap8, b.line, b.clear)
	flow := widgets.Flow(theme.Gap8, b.all, b.untagged, b.missing, b.unhandled, b.more, b.how, widgets.AtLeast(b.days, 150, 0))
	b.bring = uikit.Name(widgets.NewPrimary(i18n.T("photos.bring"), "import", s.bringMenu), "photos.bring")
	head := container.NewBorder(nil, nil, nil, container.NewVBox(b.bring), flow)
	b.box = widgets.Pad(widgets.Column(theme.Gap4, head, b.said), theme.Gap12, theme.Gap16, theme.Gap4, theme.Gap16+6)
	return b
}

func (b *bar) show(c counts, shown int) {
	f := b.s.filter
	set := func(q *widgets.QuickTag, text string, on bool) {
		q.Text, q.State = text, widgets.TagOff
		if on {
			q.State = widgets.TagOn
		}
		q.Refresh()
	}
	set(b.all, i18n.T("photos.all", "n", i18n.Number(c.all)), f.IsZero())
	set(b.untagged, i18n.T("photos.untagged", "n", i18n.Number(c.untagged)), f.Untagged)
	set(b.missing, i18n.T("photos.missing", "n", i18n.Number(c.missing)), f.Missing)
	set(b.unhandled, i18n.T("photos.unhandled", "n", i18n.Number(c.unhandled)), f.Unhandled)
	b.said.Hidden = f.IsZero()
	b.line.SetText(i18n.T("photos.filter.said", "n", i18n.Number(shown), "of", i18n.Number(c.all), "what", b.s.filterWords()))
	b.clear.SetText(i18n.N("photos.filter.clear", f.Count()))
	b.box.Refresh()
}

// menu is how the pictures are looked at.
func (b *bar) menu() {
	s := b.s
	items := []widgets.MenuItem{{Text: i18n.T("photos.by"), Quiet: true}}
	for _, g := range groupings() {
		items = append(items, widgets.MenuItem{Text: i18n.T("photos.by." + string(g)), On: s.view.By == g, Tap: func() { s.set(func(v *view) { v.By = g }) }})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("photos.order"), Quiet: true, Rule: true})
	for _, oldest := range []bool{false, true} {
		key := "photos.order.newest"
		if oldest {
			key = "photos.order.oldest"
		}
		items = append(items, widgets.MenuItem{Text: i18n.T(key), On: s.view.Oldest == oldest, Tap: func() { s.set(func(v *view) { v.Oldest = oldest }) }})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("photos.size"), Quiet: true, Rule: true})
	for _, size := range sizes {
		items = append(items, widgets.MenuItem{Text: i18n.T("photos.size." + size), On: s.view.Size == size, Tap: func() { s.set(func(v *view) { v.Size = size }) }})
	}
	items = append(items, widgets.MenuItem{Text: i18n.T("photos.others"), Rule: true, Tap: func() { s.host.Open(screen.Route{Place: screen.Photos, Part: Others}) }})
	widgets.NewMenu(items...).ShowBelow(b.how)
}

// jump is a way to groups that follow each other.
type jump struct {
	text, count string
	group       int // the first of them
	month       bool
}

// jumps are the ways to the days, or to the groups, beside the grid; where it is narrow, in a list to choose from.
type jumps struct {
	s    *Screen
	box  *fyne.Container
	list *widgets.List[jump]
	of   []int // which jump leads to each group
}

func newJumps(s *Screen) *jumps {
	j := &jumps{s: s}
	j.list = uikit.Name(widgets.NewList(theme.Target, func() fyne.CanvasObject { return newJumpRow() }, showJump), "photos.days")
	j.list.Heading = func(x jump) bool { return x.month }
	j.list.Chosen = func(i int) { s.grid.ShowGroup(j.list.Rows()[i].group) }
	j.list.Opened = j.list.Chosen
	j.box = widgets.Pad(j.list, theme.Gap12, theme.Gap4, theme.Gap12, theme.Gap8)
	return j
}

// worth reports whether there is more than one way.
func (j *jumps) worth() bool { return len(j.list.Rows()) > 2 }

func (j *jumps) narrow(on bool) {
	if hidden := !on || !j.worth(); j.s.bar.days.Hidden != hidden {
		j.s.bar.days.Hidden = hidden
		j.s.bar.box.Refresh()
	}
}

func (j *jumps) show(groups []group) {
	var rows []jump
	var options []widgets.Option
	j.of = j.of[:0]
	month, n := "", 0
	for i, g := range groups {
		last := len(rows) - 1
		if last < 0 || rows[last].text != g.jump || g.month != month {
			if g.month != month && g.month != "" {
				rows = append(rows, jump{text: g.month, month: true})
			}
			month, n = g.month, 0
			rows = append(rows, jump{text: g.jump, group: i})
			options = append(options, widgets.Option{Value: i18n.Number(i)})
			last = len(rows) - 1
		}
		n += g.n
		rows[last].count = i18n.Number(n)
		o := &options[len(options)-1]
		o.Text = i18n.T("photos.jump.option", "name", g.jump, "n", i18n.Number(n))
		if g.month != "" {
			o.Text = i18n.T("photos.jump.day", "day", g.jump, "month", g.month, "n", i18n.Number(n))
		}
		j.of = append(j.of, last)
	}
	j.list.SetRows(rows)
	j.s.bar.days.SetOptions(options)
}

// to goes where the list to choose from says.
func (j *jumps) to(value string) {
	for i := range j.of {
		if i18n.Number(i) == value {
			j.s.grid.ShowGroup(i)
			return
		}
	}
}

// follow marks the way to what is in view.
func (j *jumps) follow(first int) {
	group := j.s.grid.GroupOf(first)
	if group < 0 || group >= len(j.of) {
		return
	}
	if at := j.of[group]; at != j.list.At() {
		j.list.GoTo(at)
		j.s.bar.days.SetSelected(i18n.Number(j.list.Rows()[at].group))
	}
}

type jumpRow struct{ name, count *widgets.Text }

func newJumpRow() fyne.CanvasObject {
	r := &jumpRow{name: widgets.NewText("", theme.Meta, theme.Ink2).Ellipsis(), count: widgets.NewText("", theme.Meta, theme.Ink2).Line()}
	return &fyne.Container{Layout: r, Objects: []fyne.CanvasObject{r.name, r.count}}
}

// Layout puts the name left and the count right.
func (r *jumpRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	n := o[1].MinSize()
	h := o[0].MinSize().Height
	o[1].Move(fyne.NewPos(s.Width-n.Width-theme.Gap12, (s.Height-n.Height)/2))
	o[1].Resize(n)
	o[0].Move(fyne.NewPos(theme.Gap4, (s.Height-h)/2))
	o[0].Resize(fyne.NewSize(max(s.Width-n.Width-theme.Gap12-2*theme.Gap4, 0), h))
}

// MinSize implements fyne.Layout.
func (r *jumpRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, o[0].MinSize().Height)
}

func showJump(o fyne.CanvasObject, j jump, _ int) {
	r := o.(*fyne.Container).Layout.(*jumpRow)
	r.name.Style.Bold = j.month
	r.name.SetColor(theme.Ink2)
	if j.month {
		r.name.SetColor(theme.Ink)
	}
	r.name.SetText(j.text)
	r.name.Refresh()
	r.count.SetText(j.count)
}

// people lists those who took a picture, by pseudonym.
func (s *Screen) photographers() []widgets.Option {
	seen := map[feltbog.ID]bool{}
	var out []widgets.Option
	for i := range s.shelf.Lines {
		id := s.shelf.Lines[i].Photographer
		if o, ok := s.shelf.People[id]; ok && !seen[id] {
			seen[id] = true
			out = append(out, widgets.Option{Value: id.String(), Text: o.Pseudonym})
		}
	}
	return byText(out)
}

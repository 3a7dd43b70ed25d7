package workshop

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// column is a bunke on the wall, or the cards that lie in none.
type column struct {
	w       *wall
	cluster feltbog.ID // zero: the loose ones
	number  int
	title   string
	cards   []*cardView

	ground *widgets.Box
	dashed *widgets.Dashed
	head   *columnHead
	list   *fyne.Container
	none   *widgets.Text
	scroll *container.Scroll
	mark   *widgets.Box // where a dragged card would come to lie
	box    *fyne.Container
}

func newColumn(w *wall, cluster feltbog.ID) *column {
	c := &column{w: w, cluster: cluster, ground: widgets.NewBox(theme.Sunk, "", theme.RadiusCard), list: widgets.Column(theme.Gap8), mark: widgets.NewBox(theme.Accent, "", 2),
		none: widgets.NewText("", theme.Small, theme.Ink2)}
	c.head = newColumnHead(c)
	c.scroll = container.NewVScroll(widgets.Pad(widgets.Column(0, c.list, c.none), 2, 10, theme.Gap12, 10))
	c.scroll.OnScrolled = func(fyne.Position) { c.reach() }
	c.mark.Hide()
	ground := []fyne.CanvasObject{c.ground}
	if cluster.IsZero() {
		c.ground.Set("", "", 0)
		c.dashed = widgets.NewDashed(theme.Edge)
		ground = append(ground, c.dashed)
	}
	ground = append(ground, container.NewBorder(c.head, nil, nil, nil, container.New(&reaching{c}, c.scroll)), container.NewWithoutLayout(c.mark))
	c.box = container.NewStack(ground...)
	return c
}

// set shows the cards of the column; views are taken from those that exist.
func (c *column) set(number int, title string, cards []feltbog.Card, dots int) {
	c.number, c.title = number, title
	c.cards = nil
	objects := make([]fyne.CanvasObject, len(cards))
	for i := range cards {
		v := c.w.view(cards[i])
		c.cards = append(c.cards, v)
		objects[i] = v
	}
	c.head.set(cards, dots)
	c.none.Hidden = len(cards) > 0
	switch {
	case c.cluster.IsZero():
		c.none.SetText(i18n.T("board.loose.none"))
	default:
		c.none.SetText(i18n.T("board.cluster.none"))
	}
	if !slices.Equal(c.list.Objects, objects) {
		c.list.Objects = objects
		c.list.Refresh()
		c.scroll.Refresh()
		c.reach()
	}
}

// reaching lays the cards and gives those that can be seen their look.
type reaching struct{ c *column }

func (l *reaching) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	l.c.reach()
}

func (l *reaching) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// reach gives the cards that can be seen, and those near them, their look.
func (c *column) reach() {
	view := c.scroll.Size().Height
	if view <= 0 || c.list.Size().Width <= 0 {
		return
	}
	c.give(func(v *cardView) bool {
		y := v.Position().Y
		return y < c.scroll.Offset.Y+view*1.5 && y+v.Size().Height > c.scroll.Offset.Y-view/2
	})
}

// give gives some cards their look.
func (c *column) give(which func(*cardView) bool) {
	some := false
	for _, v := range c.cards {
		if !v.made() && which(v) {
			v.make()
			some = true
		}
	}
	if some {
		c.list.Refresh()
		c.scroll.Refresh()
		c.w.s.host.Do(c.w.s.morePictures)
	}
}

// dress shows whether the column is chosen, or a card is held over it.
func (c *column) dress(over bool) {
	chosen := c.w.at.card.IsZero() && c.w.at.column && c.w.at.cluster == c.cluster
	inside := !c.w.at.card.IsZero() && c.w.at.cluster == c.cluster && !c.cluster.IsZero()
	fill, edge, stroke := theme.Sunk, fyne.ThemeColorName(""), float32(0)
	if c.cluster.IsZero() {
		fill = ""
	}
	switch {
	case over:
		edge, stroke = theme.Accent, theme.StrokeSelected
	case chosen && c.w.focus:
		fill, edge, stroke = theme.AccentSoft, theme.Accent, theme.StrokeFocus
	case chosen:
		fill, edge, stroke = theme.AccentSoft, theme.Accent, theme.StrokeSelected
	case inside:
		fill, edge, stroke = theme.AccentSoft, theme.Accent, theme.StrokeRule
	}
	c.ground.Set(fill, edge, stroke)
	if c.dashed != nil {
		c.dashed.Hidden = edge != ""
	}
}

// reveal scrolls a card into view.
func (c *column) reveal(id feltbog.ID) {
	c.give(func(v *cardView) bool { return v.card.ID == id })
	for _, v := range c.cards {
		if v.card.ID == id {
			y, h, view := v.Position().Y, v.Size().Height, c.scroll.Size().Height
			switch {
			case y < c.scroll.Offset.Y:
				c.scroll.ScrollToOffset(fyne.NewPos(0, max(y-theme.Gap8, 0)))
			case y+h+theme.Gap12 > c.scroll.Offset.Y+view && view > 0:
				c.scroll.ScrollToOffset(fyne.NewPos(0, y+h+theme.Gap12-view))
			}
		}
	}
}

// slot is the place between the cards at a height of the window, and where its line is drawn.
func (c *column) slot(at float32) (i int, y float32) {
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.list).Y
	for i < len(c.cards) && at-top > c.cards[i].Position().Y+c.cards[i].Size().Height/2 {
		i++
	}
	switch {
	case len(c.cards) == 0:
		y = 0
	case i < len(c.cards):
		y = c.cards[i].Position().Y - theme.Gap4 - 1
	default:
		y = c.cards[i-1].Position().Y + c.cards[i-1].Size().Height + theme.Gap4
	}
	return i, y + top - fyne.CurrentApp().Driver().AbsolutePositionForObject(c.box).Y
}

// columnHead is the number and the name of a bunke, who speaks in it, and how many cards there are. It is tapped to choose the
// whole bunke.
type columnHead struct {
	widget.BaseWidget
	c     *column
	no    *widgets.Text
	disc  *fyne.Container
	title *widgets.Text
	who   *fyne.Container
	meta  *widgets.Text
	more  *widgets.Button
	root  *fyne.Container
	shown string
}

func newColumnHead(c *column) *columnHead {
	h := &columnHead{c: c, no: widgets.NewText("", theme.Meta, theme.Paper).Bold().Line(), title: widgets.NewText("", theme.Read, theme.Ink).Bold(), who: widgets.Row(4), meta: widgets.Quiet("").Line()}
	h.title.Lines = 4
	h.no.Align = fyne.TextAlignCenter
	h.disc = widgets.AtLeast(container.NewStack(widgets.NewBox(theme.Ink, "", 13), container.NewCenter(h.no)), 26, 26)
	h.more = widgets.NewLink("", func() { c.w.menuOf(c, h.more) })
	h.more.Icon = "more"
	top := container.NewBorder(nil, nil, widgets.Pad(widgets.Column(0, h.disc), 0, theme.Gap8, 0, 0), widgets.Column(0, h.more), h.title)
	if c.cluster.IsZero() {
		top = container.NewStack(h.title)
		h.more.Hide()
	}
	h.root = widgets.Pad(widgets.Column(theme.Gap8, top, container.NewBorder(nil, nil, h.who, widgets.Pad(h.meta, 0, theme.Gap8, 0, 0))), theme.Gap12, theme.Gap4, theme.Gap8, 14)
	h.ExtendBaseWidget(h)
	return h
}

func (h *columnHead) set(cards []feltbog.Card, dots int) {
	title, ink, italic := h.c.title, theme.Ink, false
	switch {
	case h.c.cluster.IsZero():
		title = i18n.T("board.loose")
	case title == "":
		title, ink, italic = i18n.T("board.cluster.unnamed"), theme.Ink2, true
	}
	meta := i18n.N("board.cards", len(cards))
	if dots > 0 {
		meta = i18n.N("board.dots", dots)
	}
	has := map[feltbog.Perspective]bool{}
	key := i18n.Number(h.c.number) + title + meta
	for _, c := range cards {
		if !has[c.Perspective] {
			key += string(c.Perspective)
		}
		has[c.Perspective] = true
	}
	if key == h.shown {
		return
	}
	h.shown = key
	h.no.SetText(i18n.Number(h.c.number))
	h.title.Text, h.title.Color, h.title.Style.Italic = title, ink, italic
	h.title.Refresh()
	h.meta.SetText(meta)
	h.who.Objects = nil
	if !h.c.cluster.IsZero() {
		for _, p := range feltbog.Perspectives() {
			if has[p] {
				h.who.Add(widgets.NewBadge(widgets.RoleOf(string(p)), widgets.Heard, 19))
			}
		}
	}
	h.root.Refresh()
}

// Tapped chooses the bunke.
func (h *columnHead) Tapped(*fyne.PointEvent) {
	uikit.Touch()
	h.c.w.takeFocus()
	h.c.w.choose(target{cluster: h.c.cluster, column: true})
}

// TappedSecondary shows what can be done with it.
func (h *columnHead) TappedSecondary(*fyne.PointEvent) {
	if !h.c.cluster.IsZero() {
		h.c.w.menuOf(h.c, h.more)
	}
}

// Cursor implements desktop.Cursorable.
func (h *columnHead) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (h *columnHead) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.root) }

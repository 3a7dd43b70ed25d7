package workshop

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// target is what is chosen on the wall: a card, or a whole column. The zero target is nothing.
type target struct {
	cluster feltbog.ID
	card    feltbog.ID
	column  bool // the column itself, where there is no card
}

// id is what readings are about: the card, or the bunke.
func (t target) id() feltbog.ID {
	if !t.card.IsZero() {
		return t.card
	}
	return t.cluster
}

// wall is the columns beside each other. It is one stop of the keyboard: arrows move in it.
type wall struct {
	widget.BaseWidget
	s       *Screen
	columns []*column
	views   map[feltbog.ID]*cardView
	kept    map[feltbog.ID]*column
	at      target
	picked  map[feltbog.ID]bool
	held    map[feltbog.ID]bool
	focus   bool
	seen    target // what was in view, and where in its column
	seenAt  int

	row    *fyne.Container
	scroll *container.Scroll
	lay    *wallLayout
	over   *column // a card is held over
	slot   int
}

func newWall(s *Screen) *wall {
	w := &wall{s: s, views: map[feltbog.ID]*cardView{}, kept: map[feltbog.ID]*column{}, picked: map[feltbog.ID]bool{}, held: map[feltbog.ID]bool{}}
	w.lay = &wallLayout{}
	w.row = container.New(w.lay)
	w.scroll = container.NewHScroll(w.row)
	w.ExtendBaseWidget(w)
	return w
}

// set shows a board.
func (w *wall) set(b *app.Board) {
	var columns []*column
	column := func(id feltbog.ID) *column {
		c := w.kept[id]
		if c == nil {
			c = newColumn(w, id)
			w.kept[id] = c
		}
		columns = append(columns, c)
		return c
	}
	column(feltbog.ID{}).set(0, "", b.Loose, 0)
	for _, c := range b.Clusters {
		column(c.Cluster.ID).set(c.Number, c.Cluster.Title, c.Cards, b.Dots[c.Cluster.ID])
	}
	same := slices.Equal(w.columns, columns)
	w.columns = columns
	if !same {
		w.row.Objects = nil
		for _, c := range columns {
			w.row.Add(c.box)
		}
		w.scroll.Refresh()
	}
	w.settle()
}

// settle keeps what is chosen among what is there.
func (w *wall) settle() {
	if !w.at.card.IsZero() {
		if c := w.columnOf(w.at.card); c != nil {
			w.at.cluster = c.cluster
		} else {
			w.at = target{cluster: w.at.cluster, column: true}
		}
	}
	if w.at.card.IsZero() && !slices.ContainsFunc(w.columns, func(c *column) bool { return c.cluster == w.at.cluster }) {
		w.at = target{}
	}
	for id := range w.picked {
		if w.columnOf(id) == nil {
			delete(w.picked, id)
		}
	}
	w.dress()
}

// view is the view of a card; a card never changes once it is made.
func (w *wall) view(c feltbog.Card) *cardView {
	v := w.views[c.ID]
	if v == nil {
		v = newCardView(w, c)
		w.views[c.ID] = v
	}
	return v
}

// columnOf is the column in which a card lies.
func (w *wall) columnOf(card feltbog.ID) *column {
	for _, c := range w.columns {
		if slices.ContainsFunc(c.cards, func(v *cardView) bool { return v.card.ID == card }) {
			return c
		}
	}
	return nil
}

func (w *wall) clusterOf(card feltbog.ID) feltbog.ID {
	if c := w.columnOf(card); c != nil {
		return c.cluster
	}
	return feltbog.ID{}
}

// dress shows what is chosen.
func (w *wall) dress() {
	for _, c := range w.columns {
		c.dress(c == w.over)
		for _, v := range c.cards {
			v.dress()
		}
	}
}

func (w *wall) takeFocus() {
	if c := uikit.CanvasOf(w); c != nil && c.Focused() != w {
		c.Focus(w)
	}
}

// choose brings something to the front.
func (w *wall) choose(t target) {
	w.at = t
	w.dress()
	w.reveal()
	w.s.chosen()
}

// pick adds a card to those that are moved together, or takes it out.
func (w *wall) pick(card feltbog.ID) {
	if w.picked[card] {
		delete(w.picked, card)
	} else {
		w.picked[card] = true
	}
	w.dress()
}

// these are the cards that are moved: those that were picked, or the one in front.
func (w *wall) these() (ids []feltbog.ID) {
	for _, c := range w.columns {
		for _, v := range c.cards {
			if w.picked[v.card.ID] || len(w.picked) == 0 && v.card.ID == w.at.card {
				ids = append(ids, v.card.ID)
			}
		}
	}
	return ids
}

// follow brings what is chosen into view where it lies elsewhere than before; what somebody scrolled away from stays away.
func (w *wall) follow() {
	at := w.at
	if c := w.columnOf(at.card); c != nil {
		for i, v := range c.cards {
			if v.card.ID == at.card && (w.seen.cluster != c.cluster || w.seenAt != i) {
				w.seenAt = i
				w.reveal()
			}
		}
	}
	w.seen = at
}

// reveal brings what is chosen into view.
func (w *wall) reveal() {
	for _, c := range w.columns {
		if c.cluster != w.at.cluster || w.at == (target{}) {
			continue
		}
		x, width, view := c.box.Position().X, c.box.Size().Width, w.scroll.Size().Width
		switch {
		case x < w.scroll.Offset.X:
			w.scroll.ScrollToOffset(fyne.NewPos(max(x-theme.Gap8, 0), 0))
		case x+width > w.scroll.Offset.X+view && view > 0:
			w.scroll.ScrollToOffset(fyne.NewPos(x+width-view, 0))
		}
		c.reveal(w.at.card)
	}
}

// menuOf shows what can be done with a bunke.
func (w *wall) menuOf(c *column, at fyne.CanvasObject) {
	w.choose(target{cluster: c.cluster, column: true})
	widgets.NewMenu(w.s.clusterMenu(c)...).ShowBelow(at)
}

// dragOver shows where a card that is held would come to lie.
func (w *wall) dragOver(at fyne.Position) {
	w.over = nil
	for _, c := range w.columns {
		pos, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.box), c.box.Size()
		c.mark.Hide()
		if at.X < pos.X || at.X >= pos.X+size.Width || at.Y < pos.Y-theme.Gap28 || at.Y > pos.Y+size.Height+theme.Gap28 {
			continue
		}
		w.over = c
		var y float32
		w.slot, y = c.slot(at.Y)
		if !c.cluster.IsZero() { // those without a bunke lie by number
			c.mark.Move(fyne.NewPos(10, y))
			c.mark.Resize(fyne.NewSize(size.Width-20, 3))
			c.mark.Show()
		}
	}
	w.dress()
}

// dropped puts a card where it was held.
func (w *wall) dropped(card feltbog.ID) {
	to := w.over
	w.over = nil
	for _, c := range w.columns {
		c.mark.Hide()
	}
	w.dress()
	if to == nil {
		return
	}
	if !w.picked[card] {
		clear(w.picked)
	}
	after, first := feltbog.ID{}, true
	for i := min(w.slot, len(to.cards)) - 1; i >= 0; i-- {
		if id := to.cards[i].card.ID; id != card && !w.picked[id] {
			after, first = id, false
			break
		}
	}
	w.s.move(w.these(), to, after, first && len(to.cards) > 0)
}

// CreateRenderer implements fyne.Widget.
func (w *wall) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.scroll) }

// Resize tells the columns how much can be seen, which says how wide they are.
func (w *wall) Resize(s fyne.Size) {
	if s.Width != w.lay.view {
		w.lay.view = s.Width
		w.row.Refresh()
	}
	w.BaseWidget.Resize(s)
}

// wallLayout lays the loose cards narrow and the bunker wide: two where it is narrow, three as drawn, more where there is room.
type wallLayout struct{ view float32 }

const (
	looseWide  = 178
	columnWide = 240
	columnMost = 340
	wallGap    = 12
	barHigh    = 12 // what a bar to scroll by covers
)

// wide is how wide the loose cards and each of n bunker are.
func (l *wallLayout) wide(n int) (loose, each float32) {
	scale := theme.Scale()
	loose = looseWide * scale
	if n == 0 {
		return max(min(l.view, columnMost*scale), loose), 0
	}
	rest := l.view - loose
	seen := max(int(rest/(columnWide*scale+wallGap)), 2)
	each = rest/float32(min(n, seen)) - wallGap
	each = min(max(each, 200*scale), columnMost*scale)
	if spare := rest - float32(n)*(each+wallGap); spare > 0 { // few bunker on a large screen leave room to the loose cards
		loose = min(loose+spare, each)
	}
	return loose, each
}

func (l *wallLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	loose, each := l.wide(len(o) - 1)
	if l.MinSize(o).Width > l.view+1 {
		s.Height -= barHigh
	}
	x := float32(0)
	for i, c := range o {
		w := each
		if i == 0 {
			w = loose
		}
		c.Move(fyne.NewPos(x, 0))
		c.Resize(fyne.NewSize(w, s.Height))
		x += w + wallGap
	}
}

func (l *wallLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	if len(o) == 0 {
		return fyne.Size{}
	}
	loose, each := l.wide(len(o) - 1)
	return fyne.NewSize(loose+float32(len(o)-1)*(each+wallGap)-0.5, 120)
}

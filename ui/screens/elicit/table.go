package elicit

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/trace"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// table is where the pictures are sorted into piles: by a drag, or by the digit of a pile for the picture that is worked
// on. A series may be sorted several times.
type table struct {
	s     *Screen
	box   *fyne.Container
	sorts *widgets.Select
	rule  *widgets.Entry
	row   *fyne.Container
	more  *widgets.Button
	none  fyne.CanvasObject
	tools *fyne.Container

	at      feltbog.ID // the sorting in front
	wants   feltbog.ID // the pile whose name is asked for next
	heaps   []*heap
	filling bool
	kept    string
}

// heap is a pile on the screen; the first one holds what lies loose.
type heap struct {
	id     feltbog.ID
	ground *widgets.Box
	name   *widgets.Entry
	kept   string
	box    *fyne.Container
}

func newTable(s *Screen) *table {
	t := &table{s: s, row: widgets.Row(theme.Gap12)}
	t.sorts = uikit.Name(widgets.NewSelect(nil, "", func(v string) {
		if id, err := feltbog.ParseID(v); err == nil && !t.filling {
			t.at = id
			t.show()
		}
	}), "elicit.sorts")
	t.rule = uikit.Name(widgets.NewEntry(i18n.T("elicit.sort.rule")), "elicit.sort.rule")
	t.rule.OnChanged = t.ruled
	begin := uikit.Name(widgets.NewButton(i18n.T("elicit.sort.new"), "plus", t.begin), "elicit.sort.new")
	begin.Key = chord("elicit.sort")
	add := uikit.Name(widgets.NewButton(i18n.T("elicit.pile.new"), "plus", t.add), "elicit.pile.new")
	add.Key = chord("elicit.pile")
	t.more = uikit.Name(widgets.NewButton("", "more", func() {
		widgets.NewMenu(widgets.MenuItem{Text: i18n.T("elicit.sort.delete"), Icon: "trash", Danger: true, Tap: t.remove}).ShowBelow(t.more)
	}), "elicit.sort.more")
	t.tools = container.NewBorder(nil, nil, widgets.Row(theme.Gap8, widgets.AtLeast(t.sorts, 200, 0)), widgets.Row(theme.Gap8, add, begin, t.more), widgets.Pad(widgets.Tall(t.rule), 0, theme.Gap8, 0, theme.Gap8))
	first := uikit.Name(widgets.NewPrimary(i18n.T("elicit.sort.first"), "plus", t.begin), "elicit.sort.first")
	t.none = widgets.NewEmpty("grid", i18n.T("elicit.sort.none"), first)
	t.box = widgets.Pad(container.NewBorder(widgets.Pad(widgets.Column(theme.Gap4, t.tools, widgets.Quiet(i18n.T("elicit.pile.help"))), 0, 0, theme.Gap12, 0), nil, nil, nil,
		container.NewStack(container.NewHScroll(t.row), t.none)), theme.Gap16, theme.Gap28, theme.Gap12, theme.Gap28)
	return t
}

// now is the sorting in front: the last one unless another was chosen.
func (t *table) now() *app.Sorting {
	all := t.s.page.Series.Sorts
	for i := range all {
		if all[i].Sort.ID == t.at {
			return &all[i]
		}
	}
	if n := len(all); n > 0 {
		t.at = all[n-1].Sort.ID
		return &all[n-1]
	}
	return nil
}

func (t *table) show() {
	o := t.now()
	t.tools.Hidden, t.row.Hidden = o == nil, o == nil
	if t.none.Hide(); o == nil {
		t.none.Show()
		t.box.Refresh()
		return
	}
	t.filling = true
	var options []widgets.Option
	for i := range t.s.page.Series.Sorts {
		one := &t.s.page.Series.Sorts[i].Sort
		text := i18n.T("elicit.sort.number", "n", i18n.Number(one.Number))
		options = append(options, widgets.Option{Value: one.ID.String(), Text: text})
	}
	t.sorts.SetOptions(options)
	t.sorts.SetSelected(o.Sort.ID.String())
	if t.rule.Text == t.kept {
		t.kept = o.Sort.Rule
		t.rule.SetText(o.Sort.Rule)
	}
	t.filling = false
	old := t.heaps
	t.heaps, t.row.Objects = nil, nil
	t.put1(t.heapOf(old, feltbog.ID{}), i18n.T("elicit.pile.loose"), 0, o.Loose)
	for i := range o.Piles {
		h := t.heapOf(old, o.Piles[i].ID)
		if h.name.Text == h.kept && h.name.Text != o.Piles[i].Name {
			t.filling = true
			h.kept = o.Piles[i].Name
			h.name.SetText(o.Piles[i].Name)
			t.filling = false
		}
		t.put1(h, "", i+1, o.Piles[i].Photos)
		if h.id == t.wants {
			t.wants = feltbog.ID{}
			t.s.host.Window().Canvas().Focus(h.name)
		}
	}
	t.box.Refresh()
}

// heapOf keeps the field of a pile that is there already, so that nobody loses the word that is being written.
func (t *table) heapOf(old []*heap, id feltbog.ID) *heap {
	for _, h := range old {
		if h.id == id {
			return h
		}
	}
	h := &heap{id: id, ground: widgets.NewBox(theme.Sunk, "", theme.RadiusCard)}
	h.name = widgets.NewEntry(i18n.T("elicit.pile.name"))
	h.name.OnChanged = func(text string) {
		if !t.filling {
			t.s.keep.Later(id, func(ctx context.Context) error { return t.s.deps.NamePile(ctx, id, text) }, func() { h.kept = text })
		}
	}
	h.name.Enter = func() { t.s.host.Window().Canvas().Unfocus() }
	return h
}

// put1 draws a pile with its pictures.
func (t *table) put1(h *heap, title string, n int, photos []feltbog.ID) {
	var top fyne.CanvasObject = widgets.Label(title)
	if n > 0 {
		var more *widgets.Button
		more = uikit.Name(widgets.NewButton("", "more", func() {
			widgets.NewMenu(widgets.MenuItem{Text: i18n.T("elicit.pile.delete"), Icon: "trash", Danger: true, Tap: func() {
				t.s.keep.Then(func(ctx context.Context) error { return t.s.deps.DeletePile(ctx, h.id) }, t.s.reload)
			}}).ShowBelow(more)
		}), "elicit.pile.more."+i18n.Number(n))
		top = container.NewBorder(nil, nil, container.NewCenter(widgets.NewKeyCap(i18n.Number(n))), more, widgets.Pad(widgets.Tall(uikit.Name(h.name, "elicit.pile."+i18n.Number(n))), 0, theme.Gap4, 0, theme.Gap8))
	}
	tiles := widgets.Flow(theme.Gap4)
	for _, id := range photos {
		o := t.s.page.Series.Picture(id)
		if o == nil {
			continue
		}
		c := newCard()
		c.Text, c.Chosen = titleOf(&o.Photo), id == t.s.console.At()
		if o.OnTable() {
			c.Image = t.s.thumbs.get(id)
		} else {
			c.Loose, c.Text = true, i18n.T("elicit.away."+why(o))
		}
		c.Tap = func() { t.s.goTo(id) }
		c.over, c.dropped = t.over, func(at fyne.Position) { t.drop(id, at) }
		c.Menu = func(at fyne.Position) { widgets.NewMenu(t.ways(id)...).ShowAt(t.s.host.Window().Canvas(), at) }
		tiles.Add(c)
	}
	h.box = widgets.AtLeast(container.NewStack(h.ground, widgets.Pad(container.NewBorder(widgets.Pad(top, 0, 0, theme.Gap8, 0), nil, nil, nil, container.NewVScroll(tiles)),
		theme.Gap12, theme.Gap12, theme.Gap12, theme.Gap12)), 264, 0)
	t.heaps = append(t.heaps, h)
	t.row.Objects = append(t.row.Objects, container.New(&highest{t}, h.box))
}

// highest makes a pile as high as its place.
type highest struct{ t *table }

// MinSize implements fyne.Layout.
func (l *highest) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := o[0].MinSize()
	s.Height = max(s.Height, 200*theme.Scale(), l.t.box.Size().Height-150*theme.Scale())
	return s
}

// Layout implements fyne.Layout.
func (l *highest) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// ways are the piles that a picture can be moved to.
func (t *table) ways(id feltbog.ID) []widgets.MenuItem {
	items := []widgets.MenuItem{{Text: i18n.T("elicit.pile.to.loose"), Key: i18n.Number(0), Tap: func() { t.put(id, 0) }}}
	if o := t.now(); o != nil {
		for i := range o.Piles {
			name := o.Piles[i].Name
			if !filled(name) {
				name = i18n.T("elicit.pile.number", "n", i18n.Number(i+1))
			}
			items = append(items, widgets.MenuItem{Text: i18n.T("elicit.pile.to", "name", name), Key: i18n.Number(i + 1), Tap: func() { t.put(id, i+1) }})
		}
	}
	return items
}

// put puts a picture into a pile by its number; 0 takes it out of all.
func (t *table) put(photo feltbog.ID, n int) {
	o := t.now()
	if o == nil || photo.IsZero() || n > len(o.Piles) {
		return
	}
	var pile feltbog.ID
	if n > 0 {
		pile = o.Piles[n-1].ID
	}
	t.into(photo, pile)
}

func (t *table) into(photo, pile feltbog.ID) {
	sort := t.at
	t.s.keep.Then(func(ctx context.Context) error { return t.s.deps.PutInPile(ctx, sort, photo, pile) }, func() {
		trace.Event("piled", "id", photo.String())
		t.s.reload()
	})
}

// over shows which pile a picture would fall into.
func (t *table) over(at fyne.Position) {
	for _, h := range t.heaps {
		if within(h.box, at) {
			h.ground.Set(theme.AccentSoft, theme.Accent, theme.StrokeSelected)
		} else {
			h.ground.Set(theme.Sunk, "", 0)
		}
	}
}

func (t *table) drop(photo feltbog.ID, at fyne.Position) {
	for _, h := range t.heaps {
		h.ground.Set(theme.Sunk, "", 0)
		if within(h.box, at) {
			t.into(photo, h.id)
		}
	}
}

// begin begins another sorting.
func (t *table) begin() {
	s := t.s
	if !s.there || s.mode != piles {
		return
	}
	set := s.page.Series.Set
	o := feltbog.PileSort{Set: set.ID, Session: set.Session, Participant: set.Participant}
	if w := s.page.Series.Who; w != nil {
		o.Perspective = w.Perspective
	}
	o.ID = feltbog.NewID()
	pile := feltbog.ID{}
	s.keep.Then(func(ctx context.Context) error {
		_, err := s.deps.BeginSort(ctx, o)
		if err == nil {
			pile, err = s.deps.AddPile(ctx, o.ID, "", feltbog.ID{})
		}
		return err
	}, func() {
		t.at, t.wants = o.ID, pile
		s.reload()
	})
}

// add begins another pile; its name is asked for at once.
func (t *table) add() {
	if t.s.mode != piles || t.now() == nil {
		return
	}
	sort, made := t.at, feltbog.ID{}
	t.s.keep.Then(func(ctx context.Context) (err error) {
		made, err = t.s.deps.AddPile(ctx, sort, "", feltbog.ID{})
		return err
	}, func() {
		t.wants = made
		t.s.reload()
	})
}

func (t *table) ruled(text string) {
	if t.filling || t.at.IsZero() {
		return
	}
	id := t.at
	t.s.keep.Later([2]any{"rule", id}, func(ctx context.Context) error {
		return t.s.deps.EditSort(ctx, id, func(o *feltbog.PileSort) { o.Rule = text })
	}, func() { t.kept = text })
}

func (t *table) remove() {
	id := t.at
	t.s.keep.Then(func(ctx context.Context) error { return t.s.deps.DeleteSort(ctx, id) }, func() {
		t.at = feltbog.ID{}
		t.s.host.Say(i18n.T("elicit.sort.deleted"))
		t.s.reload()
	})
}

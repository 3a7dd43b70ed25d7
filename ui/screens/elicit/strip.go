package elicit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// barHigh is what a bar to scroll by covers of what is scrolled, in Fyne units.
const barHigh = 10

// strip shows all pictures of the series below the console, also those that are not on the table: without their pixels, and
// with the word why.
type strip struct {
	s   *Screen
	row *fyne.Container
	bar *container.Scroll
	box *fyne.Container
}

func newStrip(s *Screen) *strip {
	t := &strip{s: s, row: widgets.Row(theme.Gap8)}
	t.bar = container.NewHScroll(widgets.Pad(t.row, 0, 0, barHigh, 0))
	t.box = container.NewStack(widgets.NewBox(theme.Card, "", 0), widgets.Column(0, widgets.Rule(), widgets.Pad(t.bar, theme.Gap8, theme.Gap28, theme.Gap8, theme.Gap28)))
	return t
}

func (t *strip) show() {
	s := t.s
	t.row.Objects = nil
	at := float32(-1)
	for i := range s.page.Series.Pictures {
		o := &s.page.Series.Pictures[i]
		tile := t.tile(o)
		if o.Photo.ID == s.console.At() {
			at = float32(i) * (tile.MinSize().Width + theme.Gap8)
		}
		t.row.Add(uikit.Name(tile, "elicit.strip."+i18n.Number(i+1)))
	}
	t.box.Hidden = len(t.row.Objects) == 0 || s.mode == after
	t.box.Refresh()
	if w := t.bar.Size().Width; at >= 0 && w > 0 && (at < t.bar.Offset.X || at+120*theme.Scale() > t.bar.Offset.X+w) {
		t.bar.ScrollToOffset(fyne.NewPos(max(at-w/2, 0), 0))
	}
	s.all.Refresh()
}

func (t *strip) tile(o *app.SeriesPicture) *card {
	s, id := t.s, o.Photo.ID
	tile := newCard()
	tile.dropped = func(at fyne.Position) { t.drop(id, at) }
	tile.Chosen = id == s.console.At()
	if !o.OnTable() {
		tile.Loose = true
		tile.Text = i18n.T("elicit.away." + why(o))
		tile.Tap = func() { s.backOnTable(o) }
		return tile
	}
	tile.Image = s.thumbs.get(id)
	tile.Text = titleOf(&o.Photo)
	if o.Place.Rank > 0 {
		tile.Text = i18n.Number(o.Place.Rank) + " · " + tile.Text
	}
	tile.Tap = func() { s.goTo(id) }
	return tile
}

// drop puts a picture to where it was dragged among the others.
func (t *strip) drop(id feltbog.ID, at fyne.Position) {
	from, to := -1, 0
	for i, o := range t.row.Objects {
		if t.s.page.Series.Pictures[i].Photo.ID == id {
			from = i
		} else if fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X+o.Size().Width/2 < at.X {
			to++
		}
	}
	if from >= 0 && from != to && within(t.box, at) {
		t.s.moveBehind(id, to, from)
	}
}

// why says why a picture is not on the table.
func why(o *app.SeriesPicture) string {
	switch {
	case o.Photo.DoNotUse:
		return "barred"
	case o.Place.Choice == feltbog.TakenBack:
		return "taken_back"
	}
	return "left_out"
}

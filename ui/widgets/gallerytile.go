package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// galleryTile is one picture with its signs. A tap on its upper right corner selects it.
type galleryTile[K comparable] struct {
	widget.BaseWidget
	b     *galleryBody[K]
	i     int
	tile  Tile
	hover bool
}

func newGalleryTile[K comparable](b *galleryBody[K]) *galleryTile[K] {
	t := &galleryTile[K]{b: b}
	t.ExtendBaseWidget(t)
	return t
}

func (t *galleryTile[K]) fill(i int) {
	t.i = i
	if t.b.g.Fill != nil {
		t.tile = t.b.g.Fill(i, t.b.pixels())
	}
	t.Refresh()
}

// Tapped implements fyne.Tappable.
func (t *galleryTile[K]) Tapped(e *fyne.PointEvent) {
	corner := e != nil && e.Position.X > t.Size().Width-theme.Target && e.Position.Y < theme.Target
	t.b.g.tapped(t.i, corner)
}

// TappedSecondary shows the menu.
func (t *galleryTile[K]) TappedSecondary(e *fyne.PointEvent) { t.b.g.menuAt(t.i, e.AbsolutePosition) }

// MouseIn implements desktop.Hoverable.
func (t *galleryTile[K]) MouseIn(*desktop.MouseEvent) { t.hover = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *galleryTile[K]) MouseMoved(*desktop.MouseEvent) { uikit.Touch() }

// MouseOut implements desktop.Hoverable.
func (t *galleryTile[K]) MouseOut() { t.hover = false; t.Refresh() }

// Cursor implements desktop.Cursorable.
func (t *galleryTile[K]) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (t *galleryTile[K]) CreateRenderer() fyne.WidgetRenderer {
	r := &galleryTileRenderer[K]{t: t, ground: NewBox(theme.Sunk, "", theme.RadiusPhoto), ring: NewBox("", "", theme.RadiusPhoto+3), front: NewBox("", "", theme.RadiusPhoto+5),
		img:  &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest, CornerRadius: theme.RadiusPhoto},
		sign: newGallerySign(), flag: newGallerySign(), tick: newGallerySign(), count: canvas.NewText("", nil), countBox: NewBox(theme.Card, "", 5)}
	r.img.Hide()
	r.Refresh()
	return r
}

type galleryTileRenderer[K comparable] struct {
	t                   *galleryTile[K]
	ground, ring, front *Box
	img                 *canvas.Image
	sign, flag, tick    *gallerySign
	count               *canvas.Text
	countBox            *Box
}

func (r *galleryTileRenderer[K]) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.img.Resize(s)
	around := func(b *Box, by float32) {
		b.Move(fyne.NewPos(-by, -by))
		b.Resize(s.Add(fyne.NewSize(2*by, 2*by)))
	}
	around(r.ring, 2)
	around(r.front, 5)
	side := 22 * min(textScale(), 1.2)
	square := fyne.NewSquareSize(side)
	put := func(o fyne.CanvasObject, x, y float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(square)
	}
	put(r.sign, 4, s.Height-side-4)
	put(r.flag, 4, 4)
	put(r.tick, s.Width-side-4, 4)
	m := r.count.MinSize()
	box := fyne.NewSize(max(m.Width+10, side*0.8), side)
	r.countBox.Resize(box)
	r.countBox.Move(fyne.NewPos(s.Width-box.Width-4, s.Height-box.Height-4))
	r.count.Move(fyne.NewPos(s.Width-4-box.Width/2-m.Width/2, s.Height-4-box.Height/2-m.Height/2))
	r.count.Resize(m)
}

func (r *galleryTileRenderer[K]) MinSize() fyne.Size { return fyne.NewSquareSize(theme.Target) }

func (r *galleryTileRenderer[K]) Refresh() {
	t, g := r.t, r.t.b.g
	if t.i >= len(g.keys) {
		return
	}
	on, front := g.picked[g.keys[t.i]], t.i == g.at
	r.ground.Set(theme.Sunk, "", 0)
	if r.img.Image != t.tile.Picture {
		r.img.Image = t.tile.Picture
		r.img.Hidden = t.tile.Picture == nil
		r.img.Refresh()
	}
	edge, outer := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	if on {
		edge = theme.Accent
	}
	switch {
	case front && g.focus:
		outer = theme.Ink
	case front:
		outer = theme.Edge
	}
	r.ring.Set("", edge, theme.StrokeFocus)
	r.front.Set("", outer, theme.StrokeSelected)
	tone := t.tile.Tone
	r.sign.set(t.tile.Sign, signGround(tone), tone.Ink(), 5)
	flag := ""
	if t.tile.Flag {
		flag = "flag"
	}
	r.flag.set(flag, theme.Card, theme.AccentText, 5)
	switch {
	case on:
		r.tick.set("check", theme.Accent, theme.OnAccent, 13)
	case t.hover:
		r.tick.set("check", theme.Card, theme.Ink3, 13)
	default:
		r.tick.set("", "", "", 13)
	}
	r.count.Text, r.count.Color, r.count.TextSize = t.tile.Count, theme.Color(theme.Ink), theme.Size(theme.Tiny)
	r.countBox.Set(theme.Card, "", 0)
	r.countBox.Hidden, r.count.Hidden = t.tile.Count == "", t.tile.Count == ""
	r.count.Refresh()
	r.Layout(t.Size())
	canvas.Refresh(t)
}

// signGround is what a sign stands on, on a picture.
func signGround(t Tone) fyne.ThemeColorName {
	if t == Neutral {
		return theme.Card
	}
	return t.Ground()
}

func (r *galleryTileRenderer[K]) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.front, r.ground, r.img, r.ring, r.sign, r.flag, r.countBox, r.count, r.tick}
}

func (r *galleryTileRenderer[K]) Destroy() {}

// gallerySign is an icon on a small ground.
type gallerySign struct {
	widget.BaseWidget
	box  *Box
	icon *glyph
}

func newGallerySign() *gallerySign {
	s := &gallerySign{box: NewBox("", "", 5), icon: newGlyph(16)}
	s.ExtendBaseWidget(s)
	s.Hidden = true
	return s
}

func (s *gallerySign) set(icon string, ground, ink fyne.ThemeColorName, radius float32) {
	s.Hidden = icon == ""
	if icon == "" {
		return
	}
	s.box.Radius = radius
	s.box.Set(ground, "", 0)
	s.icon.set(icon, ink)
}

// CreateRenderer implements fyne.Widget.
func (s *gallerySign) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.box, container.NewCenter(s.icon)))
}

// galleryHead names a group, and selects it.
type galleryHead[K comparable] struct {
	widget.BaseWidget
	b           *galleryBody[K]
	group       int
	title, meta *Text
	pick        *Text
	tap         *galleryLink
}

func newGalleryHead[K comparable](b *galleryBody[K]) *galleryHead[K] {
	h := &galleryHead[K]{b: b, title: NewText("", theme.Read, theme.Ink).Bold().Ellipsis(), meta: Quiet("").Ellipsis(), pick: NewText(b.g.PickGroup, theme.Meta, theme.AccentText).Bold().Line()}
	h.tap = newGalleryLink(h.pick, func() { b.g.pickGroup(h.group) })
	h.tap.Hidden = b.g.PickGroup == ""
	h.ExtendBaseWidget(h)
	return h
}

func (h *galleryHead[K]) fill(group int) {
	h.group = group
	h.title.SetText(h.b.g.groups[group].Title)
	h.meta.SetText(h.b.g.groups[group].Meta)
	h.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (h *galleryHead[K]) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(nil, nil, nil, h.tap, Row(theme.Gap12, h.title, h.meta)))
}

// galleryLink is words to tap. The keyboard has Ctrl+A for it, so it is no stop of its own.
type galleryLink struct {
	widget.BaseWidget
	text *Text
	tap  func()
}

func newGalleryLink(text *Text, tap func()) *galleryLink {
	l := &galleryLink{text: text, tap: tap}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *galleryLink) Tapped(*fyne.PointEvent) { l.tap() }

// Cursor implements desktop.Cursorable.
func (l *galleryLink) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (l *galleryLink) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewCenter(Pad(l.text, theme.Gap12, 0, theme.Gap12, theme.Gap12)))
}

package widgets

import (
	"image"
	"math"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// Measures of a gallery in Fyne units. The inset leaves room for the ring round a tile.
const (
	galleryInset = float32(6)
	galleryGap   = float32(9)
	galleryRatio = float32(0.73) // height of a tile to its width
)

// galleryBody holds the tiles and headings in view, and knows where each would be.
type galleryBody[K comparable] struct {
	g      *Gallery[K]
	box    *fyne.Container
	scroll *container.Scroll
	width  float32
	cols   int
	tile   fyne.Size
	tops   []float32 // of the groups, and where the last ends
	tiles  map[int]*galleryTile[K]
	heads  map[int]*galleryHead[K]
	spare  []*galleryTile[K]
	idle   []*galleryHead[K]
	first  int
	last   int
	wanted int // to bring into view when there is a size; -1 none
}

func newGalleryBody[K comparable](g *Gallery[K]) *galleryBody[K] {
	b := &galleryBody[K]{g: g, tiles: map[int]*galleryTile[K]{}, heads: map[int]*galleryHead[K]{}, wanted: g.at, first: -1, last: -1}
	b.box = container.New(&gallerySpace[K]{b})
	b.scroll = container.NewVScroll(b.box)
	b.scroll.OnScrolled = func(fyne.Position) { b.arrange(false) }
	return b
}

// gallerySpace is as high as everything together.
type gallerySpace[K comparable] struct{ b *galleryBody[K] }

func (s *gallerySpace[K]) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, s.b.height())
}

func (s *gallerySpace[K]) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size.Width != s.b.width {
		s.b.width, s.b.wanted = size.Width, s.b.g.at
		s.b.measure()
	}
	s.b.arrange(false)
}

func (b *galleryBody[K]) headHeight() float32 { return max(theme.Target, 44*textScale()) }

// measure finds how many tiles stand in a row, and where each group begins.
func (b *galleryBody[K]) measure() {
	if b.width <= 0 {
		return
	}
	room := b.width - 2*galleryInset
	b.cols = max(int((room+galleryGap)/(b.g.side+galleryGap)), 2)
	w := (room - float32(b.cols-1)*galleryGap) / float32(b.cols)
	b.tile = fyne.NewSize(w, float32(math.Round(float64(w*galleryRatio))))
	b.tops = make([]float32, len(b.g.groups)+1)
	for i, group := range b.g.groups {
		rows := (group.N + b.cols - 1) / b.cols
		b.tops[i+1] = b.tops[i] + b.headHeight() + float32(rows)*(b.tile.Height+galleryGap)
	}
}

// changed forgets what stands where: other pictures are shown, or others in size.
func (b *galleryBody[K]) changed() {
	b.measure()
	for i, t := range b.tiles {
		delete(b.tiles, i)
		b.spare = append(b.spare, t)
	}
	for i, h := range b.heads {
		delete(b.heads, i)
		b.idle = append(b.idle, h)
	}
	b.first, b.last = -1, -1
}

func (b *galleryBody[K]) height() float32 {
	if len(b.tops) == 0 {
		return 0
	}
	return b.tops[len(b.tops)-1] + galleryInset
}

// pos returns where a tile stands.
func (b *galleryBody[K]) pos(i int) fyne.Position {
	group := b.g.GroupOf(i)
	n := i - b.g.starts[group]
	return fyne.NewPos(galleryInset+float32(n%b.cols)*(b.tile.Width+galleryGap),
		b.tops[group]+b.headHeight()+float32(n/b.cols)*(b.tile.Height+galleryGap))
}

// view returns the groups that can be seen.
func (b *galleryBody[K]) view() (from, to float32, first, last int) {
	from, to = b.scroll.Offset.Y, b.scroll.Offset.Y+b.scroll.Size().Height
	n := len(b.g.groups)
	first = sort.Search(n, func(i int) bool { return b.tops[i+1] > from })
	last = sort.Search(n, func(i int) bool { return b.tops[i] >= to }) - 1
	return from, to, first, last
}

// pixels is how large a tile is on the screen.
func (b *galleryBody[K]) pixels() image.Point {
	scale := float32(1)
	if c := uikit.CanvasOf(b.g); c != nil {
		scale = c.Scale()
	}
	return image.Pt(int(math.Round(float64(b.tile.Width*scale))), int(math.Round(float64(b.tile.Height*scale))))
}

// arrange makes what is in view, out of what left it; fresh fills all of it again.
func (b *galleryBody[K]) arrange(fresh bool) {
	if b.width <= 0 || len(b.tops) != len(b.g.groups)+1 {
		return
	}
	from, to, first, last := b.view()
	pitch := b.tile.Height + galleryGap
	var places []int
	for group := first; group <= last; group++ {
		top := b.tops[group] + b.headHeight()
		row := max(int((from-top)/pitch), 0)
		end := int(math.Ceil(float64((to - top) / pitch)))
		for i := b.g.starts[group] + row*b.cols; i < min(b.g.starts[group]+end*b.cols, b.g.starts[group+1]); i++ {
			places = append(places, i)
		}
	}
	b.leave(places, first, last)
	objects := make([]fyne.CanvasObject, 0, len(places)+last-first+1)
	for group := first; group <= last; group++ {
		objects = append(objects, b.head(group, fresh))
	}
	for _, i := range places {
		objects = append(objects, b.put(i, fresh))
	}
	b.box.Objects = objects
	canvas.Refresh(b.box)
	if n := len(places); n > 0 && (places[0] != b.first || places[n-1] != b.last) {
		b.first, b.last = places[0], places[n-1]
		if b.g.Moved != nil {
			b.g.Moved(b.first, b.last)
		}
	}
}

// leave keeps for later what is no longer in view.
func (b *galleryBody[K]) leave(places []int, first, last int) {
	in := make(map[int]bool, len(places))
	for _, i := range places {
		in[i] = true
	}
	for i, t := range b.tiles {
		if !in[i] {
			delete(b.tiles, i)
			b.spare = append(b.spare, t)
		}
	}
	for i, h := range b.heads {
		if i < first || i > last {
			delete(b.heads, i)
			b.idle = append(b.idle, h)
		}
	}
}

func (b *galleryBody[K]) head(group int, fresh bool) fyne.CanvasObject {
	h, ok := b.heads[group]
	if !ok {
		if n := len(b.idle); n > 0 {
			h, b.idle = b.idle[n-1], b.idle[:n-1]
		} else {
			h = newGalleryHead(b)
		}
		b.heads[group] = h
	}
	h.Move(fyne.NewPos(galleryInset, b.tops[group]))
	h.Resize(fyne.NewSize(b.width-2*galleryInset, b.headHeight()))
	if !ok || fresh {
		h.fill(group)
	}
	return h
}

func (b *galleryBody[K]) put(i int, fresh bool) fyne.CanvasObject {
	t, ok := b.tiles[i]
	if !ok {
		if n := len(b.spare); n > 0 {
			t, b.spare = b.spare[n-1], b.spare[:n-1]
			t.hover = false
		} else {
			t = newGalleryTile(b)
		}
		b.tiles[i] = t
	}
	t.Move(b.pos(i))
	t.Resize(b.tile)
	if !ok || fresh {
		t.fill(i)
	}
	return t
}

// reveal scrolls a tile into view, with the heading over the first row.
func (b *galleryBody[K]) reveal(i int) {
	if i < 0 || i >= len(b.g.keys) {
		return
	}
	if b.wanted = -1; b.width <= 0 || b.scroll.Size().Height <= 0 {
		b.wanted = i
		return
	}
	top, bottom, h := b.pos(i).Y-galleryGap, b.pos(i).Y+b.tile.Height+galleryInset, b.scroll.Size().Height
	if group := b.g.GroupOf(i); i < b.g.starts[group]+b.cols {
		top = b.tops[group]
	}
	switch {
	case top < b.scroll.Offset.Y:
		b.scroll.ScrollToOffset(fyne.NewPos(0, max(top, 0)))
	case bottom > b.scroll.Offset.Y+h:
		b.scroll.ScrollToOffset(fyne.NewPos(0, bottom-h))
	}
	b.arrange(false)
}

func (b *galleryBody[K]) showGroup(i int) {
	if b.width > 0 {
		b.scroll.ScrollToOffset(fyne.NewPos(0, max(min(b.tops[i], b.height()-b.scroll.Size().Height), 0)))
		b.arrange(false)
	}
}

// CreateRenderer implements fyne.Widget.
func (g *Gallery[K]) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	g.body = newGalleryBody(g)
	return &galleryRenderer[K]{WidgetRenderer: widget.NewSimpleRenderer(g.body.scroll), b: g.body}
}

type galleryRenderer[K comparable] struct {
	fyne.WidgetRenderer
	b     *galleryBody[K]
	scale float32
}

func (r *galleryRenderer[K]) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.b.arrange(false)
	r.b.reveal(r.b.wanted)
}

func (r *galleryRenderer[K]) MinSize() fyne.Size {
	return fyne.NewSize(240, 160)
}

func (r *galleryRenderer[K]) Refresh() {
	if scale := textScale(); scale != r.scale {
		r.scale = scale
		r.b.measure()
	}
	r.b.scroll.Refresh() // the height of all may have changed
	r.b.arrange(true)
	canvas.Refresh(r.b.g)
}

package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// listBody holds the rows of a List that are in view, and knows where each would be.
type listBody[T any] struct {
	l      *List[T]
	box    *fyne.Container
	scroll *container.Scroll // nil for a whole list
	probe  fyne.CanvasObject
	tops   []float32 // where each row begins, and where the last ends; nil while all are equally high
	width  float32
	scale  float32
	inView map[int]*listRow[T]
	spare  []*listRow[T]
	wanted int // the row to bring into view when there is a size; -1 none
}

func newListBody[T any](l *List[T]) *listBody[T] {
	b := &listBody[T]{l: l, inView: map[int]*listRow[T]{}, wanted: -1}
	b.box = container.New(&listSpace[T]{b})
	if !l.Whole {
		b.scroll = container.NewVScroll(b.box)
		b.scroll.OnScrolled = func(fyne.Position) { b.arrange(false) }
	}
	return b
}

// listSpace is as high as all rows together.
type listSpace[T any] struct{ b *listBody[T] }

func (s *listSpace[T]) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, s.b.height()) }

func (s *listSpace[T]) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size.Width != s.b.width || textScale() != s.b.scale {
		s.b.width, s.b.wanted = size.Width, s.b.l.at
		s.b.measure(true)
	}
	s.b.arrange(false)
}

func (b *listBody[T]) rowHeight() float32 {
	return max(b.l.rowHeight*textScale(), theme.Target)
}

// measure finds how high each row is.
func (b *listBody[T]) measure(again bool) {
	if !again && b.tops != nil || !b.l.Grow && !b.l.Whole {
		return
	}
	b.scale = textScale()
	b.tops = make([]float32, len(b.l.rows)+1)
	if b.probe == nil {
		b.probe = b.l.make()
	}
	least := b.l.rowHeight * textScale()
	for i, item := range b.l.rows {
		b.l.show(b.probe, item, i)
		h := b.probe.MinSize().Height
		if b.width > 0 {
			b.probe.Resize(fyne.NewSize(b.inner(), h))
			h = b.probe.MinSize().Height
		}
		b.tops[i+1] = b.tops[i] + max(h, least)
	}
}

// inner is the width that content of a row has.
func (b *listBody[T]) inner() float32 {
	if b.l.Menu != nil {
		return b.width - theme.Target
	}
	return b.width
}

func (b *listBody[T]) top(i int) float32 {
	if b.tops != nil && i < len(b.tops) {
		return b.tops[i]
	}
	return float32(i) * b.rowHeight()
}

func (b *listBody[T]) height() float32 { return b.top(len(b.l.rows)) }

// view returns the first and the last row that can be seen.
func (b *listBody[T]) view() (first, last int) {
	n := len(b.l.rows)
	if b.scroll == nil {
		return 0, n - 1
	}
	from, to := b.scroll.Offset.Y, b.scroll.Offset.Y+b.scroll.Size().Height
	first = sort.Search(n, func(i int) bool { return b.top(i+1) > from })
	last = sort.Search(n, func(i int) bool { return b.top(i) >= to }) - 1
	return first, last
}

// row returns the row of an index when it is in view.
func (b *listBody[T]) row(i int) *listRow[T] { return b.inView[i] }

// arrange makes the rows that are in view, out of those that left it; fresh fills all of them again.
func (b *listBody[T]) arrange(fresh bool) {
	if b.width <= 0 {
		return
	}
	first, last := b.view()
	for i, r := range b.inView {
		if i < first || i > last {
			delete(b.inView, i)
			b.spare = append(b.spare, r)
		}
	}
	objects := make([]fyne.CanvasObject, 0, last-first+1)
	for i := first; i <= last; i++ {
		r, ok := b.inView[i]
		if !ok {
			r = b.take()
			b.inView[i] = r
		}
		if !ok || fresh {
			r.fill(i)
		}
		r.Move(fyne.NewPos(0, b.top(i)))
		r.Resize(fyne.NewSize(b.width, b.top(i+1)-b.top(i)))
		objects = append(objects, r)
	}
	b.box.Objects = objects
	canvas.Refresh(b.box)
}

func (b *listBody[T]) take() *listRow[T] {
	if n := len(b.spare); n > 0 {
		r := b.spare[n-1]
		b.spare = b.spare[:n-1]
		r.hover = false
		return r
	}
	r := &listRow[T]{b: b, content: b.l.make()}
	r.ExtendBaseWidget(r)
	return r
}

// reveal scrolls a row into view.
func (b *listBody[T]) reveal(i int) {
	if b.scroll == nil || i < 0 {
		return
	}
	if b.wanted = -1; b.width <= 0 {
		b.wanted = i
		return
	}
	top, bottom, h := b.top(i), b.top(i+1), b.scroll.Size().Height
	switch {
	case top < b.scroll.Offset.Y:
		b.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > b.scroll.Offset.Y+h:
		b.scroll.ScrollToOffset(fyne.NewPos(0, bottom-h))
	}
	b.arrange(false)
}

func (b *listBody[T]) renderer() fyne.WidgetRenderer {
	if b.scroll == nil {
		return &listRenderer[T]{WidgetRenderer: widget.NewSimpleRenderer(b.box), b: b}
	}
	return &listRenderer[T]{WidgetRenderer: widget.NewSimpleRenderer(b.scroll), b: b}
}

type listRenderer[T any] struct {
	fyne.WidgetRenderer
	b *listBody[T]
}

func (r *listRenderer[T]) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.b.arrange(false)
	r.b.reveal(r.b.wanted)
}

func (r *listRenderer[T]) MinSize() fyne.Size {
	if r.b.scroll == nil {
		return fyne.NewSize(120, r.b.height())
	}
	return fyne.NewSize(120, r.b.rowHeight()*2)
}

func (r *listRenderer[T]) Refresh() {
	if textScale() != r.b.scale {
		r.b.measure(true)
	}
	if r.b.scroll != nil {
		r.b.scroll.Refresh() // the height of all may have changed
	}
	r.b.arrange(true)
	canvas.Refresh(r.b.l)
}

package photos

import (
	"container/list"
	"context"
	"image"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/widgets"
)

// workers is how many pictures are decoded at a time, and held how many bytes of them are kept.
const (
	workers = 2
	held    = 64 << 20
)

// want is a picture in a box of pixels.
type want struct {
	id  feltbog.ID
	box image.Point
}

// pictures has small copies made of what is in view, the newest wish first, and keeps those that were seen last. It is
// used on the UI goroutine.
type pictures struct {
	host  screen.Host
	deps  Deps
	shown func() // some came

	kept    map[want]*list.Element
	order   *list.List // of *thumb, the last used first
	bytes   int
	queue   []want
	failed  map[feltbog.ID]bool
	working int
	told    bool // that some came, and it was not shown yet
}

type thumb struct {
	want
	img image.Image
}

func newPictures(host screen.Host, deps Deps, shown func()) *pictures {
	return &pictures{host: host, deps: deps, shown: shown, kept: map[want]*list.Element{}, order: list.New(), failed: map[feltbog.ID]bool{}}
}

// get returns a picture, nil while it is made.
func (p *pictures) get(id feltbog.ID, box image.Point) image.Image {
	w := want{id, box}
	if e, ok := p.kept[w]; ok {
		p.order.MoveToFront(e)
		return e.Value.(*thumb).img
	}
	if box.X <= 0 || box.Y <= 0 || p.failed[id] {
		return nil
	}
	for _, q := range p.queue {
		if q == w {
			return nil
		}
	}
	p.queue = append(p.queue, w)
	p.work()
	return nil
}

// only drops the wishes for what is no longer in view.
func (p *pictures) only(grid *widgets.Gallery[feltbog.ID]) {
	in := map[feltbog.ID]bool{}
	for _, id := range grid.InView() {
		in[id] = true
	}
	left := p.queue[:0]
	for _, w := range p.queue {
		if in[w.id] {
			left = append(left, w)
		}
	}
	p.queue = left
}

func (p *pictures) work() {
	for p.working < workers && len(p.queue) > 0 {
		w := p.queue[0]
		p.queue = p.queue[1:]
		p.working++
		p.host.Go(func() {
			img, err := p.deps.PhotoThumb(context.Background(), w.id, w.box.X, w.box.Y)
			p.host.Do(func() {
				p.working--
				if err != nil || img == nil { // its tile stays grey; the panel says why
					p.failed[w.id] = true
				} else {
					p.put(w, img)
				}
				p.work()
			})
		})
	}
}

func (p *pictures) put(w want, img image.Image) {
	if _, ok := p.kept[w]; ok {
		return
	}
	p.kept[w] = p.order.PushFront(&thumb{w, img})
	p.bytes += 4 * w.box.X * w.box.Y
	for p.bytes > held && p.order.Len() > 1 {
		last := p.order.Back()
		old := last.Value.(*thumb)
		p.order.Remove(last)
		delete(p.kept, old.want)
		p.bytes -= 4 * old.box.X * old.box.Y
	}
	if !p.told {
		p.told = true
		p.host.Do(func() {
			p.told = false
			p.shown()
		})
	}
}

// drop forgets what pictures looked like: they were turned.
func (p *pictures) drop(ids []feltbog.ID) {
	for w, e := range p.kept {
		if slices.Contains(ids, w.id) {
			p.order.Remove(e)
			delete(p.kept, w)
			p.bytes -= 4 * w.box.X * w.box.Y
		}
	}
}

// forget makes those that failed be tried again.
func (p *pictures) forget() { clear(p.failed) }

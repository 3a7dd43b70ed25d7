package widgets

import (
	"image"
	"sort"

	"fyne.io/fyne/v2/widget"
)

// GalleryGroup is a run of pictures under a heading.
type GalleryGroup struct {
	Title, Meta string
	N           int // of them
}

// Tile is what is shown of one picture.
type Tile struct {
	Picture image.Image // nil while it is on its way
	Sign    string      // icon below at the left; "" none
	Tone    Tone        // of the sign
	Count   string      // below at the right; "" none
	Flag    bool        // marked above at the left
}

// Gallery shows pictures in rows under headings, of which only those in view exist, so that it is as quick for a hundred
// thousand as for ten. It is one stop: arrows, Home, End, Page Up and Page Down move in it, with Shift they select, Space
// and Ctrl+tap select one, Ctrl+A the group and then everything, Ctrl+Down and Ctrl+Up go to another group, Escape nothing; Enter opens, the menu key shows what can
// be done. Fields are set before it is shown. A key names a picture; one may stand in several groups.
type Gallery[K comparable] struct {
	widget.BaseWidget
	// Chosen is called when another picture came to the front, by an arrow or a tap.
	Chosen func(i int)
	// Opened is called for Enter and for a tap on the picture in front.
	Opened func(i int)
	// Picked is called when what is selected changed.
	Picked func()
	// Menu says what can be done with a picture.
	Menu func(i int) []MenuItem
	// Fill says what is shown of a picture, in a box of pixels.
	Fill func(i int, box image.Point) Tile
	// Moved is called when other pictures came into view.
	Moved func(first, last int)
	// Sized is called for + and -, to make the tiles larger or smaller.
	Sized func(by int)
	// PickGroup are the words with which a group is selected.
	PickGroup string

	side   float32 // least width of a tile
	keys   []K
	groups []GalleryGroup
	starts []int // where each group begins, and where the last ends
	at     int
	picked map[K]bool
	anchor int
	reach  int // where the selection from the anchor ends now
	focus  bool
	body   *galleryBody[K]
}

// NewGallery returns an empty gallery whose tiles are at least that wide, in Fyne units.
func NewGallery[K comparable](side float32) *Gallery[K] {
	g := &Gallery[K]{side: side, at: -1, anchor: -1, reach: -1, picked: map[K]bool{}}
	g.ExtendBaseWidget(g)
	return g
}

// SetItems changes what is shown. The groups follow each other and cover all keys. The picture in front and those selected
// stay so while they are there.
func (g *Gallery[K]) SetItems(keys []K, groups []GalleryGroup) {
	had, front := g.at >= 0 && g.at < len(g.keys), *new(K)
	if had {
		front = g.keys[g.at]
	}
	was, at := g.at, -1
	left := make(map[K]bool, len(g.picked))
	for i, k := range keys {
		if had && k == front && (at < 0 || i == was) {
			at = i
		}
		if len(g.picked) > 0 && g.picked[k] {
			left[k] = true
		}
	}
	if had && at < 0 { // it went away: the one that came to its place
		at = min(was, len(keys)-1)
	}
	lost := len(left) != len(g.picked)
	g.keys, g.groups, g.at, g.anchor, g.reach, g.picked = keys, groups, at, -1, -1, left
	g.starts = g.starts[:0]
	n := 0
	for _, group := range groups {
		g.starts = append(g.starts, n)
		n += group.N
	}
	g.starts = append(g.starts, n)
	if g.body != nil {
		g.body.changed()
	}
	g.Refresh()
	if lost && g.Picked != nil {
		g.Picked()
	}
}

// SetSide changes how wide a tile is at least; the picture in front stays in view.
func (g *Gallery[K]) SetSide(side float32) {
	if g.side == side {
		return
	}
	g.side = side
	if g.body != nil {
		g.body.changed()
		g.Refresh()
		g.body.reveal(g.at)
	}
}

// Len is how many places there are.
func (g *Gallery[K]) Len() int { return len(g.keys) }

// Key returns the picture at a place.
func (g *Gallery[K]) Key(i int) K { return g.keys[i] }

// At returns the place in front, -1 for none.
func (g *Gallery[K]) At() int { return g.at }

// Selected returns the pictures that are selected, each once, in the order in which they stand.
func (g *Gallery[K]) Selected() []K {
	var all []K
	seen := make(map[K]bool, len(g.picked))
	for _, k := range g.keys {
		if len(all) == len(g.picked) {
			break
		}
		if g.picked[k] && !seen[k] {
			seen[k] = true
			all = append(all, k)
		}
	}
	return all
}

// CountSelected is how many that are.
func (g *Gallery[K]) CountSelected() int { return len(g.picked) }

// GoTo brings a place to the front and into view without telling anybody; -1 for none.
func (g *Gallery[K]) GoTo(i int) {
	if i >= len(g.keys) {
		return
	}
	g.at = max(i, -1)
	if g.body != nil {
		g.body.reveal(g.at)
	}
	g.Refresh()
}

// ShowGroup scrolls to the beginning of a group.
func (g *Gallery[K]) ShowGroup(i int) {
	if g.body != nil && i >= 0 && i < len(g.groups) {
		g.body.showGroup(i)
	}
}

// InView returns the pictures that can be seen.
func (g *Gallery[K]) InView() []K {
	if g.body == nil {
		return nil
	}
	var all []K
	for i := range g.body.tiles {
		if i < len(g.keys) {
			all = append(all, g.keys[i])
		}
	}
	return all
}

// Redraw fills what is in view again; what is where did not change.
func (g *Gallery[K]) Redraw() {
	if g.body != nil {
		g.body.arrange(true)
	}
}

// GroupOf returns the group that a place is in.
func (g *Gallery[K]) GroupOf(i int) int {
	return sort.Search(len(g.groups), func(n int) bool { return g.starts[n+1] > i })
}

// Refresh shows everything in view anew, once it is on a window: until then its fields may be set.
func (g *Gallery[K]) Refresh() {
	if g.body != nil {
		g.BaseWidget.Refresh()
	}
}

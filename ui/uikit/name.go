package uikit

import (
	"sort"
	"sync"

	"fyne.io/fyne/v2"
)

var named struct {
	sync.Mutex
	objects map[string]fyne.CanvasObject
}

// Name gives a widget a name by which tests of the whole window find it; a later widget of the same name takes it over.
// Names are "screen.part", in English. It returns the widget.
func Name[T fyne.CanvasObject](o T, name string) T {
	named.Lock()
	defer named.Unlock()
	if named.objects == nil {
		named.objects = map[string]fyne.CanvasObject{}
	}
	named.objects[name] = o
	return o
}

// Find returns the widget of a name, nil when there is none.
func Find(name string) fyne.CanvasObject {
	named.Lock()
	defer named.Unlock()
	return named.objects[name]
}

// Spot is where a named widget is on its window's canvas, in Fyne units.
type Spot struct {
	Name    string
	Pos     fyne.Position
	Size    fyne.Size
	Focused bool
}

// Spots lists the named widgets that are on a canvas and not hidden. Call it on the UI goroutine.
func Spots() []Spot {
	named.Lock()
	defer named.Unlock()
	d := fyne.CurrentApp().Driver()
	var all []Spot
	for name, o := range named.objects {
		c := CanvasOf(o)
		if c == nil || !o.Visible() {
			continue
		}
		pos := d.AbsolutePositionForObject(o)
		if pos.IsZero() { // a parent is hidden
			continue
		}
		f, _ := o.(fyne.Focusable)
		all = append(all, Spot{Name: name, Pos: pos, Size: o.Size(), Focused: f != nil && c.Focused() == f})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}

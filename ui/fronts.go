package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
)

// fronts is a place that has more than one screen: its home, and others that ways lead to. The route says which one stands in
// front; the window's keys, panel and dropped files are the front one's.
type fronts struct {
	home  screen.Screen
	ways  []*way
	front screen.Screen
	box   *fyne.Container
}

// way is a screen of a place that some routes lead to. It is made when it is first gone to.
type way struct {
	leads func(at screen.Route) bool
	make  func() screen.Screen
	made  screen.Screen
}

// newFronts returns a place. The first way that fits a route is taken; without one the home is shown.
func newFronts(home screen.Screen, ways ...*way) *fronts {
	return &fronts{home: home, ways: ways, front: home, box: container.NewStack(home.Content())}
}

// toPart is the way to a part of the place.
func toPart(part string, make func() screen.Screen) *way {
	return &way{make: make, leads: func(at screen.Route) bool { return at.ID.IsZero() && at.Part == part }}
}

// toKind is the way to one record of a kind, whatever its part.
func toKind(kind feltbog.Kind, make func() screen.Screen) *way {
	return &way{make: make, leads: func(at screen.Route) bool { return at.Kind == kind && !at.ID.IsZero() }}
}

// toKindPart is the way to one part of a record of a kind. It stands before the way to the kind.
func toKindPart(kind feltbog.Kind, part string, make func() screen.Screen) *way {
	return &way{make: make, leads: func(at screen.Route) bool { return at.Kind == kind && !at.ID.IsZero() && at.Part == part }}
}

// toRecord is the last way of a place: any record that no other shows, except of the kinds that the home shows.
func toRecord(make func() screen.Screen, home ...feltbog.Kind) *way {
	return &way{make: make, leads: func(at screen.Route) bool {
		for _, k := range home {
			if at.Kind == k {
				return false
			}
		}
		return !at.ID.IsZero()
	}}
}

func (f *fronts) behind(at screen.Route) screen.Screen {
	for _, d := range f.ways {
		if d.leads(at) {
			if d.made == nil {
				d.made = d.make()
			}
			return d.made
		}
	}
	return f.home
}

// Title implements screen.Screen.
func (f *fronts) Title() string { return f.front.Title() }

// Content implements screen.Screen.
func (f *fronts) Content() fyne.CanvasObject { return f.box }

// Shown implements screen.Screen.
func (f *fronts) Shown(ctx context.Context, at screen.Route) {
	f.front = f.behind(at)
	f.box.Objects = []fyne.CanvasObject{f.front.Content()}
	f.box.Refresh()
	f.front.Shown(ctx, at)
}

// Leave implements screen.Leaver.
func (f *fronts) Leave() func() error {
	if l, ok := f.front.(screen.Leaver); ok {
		return l.Leave()
	}
	return nil
}

// TogglePanel implements screen.Paneled.
func (f *fronts) TogglePanel() {
	if p, ok := f.front.(screen.Paneled); ok {
		p.TogglePanel()
	}
}

// DropFiles implements screen.FileDropper.
func (f *fronts) DropFiles(at fyne.Position, files []fyne.URI) {
	if d, ok := f.front.(screen.FileDropper); ok {
		d.DropFiles(at, files)
	}
}

// FocusSearch implements screen.Searchable.
func (f *fronts) FocusSearch() bool {
	s, ok := f.front.(screen.Searchable)
	return ok && s.FocusSearch()
}

// Keys implements screen.Keyed. The window asks after Shown.
func (f *fronts) Keys() map[string]func() {
	if k, ok := f.front.(screen.Keyed); ok {
		return k.Keys()
	}
	return nil
}

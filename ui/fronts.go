package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screens/home"
)

// fronts is a place that has more than one screen: its home, and others that ways lead to. The route says which one stands in
// front; the window's keys, panel and dropped files are the front one's.
type fronts struct {
	home  screen.Screen
	ways  []*way
	front screen.Screen
	box   *fyne.Container
	all   *fyne.Container
	tabs  *home.Tabs // above the parts of the place; nil: none
}

// way is a screen of a place that some routes lead to. It is made when it is first gone to.
type way struct {
	rank  int // the more a way says of a route, the sooner it is tried
	leads func(at screen.Route) bool
	make  func() screen.Screen
	made  screen.Screen
}

// newFronts returns a place. The way that says most of a route is taken; without one the home is shown.
func newFronts(first screen.Screen, ways ...*way) *fronts {
	slices.SortStableFunc(ways, func(a, b *way) int { return b.rank - a.rank })
	box := container.NewStack(first.Content())
	return &fronts{home: first, ways: ways, front: first, box: box, all: box}
}

// toPart is the way to a part of the place.
func toPart(part string, make func() screen.Screen) *way {
	return &way{make: make, leads: func(at screen.Route) bool { return at.ID.IsZero() && at.Part == part }}
}

// toKinds is the way to what a place has by kind: everything, or a kind that a part names.
func toKinds(all string, make func() screen.Screen) *way {
	return &way{make: make, leads: func(at screen.Route) bool {
		return at.ID.IsZero() && (at.Part == all || feltbog.SchemaOf(feltbog.Kind(at.Part)) != nil)
	}}
}

// toKind is the way to one record of a kind, whatever its part.
func toKind(kind feltbog.Kind, make func() screen.Screen) *way {
	return &way{rank: 1, make: make, leads: func(at screen.Route) bool { return at.Kind == kind && !at.ID.IsZero() }}
}

// toKindPart is the way to one part of a record of a kind. It is tried before the way to the kind.
func toKindPart(kind feltbog.Kind, part string, make func() screen.Screen) *way {
	return &way{rank: 2, make: make, leads: func(at screen.Route) bool { return at.Kind == kind && !at.ID.IsZero() && at.Part == part }}
}

// toVersions is the way to texts with two versions, of any kind.
func toVersions(make func() screen.Screen) *way {
	return &way{rank: 3, make: make, leads: func(at screen.Route) bool { return at.Part == screen.Versions }}
}

// toRecord is the way tried last: any record that no other shows, except of the kinds that the home shows.
func toRecord(make func() screen.Screen, own ...feltbog.Kind) *way {
	return &way{make: make, leads: func(at screen.Route) bool {
		for _, k := range own {
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
func (f *fronts) Content() fyne.CanvasObject { return f.all }

// under puts the tabs above the parts of the place.
func (f *fronts) under(tabs *home.Tabs) *fronts {
	f.tabs = tabs
	f.all = container.NewBorder(tabs.Box, nil, nil, nil, f.box)
	return f
}

// Shown implements screen.Screen.
func (f *fronts) Shown(ctx context.Context, at screen.Route) {
	f.front = f.behind(at)
	f.box.Objects = []fyne.CanvasObject{f.front.Content()}
	f.box.Refresh()
	if f.tabs != nil {
		f.tabs.Show(at)
		f.all.Refresh()
	}
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

// Topic implements screen.Helped.
func (f *fronts) Topic() string {
	if h, ok := f.front.(screen.Helped); ok {
		return h.Topic()
	}
	return ""
}

package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
)

// field shows the place Felt: what there is, or the session, the guide or the person that the route names.
type field struct {
	home    screen.Screen
	session screen.Screen // while it runs
	writeup screen.Screen // after it
	front   screen.Screen
	box     *fyne.Container
}

func newField(home, session, writeup screen.Screen) *field {
	return &field{home: home, session: session, writeup: writeup, front: home, box: container.NewStack(home.Content())}
}

// Title implements screen.Screen.
func (f *field) Title() string { return f.front.Title() }

// Content implements screen.Screen.
func (f *field) Content() fyne.CanvasObject { return f.box }

// Shown implements screen.Screen.
func (f *field) Shown(ctx context.Context, at screen.Route) {
	f.front = f.home
	if at.Kind == feltbog.KindSession && !at.ID.IsZero() {
		f.front = f.session
		if at.Part == screen.After {
			f.front = f.writeup
		}
	}
	f.box.Objects = []fyne.CanvasObject{f.front.Content()}
	f.box.Refresh()
	f.front.Shown(ctx, at)
}

// Leave implements screen.Leaver.
func (f *field) Leave() func() error {
	if l, ok := f.front.(screen.Leaver); ok {
		return l.Leave()
	}
	return nil
}

// TogglePanel implements screen.Paneled.
func (f *field) TogglePanel() {
	if p, ok := f.front.(screen.Paneled); ok {
		p.TogglePanel()
	}
}

// DropFiles implements screen.FileDropper.
func (f *field) DropFiles(at fyne.Position, files []fyne.URI) {
	if d, ok := f.front.(screen.FileDropper); ok {
		d.DropFiles(at, files)
	}
}

// Keys implements screen.Keyed: a key means what it means to the screen in front.
func (f *field) Keys() map[string]func() {
	keys := map[string]func(){}
	for _, sc := range []screen.Screen{f.home, f.session, f.writeup} {
		k, ok := sc.(screen.Keyed)
		if !ok {
			continue
		}
		for id := range k.Keys() {
			keys[id] = func() {
				if front, ok := f.front.(screen.Keyed); ok {
					if do := front.Keys()[id]; do != nil {
						do()
					}
				}
			}
		}
	}
	return keys
}

package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/screen"
	"feltbog/ui/screens/disclosures"
	"feltbog/ui/screens/help"
	"feltbog/ui/screens/history"
	"feltbog/ui/screens/place"
	"feltbog/ui/screens/project"
	"feltbog/ui/screens/record"
	"feltbog/ui/screens/search"
	"feltbog/ui/screens/session"
	"feltbog/ui/screens/settings"
	"feltbog/ui/screens/trash"
	"feltbog/ui/screens/writeup"
)

// screens says which screen is shown at a place.
func (w *Window) screens(p *app.Project) func(screen.Host, screen.Place) screen.Screen {
	return func(host screen.Host, at screen.Place) screen.Screen {
		page := func() screen.Screen { return record.New(host, p) }
		switch at {
		case screen.Help:
			return help.New(host)
		case screen.History:
			return history.New(host, p)
		case screen.Trash:
			return trash.New(host, p)
		case screen.Settings:
			return settings.New(host, settings.Config{Machine: w.machine, Project: p, Files: w.files(host.Fail), View: w.view,
				Apply: w.apply, Quit: w.quit, Version: w.Version})
		case screen.Field:
			return newField(newWithRecord(place.New(host, p, at, func() { session.Begin(host, p) }), page), session.New(host, p, w.files(host.Fail)), writeup.New(host, p))
		case screen.Project:
			return newWithRecord(project.New(host, p), page, feltbog.KindPlanRow, feltbog.KindPlanAction)
		case screen.Share:
			return newWithRecord(disclosures.New(host, p), page)
		}
		return newWithRecord(place.New(host, p, at, nil), page)
	}
}

// withRecord shows a screen, or one record of its place when the route names one.
type withRecord struct {
	screen.Screen
	record func() screen.Screen // made when first needed
	own    []feltbog.Kind       // that the screen shows itself
	built  screen.Screen
	front  screen.Screen
	box    *fyne.Container
}

func newWithRecord(s screen.Screen, record func() screen.Screen, own ...feltbog.Kind) *withRecord {
	return &withRecord{Screen: s, record: record, own: own, front: s, box: container.NewStack(s.Content())}
}

// Content implements screen.Screen.
func (w *withRecord) Content() fyne.CanvasObject { return w.box }

// Shown implements screen.Screen.
func (w *withRecord) Shown(ctx context.Context, at screen.Route) {
	w.front = w.Screen
	if !at.ID.IsZero() && !slices.Contains(w.own, at.Kind) {
		if w.built == nil {
			w.built = w.record()
		}
		w.front = w.built
	}
	w.box.Objects = []fyne.CanvasObject{w.front.Content()}
	w.box.Refresh()
	w.front.Shown(ctx, at)
}

// Leave implements screen.Leaver.
func (w *withRecord) Leave() func() error {
	if l, ok := w.front.(screen.Leaver); ok {
		return l.Leave()
	}
	return nil
}

// TogglePanel implements screen.Paneled.
func (w *withRecord) TogglePanel() {
	if p, ok := w.front.(screen.Paneled); ok {
		p.TogglePanel()
	}
}

// search makes the dialog of Ctrl+K.
func (w *Window) search(p *app.Project) func(screen.Host) screen.Dialog {
	return func(host screen.Host) screen.Dialog { return search.New(host, p).Dialog() }
}

// Tour lists the routes that lead through every screen, for pictures of them.
func Tour() []screen.Route {
	var all []screen.Route
	for _, p := range screen.Places() {
		all = append(all, screen.Route{Place: p})
	}
	for _, part := range []string{"about", "team", "log"} {
		all = append(all, screen.Route{Place: screen.Project, Part: part})
	}
	for _, part := range []string{settings.PartLanguage, settings.PartLook, settings.PartLock, settings.PartBackups, settings.PartKeys,
		settings.PartShortcuts, settings.PartAbout} {
		all = append(all, screen.Route{Place: screen.Settings, Part: part})
	}
	return append(all, screen.Route{Place: screen.History}, screen.Route{Place: screen.Trash},
		screen.Route{Place: screen.Help, Part: string(screen.Project)})
}

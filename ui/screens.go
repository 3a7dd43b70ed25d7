package ui

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"

	"feltbog/assets"
	"feltbog/internal/app"
	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/screens/debrief"
	"feltbog/ui/screens/disclosures"
	"feltbog/ui/screens/dispute"
	"feltbog/ui/screens/elicit"
	"feltbog/ui/screens/guide"
	"feltbog/ui/screens/help"
	"feltbog/ui/screens/history"
	"feltbog/ui/screens/home"
	"feltbog/ui/screens/outgo"
	"feltbog/ui/screens/papers"
	"feltbog/ui/screens/people"
	"feltbog/ui/screens/photos"
	"feltbog/ui/screens/place"
	"feltbog/ui/screens/project"
	"feltbog/ui/screens/record"
	"feltbog/ui/screens/rights"
	"feltbog/ui/screens/search"
	"feltbog/ui/screens/session"
	"feltbog/ui/screens/settings"
	"feltbog/ui/screens/share"
	"feltbog/ui/screens/source"
	"feltbog/ui/screens/trash"
	"feltbog/ui/screens/workshop"
	"feltbog/ui/screens/writeup"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// screens says which screen is shown at a place.
func (w *Window) screens(p *app.Project) func(screen.Host, screen.Place) screen.Screen {
	tray := &outgo.Tray{}
	w.tray = tray
	return func(host screen.Host, at screen.Place) screen.Screen {
		page := func() screen.Screen { return record.New(host, p, w.play(p)) }
		lay := layer{host, p, tray}.lay
		print := func() { papers.Show(host, p, w.desk()) }
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
			who := sync.OnceValue(func() screen.Screen { // the list and one participant are one screen
				return people.New(host, p, w.files(host.Fail), people.Desk{Desk: w.machine, View: w.view})
			})
			shelf, err := app.OpenTemplates(assets.Templates(), i18n.Language())
			if err != nil {
				host.Fail(err)
			}
			guides := sync.OnceValue(func() screen.Screen { // a guide and its versions are one screen
				return guide.New(host, p, w.files(host.Fail), shelf, func(id feltbog.ID) { papers.Guide(host, p, w.desk(), id) })
			})
			return newFronts(home.NewSessions(host, p, func() { session.Begin(host, p) }),
				toKindPart(feltbog.KindSession, screen.After, func() screen.Screen {
					return writeup.New(host, p, func(session feltbog.ID) { source.Pick(host, p, w.files(host.Fail), session) })
				}),
				toKind(feltbog.KindSession, func() screen.Screen {
					s := session.New(host, p, w.files(host.Fail), shelf.Grids, w.play(p))
					s.Lay = lay
					return s
				}),
				toKindPart(feltbog.KindSession, screen.Debrief, func() screen.Screen { return debrief.New(host, p) }),
				toKind(feltbog.KindGuide, guides), toKind(feltbog.KindGuideVersion, guides),
				toPart(people.Part, who), toKind(feltbog.KindParticipant, who),
				toKind(feltbog.KindPhotoSet, func() screen.Screen {
					s := elicit.New(host, p, w.other, shelf.Elicit, w.elicitDesk())
					s.Rights = func(id feltbog.ID) { rights.Show(host, p, id) }
					s.Settle = settler{host, tray}.story
					return s
				}),
				toPart(outgo.Part, func() screen.Screen { return outgo.New(host, p, tray) }),
				toPart(elicit.Part, func() screen.Screen { return elicit.NewList(host, p) }),
				toPart(home.Guides, func() screen.Screen { return home.NewGuides(host, p, w.files(host.Fail), shelf) }),
				toPart(home.WriteOut, func() screen.Screen { return home.NewWriteOut(host, p) }),
				toKinds(home.Others, func() screen.Screen { return place.New(host, p, at) }),
				toRecord(page)).under(home.NewTabs(host, people.Part, elicit.Part))
		case screen.Project:
			return newFronts(project.New(host, p, print), toRecord(page, feltbog.KindPlanRow, feltbog.KindPlanAction))
		case screen.Photos:
			grid := sync.OnceValue(func() screen.Screen { // the grid and one picture are one screen
				g := photos.New(host, p, w.files(host.Fail))
				g.Rights, g.Lay = func(id feltbog.ID) { rights.Show(host, p, id) }, lay
				return g
			})
			return newFronts(grid(), toKind(feltbog.KindPhoto, grid),
				toKinds(photos.Others, func() screen.Screen { return place.New(host, p, at) }), toRecord(page))
		case screen.Share:
			home := share.New(host, p, w.files(host.Fail), print)
			home.Words = w.words
			return newFronts(home,
				toPart(share.Register, func() screen.Screen {
					return disclosures.New(host, p, disclosures.Desk{Put: w.machine.Paper, View: w.view}, print)
				}),
				toVersions(func() screen.Screen { return dispute.New(host, p) }), toRecord(page))
		case screen.Workshop:
			board := func() screen.Screen {
				s := workshop.New(host, p, w.files(host.Fail))
				s.Words = w.words
				s.Print = func(ctx context.Context, id feltbog.ID, numbers []int) error {
					made, err := p.PrintWorkshopCards(ctx, w.machine, id, numbers, i18n.T)
					if err == nil {
						err = w.view(made.Path)
					}
					return err
				}
				return s
			}
			if p.IsGuest() {
				return newFronts(board())
			}
			return newFronts(workshop.NewList(host, p), toPart(outgo.Part, func() screen.Screen { return outgo.New(host, p, tray) }),
				toKind(feltbog.KindWorkshop, board), toKinds(workshop.Others, func() screen.Screen { return place.New(host, p, at) }), toRecord(page, feltbog.KindWorkshop))
		}
		var more []fyne.CanvasObject
		if at == screen.Material {
			more = append(more, uikit.Name(widgets.NewButton(i18n.T("source.pick"), "import", func() { source.Pick(host, p, w.files(host.Fail), feltbog.ID{}) }), "place.source"))
		}
		return newFronts(place.New(host, p, at, more...), toKind(feltbog.KindSource, func() screen.Screen { return source.New(host, p) }), toRecord(page))
	}
}

// play hands a file of the project to the system's player, from the private folder.
func (w *Window) play(p *app.Project) func(context.Context, feltbog.ID) error {
	return func(ctx context.Context, id feltbog.ID) error {
		path, err := p.OpenAttachment(ctx, w.machine, id)
		if err == nil {
			err = w.view(path)
		}
		return err
	}
}

// desk is where papers are put and shown.
func (w *Window) desk() papers.Desk { return papers.Desk{Paper: w.machine.Paper, View: w.view} }

func (w *Window) elicitDesk() elicit.Desk { return elicit.Desk{Put: w.machine.Paper, View: w.view} }

// search makes the dialog of Ctrl+K.
func (w *Window) search(p *app.Project) func(screen.Host) screen.Dialog {
	return func(host screen.Host) screen.Dialog {
		s := search.New(host, p)
		s.Lay = func(items []app.GateItem) {
			layer{host, p, w.tray}.lay(items, screen.Route{Place: screen.Workshop})
		}
		return s.Dialog()
	}
}

// Tour lists the routes that lead through every screen, for pictures of them.
func Tour() []screen.Route {
	var all []screen.Route
	for _, p := range screen.Places() {
		all = append(all, screen.Route{Place: p})
	}
	for _, part := range []string{home.Guides, people.Part, elicit.Part, home.WriteOut, home.Others} {
		all = append(all, screen.Route{Place: screen.Field, Part: part})
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

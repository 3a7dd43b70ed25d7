package shell

import (
	"feltbog/ui/i18n"
	"feltbog/ui/screen"
	"feltbog/ui/widgets"
)

// menu shows what belongs to the project as a whole.
func (s *Shell) menu() {
	item := func(key, icon string, to screen.Route) widgets.MenuItem {
		return widgets.MenuItem{Text: i18n.T(key), Icon: icon, Tap: func() { s.Open(to) }}
	}
	undo := widgets.MenuItem{Text: i18n.T("key.undo"), Icon: "undo", Key: i18n.T("menu.undo.key"), Tap: s.undo, Rule: true}
	redo := widgets.MenuItem{Text: i18n.T("key.redo"), Icon: "redo", Key: i18n.T("menu.redo.key"), Tap: s.redo}
	if s.Config.Only != "" {
		undo.Rule = false
		widgets.NewMenu(append([]widgets.MenuItem{undo, redo}, s.extra...)...).ShowBelow(s.top.project)
		return
	}
	other := widgets.MenuItem{Text: i18n.T("menu.other"), Icon: "open", Tap: s.Lock, Rule: true}
	items := []widgets.MenuItem{item("menu.about", "doc", screen.Route{Place: screen.Project, Part: "about"}),
		item("menu.team", "person", screen.Route{Place: screen.Project, Part: "team"}),
		undo, redo,
		item("menu.history", "clock", screen.Route{Place: screen.History}),
		item("menu.trash", "trash", screen.Route{Place: screen.Trash})}
	items = append(append(items, s.extra...), other)
	widgets.NewMenu(items...).ShowBelow(s.top.project)
}

// AddToMenu adds something to do with this project to its menu.
func (s *Shell) AddToMenu(item widgets.MenuItem) { s.extra = append(s.extra, item) }

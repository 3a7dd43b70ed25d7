package widgets

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/uikit"
)

func (g *Gallery[K]) choose(i int) {
	if i == g.at || i < 0 || i >= len(g.keys) {
		return
	}
	g.GoTo(i)
	if g.Chosen != nil {
		g.Chosen(i)
	}
}

func (g *Gallery[K]) open(i int) {
	if i >= 0 && i < len(g.keys) && g.Opened != nil {
		uikit.Timed("gallery", func() { g.Opened(i) })
	}
}

// tapped is a tap on a tile; corner is where the tick stands.
func (g *Gallery[K]) tapped(i int, corner bool) {
	uikit.Touch()
	take(g)
	if i >= len(g.keys) {
		return
	}
	mod := held()
	switch {
	case mod&fyne.KeyModifierShift != 0:
		if g.anchor < 0 {
			g.anchor, g.reach = max(g.at, 0), max(g.at, 0)
		}
		g.extend(i)
		g.choose(i)
	case corner || mod&fyne.KeyModifierShortcutDefault != 0:
		g.choose(i)
		g.toggle(i)
	case i == g.at:
		g.open(i)
	default:
		g.choose(i)
		g.anchor, g.reach = i, i
	}
}

func (g *Gallery[K]) toggle(i int) {
	if i < 0 || i >= len(g.keys) {
		return
	}
	if k := g.keys[i]; g.picked[k] {
		delete(g.picked, k)
	} else {
		g.picked[k] = true
	}
	g.anchor, g.reach = i, i
	g.tell()
}

// extend selects from the anchor to a place, in stead of what it selected before.
func (g *Gallery[K]) extend(to int) {
	for i := min(g.anchor, g.reach); i <= max(g.anchor, g.reach); i++ {
		delete(g.picked, g.keys[i])
	}
	for i := min(g.anchor, to); i <= max(g.anchor, to); i++ {
		g.picked[g.keys[i]] = true
	}
	g.reach = to
	g.tell()
}

// PickAll selects the group in front, and everything when that is selected.
func (g *Gallery[K]) PickAll() {
	if len(g.keys) == 0 {
		return
	}
	from, to := g.span(g.GroupOf(max(g.at, 0)))
	if g.allPicked(from, to) {
		from, to = 0, len(g.keys)
	}
	g.pick(from, to, true)
}

func (g *Gallery[K]) span(group int) (from, to int) { return g.starts[group], g.starts[group+1] }

func (g *Gallery[K]) allPicked(from, to int) bool {
	for _, k := range g.keys[from:to] {
		if !g.picked[k] {
			return false
		}
	}
	return true
}

func (g *Gallery[K]) pick(from, to int, on bool) {
	for _, k := range g.keys[from:to] {
		if on {
			g.picked[k] = true
		} else {
			delete(g.picked, k)
		}
	}
	g.anchor, g.reach = -1, -1
	g.tell()
}

// pickGroup selects a group, or nothing of it when all of it was.
func (g *Gallery[K]) pickGroup(group int) {
	uikit.Touch()
	take(g)
	from, to := g.span(group)
	g.pick(from, to, !g.allPicked(from, to))
}

// PickNone selects nothing.
func (g *Gallery[K]) PickNone() {
	clear(g.picked)
	g.anchor, g.reach = -1, -1
	g.tell()
}

func (g *Gallery[K]) tell() {
	g.Refresh()
	if g.Picked != nil {
		g.Picked()
	}
}

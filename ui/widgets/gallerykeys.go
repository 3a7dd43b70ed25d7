package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/ui/shortcuts"
	"feltbog/ui/uikit"
)

// TypedKey moves, selects and acts.
func (g *Gallery[K]) TypedKey(e *fyne.KeyEvent) {
	uikit.Touch()
	to := -1
	switch e.Name {
	case fyne.KeyRight:
		to = g.at + 1
	case fyne.KeyLeft:
		to = g.at - 1
	case fyne.KeyDown:
		to = g.rowOn(1)
	case fyne.KeyUp:
		to = g.rowOn(-1)
	case fyne.KeyPageDown:
		to = g.rowOn(g.page())
	case fyne.KeyPageUp:
		to = g.rowOn(-g.page())
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(g.keys) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		g.open(g.at)
		return
	case fyne.KeySpace:
		g.toggle(g.at)
		return
	case desktop.KeyMenu:
		g.menuKey()
		return
	case fyne.KeyEscape:
		if len(g.picked) > 0 {
			g.PickNone()
			return
		}
		shortcuts.PassKey(g, e, false)
		return
	default:
		shortcuts.PassKey(g, e, false)
		return
	}
	g.move(to)
}

// move goes to a place, and selects on the way while Shift is held.
func (g *Gallery[K]) move(to int) {
	if len(g.keys) == 0 {
		return
	}
	before := max(g.at, 0)
	to = min(max(to, 0), len(g.keys)-1)
	if held()&fyne.KeyModifierShift == 0 {
		g.choose(to)
		g.anchor, g.reach = to, to
		return
	}
	if g.anchor < 0 {
		g.anchor, g.reach = before, before
	}
	g.choose(to)
	g.extend(to)
}

// rowOn returns the place so many rows down (or up), in the column of the one in front, over the headings.
func (g *Gallery[K]) rowOn(by int) int {
	if g.at < 0 || g.body == nil || g.body.cols == 0 {
		return 0
	}
	cols, group := g.body.cols, g.GroupOf(g.at)
	n := g.at - g.starts[group]
	row, col := n/cols, n%cols
	for ; by > 0; by-- {
		if (row+1)*cols < g.groups[group].N {
			row++
		} else if group+1 < len(g.groups) {
			group, row = group+1, 0
		}
	}
	for ; by < 0; by++ {
		if row > 0 {
			row--
		} else if group > 0 {
			group--
			row = (g.groups[group].N - 1) / cols
		}
	}
	return g.starts[group] + min(row*cols+col, g.groups[group].N-1)
}

// page is how many rows are in view.
func (g *Gallery[K]) page() int {
	if g.body == nil || g.body.tile.Height == 0 {
		return 1
	}
	return max(int(g.body.scroll.Size().Height/(g.body.tile.Height+galleryGap))-1, 1)
}

// TypedShortcut selects all, goes to the next group or the one before, and hands on other chords.
func (g *Gallery[K]) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutSelectAll:
		g.PickAll()
		return
	case *desktop.CustomShortcut:
		by := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[s.KeyName]
		if s.Modifier == fyne.KeyModifierShortcutDefault && by != 0 && len(g.keys) > 0 {
			group := min(max(g.GroupOf(max(g.at, 0))+by, 0), len(g.groups)-1)
			g.choose(g.starts[group])
			g.anchor, g.reach = g.at, g.at
			return
		}
	}
	shortcuts.PassShortcut(g, s)
}

// TypedRune asks for larger or smaller tiles by + and -.
func (g *Gallery[K]) TypedRune(r rune) {
	if by, ok := map[rune]int{'+': 1, '-': -1}[r]; ok && g.Sized != nil {
		g.Sized(by)
	}
}

// FocusGained shows where one is.
func (g *Gallery[K]) FocusGained() {
	g.focus = true
	if g.at < 0 && len(g.keys) > 0 {
		g.choose(0)
	}
	g.Refresh()
}

// FocusLost implements fyne.Focusable.
func (g *Gallery[K]) FocusLost() { g.focus = false; g.Refresh() }

// menuAt shows what can be done with a picture.
func (g *Gallery[K]) menuAt(i int, pos fyne.Position) {
	if g.Menu == nil || i < 0 || i >= len(g.keys) {
		return
	}
	g.choose(i)
	take(g)
	NewMenu(g.Menu(i)...).ShowAt(uikit.CanvasOf(g), pos)
}

// menuKey shows it beside the one in front.
func (g *Gallery[K]) menuKey() {
	if g.body == nil {
		return
	}
	if t := g.body.tiles[g.at]; t != nil {
		pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
		g.menuAt(g.at, pos.Add(fyne.NewPos(t.Size().Width/2, t.Size().Height/2)))
	}
}

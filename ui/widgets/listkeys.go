package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/ui/shortcuts"
	"feltbog/ui/uikit"
)

// menuAt shows what can be done with a row.
func (l *List[T]) menuAt(i int, pos fyne.Position) {
	if l.Menu == nil || i < 0 || i >= len(l.rows) || l.heading(i) {
		return
	}
	l.choose(i)
	take(l)
	NewMenu(l.Menu(i)...).ShowAt(uikit.CanvasOf(l), pos)
}

// menuKey shows it beside the row in front.
func (l *List[T]) menuKey() {
	if l.body == nil || l.at < 0 {
		return
	}
	if r := l.body.row(l.at); r != nil {
		pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
		l.menuAt(l.at, pos.Add(fyne.NewPos(r.Size().Width*0.5, min(r.Size().Height, 44))))
	}
}

// TypedKey moves and acts.
func (l *List[T]) TypedKey(e *fyne.KeyEvent) {
	uikit.Touch()
	before, shift := l.at, held()&fyne.KeyModifierShift != 0
	switch e.Name {
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyPageDown:
		l.step(l.page())
	case fyne.KeyPageUp:
		l.step(-l.page())
	case fyne.KeyHome:
		l.step(-len(l.rows))
	case fyne.KeyEnd:
		l.step(len(l.rows))
	case fyne.KeyReturn, fyne.KeyEnter:
		l.open(l.at)
		return
	case fyne.KeySpace:
		if l.Picked != nil {
			l.toggle(l.at)
		} else {
			l.open(l.at)
		}
		return
	case desktop.KeyMenu:
		l.menuKey()
		return
	case fyne.KeyEscape:
		if len(l.picked) > 0 {
			l.PickNone()
			return
		}
		shortcuts.PassKey(l, e, false)
		return
	default:
		shortcuts.PassKey(l, e, false)
		return
	}
	if l.Picked != nil && shift && l.at >= 0 {
		if l.anchor < 0 {
			l.anchor = max(before, 0)
		}
		l.extend(l.at)
	} else {
		l.anchor = l.at
	}
}

// TypedShortcut selects all, and hands on other chords.
func (l *List[T]) TypedShortcut(s fyne.Shortcut) {
	if _, all := s.(*fyne.ShortcutSelectAll); all && l.Picked != nil {
		l.PickAll()
		return
	}
	shortcuts.PassShortcut(l, s)
}

// TypedRune implements fyne.Focusable.
func (l *List[T]) TypedRune(rune) {}

// FocusGained shows where one is.
func (l *List[T]) FocusGained() {
	l.focus = true
	if l.at < 0 && len(l.rows) > 0 {
		for i := range l.rows {
			if !l.heading(i) {
				l.at = i
				break
			}
		}
	}
	l.Refresh()
}

// FocusLost implements fyne.Focusable.
func (l *List[T]) FocusLost() { l.focus = false; l.Refresh() }

// page is how many rows are in view.
func (l *List[T]) page() int {
	h := l.Size().Height
	if l.body == nil || h <= 0 {
		return 1
	}
	return max(int(h/(l.rowHeight*textScale()))-1, 1)
}

// CreateRenderer implements fyne.Widget.
func (l *List[T]) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	l.body = newListBody(l)
	l.body.wanted = l.at
	return l.body.renderer()
}

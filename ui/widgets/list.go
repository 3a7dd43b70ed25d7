package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/shortcuts"
	"feltbog/ui/uikit"
)

// List shows rows of one height, of which there may be a hundred thousand: only those in sight have widgets. It is one
// stop for the keyboard: arrows, Home, End and the page keys move, Enter opens, the menu key shows the row's menu.
type List struct {
	widget.List
	// Open is called for a row that is tapped, or on Enter.
	Open func(i int)
	// Moved is called when another row is selected.
	Moved func(i int)
	// Menu is called for the menu key and Shift+F10, with where the row is.
	Menu func(i int, at fyne.Position)

	at     int // selected row, -1 for none
	byKey  bool
	height float32
}

// NewList returns a list. make returns an empty row, which must not wrap text, and fill shows row i in it.
func NewList(count func() int, make func() fyne.CanvasObject, fill func(i int, row fyne.CanvasObject)) *List {
	l := &List{at: -1}
	l.Length = count
	l.CreateItem = func() fyne.CanvasObject {
		o := make()
		l.height = o.MinSize().Height
		return o
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i >= 0 && i < count() { // a list asks for rows that have just gone
			fill(i, o)
		}
	}
	l.OnSelected = l.selected
	l.ExtendBaseWidget(l)
	return l
}

func (l *List) selected(i int) {
	uikit.Touch()
	l.at = i
	if l.Moved != nil {
		l.Moved(i)
	}
	if !l.byKey && l.Open != nil {
		l.Open(i)
		l.Unselect(i)
		l.at = i
	}
}

// At returns the selected row, -1 for none.
func (l *List) At() int { return l.at }

// Go selects a row and brings it into sight; a row that is not there selects none.
func (l *List) Go(i int) {
	n := l.Length()
	if n == 0 || i < 0 {
		l.UnselectAll()
		l.at = -1
		return
	}
	l.byKey = true
	l.at = min(i, n-1)
	l.UnselectAll()
	l.Select(l.at)
	l.byKey = false
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	page := max(int(l.Size().Height/max(l.height, 1))-1, 1)
	switch e.Name {
	case fyne.KeyDown:
		l.Go(l.at + 1)
	case fyne.KeyUp:
		l.Go(max(l.at-1, 0))
	case fyne.KeyPageDown:
		l.Go(l.at + page)
	case fyne.KeyPageUp:
		l.Go(max(l.at-page, 0))
	case fyne.KeyHome:
		l.Go(0)
	case fyne.KeyEnd:
		l.Go(l.Length() - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.at >= 0 && l.at < l.Length() && l.Open != nil {
			l.Open(l.at)
		}
	case desktop.KeyMenu:
		l.menu()
	case fyne.KeyF10:
		if held()&fyne.KeyModifierShift != 0 {
			l.menu()
			return
		}
		shortcuts.PassKey(l, e, false)
	default:
		shortcuts.PassKey(l, e, false)
	}
}

func (l *List) menu() {
	if l.at < 0 || l.Menu == nil {
		return
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	y := float32(l.at)*(l.height+4) - l.GetScrollOffset()
	l.Menu(l.at, pos.AddXY(40, min(max(y, 0)+l.height, l.Size().Height)))
}

// FocusGained selects the first row where none is.
func (l *List) FocusGained() {
	l.List.FocusGained()
	if l.at < 0 && l.Length() > 0 {
		l.Go(0)
	}
}

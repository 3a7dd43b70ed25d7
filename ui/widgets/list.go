package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/uikit"
)

// List shows rows of which only those in view exist, so that it is as quick for a hundred thousand as for ten. It is one
// stop: arrows, Home, End, Page Up and Page Down move in it, Enter opens, the menu key shows what can be done. Fields
// are set before it is shown; what they are called with is an index into the rows.
type List[T any] struct {
	widget.BaseWidget
	// Chosen is called when another row became the one in front, by an arrow or a tap.
	Chosen func(i int)
	// Opened is called for Enter and for a tap on the row in front; without Chosen for every tap.
	Opened func(i int)
	// Menu says what can be done with a row: a "⋯" stands on the row in front, right click and the menu key show it.
	Menu func(i int) []MenuItem
	// Picked is called when rows were added to, or taken from, what is selected; set, it allows more than one: Space,
	// Shift+arrows, Ctrl+tap and Ctrl+A.
	Picked func(rows []int)
	// Key names a row. With it the row in front stays in front when the rows are loaded again.
	Key func(T) string
	// Tone is the ground of a row; nil: none.
	Tone func(T) fyne.ThemeColorName
	// Grow lets rows be as high as their content needs. Each row is measured: for at most some hundreds.
	Grow bool
	// Whole makes the list as high as its rows, for a place that scrolls itself. It implies Grow.
	Whole bool
	// Rules draws a line between rows.
	Rules bool
	// Heading says of a row that it only divides: it cannot be chosen.
	Heading func(T) bool

	rowHeight float32
	make      func() fyne.CanvasObject
	show      func(row fyne.CanvasObject, item T, i int)
	rows      []T
	at        int
	picked    map[int]bool
	anchor    int
	focus     bool
	body      *listBody[T]
}

// NewList returns an empty list. make makes the look of a row, show fills it with an item. rowHeight is in Fyne units at
// a text scale of 1.
func NewList[T any](rowHeight float32, make func() fyne.CanvasObject, show func(row fyne.CanvasObject, item T, i int)) *List[T] {
	l := &List[T]{rowHeight: rowHeight, make: make, show: show, at: -1, anchor: -1, picked: map[int]bool{}}
	l.ExtendBaseWidget(l)
	return l
}

// SetRows changes what is shown.
func (l *List[T]) SetRows(rows []T) {
	front, picked := "", map[string]bool{}
	if l.Key != nil {
		if l.at >= 0 && l.at < len(l.rows) {
			front = l.Key(l.rows[l.at])
		}
		for i := range l.picked {
			if i < len(l.rows) {
				picked[l.Key(l.rows[i])] = true
			}
		}
	}
	l.rows, l.at, l.anchor, l.picked = rows, -1, -1, map[int]bool{}
	if l.Key != nil {
		for i, r := range rows {
			k := l.Key(r)
			if k == front && front != "" {
				l.at = i
			}
			if picked[k] {
				l.picked[i] = true
			}
		}
	}
	if l.body != nil {
		l.body.measure(true)
	}
	l.Refresh()
}

// Rows returns what is shown.
func (l *List[T]) Rows() []T { return l.rows }

// At returns the row in front, -1 for none.
func (l *List[T]) At() int { return l.at }

// Selected returns the rows that are selected, in order.
func (l *List[T]) Selected() []int {
	var all []int
	for i := range l.picked {
		all = append(all, i)
	}
	slices.Sort(all)
	return all
}

// GoTo brings a row to the front and into view without telling anybody; -1 for none.
func (l *List[T]) GoTo(i int) {
	if i >= len(l.rows) || i >= 0 && l.heading(i) {
		return
	}
	l.at = max(i, -1)
	if l.body != nil {
		l.body.reveal(l.at)
	}
	l.Refresh()
}

// Refresh shows it anew, once it is on a window: until then its fields may be set.
func (l *List[T]) Refresh() {
	if l.body != nil {
		l.BaseWidget.Refresh()
	}
}

func (l *List[T]) heading(i int) bool { return l.Heading != nil && l.Heading(l.rows[i]) }

// choose brings a row to the front and tells.
func (l *List[T]) choose(i int) {
	if i == l.at || i < 0 || i >= len(l.rows) {
		return
	}
	l.GoTo(i)
	if l.at == i && l.Chosen != nil {
		l.Chosen(i)
	}
}

// step goes some rows on, over headings, and stays where there is no more.
func (l *List[T]) step(by int) {
	n := len(l.rows)
	to := min(max(l.at+by, 0), n-1)
	if l.at < 0 && by < 0 {
		to = 0
	}
	dir := 1
	if by < 0 {
		dir = -1
	}
	for i := to; i >= 0 && i < n; i += dir {
		if !l.heading(i) {
			l.choose(i)
			return
		}
	}
	for i := to; i != l.at && i >= 0 && i < n; i -= dir { // there is nothing but headings that way
		if !l.heading(i) {
			l.choose(i)
			return
		}
	}
}

func (l *List[T]) tapped(i int) {
	uikit.Touch()
	take(l)
	if i >= len(l.rows) || l.heading(i) {
		return
	}
	mod := held()
	switch {
	case l.Picked != nil && mod&fyne.KeyModifierShift != 0:
		l.extend(i)
		l.choose(i)
	case l.Picked != nil && mod&fyne.KeyModifierShortcutDefault != 0:
		l.choose(i)
		l.toggle(i)
	case l.Chosen == nil || i == l.at:
		l.GoTo(i)
		l.open(i)
	default:
		l.choose(i)
		l.anchor = i
	}
}

func (l *List[T]) open(i int) {
	if i >= 0 && i < len(l.rows) && l.Opened != nil {
		uikit.Timed("list row", func() { l.Opened(i) })
	}
}

func (l *List[T]) toggle(i int) {
	if l.picked[i] {
		delete(l.picked, i)
	} else if i >= 0 && i < len(l.rows) && !l.heading(i) {
		l.picked[i] = true
	}
	l.anchor = i
	l.tell()
}

// extend selects from where the selection began to a row.
func (l *List[T]) extend(to int) {
	if l.anchor < 0 {
		l.anchor = max(l.at, 0)
	}
	clear(l.picked)
	for i := min(l.anchor, to); i <= max(l.anchor, to) && i < len(l.rows); i++ {
		if !l.heading(i) {
			l.picked[i] = true
		}
	}
	l.tell()
}

// PickAll selects all rows, PickNone none.
func (l *List[T]) PickAll() {
	l.anchor = 0
	l.extend(len(l.rows) - 1)
}

// PickNone selects nothing.
func (l *List[T]) PickNone() {
	clear(l.picked)
	l.anchor = -1
	l.tell()
}

func (l *List[T]) tell() {
	l.Refresh()
	if l.Picked != nil {
		l.Picked(l.Selected())
	}
}

package workshop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/ui/shortcuts"
	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// place is where the chosen thing stands: its column, and in it the card, -1 for the column itself.
func (w *wall) place() (col, card int) {
	for i, c := range w.columns {
		if c.cluster != w.at.cluster {
			continue
		}
		for j, v := range c.cards {
			if v.card.ID == w.at.card {
				return i, j
			}
		}
		return i, -1
	}
	return 0, -1
}

// goTo chooses a card of a column, or the column where there is none.
func (w *wall) goTo(col, card int) {
	if len(w.columns) == 0 {
		return
	}
	c := w.columns[min(max(col, 0), len(w.columns)-1)]
	card = min(card, len(c.cards)-1)
	if card < 0 {
		w.choose(target{cluster: c.cluster, column: true})
		return
	}
	w.choose(target{cluster: c.cluster, card: c.cards[card].card.ID})
}

// TypedKey moves in the wall and hands on what it does not use.
func (w *wall) TypedKey(e *fyne.KeyEvent) {
	uikit.Touch()
	col, card := w.place()
	if w.at == (target{}) && (e.Name == fyne.KeyDown || e.Name == fyne.KeyRight || e.Name == fyne.KeyUp || e.Name == fyne.KeyLeft) {
		w.goTo(0, 0)
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		w.goTo(col, card+1)
	case fyne.KeyUp:
		w.goTo(col, card-1)
	case fyne.KeyRight:
		if col+1 < len(w.columns) {
			w.goTo(col+1, card)
		}
	case fyne.KeyLeft:
		if col > 0 {
			w.goTo(col-1, card)
		}
	case fyne.KeyHome:
		w.goTo(0, 0)
	case fyne.KeyEnd:
		w.goTo(len(w.columns)-1, len(w.columns[len(w.columns)-1].cards)-1)
	case fyne.KeySpace:
		if !w.at.card.IsZero() {
			w.pick(w.at.card)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		w.s.askReading()
	case desktop.KeyMenu:
		w.menuKey()
	case fyne.KeyEscape:
		if len(w.picked) > 0 {
			clear(w.picked)
			w.dress()
			return
		}
		shortcuts.PassKey(w, e, false)
	default:
		shortcuts.PassKey(w, e, false)
	}
}

// menuKey shows what can be done with what is chosen.
func (w *wall) menuKey() {
	col, card := w.place()
	if w.at == (target{}) || col >= len(w.columns) {
		return
	}
	c := w.columns[col]
	if card >= 0 {
		widgets.NewMenu(w.s.cardMenu()...).ShowBelow(c.cards[card])
	} else if !c.cluster.IsZero() {
		widgets.NewMenu(w.s.clusterMenu(c)...).ShowBelow(c.head.more)
	}
}

// TypedShortcut hands on chords.
func (w *wall) TypedShortcut(s fyne.Shortcut) { shortcuts.PassShortcut(w, s) }

// TypedRune implements fyne.Focusable.
func (w *wall) TypedRune(rune) {}

// FocusGained shows where one is.
func (w *wall) FocusGained() {
	w.focus = true
	if w.at == (target{}) && len(w.columns) > 0 {
		w.goTo(0, 0)
	}
	w.dress()
}

// FocusLost implements fyne.Focusable.
func (w *wall) FocusLost() { w.focus = false; w.dress() }

// Keys implements screen.Keyed.
func (s *Screen) Keys() map[string]func() {
	later := func(f func()) func() { return func() { s.host.Do(f) } } // or the letter would be typed into the field that opens
	keys := map[string]func(){
		"board.cluster.add": later(s.addCluster), "board.cluster.name": later(s.nameCluster), "board.cluster.left": func() { s.moveCluster(-1) }, "board.cluster.right": func() { s.moveCluster(1) },
		"board.cluster.remove": s.removeChosen, "board.up": func() { s.shift(-1) }, "board.down": func() { s.shift(1) },
		"board.reading": later(s.askReading), "board.paper": later(s.side.write), "board.number.0": func() { s.toNumber(0) }, "bundle.make": s.askPack,
	}
	if s.Print != nil {
		keys["board.print"] = s.print
	}
	if !s.guest {
		keys["board.apart"] = later(s.askApart)
	}
	for i := 1; i <= 9; i++ {
		keys["board.number."+string(rune('0'+i))] = func() { s.toNumber(i) }
	}
	return keys
}

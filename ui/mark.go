package ui

import (
	"slices"

	"feltbog/ui/uikit"
	"feltbog/ui/widgets"
)

// mark is where somebody was writing when the vault was locked: coming back lands on the same cursor. It holds a name
// and a position, nothing of the vault.
type mark struct {
	vault       string
	name        string
	row, column int
}

// leaveMark remembers the field that was written in last.
func (w *Window) leaveMark(vault string) {
	w.resume = nil
	e := widgets.LastField()
	if e == nil {
		return
	}
	for _, s := range uikit.Spots() {
		if uikit.Find(s.Name) == e {
			w.resume = &mark{vault: vault, name: s.Name, row: e.CursorRow, column: e.CursorColumn}
		}
	}
}

// comeBack gives the focus back as soon as the field is there again, unless something else has got it meanwhile.
func (w *Window) comeBack(vault string) {
	m := w.resume
	w.resume = nil
	if m == nil || m.vault != vault {
		return
	}
	uikit.AfterEach(func() (done bool) {
		c := w.win.Canvas()
		if c.Focused() != nil {
			return true
		}
		e, ok := uikit.Find(m.name).(*widgets.Entry)
		if !ok || !slices.ContainsFunc(uikit.Spots(), func(s uikit.Spot) bool { return s.Name == m.name }) {
			return false // not there yet, or the one of before
		}
		c.Focus(e)
		e.CursorRow, e.CursorColumn = m.row, m.column
		e.Refresh()
		return true
	})
}

// Package shortcuts makes the table of keys (assets/shortcuts.json) work in a window, whatever has focus. In Fyne a
// focused text field swallows chords and function keys; Feltbog's own entry passes on what it does not use itself, and
// other focusable widgets hand on the keys that mean nothing to them.
package shortcuts

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/assets"
	"feltbog/ui/uikit"
)

// chord is a key with its modifiers.
type chord struct {
	key fyne.KeyName
	mod fyne.KeyModifier
}

var modifiers = map[string]fyne.KeyModifier{
	"Ctrl": fyne.KeyModifierShortcutDefault, "Shift": fyne.KeyModifierShift, "Alt": fyne.KeyModifierAlt,
}

func parse(s string) chord {
	var c chord
	parts := strings.Split(s, "+")
	for _, p := range parts[:len(parts)-1] {
		c.mod |= modifiers[p]
	}
	c.key = fyne.KeyName(parts[len(parts)-1])
	return c
}

// Keys binds the table to one window. Its methods are called on the UI goroutine.
type Keys struct {
	window  fyne.Window
	table   map[chord][]assets.Shortcut // what a chord means, on one screen or another
	actions map[string][]*func()
	modal   []*func() // what Escape does in each dialog, the topmost last
}

var windows = map[fyne.Canvas]*Keys{}

// Attach makes the table work in a window.
func Attach(w fyne.Window) *Keys {
	k := &Keys{window: w, table: map[chord][]assets.Shortcut{}, actions: map[string][]*func(){}}
	for _, s := range assets.Shortcuts() {
		if s.Fixed {
			continue
		}
		for _, name := range s.Keys {
			c := parse(name)
			k.table[c] = append(k.table[c], s)
			if c.mod != 0 {
				w.Canvas().AddShortcut(c.shortcut(), func(fyne.Shortcut) { k.fire(c, false) })
			}
		}
	}
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { k.fire(chord{e.Name, heldShift()}, false) })
	windows[w.Canvas()] = k
	gone := uikit.Home(w.Canvas())
	w.SetOnClosed(func() {
		delete(windows, w.Canvas())
		gone()
	})
	return k
}

// shortcut is what Fyne's driver makes of a chord.
func (c chord) shortcut() fyne.Shortcut {
	if c.mod == fyne.KeyModifierShortcutDefault {
		switch c.key {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: c.key, Modifier: c.mod}
}

// of returns the chord that a shortcut of Fyne's stands for.
func of(s fyne.Shortcut) (chord, bool) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		return chord{fyne.KeyZ, fyne.KeyModifierShortcutDefault}, true
	case *fyne.ShortcutRedo:
		return chord{fyne.KeyY, fyne.KeyModifierShortcutDefault}, true
	case *fyne.ShortcutSelectAll:
		return chord{fyne.KeyA, fyne.KeyModifierShortcutDefault}, true
	case *desktop.CustomShortcut:
		return chord{s.KeyName, s.Modifier}, true
	}
	return chord{}, false
}

func heldShift() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers() & fyne.KeyModifierShift
	}
	return 0
}

// On binds an action of the table. The last one bound acts; the function that is returned takes it away again.
func (k *Keys) On(id string, f func()) (remove func()) {
	if !slices.ContainsFunc(assets.Shortcuts(), func(s assets.Shortcut) bool { return s.ID == id }) {
		panic("shortcuts: no action " + id + " in the table")
	}
	entry := &f
	k.actions[id] = append(k.actions[id], entry)
	return func() {
		k.actions[id] = slices.DeleteFunc(k.actions[id], func(p *func()) bool { return p == entry })
	}
}

// Suspend makes the keys of the window inert until the function it returns is called, as while a dialog is open. Escape
// then does what is given here, and only keys that act always go on acting.
func (k *Keys) Suspend(escape func()) (resume func()) {
	entry := &escape
	k.modal = append(k.modal, entry)
	return func() {
		k.modal = slices.DeleteFunc(k.modal, func(p *func()) bool { return p == entry })
	}
}

// fire does what a chord means now and reports whether it meant anything.
func (k *Keys) fire(c chord, writing bool) bool {
	uikit.Touch()
	if len(k.modal) > 0 && c.key == fyne.KeyEscape && c.mod == 0 {
		(*k.modal[len(k.modal)-1])()
		return true
	}
	for _, s := range k.table[c] {
		bound := k.actions[s.ID]
		if len(bound) == 0 || len(k.modal) > 0 && !s.Always || writing && !s.Writing {
			continue
		}
		(*bound[len(bound)-1])()
		return true
	}
	return false
}

// Press does what a chord of the table means, as if it had been typed while a widget, or nothing, has focus. It reports
// whether it meant anything there.
func (k *Keys) Press(name string, focused fyne.Focusable) bool {
	_, writing := focused.(interface{ SelectedText() string })
	return k.fire(parse(name), writing)
}

func at(o fyne.CanvasObject) *Keys {
	return windows[uikit.CanvasOf(o)]
}

// PassShortcut does what a chord means that a text field, or another focused widget, got. It reports whether it meant
// anything.
func PassShortcut(field fyne.CanvasObject, s fyne.Shortcut) bool {
	c, ok := of(s)
	k := at(field)
	_, writing := field.(interface{ SelectedText() string })
	return ok && k != nil && k.fire(c, writing)
}

// PassKey does what a key means that a text field (writing) or another focused widget got and does not use.
func PassKey(o fyne.CanvasObject, e *fyne.KeyEvent, writing bool) bool {
	k := at(o)
	return k != nil && k.fire(chord{e.Name, heldShift()}, writing)
}

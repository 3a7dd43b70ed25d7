package shortcuts

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/uikit"
)

// Mirror makes keys and chords that are pressed in another window act as if they were pressed in this one, as long as on
// says so. It returns what is to be done with a key without modifiers.
func (k *Keys) Mirror(w fyne.Window, on func() bool) (pass func(*fyne.KeyEvent)) {
	seen := map[string]bool{}
	for c := range k.table {
		s := c.shortcut()
		if c.mod == 0 || seen[s.ShortcutName()] {
			continue
		}
		seen[s.ShortcutName()] = true
		w.Canvas().AddShortcut(s, func(s fyne.Shortcut) {
			if !on() {
				uikit.Touch()
				return
			}
			if field, ok := k.window.Canvas().Focused().(fyne.Shortcutable); ok {
				field.TypedShortcut(s)
				return
			}
			k.fire(c, false)
		})
	}
	w.Canvas().SetOnTypedRune(func(r rune) {
		if f := k.window.Canvas().Focused(); f != nil && on() {
			f.TypedRune(r)
		}
	})
	return func(e *fyne.KeyEvent) {
		uikit.Touch()
		if !on() {
			return
		}
		if f := k.window.Canvas().Focused(); f != nil {
			f.TypedKey(e)
			return
		}
		k.fire(chord{e.Name, heldShift()}, false)
	}
}

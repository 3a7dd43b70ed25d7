package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/shortcuts"
	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// Entry is Feltbog's text field. It hands on the chords and function keys that it does not use, so that a person can
// write and still reach everything.
type Entry struct {
	widget.Entry
	// Enter is called for Enter; without it a single line calls OnSubmitted and many lines break the line.
	Enter func()
	// Keyed is asked first for each key that is not a letter, with the modifiers held; true means that it was used.
	Keyed func(*fyne.KeyEvent, fyne.KeyModifier) bool
	// Left is called when the focus goes elsewhere, Got when it comes.
	Left, Got func()
	// Pasted is asked before a text is pasted; true means that it was taken otherwise.
	Pasted func(text string) bool
}

// NewEntry returns a field of one line.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = placeholder
	e.Scroll = fyne.ScrollHorizontalOnly
	return e
}

// NewTextArea returns a field of several lines that wraps.
func NewTextArea(placeholder string, rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	e.PlaceHolder = placeholder
	e.SetMinRowsVisible(rows)
	return e
}

// NewSecret returns a field that hides what is written, with an eye to show it.
func NewSecret(placeholder string) *Entry {
	e := &Entry{}
	e.Password = true
	e.ExtendBaseWidget(e)
	e.PlaceHolder = placeholder
	return e
}

// last is the field that had the focus last.
var last *Entry

// LastField returns the field that had the focus last, nil before any had.
func LastField() *Entry { return last }

// own are the chords a text field uses itself.
func own(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo, *fyne.ShortcutCut, *fyne.ShortcutCopy, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll:
		return true
	case *desktop.CustomShortcut:
		switch s.KeyName {
		case fyne.KeyLeft, fyne.KeyRight:
			return s.Modifier&fyne.KeyModifierAlt == 0
		case fyne.KeyBackspace, fyne.KeyDelete:
			return true
		}
	}
	return false
}

// farEnd returns the key by which the toolkit's field goes to the beginning or the end of the text, for the chords that
// everybody else has for it: Ctrl+Home and Ctrl+End. With Shift held it selects.
func farEnd(s fyne.Shortcut) (fyne.KeyName, bool) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return "", false
	}
	switch c.KeyName {
	case fyne.KeyHome:
		return fyne.KeyPageUp, true
	case fyne.KeyEnd:
		return fyne.KeyPageDown, true
	}
	return "", false
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if redo, ok := s.(*desktop.CustomShortcut); ok && redo.KeyName == fyne.KeyZ &&
		redo.Modifier == fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift {
		s = &fyne.ShortcutRedo{} // the other chord for it
	}
	if c, ok := s.(*desktop.CustomShortcut); ok && e.Keyed != nil && e.Keyed(&fyne.KeyEvent{Name: c.KeyName}, c.Modifier) {
		return
	}
	if key, ok := farEnd(s); ok {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: key})
		return
	}
	if own(s) {
		if paste, ok := s.(*fyne.ShortcutPaste); ok {
			if e.Pasted != nil && paste.Clipboard != nil && e.Pasted(paste.Clipboard.Content()) {
				return
			}
			e.at(false, func() { e.Entry.TypedShortcut(s) })
			return
		}
		e.Entry.TypedShortcut(s)
		return
	}
	shortcuts.PassShortcut(e, s)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	uikit.Touch()
	if e.Keyed != nil && e.Keyed(k, held()) {
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.Enter != nil && held()&fyne.KeyModifierShift == 0 {
			e.Enter()
			return
		}
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		shortcuts.PassKey(e, k, true)
		return
	}
	switch k.Name {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyEnter:
		e.at(k.Name == fyne.KeyDelete, func() { e.Entry.TypedKey(k) })
	default:
		e.Entry.TypedKey(k)
	}
}

// AcceptsTab makes Tab go to the next field from a text of several lines too.
func (e *Entry) AcceptsTab() bool { return false }

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	uikit.Touch()
	e.at(false, func() { e.Entry.TypedRune(r) })
}

// held returns the modifiers that are down now.
func held() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// Held returns the modifiers that are down now, for widgets of screens.
func Held() fyne.KeyModifier { return held() }

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	last = e
	e.Entry.FocusGained()
	uikit.Reveal(e)
	if e.Got != nil {
		e.Got()
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.Left != nil {
		e.Left()
	}
}

// Field puts a field's name above it, and help below when there is any.
func Field(name string, field fyne.CanvasObject, help string) *fyne.Container {
	c := Column(6, Label(name), field)
	if help != "" {
		c.Add(Quiet(help))
	}
	return c
}

// Tall makes room for a field's targets.
func Tall(o fyne.CanvasObject) fyne.CanvasObject { return AtLeast(o, 0, theme.Target) }

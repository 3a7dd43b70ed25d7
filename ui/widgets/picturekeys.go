package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"feltbog/ui/shortcuts"
	"feltbog/ui/uikit"
)

// Scrolled zooms around the pointer.
func (v *PictureView) Scrolled(e *fyne.ScrollEvent) {
	uikit.Touch()
	v.zoomAt(math.Pow(zoomStep, float64(e.Scrolled.DY)/25), e.Position)
}

// Cursor implements desktop.Cursorable.
func (v *PictureView) Cursor() desktop.Cursor {
	if v.drawing || v.Many {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// TypedKey zooms, moves and acts.
func (v *PictureView) TypedKey(e *fyne.KeyEvent) {
	uikit.Touch()
	arrow, isArrow := arrows[e.Name]
	switch {
	case isArrow && v.at >= 0 && v.marks[v.at].Still: // it stays
	case isArrow && v.at >= 0:
		v.nudge(arrow[0], arrow[1], held()&fyne.KeyModifierShift != 0)
	case isArrow && !v.Whole():
		v.pan(-arrow[0]*v.Size().Width/8, -arrow[1]*v.Size().Height/8)
	case isArrow && arrow[0] != 0 && v.Step != nil && !v.Many:
		v.Step(int(arrow[0]))
	case v.drawing && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter):
		v.finish()
	case v.drawing && e.Name == fyne.KeyEscape:
		v.drawing, v.begun = false, nil
		v.overlay.Refresh()
	case e.Name == fyne.KeyTab:
		if to := v.beside(); to >= 0 {
			v.choose(to)
		}
	case v.at >= 0 && v.Enter != nil && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter):
		v.Enter(v.at)
	case v.at >= 0 && e.Name == fyne.KeyEscape:
		v.choose(-1)
	case v.at >= 0 && (e.Name == fyne.KeyDelete || e.Name == fyne.KeyBackspace):
		if v.Remove != nil {
			v.Remove(v.at)
		}
	default:
		shortcuts.PassKey(v, e, false)
	}
}

// AcceptsTab reports whether Tab goes to another mark; after the last it goes on to the next field.
func (v *PictureView) AcceptsTab() bool { return v.beside() >= 0 }

// beside is the mark that Tab goes to, or with Shift the one before; -1: none.
func (v *PictureView) beside() int {
	if !v.Many || v.low == nil {
		return -1
	}
	to := v.at + 1
	if held()&fyne.KeyModifierShift != 0 {
		to = v.at - 1
	}
	if to < 0 || to >= len(v.marks) {
		return -1
	}
	return to
}

var arrows = map[fyne.KeyName][2]float32{fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1}}

// TypedRune zooms: + and - are other keys on other keyboards.
func (v *PictureView) TypedRune(r rune) {
	switch r {
	case '+':
		v.ZoomIn()
	case '-':
		v.ZoomOut()
	case '0':
		v.Fit()
	}
}

// TypedShortcut hands on chords.
func (v *PictureView) TypedShortcut(s fyne.Shortcut) { shortcuts.PassShortcut(v, s) }

// FocusGained shows the focus ring.
func (v *PictureView) FocusGained() { v.focus = true; v.overlay.Refresh() }

// FocusLost takes it away.
func (v *PictureView) FocusLost() { v.focus = false; v.overlay.Refresh() }

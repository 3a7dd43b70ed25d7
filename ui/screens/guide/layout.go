package guide

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// fitted gives an object its width and returns the height it then needs: wrapped text only knows once it has a width.
func fitted(o fyne.CanvasObject, width float32) float32 {
	h := o.MinSize().Height
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, max(h, o.Size().Height)))
		h = o.MinSize().Height
	}
	return h
}

// beside lays a first object of a width and a second one that takes the rest, both at the top. Where a third one does not
// fit at the right it stands below the second.
type beside struct {
	gap   float32
	left  float32 // width of the first, at a text scale of 1
	least float32 // of the second, beside the third
}

func (l *beside) parts(o []fyne.CanvasObject, width float32) (left, body, right float32, below bool) {
	if o[0].Visible() {
		left = max(l.left*theme.Scale(), o[0].MinSize().Width) + l.gap
	}
	body = width - left
	if len(o) > 2 && o[2].Visible() {
		right = o[2].MinSize().Width
		if below = body-right-l.gap < l.least*theme.Scale(); !below {
			body -= right + l.gap
		}
	}
	return left, max(body, 0), right, below
}

// Layout implements fyne.Layout.
func (l *beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, body, right, below := l.parts(o, size.Width)
	if o[0].Visible() {
		w := left - l.gap
		o[0].Move(fyne.NewPos(0, 0))
		o[0].Resize(fyne.NewSize(w, fitted(o[0], w)))
	}
	h := fitted(o[1], body)
	o[1].Move(fyne.NewPos(left, 0))
	o[1].Resize(fyne.NewSize(body, h))
	if len(o) < 3 || !o[2].Visible() {
		return
	}
	if below {
		o[2].Move(fyne.NewPos(left, h+theme.Gap8))
	} else {
		o[2].Move(fyne.NewPos(size.Width-right, 0))
	}
	o[2].Resize(fyne.NewSize(right, o[2].MinSize().Height))
}

// MinSize implements fyne.Layout.
func (l *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := o[1].Size().Width // it was laid before: whether the third stands below is known by where it is
	left, _, right, _ := l.parts(o, 0)
	h := o[1].MinSize().Height
	if o[0].Visible() {
		h = max(h, o[0].MinSize().Height)
	}
	w := left + o[1].MinSize().Width
	if len(o) > 2 && o[2].Visible() {
		if m := o[2].MinSize().Height; width > 0 && o[2].Position().Y > 0 {
			h += m + theme.Gap8
		} else {
			h = max(h, m)
		}
		w = max(w, left+right)
	}
	return fyne.NewSize(w, h)
}

// ends lays one object at the left, which takes what is left, and one at the right; where the first would get too little,
// the second stands below.
type ends struct {
	least float32 // of the left one, at a text scale of 1
	wide  func() float32
	width float32
}

func (l *ends) below(width float32) bool { return width-l.wide()-theme.Gap16 < l.least*theme.Scale() }

// Layout implements fyne.Layout.
func (l *ends) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	if l.below(size.Width) {
		h := fitted(o[0], size.Width)
		o[0].Move(fyne.NewPos(0, 0))
		o[0].Resize(fyne.NewSize(size.Width, h))
		o[1].Move(fyne.NewPos(0, h+theme.Gap8))
		o[1].Resize(fyne.NewSize(size.Width, fitted(o[1], size.Width)))
		return
	}
	w := l.wide()
	h := fitted(o[0], size.Width-w-theme.Gap16)
	o[0].Move(fyne.NewPos(0, max((size.Height-h)/2, 0)))
	o[0].Resize(fyne.NewSize(size.Width-w-theme.Gap16, h))
	h = fitted(o[1], w)
	o[1].Move(fyne.NewPos(size.Width-w, max((size.Height-h)/2, 0)))
	o[1].Resize(fyne.NewSize(w, h))
}

// MinSize implements fyne.Layout.
func (l *ends) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.width > 0 && !l.below(l.width) {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+theme.Gap8+b.Height)
}

// leftOf lays one object of a share of the width at the left and the other beside it, over the whole height.
type leftOf struct{}

func (leftOf) left(width float32) float32 {
	return min(max(width*0.27, 190*theme.Scale()), 280*theme.Scale(), width*0.4)
}

// Layout implements fyne.Layout.
func (l leftOf) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := l.left(size.Width)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w, 0))
	o[1].Resize(fyne.NewSize(1, size.Height))
	o[2].Move(fyne.NewPos(w+1, 0))
	o[2].Resize(fyne.NewSize(size.Width-w-1, size.Height))
}

// MinSize implements fyne.Layout.
func (leftOf) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[2].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

// indented lays what stands below a question under its words.
type indented struct{}

func (indented) left() float32 { return 24*theme.Scale() + theme.Gap8 }

// Layout implements fyne.Layout.
func (l indented) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(l.left(), 0))
	o[0].Resize(fyne.NewSize(size.Width-l.left(), size.Height))
}

// MinSize implements fyne.Layout.
func (l indented) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().Add(fyne.NewSize(l.left(), 0))
}

package widgets

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// Check is a box with a tick and words after it. The whole row is the target.
type Check struct {
	target
	Text    string
	Help    string            // smaller, below
	Trail   string            // at the right, as a count
	Lead    fyne.CanvasObject // between box and words, as a badge; set before it is shown
	on      bool
	changed func(bool)
}

// NewCheck returns a check.
func NewCheck(text string, on bool, changed func(bool)) *Check {
	c := &Check{Text: text, on: on, changed: changed}
	c.as(c, c.toggle)
	return c
}

// On reports whether it is ticked.
func (c *Check) On() bool { return c.on }

// SetOn ticks it, or not, without telling anybody.
func (c *Check) SetOn(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// SetTrail changes what stands at the right.
func (c *Check) SetTrail(s string) {
	if c.Trail != s {
		c.Trail = s
		c.Refresh()
	}
}

func (c *Check) toggle() {
	c.on = !c.on
	c.Refresh()
	if c.changed != nil {
		c.changed(c.on)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	ground, ring := NewBox("", "", theme.RadiusTag), NewBox("", "", theme.RadiusTag)
	box, tick := NewBox(theme.Card, theme.Edge, 5), newGlyph(18)
	text, help, trail := NewText("", theme.Body, ""), Quiet(""), NewText("", theme.Meta, theme.Ink3).Line()
	square := AtLeast(&fyne.Container{Layout: &inset{3}, Objects: []fyne.CanvasObject{box, tick}}, 24, 24)
	before := Row(theme.Gap12, square)
	if c.Lead != nil {
		before.Add(c.Lead)
	}
	row := &fyne.Container{Layout: leading{gap: 12}, Objects: []fyne.CanvasObject{before, Column(0, text, help), trail}}
	root := &fyne.Container{Layout: ringed{}, Objects: []fyne.CanvasObject{ring, ground, AtLeast(Pad(row, 4, 6, 4, 2), 0, theme.Target)}}
	return draw(c, root, func() {
		rest := c.target.ground("")
		if c.off {
			rest = ""
		}
		ground.Set(rest, "", 0)
		ring.Set("", c.ring(), theme.StrokeSelected)
		ink, sign := theme.Ink, ""
		fill, edge := theme.Card, theme.Edge
		if c.on {
			sign, fill, edge = "check", theme.Accent, theme.Accent
		}
		mark := theme.OnAccent
		if c.off {
			ink, fill, edge, mark = theme.Ink3, theme.Sunk, theme.Edge, theme.Ink3
		}
		box.Set(fill, edge, 1.5)
		tick.set(sign, mark)
		text.Text, text.Color = c.Text, ink
		text.Refresh()
		help.Hidden = c.Help == ""
		help.SetText(c.Help)
		trail.Hidden = c.Trail == ""
		trail.SetText(c.Trail)
	})
}

// inset lays a ground and, a little smaller, what stands on it.
type inset struct{ by float32 }

func (l *inset) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	for _, x := range o[1:] {
		x.Move(fyne.NewPos(l.by, l.by))
		x.Resize(fyne.NewSize(s.Width-2*l.by, s.Height-2*l.by))
	}
}

func (l *inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, x := range o[1:] {
		if x.Visible() {
			s = s.Max(x.MinSize())
		}
	}
	return s.Add(fyne.NewSize(2*l.by, 2*l.by))
}

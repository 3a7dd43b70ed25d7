package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"feltbog/ui/theme"
)

// Choice is one of several cards of which one is chosen. The whole card is the target; it says by a ring with a dot, a
// stronger border and bold words that it is the one.
type Choice struct {
	target
	Title, Text string
	Aside       string            // at the right of the title, quiet
	Extra       fyne.CanvasObject // below; set before it is shown
	on          bool
}

// NewChoice returns a card; text may be "".
func NewChoice(title, text string, on bool, tap func()) *Choice {
	c := &Choice{Title: title, Text: text, on: on}
	c.as(c, tap)
	return c
}

// On reports whether it is chosen.
func (c *Choice) On() bool { return c.on }

// SetOn chooses it, or not.
func (c *Choice) SetOn(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	ring, card := NewBox("", "", theme.RadiusCard+3), NewBox("", "", theme.RadiusCard)
	outer, dot := NewBox(theme.Card, theme.Edge, 12), NewBox(theme.Accent, "", 6)
	title, text, aside := NewText("", theme.Body, ""), NewText("", theme.Small, theme.Ink2), Quiet("").Line()
	radio := AtLeast(&fyne.Container{Layout: &inset{6}, Objects: []fyne.CanvasObject{outer, dot}}, 24, 24)
	sign := AtLeast(container.NewCenter(radio), 24, theme.LineHeight(theme.Body)) // level with the title
	head := &fyne.Container{Layout: leading{gap: 12}, Objects: []fyne.CanvasObject{Gap(0), title, aside}}
	body := Column(theme.Gap4, head, text)
	if c.Extra != nil {
		body.Add(c.Extra)
	}
	row := &fyne.Container{Layout: leading{gap: 12, top: true}, Objects: []fyne.CanvasObject{sign, body}}
	root := &fyne.Container{Layout: ringed{}, Objects: []fyne.CanvasObject{ring, card, AtLeast(Pad(row, 12, 14, 12, 14), 0, theme.Target)}}
	return draw(c, root, func() {
		fill, edge, stroke := c.ground(theme.Card), theme.Edge, theme.StrokeRule
		ink, fillDot := theme.Ink, fyne.ThemeColorName("")
		if c.on {
			edge, stroke, fillDot = theme.Accent, theme.StrokeSelected, theme.Accent
		}
		if c.off {
			ink = theme.Ink3
		}
		card.Set(fill, edge, stroke)
		ring.Set("", c.ring(), theme.StrokeSelected)
		outer.Set(theme.Card, edge, 2)
		dot.Set(fillDot, "", 0)
		title.Text, title.Color, title.Style.Bold = c.Title, ink, c.on
		title.Refresh()
		text.Hidden = c.Text == ""
		text.SetText(c.Text)
		aside.Hidden = c.Aside == ""
		aside.SetText(c.Aside)
	})
}

package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Chip is a short fact on a coloured ground. It does nothing when tapped.
type Chip struct {
	widget.BaseWidget
	Text string
	Tone Tone
	Icon string
	Bare bool // without ground: an icon and words
	Bold bool
}

// NewChip returns a chip; icon may be "".
func NewChip(text string, tone Tone, icon string) *Chip {
	c := &Chip{Text: text, Tone: tone, Icon: icon}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes all of it.
func (c *Chip) Set(text string, tone Tone, icon string) {
	if c.Text != text || c.Tone != tone || c.Icon != icon {
		c.Text, c.Tone, c.Icon = text, tone, icon
		c.Refresh()
	}
}

// widest is how wide a chip gets, in Fyne units at a scale of 1, before its text wraps.
const widest = 300

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	box, icon, text := NewBox("", "", theme.RadiusTag), newGlyph(17), NewText("", theme.Meta, "")
	row := &fyne.Container{Layout: leading{gap: 7}, Objects: []fyne.CanvasObject{icon, text}}
	pad := &chipPad{c: c, text: text}
	return draw(c, &fyne.Container{Layout: pad, Objects: []fyne.CanvasObject{box, row}}, func() {
		fill, border := c.Tone.Ground(), fyne.ThemeColorName("")
		if c.Tone == Outline {
			border = theme.Edge
		}
		if c.Bare {
			fill, border = "", ""
		}
		box.Set(fill, border, 0)
		icon.set(c.Icon, c.Tone.Ink())
		text.Text, text.Color, text.Style.Bold = c.Text, c.Tone.Ink(), c.Bold
		text.Refresh()
	})
}

// chipPad puts space around icon and text, and makes a long text wrap.
type chipPad struct {
	c    *Chip
	text *Text
}

func (p *chipPad) sides() (x, y float32) {
	if p.c.Bare {
		return 0, theme.Gap4
	}
	return 10, theme.Gap4
}

func (p *chipPad) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x, y := p.sides()
	o[0].Resize(s)
	o[1].Move(fyne.NewPos(x, y))
	o[1].Resize(fyne.NewSize(s.Width-2*x, s.Height-2*y))
}

func (p *chipPad) MinSize([]fyne.CanvasObject) fyne.Size {
	x, y := p.sides()
	words := min(WidthOf(p.text), widest*textScale())
	icon := float32(0)
	if p.c.Icon != "" {
		icon = 17*textScale() + 7
	}
	h := float32(len(p.text.wrap(words))) * theme.LineHeight(theme.Meta)
	return fyne.NewSize(words+icon+2*x, h+2*y)
}

package project

import (
	"slices"

	"fyne.io/fyne/v2"

	"feltbog/internal/feltbog"
	"feltbog/ui/i18n"
	"feltbog/ui/theme"
	"feltbog/ui/widgets"
)

// badgeSide is the side of a badge in the table, in Fyne units.
const badgeSide = 19

// actionCell shows what is done and who takes part: the badges stand behind the text where they fit, else below it.
type actionCell struct {
	text   *widgets.Text
	badges *fyne.Container
	width  float32
}

func makeAction() fyne.CanvasObject {
	c := &actionCell{text: widgets.NewText("", theme.Body, theme.Ink), badges: widgets.Row(6)}
	return &fyne.Container{Layout: c, Objects: []fyne.CanvasObject{c.text, c.badges}}
}

func showAction(cell fyne.CanvasObject, l line) {
	c := cell.(*fyne.Container).Layout.(*actionCell)
	c.badges.Objects = nil
	c.text.Style.Italic, c.text.Color = l.action == nil, theme.Ink
	if l.action == nil {
		c.text.Text, c.text.Color = i18n.T("project.period.empty"), theme.Ink3
	} else {
		c.text.Text = l.action.Text
		for _, v := range feltbog.Perspectives() {
			if !slices.Contains(l.action.Perspectives, v) {
				continue
			}
			c.badges.Add(widgets.NewBadge(widgets.RoleOf(string(v)), widgets.Heard, badgeSide))
		}
	}
	if l.two {
		c.badges.Add(widgets.NewChip(i18n.T("project.two"), widgets.Red, "split"))
	}
	c.text.Refresh()
	c.badges.Refresh()
}

// inline reports whether text and badges stand on one line.
func (c *actionCell) inline(width float32) bool {
	return len(c.badges.Objects) == 0 || widgets.WidthOf(c.text)+theme.Gap8+c.badges.MinSize().Width <= width
}

// Layout implements fyne.Layout.
func (c *actionCell) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c.width = s.Width
	badges := c.badges.MinSize()
	if !c.inline(s.Width) {
		c.text.Resize(fyne.NewSize(s.Width, 0))
		h := c.text.MinSize().Height
		c.text.Resize(fyne.NewSize(s.Width, h))
		c.text.Move(fyne.NewPos(0, max((s.Height-h-theme.Gap4-badges.Height)/2, 0)))
		c.badges.Move(fyne.NewPos(0, c.text.Position().Y+h+theme.Gap4))
		c.badges.Resize(badges)
		return
	}
	width := s.Width
	if len(c.badges.Objects) > 0 {
		width = widgets.WidthOf(c.text)
	}
	c.text.Resize(fyne.NewSize(width, 0))
	h := c.text.MinSize().Height
	c.text.Resize(fyne.NewSize(width, h))
	c.text.Move(fyne.NewPos(0, (s.Height-h)/2))
	c.badges.Move(fyne.NewPos(width+theme.Gap8, (s.Height-badges.Height)/2))
	c.badges.Resize(badges)
}

// MinSize implements fyne.Layout.
func (c *actionCell) MinSize([]fyne.CanvasObject) fyne.Size {
	if c.width == 0 {
		return fyne.NewSize(80, theme.LineHeight(theme.Body))
	}
	badges := c.badges.MinSize()
	if c.inline(c.width) {
		return fyne.NewSize(80, max(c.text.MinSize().Height, badges.Height))
	}
	return fyne.NewSize(80, c.text.MinSize().Height+theme.Gap4+badges.Height)
}

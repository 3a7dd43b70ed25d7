package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Strength shows how strong a passphrase is: four bars, and a word, which says it without the bars.
type Strength struct {
	widget.BaseWidget
	level int
	word  string
}

// NewStrength returns one that shows nothing.
func NewStrength() *Strength {
	s := &Strength{}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a level from 0 (nothing written) to 4, in a word.
func (s *Strength) Set(level int, word string) {
	level = min(max(level, 0), 4)
	if s.level != level || s.word != word {
		s.level, s.word = level, word
		s.Refresh()
	}
}

// Level returns what is shown.
func (s *Strength) Level() (level int, word string) { return s.level, s.word }

// CreateRenderer implements fyne.Widget.
func (s *Strength) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	bars := make([]*Box, 4)
	var row []fyne.CanvasObject
	for i := range bars {
		bars[i] = NewBox("", "", 3)
		row = append(row, AtLeast(bars[i], 24, 8))
	}
	word := NewText("", theme.Meta, "").Bold().Line()
	line := &fyne.Container{Layout: leading{gap: 12}, Objects: []fyne.CanvasObject{Row(theme.Gap4, row...), word}}
	return draw(s, AtLeast(line, 0, theme.LineHeight(theme.Meta)), func() {
		fill, ink := theme.RedLine, theme.RedText
		switch {
		case s.level >= 3:
			fill, ink = theme.GreenLine, theme.GreenText
		case s.level == 2:
			fill, ink = theme.AmberLine, theme.AmberText
		}
		for i, b := range bars {
			if i < s.level {
				b.Set(fill, fill, 0)
			} else {
				b.Set(theme.Sunk, theme.Edge, 0)
			}
		}
		word.Text, word.Color = s.word, ink
		word.Refresh()
	})
}

package widgets

import (
	"fyne.io/fyne/v2"

	"feltbog/ui/theme"
)

// Tone says what a chip or a message wants of the reader. It is always said in words too.
type Tone int

// The tones.
const (
	Neutral Tone = iota // a fact
	Accent              // chosen, now, a hint
	Amber               // look here
	Red                 // must be decided
	Green               // done
	Outline             // not yet: a border only
)

// Ground returns the colour behind a tone.
func (t Tone) Ground() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Sunk, theme.AccentSoft, theme.AmberGround, theme.RedGround, theme.GreenGround, theme.Card}[t]
}

// Ink returns the colour of its text.
func (t Tone) Ink() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Ink2, theme.AccentText, theme.AmberText, theme.RedText, theme.GreenText, theme.Ink2}[t]
}

// Edge returns the colour of a border that carries its meaning.
func (t Tone) Edge() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Edge, theme.Accent, theme.AmberLine, theme.RedLine, theme.GreenLine, theme.Edge}[t]
}

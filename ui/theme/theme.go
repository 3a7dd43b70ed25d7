// Package theme is Feltbog's look: colours, type and space of the design language, by name. No other package holds a
// colour or a text size.
//
// Colours are asked for with Color and sizes with Size, which follow the theme that is set; a widget asks again in its
// Refresh, so that a change of theme or text size reaches it.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Look says which of the two palettes is used.
type Look string

// The looks a user can choose between.
const (
	Day     Look = "lyst"
	Evening Look = "aften"
	System  Look = "system" // as the desktop says
)

// Text sizes, in Fyne units at a scale of 1.
const (
	Question fyne.ThemeSizeName = "question" // the question now
	Number   fyne.ThemeSizeName = "number"   // counts, timer
	Title    fyne.ThemeSizeName = "title"    // screen name
	Section  fyne.ThemeSizeName = "section"  // panel title
	Read     fyne.ThemeSizeName = "read"     // notes, quotes
	Body     fyne.ThemeSizeName = fynetheme.SizeNameText
	Small    fyne.ThemeSizeName = "small" // lists, tags
	Meta     fyne.ThemeSizeName = "meta"  // time, counts, help
	Tiny     fyne.ThemeSizeName = "tiny"  // only under thumbnails and inside charts
)

var textSizes = map[fyne.ThemeSizeName]float32{
	Question: 34, Number: 30, Title: 26, Section: 19, Read: 17, Body: 15, Small: 14, Meta: 13, Tiny: 12.5,
	fynetheme.SizeNameHeadingText: 26, fynetheme.SizeNameSubHeadingText: 19, fynetheme.SizeNameCaptionText: 13,
}

var lineHeights = map[fyne.ThemeSizeName]float32{
	Question: 42, Number: 40, Title: 33, Section: 25, Read: 26, Body: 22, Small: 20, Meta: 18, Tiny: 16,
}

// Steps of space, radii and strokes, in Fyne units; they do not grow with the text.
const (
	Gap4, Gap8, Gap12, Gap16, Gap20, Gap28, Gap40                            float32 = 4, 8, 12, 16, 20, 28, 40
	RadiusTag, RadiusField, RadiusCard, RadiusPhoto                          float32 = 6, 8, 10, 7
	StrokeRule, StrokeSelected, StrokeFocus                                  float32 = 1, 2, 3
	Target, TargetPrimary, Rail, RailNarrow, Top, JobStrip, Panel, PanelWide float32 = 44, 52, 124, 72, 64, 40, 320, 400
)

// Theme is Feltbog's fyne.Theme.
type Theme struct {
	Look  Look
	Scale float32 // of text: 1, 1.15, 1.3 or 1.5
}

var _ fyne.Theme = (*Theme)(nil)

// New returns a theme. A scale outside 1 to 1.5 is set to the nearer end.
func New(look Look, scale float32) *Theme {
	return &Theme{Look: look, Scale: min(max(scale, 1), 1.5)}
}

// standard says which token stands for each of Fyne's own names.
var standard = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fynetheme.ColorNameBackground:          Paper,
	fynetheme.ColorNameButton:              Card,
	fynetheme.ColorNameDisabled:            Ink3,
	fynetheme.ColorNameDisabledButton:      Sunk,
	fynetheme.ColorNameError:               RedText,
	fynetheme.ColorNameFocus:               AccentSoft,
	fynetheme.ColorNameForeground:          Ink,
	fynetheme.ColorNameForegroundOnError:   Card,
	fynetheme.ColorNameForegroundOnPrimary: OnAccent,
	fynetheme.ColorNameForegroundOnSuccess: Card,
	fynetheme.ColorNameForegroundOnWarning: Card,
	fynetheme.ColorNameHeaderBackground:    Sunk,
	fynetheme.ColorNameHover:               Sunk,
	fynetheme.ColorNameHyperlink:           AccentText,
	fynetheme.ColorNameInputBackground:     Card,
	fynetheme.ColorNameInputBorder:         Edge,
	fynetheme.ColorNameMenuBackground:      Card,
	fynetheme.ColorNameOverlayBackground:   Card,
	fynetheme.ColorNamePlaceHolder:         Ink3,
	fynetheme.ColorNamePressed:             AccentSoft,
	fynetheme.ColorNamePrimary:             Accent,
	fynetheme.ColorNameScrollBar:           Edge,
	fynetheme.ColorNameScrollBarBackground: Sunk,
	fynetheme.ColorNameSelection:           AccentSoft,
	fynetheme.ColorNameSeparator:           Line,
	fynetheme.ColorNameSuccess:             GreenText,
	fynetheme.ColorNameWarning:             AmberText,
}

// Color returns a colour by its name.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if s, ok := standard[name]; ok {
		name = s
	}
	p, ok := palette[name]
	if !ok {
		if name == fynetheme.ColorNameShadow {
			return color.Transparent
		}
		return fynetheme.DefaultTheme().Color(name, variant)
	}
	if t.Look == Evening || t.Look == System && variant == fynetheme.VariantDark {
		return p.evening
	}
	return p.day
}

// Font returns a font.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource { return fynetheme.DefaultTheme().Font(s) }

// Icon returns one of Fyne's own icons; Feltbog's are drawn by widgets.Icon.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// Size returns a size by its name. Only text grows with the user's scale.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := textSizes[name]; ok {
		return crisp(s * t.Scale)
	}
	switch name {
	case fynetheme.SizeNameInnerPadding:
		return 11
	case fynetheme.SizeNamePadding:
		return 4
	case fynetheme.SizeNameInputRadius, fynetheme.SizeNameSelectionRadius:
		return RadiusField
	case fynetheme.SizeNameInputBorder, fynetheme.SizeNameSeparatorThickness:
		return StrokeRule
	case fynetheme.SizeNameInlineIcon:
		return 20
	case fynetheme.SizeNameScrollBar:
		return 12
	case fynetheme.SizeNameScrollBarSmall:
		return 6
	}
	return fynetheme.DefaultTheme().Size(name)
}

// Color returns the colour that a name has now.
func Color(name fyne.ThemeColorName) color.Color {
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}

// Size returns the size that a name has now, in Fyne units.
func Size(name fyne.ThemeSizeName) float32 { return fyne.CurrentApp().Settings().Theme().Size(name) }

// Scale returns how much larger than drawn text is now: 1 to 1.5.
func Scale() float32 {
	if t, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return t.Scale
	}
	return 1
}

// LineHeight returns the distance between lines of text of a size, in Fyne units.
func LineHeight(name fyne.ThemeSizeName) float32 {
	if h, ok := lineHeights[name]; ok {
		return h * Scale()
	}
	return Size(name) * 1.45
}

// Dark reports whether the evening palette is in use.
func Dark() bool { return Color(Paper) == palette[Paper].evening }

package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// The colours of the design language. Text pairs have a contrast of at least 4.5 to 1, borders and signs at least 3 to
// 1 (WCAG 2.x); a test computes them.
const (
	Paper       fyne.ThemeColorName = "paper"       // window ground
	Card        fyne.ThemeColorName = "card"        // cards, fields, side panel
	Sunk        fyne.ThemeColorName = "sunk"        // rail, tags, bunker
	Line        fyne.ThemeColorName = "line"        // decoration only, never carries meaning
	Edge        fyne.ThemeColorName = "edge"        // border of field, button, checkbox
	Ink         fyne.ThemeColorName = "ink"         // text
	Ink2        fyne.ThemeColorName = "ink2"        // secondary text
	Ink3        fyne.ThemeColorName = "ink3"        // meta text
	Accent      fyne.ThemeColorName = "acc"         // primary, selection, focus
	OnAccent    fyne.ThemeColorName = "onacc"       // text on Accent
	AccentSoft  fyne.ThemeColorName = "accs"        // selected row, hint: ground
	AccentText  fyne.ThemeColorName = "acct"        // selected row, hint: text
	AmberGround fyne.ThemeColorName = "ambg"        // look here, missing, lost evidence
	AmberText   fyne.ThemeColorName = "amt"         //
	AmberLine   fyne.ThemeColorName = "aml"         //
	RedGround   fyne.ThemeColorName = "rebg"        // must be decided, delete, blocked
	RedText     fyne.ThemeColorName = "ret"         //
	RedLine     fyne.ThemeColorName = "rel"         //
	GreenGround fyne.ThemeColorName = "grbg"        // done, consent valid
	GreenText   fyne.ThemeColorName = "grt"         //
	GreenLine   fyne.ThemeColorName = "grl"         //
	Highlight   fyne.ThemeColorName = "hl"          // excerpt, search hit; Ink on top
	Scene       fyne.ThemeColorName = "scene"       // participant view
	BadgeLetter fyne.ThemeColorName = "badgeletter" // letter on a perspective badge
	Veil        fyne.ThemeColorName = "veil"        // under a dialog

	Citizen       fyne.ThemeColorName = "citizen"
	Relative      fyne.ThemeColorName = "relative"
	CivilSociety  fyne.ThemeColorName = "civil_society"
	Professional  fyne.ThemeColorName = "professional"
	Manager       fyne.ThemeColorName = "manager"
	Politician    fyne.ThemeColorName = "politician"
	Administrator fyne.ThemeColorName = "administrator"
	Researcher    fyne.ThemeColorName = "researcher"
	Other         fyne.ThemeColorName = "other"
)

type pair struct{ day, evening color.NRGBA }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

func both(day, evening uint32) pair { return pair{rgb(day), rgb(evening)} }

var palette = map[fyne.ThemeColorName]pair{
	Paper:       both(0xF6F1E7, 0x1A1815),
	Card:        both(0xFFFDF8, 0x25221D),
	Sunk:        both(0xECE5D6, 0x131210),
	Line:        both(0xDCD2BF, 0x3B362E),
	Edge:        both(0x8A7F6D, 0x857C6D),
	Ink:         both(0x231F19, 0xF0E9DC),
	Ink2:        both(0x544C41, 0xC9BFAF),
	Ink3:        both(0x675E52, 0xA89E8E),
	Accent:      both(0x17565C, 0x83C7C1),
	OnAccent:    both(0xFFFFFF, 0x0D2122),
	AccentSoft:  both(0xDBE8E4, 0x213938),
	AccentText:  both(0x0F474C, 0xA5DAD5),
	AmberGround: both(0xFAE8BF, 0x3A2F17),
	AmberText:   both(0x664400, 0xF2CE86),
	AmberLine:   both(0xB07709, 0xB98A2C),
	RedGround:   both(0xF8E0D9, 0x3E211B),
	RedText:     both(0x8C2116, 0xF3A999),
	RedLine:     both(0xB8493B, 0xC0604F),
	GreenGround: both(0xDDEADA, 0x1F3325),
	GreenText:   both(0x1D5230, 0xA5D5B2),
	GreenLine:   both(0x4F8A60, 0x5E9A70),
	Highlight:   both(0xF7E39B, 0x5C4A12),
	Scene:       both(0x14120F, 0x14120F),
	BadgeLetter: both(0xFFFFFF, 0x16130F),
	Veil:        {color.NRGBA{0x23, 0x1F, 0x19, 0x66}, color.NRGBA{0, 0, 0, 0x99}},

	Citizen:       both(0x1466BC, 0x3A93F5),
	Relative:      both(0xBC3578, 0xE06A8D),
	CivilSociety:  both(0x175430, 0x5FDD8E),
	Professional:  both(0x9A5B10, 0xF2AE1E),
	Manager:       both(0x5A1F78, 0xD2A6E4),
	Politician:    both(0x262B33, 0xF3F0E8),
	Administrator: both(0x6B6459, 0xA79C8A),
	Researcher:    both(0x5F6B63, 0x9DB0A4),
	Other:         both(0x70655F, 0xB3A59E),
}

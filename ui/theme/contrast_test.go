package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
)

// linear undoes the gamma of sRGB.
func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// luminance and ratio are WCAG 2.2, relative luminance and contrast ratio.
func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func ratio(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

type names []fyne.ThemeColorName

func perspectives() names {
	return names{Citizen, Relative, CivilSociety, Professional, Manager, Politician, Administrator, Researcher, Other}
}

// looks returns a colour in both palettes.
func looks(n fyne.ThemeColorName) map[Look]color.NRGBA {
	return map[Look]color.NRGBA{Day: palette[n].day, Evening: palette[n].evening}
}

func atLeast(t *testing.T, want float64, front, ground fyne.ThemeColorName) {
	t.Helper()
	for look, c := range looks(front) {
		if got := ratio(c, looks(ground)[look]); got < want {
			t.Errorf("%s on %s in %s is %.2f to 1, not %.1f", front, ground, look, got, want)
		}
	}
}

func TestTextCanBeReadOnEveryGroundItStandsOn(t *testing.T) {
	for _, ground := range (names{Paper, Card, Sunk}) {
		for _, text := range (names{Ink, Ink2, Ink3}) {
			atLeast(t, 4.5, text, ground)
		}
	}
	for _, ground := range (names{Paper, Card}) {
		atLeast(t, 4.5, Accent, ground)
		atLeast(t, 4.5, AccentText, ground)
		atLeast(t, 4.5, RedText, ground)
		atLeast(t, 4.5, AmberText, ground)
		atLeast(t, 4.5, GreenText, ground)
	}
	for text, ground := range map[fyne.ThemeColorName]fyne.ThemeColorName{
		OnAccent: Accent, AccentText: AccentSoft, AmberText: AmberGround, RedText: RedGround, GreenText: GreenGround, Ink: Highlight,
	} {
		atLeast(t, 4.5, text, ground)
	}
	atLeast(t, 4.5, Ink, AccentSoft) // words of a row that is selected
	atLeast(t, 4.5, Ink2, AccentSoft)
	atLeast(t, 4.5, Ink, AmberGround) // marked words
	atLeast(t, 4.5, Ink, GreenGround)
	atLeast(t, 4.5, OnAccent, AccentText) // the button that is pointed at
}

func TestBordersAndSignsThatCarryMeaningCanBeSeen(t *testing.T) {
	for _, ground := range (names{Paper, Card}) {
		for _, line := range (names{Edge, Accent, AmberLine, RedLine, GreenLine}) {
			atLeast(t, 3, line, ground)
		}
	}
	atLeast(t, 3, AmberLine, AmberGround)
	atLeast(t, 3, GreenLine, GreenGround)
	atLeast(t, 3, Accent, Sunk) // the focus ring in the rail
	atLeast(t, 3, Accent, AccentSoft)
}

// A letter stands on a filled badge, and in the colour of the badge where it is only told or guessed.
func TestTheLetterOnABadgeCanBeRead(t *testing.T) {
	for _, p := range perspectives() {
		atLeast(t, 4.5, BadgeLetter, p)
		atLeast(t, 4.5, p, Paper)
		atLeast(t, 4.5, p, Card)
		atLeast(t, 3, p, Sunk)
		atLeast(t, 3, p, AccentSoft)
	}
	atLeast(t, 4.5, Ink2, Sunk) // the question mark of what is missing
}

// deficiency are the matrices of Machado, Oliveira and Fernandes (2009) for full severity, on linear RGB.
var deficiency = map[string][9]float64{
	"protan": {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deutan": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritan": {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// lab returns CIE L*a*b* (D65) of a colour as somebody sees it.
func lab(c color.NRGBA, m [9]float64) [3]float64 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	see := func(i int) float64 { return min(max(m[i]*r+m[i+1]*g+m[i+2]*b, 0), 1) }
	r, g, b = see(0), see(3), see(6)
	f := func(x float64) float64 {
		if x > 216.0/24389 {
			return math.Cbrt(x)
		}
		return (24389.0/27*x + 16) / 116
	}
	x, y, z := f((0.4124*r+0.3576*g+0.1805*b)/0.95047), f(0.2126*r+0.7152*g+0.0722*b), f((0.0193*r+0.1192*g+0.9505*b)/1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// Colour is only one of three signs, but the six that meet most often must not fall together for anybody.
func TestTheSixCommonPerspectivesStayApartForTheColourBlind(t *testing.T) {
	six := perspectives()[:6]
	for kind, m := range deficiency {
		for _, look := range []Look{Day, Evening} {
			nearest := math.Inf(1)
			for i, a := range six {
				for _, b := range six[i+1:] {
					x, y := lab(looks(a)[look], m), lab(looks(b)[look], m)
					nearest = min(nearest, math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2]))
				}
			}
			if nearest < 20 {
				t.Errorf("%s, %s: the nearest two are %.1f apart", kind, look, nearest)
			}
		}
	}
}

// The three others are quiet browns and greys: to people who see all colours they are apart from the six as well.
func TestTheThreeQuietPerspectivesAreApartFromTheSix(t *testing.T) {
	all := perspectives()
	same := [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}
	for _, look := range []Look{Day, Evening} {
		for _, a := range all[6:] {
			for _, b := range all[:6] {
				x, y := lab(looks(a)[look], same), lab(looks(b)[look], same)
				if d := math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2]); d < 20 {
					t.Errorf("%s and %s are %.1f apart in %s", a, b, d, look)
				}
			}
		}
	}
}

package widgets

import (
	"fmt"
	"hash/fnv"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Shape is the outline of a badge.
type Shape string

// The shapes, one for each perspective.
const (
	Circle   Shape = "circle"
	Diamond  Shape = "diamond"
	Hexagon  Shape = "hexagon"
	Square   Shape = "square"
	Triangle Shape = "triangle"
	Shield   Shape = "shield"
	Pentagon Shape = "pentagon"
	Ring     Shape = "ring"
	Bar      Shape = "bar"
)

// Role is how a perspective looks: always colour, shape and letter together, so that it survives print in black and
// white.
type Role struct {
	Color  fyne.ThemeColorName
	Shape  Shape
	Letter string
}

// roles are the nine perspectives by their stored names.
var roles = map[string]Role{
	"citizen":       {theme.Citizen, Circle, "B"},
	"relative":      {theme.Relative, Diamond, "Å"},
	"civil_society": {theme.CivilSociety, Hexagon, "C"},
	"professional":  {theme.Professional, Square, "F"},
	"leader":        {theme.Manager, Triangle, "L"},
	"politician":    {theme.Politician, Shield, "P"},
	"administrator": {theme.Administrator, Pentagon, "M"},
	"researcher":    {theme.Researcher, Ring, "T"},
	"other":         {theme.Other, Bar, "–"},
}

// RoleOf returns how a perspective looks; one that is not known looks like "other".
func RoleOf(perspective string) Role {
	if r, ok := roles[perspective]; ok {
		return r
	}
	return roles["other"]
}

// Hearing says how a perspective came to be known.
type Hearing int

// The states of a badge.
const (
	Heard   Hearing = iota // directly: filled
	Told                   // by others: half filled
	Guessed                // dashed outline
	Missing                // grey, with "?"
)

// Badge shows a perspective and how it was heard.
type Badge struct {
	widget.BaseWidget
	Role    Role
	State   Hearing
	Outline bool // in running lists: Missing is a solid outline with the letter; the word stands beside it
	side    float32
}

// NewBadge returns a badge of a side between 19 and 32, which grows with the text.
func NewBadge(role Role, state Hearing, side float32) *Badge {
	b := &Badge{Role: role, State: state, side: side}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes what it shows.
func (b *Badge) Set(role Role, state Hearing) {
	if b.Role != role || b.State != state {
		b.Role, b.State = role, state
		b.Refresh()
	}
}

// outlines are paths on a grid of 24.
var outlines = map[Shape]string{
	Circle:   "M12 1A11 11 0 0 1 12 23A11 11 0 0 1 12 1Z",
	Diamond:  "M12 0.8L23.2 12L12 23.2L0.8 12Z",
	Hexagon:  "M6.3 2H17.7L23.4 12L17.7 22H6.3L0.6 12Z",
	Square:   "M3.5 2H20.5L22 3.5V20.5L20.5 22H3.5L2 20.5V3.5Z",
	Triangle: "M12 1L23.6 22.5H0.4Z",
	Shield:   "M2.6 2H21.4V11C21.4 17 17.5 20.8 12 23.2C6.5 20.8 2.6 17 2.6 11Z",
	Pentagon: "M12 0.8L23.4 9.3L19 22.6H5L0.6 9.3Z",
	Ring:     "M12 3.6A8.4 8.4 0 0 1 12 20.4A8.4 8.4 0 0 1 12 3.6Z",
	Bar:      "M3 6.5H21L23 8.5V15.5L21 17.5H3L1 15.5V8.5Z",
}

// around is the outer line of a ring.
const around = "M12 1A11 11 0 0 1 12 23A11 11 0 0 1 12 1Z"

// halves are the lower halves of the shapes, and where they begin.
var halves = map[Shape]struct {
	path string
	top  float32
}{
	Circle:   {"M1 12A11 11 0 0 0 23 12Z", 12},
	Diamond:  {"M0.8 12H23.2L12 23.2Z", 12},
	Hexagon:  {"M0.6 12H23.4L17.7 22H6.3Z", 12},
	Square:   {"M2 12H22V20.5L20.5 22H3.5L2 20.5Z", 12},
	Triangle: {"M4.2 15.5H19.8L23.6 22.5H0.4Z", 15.5},
	Shield:   {"M2.65 12H21.35C20.9 17.4 17.3 21 12 23.2C6.7 21 3.1 17.4 2.65 12Z", 12},
	Pentagon: {"M1.7 12.6H22.3L19 22.6H5Z", 12.6},
	Ring:     {"M3.6 12A8.4 8.4 0 0 0 20.4 12Z", 12},
	Bar:      {"M1 12H23V15.5L21 17.5H3L1 15.5Z", 12},
}

// letter says where a shape has room for its letter: the middle, as a part of the height, and the size, as a part of
// the side.
func (s Shape) letter() (middle, size float32) {
	switch s {
	case Triangle:
		return 0.66, 0.46
	case Diamond:
		return 0.5, 0.5
	case Pentagon:
		return 0.54, 0.52
	case Shield:
		return 0.46, 0.56
	case Ring, Bar:
		return 0.5, 0.5
	}
	return 0.5, 0.58
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// drawing returns an SVG under a name that belongs to it alone, because the toolkit keeps what it drew by name.
func drawing(body string, width, height float32) fyne.Resource {
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g">%s</svg>`, width, height, body)
	h := fnv.New64a()
	_, _ = h.Write([]byte(svg))
	return fyne.NewStaticResource(fmt.Sprintf("drawn-%x.svg", h.Sum64()), []byte(svg))
}

// svg draws the badge without its letter.
func (b *Badge) svg() fyne.Resource {
	path, c := outlines[b.Role.Shape], hex(theme.Color(b.Role.Color))
	line := fmt.Sprintf(`fill="none" stroke="%s" stroke-width="1.8"`, c)
	ring := ""
	if b.Role.Shape == Ring {
		ring = fmt.Sprintf(`<path d="%s" %s/>`, around, line)
	}
	switch b.State {
	case Told:
		return drawing(fmt.Sprintf(`<path d="%s" fill="%s"/><path d="%s" %s/>%s`, halves[b.Role.Shape].path, c, path, line, ring), 24, 24)
	case Guessed:
		return drawing(fmt.Sprintf(`<path d="%s" %s stroke-dasharray="3.4,2.6"/>%s`, path, line, ring), 24, 24)
	case Missing:
		if b.Outline {
			return drawing(fmt.Sprintf(`<path d="%s" %s/>%s`, path, line, ring), 24, 24)
		}
		if b.Role.Shape == Ring {
			path = around
		}
		return drawing(fmt.Sprintf(`<path d="%s" fill="%s" stroke="%s" stroke-width="1"/>`, path, hex(theme.Color(theme.Sunk)), hex(theme.Color(theme.Edge))), 24, 24)
	}
	return drawing(fmt.Sprintf(`<path d="%s" fill="%s"/>%s`, path, c, ring), 24, 24)
}

// letter returns what is written on the badge, and its colour.
func (b *Badge) letter() (string, fyne.ThemeColorName) {
	switch {
	case b.State == Missing && !b.Outline:
		return "?", theme.Ink2
	case b.State == Heard:
		return b.Role.Letter, theme.BadgeLetter
	}
	return b.Role.Letter, b.Role.Color
}

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &badgeRenderer{b: b, img: &canvas.Image{FillMode: canvas.ImageFillContain}, text: canvas.NewText("", nil), lower: canvas.NewText("", nil)}
	r.text.TextStyle.Bold, r.lower.TextStyle.Bold = true, true
	r.half = container.NewClip(container.NewWithoutLayout(r.lower))
	r.Refresh()
	return r
}

// badgeRenderer draws the shape and its letter. On a half filled shape the letter is drawn twice: in the colour of the
// role, which vanishes on the filled half, and there again in the colour of letters.
type badgeRenderer struct {
	b           *Badge
	img         *canvas.Image
	text, lower *canvas.Text
	half        *container.Clip
}

func (r *badgeRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.b.side * textScale()) }

func (r *badgeRenderer) Layout(s fyne.Size) {
	side := r.MinSize().Width
	x, y := (s.Width-side)/2, (s.Height-side)/2
	r.img.Move(fyne.NewPos(x, y))
	r.img.Resize(fyne.NewSquareSize(side))
	middle, size := r.b.Role.Shape.letter()
	r.text.TextSize, r.lower.TextSize = side*size, side*size
	m := r.text.MinSize()
	at := fyne.NewPos(x+(side-m.Width)/2, y+side*middle-m.Height/2)
	r.text.Move(at)
	r.text.Resize(m)
	top := y + side*halves[r.b.Role.Shape].top/24
	r.half.Move(fyne.NewPos(x, top))
	r.half.Resize(fyne.NewSize(side, y+side-top))
	r.lower.Move(at.Subtract(fyne.NewPos(x, top)))
	r.lower.Resize(m)
}

func (r *badgeRenderer) Refresh() {
	r.img.Resource = r.b.svg()
	r.img.Refresh()
	text, ink := r.b.letter()
	r.text.Text, r.text.Color = text, theme.Color(ink)
	r.lower.Text, r.lower.Color = text, theme.Color(theme.BadgeLetter)
	r.half.Hidden = r.b.State != Told
	r.Layout(r.b.Size())
	r.text.Refresh()
	r.lower.Refresh()
	canvas.Refresh(r.b)
}

func (r *badgeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.img, r.text, r.half}
}

func (r *badgeRenderer) Destroy() {}

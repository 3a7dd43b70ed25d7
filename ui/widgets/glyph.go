package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// glyph is an icon whose drawing and colour change, and that grows with the text. Without a drawing it takes no room.
type glyph struct {
	widget.BaseWidget
	img  *canvas.Image
	side float32
	is   string
}

func newGlyph(side float32) *glyph {
	g := &glyph{img: &canvas.Image{FillMode: canvas.ImageFillContain}, side: side}
	g.ExtendBaseWidget(g)
	g.Hidden = true
	return g
}

// set shows an icon in a colour; "" shows none.
func (g *glyph) set(name string, color fyne.ThemeColorName) {
	want := name + "|" + string(color)
	if name != "" && want != g.is {
		g.img.Resource = IconResource(name, color)
		g.img.Refresh()
	}
	g.is, g.Hidden = want, name == ""
}

// CreateRenderer implements fyne.Widget.
func (g *glyph) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	return &glyphRenderer{widget.NewSimpleRenderer(g.img), g}
}

type glyphRenderer struct {
	fyne.WidgetRenderer
	g *glyph
}

func (r *glyphRenderer) MinSize() fyne.Size { return fyne.NewSquareSize(r.g.side * textScale()) }

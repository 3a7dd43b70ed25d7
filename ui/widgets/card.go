package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// Box is a rectangle of the theme's colours; it asks for them again when the theme changes.
type Box struct {
	widget.BaseWidget
	Fill, Border fyne.ThemeColorName // "": none
	Stroke       float32             // width of the border; 0: theme.StrokeRule
	Radius       float32
	rect         *canvas.Rectangle
}

// NewBox returns a rectangle.
func NewBox(fill, border fyne.ThemeColorName, radius float32) *Box {
	b := &Box{Fill: fill, Border: border, Radius: radius, rect: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	return b
}

// Set changes the colours.
func (b *Box) Set(fill, border fyne.ThemeColorName, stroke float32) {
	if b.Fill == fill && b.Border == border && b.Stroke == stroke && b.worn() {
		return
	}
	b.Fill, b.Border, b.Stroke = fill, border, stroke
	b.Refresh()
}

// worn reports whether the rectangle has the colours that its names have now: the theme may have changed while it was
// not in a window.
func (b *Box) worn() bool {
	return (b.Fill == "" || b.rect.FillColor == theme.Color(b.Fill)) && (b.Border == "" || b.rect.StrokeColor == theme.Color(b.Border))
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := &boxRenderer{WidgetRenderer: widget.NewSimpleRenderer(b.rect), b: b}
	r.Refresh()
	return r
}

type boxRenderer struct {
	fyne.WidgetRenderer
	b *Box
}

func (r *boxRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *boxRenderer) Refresh() {
	rect := r.b.rect
	rect.FillColor, rect.StrokeColor, rect.StrokeWidth = color.Transparent, color.Transparent, 0
	if r.b.Fill != "" {
		rect.FillColor = theme.Color(r.b.Fill)
	}
	if r.b.Border != "" {
		rect.StrokeColor, rect.StrokeWidth = theme.Color(r.b.Border), max(r.b.Stroke, theme.StrokeRule)
	}
	rect.CornerRadius = r.b.Radius
	rect.Refresh()
}

// Card puts content on a card with a decorative border and 16 around it.
func Card(content fyne.CanvasObject) *fyne.Container { return CardPadded(content, theme.Gap16) }

// CardPadded is Card with its own padding.
func CardPadded(content fyne.CanvasObject, pad float32) *fyne.Container {
	return container.NewStack(NewBox(theme.Card, theme.Line, theme.RadiusCard), Pad(content, pad, pad, pad, pad))
}

// Rule returns a decorative line.
func Rule() fyne.CanvasObject { return AtLeast(NewBox(theme.Line, "", 0), 0, theme.StrokeRule) }

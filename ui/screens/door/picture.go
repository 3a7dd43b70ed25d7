package door

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
)

// scene is a drawing of four by three that keeps its shape at any width.
type scene struct {
	widget.BaseWidget
	img   *canvas.Image
	width float32
}

func newScene(svg []byte) *scene {
	s := &scene{img: canvas.NewImageFromResource(fyne.NewStaticResource("scene.svg", svg))}
	s.img.FillMode = canvas.ImageFillContain
	s.img.CornerRadius = theme.RadiusPhoto
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *scene) CreateRenderer() fyne.WidgetRenderer {
	return &sceneRenderer{WidgetRenderer: widget.NewSimpleRenderer(s.img), s: s}
}

type sceneRenderer struct {
	fyne.WidgetRenderer
	s *scene
}

func (r *sceneRenderer) Layout(size fyne.Size) {
	r.s.width = size.Width
	r.WidgetRenderer.Layout(size)
}

func (r *sceneRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.s.width*3/4) }

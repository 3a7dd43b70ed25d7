package door

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"feltbog/ui/theme"
	"feltbog/ui/uikit"
)

// scene is a drawing of four by three that keeps its shape at any width.
type scene struct {
	widget.BaseWidget
	img   *canvas.Image
	width float32
}

// newScene shows a picture as soon as it is unpacked, which is done elsewhere.
func newScene(run uikit.Runner, unpack func() (image.Image, error)) *scene {
	s := &scene{img: &canvas.Image{FillMode: canvas.ImageFillContain, CornerRadius: theme.RadiusPhoto}}
	s.ExtendBaseWidget(s)
	run.Go(func() {
		img, err := unpack()
		if err != nil {
			return // the door opens without it
		}
		run.Do(func() {
			s.img.Image = img
			s.img.Refresh()
		})
	})
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

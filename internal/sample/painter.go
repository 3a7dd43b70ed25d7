package sample

import (
	"image"
	"image/color"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// painter is a rasterx.Scanner that works on the part of the picture a shape covers. The scanners at hand go over the
// whole picture for each shape, which takes a second for a picture of a camera's size.
type painter struct {
	img    *image.RGBA
	colour color.Color
	steps  []step
	extent fixed.Rectangle26_6
}

type step struct {
	to    fixed.Point26_6
	start bool
}

var _ rasterx.Scanner = (*painter)(nil)

func (p *painter) Start(a fixed.Point26_6) { p.add(a, true) }
func (p *painter) Line(b fixed.Point26_6)  { p.add(b, false) }

func (p *painter) add(at fixed.Point26_6, start bool) {
	if len(p.steps) == 0 {
		p.extent = fixed.Rectangle26_6{Min: at, Max: at}
	}
	p.extent.Min = fixed.Point26_6{X: min(p.extent.Min.X, at.X), Y: min(p.extent.Min.Y, at.Y)}
	p.extent.Max = fixed.Point26_6{X: max(p.extent.Max.X, at.X), Y: max(p.extent.Max.Y, at.Y)}
	p.steps = append(p.steps, step{at, start})
}

// Draw fills what was outlined since Clear.
func (p *painter) Draw() {
	box := image.Rect(p.extent.Min.X.Floor(), p.extent.Min.Y.Floor(), p.extent.Max.X.Ceil(), p.extent.Max.Y.Ceil()).Intersect(p.img.Rect)
	if len(p.steps) == 0 || box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, s := range p.steps {
		x, y := float32(s.to.X)/64-float32(box.Min.X), float32(s.to.Y)/64-float32(box.Min.Y)
		if s.start {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.Draw(p.img, box, image.NewUniform(p.colour), image.Point{})
}

func (p *painter) Clear()                             { p.steps = p.steps[:0] }
func (p *painter) GetPathExtent() fixed.Rectangle26_6 { return p.extent }
func (p *painter) SetBounds(int, int)                 {}
func (p *painter) SetWinding(bool)                    {}
func (p *painter) SetClip(image.Rectangle)            {}
func (p *painter) SetColor(c any) {
	if plain, ok := c.(color.Color); ok { // and no gradients: the scenes have none
		p.colour = plain
	}
}

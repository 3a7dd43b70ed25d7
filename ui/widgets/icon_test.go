package widgets

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"feltbog/assets"
)

// The toolkit gives a colour to an icon before it draws it: the shape must come through unchanged.
func TestAnIconKeepsItsShapeInEveryColour(t *testing.T) {
	for _, name := range assets.Icons() {
		icon, _ := assets.Icon(name)
		coloured, err := canvas.RecolorSVG(icon, color.NRGBA{R: 200, G: 40, B: 20, A: 255})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want, got := painted(t, icon), painted(t, coloured)
		for i := 0; i < len(want.Pix); i += 4 {
			if want.Pix[i+3] != got.Pix[i+3] {
				t.Errorf("%s has another shape once it is coloured", name)
				break
			}
			if got.Pix[i+3] == 255 && (got.Pix[i] != 200 || got.Pix[i+1] != 40 || got.Pix[i+2] != 20) {
				t.Errorf("%s does not take the colour: %v", name, got.Pix[i:i+4])
				break
			}
		}
	}
}

func painted(t *testing.T, svg []byte) *image.NRGBA {
	t.Helper()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg), oksvg.StrictErrorMode)
	if err != nil {
		t.Fatal(err)
	}
	const side = 48
	icon.SetTarget(0, 0, side, side)
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	icon.Draw(rasterx.NewDasher(side, side, rasterx.NewScannerGV(side, side, img, img.Bounds())), 1)
	return img
}

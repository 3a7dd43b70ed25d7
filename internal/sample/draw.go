package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"regexp"
	"strconv"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"feltbog/assets"
)

// accents are what the strongest colour of a drawing may turn into, so that two pictures of a bench are of two benches.
var accents = []string{"#C4623A", "#A8503C", "#B98A2C", "#7C6A94", "#3F7A6B", "#B4576B"}

// greens likewise.
var greens = []string{"#879878", "#7E8F6C", "#93A07F", "#8E9268"}

var colour = regexp.MustCompile(`#[0-9A-Fa-f]{6}`)

// draw paints a scene in a light, cropped as somebody might who stood there. A portrait is upright.
func draw(scene string, l light, portrait bool, dice *rand.Rand) (*image.RGBA, error) {
	svg, ok := assets.Scene(scene)
	if !ok {
		return nil, fmt.Errorf("no scene %s", scene)
	}
	accent, green := accents[dice.IntN(len(accents))], greens[dice.IntN(len(greens))]
	svg = colour.ReplaceAllFunc(svg, func(c []byte) []byte {
		switch string(c) {
		case accents[0]:
			c = []byte(accent)
		case greens[0]:
			c = []byte(green)
		}
		return lit(c, l)
	})
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("scene %s: %w", scene, err)
	}
	w, h := longSide, shortSide
	if portrait {
		w, h = shortSide, longSide
	}
	frame(icon, w, h, dice)
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	icon.Draw(rasterx.NewDasher(w, h, &painter{img: img}), 1)
	develop(img, l, dice)
	return img, nil
}

func lit(hex []byte, l light) []byte {
	n, err := strconv.ParseUint(string(hex[1:]), 16, 32)
	if err != nil {
		return hex
	}
	c := l.on(color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255})
	return fmt.Appendf(nil, "#%02X%02X%02X", c.R, c.G, c.B)
}

// frame chooses the part of the drawing that the picture shows, and lets the strokes grow with it.
func frame(icon *oksvg.SvgIcon, w, h int, dice *rand.Rand) {
	near := 0.28
	if h > w { // which shows half of the drawing as it is
		near = 0.06
	}
	zoom := max(float64(w)/icon.ViewBox.W, float64(h)/icon.ViewBox.H) * (1.02 + near*dice.Float64())
	spareX, spareY := icon.ViewBox.W*zoom-float64(w), icon.ViewBox.H*zoom-float64(h)
	left, top := spareX*(0.3+0.4*dice.Float64()), spareY*(0.3+0.4*dice.Float64())
	icon.SetTarget(-left, -top, icon.ViewBox.W*zoom, icon.ViewBox.H*zoom)
	for i := range icon.SVGPaths {
		icon.SVGPaths[i].LineWidth *= zoom // which does not grow by itself
	}
}

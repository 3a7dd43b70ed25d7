package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// The icon of the program: the sprout in white on fjord green.
const (
	fjord  = "#17565C"
	side   = 512  // of the picture, in pixels
	sprout = 0.74 // its size on the ground
)

// drawApp writes the icon of the program, as a drawing and as a picture.
func drawApp(from, drawing, picture string) error {
	seed, err := os.ReadFile(filepath.Join(from, "seed.svg"))
	if err != nil {
		return err
	}
	svg, err := app(seed)
	if err == nil {
		err = writeChanged(drawing, svg)
	}
	if err != nil {
		return err
	}
	b, err := paint(svg, side, side)
	if err != nil {
		return err
	}
	return writeChanged(picture, b)
}

func app(seed []byte) ([]byte, error) {
	shapes, err := trace(seed, func(p point) point { // the sprout's own middle is at 12, 13
		return point{12 + (p.x-12)*sprout, 12 + (p.y-13)*sprout}
	})
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">`)
	fmt.Fprintf(&b, `<rect fill="%s" width="24" height="24" rx="5.2" ry="5.2"/>`, fjord)
	for _, s := range shapes {
		fmt.Fprintf(&b, `<path fill="#FFFFFF" d="%s"/>`, s)
	}
	b.WriteString("</svg>\n")
	return []byte(b.String()), nil
}

// drawWelcome makes the picture at the door: a scene, so large that it is sharp at any width of the window. A picture,
// because painting a drawing anew at each size takes the window half a second.
func drawWelcome(scene, picture string) error {
	svg, err := os.ReadFile(scene)
	if err != nil {
		return err
	}
	b, err := paint(svg, 1200, 900)
	if err != nil {
		return fmt.Errorf("%s: %w", scene, err)
	}
	return writeChanged(picture, b)
}

// paint returns a PNG picture of a drawing.
func paint(svg []byte, width, height int) ([]byte, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	icon.SetTarget(0, 0, float64(width), float64(height))
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	icon.Draw(rasterx.NewDasher(width, height, rasterx.NewScannerGV(width, height, img, img.Bounds())), 1)
	var b bytes.Buffer
	err = png.Encode(&b, img)
	return b.Bytes(), err
}

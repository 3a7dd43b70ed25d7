package assets

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

func TestEveryIconIsFilledShapesInOneColourOnAGridOf24(t *testing.T) {
	for _, name := range Icons() {
		icon, ok := Icon(name)
		if !ok {
			t.Fatalf("%s is listed and not there", name)
		}
		dec := xml.NewDecoder(bytes.NewReader(icon))
		for {
			tok, err := dec.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if el, ok := tok.(xml.StartElement); ok {
				checkElement(t, name, el)
			}
		}
	}
}

// What the toolkit colours is the fill of a path; it drops what the outermost element says.
func checkElement(t *testing.T, name string, el xml.StartElement) {
	t.Helper()
	allowed := map[string]string{"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 24 24"}
	if el.Name.Local == "path" {
		allowed = map[string]string{"fill": "#000000", "d": ""}
	} else if el.Name.Local != "svg" {
		t.Errorf("%s has a %s: an icon is paths", name, el.Name.Local)
	}
	for _, a := range el.Attr {
		want, known := allowed[a.Name.Local]
		if !known || want != "" && a.Value != want {
			t.Errorf("%s: %s=%q", name, a.Name.Local, a.Value)
		}
		delete(allowed, a.Name.Local)
	}
	if len(allowed) > 0 {
		t.Errorf("%s: a %s lacks %v", name, el.Name.Local, allowed)
	}
}

func TestEveryIconShowsSomethingAndStaysInsideItsGrid(t *testing.T) {
	for _, name := range Icons() {
		icon, _ := Icon(name)
		const side = 96
		img := paintSVG(t, icon, side)
		inked, edge := 0, 0
		for y := range side {
			for x := range side {
				if img.NRGBAAt(x, y).A < 128 {
					continue
				}
				inked++
				if x < 2 || y < 2 || x >= side-2 || y >= side-2 {
					edge++
				}
			}
		}
		if share := float64(inked) / (side * side); share < 0.02 || share > 0.6 {
			t.Errorf("%s covers %.1f %% of its square", name, 100*share)
		}
		if edge > 0 {
			t.Errorf("%s touches the edge of its square: it would be cut off", name)
		}
	}
}

func paintSVG(t *testing.T, svg []byte, side int) *image.NRGBA {
	t.Helper()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg), oksvg.StrictErrorMode)
	if err != nil {
		t.Fatal(err)
	}
	icon.SetTarget(0, 0, float64(side), float64(side))
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	icon.Draw(rasterx.NewDasher(side, side, rasterx.NewScannerGV(side, side, img, img.Bounds())), 1)
	return img
}

func TestEveryDrawingIsDrawnInTheSameHand(t *testing.T) {
	drawings, err := filepath.Glob("drawings/*.svg")
	if err != nil || len(drawings) != len(Icons()) {
		t.Fatalf("%d drawings, %d icons, %v", len(drawings), len(Icons()), err)
	}
	hand := `viewBox="0 0 24 24" fill="none" stroke="#000000" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">`
	for _, name := range drawings {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(b), hand) || strings.Count(string(b), "stroke-width") != 1 {
			t.Errorf("%s has a pen of its own", name)
		}
	}
}

func TestTheProgramHasAPictureToBeKnownBy(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(AppIcon()))
	if err != nil || img.Bounds() != image.Rect(0, 0, 512, 512) {
		t.Fatalf("%v, %v", err, img.Bounds())
	}
	r, g, b, a := img.At(256, 40).RGBA()
	if r>>8 != 0x17 || g>>8 != 0x56 || b>>8 != 0x5C || a>>8 != 255 {
		t.Errorf("the ground is %x %x %x %x", r>>8, g>>8, b>>8, a>>8)
	}
	if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
		t.Error("the corners are not round")
	}
	if _, listed := Icon("app"); listed {
		t.Error("the icon of the program has two colours and is none of the window's icons")
	}
}

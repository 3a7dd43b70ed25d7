package photo

import (
	"image"
	"image/color"
	"math"
	"testing"
)

// mannequin draws the shading that the finder looks for: a light oval with darker eyes, brows, nose and mouth.
func mannequin(img *image.RGBA, cx, cy, r float64) {
	dark := func(x, y, ex, ey, rx, ry float64) float64 {
		return math.Exp(-(math.Pow((x-ex)/rx, 2) + math.Pow((y-ey)/ry, 2)))
	}
	for py := range img.Rect.Dy() {
		for px := range img.Rect.Dx() {
			x, y := (float64(px)-cx)/r, (float64(py)-cy)/r
			if x*x/0.62+y*y > 1 {
				continue
			}
			v := 215 - 35*x*x
			v -= 120 * (dark(x, y, -0.32, -0.18, 0.16, 0.08) + dark(x, y, 0.32, -0.18, 0.16, 0.08))
			v -= 90 * (dark(x, y, -0.33, -0.36, 0.22, 0.05) + dark(x, y, 0.33, -0.36, 0.22, 0.05))
			v -= 60 * dark(x, y, 0, 0.22, 0.14, 0.06)
			v -= 100 * dark(x, y, 0, 0.52, 0.26, 0.06)
			v -= 90 * dark(x, y, 0, -0.95, 0.9, 0.25)
			img.Set(px, py, color.Gray{Y: uint8(max(min(v, 255), 0))})
		}
	}
}

func TestFacesAreProposedWhereTheyAreAndNotInAnEmptyPicture(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for i := range img.Pix {
		img.Pix[i] = 120
	}
	if faces, err := Faces(img); err != nil || len(faces) > 0 {
		t.Fatalf("%v %v in an empty picture", faces, err)
	}
	mannequin(img, 250, 260, 110)
	mannequin(img, 640, 330, 80)
	faces, err := Faces(img)
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range [][2]float64{{250. / 900, 260. / 600}, {640. / 900, 330. / 600}} {
		found := false
		for _, f := range faces {
			found = found || at[0] > f.X && at[0] < f.X+f.W && at[1] > f.Y && at[1] < f.Y+f.H && f.W < 0.5
		}
		if !found {
			t.Errorf("nothing proposed at %v: %v", at, faces)
		}
	}
	for _, f := range faces {
		if f.X < 0 || f.Y < 0 || f.X+f.W > 1 || f.Y+f.H > 1 || !f.Person {
			t.Errorf("outside the picture: %v", f)
		}
	}
	for _, size := range []image.Point{{1, 1}, {3, 900}, {21, 21}} {
		if faces, err := Faces(image.NewRGBA(image.Rectangle{Max: size})); err != nil || len(faces) > 0 {
			t.Errorf("%v: %v %v", size, faces, err)
		}
	}
}

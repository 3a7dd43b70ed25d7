package photo

import (
	"cmp"
	"fmt"
	"image"
	"image/draw"
	"slices"
	"sync"

	pigo "github.com/esimov/pigo/core"

	"feltbog/assets"
	"feltbog/internal/feltbog"
)

const (
	faceSide   = 1024 // pixels of the longer side in which faces are looked for
	faceLeast  = 0.03 // of the shorter side
	faceSure   = 5    // how sure the finder has to be
	faceAlike  = 0.2  // how much two boxes have in common that are one
	faceMargin = 0.08 // of its side that a box is made larger by: the finder leaves out hair and chin
	mostFaces  = 60
)

// finder is unpacked once; what it learnt lies in the program.
var finder = sync.OnceValues(func() (f *pigo.Pigo, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("unpack the finder of faces: %v", r)
		}
	}()
	return pigo.NewPigo().Unpack(assets.FaceFinder())
})

// Faces proposes where faces are in an upright picture, the largest first. It misses faces and finds some that are none:
// a person decides.
func Faces(img image.Image) (faces []Face, err error) {
	f, err := finder()
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			faces, err = nil, feltbog.Errorf(feltbog.EInternal, "photo.faces", "faces could not be looked for: %v", r)
		}
	}()
	img = fit(img, faceSide)
	b := img.Bounds()
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(grey, grey.Rect, img, b.Min, draw.Src)
	least := max(int(faceLeast*float64(min(b.Dx(), b.Dy()))), 20)
	params := pigo.CascadeParams{MinSize: least, MaxSize: max(b.Dx(), b.Dy()), ShiftFactor: 0.1, ScaleFactor: 1.1,
		ImageParams: pigo.ImageParams{Pixels: grey.Pix, Rows: b.Dy(), Cols: b.Dx(), Dim: grey.Stride}}
	found := f.ClusterDetections(f.RunCascade(params, 0), faceAlike)
	slices.SortFunc(found, func(a, b pigo.Detection) int { return cmp.Compare(b.Scale, a.Scale) })
	for _, d := range found {
		if d.Q < faceSure || len(faces) == mostFaces {
			continue
		}
		side := float64(d.Scale) * (1 + 2*faceMargin)
		x1, y1 := max((float64(d.Col)-side/2)/float64(b.Dx()), 0), max((float64(d.Row)-side/2)/float64(b.Dy()), 0)
		x2, y2 := min((float64(d.Col)+side/2)/float64(b.Dx()), 1), min((float64(d.Row)+side/2)/float64(b.Dy()), 1)
		if x2 > x1 && y2 > y1 {
			faces = append(faces, Face{X: x1, Y: y1, W: x2 - x1, H: y2 - y1, Person: true})
		}
	}
	return faces, nil
}

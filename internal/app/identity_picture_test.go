package app

import (
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/math/f64"

	xdraw "golang.org/x/image/draw"
)

func TestAKeyIsReadFromAPhotographOfItsPicture(t *testing.T) {
	m := newMachines(t)
	card, err := m.all[0].KeyCard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(m.dir, "anna.png")
	if err := card.WritePicture(file); err != nil {
		t.Fatal(err)
	}
	card.Name = "" // it is not in the picture
	if got, err := ReadKeyCard(file); err != nil || got != card {
		t.Errorf("%+v, want %+v: %v", got, card, err)
	}
	if err := card.WritePicture(file); keyOf(err) != "key.exists" {
		t.Error(err)
	}
	// Held askew, on a grey table.
	pic, err := card.Picture()
	if err != nil {
		t.Fatal(err)
	}
	photo := image.NewRGBA(image.Rect(0, 0, 1400, 1200))
	draw.Draw(photo, photo.Bounds(), image.NewUniform(color.Gray{170}), image.Point{}, draw.Src)
	xdraw.BiLinear.Transform(photo, f64.Aff3{0.9, -0.03, 100, 0.03, 0.92, 20}, pic, pic.Bounds(), draw.Over, nil)
	askew := filepath.Join(m.dir, "foto.jpg")
	f, err := os.Create(askew)
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(f, photo, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := ReadKeyCard(askew); err != nil || got != card {
		t.Errorf("%+v, want %+v: %v", got, card, err)
	}
	draw.Draw(photo, photo.Bounds(), image.White, image.Point{}, draw.Src)
	blank := filepath.Join(m.dir, "tom.jpg")
	if f, err = os.Create(blank); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(f, photo, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadKeyCard(blank); keyOf(err) != "key.unseen" {
		t.Error(err)
	}
}

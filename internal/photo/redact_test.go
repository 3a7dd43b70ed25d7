package photo

import (
	"bytes"
	"crypto/sha256"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"feltbog/internal/feltbog"
)

// noisy is a picture in which no two pixels are alike for long.
func noisy(w, h int, seed uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = uint8(r.IntN(200)+55), uint8(r.IntN(200)+55), uint8(r.IntN(200)+55), 255
	}
	return img
}

func opened(t testing.TB, b []byte) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func rgb(img image.Image, x, y int) [3]int {
	c := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)
	return [3]int{int(c.R), int(c.G), int(c.B)}
}

// drawnBox is the box of pixels of a shape in a picture.
func drawnBox(s Shape, img image.Image) image.Rectangle { return s.within(img.Bounds()) }

func TestEveryPixelUnderABoxIsTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for n := range 40 {
		img := noisy(150+r.IntN(100), 130+r.IntN(100), uint64(n))
		x, y := r.Float64()*0.8, r.Float64()*0.8
		s := Shape{feltbog.BoxOver, x, y, 0.05 + r.Float64()*(0.9-x), 0.05 + r.Float64()*(0.9-y)}
		made, err := Redact(img, []Shape{s})
		if err != nil {
			t.Fatal(err)
		}
		out, err := Shrunk(made.JPEG, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range []image.Image{opened(t, made.JPEG), out} { // by two decoders
			box := drawnBox(s, got)
			want := rgb(got, box.Min.X, box.Min.Y)
			for y := box.Min.Y; y < box.Max.Y; y++ {
				for x := box.Min.X; x < box.Max.X; x++ {
					if rgb(got, x, y) != want {
						t.Fatalf("picture %d: %v at %d,%d and %v elsewhere under %v", n, rgb(got, x, y), x, y, want, box)
					}
				}
			}
		}
	}
}

func TestAPixelationHasAtMostTwelveCellsAcross(t *testing.T) {
	for _, side := range []float64{0.1, 0.31, 0.5, 0.93} {
		img := noisy(640, 640, 3)
		s := Shape{feltbog.Pixelate, 0.02, 0.03, side, side}
		box := drawnBox(s, img)
		pixelate(img, box)
		for _, along := range []bool{true, false} {
			cells := 1
			at := func(i int) [3]int {
				if along {
					return rgb(img, box.Min.X+i, box.Min.Y+1)
				}
				return rgb(img, box.Min.X+1, box.Min.Y+i)
			}
			for i := 1; i < min(box.Dx(), box.Dy()); i++ {
				if at(i) != at(i-1) {
					cells++
				}
			}
			if cells > maxCells || cells < 5 {
				t.Errorf("%v of the picture: %d cells", side, cells)
			}
		}
	}
}

func TestABlurKeepsNothingOfWhatItCovers(t *testing.T) {
	stripes := image.NewRGBA(image.Rect(0, 0, 400, 400))
	for y := range 400 {
		for x := range 400 {
			stripes.Set(x, y, color.Gray{Y: uint8(255 * (x / 4 % 2))})
		}
	}
	made, err := Redact(stripes, []Shape{{feltbog.Blur, 0.25, 0.25, 0.5, 0.5}})
	if err != nil {
		t.Fatal(err)
	}
	got := opened(t, made.JPEG)
	for x := 130; x < 270; x++ {
		if d := rgb(got, x, 200)[0] - rgb(got, x+1, 200)[0]; d > 24 || d < -24 {
			t.Fatalf("a stripe can be seen at %d: %d", x, d)
		}
	}
}

func TestCropsLeaveWhatLiesInAllOfThem(t *testing.T) {
	img := noisy(200, 100, 4)
	made, err := Redact(img, []Shape{{feltbog.CropAway, 0, 0, 0.5, 1}, {feltbog.CropAway, 0.25, 0.5, 0.5, 0.5}, {feltbog.BoxOver, 0.25, 0.5, 0.1, 0.2}})
	if err != nil || made.Size != (Size{50, 50}) {
		t.Fatal(made.Size, err)
	}
	if got := opened(t, made.JPEG); got.Bounds().Size() != image.Pt(50, 50) || rgb(got, 1, 1)[0] > 8 || rgb(got, 45, 45) == rgb(got, 1, 1) {
		t.Error(got.Bounds(), rgb(got, 1, 1), rgb(got, 45, 45))
	}
	if _, err := Redact(img, []Shape{{feltbog.CropAway, 0, 0, 0.2, 1}, {feltbog.CropAway, 0.5, 0, 0.2, 1}}); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Error(err)
	}
}

// asHeld is a JPEG of an upright picture as a camera writes it that was held in some way.
func asHeld(t testing.TB, upright image.Image, orientation int) []byte {
	t.Helper()
	var back = map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, turnedBy(upright, back[orientation]), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return append(append([]byte{0xff, markSOI}, orientationSegment(orientation)...), b.Bytes()[2:]...)
}

func turnedBy(img image.Image, orientation int) image.Image { return upright(img, orientation) }

func TestAHundredRedactionsOnTurnedPicturesLandWhereTheyWereDrawn(t *testing.T) {
	r := rand.New(rand.NewPCG(100, 100))
	for n := range 100 {
		orientation := n%8 + 1
		b := asHeld(t, noisy(150+r.IntN(200), 150+r.IntN(200), uint64(n)), orientation)
		hash := sha256.Sum256(b)
		travel, err := Travelling(t.Context(), JPEG, b, Metadata{Orientation: orientation}, nil)
		if err != nil {
			t.Fatal(err)
		}
		quarters := r.IntN(4)
		x, y := r.Float64()*0.7, r.Float64()*0.7
		s := Shape{feltbog.BoxOver, x, y, 0.08 + r.Float64()*0.2, 0.08 + r.Float64()*0.2}
		made, err := RedactCopy(travel.JPEG, quarters, []Shape{s})
		if err != nil {
			t.Fatal(err)
		}
		before, err := Shrunk(travel.JPEG, 0)
		if err != nil {
			t.Fatal(err)
		}
		before = Turned(before, quarters)
		after := opened(t, made.JPEG)
		if after.Bounds().Size() != before.Bounds().Size() || made.Size != (Size{after.Bounds().Dx(), after.Bounds().Dy()}) {
			t.Fatalf("%d: %v became %v", n, before.Bounds(), after.Bounds())
		}
		box := drawnBox(s, after)
		near := box.Inset(-2 * blockSide)
		var black, kept, far int
		for y := range after.Bounds().Dy() {
			for x := range after.Bounds().Dx() {
				at := image.Pt(x, y)
				now, was := rgb(after, x, y), rgb(before, x, y)
				switch {
				case at.In(box):
					if now[0]+now[1]+now[2] < 12 {
						black++
					}
				case !at.In(near):
					far++
					if d := now[1] - was[1]; d < 90 && d > -90 {
						kept++
					}
				}
			}
		}
		if black != box.Dx()*box.Dy() || kept < far*97/100 {
			t.Errorf("orientation %d, turned by %d: %d of %d pixels are covered, %d of %d others as before", orientation, quarters, black, box.Dx()*box.Dy(), kept, far)
		}
		if sha256.Sum256(b) != hash {
			t.Fatal("the original was changed")
		}
	}
}

func TestARedactedPictureCarriesNothingButPixels(t *testing.T) {
	b := asHeld(t, noisy(300, 200, 9), 6)
	travel, err := Travelling(t.Context(), JPEG, b, Metadata{Orientation: 6}, nil)
	if err != nil {
		t.Fatal(err)
	}
	made, err := RedactCopy(travel.JPEG, 0, []Shape{{feltbog.BoxOver, 0.1, 0.1, 0.2, 0.2}, {feltbog.Pixelate, 0.5, 0.5, 0.2, 0.2}})
	if err != nil {
		t.Fatal(err)
	}
	if err := segments(made.JPEG, func(s segment) bool {
		if s.mark >= markAPP0 && s.mark <= 0xef || s.mark == markCOM {
			t.Errorf("segment %x: %q", s.mark, s.body[:min(len(s.body), 20)])
		}
		return true
	}); err != nil {
		t.Fatal(err)
	}
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed")
	}
	path := filepath.Join(t.TempDir(), "p.jpg")
	if err := os.WriteFile(path, made.JPEG, 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(tool, "-a", "-G1", "-EXIF:all", "-IPTC:all", "-XMP:all", "-ICC_Profile:all", "-JFIF:all", "-MakerNotes:all", "-GPS:all", "-Comment", "-ThumbnailImage", path).CombinedOutput()
	if err != nil || len(bytes.TrimSpace(said)) > 0 {
		t.Errorf("%s %v", said, err)
	}
}

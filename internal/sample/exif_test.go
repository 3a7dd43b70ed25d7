package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"testing"
	"time"

	"github.com/bep/imagemeta"
)

// readBack reads a file's tags with the reader that Feltbog takes pictures in by, GPS tags from their own directory alone.
func readBack(t *testing.T, file []byte) (map[string]any, imagemeta.Tags) {
	t.Helper()
	values, tags := map[string]any{}, imagemeta.Tags{}
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(file), ImageFormat: imagemeta.JPEG, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			values[tag.Namespace+"/"+tag.Tag] = tag.Value
			tags.Add(tag)
			return nil
		},
		Warnf: func(format string, args ...any) { t.Errorf("the reader warns: "+format, args...) }})
	if err != nil {
		t.Fatal(err)
	}
	return values, tags
}

func TestAFileTellsWhenAndHowItsPictureWasTaken(t *testing.T) {
	placed, turned := 0, 0
	for _, p := range twenty(t) {
		v, tags := readBack(t, p.Data)
		for tag, want := range map[string]any{"IFD0/Make": "Solvang", "IFD0/Model": "Solvang F2",
			"IFD0/ExifIFDP/DateTimeOriginal":   p.Taken.Format("2006:01:02 15:04:05"),
			"IFD0/ExifIFDP/OffsetTimeOriginal": "+01:00"} {
			if v[tag] != want {
				t.Errorf("%s: %s is %v, not %v", p.Name, tag, v[tag], want)
			}
		}
		switch o := v["IFD0/Orientation"]; o {
		case uint16(6), uint16(8):
			turned++
		case uint16(1):
		default:
			t.Errorf("%s: orientation %v", p.Name, o)
		}
		if _, has := v["IFD0/GPSInfoIFD/GPSLatitude"]; has {
			placed++
			lat, long, err := tags.GetLatLong()
			if err != nil || lat < 56.21 || lat > 56.22 || long < 11.16 || long > 11.18 {
				t.Errorf("%s lies at %v, %v, %v", p.Name, lat, long, err)
			}
			if p.Taken.Month() == time.February {
				t.Errorf("%s was taken at somebody's home and says where that is", p.Name)
			}
		}
	}
	if placed == 0 || placed == 20 || turned < 3 {
		t.Errorf("%d pictures know where, %d lie on their side", placed, turned)
	}
}

func TestAFileHoldsASmallPictureOfItself(t *testing.T) {
	p := twenty(t)[2] // stored on its side
	v, _ := readBack(t, p.Data)
	offset, ok := v["IFD1/ThumbnailOffset"].(uint32)
	length, known := v["IFD1/ThumbnailLength"].(uint32)
	if !ok || !known {
		t.Fatal("there is none")
	}
	data := p.Data[offset:][:length] // the reader counts from the beginning of the file
	if !bytes.HasPrefix(data, []byte{0xFF, 0xD8}) || !bytes.HasSuffix(data, []byte{0xFF, 0xD9}) {
		t.Fatalf("it does not lie where the file says: % x", data[:4])
	}
	small, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil || small.Bounds() != image.Rect(0, 0, 160, 120) {
		t.Fatalf("%v, %v", err, small.Bounds())
	}
	large, err := jpeg.Decode(bytes.NewReader(p.Data))
	if err != nil {
		t.Fatal(err)
	}
	off := 0
	for y := 0; y < 120; y += 3 {
		for x := 0; x < 160; x += 3 {
			a, b := color.GrayModel.Convert(small.At(x, y)).(color.Gray), color.GrayModel.Convert(large.At(10*x+5, 10*y+5)).(color.Gray)
			if far(uint32(a.Y)<<8, uint32(b.Y)<<8) > 40 {
				off++
			}
		}
	}
	if off > 100 {
		t.Errorf("in %d of 2160 places the small picture shows something else", off)
	}
}

func TestAPictureTurnedAsTheFileSaysStandsUpright(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 2, 3))
	img.Set(0, 0, color.RGBA{255, 0, 0, 255}) // top left as one sees it
	img.Set(1, 0, color.RGBA{0, 255, 0, 255}) // top right
	for turn, want := range map[orientation][2]image.Point{
		turnRight: {image.Pt(0, 1), image.Pt(0, 0)}, // 6: the file's first row is the right side
		turnLeft:  {image.Pt(2, 0), image.Pt(2, 1)}, // 8: the file's first row is the left side
		upright:   {image.Pt(0, 0), image.Pt(1, 0)},
	} {
		got := turn.stored(img)
		red, green := got.RGBAAt(want[0].X, want[0].Y), got.RGBAAt(want[1].X, want[1].Y)
		if red.R != 255 || green.G != 255 {
			t.Errorf("orientation %d: red %v, green %v in %v", turn, red, green, got.Pix)
		}
	}
}

func TestPositionsSouthAndWestAreWrittenAsSuch(t *testing.T) {
	file, err := encode(image.NewRGBA(image.Rect(0, 0, 8, 8)), 80)
	if err != nil {
		t.Fatal(err)
	}
	file, err = withEXIF(file, exif{taken: time.Unix(0, 0), orientation: upright, position: &degrees{-12.345678, -0.5}})
	if err != nil {
		t.Fatal(err)
	}
	_, tags := readBack(t, file)
	lat, long, err := tags.GetLatLong()
	if err != nil || math.Abs(lat+12.345678) > 1e-5 || math.Abs(long+0.5) > 1e-5 {
		t.Errorf("%v, %v, %v", lat, long, err)
	}
	if _, err := withEXIF(file, exif{thumbnail: make([]byte, 70000)}); err == nil {
		t.Error("a block that is too long is written")
	}
}

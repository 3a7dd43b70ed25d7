package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
	"time"

	"golang.org/x/image/tiff"
	"pgregory.net/rapid"

	"feltbog/internal/feltbog"
)

// quarters draws a picture whose four quarters are red, green, blue and white, from the upper left along the rows.
func quarters(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := []color.NRGBA{{220, 20, 20, 255}, {20, 200, 20, 255}, {20, 20, 220, 255}, {250, 250, 250, 255}}[2*(2*y/h)+2*x/w]
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// named says which of the four colours stands at a fraction of a picture.
func named(img image.Image, x, y float64) string {
	r := img.Bounds()
	red, green, blue, _ := img.At(r.Min.X+int(x*float64(r.Dx())), r.Min.Y+int(y*float64(r.Dy()))).RGBA()
	switch {
	case red > 0xb000 && green > 0xb000 && blue > 0xb000:
		return "white"
	case red > green && red > blue:
		return "red"
	case green > blue:
		return "green"
	}
	return "blue"
}

func corners(img image.Image) [4]string {
	return [4]string{named(img, .2, .2), named(img, .8, .2), named(img, .2, .8), named(img, .8, .8)}
}

func drawn(t testing.TB, w, h int) []byte {
	t.Helper()
	b, err := Encode(quarters(w, h), 95)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// asCamera gives a JPEG what a camera writes beside the pixels.
func asCamera(b []byte, orientation int) []byte {
	out := append([]byte{0xff, markSOI}, orientationSegment(orientation)...)
	secret := append([]byte("http://ns.adobe.com/xap/1.0/\x00"), []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Karens køkken</rdf:li></rdf:Alt></dc:description>
<dc:subject><rdf:Bag><rdf:li>køkken</rdf:li><rdf:li>mad</rdf:li></rdf:Bag></dc:subject>
<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Karen" mwg-rs:Type="Face">
<mwg-rs:Area stArea:x="0.25" stArea:y="0.25" stArea:w="0.1" stArea:h="0.2"/></rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
</rdf:Description></rdf:RDF></x:xmpmeta>`)...)
	out = append(out, 0xff, markAPP1, byte((len(secret)+2)>>8), byte(len(secret)+2))
	out = append(out, secret...)
	out = append(out, 0xff, markCOM, 0, 7)
	out = append(out, "Karen"...)
	out = append(out, b[2:]...)
	return append(out, "Karen after the end"...)
}

func TestAPictureIsUprightInEveryOrientation(t *testing.T) {
	// Where red, green, blue and white are when a picture that was stored turned is shown upright.
	want := map[int][4]string{
		1: {"red", "green", "blue", "white"}, 2: {"green", "red", "white", "blue"}, 3: {"white", "blue", "green", "red"}, 4: {"blue", "white", "red", "green"},
		5: {"red", "blue", "green", "white"}, 6: {"blue", "red", "white", "green"}, 7: {"white", "green", "blue", "red"}, 8: {"green", "white", "red", "blue"},
	}
	for orientation, corner := range want {
		b := asCamera(drawn(t, 400, 300), orientation)
		m := ReadMetadata(Sniff(b), b, time.UTC)
		if m.Orientation != orientation {
			t.Errorf("orientation %d is read as %d", orientation, m.Orientation)
		}
		tr, err := Travelling(context.Background(), JPEG, b, m, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, side := range []int{0, 100} {
			img, err := Shrunk(tr.JPEG, side)
			if err != nil {
				t.Fatal(err)
			}
			if got := corners(img); got != corner {
				t.Errorf("orientation %d at %d: %v, want %v", orientation, side, got, corner)
			}
			if wide := img.Bounds().Dx() > img.Bounds().Dy(); wide != (orientation < 5) || (tr.Size.Width > tr.Size.Height) != wide {
				t.Errorf("orientation %d: %v, said to be %v", orientation, img.Bounds(), tr.Size)
			}
		}
		if len(m.Faces) != 1 {
			t.Fatalf("orientation %d: faces %v", orientation, m.Faces)
		}
		img, _ := Shrunk(tr.JPEG, 0)
		f := m.Faces[0]
		if got := named(img, f.X+f.W/2, f.Y+f.H/2); got != "red" { // it was drawn in the middle of the red quarter
			t.Errorf("orientation %d: the face lies on %s", orientation, got)
		}
	}
}

func TestTheTravellingCopyHoldsNothingThatWasSaidInTheFile(t *testing.T) {
	b := asCamera(drawn(t, 400, 300), 6)
	m := ReadMetadata(JPEG, b, time.UTC)
	if m.Caption != "Karens køkken" || len(m.Keywords) != 2 || m.Keywords[0] != "køkken" {
		t.Errorf("read %+v", m)
	}
	tr, err := Travelling(context.Background(), JPEG, b, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Karen", "adobe", "xmp", "køkken"} {
		if bytes.Contains(tr.JPEG, []byte(word)) {
			t.Errorf("the copy holds %q", word)
		}
	}
	whole, err := Shrunk(b, 0)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := Shrunk(tr.JPEG, 0)
	if err != nil {
		t.Fatal(err)
	}
	if whole.Bounds() != copied.Bounds() || !same(whole, copied) {
		t.Error("the copy has other pixels")
	}
	if !bytes.Contains(b, []byte("Karen")) {
		t.Error("the original was changed")
	}
}

func same(a, b image.Image) bool {
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

func TestOtherFormatsAreDecodedInTheChildAndTurned(t *testing.T) {
	var p, f bytes.Buffer
	img := quarters(120, 90)
	for x := range 30 { // seen through
		img.SetNRGBA(90+x, 89, color.NRGBA{})
	}
	if err := errors.Join(png.Encode(&p, img), tiff.Encode(&f, img, nil)); err != nil {
		t.Fatal(err)
	}
	for format, b := range map[Format][]byte{PNG: p.Bytes(), TIFF: f.Bytes()} {
		if got := Sniff(b); got != format {
			t.Fatalf("%s is taken for %s", format, got)
		}
		tr, err := Travelling(context.Background(), format, b, Metadata{Orientation: 6}, nil)
		if err != nil {
			t.Fatal(err)
		}
		img, err := Shrunk(tr.JPEG, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := corners(img); got != [4]string{"blue", "red", "white", "green"} || tr.Size != (Size{90, 120}) || !tr.Encoded {
			t.Errorf("%s: %v, %v", format, got, tr.Size)
		}
	}
}

func TestWhatTheChildMayNotDoItIsStoppedFrom(t *testing.T) {
	var p bytes.Buffer
	if err := png.Encode(&p, image.NewGray(image.Rect(0, 0, 64, 64))); err != nil {
		t.Fatal(err)
	}
	b := p.Bytes()
	bomb := bytes.Clone(b)
	binary.BigEndian.PutUint32(bomb[16:], 50_000) // its width; the checksum no longer fits either
	_, err := Travelling(context.Background(), PNG, bomb, Metadata{}, nil)
	if feltbog.ErrorCode(err) != feltbog.EDamaged {
		t.Errorf("a bomb: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Travelling(ctx, PNG, b, Metadata{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := Travelling(context.Background(), PNG, b, Metadata{}, nil); err != nil {
		t.Errorf("after that: %v", err)
	}
}

func TestAChildThatTakesTooLongIsEndedAndTheNextPictureIsRead(t *testing.T) {
	lane.Lock()
	p, err := start()
	if err != nil {
		lane.Unlock()
		t.Fatal(err)
	}
	old := lane.now
	if old != nil {
		old.end()
	}
	lane.now = p
	done := make(chan struct{})
	err = p.watch(context.Background(), -time.Second, done) // its time is over before it begins
	lane.Unlock()
	if feltbog.ErrorCode(err) != feltbog.EDamaged || !errors.Is(err, errEnded) {
		t.Errorf("ended with %v", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, quarters(40, 30)); err != nil {
		t.Fatal(err)
	}
	if _, err := Travelling(context.Background(), PNG, b.Bytes(), Metadata{}, nil); err == nil {
		t.Error("a picture was read by a child that was ended")
	}
	if _, err := Travelling(context.Background(), PNG, b.Bytes(), Metadata{}, nil); err != nil {
		t.Errorf("the next picture: %v", err)
	}
}

func TestTurningAFaceFourTimesBringsItBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Face{X: rapid.Float64Range(0, .5).Draw(t, "x"), Y: rapid.Float64Range(0, .5).Draw(t, "y"), W: .2, H: .3}
		g := f
		for range 4 {
			g = g.turned(6)
		}
		back := f.turned(8).turned(6)
		for _, h := range []Face{g, back, f.turned(2).turned(2), f.turned(5).turned(5), f.turned(7).turned(7), f.turned(3).turned(3)} {
			if math.Abs(h.X-f.X)+math.Abs(h.Y-f.Y)+math.Abs(h.W-f.W)+math.Abs(h.H-f.H) > 1e-9 {
				t.Fatalf("%v became %v", f, h)
			}
		}
	})
}

func TestACameraIsNamedOnceAndATimeKnowsItsZone(t *testing.T) {
	for _, c := range [][3]string{{"Canon", "Canon EOS 5D", "Canon EOS 5D"}, {"Apple", "iPhone XR", "Apple iPhone XR"}, {"", "X", "X"}, {"NIKON CORPORATION", "NIKON D90", "NIKON D90"}} {
		if got := camera(c[0], c[1]); got != c[2] {
			t.Errorf("%q %q is called %q", c[0], c[1], got)
		}
	}
	cph := time.FixedZone("", 3600)
	if at, zoned, ok := parseTime("2025:03:13 15:00:00", "+02:00", cph); !ok || !zoned || at.UTC().Hour() != 13 {
		t.Errorf("with its offset: %v", at)
	}
	if at, zoned, ok := parseTime("2025:03:13 15:00:00", "", cph); !ok || zoned || at.UTC().Hour() != 14 {
		t.Errorf("without: %v", at)
	}
	for _, s := range []string{"0000:00:00 00:00:00", ":  :     :  :", "", "9999:99:99 99:99:99", "0001:01:01 00:00:00"} {
		if _, _, ok := parseTime(s, "", cph); ok {
			t.Errorf("%q is taken for a time", s)
		}
	}
}

// FuzzTravelling feeds anything to what runs in the program itself: telling, reading metadata, stripping and decoding JPEG.
func FuzzTravelling(f *testing.F) {
	f.Add(asCamera(drawn(f, 40, 30), 6))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x01\x00\x4a\x01\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00"))
	f.Add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x20meta\x00\x00\x00\x00\x00\x00\x00\x0epitm\x00\x00\x00\x00\x00\x01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		format := Sniff(b)
		m := ReadMetadata(format, b, time.UTC)
		switch format {
		case HEIC:
			h, _ := readHEIF(b)
			if s, ok := h.small(true); ok {
				_ = h.only(s, b)
			}
		case JPEG, Raw:
			if _, err := Rough(context.Background(), format, b, m); err != nil {
				t.Errorf("rough: %v", err)
			}
			tr, err := Travelling(context.Background(), format, b, m, nil)
			if err != nil {
				return
			}
			if tr.Size.mega() > 4 { // it costs nothing but time
				return
			}
			if _, err := Thumb(tr.JPEG); err != nil && feltbog.ErrorCode(err) != feltbog.EDamaged {
				t.Errorf("thumb: %v", err)
			}
		}
	})
}

package photo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/gen2brain/heic"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"feltbog/internal/feltbog"
)

// decodeHere decodes anything but JPEG. It runs in the child alone: what a decoder does there harms nobody.
func decodeHere(f Format, b []byte) (image.Image, error) {
	type codec struct {
		config func([]byte) (image.Config, error)
		decode func([]byte) (image.Image, error)
	}
	codecs := map[Format]codec{
		PNG: {func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }},
		WebP: {func(b []byte) (image.Config, error) { return webp.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) }},
		TIFF: {func(b []byte) (image.Config, error) { return tiff.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return tiff.Decode(bytes.NewReader(b)) }},
		JPEG: {func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) },
			func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }},
	}
	if f == HEIC {
		return decodeHEIC(b)
	}
	c, ok := codecs[f]
	if !ok {
		return nil, unsupported()
	}
	config, err := c.config(b)
	if err != nil {
		return nil, broken(err)
	}
	most := maxOthers
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		most /= 2
	}
	if f == JPEG {
		most = maxJPEG
	}
	if err := (Size{config.Width, config.Height}).within(most); err != nil {
		return nil, err
	}
	img, err := c.decode(b)
	if err != nil {
		return nil, broken(err)
	}
	return img, sound(img)
}

// decodeHEIC decodes with the decoder that is part of the program, never with one that happens to lie on the machine.
func decodeHEIC(b []byte) (image.Image, error) {
	if heic.Dynamic() == nil {
		return nil, feltbog.Errorf(feltbog.EInternal, "photo.build", "this build takes a decoder of the machine; build it with -tags nodynamic")
	}
	img, err := heic.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, broken(err)
	}
	return img, nil
}

// sound refuses a picture whose pixels point outside its palette: resizing one cannot be stopped from panicking.
func sound(img image.Image) error {
	p, ok := img.(*image.Paletted)
	if !ok {
		return nil
	}
	for _, i := range p.Pix {
		if int(i) >= len(p.Palette) {
			return feltbog.Errorf(feltbog.EDamaged, "photo.palette", "the picture is damaged: it uses colours that it does not have")
		}
	}
	return nil
}

// opaque puts what can be seen through on white.
func opaque(img image.Image) image.Image {
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		return img
	}
	if _, ok := img.(*image.YCbCr); ok {
		return img
	}
	r := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, img, r.Min, draw.Over)
	return out
}

func unsupported() error {
	return feltbog.Errorf(feltbog.EDamaged, "photo.format", "pictures of this kind cannot be read")
}

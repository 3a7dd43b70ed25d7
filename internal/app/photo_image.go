package app

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"feltbog/internal/feltbog"
)

// Bounds for what is shown of a picture: no copy that is larger is read or decoded.
const (
	maxShownBytes  = 64 << 20
	maxShownPixels = 64 << 20
)

// PhotoThumb returns a picture cut to fill a box of pixels. It takes long enough to be called elsewhere than where a
// window is drawn.
func (p *Project) PhotoThumb(ctx context.Context, id feltbog.ID, w, h int) (image.Image, error) {
	src, err := p.PhotoImage(ctx, id, false)
	if err != nil {
		return nil, err
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(dst, dst.Rect, src, filling(src.Bounds(), w, h), draw.Src, nil)
	return dst, nil
}

// filling is the largest part in the middle of a picture that has the proportions of a box.
func filling(r image.Rectangle, w, h int) image.Rectangle {
	if r.Dx()*h > r.Dy()*w { // wider than the box
		cut := r.Dx() - r.Dy()*w/h
		return image.Rect(r.Min.X+cut/2, r.Min.Y, r.Max.X-(cut-cut/2), r.Max.Y)
	}
	cut := r.Dy() - r.Dx()*h/w
	return image.Rect(r.Min.X, r.Min.Y+cut/2, r.Max.X, r.Max.Y-(cut-cut/2))
}

// PhotoImage decodes a picture upright: the copy for the screen, or the one of full size.
func (p *Project) PhotoImage(ctx context.Context, id feltbog.ID, full bool) (image.Image, error) {
	_, rec, _, err := p.find(ctx, feltbog.KindPhoto, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	o := rec.(*feltbog.Photo)
	ref := o.Preview
	if full && !o.Travel.IsZero() || ref.IsZero() {
		ref = o.Travel
	}
	if ref.IsZero() {
		return nil, feltbog.Errorf(feltbog.EMissing, "photo.away", "the picture itself is not on this machine")
	}
	b, err := p.ReadFile(ctx, ref, maxShownBytes)
	if err != nil {
		return nil, err
	}
	return decodeShown(b)
}

// decodeShown decodes one of Feltbog's own copies of a picture, which are JPEG or PNG.
func decodeShown(b []byte) (image.Image, error) {
	config, decode := jpeg.DecodeConfig, jpeg.Decode
	if bytes.HasPrefix(b, []byte("\x89PNG")) {
		config, decode = png.DecodeConfig, png.Decode
	}
	c, err := config(bytes.NewReader(b))
	if err != nil {
		return nil, feltbog.Errorf(feltbog.EInvalid, "photo.broken", "the picture cannot be read: %w", err)
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > maxShownPixels/c.Height {
		return nil, feltbog.Errorf(feltbog.EInvalid, "photo.large", "the picture is too large to be shown: %d by %d", c.Width, c.Height)
	}
	img, err := decode(bytes.NewReader(b))
	if err != nil {
		return nil, feltbog.Errorf(feltbog.EInvalid, "photo.broken", "the picture cannot be read: %w", err)
	}
	return img, nil
}

package app

import (
	"context"
	"image"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
)

// screenSide is the longer side of a picture as it is shown on a screen, in pixels.
const screenSide = 2048

// PhotoThumb returns a picture cut to fill a box of pixels. It takes long enough to be called elsewhere than where a
// window is drawn.
func (p *Project) PhotoThumb(ctx context.Context, id feltbog.ID, w, h int) (image.Image, error) {
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	img, err := p.thumbOf(ctx, o, max(w, h))
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	return photo.Filling(img, w, h), nil
}

// thumbOf returns a small copy: the one that is kept when it is large enough, a rough one while there is no better, or
// one that is made now.
func (p *Project) thumbOf(ctx context.Context, o *feltbog.Photo, side int) (image.Image, error) {
	team, ref := p.v.Team(), shownOf(o)
	if ref.IsZero() {
		return nil, photoAway()
	}
	if side <= photo.ThumbSide*5/4 {
		small, err := team.Thumb(ctx, ref.Hash, thumbGrid)
		if err == nil && small == nil {
			small, err = team.Thumb(ctx, ref.Hash, thumbRough)
		}
		if err != nil {
			return nil, err
		}
		if small != nil {
			return turned(o, small)
		}
	}
	if o.Travel.IsZero() {
		return nil, p.noTravel(ctx, o)
	}
	if side > photo.ThumbSide*5/4 {
		return p.shrunk(ctx, o, side)
	}
	small, why, err := p.makeThumb(ctx, o)
	if why != nil || err != nil {
		return nil, firstError(why, err)
	}
	return turned(o, small)
}

// turned decodes a small copy and holds it as the picture is to be held.
func turned(o *feltbog.Photo, small []byte) (image.Image, error) {
	img, err := photo.Shrunk(small, 0)
	if err != nil {
		return nil, err
	}
	return photo.Turned(img, o.Turn), nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// PhotoImage decodes a picture upright: as large as a screen, or in full.
func (p *Project) PhotoImage(ctx context.Context, id feltbog.ID, full bool) (image.Image, error) {
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	side := screenSide
	if full {
		side = 0
	}
	img, err := p.shrunk(ctx, o, side)
	return img, cancelled(ctx, err)
}

// shrunk decodes the copy that travels.
func (p *Project) shrunk(ctx context.Context, o *feltbog.Photo, side int) (image.Image, error) {
	if o.Travel.IsZero() {
		if o.Original.IsZero() {
			return nil, photoAway()
		}
		return nil, p.noTravel(ctx, o)
	}
	b, err := readFile(ctx, p.v.Team(), o.Travel, photo.MaxFile)
	if err != nil {
		return nil, err
	}
	img, err := photo.Shrunk(b, side)
	if err != nil {
		return nil, err
	}
	return photo.Turned(img, o.Turn), nil
}

// noTravel says why there is nothing to show of a picture whose original is here.
func (p *Project) noTravel(ctx context.Context, o *feltbog.Photo) error {
	if why := p.unreadReason(ctx, o); why != nil {
		return why
	}
	return feltbog.Errorf(feltbog.EMissing, "photo.waits", "the picture is being made ready")
}

func photoAway() error {
	return feltbog.Errorf(feltbog.EMissing, "photo.away", "the picture itself is not on this machine")
}

func (p *Project) photoRecord(ctx context.Context, id feltbog.ID) (*feltbog.Photo, error) {
	_, rec, _, err := p.find(ctx, feltbog.KindPhoto, id)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	return rec.(*feltbog.Photo), nil
}

// PhotoOnBlack returns a picture as somebody sees it who sees nothing else: upright, whole, on black, filling a box of
// pixels. One that is not to be used is refused.
func (p *Project) PhotoOnBlack(ctx context.Context, id feltbog.ID, w, h int) (image.Image, error) {
	o, err := p.photoRecord(ctx, id)
	if err != nil {
		return nil, err
	}
	if o.DoNotUse {
		return nil, feltbog.Errorf(feltbog.ERefused, "photo.barred", "the picture is not to be used")
	}
	side := max(w, h)
	img, err := p.shrunk(ctx, o, side)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	return photo.OnBlack(img, w, h), nil
}

package app

import (
	"context"
	"image"

	"feltbog/internal/feltbog"
	"feltbog/internal/photo"
)

// CardPicture decodes the picture on a card, at most that many pixels wide and high.
func (p *Project) CardPicture(ctx context.Context, workshop, card feltbog.ID, side int) (image.Image, error) {
	b, err := p.CardImage(ctx, workshop, card)
	if err != nil {
		return nil, err
	}
	return photo.Shrunk(b, side)
}

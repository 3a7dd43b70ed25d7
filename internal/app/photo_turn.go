package app

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// TurnPhotos turns pictures by quarters of a circle, clockwise, with all that is drawn in them, as one action. No pixel
// is touched: it is written down how the picture is to be held.
func (p *Project) TurnPhotos(ctx context.Context, ids []feltbog.ID, quarters int) (err error) {
	quarters = ((quarters % 4) + 4) % 4
	if quarters == 0 || len(ids) == 0 {
		return nil
	}
	defer p.followed(ctx, &err)
	return p.act(ctx, "photo.turn", func(s *vault.Space, w *store.Writer) error {
		for _, id := range ids {
			if _, err := edit(ctx, s, w, id, func(o *feltbog.Photo) {
				o.Turn = (o.Turn + quarters) % 4
				if quarters%2 == 1 {
					o.Width, o.Height = o.Height, o.Width
				}
			}); err != nil {
				return err
			}
			var regions []feltbog.Region
			if err := each(ctx, s, "photo", id, &regions); err != nil {
				return err
			}
			for _, r := range regions {
				if _, err := edit(ctx, s, w, r.ID, func(r *feltbog.Region) {
					for range quarters {
						turnRegion(r)
					}
				}); err != nil {
					return err
				}
			}
		}
		return ctx.Err()
	})
}

// turnRegion carries a spot along when its picture is turned clockwise by a quarter.
func turnRegion(r *feltbog.Region) {
	r.X, r.Y, r.W, r.H = max(0, 1-r.Y-r.H), r.X, r.H, r.W
	if r.Shape == feltbog.Polygon {
		r.X, r.Y, r.W, r.H = 0, 0, 0, 0
	}
	points := make([]feltbog.Point, len(r.Points))
	for i, q := range r.Points {
		points[i] = feltbog.Point{X: max(0, 1-q.Y), Y: q.X}
	}
	if len(points) > 0 {
		r.Points = points
	}
}

// PhotoMaker says who took a picture: one participant, or who else.
type PhotoMaker struct {
	By          feltbog.MadeBy
	Participant feltbog.ID
}

// SetPhotoMaker says of pictures who took them, as one action.
func (p *Project) SetPhotoMaker(ctx context.Context, ids []feltbog.ID, m PhotoMaker) error {
	return p.editPhotos(ctx, "photo.maker", ids, func(o *feltbog.Photo) bool {
		was := PhotoMaker{o.MadeBy, o.Photographer}
		o.MadeBy, o.Photographer = m.By, m.Participant
		if !m.Participant.IsZero() {
			o.PhotographerMember = feltbog.ID{}
		}
		return was != m
	})
}

// PhotoSpot returns where a picture was taken, exactly; nil when that is not known. It stands in the register, which
// has to be open.
func (p *Project) PhotoSpot(ctx context.Context, id feltbog.ID) (*feltbog.PhotoLocation, error) {
	register, err := p.v.Register()
	if err != nil {
		return nil, err
	}
	var all []feltbog.PhotoLocation
	if err := each(ctx, register, "photo", id, &all); err != nil || len(all) == 0 {
		return nil, cancelled(ctx, err)
	}
	return &all[0], nil
}

// TagRegion puts a tag on a spot or takes it off.
func (p *Project) TagRegion(ctx context.Context, id, tag feltbog.ID, on bool) error {
	return p.EditRegion(ctx, id, func(r *feltbog.Region) { r.Tags = toggledID(r.Tags, tag, on) })
}

func toggledID(ids []feltbog.ID, id feltbog.ID, on bool) []feltbog.ID {
	out := make([]feltbog.ID, 0, len(ids)+1)
	for _, x := range ids {
		if x != id {
			out = append(out, x)
		}
	}
	if on {
		out = append(out, id)
	}
	return out
}

package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// editPhotos changes several pictures as one action. Those for which f returns false stay as they are.
func (p *Project) editPhotos(ctx context.Context, action string, ids []feltbog.ID, f func(*feltbog.Photo) bool) error {
	if len(ids) == 0 {
		return nil
	}
	return p.act(ctx, action, func(s *vault.Space, w *store.Writer) error {
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			rec, info, err := s.Get(ctx, id)
			if err != nil {
				return err
			}
			o, ok := rec.(*feltbog.Photo)
			if !ok || status(info) == Trashed || !f(o) {
				continue
			}
			if err := w.Put(o); err != nil {
				return err
			}
		}
		return nil
	})
}

// TagPhotos puts a tag on pictures or takes it off them, as one action.
func (p *Project) TagPhotos(ctx context.Context, ids []feltbog.ID, tag feltbog.ID, on bool) error {
	return p.editPhotos(ctx, "photo.tag", ids, func(o *feltbog.Photo) bool {
		i := slices.Index(o.Tags, tag)
		switch {
		case on && i < 0:
			o.Tags = append(o.Tags, tag)
		case !on && i >= 0:
			o.Tags = slices.Delete(slices.Clone(o.Tags), i, i+1)
		default:
			return false
		}
		return true
	})
}

// MarkPhotos says of pictures that they are among the most important, or that they are not.
func (p *Project) MarkPhotos(ctx context.Context, ids []feltbog.ID, important bool) error {
	return p.editPhotos(ctx, "photo.important", ids, func(o *feltbog.Photo) bool {
		was := o.Important
		o.Important = important
		return was != important
	})
}

// DoNotUse takes pictures out of every use, at once and everywhere. Nobody has to say why.
func (p *Project) DoNotUse(ctx context.Context, ids []feltbog.ID, why string) error {
	why = strings.TrimSpace(why)
	return p.editPhotos(ctx, "photo.bar", ids, func(o *feltbog.Photo) bool {
		if o.DoNotUse && (why == "" || why == o.DoNotUseReason) {
			return false
		}
		o.DoNotUse, o.DoNotUseReason, o.AllowedAgain = true, why, ""
		return true
	})
}

// UseAgain lets pictures be used again, for a reason that is kept beside the one for which they were taken out.
func (p *Project) UseAgain(ctx context.Context, ids []feltbog.ID, why string) error {
	if why = strings.TrimSpace(why); why == "" {
		return feltbog.Errorf(feltbog.EInvalid, "series.again", "say why the picture may be used again")
	}
	return p.editPhotos(ctx, "photo.unbar", ids, func(o *feltbog.Photo) bool {
		was := o.DoNotUse
		if was {
			o.DoNotUse, o.AllowedAgain = false, why
		}
		return was
	})
}

// EditPhoto changes one picture: its words, whose it is, what it shows.
func (p *Project) EditPhoto(ctx context.Context, id feltbog.ID, f func(*feltbog.Photo)) error {
	return p.act(ctx, "photo.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// DeletePhotos puts pictures into the trash, as one action.
func (p *Project) DeletePhotos(ctx context.Context, ids []feltbog.ID) error {
	if len(ids) == 0 {
		return nil
	}
	return p.act(ctx, "photo.delete", func(_ *vault.Space, w *store.Writer) error {
		for _, id := range ids {
			if err := w.Delete(id); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
}

// AddRegion draws a spot in a picture.
func (p *Project) AddRegion(ctx context.Context, r feltbog.Region) (feltbog.ID, error) {
	if r.ID.IsZero() {
		r.ID = feltbog.NewID()
	}
	return r.ID, p.act(ctx, "region.add", func(_ *vault.Space, w *store.Writer) error { return w.Put(&r) })
}

// EditRegion moves a spot or changes its words.
func (p *Project) EditRegion(ctx context.Context, id feltbog.ID, f func(*feltbog.Region)) error {
	var photo feltbog.ID
	err := p.act(ctx, "region.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, func(r *feltbog.Region) {
			f(r)
			photo = r.Photo
		})
		return err
	})
	if err != nil {
		return err
	}
	return p.follow(ctx, photo) // it may be one that is covered
}

// DeleteRegion puts a spot into the trash.
func (p *Project) DeleteRegion(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "region.delete", func(_ *vault.Space, w *store.Writer) error { return w.Delete(id) })
}

package app

import (
	"context"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// EditGuide changes what is known of a guide as a whole.
func (p *Project) EditGuide(ctx context.Context, id feltbog.ID, f func(*feltbog.Guide)) error {
	return p.act(ctx, "guide.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// CopyGuide makes a guide of its own out of a guide, or of a version of one, under another name. Everything in it gets a
// new id: the copy's answers are not those of the first.
func (p *Project) CopyGuide(ctx context.Context, id feltbog.ID, name string) (feltbog.ID, error) {
	text, err := p.GuideText(ctx, id)
	if err != nil {
		return feltbog.ID{}, err
	}
	if name = strings.TrimSpace(name); name != "" {
		text.Name = name
	}
	return p.addGuide(ctx, "guide.copy", text)
}

// DeleteGuide puts a guide with its themes and questions into the trash. The versions that sessions asked by stay.
func (p *Project) DeleteGuide(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "guide.delete", func(s *vault.Space, w *store.Writer) error {
		d, err := readDraft(ctx, s, id)
		if err != nil {
			return err
		}
		for _, q := range d.questions {
			if err := w.Delete(q.ID); err != nil {
				return err
			}
		}
		for _, t := range d.themes {
			if err := w.Delete(t.ID); err != nil {
				return err
			}
		}
		return w.Delete(id)
	})
}

// AddTheme adds a theme behind another one; last when after is zero.
func (p *Project) AddTheme(ctx context.Context, guide feltbog.ID, title string, after feltbog.ID) (feltbog.ID, error) {
	t := &feltbog.GuideTheme{Guide: guide, Title: title}
	t.ID = feltbog.NewID()
	err := p.act(ctx, "guide_theme.add", func(s *vault.Space, w *store.Writer) error {
		d, err := readDraft(ctx, s, guide)
		if err != nil {
			return err
		}
		if after.IsZero() {
			after = t.ID // not in the list: last
		}
		return d.putTheme(w, t, after)
	})
	return t.ID, err
}

// EditTheme changes a theme.
func (p *Project) EditTheme(ctx context.Context, id feltbog.ID, f func(*feltbog.GuideTheme)) error {
	return p.act(ctx, "guide_theme.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// ShiftTheme moves a theme up (-1) or down (1). At the edge nothing happens.
func (p *Project) ShiftTheme(ctx context.Context, id feltbog.ID, by int) error {
	return p.moveTheme(ctx, id, func(d *guideDraft) (feltbog.ID, bool) {
		to := d.themeAt(id) + by
		switch {
		case to < 0 || to >= len(d.themes):
			return feltbog.ID{}, false
		case by > 0:
			return d.themes[to].ID, true
		case to > 0:
			return d.themes[to-1].ID, true
		}
		return feltbog.ID{}, true
	})
}

// MoveTheme puts a theme behind another one; first when after is zero.
func (p *Project) MoveTheme(ctx context.Context, id, after feltbog.ID) error {
	return p.moveTheme(ctx, id, func(*guideDraft) (feltbog.ID, bool) { return after, after != id })
}

func (p *Project) moveTheme(ctx context.Context, id feltbog.ID, to func(*guideDraft) (after feltbog.ID, moves bool)) error {
	return p.act(ctx, "guide_theme.move", func(s *vault.Space, w *store.Writer) error {
		d, err := draftOf(ctx, s, id, func(t *feltbog.GuideTheme) feltbog.ID { return t.Guide })
		if err != nil {
			return err
		}
		at := d.themeAt(id)
		after, moves := to(d)
		if at < 0 || !moves {
			return nil
		}
		return d.putTheme(w, d.themes[at], after)
	})
}

// DeleteTheme puts a theme with its questions into the trash.
func (p *Project) DeleteTheme(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "guide_theme.delete", func(s *vault.Space, w *store.Writer) error {
		d, err := draftOf(ctx, s, id, func(t *feltbog.GuideTheme) feltbog.ID { return t.Guide })
		if err != nil {
			return err
		}
		for _, q := range d.questions {
			if q.Theme == id {
				if err := w.Delete(q.ID); err != nil {
					return err
				}
			}
		}
		return w.Delete(id)
	})
}

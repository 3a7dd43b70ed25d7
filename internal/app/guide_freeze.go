package app

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// freezeForUse returns the version of a guide that a session asks by, inside the action that begins the session: the
// draft as it stands, frozen. A draft that was frozen before, and not changed since, is the version it was.
func (p *Project) freezeForUse(ctx context.Context, s *vault.Space, w *store.Writer, guide feltbog.ID) (*feltbog.GuideVersion, error) {
	rec, _, err := s.Get(ctx, guide)
	if err != nil {
		return nil, err
	}
	g, ok := rec.(*feltbog.Guide)
	if !ok {
		return nil, otherKind(guide, rec.Kind(), feltbog.KindGuide)
	}
	themes, questions, err := guideParts(ctx, s, guide)
	if err != nil {
		return nil, err
	}
	number := 1
	err = s.Each(ctx, feltbog.KindGuideVersion, []store.Where{{Field: "guide", Value: guide}}, 0, func(r feltbog.Record) error {
		number = max(number, r.(*feltbog.GuideVersion).Number+1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	v := feltbog.FreezeGuide(g, themes, questions, number)
	old, _, err := s.Get(ctx, v.ID)
	switch {
	case err == nil:
		v = old.(*feltbog.GuideVersion)
		if v.State == feltbog.GuideInUse {
			return v, nil
		}
	case feltbog.ErrorCode(err) != feltbog.ENotFound:
		return nil, err
	default:
		v.Made = feltbog.NewInstant(p.v.Now())
	}
	v.State = feltbog.GuideInUse
	return v, w.Put(v)
}

// guideParts reads the themes and questions of a guide, in no order.
func guideParts(ctx context.Context, s *vault.Space, guide feltbog.ID) (themes []*feltbog.GuideTheme, questions []*feltbog.Question, err error) {
	of := []store.Where{{Field: "guide", Value: guide}}
	err = s.Each(ctx, feltbog.KindGuideTheme, of, 0, func(r feltbog.Record) error {
		themes = append(themes, r.(*feltbog.GuideTheme))
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = s.Each(ctx, feltbog.KindQuestion, of, 0, func(r feltbog.Record) error {
		questions = append(questions, r.(*feltbog.Question))
		return nil
	})
	return themes, questions, err
}

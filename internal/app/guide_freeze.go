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
	of := []store.Where{{Field: "guide", Value: guide}}
	var themes []*feltbog.GuideTheme
	var questions []*feltbog.Question
	number := 1
	for kind, take := range map[feltbog.Kind]func(feltbog.Record){
		feltbog.KindGuideTheme:   func(r feltbog.Record) { themes = append(themes, r.(*feltbog.GuideTheme)) },
		feltbog.KindQuestion:     func(r feltbog.Record) { questions = append(questions, r.(*feltbog.Question)) },
		feltbog.KindGuideVersion: func(r feltbog.Record) { number = max(number, r.(*feltbog.GuideVersion).Number+1) },
	} {
		if err := s.Each(ctx, kind, of, 0, func(r feltbog.Record) error { take(r); return nil }); err != nil {
			return nil, err
		}
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

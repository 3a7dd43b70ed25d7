package guide

import (
	"context"

	"feltbog/internal/app"
	"feltbog/internal/feltbog"
)

// read reads the guide, or a version of it.
func (s *Screen) read(ctx context.Context, id feltbog.ID) (page, error) {
	got, err := s.deps.GuidePage(ctx, id, &s.shelf.Writing)
	if err != nil {
		return page{}, err
	}
	p := page{guide: got.Guide, version: got.Version, state: got.State, number: got.Number, base: got.Base, themes: themesOf(got.Themes),
		warnings: got.Warnings, versions: got.Versions, research: got.Research, counts: got.Counts, twoWays: got.TwoWays}
	if p.wishes, err = s.deps.GuideWishes(ctx, p.guide.ID); err != nil {
		return page{}, err
	}
	if len(got.Reviews) > 0 && got.Reviews[0].Result.IsZero() {
		p.review = got.Reviews[0].ID // one that is under way
	}
	return p, nil
}

// readReview reads the sprint that is under way, or proposes one.
func (s *Screen) readReview(ctx context.Context, guide, under feltbog.ID) (feltbog.GuideReview, error) {
	if under.IsZero() {
		return s.deps.BeginReview(ctx, guide)
	}
	return s.deps.GuideReview(ctx, under)
}

// keepReview keeps what is being filled in, as part of one action that grows.
func (s *Screen) keepReview(ctx context.Context, g feltbog.GuideReview) error {
	fields, err := feltbog.FieldsJSON(&g)
	if err != nil {
		return err
	}
	for _, name := range []string{"date", "perspectives", "lines", "absent"} {
		if _, ok := fields[name]; !ok {
			fields[name] = []byte("null")
		}
	}
	return s.deps.Type(ctx, app.Edit{Kind: feltbog.KindGuideReview, ID: g.ID, Fields: fields})
}

// The two forms of a file with a guide.
const (
	endingData = ".json"
	endingText = ".md"
)

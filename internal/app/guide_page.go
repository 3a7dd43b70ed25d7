package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/vault"
)

// GuidePage is a guide as it is being written, or one version as it stays.
type GuidePage struct {
	Guide feltbog.Guide
	// Version is the one that is shown; nil for the draft.
	Version *feltbog.GuideVersion
	// State and Number of what is shown. A draft that equals a version has the version's, and Same names it.
	State  feltbog.GuideState
	Number int
	Same   feltbog.ID
	// Base is the version that the draft was begun from; nil for none.
	Base *GuideVersionLine
	// Themes with their questions in the order they are asked in; what hangs under a question follows it.
	Themes   []feltbog.FrozenTheme
	Versions []GuideVersionLine // the newest first
	Research []ServedQuestion
	Warnings []feltbog.GuideWarning   // none for a version
	Minutes  int                      // of all themes
	Counts   map[feltbog.Priority]int // of the questions that stand for themselves
	TwoWays  map[feltbog.ID]bool      // what shows one of two versions of a field
	Reviews  []feltbog.GuideReview    // of the guide, the newest first
}

// ServedQuestion is a research question and how many questions of the guide serve it.
type ServedQuestion struct {
	feltbog.ResearchQuestion
	Count int
}

// GuidePage reads a guide, or a version of one, by its id. writing is what to look out for; nil: nothing.
func (p *Project) GuidePage(ctx context.Context, id feltbog.ID, writing *feltbog.Writing) (GuidePage, error) {
	page, err := p.guidePage(ctx, id, writing)
	return page, cancelled(ctx, err)
}

func (p *Project) guidePage(ctx context.Context, id feltbog.ID, writing *feltbog.Writing) (GuidePage, error) {
	page := GuidePage{Counts: map[feltbog.Priority]int{}, TwoWays: map[feltbog.ID]bool{}}
	team, err := p.team()
	if err != nil {
		return page, err
	}
	rec, _, err := team.Get(ctx, id)
	if err != nil {
		return page, err
	}
	versions, err := p.versionLines(ctx)
	if err != nil {
		return page, err
	}
	switch r := rec.(type) {
	case *feltbog.Guide:
		page.Versions = versions[id]
		err = page.readDraft(ctx, team, id, writing)
	case *feltbog.GuideVersion:
		page.Versions = versions[r.Guide]
		page.Version, page.State, page.Number, page.Same, page.Themes = r, r.State, r.Number, r.ID, r.Themes
		g, missing := get[feltbog.Guide](ctx, team, r.Guide)
		if missing == nil {
			page.Guide = *g
		} else if feltbog.ErrorCode(missing) != feltbog.ENotFound {
			err = missing
		}
	default:
		err = otherKind(id, rec.Kind(), feltbog.KindGuide)
	}
	if err != nil {
		return page, err
	}
	return page, p.guideExtras(ctx, team, &page)
}

func (page *GuidePage) readDraft(ctx context.Context, s *vault.Space, id feltbog.ID, writing *feltbog.Writing) error {
	d, err := readDraft(ctx, s, id)
	if err != nil {
		return err
	}
	page.Guide = *d.guide
	page.Same, page.State, page.Number = d.standing(page.Versions)
	frozen := d.freeze(1)
	page.Themes = frozen.Themes
	based := func(v GuideVersionLine) bool { return v.ID == d.guide.Based }
	if i := slices.IndexFunc(page.Versions, based); i >= 0 {
		page.Base = &page.Versions[i]
	} else if len(page.Versions) > 0 {
		page.Base = &page.Versions[0]
	}
	if writing == nil {
		return nil
	}
	var inOrder []*feltbog.Question
	for _, t := range frozen.Themes {
		for _, q := range t.Questions {
			inOrder = append(inOrder, d.question(q.ID))
		}
	}
	page.Warnings = feltbog.WarnGuide(d.guide, d.themes, inOrder, writing)
	return nil
}

// guideExtras counts, and reads what the guide serves and how it was tried.
func (p *Project) guideExtras(ctx context.Context, s *vault.Space, page *GuidePage) error {
	served := map[feltbog.ID]int{}
	for _, t := range page.Themes {
		page.Minutes += t.Minutes
		for _, q := range t.Questions {
			if q.Parent.IsZero() {
				page.Counts[q.Priority]++
			}
			for _, r := range q.ResearchQuestions {
				served[r]++
			}
		}
	}
	research, err := list[*feltbog.ResearchQuestion](ctx, p, feltbog.KindResearchQuestion)
	if err != nil {
		return err
	}
	slices.SortFunc(research, func(a, b *feltbog.ResearchQuestion) int {
		return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order})
	})
	for _, r := range research {
		page.Research = append(page.Research, ServedQuestion{*r, served[r.ID]})
	}
	if page.Guide.ID.IsZero() {
		return nil
	}
	if err := each(ctx, s, "guide", page.Guide.ID, &page.Reviews); err != nil {
		return err
	}
	contested, err := s.Conflicts(ctx)
	for _, c := range contested {
		page.TwoWays[c.Record] = true
	}
	return err
}

// team is the space that guides are in.
func (p *Project) team() (*vault.Space, error) {
	if team := p.v.Team(); team != nil {
		return team, nil
	}
	return nil, feltbog.Errorf(feltbog.EMissing, "team.missing", "this vault holds a workshop only; the project is elsewhere")
}

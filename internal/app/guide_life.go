package app

import (
	"context"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// QualifyGuide freezes the draft of a guide as a qualified version, after others tried it. A draft that equals a version
// is that version; one that is in use already stays so. reason says what was changed since the version before.
func (p *Project) QualifyGuide(ctx context.Context, guide feltbog.ID, reason string) (feltbog.ID, error) {
	return p.freezeNow(ctx, "guide.qualify", guide, feltbog.GuideQualified, reason)
}

// UseGuide freezes the draft of a guide as a version in use. The first session that asks by a guide does the same.
func (p *Project) UseGuide(ctx context.Context, guide feltbog.ID, reason string) (feltbog.ID, error) {
	return p.freezeNow(ctx, "guide.use", guide, feltbog.GuideInUse, reason)
}

func (p *Project) freezeNow(ctx context.Context, action string, guide feltbog.ID, state feltbog.GuideState, reason string) (feltbog.ID, error) {
	var id feltbog.ID
	err := p.act(ctx, action, func(s *vault.Space, w *store.Writer) error {
		d, err := readDraft(ctx, s, guide)
		if err != nil {
			return err
		}
		v, err := p.freezeAs(ctx, s, w, d, state, reason)
		if err == nil {
			id = v.ID
		}
		return err
	})
	return id, err
}

// CloseVersion takes a version out of use. Sessions that asked by it keep it.
func (p *Project) CloseVersion(ctx context.Context, version feltbog.ID) error {
	return p.stepVersion(ctx, "guide_version.close", version, feltbog.GuideClosed)
}

// ReopenVersion takes a version into use: a closed one again, or a qualified one.
func (p *Project) ReopenVersion(ctx context.Context, version feltbog.ID) error {
	return p.stepVersion(ctx, "guide_version.reopen", version, feltbog.GuideInUse)
}

func (p *Project) stepVersion(ctx context.Context, action string, version feltbog.ID, next feltbog.GuideState) error {
	return p.act(ctx, action, func(s *vault.Space, w *store.Writer) error {
		v, err := get[feltbog.GuideVersion](ctx, s, version)
		if err != nil || v.State == next {
			return err
		}
		if !v.State.MayBecome(next) {
			return feltbog.Errorf(feltbog.EInvalid, "guide.state", "a version that is %s cannot become %s", v.State, next).
				With("is", string(v.State)).With("next", string(next))
		}
		v.State = next
		return w.Put(v)
	})
}

// ExplainVersion says what was changed since the version before.
func (p *Project) ExplainVersion(ctx context.Context, version feltbog.ID, reason string) error {
	return p.act(ctx, "guide_version.reason", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, version, func(v *feltbog.GuideVersion) { v.Reason = reason })
		return err
	})
}

// NewDraft begins the draft of a guide anew from one of its versions: questions keep their ids, so answers stay together.
// What the draft held is frozen as a version of its own first, unless it is one already, so that nothing is lost; that
// stays when the rest is undone. It returns the guide.
func (p *Project) NewDraft(ctx context.Context, version feltbog.ID) (feltbog.ID, error) {
	team, err := p.team()
	if err != nil {
		return feltbog.ID{}, err
	}
	v, err := get[feltbog.GuideVersion](ctx, team, version)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	err = p.act(ctx, "guide.keep", func(s *vault.Space, w *store.Writer) error {
		d, err := readDraft(ctx, s, v.Guide)
		if err != nil || len(d.themes) == 0 || d.freeze(1).ID == version {
			return err
		}
		_, err = p.freezeAs(ctx, s, w, d, feltbog.GuideDraft, "")
		return err
	})
	if err != nil {
		return feltbog.ID{}, err
	}
	err = p.act(ctx, "guide.draft", func(s *vault.Space, w *store.Writer) error {
		d, err := readDraft(ctx, s, v.Guide)
		if err != nil {
			return err
		}
		return thaw(ctx, s, w, d, v)
	})
	return v.Guide, err
}

// thaw makes a draft what a version was.
func thaw(ctx context.Context, s *vault.Space, w *store.Writer, d *guideDraft, v *feltbog.GuideVersion) error {
	keeps := map[feltbog.ID]bool{}
	_, err := edit(ctx, s, w, v.Guide, func(g *feltbog.Guide) { g.Name, g.Before, g.After, g.Based = v.Name, v.Before, v.After, v.ID })
	if err != nil {
		return err
	}
	themeOrder := ""
	for _, t := range v.Themes {
		keeps[t.ID] = true
		if themeOrder, err = change.Between(themeOrder, ""); err != nil {
			return err
		}
		if _, err := edit(ctx, s, w, t.ID, func(r *feltbog.GuideTheme) {
			r.Guide, r.Title, r.Purpose, r.Minutes, r.Order = v.Guide, t.Title, t.Purpose, t.Minutes, themeOrder
		}); err != nil {
			return err
		}
		order := ""
		for _, q := range t.Questions {
			keeps[q.ID] = true
			if order, err = change.Between(order, ""); err != nil {
				return err
			}
			if _, err := edit(ctx, s, w, q.ID, func(r *feltbog.Question) {
				r.Guide, r.Theme, r.Parent, r.Type, r.Priority = v.Guide, t.ID, q.Parent, q.Type, q.Priority
				r.Text, r.Comment, r.ResearchQuestions, r.Order = q.Text, q.Comment, q.ResearchQuestions, order
			}); err != nil {
				return err
			}
		}
	}
	for _, q := range d.questions {
		if !keeps[q.ID] {
			if err := w.Delete(q.ID); err != nil {
				return err
			}
		}
	}
	for _, t := range d.themes {
		if !keeps[t.ID] {
			if err := w.Delete(t.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// GuideComparison is what became of a guide from one version to another.
type GuideComparison struct {
	Before, After feltbog.GuideVersion
	// Changes of the questions, those of the newer version first and in its order, then what was removed.
	Changes []feltbog.QuestionChange
}

// CompareGuides compares two versions, or a version with the guide as it is written now, by their ids.
func (p *Project) CompareGuides(ctx context.Context, before, after feltbog.ID) (GuideComparison, error) {
	var c GuideComparison
	team, err := p.team()
	if err != nil {
		return c, err
	}
	if c.Before, err = guideSide(ctx, team, before); err != nil {
		return c, cancelled(ctx, err)
	}
	if c.After, err = guideSide(ctx, team, after); err != nil {
		return c, cancelled(ctx, err)
	}
	c.Changes = feltbog.CompareGuides(&c.Before, &c.After)
	return c, nil
}

// guideSide is one side of a comparison. A guide that is being written has no number yet.
func guideSide(ctx context.Context, s *vault.Space, id feltbog.ID) (feltbog.GuideVersion, error) {
	rec, _, err := s.Get(ctx, id)
	if err != nil {
		return feltbog.GuideVersion{}, err
	}
	switch r := rec.(type) {
	case *feltbog.GuideVersion:
		return *r, nil
	case *feltbog.Guide:
		d, err := readDraft(ctx, s, id)
		if err != nil {
			return feltbog.GuideVersion{}, err
		}
		v := *d.freeze(1)
		v.Number = 0
		return v, nil
	}
	return feltbog.GuideVersion{}, otherKind(id, rec.Kind(), feltbog.KindGuideVersion)
}

package app

import (
	"context"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// BeginReview proposes the form of a sprint in which others try a guide: a line for each question that is asked, as it is
// worded now. Nothing is written before SaveReview.
func (p *Project) BeginReview(ctx context.Context, guide feltbog.ID) (feltbog.GuideReview, error) {
	r := feltbog.GuideReview{Guide: guide}
	team, err := p.team()
	if err != nil {
		return r, err
	}
	d, err := readDraft(ctx, team, guide)
	if err != nil {
		return r, cancelled(ctx, err)
	}
	r.Lines = d.reviewLines(nil)
	return r, nil
}

// GuideReview reads one review. Questions that came into the guide since have a line at the end, with nothing said of them.
func (p *Project) GuideReview(ctx context.Context, id feltbog.ID) (feltbog.GuideReview, error) {
	team, err := p.team()
	if err != nil {
		return feltbog.GuideReview{}, err
	}
	r, err := get[feltbog.GuideReview](ctx, team, id)
	if err != nil {
		return feltbog.GuideReview{}, cancelled(ctx, err)
	}
	d, err := readDraft(ctx, team, r.Guide)
	if err != nil {
		return *r, cancelled(ctx, err)
	}
	r.Lines = append(r.Lines, d.reviewLines(r.Lines)...)
	return *r, nil
}

// reviewLines are lines for the questions that have none, in the order they are asked in.
func (d *guideDraft) reviewLines(had []feltbog.GuideReviewLine) []feltbog.GuideReviewLine {
	there := map[feltbog.ID]bool{}
	for _, l := range had {
		there[l.Question] = true
	}
	var out []feltbog.GuideReviewLine
	for _, t := range d.freeze(1).Themes {
		for _, q := range t.Questions {
			if q.Type == feltbog.MainQuestion && !there[q.ID] {
				out = append(out, feltbog.GuideReviewLine{Question: q.ID, Text: q.Text})
			}
		}
	}
	return out
}

// SaveReview writes a review; one without an id is new.
func (p *Project) SaveReview(ctx context.Context, r feltbog.GuideReview) (feltbog.ID, error) {
	action := "guide_review.edit"
	if r.ID.IsZero() {
		r.ID, action = feltbog.NewID(), "guide_review.add"
	}
	err := p.act(ctx, action, func(_ *vault.Space, w *store.Writer) error { return w.Put(&r) })
	return r.ID, err
}

// DeleteReview puts a review into the trash.
func (p *Project) DeleteReview(ctx context.Context, id feltbog.ID) error {
	return p.act(ctx, "guide_review.delete", func(_ *vault.Space, w *store.Writer) error { return w.Delete(id) })
}

// ApplyReview does in the guide what a review decided: questions are reworded or dropped. A question that was reworded
// since it was tried is left as it stands. It returns how many questions were changed, and how many were left.
func (p *Project) ApplyReview(ctx context.Context, id feltbog.ID) (changed, left int, err error) {
	err = p.act(ctx, "guide_review.apply", func(s *vault.Space, w *store.Writer) error {
		r, err := get[feltbog.GuideReview](ctx, s, id)
		if err != nil {
			return err
		}
		d, err := readDraft(ctx, s, r.Guide)
		if err != nil {
			return err
		}
		for _, l := range r.Lines {
			q := d.question(l.Question)
			rewords := l.Decision == feltbog.ChangeQuestion && l.Rewording != ""
			switch {
			case q == nil || !rewords && l.Decision != feltbog.DropQuestion || rewords && q.Text == l.Rewording:
				continue
			case q.Text != l.Text:
				left++
				continue
			case rewords:
				q.Text = l.Rewording
				err = w.Put(q)
			default:
				err = d.drop(w, q.ID)
			}
			if err != nil {
				return err
			}
			changed++
		}
		return nil
	})
	return changed, left, err
}

// QualifyReview freezes the guide of a review as a qualified version, and notes in the review that this came out of it.
func (p *Project) QualifyReview(ctx context.Context, id feltbog.ID, reason string) (feltbog.ID, error) {
	team, err := p.team()
	if err != nil {
		return feltbog.ID{}, err
	}
	r, err := get[feltbog.GuideReview](ctx, team, id)
	if err != nil {
		return feltbog.ID{}, cancelled(ctx, err)
	}
	version, err := p.QualifyGuide(ctx, r.Guide, reason)
	if err != nil {
		return feltbog.ID{}, err
	}
	return version, p.act(ctx, "guide_review.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, func(r *feltbog.GuideReview) { r.Result = version })
		return err
	})
}

package app

import (
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// guideDraft is a guide as it is being written, with its themes and questions in their order.
type guideDraft struct {
	guide     *feltbog.Guide
	themes    []*feltbog.GuideTheme
	questions []*feltbog.Question
}

// readDraft reads a guide with all that belongs to it.
func readDraft(ctx context.Context, s *vault.Space, id feltbog.ID) (*guideDraft, error) {
	g, err := get[feltbog.Guide](ctx, s, id)
	if err != nil {
		return nil, err
	}
	d := &guideDraft{guide: g}
	d.themes, d.questions, err = guideParts(ctx, s, id)
	return d, err
}

// draftOf reads the guide that a theme or a question belongs to.
func draftOf[T any, R interface {
	*T
	feltbog.Record
}](ctx context.Context, s *vault.Space, id feltbog.ID, guide func(R) feltbog.ID) (*guideDraft, error) {
	r, err := get[T, R](ctx, s, id)
	if err != nil {
		return nil, err
	}
	return readDraft(ctx, s, guide(r))
}

// get reads a record of a certain kind.
func get[T any, R interface {
	*T
	feltbog.Record
}](ctx context.Context, s *vault.Space, id feltbog.ID) (R, error) {
	rec, _, err := s.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	r, ok := rec.(R)
	if !ok {
		var none T
		return nil, otherKind(id, rec.Kind(), R(&none).Kind())
	}
	return r, nil
}

// guideParts reads the themes and questions of a guide in their order. A question whose theme is gone, because one machine
// deleted the theme while another wrote in it, stands under the last theme rather than nowhere.
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
	sortGuide(themes, questions)
	return themes, questions, err
}

func sortGuide(themes []*feltbog.GuideTheme, questions []*feltbog.Question) {
	slices.SortFunc(themes, func(a, b *feltbog.GuideTheme) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	slices.SortFunc(questions, func(a, b *feltbog.Question) int { return byOrder(ordered{a.ID, a.Order}, ordered{b.ID, b.Order}) })
	if len(themes) == 0 {
		return
	}
	there := map[feltbog.ID]bool{}
	for _, t := range themes {
		there[t.ID] = true
	}
	for _, q := range questions {
		if !there[q.Theme] {
			q.Theme = themes[len(themes)-1].ID
		}
	}
}

// freeze is the draft as a version.
func (d *guideDraft) freeze(number int) *feltbog.GuideVersion {
	return feltbog.FreezeGuide(d.guide, d.themes, d.questions, number)
}

func (d *guideDraft) themeAt(id feltbog.ID) int {
	return slices.IndexFunc(d.themes, func(t *feltbog.GuideTheme) bool { return t.ID == id })
}

func (d *guideDraft) question(id feltbog.ID) *feltbog.Question {
	for _, q := range d.questions {
		if q.ID == id {
			return q
		}
	}
	return nil
}

// mates are the questions of a theme under one parent, in order.
func (d *guideDraft) mates(theme, parent feltbog.ID) []*feltbog.Question {
	var out []*feltbog.Question
	for _, q := range d.questions {
		if q.Theme == theme && q.Parent == parent {
			out = append(out, q)
		}
	}
	return out
}

// below are all questions that hang under one, at any depth.
func (d *guideDraft) below(id feltbog.ID) []*feltbog.Question {
	taken := map[feltbog.ID]bool{id: true}
	var out []*feltbog.Question
	for grown := true; grown; {
		grown = false
		for _, q := range d.questions {
			if taken[q.Parent] && !q.Parent.IsZero() && !taken[q.ID] {
				taken[q.ID], grown = true, true
				out = append(out, q)
			}
		}
	}
	return out
}

// putTheme writes a theme behind another one; first when after is zero, last when that is not there.
func (d *guideDraft) putTheme(w *store.Writer, t *feltbog.GuideTheme, after feltbog.ID) error {
	var all []ordered
	for _, o := range d.themes {
		all = append(all, ordered{o.ID, o.Order})
	}
	orders, err := placeAfter(all, t.ID, after)
	if err != nil {
		return err
	}
	t.Order = orders[t.ID]
	if err := w.Put(t); err != nil {
		return err
	}
	for _, o := range d.themes {
		if order, ok := orders[o.ID]; ok && o.ID != t.ID {
			o.Order = order
			if err := w.Put(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// putQuestion writes a question behind another one of its theme and parent; first when after is zero, last when that is
// not there.
func (d *guideDraft) putQuestion(w *store.Writer, q *feltbog.Question, after feltbog.ID) error {
	mates := d.mates(q.Theme, q.Parent)
	var all []ordered
	for _, o := range mates {
		all = append(all, ordered{o.ID, o.Order})
	}
	orders, err := placeAfter(all, q.ID, after)
	if err != nil {
		return err
	}
	q.Order = orders[q.ID]
	if err := w.Put(q); err != nil {
		return err
	}
	for _, o := range mates {
		if order, ok := orders[o.ID]; ok && o.ID != q.ID {
			o.Order = order
			if err := w.Put(o); err != nil {
				return err
			}
		}
	}
	return nil
}

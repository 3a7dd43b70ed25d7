package app

import (
	"context"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// WrittenQuestion is a question as it is being written.
type WrittenQuestion struct {
	// ID of the question; a new one is made under it by the first call.
	ID feltbog.ID
	// After is the question that a new one comes after, in the same theme and under the same parent; zero is last.
	After feltbog.ID
	// Fill is what a new question begins with: guide, theme, parent, type, weight. Its text and order are set here.
	Fill feltbog.Question
	Text string
}

// TypeQuestion keeps a question that is being written, durably, without ending the action (see Type).
func (p *Project) TypeQuestion(ctx context.Context, n WrittenQuestion) error {
	return p.typing(ctx, feltbog.KindQuestion, n.ID, func(s *vault.Space, w *store.Writer, rec feltbog.Record) error {
		q := rec.(*feltbog.Question)
		if !q.Guide.IsZero() { // it is there
			q.Text = n.Text
			return w.Put(q)
		}
		*q = n.Fill
		q.ID, q.Text = n.ID, n.Text
		return p.beginQuestion(ctx, s, w, q, n.After)
	})
}

// AddQuestion adds a question behind another one of its theme and parent; last when after is zero.
func (p *Project) AddQuestion(ctx context.Context, q feltbog.Question, after feltbog.ID) (feltbog.ID, error) {
	if q.ID.IsZero() {
		q.ID = feltbog.NewID()
	}
	err := p.act(ctx, "question.add", func(s *vault.Space, w *store.Writer) error {
		return p.beginQuestion(ctx, s, w, &q, after)
	})
	return q.ID, err
}

// beginQuestion puts a new question into its place. What it does not say follows from where it is put: the guide from the
// theme, the type from whether it hangs under another.
func (p *Project) beginQuestion(ctx context.Context, s *vault.Space, w *store.Writer, q *feltbog.Question, after feltbog.ID) error {
	t, err := get[feltbog.GuideTheme](ctx, s, q.Theme)
	if err != nil {
		return err
	}
	d, err := readDraft(ctx, s, t.Guide)
	if err != nil {
		return err
	}
	q.Guide = t.Guide
	if q.Type == "" {
		q.Type = feltbog.MainQuestion
	}
	fitType(q)
	if q.Priority == "" && q.Type == feltbog.MainQuestion {
		q.Priority = feltbog.Should
	}
	if after.IsZero() {
		after = q.ID // not in the list: last
	}
	return d.putQuestion(w, q, after)
}

// fitType gives a question a type that is possible where it stands.
func fitType(q *feltbog.Question) {
	under := q.Type == feltbog.FollowUp || q.Type == feltbog.Probe
	switch {
	case q.Parent.IsZero() && under:
		q.Type = feltbog.MainQuestion
	case !q.Parent.IsZero() && q.Type == feltbog.MainQuestion:
		q.Type = feltbog.FollowUp
	}
}

// EditQuestion changes what is chosen for a question: its weight, its type, what it serves.
func (p *Project) EditQuestion(ctx context.Context, id feltbog.ID, f func(*feltbog.Question)) error {
	return p.act(ctx, "question.edit", func(s *vault.Space, w *store.Writer) error {
		_, err := edit(ctx, s, w, id, f)
		return err
	})
}

// JoinQuestions gives a question a text, and puts the one whose words went into it into the trash. What hung under that
// one hangs under the first, behind its own.
func (p *Project) JoinQuestions(ctx context.Context, first, second feltbog.ID, text string) error {
	return p.act(ctx, "question.join", func(s *vault.Space, w *store.Writer) error {
		d, err := draftOf(ctx, s, first, func(q *feltbog.Question) feltbog.ID { return q.Guide })
		if err != nil {
			return err
		}
		q, gone := d.question(first), d.question(second)
		if q == nil || gone == nil || first == second {
			return nil
		}
		q.Text = text
		if err := w.Put(q); err != nil {
			return err
		}
		for _, u := range d.mates(gone.Theme, second) {
			if err := d.hang(w, u, q.Theme, q.ID, u.ID); err != nil {
				return err
			}
		}
		return w.Delete(second)
	})
}

// ShiftQuestion moves a question up (-1) or down (1) among those of its theme and parent. One that stands for itself goes
// on into the next theme when it stands at the edge, with what hangs under it.
func (p *Project) ShiftQuestion(ctx context.Context, id feltbog.ID, by int) error {
	return p.withQuestion(ctx, "question.move", id, func(d *guideDraft, w *store.Writer, q *feltbog.Question) error {
		mates := d.mates(q.Theme, q.Parent)
		to := slices.Index(mates, q) + by
		if to >= 0 && to < len(mates) {
			after := feltbog.ID{}
			if by > 0 {
				after = mates[to].ID
			} else if to > 0 {
				after = mates[to-1].ID
			}
			return d.putQuestion(w, q, after)
		}
		theme := d.themeAt(q.Theme) + by
		if !q.Parent.IsZero() || theme < 0 || theme >= len(d.themes) {
			return nil
		}
		after := feltbog.ID{} // first in the next theme
		if by < 0 {
			after = q.ID // last in the one before
		}
		return d.hang(w, q, d.themes[theme].ID, feltbog.ID{}, after)
	})
}

// MoveQuestion puts a question, with what hangs under it, into a theme and under a parent (zero: it stands for itself),
// behind another one there; first when after is zero.
func (p *Project) MoveQuestion(ctx context.Context, id, theme, parent, after feltbog.ID) error {
	return p.withQuestion(ctx, "question.move", id, func(d *guideDraft, w *store.Writer, q *feltbog.Question) error {
		if after == id && theme == q.Theme && parent == q.Parent {
			return nil
		}
		return d.hang(w, q, theme, parent, after)
	})
}

// hang moves a question with all below it.
func (d *guideDraft) hang(w *store.Writer, q *feltbog.Question, theme, parent, after feltbog.ID) error {
	below := d.below(q.ID)
	if parent == q.ID || slices.ContainsFunc(below, func(u *feltbog.Question) bool { return u.ID == parent }) {
		return feltbog.Errorf(feltbog.EInvalid, "guide.circle", "a question cannot hang under one that hangs under it")
	}
	if p := d.question(parent); p != nil {
		theme = p.Theme // a question stands where its parent stands
	}
	q.Theme, q.Parent = theme, parent
	fitType(q)
	if err := d.putQuestion(w, q, after); err != nil {
		return err
	}
	for _, u := range below {
		if u.Theme != theme {
			u.Theme = theme
			if err := w.Put(u); err != nil {
				return err
			}
		}
	}
	return nil
}

// DeleteQuestion puts a question with what hangs under it into the trash.
func (p *Project) DeleteQuestion(ctx context.Context, id feltbog.ID) error {
	return p.withQuestion(ctx, "question.delete", id, func(d *guideDraft, w *store.Writer, _ *feltbog.Question) error {
		return d.drop(w, id)
	})
}

func (d *guideDraft) drop(w *store.Writer, id feltbog.ID) error {
	for _, u := range d.below(id) {
		if err := w.Delete(u.ID); err != nil {
			return err
		}
	}
	return w.Delete(id)
}

// InsertProbes hangs probes under a question, behind what hangs there, as one action. Those that are there are left out.
func (p *Project) InsertProbes(ctx context.Context, question feltbog.ID, texts []string) error {
	return p.withQuestion(ctx, "question.probes", question, func(d *guideDraft, w *store.Writer, q *feltbog.Question) error {
		for _, text := range texts {
			text = strings.TrimSpace(text)
			there := func(o *feltbog.Question) bool { return o.Text == text }
			if text == "" || slices.ContainsFunc(d.mates(q.Theme, q.ID), there) {
				continue
			}
			probe := &feltbog.Question{Guide: q.Guide, Theme: q.Theme, Parent: q.ID, Type: feltbog.Probe, Text: text}
			probe.ID = feltbog.NewID()
			if err := d.putQuestion(w, probe, probe.ID); err != nil {
				return err
			}
			d.questions = append(d.questions, probe)
		}
		return nil
	})
}

// KeepWarnings leaves a question as it stands against warnings; the reason, where there is one, goes into its comment.
func (p *Project) KeepWarnings(ctx context.Context, question feltbog.ID, keys []feltbog.WarningKey, reason string) error {
	return p.withQuestion(ctx, "question.keep", question, func(_ *guideDraft, w *store.Writer, q *feltbog.Question) error {
		for _, k := range keys {
			if !q.Keeps(k) {
				q.Kept = append(q.Kept, string(k))
			}
		}
		if reason = strings.TrimSpace(reason); reason != "" {
			q.Comment = strings.TrimSpace(q.Comment + "\n" + reason)
		}
		return w.Put(q)
	})
}

// withQuestion does an action with a question and the guide around it.
func (p *Project) withQuestion(ctx context.Context, action string, id feltbog.ID, f func(*guideDraft, *store.Writer, *feltbog.Question) error) error {
	return p.act(ctx, action, func(s *vault.Space, w *store.Writer) error {
		d, err := draftOf(ctx, s, id, func(q *feltbog.Question) feltbog.ID { return q.Guide })
		if err != nil {
			return err
		}
		q := d.question(id)
		if q == nil {
			return feltbog.Errorf(feltbog.EInvalid, "record.intrash", "the record %s is in the trash; take it back first", id).With("id", id.String())
		}
		return f(d, w, q)
	})
}

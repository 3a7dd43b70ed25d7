package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"slices"
	"strings"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// Covered is a question that a guide says must be asked, and whether it was.
type Covered struct {
	Question string `json:"question"`
	Asked    bool   `json:"asked"`
}

// DebriefPage is what the team says right after a session, with what came of the guide.
type DebriefPage struct {
	Session feltbog.Session
	Place   string
	Must    []Covered
	// Questions that the guide asks after a session.
	Questions []string
	Debrief   feltbog.Debrief
}

// Debrief reads it; nothing need be written yet.
func (p *Project) Debrief(ctx context.Context, session feltbog.ID) (DebriefPage, error) {
	page, err := p.SessionPage(ctx, session)
	if err != nil {
		return DebriefPage{}, err
	}
	d := DebriefPage{Session: page.Session, Place: page.Place, Debrief: feltbog.Debrief{Session: session}}
	for _, q := range page.Questions {
		if q.Priority == feltbog.Must {
			d.Must = append(d.Must, Covered{q.Text, asked(&page, q.ID)})
		}
	}
	if page.Guide != nil {
		d.Questions = page.Guide.After
	}
	rec, info, err := p.v.Team().Get(ctx, debriefOf(session))
	if r, ok := rec.(*feltbog.Debrief); ok && err == nil && status(info) != Trashed {
		d.Debrief = *r
	} else if err != nil && feltbog.ErrorCode(err) != feltbog.ENotFound {
		return d, cancelled(ctx, err)
	}
	return d, nil
}

// debriefOf is the id of a session's debrief: two machines that begin it apart write in the same one.
func debriefOf(session feltbog.ID) (id feltbog.ID) {
	sum := sha256.Sum256(append([]byte("debrief "), session[:]...))
	copy(id[:], sum[:])
	return id
}

// TypeDebrief keeps what is being typed in a session's debrief; see Type. The first time makes it.
func (p *Project) TypeDebrief(ctx context.Context, session feltbog.ID, f func(*feltbog.Debrief)) error {
	return p.typing(ctx, feltbog.KindDebrief, debriefOf(session), func(_ *vault.Space, w *store.Writer, rec feltbog.Record) error {
		d := rec.(*feltbog.Debrief)
		if d.Session.IsZero() {
			d.Session, d.Held = session, feltbog.NewInstant(p.v.Now())
		}
		f(d)
		return w.Put(d)
	})
}

// AnswerAfter writes the answer to one of the guide's questions into a debrief.
func AnswerAfter(d *feltbog.Debrief, question, text string) {
	i := slices.IndexFunc(d.Answers, func(a feltbog.DebriefAnswer) bool { return a.Question == question })
	switch {
	case i >= 0 && strings.TrimSpace(text) == "":
		d.Answers = slices.Delete(slices.Clone(d.Answers), i, i+1)
	case i >= 0:
		d.Answers = slices.Clone(d.Answers)
		d.Answers[i].Text = text
	case strings.TrimSpace(text) != "":
		d.Answers = append(slices.Clone(d.Answers), feltbog.DebriefAnswer{Question: question, Text: text})
	}
}

// Wish is what somebody wanted changed in a guide after a session.
type Wish struct {
	Session feltbog.ID
	Place   string
	When    feltbog.Instant
	Text    string
}

// GuideWishes lists the wishes for a guide, the newest first.
func (p *Project) GuideWishes(ctx context.Context, guide feltbog.ID) ([]Wish, error) {
	var versions []feltbog.GuideVersion
	if err := each(ctx, p.v.Team(), "guide", guide, &versions); err != nil {
		return nil, cancelled(ctx, err)
	}
	lines, err := p.Sessions(ctx)
	if err != nil {
		return nil, err
	}
	held := map[feltbog.ID]SessionLine{}
	for _, l := range lines {
		held[l.ID] = l
	}
	var out []Wish
	debriefs, err := list[*feltbog.Debrief](ctx, p, feltbog.KindDebrief)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	asked, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return nil, cancelled(ctx, err)
	}
	by := map[feltbog.ID]bool{}
	for _, s := range asked {
		by[s.ID] = slices.ContainsFunc(versions, func(v feltbog.GuideVersion) bool { return v.ID == s.GuideVersion })
	}
	for _, d := range debriefs {
		if by[d.Session] && strings.TrimSpace(d.GuideChange) != "" {
			out = append(out, Wish{Session: d.Session, Place: held[d.Session].Place, When: held[d.Session].Started, Text: d.GuideChange})
		}
	}
	slices.SortFunc(out, func(a, b Wish) int { return cmp.Compare(b.When.Milli(), a.When.Milli()) })
	return out, nil
}

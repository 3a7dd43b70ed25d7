package app

import (
	"cmp"
	"context"
	"slices"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// QuestionAnswers is what was answered to one question, however it was worded when it was asked.
type QuestionAnswers struct {
	Question feltbog.ID
	// Wordings of the question in the versions that had it, the oldest first.
	Wordings []Wording
	// Answers by session, the session begun first first.
	Answers []AnswerLine
}

// Wording is how a question was worded in one or more versions.
type Wording struct {
	Text     string
	Versions []GuideVersionLine
}

// AnswerLine is one answer: written under the question, or a note that names it.
type AnswerLine struct {
	// Record is the Answer or the NoteBlock.
	Record  feltbog.ID
	Session feltbog.ID
	Title   string // of the session
	Started feltbog.Instant
	// Version the session asked by, and how the question was worded there; empty when it asked without.
	Version feltbog.ID
	Number  int
	Asked   string
	// Participant and the pseudonym; none where the answer is everybody's.
	Participant feltbog.ID
	Person      string
	// Coverage is empty for a note.
	Coverage feltbog.Coverage
	Text     string
	Verbatim bool
}

// AnswersByQuestion gathers what was answered to a question across sessions and versions of its guide.
func (p *Project) AnswersByQuestion(ctx context.Context, question feltbog.ID) (QuestionAnswers, error) {
	out := QuestionAnswers{Question: question}
	team, err := p.team()
	if err != nil {
		return out, err
	}
	asked, err := p.wordings(ctx, team, &out)
	if err != nil {
		return out, cancelled(ctx, err)
	}
	var answers []feltbog.Answer
	var notes []feltbog.NoteBlock
	if err := each(ctx, team, "question", question, &answers); err != nil {
		return out, cancelled(ctx, err)
	}
	if err := each(ctx, team, "question", question, &notes); err != nil {
		return out, cancelled(ctx, err)
	}
	for _, a := range answers {
		out.Answers = append(out.Answers, AnswerLine{Record: a.ID, Session: a.Session, Participant: a.Participant, Coverage: a.Coverage, Text: a.Text, Verbatim: a.Verbatim})
	}
	workedOut := map[feltbog.ID]bool{}
	for _, n := range notes {
		if n.Layer == feltbog.FieldNote {
			workedOut[n.DerivedFrom] = true
		}
	}
	for _, n := range notes {
		if n.Layer == feltbog.Memo || workedOut[n.ID] {
			continue
		}
		l := AnswerLine{Record: n.ID, Session: n.Session, Participant: n.Speaker, Text: n.Text, Verbatim: n.Type == feltbog.QuoteVerbatim}
		if l.Participant.IsZero() && len(n.Participants) == 1 {
			l.Participant = n.Participants[0]
		}
		out.Answers = append(out.Answers, l)
	}
	return out, cancelled(ctx, p.nameAnswers(ctx, out.Answers, asked))
}

// asking is a version with how it words the question.
type asking struct {
	number int
	text   string
}

// wordings finds the versions that have the question.
func (p *Project) wordings(ctx context.Context, s *vault.Space, out *QuestionAnswers) (map[feltbog.ID]asking, error) {
	lines, err := p.versionLines(ctx)
	if err != nil {
		return nil, err
	}
	asked := map[feltbog.ID]asking{}
	var guide feltbog.ID
	err = s.Each(ctx, feltbog.KindGuideVersion, []store.Where{}, 0, func(r feltbog.Record) error {
		v := r.(*feltbog.GuideVersion)
		for _, t := range v.Themes {
			for _, q := range t.Questions {
				if q.ID == out.Question {
					guide, asked[v.ID] = v.Guide, asking{v.Number, q.Text}
				}
			}
		}
		return nil
	})
	for _, v := range slices.Backward(lines[guide]) {
		a, ok := asked[v.ID]
		if !ok {
			continue
		}
		i := slices.IndexFunc(out.Wordings, func(w Wording) bool { return w.Text == a.text })
		if i < 0 {
			i = len(out.Wordings)
			out.Wordings = append(out.Wordings, Wording{Text: a.text})
		}
		out.Wordings[i].Versions = append(out.Wordings[i].Versions, v)
	}
	return asked, err
}

// nameAnswers fills in sessions, versions and people, and puts the answers into the order of the sessions.
func (p *Project) nameAnswers(ctx context.Context, answers []AnswerLine, asked map[feltbog.ID]asking) error {
	sessions, err := list[*feltbog.Session](ctx, p, feltbog.KindSession)
	if err != nil {
		return err
	}
	people, err := list[*feltbog.Participant](ctx, p, feltbog.KindParticipant)
	if err != nil {
		return err
	}
	byID, names := map[feltbog.ID]*feltbog.Session{}, map[feltbog.ID]string{}
	for _, s := range sessions {
		byID[s.ID] = s
	}
	for _, one := range people {
		names[one.ID] = one.Pseudonym
	}
	for i := range answers {
		a := &answers[i]
		a.Person = names[a.Participant]
		if s := byID[a.Session]; s != nil {
			a.Title, a.Started, a.Version = s.Title, s.Started, s.GuideVersion
			a.Number, a.Asked = asked[s.GuideVersion].number, asked[s.GuideVersion].text
		}
	}
	slices.SortStableFunc(answers, func(a, b AnswerLine) int {
		return cmp.Or(a.Started.Time().Compare(b.Started.Time()), cmp.Compare(a.Person, b.Person), byOrder(ordered{id: a.Record}, ordered{id: b.Record}))
	})
	return nil
}

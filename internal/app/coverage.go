package app

import (
	"context"

	"feltbog/internal/feltbog"
)

// covering says, session by session, which questions were asked of anybody, or declined: somebody said so, or a note
// answers them. It is what asked says of one session, for all of them at once.
type covering map[feltbog.ID]map[feltbog.ID]bool

func (c covering) add(session, question feltbog.ID) {
	if session.IsZero() || question.IsZero() {
		return
	}
	if c[session] == nil {
		c[session] = map[feltbog.ID]bool{}
	}
	c[session][question] = true
}

// answers adds what was ticked off or answered.
func (c covering) answers(ctx context.Context, p *Project) error {
	all, err := list[*feltbog.Answer](ctx, p, feltbog.KindAnswer)
	for _, a := range all {
		if a.Coverage != feltbog.Skipped {
			c.add(a.Session, a.Question)
		}
	}
	return cancelled(ctx, err)
}

// missed counts the questions of must that were not asked in a session.
func (c covering) missed(session feltbog.ID, must []feltbog.ID) int {
	n := 0
	for _, q := range must {
		if !c[session][q] {
			n++
		}
	}
	return n
}

// mustAsk lists the questions that a version of a guide says must be asked.
func mustAsk(v *feltbog.GuideVersion) []feltbog.ID {
	var all []feltbog.ID
	for _, q := range questionsOf(&SessionPage{Guide: v}) {
		if q.Priority == feltbog.Must {
			all = append(all, q.ID)
		}
	}
	return all
}

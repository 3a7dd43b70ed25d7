package gate

import (
	"context"
	"slices"
	"time"

	"feltbog/internal/feltbog"
)

// Gate answers what may leave, and lets it out. It holds what people answered as it stood when it was opened; Let reads
// it again. Methods may be called from any goroutine.
type Gate struct {
	reader Reader
	cover  Cover
	state  *state
}

// Open reads what people have answered. cover may be nil; see the package comment.
func Open(ctx context.Context, r Reader, cover Cover) (*Gate, error) {
	s, err := read(ctx, r)
	if err != nil {
		return nil, err
	}
	return &Gate{reader: r, cover: cover, state: s}, nil
}

// asking is one question: for which use, and when.
type asking struct {
	*Gate
	use feltbog.Use
	at  time.Time
}

// MayOf answers for everything of one kind that is one participant's, as far as it can be said without an item.
func (g *Gate) MayOf(use feltbog.Use, person feltbog.ID, m feltbog.Material, at time.Time) Answer {
	return g.state.mayOf(use, person, m, at)
}

// May answers for one item at a moment. For something of which nobody asks a yes it names no subjects.
func (g *Gate) May(ctx context.Context, use feltbog.Use, it Item, at time.Time) (Answer, error) {
	a, _, err := g.ask(ctx, use, it, at)
	return a, err
}

// ask also returns what the item is.
func (g *Gate) ask(ctx context.Context, use feltbog.Use, it Item, at time.Time) (Answer, contents, error) {
	a := Answer{Verdict: Yes}
	q := &asking{Gate: g, use: use, at: at}
	c, err := q.look(ctx, it, 0)
	if err != nil {
		return a, c, err
	}
	if !slices.Contains(feltbog.Uses(), use) {
		a.deny(Reason{Verdict: Unknown, Why: feltbog.Errorf(feltbog.ERefused, "gate.use", "there is no use called %q", use).With("use", string(use))})
	}
	if c.about && g.state.project != nil && g.state.project.LegalBasis.Bars(use) {
		a.deny(barred())
	}
	for _, r := range c.blocks {
		a.and(Answer{Reasons: []Reason{r}})
	}
	for _, o := range c.claims {
		a.and(g.state.mayOf(use, o.person, o.as, at))
		if who := g.state.people[o.person]; who != nil && who.Cooling {
			rested(&a, who, c.times, at)
		}
	}
	g.state.itemTakenBack(&a, append(c.from, it.ID), at)
	if !c.about || c.rec == nil || g.cover == nil {
		return a, c, nil
	}
	rec, why, err := g.cover.Cover(ctx, use, c.rec, a.Subjects)
	c.rec = rec
	for _, r := range why {
		a.deny(r)
	}
	return a, c, err
}

// rested holds material back until it is a day old, where somebody was marked as being in a bad state.
func rested(a *Answer, who *feltbog.Participant, times []feltbog.Instant, at time.Time) {
	var last feltbog.Instant
	for _, t := range times {
		last = max(last, t)
	}
	switch until := last.Time().Add(24 * time.Hour); {
	case last.IsZero():
		a.add(who, "", Unknown, feltbog.Errorf(feltbog.ERefused, "gate.rest.unknown", "the material of %s rests for a day, and nobody knows from when", who.Pseudonym).
			With("who", who.Pseudonym))
	case at.Before(until):
		a.add(who, "", No, feltbog.Errorf(feltbog.ERefused, "gate.rest", "the material of %s rests until %s", who.Pseudonym, until.Format(time.DateTime)).
			With("who", who.Pseudonym).With("until", clock(until)))
	}
}

// clock words a moment as it stands in a sentence.
func clock(t time.Time) string { return feltbog.FuzzyDay(t).Danish() + " " + t.Format("15.04") }

// itemTakenBack blocks what somebody asked to have taken back by itself.
func (s *state) itemTakenBack(a *Answer, ids []feltbog.ID, at time.Time) {
	for _, c := range s.cases {
		if !later(c.Received, at) && slices.ContainsFunc(c.Items, func(id feltbog.ID) bool { return slices.Contains(ids, id) }) {
			a.deny(Reason{Participant: c.Participant, Verdict: No,
				Why: feltbog.Errorf(feltbog.ERefused, "gate.item", "somebody has asked to have this taken back")})
			return
		}
	}
}

// Preview shows what would leave if it were let out now: the covered copy of an item, and of a picture its derivative. The
// copy is nil unless the answer is yes. Nothing that leaves is made of it: only Let makes that.
func (g *Gate) Preview(ctx context.Context, use feltbog.Use, it Item, at time.Time) (Answer, feltbog.Record, []byte, error) {
	a, c, err := g.ask(ctx, use, it, at)
	if err != nil {
		return a, nil, nil, err
	}
	if c.about && g.cover == nil {
		a.deny(uncovered())
	}
	var picture []byte
	if a.Verdict == Yes {
		if picture, err = g.picture(ctx, c.rec, &a); err != nil {
			return a, nil, nil, err
		}
	}
	if a.Verdict != Yes {
		return a, nil, nil, nil
	}
	return a, c.rec, picture, nil
}

func uncovered() Reason {
	return Reason{Verdict: No, Why: feltbog.Errorf(feltbog.ERefused, "gate.uncovered", "names and faces in it cannot be covered yet, so it stays in")}
}

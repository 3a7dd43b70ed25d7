package template

import (
	"slices"
	"strconv"
	"strings"

	"feltbog/internal/feltbog"
)

// The bounds of a guide. Nobody asks so much; a file beyond them was not written by a person.
const (
	maxThemes    = 200
	maxQuestions = 2000
	maxDepth     = 6
	maxText      = 20000 // characters of one text
)

// CheckGuide refuses a guide that could not be stored: without a name, with unknown choices, with follow-ups that follow
// nothing, with an id twice, or beyond the bounds.
func CheckGuide(g *feltbog.GuideText) error {
	if g.What != "" && g.What != feltbog.GuideTemplate {
		return feltbog.Errorf(feltbog.EDamaged, "template.other", "the file is not a %s of Feltbog", feltbog.GuideTemplate).
			With("kind", string(feltbog.GuideTemplate))
	}
	if err := bounds(g); err != nil {
		return err
	}
	guide := &feltbog.Guide{Name: g.Name, Perspective: g.Perspective, Minutes: g.Minutes}
	if err := feltbog.Check(guide); err != nil {
		return refused(g.Name, err)
	}
	c := checker{ids: map[feltbog.ID]bool{}}
	c.once(g.ID)
	for i := range g.Themes {
		c.theme(&g.Themes[i])
	}
	if c.err == nil {
		c.err = inRange(append(slices.Clone(g.Before), g.After...)...)
	}
	return c.err
}

// bounds counts before anything else looks at the guide.
func bounds(g *feltbog.GuideText) error {
	n, deepest := 0, 0
	g.Walk(func(_ *feltbog.ThemeText, _ *feltbog.QuestionText, depth int) bool {
		n++
		deepest = max(deepest, depth)
		return n <= maxQuestions && depth <= maxDepth
	})
	if n > maxQuestions || deepest > maxDepth || len(g.Themes) > maxThemes || len(g.Before)+len(g.After) > maxQuestions {
		return feltbog.Errorf(feltbog.EDamaged, "template.much", "there are more than %d questions, or they hang deeper than %d under each other",
			maxQuestions, maxDepth).With("most", strconv.Itoa(maxQuestions)).With("deepest", strconv.Itoa(maxDepth))
	}
	return inRange(g.Name, g.Audience, g.Purpose)
}

type checker struct {
	ids map[feltbog.ID]bool
	err error
}

func (c *checker) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *checker) once(id feltbog.ID) {
	if !id.IsZero() && c.ids[id] {
		c.fail(feltbog.Errorf(feltbog.EDamaged, "template.twice", "the id %s is there twice", id).With("id", id.String()))
	}
	c.ids[id] = true
}

func (c *checker) theme(t *feltbog.ThemeText) {
	c.once(t.ID)
	if err := feltbog.Check(&feltbog.GuideTheme{Guide: placeholder, Title: t.Title, Minutes: t.Minutes}); err != nil {
		c.fail(refused(t.Title, err))
	}
	c.fail(inRange(t.Title, t.Purpose))
	for i := range t.Questions {
		c.question(&t.Questions[i], feltbog.ID{})
	}
}

// placeholder stands for the guide and the theme of what is checked.
var placeholder = feltbog.ID{1}

func (c *checker) question(q *feltbog.QuestionText, parent feltbog.ID) {
	c.once(q.ID)
	rec := &feltbog.Question{Guide: placeholder, Theme: placeholder, Parent: parent, Type: q.Type, Priority: q.Priority, Text: q.Text}
	if err := feltbog.Check(rec); err != nil {
		c.fail(refused(q.Text, err))
	}
	c.fail(inRange(q.Text, q.Comment))
	for _, r := range q.Research {
		if c.fail(inRange(r.Text)); strings.TrimSpace(r.Text) == "" {
			c.fail(refused(q.Text, feltbog.Check(&feltbog.ResearchQuestion{})))
		}
	}
	for i := range q.Under {
		c.question(&q.Under[i], placeholder)
	}
}

// refused names the piece that a rule of the vocabulary refuses.
func refused(at string, err error) error {
	at = strings.Join(strings.Fields(at), " ")
	if r := []rune(at); len(r) > 60 {
		at = string(r[:60]) + "…"
	}
	return feltbog.Errorf(feltbog.EDamaged, "template.refused", "the guide cannot be used at %q: %w", at, err).With("at", at)
}

func inRange(texts ...string) error {
	for _, t := range texts {
		if len(t) > maxText && len([]rune(t)) > maxText {
			return feltbog.Errorf(feltbog.EDamaged, "template.long", "one text is longer than %d characters", maxText).With("most", strconv.Itoa(maxText))
		}
	}
	return nil
}

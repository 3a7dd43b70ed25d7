package feltbog

import "slices"

// QuestionChangeKind says what happened to a question from one version of a guide to another.
type QuestionChangeKind string

// What can happen; several things may happen to one question.
const (
	QuestionAdded    QuestionChangeKind = "added"    // ny
	QuestionRemoved  QuestionChangeKind = "removed"  // fjernet
	QuestionReworded QuestionChangeKind = "reworded" // omskrevet
	QuestionMoved    QuestionChangeKind = "moved"    // flyttet
	QuestionWeighed  QuestionChangeKind = "weighed"  // skal, bør eller kan er ændret
	QuestionRetyped  QuestionChangeKind = "retyped"  // en anden slags linje
)

// QuestionChange is what became of one question. Before is nil for a new question, After for one that was removed.
type QuestionChange struct {
	// Question by its stable id.
	Question ID
	// What happened, in the order of the constants.
	What []QuestionChangeKind
	// Before and After are the question in either version, OldTheme and NewTheme the titles it stood under.
	Before, After      *FrozenQuestion
	OldTheme, NewTheme string
}

// standing is a question in its place.
type standing struct {
	q     *FrozenQuestion
	theme *FrozenTheme
}

// CompareGuides tells what became of the questions from one version to another: first what stands in the new version, in
// its order, then what was removed, in the old order. Questions that only made room for others have not moved. Equal
// questions are left out.
func CompareGuides(before, after *GuideVersion) []QuestionChange {
	was, is := standings(before), standings(after)
	moved := movedQuestions(before, after, was, is)
	var out []QuestionChange
	for i := range after.Themes {
		t := &after.Themes[i]
		for k := range t.Questions {
			q := &t.Questions[k]
			c := QuestionChange{Question: q.ID, After: q, NewTheme: t.Title}
			if old, ok := was[q.ID]; ok {
				c.Before, c.OldTheme = old.q, old.theme.Title
				c.What = differences(old.q, q, moved[q.ID])
			} else {
				c.What = []QuestionChangeKind{QuestionAdded}
			}
			if len(c.What) > 0 {
				out = append(out, c)
			}
		}
	}
	for i := range before.Themes {
		t := &before.Themes[i]
		for k := range t.Questions {
			if q := &t.Questions[k]; is[q.ID].q == nil {
				out = append(out, QuestionChange{Question: q.ID, Before: q, OldTheme: t.Title, What: []QuestionChangeKind{QuestionRemoved}})
			}
		}
	}
	return out
}

func standings(v *GuideVersion) map[ID]standing {
	out := map[ID]standing{}
	for i := range v.Themes {
		t := &v.Themes[i]
		for k := range t.Questions {
			out[t.Questions[k].ID] = standing{&t.Questions[k], t}
		}
	}
	return out
}

func differences(a, b *FrozenQuestion, moved bool) []QuestionChangeKind {
	var out []QuestionChangeKind
	if a.Text != b.Text {
		out = append(out, QuestionReworded)
	}
	if moved {
		out = append(out, QuestionMoved)
	}
	if a.Priority != b.Priority {
		out = append(out, QuestionWeighed)
	}
	if a.Type != b.Type {
		out = append(out, QuestionRetyped)
	}
	return out
}

// movedQuestions finds the questions that stand under another theme or parent, and the fewest that must have changed
// places among those that stayed together.
func movedQuestions(before, after *GuideVersion, was, is map[ID]standing) map[ID]bool {
	type family struct{ theme, parent ID }
	moved := map[ID]bool{}
	gather := func(v *GuideVersion) map[family][]ID {
		out := map[family][]ID{}
		for i := range v.Themes {
			t := &v.Themes[i]
			for k := range t.Questions {
				id := t.Questions[k].ID
				a, b := was[id], is[id]
				if a.q == nil || b.q == nil {
					continue
				}
				if a.theme.ID != b.theme.ID || a.q.Parent != b.q.Parent {
					moved[id] = true
					continue
				}
				f := family{t.ID, t.Questions[k].Parent}
				out[f] = append(out[f], id)
			}
		}
		return out
	}
	old, now := gather(before), gather(after)
	for f, ids := range now {
		places := make([]int, len(ids))
		for i, id := range ids {
			places[i] = slices.Index(old[f], id)
		}
		stay := longestRise(places)
		for i, id := range ids {
			if !stay[i] {
				moved[id] = true
			}
		}
	}
	return moved
}

// longestRise marks the members of a longest rising subsequence: what keeps its order.
func longestRise(places []int) []bool {
	best, from, last := make([]int, len(places)), make([]int, len(places)), -1
	for i := range places {
		best[i], from[i] = 1, -1
		for k := range i {
			if places[k] < places[i] && best[k]+1 > best[i] {
				best[i], from[i] = best[k]+1, k
			}
		}
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	stay := make([]bool, len(places))
	for i := last; i >= 0; i = from[i] {
		stay[i] = true
	}
	return stay
}

package feltbog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// versionOf makes a version of lines such as "a:1 2>1 3": theme a with the questions 1 and 3, and 2 under 1.
func versionOf(themes ...string) *GuideVersion {
	v := &GuideVersion{}
	for _, line := range themes {
		name, rest, _ := strings.Cut(line, ":")
		t := FrozenTheme{ID: ID{100 + name[0]}, Title: name}
		for _, f := range strings.Fields(rest) {
			var id, parent byte
			own, under, _ := strings.Cut(f, ">")
			fmt.Sscan(own, &id)
			fmt.Sscan(under, &parent)
			q := FrozenQuestion{ID: ID{id}, Type: MainQuestion, Priority: Must, Text: fmt.Sprint("spørgsmål ", id)}
			if parent != 0 {
				q.Parent, q.Type = ID{parent}, FollowUp
			}
			t.Questions = append(t.Questions, q)
		}
		v.Themes = append(v.Themes, t)
	}
	return v
}

func spelt(all []QuestionChange) string {
	var out []string
	for _, c := range all {
		out = append(out, fmt.Sprint(c.Question[0], c.What))
	}
	return strings.Join(out, " ")
}

func TestTwoVersionsAreComparedByTheirQuestions(t *testing.T) {
	for _, c := range []struct {
		before, after []string
		want          string
	}{
		{[]string{"a:1 2 3"}, []string{"a:1 2 3"}, ""},
		{[]string{"a:1 2 3"}, []string{"a:1 2 3 4"}, "4 [added]"},
		{[]string{"a:1 2 3"}, []string{"a:1 3"}, "2 [removed]"},
		{[]string{"a:1 2 3"}, []string{"a:4 1 2 3"}, "4 [added]"},
		{[]string{"a:1 2 3 4"}, []string{"a:4 1 2 3"}, "4 [moved]"},
		{[]string{"a:1 2", "b:3"}, []string{"a:1", "b:2 3"}, "2 [moved]"},
		{[]string{"a:1 2"}, []string{"a:1 2>1"}, "2 [moved retyped]"},
		{[]string{"a:1", "b:2"}, []string{"b:2", "a:1"}, ""},
		{[]string{}, []string{"a:1"}, "1 [added]"},
	} {
		if got := spelt(CompareGuides(versionOf(c.before...), versionOf(c.after...))); got != c.want {
			t.Errorf("%v to %v: %s, not %s", c.before, c.after, got, c.want)
		}
	}
}

func TestAChangedQuestionTellsHowItStoodBefore(t *testing.T) {
	before, after := versionOf("Hverdag:1 2"), versionOf("Hverdag:2", "Slut:1")
	after.Themes[1].Questions[0].Text, after.Themes[1].Questions[0].Priority = "Hvordan går det?", May
	all := CompareGuides(before, after)
	if len(all) != 1 {
		t.Fatal(spelt(all))
	}
	c := all[0]
	if !slices.Equal(c.What, []QuestionChangeKind{QuestionReworded, QuestionMoved, QuestionWeighed}) ||
		c.OldTheme != "Hverdag" || c.NewTheme != "Slut" || c.Before.Text != "spørgsmål 1" || c.After.Text != "Hvordan går det?" {
		t.Errorf("%+v", c)
	}
}

//go:build window && linux

package windowtest

import (
	"strings"
	"testing"

	"feltbog/internal/feltbog"
)

// TestAGuideIsWrittenInTheWindow makes a guide, writes in it with keys and pointer, kills the program and reads what is left.
func TestAGuideIsWrittenInTheWindow(t *testing.T) {
	const text = "guide.text"
	m := newMachine(t)
	a := m.Start(forTests...)
	found(a, "Guide")
	a.Key("F3")
	a.Wait("shown", With("name", "field"))
	a.TabTo("home.tabs")
	a.Key("Right")
	a.Wait("shown", With("name", "guides"))
	a.Click("place.guide")
	a.Key("Return") // an empty one
	a.Wait("shown", With("name", "guide"), With("themes", 0))
	a.Click("guide.theme.first")
	a.Wait("shown", With("name", "guide"), With("themes", 1))
	a.Focused(text)
	a.Key("ctrl+a")
	a.Type("Velkommen")
	a.Key("Return")
	a.Type("At finde ro")
	a.Key("Return")
	a.Type("Har du det godt med din visitation?")
	a.Wait("kept", With("runes", 35))
	a.Shot("guide-warnings")
	a.Key("Return")
	a.Type("Hvad er svært på en hverdag?")
	a.Wait("kept", With("runes", 28))
	a.Mark()
	a.Key("alt+Up")
	a.Wait("shown", With("name", "guide"), With("questions", 2))
	a.Click("guide.follow_up")
	a.Focused(text)
	a.Type("Hvem hjælper?")
	a.Wait("kept", With("runes", 13))
	a.Mark()
	a.Key("Escape", "ctrl+z") // the follow-up goes, and comes back
	a.Wait("undone")
	a.Wait("shown", With("name", "guide"), With("questions", 2))
	a.Mark()
	a.Key("ctrl+y")
	a.Wait("shown", With("name", "guide"), With("questions", 3))
	a.Shot("guide")

	// The second question is dragged above the first.
	from, to := a.Spot("guide.grip.2"), a.Spot("guide.grip.1")
	a.point(from)
	a.screen.run("xdotool", "mousedown", "1")
	for i := range 10 {
		step := from
		step.Y += (to.Y - 20 - from.Y) * float64(i+1) / 10
		a.point(step)
	}
	a.Mark()
	a.screen.run("xdotool", "mouseup", "1")
	a.Wait("shown", With("name", "guide"), With("questions", 3))
	a.Kill9()

	p := m.open()
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	lines, err := p.GuideRows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		g, err := p.GuideText(t.Context(), l.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(g.Themes) != 1 || g.Themes[0].Title != "Velkommen" {
			continue
		}
		var all []string
		g.Walk(func(_ *feltbog.ThemeText, q *feltbog.QuestionText, _ int) bool {
			all = append(all, q.Text)
			return true
		})
		if got := strings.Join(all, " | "); got != "Har du det godt med din visitation? | Hvad er svært på en hverdag? | Hvem hjælper?" || g.Themes[0].Purpose != "At finde ro" {
			t.Errorf("the guide holds %q for %q", got, g.Themes[0].Purpose)
		}
		return
	}
	t.Error("the guide is gone")
}

package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/testkit/meet"
)

// apart puts a project on a second machine, as a backup that is restored there.
func apart(t *testing.T, p *Project) *Project {
	t.Helper()
	m := newMachine(t, newClock(), t.TempDir())
	var file string
	must(t, p.BackupPlanned(BackupPlan{Folder: t.TempDir(), Keep: 3}, &file).Run(t.Context(), nil))
	var other *Project
	must(t, m.Restore(file, filepath.Join(t.TempDir(), "anden.feltbog"), Unlock{Passphrase: passphrase}, &other).Run(t.Context(), nil))
	t.Cleanup(func() { other.Close() })
	return other
}

// TestTwoMachinesChangeTheSameUsedGuideApart is the bar of the guides: what was asked stays what was asked, and what
// either wrote stays too.
func TestTwoMachinesChangeTheSameUsedGuideApart(t *testing.T) {
	ctx := t.Context()
	a := newProject(t)
	guide, id := aGuide(t, a)
	begin := func(p *Project, title string) feltbog.ID {
		s, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, Title: title, Guide: guide})
		must(t, err)
		return s
	}
	reword := func(p *Project, q feltbog.ID, text string) {
		must(t, p.EditQuestion(ctx, q, func(q *feltbog.Question) { q.Text = text }))
	}
	common := begin(a, "Før")
	b := apart(t, a)

	reword(a, id["a"], "a fra A")
	must(t, a.DeleteTheme(ctx, id["Hverdag"]))
	onA := begin(a, "Hos A")
	reword(b, id["a"], "a fra B")
	reword(b, id["b"], "b fra B")
	added, err := b.AddQuestion(ctx, feltbog.Question{Theme: id["Hverdag"], Text: "ny fra B"}, feltbog.ID{})
	must(t, err)
	onB := begin(b, "Hos B")
	must(t, meet.Vaults(ctx, a.v, b.v))

	for name, p := range map[string]*Project{"A": a, "B": b} {
		for session, want := range map[feltbog.ID]string{
			common: "Velkommen: a, b; Hverdag: c (d, e), f", onA: "Velkommen: a fra A, b", onB: "Velkommen: a fra B, b fra B; Hverdag: c (d, e), f, ny fra B"} {
			page, err := p.SessionPage(ctx, session)
			must(t, err)
			if got := outline(t, p, page.Guide.ID); got != want {
				t.Errorf("on %s the session %s asks %s, not %s", name, page.Session.Title, got, want)
			}
		}
		page, err := p.GuidePage(ctx, guide, nil)
		must(t, err)
		var numbers []string
		for _, v := range page.Versions {
			numbers = append(numbers, fmt.Sprint(v.Number, v.State, v.Sessions))
		}
		if !slices.Equal(numbers, []string{"2in_use1", "2in_use1", "1in_use1"}) {
			t.Errorf("on %s there are %v", name, numbers)
		}
		if page.State != feltbog.GuideDraft || page.Number != 3 || !page.TwoWays[id["a"]] || page.TwoWays[id["b"]] {
			t.Errorf("on %s the draft is %s %d, two ways: %v", name, page.State, page.Number, page.TwoWays)
		}
		contested, err := p.v.Team().Conflicts(ctx)
		must(t, err)
		if !slices.ContainsFunc(contested, func(c store.Conflict) bool { return c.Record == id["a"] }) {
			t.Errorf("on %s nothing waits to be settled", name)
		}
		if got := outlineHas(t, p, guide, added); !got {
			t.Errorf("on %s what B wrote is not seen: %s", name, outline(t, p, guide))
		}
	}
	if x, y := outline(t, a, guide), outline(t, b, guide); x != y {
		t.Errorf("A reads %s, B reads %s", x, y)
	}
}

func outlineHas(t *testing.T, p *Project, guide, question feltbog.ID) (found bool) {
	t.Helper()
	text, err := p.GuideText(t.Context(), guide)
	must(t, err)
	text.Walk(func(_ *feltbog.ThemeText, q *feltbog.QuestionText, _ int) bool {
		found = found || q.ID == question
		return !found
	})
	return found
}

func TestTwoMachinesThatFreezeTheSameDraftMakeOneVersion(t *testing.T) {
	ctx := t.Context()
	a := newProject(t)
	guide, _ := aGuide(t, a)
	b := apart(t, a)
	one, err := a.UseGuide(ctx, guide, "")
	must(t, err)
	other, err := b.UseGuide(ctx, guide, "")
	must(t, err)
	must(t, meet.Vaults(ctx, a.v, b.v))
	lines, err := a.GuideRows(ctx)
	must(t, err)
	if one != other || len(lines) != 1 || len(lines[0].Versions) != 1 || lines[0].State != feltbog.GuideInUse {
		t.Errorf("%s and %s: %+v", one, other, lines)
	}
}

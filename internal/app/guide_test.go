package app

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

// aGuide makes a guide with the themes Velkommen (a, b) and Hverdag (c with the follow-ups d and e, f).
func aGuide(t *testing.T, p *Project) (guide feltbog.ID, id map[string]feltbog.ID) {
	t.Helper()
	ctx := t.Context()
	guide, err := p.AddGuide(ctx, feltbog.GuideText{Name: "Samtale"})
	must(t, err)
	id = map[string]feltbog.ID{}
	for _, title := range []string{"Velkommen", "Hverdag"} {
		id[title], err = p.AddTheme(ctx, guide, title, feltbog.ID{})
		must(t, err)
	}
	for _, q := range []struct{ text, theme, parent string }{
		{"a", "Velkommen", ""}, {"b", "Velkommen", ""}, {"c", "Hverdag", ""}, {"d", "", "c"}, {"e", "", "c"}, {"f", "Hverdag", ""}} {
		theme := id[q.theme]
		if q.theme == "" {
			theme = id["Hverdag"]
		}
		id[q.text], err = p.AddQuestion(ctx, feltbog.Question{Theme: theme, Parent: id[q.parent], Text: q.text}, feltbog.ID{})
		must(t, err)
	}
	return guide, id
}

// outline spells a guide or a version on one line: "Velkommen: a, b; Hverdag: c (d, e), f".
func outline(t *testing.T, p *Project, id feltbog.ID) string {
	t.Helper()
	text, err := p.GuideText(t.Context(), id)
	must(t, err)
	var under func(all []feltbog.QuestionText) string
	under = func(all []feltbog.QuestionText) string {
		var out []string
		for _, q := range all {
			s := q.Text
			if len(q.Under) > 0 {
				s += " (" + under(q.Under) + ")"
			}
			out = append(out, s)
		}
		return strings.Join(out, ", ")
	}
	var themes []string
	for _, th := range text.Themes {
		themes = append(themes, th.Title+": "+under(th.Questions))
	}
	return strings.Join(themes, "; ")
}

func TestQuestionsAndThemesAreMovedDeletedAndJoinedAndEachIsOneStepBack(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	const was = "Velkommen: a, b; Hverdag: c (d, e), f"
	if got := outline(t, p, guide); got != was {
		t.Fatal(got)
	}
	none := feltbog.ID{}
	for want, do := range map[string]func() error{
		"Velkommen: b, a; Hverdag: c (d, e), f":            func() error { return p.ShiftQuestion(ctx, id["a"], 1) },
		"Velkommen: a; Hverdag: b, c (d, e), f":            func() error { return p.ShiftQuestion(ctx, id["b"], 1) },
		"Velkommen: a, b, c (d, e); Hverdag: f":            func() error { return p.ShiftQuestion(ctx, id["c"], -1) },
		"Velkommen: a, b; Hverdag: c (e, d), f":            func() error { return p.ShiftQuestion(ctx, id["e"], -1) },
		"Velkommen: c (d, e), a, b; Hverdag: f":            func() error { return p.MoveQuestion(ctx, id["c"], id["Velkommen"], none, none) },
		"Velkommen: b; Hverdag: c (d, a, e), f":            func() error { return p.MoveQuestion(ctx, id["a"], none, id["c"], id["d"]) },
		"Velkommen: a, b; Hverdag: f (c (d, e))":           func() error { return p.MoveQuestion(ctx, id["c"], none, id["f"], none) },
		"Velkommen: a, b; Hverdag: c (e), d, f":            func() error { return p.MoveQuestion(ctx, id["d"], id["Hverdag"], none, id["c"]) },
		"Velkommen: a, b; Hverdag: f":                      func() error { return p.DeleteQuestion(ctx, id["c"]) },
		"Velkommen: a, b; Hverdag: cf (d, e)":              func() error { return p.JoinQuestions(ctx, id["c"], id["f"], "cf") },
		"Velkommen: a, b; Hverdag: fc (d, e)":              func() error { return p.JoinQuestions(ctx, id["f"], id["c"], "fc") },
		"Velkommen: a, b; Hverdag: c (d, e, x, y), f":      func() error { return p.InsertProbes(ctx, id["c"], []string{"x", "d", " y ", "", "x"}) },
		"Hverdag: c (d, e), f; Velkommen: a, b":            func() error { return p.ShiftTheme(ctx, id["Hverdag"], -1) },
		"Hverdag: c (d, e), f":                             func() error { return p.DeleteTheme(ctx, id["Velkommen"]) },
		"Hverdag: c (d, e), f; Velkommen: a, b;":           func() error { return p.MoveTheme(ctx, id["Velkommen"], id["Hverdag"]) },
		"Velkommen: a, b; Imellem: ; Hverdag: c (d, e), f": func() error { _, err := p.AddTheme(ctx, guide, "Imellem", id["Velkommen"]); return err },
	} {
		if err := do(); err != nil {
			t.Errorf("%s: %v", want, err)
			continue
		}
		if got := outline(t, p, guide); got != strings.TrimSuffix(want, ";") {
			t.Errorf("%s, not %s", got, want)
		}
		if _, err := p.Undo(ctx); err != nil {
			t.Errorf("%s: %v", want, err)
		}
		if got := outline(t, p, guide); got != was {
			t.Fatalf("undone: %s, after %s", got, want)
		}
	}
	for _, idle := range []func() error{
		func() error { return p.ShiftQuestion(ctx, id["a"], -1) }, func() error { return p.ShiftQuestion(ctx, id["f"], 1) },
		func() error { return p.ShiftQuestion(ctx, id["e"], 1) }, func() error { return p.ShiftTheme(ctx, id["Velkommen"], -1) },
		func() error { return p.MoveTheme(ctx, id["Hverdag"], id["Hverdag"]) }} {
		if must(t, idle()); outline(t, p, guide) != was {
			t.Error("something moved at the edge:", outline(t, p, guide))
		}
	}
	if err := p.MoveQuestion(ctx, id["c"], none, id["d"], none); key(err) != "guide.circle" {
		t.Error(err)
	}
}

func TestAQuestionGetsATypeThatIsPossibleWhereItStands(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	types := func() string {
		text, err := p.GuideText(ctx, guide)
		must(t, err)
		var out []string
		text.Walk(func(_ *feltbog.ThemeText, q *feltbog.QuestionText, _ int) bool {
			out = append(out, fmt.Sprint(q.Text, " ", q.Type, " ", q.Priority))
			return true
		})
		return strings.Join(out, "; ")
	}
	if got := types(); got != "a main should; b main should; c main should; d follow_up ; e follow_up ; f main should" {
		t.Error(got)
	}
	must(t, p.MoveQuestion(ctx, id["d"], id["Velkommen"], feltbog.ID{}, feltbog.ID{}))
	must(t, p.MoveQuestion(ctx, id["a"], feltbog.ID{}, id["c"], feltbog.ID{}))
	if got := types(); got != "d main ; b main should; c main should; a follow_up should; e follow_up ; f main should" {
		t.Error(got)
	}
}

func TestAQuestionIsInTheVaultWithItsFirstLetterAndInItsPlace(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	n := WrittenQuestion{ID: feltbog.NewID(), After: id["a"], Fill: feltbog.Question{Theme: id["Velkommen"], Priority: feltbog.Must}}
	for _, n.Text = range []string{"H", "Hv", "Hvad hjælper?"} {
		must(t, p.TypeQuestion(ctx, n))
	}
	if got := outline(t, p, guide); got != "Velkommen: a, Hvad hjælper?, b; Hverdag: c (d, e), f" {
		t.Error(got)
	}
	must(t, p.Settle(ctx))
	if _, err := p.Undo(ctx); err != nil {
		t.Error(err)
	}
	if got := outline(t, p, guide); got != "Velkommen: a, b; Hverdag: c (d, e), f" {
		t.Error(got)
	}
}

func TestAGuideIsDraftThenQualifiedThenInUseThenClosed(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	now := func() string {
		rows, err := p.GuideRows(ctx)
		must(t, err)
		r := rows[0]
		page, err := p.GuidePage(ctx, guide, nil)
		must(t, err)
		out := fmt.Sprint(page.State, " ", page.Number, ":")
		for _, v := range r.Versions {
			out += fmt.Sprint(" ", v.Number, v.State, v.Sessions)
		}
		if page.Same.IsZero() != r.Edited || len(page.Versions) != len(r.Versions) || !r.Edited && r.State == "" {
			t.Errorf("the page says %+v, the list %+v", page, r)
		}
		newest := fmt.Sprint(r.State, r.Number)
		for _, v := range r.Versions {
			if v.State != feltbog.GuideDraft {
				if want := fmt.Sprint(v.State, v.Number); newest != want {
					t.Errorf("the list says %s, not %s", newest, want)
				}
				break
			}
		}
		return out
	}
	is := func(want string) {
		t.Helper()
		if got := now(); got != want {
			t.Fatalf("%s, not %s", got, want)
		}
	}
	is("draft 1:")
	one, err := p.QualifyGuide(ctx, guide, "prøvet på fire")
	must(t, err)
	is("qualified 1: 1qualified0")
	again, err := p.QualifyGuide(ctx, guide, "")
	if must(t, err); again != one {
		t.Error("the same draft became two versions")
	}
	session, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, Guide: guide})
	must(t, err)
	is("in_use 1: 1in_use1")
	if _, err := p.QualifyGuide(ctx, guide, ""); err != nil {
		t.Error(err)
	}
	is("in_use 1: 1in_use1") // what is used stays used
	must(t, p.EditQuestion(ctx, id["a"], func(q *feltbog.Question) { q.Text = "A" }))
	is("draft 2: 1in_use1")
	two, err := p.UseGuide(ctx, guide, "a var svært")
	must(t, err)
	is("in_use 2: 2in_use0 1in_use1")
	must(t, p.CloseVersion(ctx, one))
	is("in_use 2: 2in_use0 1closed1")
	page, err := p.SessionPage(ctx, session)
	must(t, err)
	if page.Guide.ID != one || page.Guide.Themes[0].Questions[0].Text != "a" || page.Guide.Reason != "prøvet på fire" {
		t.Errorf("the session asks by another guide: %+v", page.Guide)
	}
	must(t, p.ReopenVersion(ctx, one))
	is("in_use 2: 2in_use0 1in_use1")

	must(t, p.EditQuestion(ctx, id["b"], func(q *feltbog.Question) { q.Text = "B" }))
	must(t, p.DeleteTheme(ctx, id["Hverdag"]))
	back, err := p.NewDraft(ctx, one)
	must(t, err)
	is("in_use 1: 3draft0 2in_use0 1in_use1") // what was being written is a version too, so that nothing is lost
	if got := outline(t, p, back); back != guide || got != "Velkommen: a, b; Hverdag: c (d, e), f" {
		t.Error(got)
	}
	if draft, err := p.GuidePage(ctx, guide, nil); err != nil || draft.Base == nil || draft.Base.ID != one || draft.Same != one {
		t.Errorf("%+v, %v", draft.Base, err)
	}
	if step, err := p.Undo(ctx); err != nil || step.Action != "guide.draft" {
		t.Errorf("%+v, %v", step, err)
	}
	if got := outline(t, p, guide); got != "Velkommen: A, B" {
		t.Error(got)
	}
	if got := outline(t, p, two); got != "Velkommen: A, b; Hverdag: c (d, e), f" {
		t.Error(got)
	}
}

func TestAGuideWithoutThemesIsNotAskedBy(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, err := p.AddGuide(ctx, feltbog.GuideText{Name: "Tom"})
	must(t, err)
	if _, err := p.UseGuide(ctx, guide, ""); key(err) != "guide.empty" {
		t.Error(err)
	}
	if _, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, Guide: guide}); key(err) != "guide.empty" {
		t.Error(err)
	}
	if all, err := p.Sessions(ctx); len(all) != 0 || err != nil {
		t.Error(all, err)
	}
}

func TestACopyIsAGuideOfItsOwnAndADeletedGuideLeavesItsVersions(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	version, err := p.UseGuide(ctx, guide, "")
	must(t, err)
	must(t, p.EditQuestion(ctx, id["a"], func(q *feltbog.Question) { q.Text = "A" }))
	fromVersion, err := p.CopyGuide(ctx, version, "Kopi")
	must(t, err)
	must(t, p.DeleteGuide(ctx, guide))
	lines, err := p.GuideRows(ctx)
	must(t, err)
	if len(lines) != 1 || lines[0].Name != "Kopi" || lines[0].Questions != 4 || len(lines[0].Versions) != 0 {
		t.Errorf("%+v", lines)
	}
	for _, one := range []feltbog.ID{fromVersion, version} {
		if got := outline(t, p, one); got != "Velkommen: a, b; Hverdag: c (d, e), f" {
			t.Error(got)
		}
	}
	copied, err := p.GuideText(ctx, fromVersion)
	must(t, err)
	if copied.Themes[0].Questions[0].ID == id["a"] {
		t.Error("the copy shares a question with the first")
	}
	if _, err := p.Undo(ctx); err != nil {
		t.Error(err)
	}
	if got := outline(t, p, guide); got != "Velkommen: A, b; Hverdag: c (d, e), f" {
		t.Error(got)
	}
}

func TestVersionsAreComparedAlsoWithWhatIsBeingWritten(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	one, err := p.UseGuide(ctx, guide, "")
	must(t, err)
	must(t, p.EditQuestion(ctx, id["a"], func(q *feltbog.Question) { q.Text, q.Priority = "A", feltbog.Must }))
	must(t, p.MoveQuestion(ctx, id["b"], id["Hverdag"], feltbog.ID{}, feltbog.ID{}))
	must(t, p.DeleteQuestion(ctx, id["f"]))
	if _, err := p.AddQuestion(ctx, feltbog.Question{Theme: id["Hverdag"], Text: "g"}, feltbog.ID{}); err != nil {
		t.Fatal(err)
	}
	c, err := p.CompareGuides(ctx, one, guide)
	must(t, err)
	var got []string
	for _, ch := range c.Changes {
		text := ""
		if ch.After != nil {
			text = ch.After.Text
		} else {
			text = ch.Before.Text
		}
		got = append(got, fmt.Sprint(text, ch.What))
	}
	if s := strings.Join(got, " "); s != "A[reworded weighed] b[moved] g[added] f[removed]" || c.Before.Number != 1 || c.After.Number != 0 {
		t.Error(s, c.Before.Number, c.After.Number)
	}
	if c, err := p.CompareGuides(ctx, one, one); err != nil || len(c.Changes) != 0 || c.Before.ID != one || c.After.ID != one {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := p.CompareGuides(ctx, one, id["a"]); key(err) != "record.other" {
		t.Error(err)
	}
}

func TestAnswersToAQuestionStayTogetherHoweverItIsWorded(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	ask := func(title, answer string) feltbog.ID {
		s, err := p.StartSession(ctx, NewSession{Type: feltbog.Interview, Title: title, Guide: guide})
		must(t, err)
		person, _, err := p.NextPerson(ctx, s, feltbog.Citizen)
		must(t, err)
		must(t, p.AnswerQuestion(ctx, s, id["a"], person, feltbog.Asked))
		note := feltbog.NewID()
		must(t, p.TypeNote(ctx, Written{ID: note, Fill: feltbog.NoteBlock{Session: s, Question: id["a"], Type: feltbog.QuoteVerbatim, Speaker: person}, Text: answer}))
		must(t, p.Settle(ctx))
		return note
	}
	jotting := ask("Første", "stikord")
	must(t, p.TypeNote(ctx, Written{ID: feltbog.NewID(), Fill: feltbog.NoteBlock{Question: id["a"], Layer: feltbog.FieldNote, DerivedFrom: jotting}, Text: "udfoldet"}))
	must(t, p.Settle(ctx))
	must(t, p.EditQuestion(ctx, id["a"], func(q *feltbog.Question) { q.Text = "A" }))
	ask("Anden", "svar to")
	must(t, p.EditQuestion(ctx, id["b"], func(q *feltbog.Question) { q.Text = "B" }))
	ask("Tredje", "svar tre")

	got, err := p.AnswersByQuestion(ctx, id["a"])
	must(t, err)
	if len(got.Wordings) != 2 || got.Wordings[0].Text != "a" || len(got.Wordings[0].Versions) != 1 || got.Wordings[1].Text != "A" || len(got.Wordings[1].Versions) != 2 {
		t.Errorf("%+v", got.Wordings)
	}
	var lines []string
	for _, a := range got.Answers {
		lines = append(lines, fmt.Sprint(a.Title, a.Number, a.Asked, a.Person, a.Coverage, a.Text, a.Verbatim))
	}
	for _, want := range []string{"Første1aB-01askedfalse", "0udfoldetfalse", "Anden2AB-02askedfalse", "Anden2AB-02svar totrue", "Tredje3AB-03svar tretrue"} {
		if !slices.Contains(lines, want) {
			t.Errorf("there is no %s in %q", want, lines)
		}
	}
	if len(lines) != 6 || slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "stikord") }) {
		t.Errorf("%q", lines)
	}
	if none, err := p.AnswersByQuestion(ctx, id["f"]); err != nil || len(none.Answers) != 0 || len(none.Wordings) != 1 {
		t.Errorf("%+v, %v", none, err)
	}
}

func TestWhatASprintDecidedIsDoneInTheGuideAndTheVersionIsNoted(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	guide, id := aGuide(t, p)
	r, err := p.BeginReview(ctx, guide)
	must(t, err)
	if len(r.Lines) != 4 || r.Lines[0].Text != "a" || r.Lines[3].Question != id["f"] {
		t.Fatalf("%+v", r.Lines)
	}
	r.Perspectives, r.Absent = []feltbog.Perspective{feltbog.Citizen, feltbog.Leader}, []string{"Hvem hjælper dig?"}
	r.Lines[0].Decision, r.Lines[0].Rewording, r.Lines[0].Understood = feltbog.ChangeQuestion, "A", feltbog.No
	r.Lines[1].Decision, r.Lines[1].Rewording = feltbog.ChangeQuestion, "B"
	r.Lines[2].Decision = feltbog.DropQuestion
	r.Lines[3].Decision = feltbog.KeepQuestion
	review, err := p.SaveReview(ctx, r)
	must(t, err)
	must(t, p.EditQuestion(ctx, id["b"], func(q *feltbog.Question) { q.Text = "nyere" }))
	g, err := p.AddQuestion(ctx, feltbog.Question{Theme: id["Hverdag"], Text: "g"}, feltbog.ID{})
	must(t, err)
	if back, err := p.GuideReview(ctx, review); err != nil || len(back.Lines) != 5 || back.Lines[4].Question != g || back.Lines[0].Rewording != "A" ||
		!slices.Equal(back.Absent, r.Absent) {
		t.Errorf("%+v, %v", back, err)
	}
	changed, left, err := p.ApplyReview(ctx, review)
	if err != nil || changed != 2 || left != 1 {
		t.Error(changed, left, err)
	}
	if got := outline(t, p, guide); got != "Velkommen: A, nyere; Hverdag: f, g" {
		t.Error(got)
	}
	if again, _, err := p.ApplyReview(ctx, review); err != nil || again != 0 {
		t.Error("a review was done twice", again, err)
	}
	version, err := p.QualifyReview(ctx, review, "efter sprint")
	must(t, err)
	page, err := p.GuidePage(ctx, guide, nil)
	must(t, err)
	if page.State != feltbog.GuideQualified || len(page.Reviews) != 1 || page.Reviews[0].Result != version || page.Versions[0].Reason != "efter sprint" {
		t.Errorf("%+v", page)
	}
}

func TestTheGuidesPageCountsAndWarns(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	shelf, err := OpenTemplates(assets.Templates(), "da")
	must(t, err)
	text := feltbog.GuideText{Name: "x", Perspective: feltbog.Citizen, Minutes: 10, Themes: []feltbog.ThemeText{{Title: "t", Minutes: 15, Questions: []feltbog.QuestionText{
		{Type: feltbog.MainQuestion, Priority: feltbog.Must, Text: "Har du fået en ydelse?", Research: []feltbog.ResearchText{{Text: "Hvad er hjælp?"}}},
		{Type: feltbog.MainQuestion, Priority: feltbog.May, Text: "Hvad hjalp?", Research: []feltbog.ResearchText{{Text: "hvad er  hjælp?"}, {Text: "Hvem hjælper?"}},
			Under: []feltbog.QuestionText{{Type: feltbog.Probe, Text: "Hvordan?"}}}}}}}
	guide, err := p.AddGuide(ctx, text)
	must(t, err)
	page, err := p.GuidePage(ctx, guide, &shelf.Writing)
	must(t, err)
	if page.Minutes != 15 || page.Counts[feltbog.Must] != 1 || page.Counts[feltbog.May] != 1 || page.Counts[""] != 0 {
		t.Error(page.Minutes, page.Counts)
	}
	if len(page.Research) != 2 || page.Research[0].Text != "Hvad er hjælp?" || page.Research[0].Count != 2 || page.Research[1].Count != 1 {
		t.Errorf("%+v", page.Research)
	}
	var keys []feltbog.WarningKey
	for _, w := range page.Warnings {
		keys = append(keys, w.Key)
	}
	if !slices.Equal(keys, []feltbog.WarningKey{feltbog.WarnLong, feltbog.WarnYesNo, feltbog.WarnJargon}) {
		t.Error(keys)
	}
	question := page.Warnings[1].Question
	must(t, p.KeepWarnings(ctx, question, []feltbog.WarningKey{feltbog.WarnYesNo}, "begynder let"))
	page, err = p.GuidePage(ctx, guide, &shelf.Writing)
	must(t, err)
	if !page.Warnings[1].Kept || page.Warnings[2].Kept || page.Themes[0].Questions[0].Comment != "begynder let" {
		t.Errorf("%+v", page.Warnings)
	}
}

func TestAGuideGoesOutAndComesBackInBothForms(t *testing.T) {
	ctx := t.Context()
	p := newProject(t)
	text := shipped(t, "citizen")
	text.Themes[1].Questions[0].Comment = "Giv tid"
	text.Themes[1].Questions[0].Research = []feltbog.ResearchText{{Text: "Hvad er en god dag?"}}
	guide, err := p.AddGuide(ctx, text)
	must(t, err)
	first, err := p.GuideText(ctx, guide)
	must(t, err)
	for form, write := range map[string]func(*bytes.Buffer) error{
		"json": func(b *bytes.Buffer) error { return WriteGuide(b, first) },
		"da":   func(b *bytes.Buffer) error { return WriteGuideMarkdown(b, first, wording("da")) },
		"en":   func(b *bytes.Buffer) error { return WriteGuideMarkdown(b, first, wording("en")) },
	} {
		for _, other := range []*Project{p, newProject(t)} {
			var file bytes.Buffer
			must(t, write(&file))
			read, err := ReadGuide(&file, wording("en"), wording("da"))
			must(t, err)
			id, err := other.AddGuide(ctx, read)
			must(t, err)
			back, err := other.GuideText(ctx, id)
			must(t, err)
			if a, b := fmt.Sprintf("%+v", plain(back)), fmt.Sprintf("%+v", plain(first)); withoutIDs(a) != withoutIDs(b) {
				t.Errorf("%s: came back as\n%s\nwent as\n%s", form, a, b)
			}
		}
	}
	all, err := list[*feltbog.ResearchQuestion](ctx, p, feltbog.KindResearchQuestion)
	if err != nil || len(all) != 1 {
		t.Fatalf("there are %d research questions, %v", len(all), err)
	}
	all[0].Text = "Hvad gør en dag god?"
	must(t, p.act(ctx, "research_question.edit", func(_ *vault.Space, w *store.Writer) error { return w.Put(all[0]) }))
	again, err := p.AddGuide(ctx, first) // written before the research question was reworded
	must(t, err)
	if page, err := p.GuidePage(ctx, again, nil); err != nil || len(page.Research) != 1 || page.Research[0].Count != 1 {
		t.Errorf("%+v, %v", page.Research, err)
	}
}

package app

import (
	"slices"
	"strings"
	"testing"

	"feltbog/internal/change"
	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

func date(t *testing.T, text string) feltbog.FuzzyDate {
	t.Helper()
	d, err := feltbog.ParseFuzzyDate(text, 2025)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func addAction(t *testing.T, p *Project, row feltbog.ID, period, text string) (feltbog.ID, feltbog.ID) {
	t.Helper()
	id, err := p.AddAction(t.Context(), NewAction{Row: row, Period: period, Action: feltbog.PlanAction{Text: text}})
	if err != nil {
		t.Fatal(err)
	}
	return id, action(t, p, id).Row
}

func action(t *testing.T, p *Project, id feltbog.ID) feltbog.PlanAction {
	t.Helper()
	rec, _, err := p.v.Team().Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return *rec.(*feltbog.PlanAction)
}

// spelt writes a plan on one line: "Januar: møde, sprint; Marts: raid".
func spelt(t *testing.T, p *Project) string {
	t.Helper()
	plan, err := p.Plan(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, r := range plan.Periods {
		var texts []string
		for _, a := range r.Actions {
			texts = append(texts, a.Text)
		}
		rows = append(rows, r.Period+": "+strings.Join(texts, ", "))
	}
	return strings.Join(rows, "; ")
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnActionBringsItsNewPeriodAndBothAreUndoneTogether(t *testing.T) {
	p := newProject(t)
	_, row := addAction(t, p, feltbog.ID{}, "Januar", "Møde")
	addAction(t, p, row, "", "Sprint")
	addAction(t, p, feltbog.ID{}, "Marts/april", "Etnoraid")
	if got := spelt(t, p); got != "Januar: Møde, Sprint; Marts/april: Etnoraid" {
		t.Error(got)
	}
	step, err := p.Undo(t.Context())
	if err != nil || step.Action != "plan_action.add" {
		t.Error(step, err)
	}
	if got := spelt(t, p); got != "Januar: Møde, Sprint" {
		t.Error(got)
	}
}

func TestActionsMoveWithinTheirPeriodAndOutOfIt(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	a, row := addAction(t, p, feltbog.ID{}, "Januar", "a")
	b, _ := addAction(t, p, row, "", "b")
	c, later := addAction(t, p, feltbog.ID{}, "Marts", "c")
	for _, step := range []struct {
		id   feltbog.ID
		by   int
		want string
	}{
		{b, -1, "Januar: b, a; Marts: c"},
		{b, 1, "Januar: a, b; Marts: c"},
		{b, 1, "Januar: a; Marts: b, c"},
		{b, -1, "Januar: a, b; Marts: c"},
		{a, -1, "Januar: a, b; Marts: c"},
		{c, 1, "Januar: a, b; Marts: c"},
		{c, -1, "Januar: a, b, c; Marts: "},
	} {
		must(t, p.ShiftAction(ctx, step.id, step.by))
		if got := spelt(t, p); got != step.want {
			t.Errorf("%+d: %s, want %s", step.by, got, step.want)
		}
	}
	must(t, p.MoveAction(ctx, a, later))
	must(t, p.ShiftPeriod(ctx, later, -1))
	if got := spelt(t, p); got != "Marts: a; Januar: b, c" {
		t.Error(got)
	}
	if undo, _, _ := p.Undoable(ctx); undo != "plan_row.move" {
		t.Error(undo)
	}
}

func TestRowsPutAtOneSpotOnTwoMachinesCanBeMovedAllTheSame(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	_, one := addAction(t, p, feltbog.ID{}, "en", "a")
	two, err := p.AddPeriod(ctx, "to", feltbog.ID{})
	must(t, err)
	three, err := p.AddPeriod(ctx, "tre", one)
	must(t, err)
	if got := spelt(t, p); got != "en: a; tre: ; to: " {
		t.Error(got)
	}
	must(t, p.act(ctx, "test", func(s *vault.Space, w *store.Writer) error { // as another machine would have left them
		for _, id := range []feltbog.ID{one, two, three} {
			if _, err := edit(ctx, s, w, id, func(r *feltbog.PlanRow) { r.Order = "U" }); err != nil {
				return err
			}
		}
		return nil
	}))
	plan, err := p.Plan(ctx)
	must(t, err)
	last := plan.Periods[2]
	must(t, p.ShiftPeriod(ctx, last.ID, -1))
	after, err := p.Plan(ctx)
	must(t, err)
	if after.Periods[1].ID != last.ID {
		t.Error("the row did not move")
	}
}

func TestAnAgreedDateLeavesALineInTheChangeLog(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	id, _ := addAction(t, p, feltbog.ID{}, "April", "Fyraftensmøde")
	word := func(before, after feltbog.PlanAction) string {
		return before.Dates[0].Danish() + " til " + after.Dates[0].Danish()
	}
	set := func(status feltbog.PlanStatus, when string) feltbog.ID {
		t.Helper()
		line, err := p.EditAction(ctx, id, func(a *feltbog.PlanAction) {
			a.Status, a.Dates = status, []feltbog.FuzzyDate{date(t, when)}
		}, word)
		must(t, err)
		return line
	}
	if line := set(feltbog.PlanPlanned, "8. april 2025"); !line.IsZero() {
		t.Error("an idea that gets a date is no change of the plan")
	}
	if line := set(feltbog.PlanRunning, "8. april 2025"); !line.IsZero() {
		t.Error("going on as planned is no change of the plan")
	}
	line := set(feltbog.PlanRunning, "15. april 2025")
	if line.IsZero() {
		t.Fatal("no line")
	}
	must(t, p.GiveReason(ctx, line, "Salen var optaget"))
	log, err := p.PlanChanges(ctx, id)
	must(t, err)
	if len(log) != 1 || log[0].Text != "8. april 2025 til 15. april 2025" || log[0].Reason != "Salen var optaget" ||
		log[0].What != "Fyraftensmøde" || log[0].Who != "Bærbar 1" {
		t.Errorf("%+v", log)
	}
	for _, want := range []string{"plan_change.reason", "plan_action.edit"} {
		if step, err := p.Undo(ctx); err != nil || step.Action != want {
			t.Error(step, err)
		}
	}
	if log, err := p.PlanChanges(ctx, feltbog.ID{}); err != nil || len(log) != 0 {
		t.Errorf("the line outlived what it tells: %+v, %v", log, err)
	}
	if a := action(t, p, id); a.Dates[0] != date(t, "8. april 2025") {
		t.Error(a.Dates)
	}
}

func TestWhatBreaksAnAgreement(t *testing.T) {
	for _, c := range []struct {
		before, after feltbog.PlanStatus
		want          bool
	}{
		{feltbog.PlanIdea, feltbog.PlanCancelled, false}, {"", feltbog.PlanMoved, false},
		{feltbog.PlanPlanned, feltbog.PlanRunning, false}, {feltbog.PlanRunning, feltbog.PlanDone, false},
		{feltbog.PlanMoved, feltbog.PlanPlanned, false}, {feltbog.PlanPlanned, feltbog.PlanMoved, true},
		{feltbog.PlanPlanned, feltbog.PlanCancelled, true}, {feltbog.PlanPlanned, feltbog.PlanIdea, true},
		{feltbog.PlanDone, feltbog.PlanRunning, true}, {feltbog.PlanCancelled, feltbog.PlanDone, true},
	} {
		if got := breaksAgreement(feltbog.PlanAction{Status: c.before}, feltbog.PlanAction{Status: c.after}); got != c.want {
			t.Errorf("%s to %s: %v", c.before, c.after, got)
		}
	}
}

func TestADeletedPeriodTakesItsActionsAndGivesThemBack(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	id, row := addAction(t, p, feltbog.ID{}, "Maj", "Fællestolkning")
	_, err := p.EditAction(ctx, id, func(a *feltbog.PlanAction) { a.Status = feltbog.PlanPlanned }, nil)
	must(t, err)
	must(t, p.DeletePeriod(ctx, row, func(a feltbog.PlanAction) string { return "Slettet: " + a.Text }))
	plan, err := p.Plan(ctx)
	must(t, err)
	if len(plan.Periods) != 0 || plan.Changes != 1 {
		t.Errorf("%+v", plan)
	}
	if log, err := p.PlanChanges(ctx, feltbog.ID{}); err != nil || log[0].What != "Fællestolkning" {
		t.Errorf("%+v %v", log, err)
	}
	if _, err := p.Undo(ctx); err != nil || spelt(t, p) != "Maj: Fællestolkning" {
		t.Error(spelt(t, p), err)
	}
}

func TestAPlaceBetweenNeighboursLeavesTheOthersAlone(t *testing.T) {
	ids := []feltbog.ID{{1}, {2}, {3}}
	all := []ordered{{ids[0], "A"}, {ids[1], "c"}, {ids[2], "Z"}}
	orders, err := placeAfter(all, ids[1], ids[0])
	if err != nil || len(orders) != 1 || orders[ids[1]] <= "A" || orders[ids[1]] >= "Z" {
		t.Error(orders, err)
	}
	orders, err = placeAfter([]ordered{{ids[0], "A"}, {ids[2], "A"}}, ids[1], ids[0])
	if err != nil || len(orders) != 3 || !slices.IsSorted([]string{orders[ids[0]], orders[ids[1]], orders[ids[2]]}) {
		t.Error(orders, err)
	}
	if _, err := change.Between(orders[ids[0]], orders[ids[1]]); err != nil {
		t.Error(err)
	}
}

func TestAPlanToBeginWithIsOneActionBehindWhatIsThere(t *testing.T) {
	p := newProject(t)
	addAction(t, p, feltbog.ID{}, "Nu", "Møde")
	must(t, p.StartPlan(t.Context(), []PlanStart{{"M1", []string{"a", "b"}}, {"M2", []string{"c"}}}))
	if got := spelt(t, p); got != "Nu: Møde; M1: a, b; M2: c" {
		t.Error(got)
	}
	if step, err := p.Undo(t.Context()); err != nil || step.Action != "plan.start" || spelt(t, p) != "Nu: Møde" {
		t.Error(step, err, spelt(t, p))
	}
}

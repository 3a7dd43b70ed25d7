package app

import (
	"testing"
	"time"

	"feltbog/internal/feltbog"
	"feltbog/internal/store"
	"feltbog/internal/vault"
)

func TestPrinciplesAreAddedReorderedAndDeleted(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	_, err := p.AddPrinciple(ctx, "Samskabelse", "")
	must(t, err)
	b, err := p.AddPrinciple(ctx, "Flere perspektiver", "")
	must(t, err)
	must(t, p.EditPrinciple(ctx, b, func(c *feltbog.Principle) { c.Text = "Vi leder efter det, vi mangler." }))
	must(t, p.ShiftPrinciple(ctx, b, -1))
	o, err := p.Overview(ctx)
	must(t, err)
	if len(o.Principles) != 2 || o.Principles[0].Name != "Flere perspektiver" || o.Principles[0].Text == "" {
		t.Errorf("%+v", o.Principles)
	}
	must(t, p.Delete(ctx, feltbog.KindPrinciple, b))
	if o, err = p.Overview(ctx); err != nil || len(o.Principles) != 1 {
		t.Errorf("%+v %v", o.Principles, err)
	}
}

func TestAProjectNeverLosesItsName(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	must(t, p.EditProject(ctx, func(r *feltbog.Project) { r.Purpose = "Hvad gør det svært at få hjælp?" }))
	if err := p.EditProject(ctx, func(r *feltbog.Project) { r.Title = " " }); feltbog.ErrorCode(err) != feltbog.EInvalid {
		t.Error(err)
	}
	o, err := p.Overview(ctx)
	if err != nil || o.Project.Title != "Lillerup" || o.Project.Purpose == "" {
		t.Errorf("%+v %v", o.Project, err)
	}
}

func TestOnlyACoordinatorChangesTheOthersAndOneIsAlwaysLeft(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	own := p.v.Actor(ctx)
	other := &feltbog.Member{Name: "Kollega", Role: feltbog.Fieldworker}
	must(t, p.act(ctx, "test", func(_ *vault.Space, w *store.Writer) error { return w.Put(other) }))

	err := p.EditMember(ctx, own, func(m *feltbog.Member) { m.Role = feltbog.Fieldworker })
	if feltbog.ErrorCode(err) != feltbog.ERefused {
		t.Error("the last coordinator left:", err)
	}
	must(t, p.EditMember(ctx, other.ID, func(m *feltbog.Member) { m.Role = feltbog.Coordinator }))
	must(t, p.EditMember(ctx, own, func(m *feltbog.Member) { m.Role = feltbog.Fieldworker }))
	if err := p.EditMember(ctx, other.ID, func(m *feltbog.Member) { m.Name = "En anden" }); feltbog.ErrorCode(err) != feltbog.ERefused {
		t.Error("a fieldworker renamed a colleague:", err)
	}
	if err := p.EditMember(ctx, own, func(m *feltbog.Member) { m.Role = feltbog.Coordinator }); feltbog.ErrorCode(err) != feltbog.ERefused {
		t.Error("a fieldworker became coordinator alone:", err)
	}
	must(t, p.EditMember(ctx, own, func(m *feltbog.Member) { m.Name, m.Organisation = "Mig", "Lillerup Kommune" }))
	team, err := p.Team(ctx)
	if err != nil || len(team.Members) != 2 || team.Coordinator || team.Members[1].Name != "Mig" || team.Members[0].Role != feltbog.Coordinator {
		t.Errorf("%+v %v", team, err)
	}
}

func TestAMachineIsRenamed(t *testing.T) {
	p := newProject(t)
	ctx := t.Context()
	if err := p.NameDevice(ctx, "  "); feltbog.ErrorCode(err) != feltbog.EUsage {
		t.Error(err)
	}
	must(t, p.NameDevice(ctx, "Den grå bærbare"))
	team, err := p.Team(ctx)
	if err != nil || team.Device.Name != "Den grå bærbare" || len(team.Devices) != 1 {
		t.Errorf("%+v %v", team, err)
	}
}

func wrote(t *testing.T, p *Project, recs ...feltbog.Record) {
	t.Helper()
	must(t, p.act(t.Context(), "test", func(_ *vault.Space, w *store.Writer) error {
		for _, r := range recs {
			if err := w.Put(r); err != nil {
				return err
			}
		}
		return nil
	}))
}

func waiting(t *testing.T, p *Project) map[Matter]Waiting {
	t.Helper()
	all, err := p.Waiting(t.Context())
	must(t, err)
	out := map[Matter]Waiting{}
	for _, w := range all {
		out[w.Matter] = w
	}
	return out
}

func TestNothingWaitsInANewProject(t *testing.T) {
	if w := waiting(t, newProject(t)); len(w) != 0 {
		t.Errorf("%+v", w)
	}
}

func TestAJottingWaitsUntilItIsWrittenOut(t *testing.T) {
	p := newProject(t)
	jot := &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.Jotting, Text: "Syv uåbnede breve"}
	wrote(t, p, jot)
	if w := waiting(t, p)[WaitJottings]; w.N != 1 || w.Items[0].Text != jot.Text {
		t.Errorf("%+v", w)
	}
	wrote(t, p, &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.FieldNote, Text: "Der lå syv breve", DerivedFrom: jot.ID})
	if w := waiting(t, p)[WaitJottings]; w.N != 0 {
		t.Errorf("%+v", w)
	}
}

func TestAConsentIsMissingUntilGivenAndToldBeforeItRunsOut(t *testing.T) {
	p := newProject(t)
	now := time.Now()
	who := &feltbog.Participant{Pseudonym: "B-07", Perspective: feltbog.Citizen}
	gone := &feltbog.Participant{Pseudonym: "B-08", Perspective: feltbog.Citizen, TakesPart: feltbog.TakesPartWithdrawn}
	wrote(t, p, who, gone)
	if w := waiting(t, p)[WaitMissingConsents]; w.N != 1 || w.Items[0].Text != "B-07" {
		t.Errorf("%+v", w)
	}
	given := &feltbog.Consent{Participant: who.ID, Scope: feltbog.ScopeParticipation, State: feltbog.ConsentGiven,
		From: feltbog.FuzzyDay(now.AddDate(0, -1, 0)), Until: feltbog.FuzzyDay(now.AddDate(0, 0, 10)), Form: feltbog.Written,
		GivenBy: feltbog.Self, Recorded: feltbog.NewInstant(now)}
	wrote(t, p, given)
	w := waiting(t, p)
	if w[WaitMissingConsents].N != 0 || w[WaitExpiringConsents].N != 1 || w[WaitExpiringConsents].Items[0].Text != "B-07" {
		t.Errorf("%+v", w)
	}
	renewed := *given
	renewed.Base = feltbog.Base{}
	renewed.Until, renewed.Recorded = feltbog.FuzzyDay(now.AddDate(1, 0, 0)), feltbog.NewInstant(now.Add(time.Second))
	wrote(t, p, &renewed)
	if w := waiting(t, p); len(w) != 0 {
		t.Errorf("%+v", w)
	}
	over := renewed
	over.Base = feltbog.Base{}
	over.Until, over.Recorded = feltbog.FuzzyDay(now.AddDate(0, 0, -1)), feltbog.NewInstant(now.Add(2*time.Second))
	wrote(t, p, &over)
	if w := waiting(t, p); w[WaitMissingConsents].N != 1 || w[WaitExpiringConsents].N != 0 {
		t.Errorf("%+v", w)
	}
}

func TestPicturesWithdrawalsAndDatesThatWentByWait(t *testing.T) {
	p := newProject(t)
	photo := &feltbog.Photo{ResearcherTitle: "Køkkenet"}
	barred := &feltbog.Photo{DoNotUse: true}
	photo.ID, barred.ID = feltbog.NewID(), feltbog.NewID()
	who := &feltbog.Participant{Pseudonym: "B-10", Perspective: feltbog.Citizen, TakesPart: feltbog.TakesPartWithdrawn}
	wrote(t, p, who)
	fillPhoto(photo)
	fillPhoto(barred)
	wrote(t, p, photo, barred, &feltbog.DepictedPerson{Photo: photo.ID}, &feltbog.DepictedPerson{Photo: photo.ID},
		&feltbog.DepictedPerson{Photo: barred.ID},
		&feltbog.WithdrawalCase{Number: 1, Participant: who.ID, State: feltbog.CaseReceived, Received: date(t, "3. marts 2025")},
		&feltbog.WithdrawalCase{Number: 2, State: feltbog.CaseClosed, Received: date(t, "1. marts 2025")})
	id, _ := addAction(t, p, feltbog.ID{}, "Januar", "Møde")
	_, err := p.EditAction(t.Context(), id, func(a *feltbog.PlanAction) {
		a.Status, a.Dates = feltbog.PlanPlanned, []feltbog.FuzzyDate{date(t, "9. januar 2025")}
	}, nil)
	must(t, err)
	w := waiting(t, p)
	if w[WaitUnsettledPhotos].N != 1 || w[WaitUnsettledPhotos].Items[0].Text != "Køkkenet" || w[WaitOpenWithdrawals].N != 1 ||
		w[WaitOpenWithdrawals].Items[0].Text != "B-10" || w[WaitOverdueActions].N != 1 {
		t.Errorf("%+v", w)
	}
	_, err = p.EditAction(t.Context(), id, func(a *feltbog.PlanAction) { a.Dates = append(a.Dates, date(t, "forår 9000")) }, nil)
	must(t, err)
	if w := waiting(t, p)[WaitOverdueActions]; w.N != 0 {
		t.Errorf("an action with a date to come is overdue: %+v", w)
	}
}

// fillPhoto gives a picture what the vocabulary asks of it.
func fillPhoto(r *feltbog.Photo) {
	r.Number, r.Original = 1, feltbog.BlobRef{}
}

func hearing(t *testing.T, p *Project) map[feltbog.Perspective]Perspective {
	t.Helper()
	all, err := p.Heard(t.Context())
	must(t, err)
	out := map[feltbog.Perspective]Perspective{}
	for _, h := range all {
		out[h.Perspective] = h
	}
	return out
}

func TestTheWheelTellsHeardFromToldGuessedAndMissing(t *testing.T) {
	p := newProject(t)
	if h := hearing(t, p); len(h) != 7 || h[feltbog.Citizen].Hearing != NotHeard {
		t.Errorf("%+v", h)
	}
	b := &feltbog.Participant{Pseudonym: "B-07", Perspective: feltbog.Citizen}
	f := &feltbog.Participant{Pseudonym: "F-03", Perspective: feltbog.Professional}
	l := &feltbog.Participant{Pseudonym: "L-01", Perspective: feltbog.Leader}
	wrote(t, p, b, f, l)
	wrote(t, p, &feltbog.Session{Type: feltbog.KitchenTable, Time: date(t, "18. februar 2025"), Participants: []feltbog.ID{b.ID}},
		&feltbog.Session{Type: feltbog.Meeting, Time: date(t, "18. februar 9000"), Participants: []feltbog.ID{l.ID}},
		&feltbog.NoteBlock{Type: feltbog.QuoteVerbatim, Layer: feltbog.FieldNote, Text: "»Vi når det ikke«", Speaker: f.ID},
		&feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.FieldNote, Text: "Datteren ringer", Perspective: feltbog.Relative},
		&feltbog.NoteBlock{Type: feltbog.Wonder, Layer: feltbog.FieldNote, Text: "Ved de det?", Perspective: feltbog.Relative},
		&feltbog.NoteBlock{Type: feltbog.Wonder, Layer: feltbog.FieldNote, Text: "Hvad vil udvalget?", Perspective: feltbog.Politician})
	h := hearing(t, p)
	for v, want := range map[feltbog.Perspective]Hearing{
		feltbog.Citizen: HeardDirectly, feltbog.Professional: HeardDirectly, feltbog.Leader: NotHeard,
		feltbog.Relative: ToldByOthers, feltbog.Politician: Guessed, feltbog.CivilSociety: NotHeard,
	} {
		if h[v].Hearing != want {
			t.Errorf("%s is %s, not %s", v, h[v].Hearing, want)
		}
	}
	if h[feltbog.Citizen].People != 1 {
		t.Error(h[feltbog.Citizen])
	}
}

package gate

import (
	"slices"
	"testing"
	"time"

	"feltbog/internal/feltbog"
)

func reportScopes() []feltbog.Scope {
	s, _ := feltbog.ScopesFor(feltbog.UseReport, feltbog.MaterialQuote)
	return s
}

func TestWhoWasNotAskedSaysNoAndTheReasonNamesIt(t *testing.T) {
	f := newField()
	p := f.person("B-07", feltbog.Adult)
	f.says(p, feltbog.ConsentGiven, feltbog.Self, 1, feltbog.ScopeParticipation, feltbog.ScopeNotes)
	a := f.may(t, feltbog.UseReport, f.quote(p))
	if a.Verdict != Unknown || len(a.Reasons) != 1 || a.Reasons[0].Scope != feltbog.ScopeQuoteReport || a.Reasons[0].Participant != p.ID {
		t.Fatalf("%+v", a)
	}
	if got := say(a.Reasons[0].Why); got != "B-07 har ikke sagt ja til citat i rapport" {
		t.Error(got)
	}
	c := f.says(p, feltbog.ConsentGiven, feltbog.Self, 1, feltbog.ScopeQuoteReport)
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != Yes || len(a.Consents) != 3 || !slices.Contains(a.Consents, c.ID) || len(a.Subjects) != 1 {
		t.Errorf("%+v", a)
	}
	if a := f.may(t, feltbog.UseTalk, f.quote(p)); a.Verdict != Unknown {
		t.Errorf("a yes to the report is a yes to a talk: %+v", a)
	}
}

// Nothing of somebody who said yes to the report but not to the joint interpretation becomes a card.
func TestYesToTheReportIsNotYesToTheJointInterpretation(t *testing.T) {
	f := newField()
	p := f.yes("B-07")
	f.says(p, feltbog.ConsentRefused, feltbog.Self, 2, feltbog.ScopeQuoteJoint, feltbog.ScopeImageJoint)
	photo := f.put(&feltbog.Photo{Children: feltbog.No, Photographer: p.ID, MadeBy: feltbog.MadeByParticipant})
	seen := f.put(&feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.FieldNote, Participants: []feltbog.ID{p.ID}})
	for _, it := range []Item{f.quote(p), photo, seen} {
		if a := f.may(t, feltbog.UseInterpretation, it); a.Verdict != No {
			t.Errorf("%s: %+v", it.Kind, a)
		}
		if a := f.may(t, feltbog.UseReport, it); a.Verdict != Yes {
			t.Errorf("%s: %v", it.Kind, keys(a))
		}
	}
}

func TestEverybodyAnItemIsAboutMustSayYes(t *testing.T) {
	f := newField()
	a, b := f.yes("B-07"), f.yes("Å-02")
	if got := f.may(t, feltbog.UseReport, f.quote(a, b)); got.Verdict != Yes || len(got.Subjects) != 2 {
		t.Fatalf("%+v", got)
	}
	f.says(b, feltbog.ConsentWithdrawn, feltbog.Self, 20, feltbog.ScopeQuoteReport)
	got := f.may(t, feltbog.UseReport, f.quote(a, b))
	if got.Verdict != No || len(got.Reasons) != 1 || got.Reasons[0].Participant != b.ID || say(got.Reasons[0].Why) != "Å-02 har trukket sit ja til citat i rapport tilbage" {
		t.Errorf("%+v", got)
	}
	if got := f.may(t, feltbog.UseReport, f.quote(a)); got.Verdict != Yes {
		t.Errorf("one person's no stops another's words: %v", keys(got))
	}
}

func TestWhatCountsIsTheDayThatIsAskedAbout(t *testing.T) {
	f := newField()
	p := f.yes("B-07")
	f.says(p, feltbog.ConsentWithdrawn, feltbog.Self, 20, feltbog.ScopeQuoteReport)
	g := f.open(t)
	it := f.quote(p)
	for day, want := range map[int]Verdict{1: Yes, 19: Yes, 20: No, 27: No} {
		if a, err := g.May(t.Context(), feltbog.UseReport, it, time.Date(2025, 3, day, 23, 59, 0, 0, time.UTC)); err != nil || a.Verdict != want {
			t.Errorf("%d March: %s %v", day, a.Verdict, err)
		}
	}
	if a, _ := g.May(t.Context(), feltbog.UseReport, it, time.Date(2025, 2, 28, 12, 0, 0, 0, time.UTC)); a.Verdict != Unknown {
		t.Errorf("before anybody was asked: %s", a.Verdict)
	}
}

func TestAYesThatHasRunOutIsNone(t *testing.T) {
	f := newField()
	p := f.yes("B-07")
	c := f.says(p, feltbog.ConsentGiven, feltbog.Self, 2, feltbog.ScopeQuoteReport)
	c.Until = feltbog.FuzzyDay(now.AddDate(0, 0, -1))
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != No || keys(a)[0] != "gate.expired" {
		t.Errorf("%+v", a)
	}
	c.Until = feltbog.FuzzyDay(now)
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != Yes {
		t.Errorf("the last day counts: %v", keys(a))
	}
}

func TestAfterTheProjectOnlyWhatMayBeKeptLeaves(t *testing.T) {
	f := newField()
	p := f.person("B-07", "")
	f.says(p, feltbog.ConsentGiven, feltbog.Self, 1, reportScopes()...)
	f.project.Ends = feltbog.FuzzyDay(now.AddDate(0, 0, -1))
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != No || keys(a)[0] != "gate.ended" {
		t.Errorf("%v", keys(a))
	}
	f.says(p, feltbog.ConsentGiven, feltbog.Self, 1, feltbog.ScopeKeepAfterProject)
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != Yes {
		t.Errorf("%v", keys(a))
	}
}

func TestAChildUnder15NeedsTwoWhoSayYes(t *testing.T) {
	for name, c := range map[string]struct {
		self, guardian feltbog.ConsentState
		want           Verdict
		key            string
	}{
		"both":               {feltbog.ConsentGiven, feltbog.ConsentGiven, Yes, ""},
		"only the child":     {feltbog.ConsentGiven, "", Unknown, "gate.guardian"},
		"only the guardian":  {"", feltbog.ConsentGiven, Unknown, "gate.child"},
		"the child says no":  {feltbog.ConsentRefused, feltbog.ConsentGiven, No, "gate.refused"},
		"the guardian's no":  {feltbog.ConsentGiven, feltbog.ConsentWithdrawn, No, "gate.withdrawn"},
		"nobody was asked":   {"", "", Unknown, "gate.unasked"},
		"both took it back.": {feltbog.ConsentWithdrawn, feltbog.ConsentWithdrawn, No, "gate.withdrawn"},
	} {
		f := newField()
		p := f.person("B-07", feltbog.Under15)
		for by, state := range map[feltbog.ConsentGiver]feltbog.ConsentState{feltbog.Self: c.self, feltbog.Guardian: c.guardian} {
			if state != "" {
				f.says(p, state, by, 1, reportScopes()...)
			}
		}
		if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != c.want || c.key != "" && keys(a)[0] != c.key {
			t.Errorf("%s: %s %v", name, a.Verdict, keys(a))
		}
	}
}

func TestAtFifteenOnesOwnYesIsNeededAndEnough(t *testing.T) {
	f := newField()
	p := f.person("B-07", feltbog.From15To17)
	f.says(p, feltbog.ConsentGiven, feltbog.Guardian, 1, reportScopes()...)
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != Unknown {
		t.Errorf("a guardian answers for somebody of 16: %s", a.Verdict)
	}
	f.says(p, feltbog.ConsentGiven, feltbog.Self, 2, reportScopes()...)
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != Yes {
		t.Errorf("%v", keys(a))
	}
}

func TestAGuardianDoesNotOutvoteAnAdultsOwnNo(t *testing.T) {
	f := newField()
	p := f.person("B-07", feltbog.Adult)
	f.says(p, feltbog.ConsentGiven, feltbog.Guardian, 5, reportScopes()...)
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != Yes {
		t.Errorf("a guardian may answer for an adult who has not: %v", keys(a))
	}
	f.says(p, feltbog.ConsentRefused, feltbog.Self, 3, feltbog.ScopeQuoteReport)
	if a := f.may(t, feltbog.UseReport, f.quote(p)); a.Verdict != No {
		t.Errorf("%v", a.Verdict)
	}
}

func TestWhoNoLongerTakesPartSaysNoToEverything(t *testing.T) {
	f := newField()
	p := f.yes("B-07")
	for _, v := range []feltbog.TakesPart{feltbog.TakesPartNo, feltbog.TakesPartWithdrawn} {
		p.TakesPart = v
		if a := f.may(t, feltbog.UseInterview, f.quote(p)); a.Verdict != No || keys(a)[0] != "gate.left" {
			t.Errorf("%s: %v", v, keys(a))
		}
	}
}

func TestFromTheDayOfTheWishNothingLeaves(t *testing.T) {
	f := newField()
	p := f.yes("B-07")
	it := f.quote(p)
	w := &feltbog.WithdrawalCase{Number: 1, Participant: p.ID, State: feltbog.CaseReceived, Received: feltbog.FuzzyDay(now)}
	f.cases = []*feltbog.WithdrawalCase{w}
	if a := f.may(t, feltbog.UseReport, it); a.Verdict != No || keys(a)[0] != "gate.case" {
		t.Errorf("%v", keys(a))
	}
	w.Extent, w.Scopes = feltbog.WithdrawScopes, []feltbog.Scope{feltbog.ScopeQuoteReport}
	if a := f.may(t, feltbog.UseReport, it); a.Verdict != No || keys(a)[0] != "gate.withdrawn" {
		t.Errorf("%v", keys(a))
	}
	if a := f.may(t, feltbog.UseTalk, it); a.Verdict != Yes {
		t.Errorf("%v", keys(a))
	}
	w.Extent, w.Items = feltbog.WithdrawItem, []feltbog.ID{it.ID}
	w.Scopes = nil
	x := f.put(&feltbog.Excerpt{SourceKind: it.Kind, Source: it.ID, Quote: "åbner", Start: 4, End: 9, Speech: feltbog.Verbatim})
	for _, item := range []Item{it, x} {
		if a := f.may(t, feltbog.UseTalk, item); a.Verdict != No || keys(a)[0] != "gate.item" {
			t.Errorf("%s: %v", item.Kind, keys(a))
		}
	}
	if a := f.may(t, feltbog.UseTalk, f.quote(p)); a.Verdict != Yes {
		t.Errorf("%v", keys(a))
	}
	w.Extent, w.Items, w.Received = feltbog.WithdrawAll, nil, feltbog.FuzzyDay(now.AddDate(0, 0, -7))
	f.says(p, feltbog.ConsentGiven, feltbog.Self, 25, feltbog.ScopeParticipation, feltbog.ScopeNotes) // a changed mind
	if a := f.may(t, feltbog.UseTalk, it); a.Verdict != No {
		t.Error("an old yes came back to life")
	}
	f.says(p, feltbog.ConsentGiven, feltbog.Self, 25, feltbog.ScopeQuoteTalk)
	if a := f.may(t, feltbog.UseTalk, it); a.Verdict != Yes {
		t.Errorf("%v", keys(a))
	}
}

func TestMaterialOfSomebodyInABadStateRests(t *testing.T) {
	f := newField()
	p := f.yes("B-07")
	p.Cooling = true
	old := f.quote(p)
	n := f.records[f.quote(p).ID].(*feltbog.NoteBlock)
	n.Noted = feltbog.NewInstant(now.Add(-23 * time.Hour))
	if a := f.may(t, feltbog.UseReport, Item{n.Kind(), n.ID}); a.Verdict != No || keys(a)[0] != "gate.rest" {
		t.Errorf("%v", keys(a))
	}
	if a := f.may(t, feltbog.UseReport, old); a.Verdict != Yes {
		t.Errorf("a week later: %v", keys(a))
	}
	n.Noted = 0
	if a := f.may(t, feltbog.UseReport, Item{n.Kind(), n.ID}); a.Verdict != Unknown {
		t.Errorf("from nobody knows when: %v", keys(a))
	}
	p.Cooling = false
	s := f.put(&feltbog.Session{Type: feltbog.Interview, Participants: []feltbog.ID{p.ID}, CoolingOff: feltbog.NewInstant(now.Add(time.Minute))})
	n.Session = s.ID
	if a := f.may(t, feltbog.UseReport, Item{n.Kind(), n.ID}); a.Verdict != No || keys(a)[0] != "gate.cooling" {
		t.Errorf("%v", keys(a))
	}
	f.records[s.ID].(*feltbog.Session).CoolingOff = feltbog.NewInstant(now)
	if a := f.may(t, feltbog.UseReport, Item{n.Kind(), n.ID}); a.Verdict != Yes {
		t.Errorf("%v", keys(a))
	}
}

func TestResearchAloneStaysWithTheResearchers(t *testing.T) {
	f := newField()
	f.project.LegalBasis = feltbog.ResearchOnly
	it := f.quote(f.yes("B-07"))
	if a := f.may(t, feltbog.UsePartner, it); a.Verdict != No || keys(a)[0] != "gate.research" {
		t.Errorf("%v", keys(a))
	}
	if a := f.may(t, feltbog.UseReport, it); a.Verdict != Yes {
		t.Errorf("%v", keys(a))
	}
}

func TestEveryReasonHasAWholeSentenceInBothLanguages(t *testing.T) {
	f := newField()
	p := f.person("B-07", feltbog.Under15)
	for _, use := range feltbog.Uses() {
		for _, m := range feltbog.Materials() {
			for _, r := range f.open(t).MayOf(use, p.ID, m, now).Reasons {
				if text := say(r.Why); text == r.Why.Text || text == "" {
					t.Errorf("%s has no sentence: %q", r.Why.Key, text)
				}
			}
		}
	}
}

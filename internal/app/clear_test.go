package app

import (
	"slices"
	"strings"
	"testing"

	"feltbog/internal/feltbog"
	"feltbog/internal/gate/scan"
)

// consenting is somebody with a name who has said yes to some uses, and what they said in a note.
func consenting(t *testing.T, p *Project, text string, scopes ...feltbog.Scope) GateItem {
	t.Helper()
	who := person(t, p, NewPerson{Perspective: feltbog.Citizen, Identity: feltbog.Identity{Name: "Karen Østergaard"}})
	answers := map[feltbog.Scope]feltbog.ConsentState{feltbog.ScopeParticipation: feltbog.ConsentGiven, feltbog.ScopeNotes: feltbog.ConsentGiven}
	for _, s := range scopes {
		answers[s] = feltbog.ConsentGiven
	}
	must(t, p.RecordConsent(t.Context(), ConsentEntry{Participant: who, Form: feltbog.Electronic, Answers: answers}))
	id := feltbog.NewID()
	must(t, p.TypeNote(t.Context(), Written{ID: id, Fill: feltbog.NoteBlock{Type: feltbog.QuoteVerbatim, Speaker: who}, Text: text}))
	must(t, p.Settle(t.Context()))
	return GateItem{Kind: feltbog.KindNoteBlock, ID: id}
}

func reasons(refused []Refusal) string {
	var keys []string
	for _, r := range refused {
		for _, why := range r.Reasons {
			keys = append(keys, why.Key)
		}
	}
	return strings.Join(keys, " ")
}

func TestACoveredCopyCarriesThePseudonymAndAnOpenFindingHoldsItBack(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	item := consenting(t, p, "Karens mor ringede fra 20 30 40 50.", feltbog.ScopeQuoteReport)
	made, found, refused, err := p.Cover(ctx, feltbog.UseReport, []GateItem{item})
	must(t, err)
	if len(made.Made) != 0 || reasons(refused) != "gate.finding.phone" {
		t.Fatalf("%+v %s", made.Made, reasons(refused))
	}
	i := slices.IndexFunc(found, ScanFinding.Open)
	if i < 0 || found[i].Finding != scan.Phone || !strings.Contains(found[i].Sentence, "ringede fra 20 30 40 50") {
		t.Fatalf("%+v", found)
	}
	must(t, p.DecideFinding(ctx, FindingDecision{Item: item, Finding: scan.Phone, Passage: found[i].Passage, Passing: feltbog.PassOmit, Use: feltbog.UseReport}))
	made, _, refused, err = p.Cover(ctx, feltbog.UseReport, []GateItem{item})
	must(t, err)
	if len(made.Made) != 1 || len(refused) != 0 {
		t.Fatalf("%+v %s", made, reasons(refused))
	}
	text := made.Made[0].Record.(*feltbog.NoteBlock).Text
	if strings.Contains(text, "Karen") || !strings.HasSuffix(text, "s mor ringede fra […].") {
		t.Error(text)
	}
	_, err = p.Undo(ctx)
	must(t, err)
	if _, _, refused, err = p.Cover(ctx, feltbog.UseReport, []GateItem{item}); err != nil || reasons(refused) != "gate.finding.phone" {
		t.Errorf("the decision was taken back and still holds: %v %s", err, reasons(refused))
	}
}

// A gate that skips consent fails this.
func TestAYesToTheReportIsNoYesToACard(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	item := consenting(t, p, "Karen sov.", feltbog.ScopeQuoteReport)
	made, _, refused, err := p.Cover(ctx, feltbog.UseReport, []GateItem{item})
	if err != nil || len(made.Made) != 1 {
		t.Fatalf("%v %s", err, reasons(refused))
	}
	made, _, refused, err = p.Cover(ctx, feltbog.UseInterpretation, []GateItem{item})
	if err != nil || len(made.Made) != 0 || len(refused) != 1 || len(refused[0].Reasons) == 0 {
		t.Fatalf("%v %+v %+v", err, made, refused)
	}
	if r := refused[0].Reasons[0]; r.Scope != feltbog.ScopeQuoteJoint || r.Participant == "" {
		t.Errorf("%+v", r)
	}
	answers, err := p.GateCheck(ctx, GateQuery{Use: feltbog.UseInterpretation, Items: []GateItem{item}})
	if err != nil || answers[0].Verdict == "yes" || answers[0].Reasons[0].Key != refused[0].Reasons[0].Key {
		t.Errorf("gate check says something else: %v %+v", err, answers)
	}
}

func TestAPictureWithEveryYesStaysInUntilThereIsACoveredCopyOfIt(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	item := GateItem{Kind: feltbog.KindPhoto, ID: putPhotos(t, p, 1, func(int, *feltbog.Photo) {})[0]}
	made, _, refused, err := p.Cover(ctx, feltbog.UseReport, []GateItem{item})
	if err != nil || len(made.Made) != 0 || reasons(refused) != "photo.away" {
		t.Fatalf("a picture whose file is elsewhere: %v %+v %s", err, made, reasons(refused))
	}
	item.ID = oneBrought(t, p)
	_, err = p.AddRedactions(ctx, item.ID, []Covering{{X: 0.1, Y: 0.1, W: 0.4, H: 0.4}})
	must(t, err)
	made, _, refused, err = p.Cover(ctx, feltbog.UseReport, []GateItem{item})
	if err != nil || len(made.Made) != 0 || reasons(refused) != "gate.photo.copy" {
		t.Fatalf("%v %+v %s", err, made, reasons(refused))
	}
	must(t, p.MakeRedacted(ctx, item.ID))
	made, _, refused, err = p.Cover(ctx, feltbog.UseReport, []GateItem{item})
	if err != nil || len(made.Made) != 1 || len(made.Made[0].Copy) == 0 {
		t.Fatalf("%v %s", err, reasons(refused))
	}
	if o := made.Made[0].Record.(*feltbog.Photo); o.FileName != "" || o.Camera != "" || !o.Original.IsZero() || !o.Travel.IsZero() {
		t.Errorf("%+v", o)
	}
}

func TestWhatIsGoneIsRefusedAndTheRestIsCovered(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	item := consenting(t, p, "Karen sov.", feltbog.ScopeQuoteReport)
	made, _, refused, err := p.Cover(ctx, feltbog.UseReport, []GateItem{{Kind: feltbog.KindNoteBlock, ID: feltbog.NewID()}, item})
	if err != nil || len(made.Made) != 1 || reasons(refused) != "gate.gone" {
		t.Fatalf("%v %+v %s", err, made, reasons(refused))
	}
	if words := made.Made[0].Words(feltbog.UseReport); len(words) != 1 || !strings.HasSuffix(words[0], " sov.") || strings.Contains(words[0], "Karen") {
		t.Errorf("%q", words)
	}
}

func TestADecisionIsForgottenAndAskedAgain(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	item := consenting(t, p, "Ring på 20 30 40 50.", feltbog.ScopeQuoteReport)
	d := FindingDecision{Item: item, Finding: scan.Phone, Passage: "20 30 40 50", Passing: feltbog.PassOmit, Use: feltbog.UseReport}
	must(t, p.DecideFinding(ctx, d))
	d.Passing, d.Instead = feltbog.PassReplace, "[nummer]"
	must(t, p.DecideFinding(ctx, d))
	must(t, p.ForgetFinding(ctx, d))
	if _, _, refused, err := p.Cover(ctx, feltbog.UseReport, []GateItem{item}); err != nil || reasons(refused) != "gate.finding.phone" {
		t.Errorf("the older decision holds again: %v %s", err, reasons(refused))
	}
	if err := p.ForgetFinding(ctx, d); codedKey(err) != "gate.undecided" {
		t.Error(err)
	}
	_, err := p.Undo(ctx)
	must(t, err)
	if made, _, _, err := p.Cover(ctx, feltbog.UseReport, []GateItem{item}); err != nil || len(made.Made) != 1 || made.Made[0].Words(feltbog.UseReport)[0] != "Ring på [nummer]." {
		t.Errorf("%v %+v", err, made)
	}
}

// A gate that skips the scan where the register is locked fails this.
func TestWithTheRegisterLockedNothingOfPeopleIsCovered(t *testing.T) {
	p, ctx := newProject(t), t.Context()
	item := consenting(t, p, "Det er stille her om aftenen.", feltbog.ScopeQuoteReport)
	r, err := NewRecovery()
	must(t, err)
	must(t, p.ProtectRegister(registerPassphrase, r))
	must(t, p.LockRegister(ctx))
	made, found, refused, err := p.Cover(ctx, feltbog.UseReport, []GateItem{item})
	if err != nil || len(made.Made) != 0 || len(found) != 0 || reasons(refused) != "gate.blind" {
		t.Fatalf("%v %+v %s", err, made, reasons(refused))
	}
	must(t, p.UnlockRegister(ctx, registerPassphrase))
	if made, _, _, err = p.Cover(ctx, feltbog.UseReport, []GateItem{item}); err != nil || len(made.Made) != 1 {
		t.Errorf("%v %+v", err, made)
	}
}

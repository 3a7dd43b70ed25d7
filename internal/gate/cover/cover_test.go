package cover

import (
	"context"
	"strings"
	"testing"

	"feltbog/assets"
	"feltbog/internal/feltbog"
	"feltbog/internal/gate"
	"feltbog/internal/gate/scan"
)

var karen, bjorn, other = feltbog.ID{1}, feltbog.ID{2}, feltbog.ID{3}

func say(key string, args ...string) string {
	text, ok := assets.Sentence("da", key, nil)
	if !ok {
		return key
	}
	return text
}

func covering() *Cover {
	return &Cover{Say: say, Places: []string{"Lillerup"},
		People: map[feltbog.ID]Person{karen: {"B-07", feltbog.Citizen}, bjorn: {"B-08", feltbog.Citizen}, other: {"F-01", feltbog.Professional}},
		Names: scan.New([]scan.Person{{ID: karen, Names: []string{"Karen Østergaard"}, Nicknames: []string{"Kalle"}, Near: []string{"Hanne Toft"}, GiveAways: []string{"Mjølnersmedjen"}},
			{ID: bjorn, Names: []string{"Bjørn Østergaard"}}, {ID: other, Names: []string{"Vibe Rønnow"}}})}
}

func note(text string) *feltbog.NoteBlock {
	n := &feltbog.NoteBlock{Type: feltbog.SeenHeard, Layer: feltbog.FieldNote, Text: text}
	n.ID = feltbog.ID{77}
	return n
}

func covered(t *testing.T, c *Cover, use feltbog.Use, text string, about ...feltbog.ID) (string, []string) {
	t.Helper()
	n := note(text)
	rec, why, err := c.Cover(t.Context(), use, n, about)
	if err != nil {
		t.Fatal(err)
	}
	if n.Text != text {
		t.Error("the record itself was changed")
	}
	var keys []string
	for _, r := range why {
		keys = append(keys, strings.TrimPrefix(r.Why.Key, "gate."))
	}
	return rec.(*feltbog.NoteBlock).Text, keys
}

func TestNamesGiveWayToPseudonymsInAnyForm(t *testing.T) {
	c := covering()
	for text, want := range map[string]string{
		"Karen kom. KARENS mor. Så karen Oestergaards have": "B-07 kom. B-07s mor. Så B-07s have",
		"Kalle og Vibe, og Hanne ringede":                   "B-07 og F-01, og [pårørende] ringede",
		"Vibe Rønow stod der":                               "F-01 stod der",
		"Ingen kom":                                         "Ingen kom",
	} {
		if got, why := covered(t, c, feltbog.UseReport, text); got != want || why != nil {
			t.Errorf("%q: %q %v", text, got, why)
		}
	}
	if got, why := covered(t, c, feltbog.UseReport, "Østergaard kom"); got != "Østergaard kom" || len(why) != 1 || why[0] != "finding.name" {
		t.Errorf("which of the two: %q %v", got, why)
	}
	if got, why := covered(t, c, feltbog.UseReport, "Østergaard kom", bjorn); got != "B-08 kom" || why != nil {
		t.Errorf("%q %v", got, why)
	}
}

func TestOnCardsNobodyHasACode(t *testing.T) {
	c := covering()
	got, why := covered(t, c, feltbog.UseInterpretation, "Karens nabo B-08s hund, og Østergaard, F-01 og B-0812")
	if got != "[borger]s nabo [borger]s hund, og [borger], [fagperson] og B-0812" || why != nil {
		t.Errorf("%q %v", got, why)
	}
}

// A gate that skips the scan fails this.
func TestAFindingThatNobodyDecidedAboutHoldsTheRecordBackWithItsSentence(t *testing.T) {
	c := covering()
	for text, want := range map[string]string{
		"Nummeret er 010190-1234.":           "finding.cpr",
		"Ring på 20 30 40 50":                "finding.phone",
		"Skriv til ole@example.dk":           "finding.email",
		"Hun bor på Skovvej 12":              "finding.address",
		"Bilen var AB 12 345":                "finding.plate",
		"Så kom Birgitte forbi":              "finding.likely",
		"De mødes ved Mjølnersmedjen":        "finding.give_away",
		"Hun er 82 år, har KOL og er enke":   "finding.detail finding.detail finding.detail",
		"Hun er 82 år og bor langt herfra":   "",
		"I Lillerup bor en smed, der er syg": "",
	} {
		if _, why := covered(t, c, feltbog.UseReport, text); strings.Join(why, " ") != want {
			t.Errorf("%q: %v, want %s", text, why, want)
		}
	}
	_, why, _ := c.Cover(t.Context(), feltbog.UseWeb, note("Det regner. Ring på 20 30 40 50 nu. Farvel."), nil)
	if len(why) != 1 || why[0].Verdict != gate.Unknown {
		t.Fatal(why)
	}
	text, _ := feltbog.Explain(why[0].Why, func(key string, args map[string]string) (string, bool) { return assets.Sentence("da", key, args) })
	if !strings.Contains(text, "20 30 40 50") || !strings.Contains(text, "Ring på 20 30 40 50 nu.") || strings.Contains(text, "regner") {
		t.Error(text)
	}
}

func decision(kind scan.Kind, passage string, p feltbog.Passing, use feltbog.Use, at int) *feltbog.ScanDecision {
	return &feltbog.ScanDecision{Record: feltbog.ID{77}, Finding: string(kind), Passage: passage, Passing: p, Use: use, Decided: feltbog.Instant(at << 20)}
}

func TestWhatWasDecidedHoldsForThatPassageInThatRecord(t *testing.T) {
	c := covering()
	c.Decisions = []*feltbog.ScanDecision{decision(scan.Likely, "birgitte", feltbog.PassKeep, feltbog.UseReport, 1)}
	if got, why := covered(t, c, feltbog.UseReport, "Birgitte kom"); got != "Birgitte kom" || why != nil {
		t.Errorf("%q %v", got, why)
	}
	if _, why := covered(t, c, feltbog.UseWeb, "Birgitte kom"); len(why) != 1 {
		t.Error("what is kept for one use is kept for all")
	}
	if _, why := covered(t, c, feltbog.UseReport, "Birgitte og Gerda kom"); len(why) != 1 {
		t.Error("another passage was decided along")
	}
	c.Decisions[0].Record = feltbog.ID{78}
	if _, why := covered(t, c, feltbog.UseReport, "Birgitte kom"); len(why) != 1 {
		t.Error("another record was decided along")
	}
	c.Decisions = []*feltbog.ScanDecision{decision(scan.CPR, "010190-1234", feltbog.PassKeep, feltbog.UseReport, 1)}
	if _, why := covered(t, c, feltbog.UseReport, "Nr. 010190-1234"); len(why) != 1 {
		t.Error("a CPR number was kept")
	}
	c.Decisions = append(c.Decisions, decision(scan.CPR, "010190-1234", feltbog.PassOmit, "", 2))
	if got, why := covered(t, c, feltbog.UseReport, "Nr. 010190-1234 står her"); got != "Nr. […] står her" || why != nil {
		t.Errorf("%q %v", got, why)
	}
	c.Decisions = []*feltbog.ScanDecision{decision(scan.Phone, "20 30 40 50", feltbog.PassReplace, "", 1)}
	if got, why := covered(t, c, feltbog.UseWeb, "Ring på 20 30 40 50"); got != "Ring på [telefonnummer]" || why != nil {
		t.Errorf("%q %v", got, why)
	}
	c.Decisions[0].Instead = "Karen"
	if _, why := covered(t, c, feltbog.UseWeb, "Ring på 20 30 40 50"); len(why) != 1 {
		t.Error("a name was put in and nobody noticed")
	}
	c.Decisions = []*feltbog.ScanDecision{decision(scan.Detail, "82 år", feltbog.PassOmit, "", 1)}
	if got, why := covered(t, c, feltbog.UseWeb, "Hun er 82 år, har KOL og er enke"); got != "Hun er […], har KOL og er enke" || why != nil {
		t.Errorf("two are left: %q %v", got, why)
	}
}

func TestEveryTextOfARecordIsCoveredAndFilesStayBehind(t *testing.T) {
	c := covering()
	d := &feltbog.Debrief{Surprise: "Karen grinede", Answers: []feltbog.DebriefAnswer{{Question: "Hvad sagde Karen?", Text: "Karen sagde nej"}}}
	out, _, err := c.Cover(t.Context(), feltbog.UseReport, d, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := out.(*feltbog.Debrief); got.Surprise != "B-07 grinede" || got.Answers[0].Text != "B-07 sagde nej" || got.Answers[0].Question != "Hvad sagde B-07?" || d.Answers[0].Text != "Karen sagde nej" {
		t.Errorf("%+v %+v", got, d)
	}
	p := &feltbog.Photo{FileName: "karen.jpg", Camera: "x", Taken: 5, ResearcherCaption: "Karen i haven", Original: feltbog.NewBlobRef([]byte("x"), "image/jpeg")}
	out, why, _ := c.Cover(t.Context(), feltbog.UseReport, p, nil)
	if got := out.(*feltbog.Photo); got.FileName != "" || !got.Original.IsZero() || got.ResearcherCaption != "B-07 i haven" || got.Taken != 0 || got.Camera != "" {
		t.Errorf("%+v", got)
	}
	if _, err := c.Derivative(t.Context(), p); why != nil || feltbog.ErrorCode(err) != feltbog.ENotFound {
		t.Error("there is a covered copy that nobody made", err, why)
	}
	c.Pictures = copies{}
	if b, err := c.Derivative(t.Context(), p); string(b) != "x" || err != nil {
		t.Error(b, err)
	}
	if _, why, _ := c.Cover(t.Context(), feltbog.UseReport, &feltbog.Attachment{Type: feltbog.Sound}, nil); len(why) != 1 {
		t.Error("a recording leaves")
	}
}

type copies struct{}

func (copies) Derivative(context.Context, *feltbog.Photo) ([]byte, error) { return []byte("x"), nil }

// A gate that skips the register of names fails this.
func TestWithoutTheRegisterNothingOfPeopleLeaves(t *testing.T) {
	c := covering()
	c.Blind = feltbog.Errorf(feltbog.ERefused, "gate.blind", "the register is locked")
	if _, why := covered(t, c, feltbog.UseReport, "Ingen kom"); len(why) != 1 || why[0] != "blind" {
		t.Error(why)
	}
	c.Blind = nil
	c.Away = func(_ context.Context, about []feltbog.ID) ([]string, error) {
		if len(about) == 0 {
			return nil, nil
		}
		return []string{"Bærbar 2"}, nil
	}
	if _, why := covered(t, c, feltbog.UseReport, "Ingen kom", karen); len(why) != 1 || why[0] != "away" {
		t.Error(why)
	}
	if _, why := covered(t, c, feltbog.UseReport, "Ingen kom"); why != nil {
		t.Error(why)
	}
}

// "Kaffen" is one letter from Karen when a doubled letter counts once: at the beginning of a sentence somebody has to look.
func TestAWordThatOpensASentenceAndIsNearlyANameIsAskedAbout(t *testing.T) {
	c := covering()
	if text, why := covered(t, c, feltbog.UseReport, "Kaffen i klubben er fuld hver onsdag.", karen); len(why) != 1 || !strings.Contains(text, "Kaffen") {
		t.Errorf("%q %v", text, why)
	}
	if text, why := covered(t, c, feltbog.UseReport, "Hun så Kareen ved kiosken.", karen); len(why) != 0 || strings.Contains(text, "Kareen") {
		t.Errorf("%q %v", text, why)
	}
}

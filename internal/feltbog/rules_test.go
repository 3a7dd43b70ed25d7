package feltbog

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// some is an id that stands for any record.
var some = ID{1}

// sound are records that Check is content with; a test spoils one field at a time.
func givenConsent() *Consent {
	return &Consent{Participant: some, Scope: ScopeQuoteReport, State: ConsentGiven, From: mustDate("2025-03-13"), Form: Written, GivenBy: Self}
}

func drawnRegion() *Region {
	return &Region{Photo: some, Type: RegionPerson, Shape: Rect, X: 0.1, Y: 0.2, W: 0.3, H: 0.8}
}

func takenExcerpt() *Excerpt {
	return &Excerpt{SourceKind: KindNoteBlock, Source: some, Start: 3, End: 9, Quote: "bussen", Speech: Verbatim, Perspective: Citizen}
}

func TestSoundRecordsAreAccepted(t *testing.T) {
	for _, rec := range []Record{
		givenConsent(), drawnRegion(), takenExcerpt(),
		&Project{Title: "Lillerup", Starts: mustDate("2024-10"), Ends: mustDate("2025-09"), RunningYear: 2025, LegalBasis: PublicTask},
		&Session{Type: EthnoRaid, Team: []TeamRole{{Member: some, Role: Observer}, {Perspective: Politician, Role: Companion}}},
		&NoteBlock{Type: SeenHeard, Layer: Jotting, Grid: AEIOU, Dimension: "users"},
		&Participant{Pseudonym: "B-07", Perspective: Citizen, AgeGroup: From15To17},
		&DepictedPerson{Photo: some, Status: DepictedConsent, CardNumber: "12", Uses: []Use{UseReport}},
		&DepictedPerson{Photo: some},
		&Region{Photo: some, Type: RegionContent, Shape: Polygon, Points: []Point{{0, 0}, {1, 0}, {1, 1}}},
		&Card{Workshop: some, Number: 14, Type: QuoteCard, Text: "Bussen kører ikke mere.", Perspective: Citizen},
		&EvidenceLink{ClaimKind: KindRecommendation, Claim: some, BasisKind: KindLearningPoint, Basis: ID{2}},
		&Consent{Participant: some, Scope: ScopeAudio, State: ConsentDraft},
		&NumberBlock{Device: some, Series: CardNumbers, From: 1, To: 200},
	} {
		if err := Check(rec); err != nil {
			t.Errorf("%v", err)
		}
	}
}

func TestEachBrokenRuleNamesItsField(t *testing.T) {
	spoilConsent := func(f func(*Consent)) Record { c := givenConsent(); f(c); return c }
	spoilRegion := func(f func(*Region)) Record { r := drawnRegion(); f(r); return r }
	spoilExcerpt := func(f func(*Excerpt)) Record { e := takenExcerpt(); f(e); return e }
	for _, c := range []struct {
		what  string
		rec   Record
		field string
	}{
		{"a tag of blanks", &Tag{Name: "  "}, "name"},
		{"a project without a title", &Project{}, "title"},
		{"a project that ends before it starts", &Project{Title: "x", Starts: mustDate("2025-03"), Ends: mustDate("2025-02")}, "ends"},
		{"a running year of two figures", &Project{Title: "x", RunningYear: 25}, "running_year"},
		{"an invented legal basis", &Project{Title: "x", LegalBasis: "interest"}, "legal_basis"},
		{"trust beyond the scale", &Actor{Name: "x", Trust: 6}, "trust"},
		{"a contact of nobody", &Contact{Name: "x"}, "actor"},
		{"a follow-up that follows nothing", &Question{Guide: some, Theme: some, Type: FollowUp, Priority: May, Text: "x"}, "parent"},
		{"a question that follows itself", &Question{Base: Base{some}, Parent: some, Guide: some, Theme: some, Type: Probe, Priority: May, Text: "x"}, "parent"},
		{"a review of no question", &GuideReview{Guide: some, Lines: []GuideReviewLine{{Decision: KeepQuestion}}}, "lines"},
		{"a session that ends before it begins", &Session{Type: Interview, Started: mustInstant("2025-03-13T15:00:00Z"), Ended: mustInstant("2025-03-13T14:00:00Z")}, "ended"},
		{"an ethno-raid with six questions", &Session{Type: EthnoRaid, Questions: make([]string, 6)}, "questions"},
		{"a session with an unknown role", &Session{Type: EthnoRaid, Team: []TeamRole{{Role: "boss"}}}, "team"},
		{"a heading from another grid", &NoteBlock{Type: SeenHeard, Layer: Jotting, Grid: POEMS, Dimension: "acts"}, "dimension"},
		{"a heading without a grid", &NoteBlock{Type: SeenHeard, Layer: Jotting, Dimension: "acts"}, "dimension"},
		{"a note worked out from itself", &NoteBlock{Base: Base{some}, Type: SeenHeard, Layer: Memo, DerivedFrom: some}, "derived_from"},
		{"a figure without a source", &Source{Title: "x", Type: Figure}, "origin"},
		{"a participant without a perspective", &Participant{Pseudonym: "B-07"}, "perspective"},
		{"an attribute without a name", &Participant{Pseudonym: "B-07", Perspective: Citizen, Attributes: []Attribute{{Value: "x"}}}, "attributes"},
		{"a paper of nobody", &Paper{Type: DepictedRelease, File: NewBlobRef(nil, "image/png")}, "participant"},
		{"an invented scope", spoilConsent(func(c *Consent) { c.Scope = "everything" }), "scope"},
		{"a consent given on no day", spoilConsent(func(c *Consent) { c.From = FuzzyDate{} }), "from"},
		{"a withdrawal on no day", spoilConsent(func(c *Consent) { c.State, c.From = ConsentWithdrawn, FuzzyNote("engang") }), "from"},
		{"a consent given some time in March", spoilConsent(func(c *Consent) { c.From = mustDate("2025-03") }), "from"},
		{"a consent given in no way", spoilConsent(func(c *Consent) { c.Form = "" }), "form"},
		{"a consent given by nobody", spoilConsent(func(c *Consent) { c.GivenBy = "" }), "given_by"},
		{"an oral consent without a witness", spoilConsent(func(c *Consent) { c.Form = OralWitness }), "witness"},
		{"a guardian's form given by the child", spoilConsent(func(c *Consent) { c.Form = ByGuardian }), "given_by"},
		{"a consent that ends before it begins", spoilConsent(func(c *Consent) { c.Until = mustDate("2025-03-12") }), "until"},
		{"a consent without a last day", spoilConsent(func(c *Consent) { c.Until = mustDate("2025-03/..") }), "until"},
		{"something kept without a reason", &WithdrawalCase{Number: 1, State: CaseDecided, Received: mustDate("2025-03-13"), Kept: 2}, "kept_reason"},
		{"single purposes withdrawn, but which?", &WithdrawalCase{Number: 1, State: CaseScoped, Received: mustDate("2025-03-13"), Extent: WithdrawScopes}, "scopes"},
		{"a disclosure of something unnamed", &Disclosure{Time: 1, Use: UseReport, Title: "x", Items: []DisclosedItem{{Kind: "thing", Record: some}}}, "items"},
		{"numbers that run backwards", &NumberBlock{Device: some, Series: CardNumbers, From: 5, To: 4}, "to"},
		{"a picture with two photographers", &Photo{Photographer: some, PhotographerMember: some}, "photographer_member"},
		{"an orientation that EXIF does not know", &Photo{Orientation: 9}, "orientation"},
		{"an unknown delicate thing", &Photo{Sensitive: []SensitiveContent{"mess"}}, "sensitive"},
		{"a latitude beyond the pole", &PhotoLocation{Photo: some, Latitude: 91}, "latitude"},
		{"a region outside the picture", spoilRegion(func(r *Region) { r.Y = 0.3 }), "h"},
		{"a region of no height", spoilRegion(func(r *Region) { r.H = 0 }), "w"},
		{"a polygon of two corners", spoilRegion(func(r *Region) { r.Shape, r.Points = Polygon, make([]Point, 2) }), "points"},
		{"consent from nobody in a picture", &DepictedPerson{Photo: some, Status: DepictedConsent}, "card_number"},
		{"not recognisable, says nobody", &DepictedPerson{Photo: some, Status: NotRecognisable}, "assessed_by"},
		{"a judgement without a reason", &DepictedPerson{Photo: some, Status: DepictedReasoned, AssessedBy: some}, "reason"},
		{"a covered copy made at no time", &Redaction{Photo: some, Region: some, Method: BoxOver, Copy: NewBlobRef(nil, "image/png")}, "done"},
		{"a covered copy of nobody knows what", &Redaction{Photo: some, Region: some, Method: BoxOver, Done: 1, Copy: NewBlobRef(nil, "image/png")}, "made"},
		{"a covering of something else", &Redaction{Photo: some, Region: some, Method: BoxOver, Subject: "hat"}, "subject"},
		{"a passage that ends before it starts", spoilExcerpt(func(e *Excerpt) { e.End = 2 }), "end"},
		{"a passage without words", spoilExcerpt(func(e *Excerpt) { e.Quote = "" }), "quote"},
		{"an excerpt of a tag", spoilExcerpt(func(e *Excerpt) { e.SourceKind = KindTag }), "source_kind"},
		{"a region of a note", spoilExcerpt(func(e *Excerpt) { e.Region = some }), "region"},
		{"a claim that proves itself", &EvidenceLink{ClaimKind: KindTheme, Claim: some, BasisKind: KindTheme, Basis: some}, "basis"},
		{"a claim that rests on a tag", &EvidenceLink{ClaimKind: KindTheme, Claim: some, BasisKind: KindTag, Basis: ID{2}}, "basis_kind"},
		{"a card that shows nothing", &Card{Workshop: some, Number: 1, Type: QuoteCard, Perspective: Citizen}, "text"},
		{"a photo card without a photo", &Card{Workshop: some, Number: 1, Type: PhotoCard, Text: "x", Perspective: Citizen}, "image"},
		{"a seat from nowhere", &WorkshopGroup{Workshop: some, Number: 1, Seats: []Seat{{}}}, "seats"},
		{"a reading by nobody", &Reading{Workshop: some, Type: Sees, Text: "x"}, "perspective"},
	} {
		err := Check(c.rec)
		var e *Error
		if !errors.As(err, &e) || e.Code != EInvalid || e.Args["field"] != c.field || e.Args["kind"] != string(c.rec.Kind()) {
			t.Errorf("%s: %v, want a fault in %q", c.what, err, c.field)
		}
	}
}

func TestNoRequiredFieldMayBeEmpty(t *testing.T) {
	for _, s := range Schemas() {
		for _, f := range s.Fields {
			if !f.Required {
				continue
			}
			rec := s.New()
			for _, other := range s.Fields {
				if other.Required && other.Name != f.Name {
					fill(other.Value(rec))
				}
			}
			if err := CheckRequired(rec); ErrorCode(err) != EInvalid || !strings.Contains(err.Error(), `"`+f.Name+`"`) {
				t.Errorf("%s without %s: %v", s.Kind, f.Name, err)
			}
			if v := f.Value(rec); v.Kind() == reflect.String {
				if v.SetString(" \n"); CheckRequired(rec) == nil {
					t.Errorf("%s takes a blank %s", s.Kind, f.Name)
				}
			}
		}
	}
}

// fill puts something into a required field.
func fill(v reflect.Value) {
	switch p := v.Addr().Interface().(type) {
	case *ID:
		*p = some
		return
	case *FuzzyDate:
		*p = FuzzyNote("efter aftale")
		return
	case *BlobRef:
		*p = NewBlobRef(nil, "image/png")
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	}
}

func TestTheLetterWaitsForEveryBracket(t *testing.T) {
	p := &Project{Title: "Lillerup"}
	if empty := p.MissingForLetter(); len(empty) != 13 {
		t.Errorf("an empty project lacks %v", empty)
	}
	for _, name := range p.MissingForLetter() {
		f, ok := SchemaOf(KindProject).Field(name)
		if !ok {
			t.Fatalf("%q is no field of a project", name)
		}
		if fill(f.Value(p)); name == "names_deleted" || name == "material_deleted" {
			f.Value(p).Set(reflect.ValueOf(mustDate("2026-12-31")))
		}
	}
	if empty := p.MissingForLetter(); empty != nil {
		t.Errorf("a full project lacks %v", empty)
	}
	p.LegalBasis = ResearchOnly
	if empty := p.MissingForLetter(); len(empty) != 1 || empty[0] != "rights_exceptions" {
		t.Errorf("a letter about research may keep quiet about the rights that it takes: %v", empty)
	}
}

func TestOneCitizenAloneAtATableIsNoticed(t *testing.T) {
	g := &WorkshopGroup{Seats: []Seat{{Perspective: Citizen}, {Perspective: Professional}, {Perspective: Politician}}}
	if !g.LoneCitizen() {
		t.Error("nobody notices")
	}
	g.Seats[1].Perspective = Citizen
	if g.LoneCitizen() {
		t.Error("two citizens are not alone")
	}
}

func TestARegionIsCoveredByItsPixels(t *testing.T) {
	r := drawnRegion()
	if x1, y1, x2, y2 := r.Pixels(4000, 3000); x1 > 400 || y1 > 600 || x2 < 1600 || y2 != 3000 {
		t.Errorf("got %d %d %d %d", x1, y1, x2, y2)
	}
	p := &Region{Shape: Polygon, Points: []Point{{0.25, 0.5}, {0.75, 0.5}, {0.5, 0.999}}}
	if x1, y1, x2, y2 := p.Pixels(100, 100); x1 != 25 || y1 != 50 || x2 != 75 || y2 != 100 {
		t.Errorf("got %d %d %d %d", x1, y1, x2, y2)
	}
}

func TestASetHoldsNothingEmpty(t *testing.T) {
	n := &NoteBlock{Type: SeenHeard, Layer: FieldNote, Participants: []ID{NewID(), {}}}
	n.ID = NewID()
	if err := Check(n); ErrorCode(err) != EInvalid {
		t.Errorf("somebody without an id is a participant: %v", err)
	}
	n.Participants = n.Participants[:1]
	if err := Check(n); err != nil {
		t.Error(err)
	}
}
